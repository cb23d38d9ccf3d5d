"""Which decision is meant, and which bear on each other: the one in force and its reviews."""

import re

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.positions import Position, Read, Reading
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.rounds import round_of_message, state_of
from facilitator.hosting.voice import Reader
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_NUMBER = re.compile(
    r"(?:decision\s+)?[#№]?\s*(\d{1,6})(?!\w)[.:,]?\s*(.*)", re.DOTALL | re.IGNORECASE
)


def numbered(visit: Visit, circle: Record, number: int) -> Record | None:
    """Return the decision of a circle that has this number in its register."""
    return visit.ledger.one(t.round_, circle=circle["id"], number=number)


def meant(visit: Visit, said: Said, circle: Record, text: str) -> tuple[Record, str]:
    """Return the decision that a line names by its number, or answers, and the words behind it.

    Raises ``Refusal`` where there is no such decision, or none is named.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found:
        row = numbered(visit, circle, int(found[1]))
        if row is None or row["form"] != CONSENT.name:
            raise Refusal("no-such-decision", {"typed": Text(found[1])})
        return row, found[2].strip()
    row = round_of_message(visit, said.reply_to)
    here = row is not None and row["circle"] == circle["id"]
    if row is not None and here and row["form"] == CONSENT.name and row["number"]:
        return row, text.strip()
    raise Refusal("which-decision-number")


def earlier_of(visit: Visit, row: Record) -> Record | None:
    """Return the decision that a review looks at again."""
    return visit.ledger.one(t.round_, id=row["bears_on"]) if row["bears_on"] else None


def reviews_of(visit: Visit, row: Record) -> list[Record]:
    """Return the reviews of a decision, the oldest first."""
    rows = visit.ledger.all(t.round_, bears_on=row["id"])
    return sorted(rows, key=lambda one: (one["opened_at"], one["number"] or 0))


def running_review(visit: Visit, row: Record) -> Record | None:
    """Return the review of a decision that is under way."""
    number = state_of(visit, row).under_review
    found = reviews_of(visit, row) if number else []
    return next((one for one in found if one["number"] == number), None)


def where_heard(visit: Visit, row: Record, reading: Reading) -> Record:
    """Return what an answer counts in: an objection to what is looked at again belongs to that look."""
    objects = isinstance(reading, Read) and reading.position is Position.OBJECT
    review = running_review(visit, row) if objects else None
    return review or row


def owner_here(visit: Visit, state: core.Decision, here: list[MemberId]) -> MemberId | None:
    """Return who looks after a decision, if they are still among those here."""
    return state.owner if state.owner in here else None


_ADOPTED = (core.Phase.IN_FORCE, core.Phase.SUPERSEDED, core.Phase.DROPPED)


def how_it_stands(visit: Visit, state: core.Decision, reader: Reader) -> str:
    """Return in a few words how a decision stands, for a list or a record."""
    if state.phase not in _ADOPTED:
        return visit.house.wording.line(f"phase-{state.phase.value.replace('_', '-')}")
    bearing = state.settings.bearing
    args: dict[str, Arg] = {
        "phase": state.phase.value,
        "bears": bearing.what.value if bearing else "none",
        "reviewed": bearing.number if bearing else 0,
        "later": state.settled_by or state.under_review,
        "dated": "yes" if state.review_at else "no",
        "review": At(state.review_at or visit.now),
    }
    return visit.house.wording.phrase("decision-state", args, reader).plain
