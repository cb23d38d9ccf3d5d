"""What the minutes of one round hold, gathered from the books. Nobody who was not heard is in it.

Numbers are of those who were heard; names stand only below words their author agreed to, and beside
what somebody took on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from facilitator.clock import micros
from facilitator.core.people import Lane
from facilitator.core.rounds import consent
from facilitator.hosting.forms import BESIDE, CONSENT, FORMS, SESSION
from facilitator.hosting.record.lines import Kind, State
from facilitator.hosting.record.outcomes import outcomes
from facilitator.hosting.rounds import state_of
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


@dataclass(frozen=True, slots=True)
class Heard:
    """How many spoke, answered or passed, and how many of them in their own time alone.

    Who was at the table in one step is none of those: a draft written alone has days for everybody.
    """

    people: int
    slow: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The minutes of one round, session or decision, as rows of the books.

    ``heard`` is None while it is sealed: then even a number would tell of somebody (contract §8.9).
    Without a ``row`` it holds what was noted on a day beside all rounds.
    """

    row: Record | None
    heard: Heard | None = None
    decided: tuple[Record, ...] = ()
    came: tuple[str, ...] = ()
    """What picks, points and agreements of a practice came to, a line each."""
    kept: tuple[Record, ...] = ()
    notes: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = ()
    quotes: tuple[Record, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing of what was said stands in it."""
        return not (self.decided or self.came or self.kept or self.notes or self.quotes)


def sheet_of(visit: Visit, row: Record) -> Sheet:
    """Return the minutes of a round as things stand now."""
    lines = list(_lines_of(visit, row))
    sheet = _sheet(lines, row, _heard(visit, row), tuple(_decided(visit, row)))
    return (
        replace(sheet, came=tuple(outcomes(visit, row))) if row["form"] == SESSION.name else sheet
    )


def _sheet(
    lines: list[Record], row: Record | None, heard: Heard | None, decided: tuple[Record, ...]
) -> Sheet:
    return Sheet(
        row,
        heard,
        decided,
        (),
        kept=tuple(_kept(lines, Kind.HARVEST)),
        notes=tuple(_kept(lines, Kind.NOTE)),
        actions=tuple(_actions(lines)),
        quotes=tuple(_kept(lines, Kind.QUOTE)),
    )


def steps_of(visit: Visit, row: Record) -> list[Record]:
    """Return the rounds that held a session's steps; any other round is its own only step."""
    if row["form"] != SESSION.name:
        return [row]
    return visit.ledger.all(t.round_, session=row["id"])


def _lines_of(visit: Visit, row: Record) -> Iterator[Record]:
    ids = {row["id"], *(step["id"] for step in steps_of(visit, row))}
    rows = visit.ledger.all(t.note, circle=row["circle"])
    yield from sorted((r for r in rows if r["round"] in ids), key=lambda r: (r["made_at"], r["id"]))


def _kept(rows: Iterable[Record], kind: Kind) -> Iterator[Record]:
    return (row for row in rows if row["kind"] == kind and row["state"] == State.KEPT)


def _actions(rows: Iterable[Record]) -> Iterator[Record]:
    return (r for r in rows if r["kind"] == Kind.ACTION and r["state"] != State.DECLINED)


def _decided(visit: Visit, row: Record) -> Iterator[Record]:
    """Return the decisions of the register that were closed in that time, by number."""
    rows = visit.ledger.all(t.round_, circle=row["circle"], form=CONSENT.name)
    end = row["closed_at"] or micros(visit.now)
    for one in sorted(rows, key=lambda r: (r["number"] or 0, r["id"])):
        inside = one["closed_at"] is not None and row["opened_at"] <= one["closed_at"] <= end
        if one["id"] == row["id"] or (one["number"] and inside and row["form"] != CONSENT.name):
            yield one


# -- how many ------------------------------------------------------------------------------------


def _heard(visit: Visit, row: Record) -> Heard | None:
    people: set[str] = set()
    at_table: set[str] = set()
    for step in steps_of(visit, row):
        state = state_of(visit, step)
        if _is_hidden(step, state):
            return None
        for member, in_own_time in _voices(step, state):
            people.add(member)
            if not in_own_time:
                at_table.add(member)
    return Heard(len(people), len(people - at_table))


def _is_hidden(row: Record, state: Any) -> bool:
    if row["form"] == CONSENT.name:
        return bool(state.settings.sealed and row["open"])
    return FORMS[row["form"]].is_sealed(state)


def _voices(row: Record, state: Any) -> Iterator[tuple[str, bool]]:
    """Give who was heard in a round, and whether in their own time."""
    if row["form"] == CONSENT.name:
        yield from _answers(state)
        return
    for seat in getattr(state, "seats", ()):
        if _was_heard(seat):
            lane = getattr(seat, "heard_in", None)
            yield seat.member, (lane is Lane.SLOW if lane else seat.lane is Lane.SLOW)


def _was_heard(seat: Any) -> bool:
    """Whether somebody spoke or passed; in a discussion, whether they said that they had."""
    heard = getattr(seat, "heard", None)
    if heard is not None:
        return bool(heard)
    return getattr(seat, "place", None) in ("done", "passed") or getattr(seat, "turns", 0) > 0


def _answers(state: consent.Decision) -> Iterator[tuple[str, bool]]:
    for ballot in state.ballots:
        place = state.place(ballot.member)
        if not ballot.withdrawn and ballot.version == state.version:
            yield ballot.member, place is not None and place.lane is Lane.SLOW


# -- finding -------------------------------------------------------------------------------------


def rounds_kept(visit: Visit, circles: Iterable[Record]) -> list[Record]:
    """Return what minutes can be of, the newest first: whole rounds and sessions, no decisions, and
    nothing that was held at one table of several.
    """
    rows = [
        row
        for circle in circles
        for row in visit.ledger.all(t.round_, circle=circle["id"])
        if row["session"] is None and row["form"] not in BESIDE and row["table_of"] is None
    ]
    return sorted(rows, key=lambda row: (row["opened_at"], row["id"]), reverse=True)


def beside_rounds(visit: Visit, circle: Record, day: Callable[[int], bool]) -> Sheet:
    """Return the lines of one day that belong to no round, or to a decision; ``day`` knows its moments."""
    decided = {
        row["id"] for row in visit.ledger.all(t.round_, circle=circle["id"]) if row["number"]
    }
    notes = visit.ledger.all(t.note, circle=circle["id"])
    rows = [row for row in notes if row["round"] is None or row["round"] in decided]
    lines = sorted((r for r in rows if day(r["made_at"])), key=lambda r: (r["made_at"], r["id"]))
    return _sheet(lines, None, None, ())
