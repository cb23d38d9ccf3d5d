"""Lines of the record: notes, actions, quotes and what a harvest kept (table ``note``).

Here they are written down, found, and let go of. Who may write one, and who is asked first, is in
``scribe`` and ``asking``; how they are read together, in ``minutes``.
"""

from enum import StrEnum
from typing import Any

from facilitator.clock import micros
from facilitator.core.notices import Assistant
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.members.ghosts import is_in
from facilitator.hosting.rounds import running
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

STILL_OURS = 24 * 3600 * 1_000_000
"""Microseconds after a close in which a line still belongs to what was closed."""


class Kind(StrEnum):
    """What a line is."""

    NOTE = "note"
    ACTION = "action"
    QUOTE = "quote"
    HARVEST = "harvest"


class State(StrEnum):
    """Where a line stands. Only what is kept, or an action, is shown."""

    ASKED = "asked"
    KEPT = "kept"
    DECLINED = "declined"
    DONE = "done"


def write(visit: Visit, circle: Record, kind: Kind, member: str, text: str, **more: Any) -> Record:
    """Write a line down. Without a ``state`` it is kept at once."""
    more.setdefault("state", State.KEPT.value)
    return visit.ledger.add(
        t.note, id=new_id("nte"), circle=circle["id"], kind=kind.value, member=member, text=text,
        made_at=micros(visit.now), **more,
    )  # fmt: skip


def round_meant(visit: Visit, place: Record) -> Record | None:
    """Return what a line said now belongs to: what runs here, else what closed here within a day.

    A step belongs to its session.
    """
    row = running(visit, place)
    if row is not None:
        return _whole(visit, row)
    rows = [r for r in visit.ledger.all(t.round_, place=place["id"], open=False) if _is_whole(r)]
    last = max(rows, key=lambda r: (r["closed_at"] or 0, r["id"]), default=None)
    recent = last and micros(visit.now) - (last["closed_at"] or 0) < STILL_OURS
    return last if recent else None


def _whole(visit: Visit, row: Record) -> Record:
    return (visit.ledger.one(t.round_, id=row["session"]) if row["session"] else None) or row


def _is_whole(row: Record) -> bool:
    return row["session"] is None and row["form"] not in BESIDE


def scribe_is_in(visit: Visit, place: Record) -> bool:
    """Say whether the Scribe works here: without it nothing is recorded (contract §3)."""
    return is_in(place, Assistant.SCRIBE)


# -- actions -------------------------------------------------------------------------------------


def actions(visit: Visit, circle: Record) -> list[Record]:
    """Return the actions of a circle that are still to be done, by number."""
    rows = visit.ledger.all(t.note, circle=circle["id"], kind=Kind.ACTION.value)
    return sorted((r for r in rows if is_to_do(r)), key=lambda row: row["number"] or 0)


def is_to_do(row: Record) -> bool:
    """Say whether an action is neither done nor declined."""
    return row["state"] in (State.ASKED, State.KEPT)


def next_number(visit: Visit, circle: Record) -> int:
    """Return the number of the circle's next action."""
    return visit.ledger.highest(t.note, "number", circle=circle["id"]) + 1


def of_words(visit: Visit, words: Record) -> list[Record]:
    """Return the lines that show what somebody said."""
    rows = visit.ledger.all(t.note, words=words["id"])
    return rows + [r for r in of_message(visit, words["source"]) if r not in rows]


def of_message(visit: Visit, ref: str) -> list[Record]:
    """Return the lines taken from one message."""
    return visit.ledger.all(t.note, source=ref)


def standing(visit: Visit, ref: str) -> list[Record]:
    """Return the lines taken from one message that have not been let go of."""
    return [row for row in of_message(visit, ref) if row["state"] != State.DECLINED]
