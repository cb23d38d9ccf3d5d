"""What the pinned card of a decision shows: the visible state, never who."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from facilitator.core.notices import Arg, At, Text
from facilitator.core.rounds.consent.recalling import asked_in_review
from facilitator.core.rounds.consent.state import DECIDING, STEPS, Decision, Phase
from facilitator.core.rounds.consent.steps import asked, heard, unanswered_questions
from facilitator.core.rounds.consent.tally import (
    Counts,
    blocking,
    counted,
    counts,
    eligible,
    keeps_names,
)
from facilitator.core.rounds.consent.telling.beside_notices import fault
from facilitator.core.rounds.consent.telling.saying import (
    about,
    asked_by_practice,
    iso,
    readers,
    timing,
)


@dataclass(frozen=True, slots=True)
class Card:
    """Pure data. ``face`` names the attribute of ``consent-card`` that words it, with ``args``;
    ``shown`` are its machine-readable fields (contract §9). ``counts`` is None while sealed."""

    phase: Phase
    face: str
    version: int
    text: str
    until: datetime
    answered: int
    places: int
    counts: Counts | None
    args: Mapping[str, Arg]
    shown: Mapping[str, str | int]


def card(d: Decision) -> Card:
    """The card as it should stand now."""
    within = d.settings.within
    secret = within is not None and within.readers is not None
    hidden = secret or d.phase in STEPS or (keeps_names(d) and d.phase in DECIDING)
    visible = None if hidden else counts(d)
    answered, places = _heard(d)
    return Card(
        phase=d.phase,
        face=_face(d),
        version=d.version,
        text=d.text,
        until=d.slow_until,
        answered=answered,
        places=places,
        counts=visible,
        args=_args(d, visible, answered, places),
        shown=_fields(d, visible, answered, places, secret=secret),
    )


def _heard(d: Decision) -> tuple[int, int]:
    """How many of how many: have answered, or were heard in a step before the asking."""
    if d.phase in STEPS:
        members = {place.member for place in asked(d)}
        return len(members & heard(d)), len(members)
    return len(counted(d)), len(eligible(d))


def _face(d: Decision) -> str:
    """Which side of the card is up; what stops it comes before what it is."""
    if d.phase not in DECIDING:
        return d.phase.value.replace("_", "-")
    if d.paused_at is not None:
        return "paused"
    if blocking(d):
        return "objection" if d.integrating_until is None else "integrating"
    return d.phase.value


def _args(d: Decision, visible: Counts | None, answered: int, places: int) -> dict[str, Arg]:
    numbers = visible or Counts(0, 0, 0, 0, 0, 0, 0)
    secret = d.settings.within is not None and d.settings.within.readers is not None
    return {
        **about(d),
        **timing(d),
        **readers(d),
        **asked_by_practice(d),
        **asked_in_review(d),
        "apart": "yes" if secret else "no",
        "text": Text(d.text),
        "paused": "yes" if d.paused_at else "no",
        "answered": answered,
        "places": places,
        "counted": _counted(d, visible),
        "consents": numbers.consent,
        "with_concern": numbers.concern,
        "aside": numbers.aside,
        "passed": numbers.passed,
        "objections": len(blocking(d)),
        "unanswered": len(unanswered_questions(d)) if d.phase is Phase.QUESTIONS else 0,
        "dated": "yes" if d.review_at else "no",
        "review": At(d.review_at or d.slow_until),
        "ending": d.ending.value if d.ending else "none",
        **fault(d),
        "later": d.settled_by or d.under_review,
    }


def _counted(d: Decision, visible: Counts | None) -> str:
    """Whether the positions are counted out, as a choice. Beside an unnamed objection they are not:
    whose 👍 is gone from the count could be seen in the room."""
    if visible is not None:
        return "yes"
    return "unnamed" if keeps_names(d) and not d.settings.sealed else "no"


def _fields(
    d: Decision, visible: Counts | None, answered: int, places: int, *, secret: bool
) -> dict[str, str | int]:
    fields: dict[str, str | int] = {
        "phase": "paused" if d.paused_at and not d.over else d.phase.value,
        "prompt": "" if secret else d.text,
        "number": d.number,
        "version": d.version,
        "heard": answered,
        "seats": places,
        "until": iso(d.slow_until),
    }
    if visible is None:
        return fields
    return fields | {
        "consent": visible.consent,
        "concern": visible.concern,
        "object": visible.objection,
        "aside": visible.aside,
        "pass": visible.passed,
    }
