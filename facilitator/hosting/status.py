"""``!status``: where things stand, in two or three short sentences for each thing that is open.

It tells what the cards show, and no more: the step, what is asked, how many were heard and how many
places are open, until when, and what comes next. Numbers and no names: nobody is told to be missing
(contract §8.2). Alone or by mail it is about all that concerns the person who asks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from facilitator.core.formats.steps import Announce, Step
from facilitator.core.notices import Arg, At, Text
from facilitator.core.reading import Line
from facilitator.core.rounds import go_around
from facilitator.core.rounds import session as core
from facilitator.core.rounds.consent.steps import unanswered_questions
from facilitator.hosting import missed
from facilitator.hosting.forms import BESIDE, CONSENT, FORMS, GO_AROUND, POLL, SESSION
from facilitator.hosting.members.rights import need_circle
from facilitator.hosting.practices import own_formats, tables
from facilitator.hosting.record.minutes import circles_asked
from facilitator.hosting.rhythms.telling import circle_dates
from facilitator.hosting.rounds import (
    open_rounds,
    rounds_of_member,
    session_of,
    state_of,
    table_of,
)
from facilitator.hosting.voice import Reader, answer, own_reader, room_reader
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import one_line

SHORT = 120
"""Characters of a question that a line shows."""


def status(visit: Visit, said: Said, line: Line) -> None:
    """``!status``: here; in the private chat, of all one's circles; by mail, of that circle."""
    by = visit.member_of(said.by)
    private = visit.place()["part"] == "private"
    asker = _Asker(visit, by["id"], private or visit.intake.ear == "mail", several=private)
    if table := tables.circle_here(visit) if visit.circle() is None else None:
        lines = [_line(asker, table, row) for row in open_rounds(visit, visit.place())]
    else:
        circles = circles_asked(visit, by) if private else [need_circle(visit)]
        lines = [one for circle in circles for one in _of_circle(asker, circle)]
    listed = "\n".join(f"- {one}" if len(lines) > 1 else one for one in lines)
    shown: dict[str, Arg] = {"lines": Text(listed), "count": len(lines)}
    answer(visit, "status", shown)


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks, and whether anybody else reads the answer."""

    visit: Visit
    member: str
    alone: bool
    several: bool

    def reader(self, circle: Record) -> Reader:
        """Return the reader of a line about a circle: the room, or this one person."""
        if self.alone:
            return own_reader(self.visit, self.member, circle, in_chat=False)
        return room_reader(self.visit, circle)

    def rows(self, circle: Record) -> list[Record]:
        """Return what is open in a circle: its rooms' rounds, and alone the table one sits at."""
        places = self.visit.ledger.all(t.place, circle=circle["id"], gone=False)
        here = [row for place in places for row in open_rounds(self.visit, place)]
        mine = self._tables(circle) if self.alone else []
        sat_at = {row["session"] for row in mine} | {row["table_of"] for row in mine}
        return [*mine, *(row for row in here if row["id"] not in sat_at)]

    def _tables(self, circle: Record) -> list[Record]:
        found = rounds_of_member(self.visit, self.member)
        here = [r for r in found if r["circle"] == circle["id"] and table_of(self.visit, r)]
        return [row for row in here if _has_place(self.visit, row, self.member)]


def _has_place(visit: Visit, row: Record, member: str) -> bool:
    state = state_of(visit, row)
    place = state.place if row["form"] in BESIDE else state.seat
    return place(member) is not None


# -- one circle ----------------------------------------------------------------------------------


def _of_circle(asker: _Asker, circle: Record) -> Iterator[str]:
    rows = asker.rows(circle)
    for row in rows:
        yield _line(asker, circle, row)
    if not rows:
        dates = circle_dates(asker.visit, circle, asker.member)
        yield _told(asker, circle, "status-quiet", {**_where(asker, circle, None), **dates})


def _told(asker: _Asker, circle: Record, name: str, args: dict[str, Arg]) -> str:
    phrase = asker.visit.house.wording.phrase(name, args, asker.reader(circle))
    return phrase.plain.strip()


def _where(asker: _Asker, circle: Record, row: Record | None) -> dict[str, Arg]:
    place = asker.visit.ledger.one(t.place, id=row["place"]) if row else None
    elsewhere = not asker.alone and place is not None and place["id"] != asker.visit.place()["id"]
    return {
        "where": "named" if asker.several else "part" if elsewhere else "here",
        "circle": Text(circle["name"]),
        "part": Text(place["part"] if place else ""),
    }


# -- one thing that is open ----------------------------------------------------------------------


def _line(asker: _Asker, circle: Record, row: Record) -> str:
    visit = asker.visit
    session = state_of(visit, row) if _is_session(row) else session_of(visit, row)
    hidden = session is not None and core.is_between_few(session) and not _may_see(asker, row)
    args = {
        **_where(asker, circle, row),
        **_matter(visit, row, session, hidden=hidden),
        **_numbers(visit, row, hidden=hidden),
        **_way(visit, row),
        **_then(visit, row, session),
        "paused": "yes" if state_of(visit, row).paused_at is not None else "no",
        "yours": "yes" if asker.alone and missed.awaited(visit, row, asker.member) else "no",
    }
    return _told(asker, circle, "status-line", args)


def _is_session(row: Record) -> bool:
    return bool(row["form"] == SESSION.name)


def _may_see(asker: _Asker, row: Record) -> bool:
    return asker.alone and not _is_session(row) and _has_place(asker.visit, row, asker.member)


def _matter(
    visit: Visit, row: Record, session: core.Session | None, *, hidden: bool
) -> dict[str, Arg]:
    """Return what is asked, in which step of what."""
    asked = "" if hidden or _is_session(row) else one_line(row["title"])
    kind = "step" if session else missed.KINDS.get(row["form"], "round")
    step = session.step if session else None
    steps = len(session.format.steps) if session else 1
    return {
        "kind": kind,
        "title": Text(session.format.title if session else ""),
        "step": min(session.at + 1, steps) if session else 1,
        "steps": steps,
        "number": row["number"] or getattr(state_of(visit, row), "number", 0),
        "says": "yes" if asked else "no",
        "asked": Text(asked if len(asked) <= SHORT else f"{asked[: SHORT - 1]}…"),
        "does": Text(_named(visit, step) if step else ""),
    }


def _named(visit: Visit, step: Step) -> str:
    """Return what a step is called: its title, or what is done in it."""
    return one_line(step.title) if step.title else own_formats.what_is_done(visit, step)


def _numbers(visit: Visit, row: Record, *, hidden: bool) -> dict[str, Arg]:
    """Return how many were heard, and until when places are open: what the card shows of it."""
    fields = FORMS[row["form"]].card(state_of(visit, row)).fields
    heard, seats = fields.get("heard"), int(fields.get("seats", 0))
    counted = heard is not None and not hidden
    until = None if hidden and not _is_session(row) else fields.get("until")
    return {
        "counted": "yes" if counted else "no",
        "heard": int(heard or 0),
        "seats": seats,
        "open": max(0, seats - int(heard or 0)),
        "ends": "yes" if until else "no",
        "until": At(_moment(until) if until else visit.now),
    }


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _way(visit: Visit, row: Record) -> dict[str, Arg]:
    """Return what is so while no round holds the step of a session."""
    way, role = "none", ""
    if _is_session(row):
        state: core.Session = state_of(visit, row)
        way = {core.Phase.TABLES: "tables", core.Phase.FILLING: "offer"}.get(state.phase, "none")
        offered = state.format.role(state.offered or "")
        role = offered.title if offered else ""
    return {"way": way, "role": Text(role)}


def _then(visit: Visit, row: Record, session: core.Session | None) -> dict[str, Arg]:
    """Return what comes next. What only is told, or depends on something, is left to itself."""
    if session is None:
        return {"then": _after(visit, row), "next": Text("")}
    at = session.at if session.phase is core.Phase.FILLING else session.at + 1
    coming = (step for step in session.format.steps[at:] if step.when is None)
    following = next((step for step in coming if not _is_told(step)), None)
    return {
        "then": "step" if following else "last",
        "next": Text(_named(visit, following) if following else ""),
    }


def _is_told(step: Step) -> bool:
    return isinstance(step.does, Announce) and step.does.by is None


def _after(visit: Visit, row: Record) -> str:
    state: Any = state_of(visit, row)
    if row["form"] == CONSENT.name:
        face = FORMS[row["form"]].card(state).face
        if face == "questions" and unanswered_questions(state):
            return "answers"
        return face if face in ("objection", "provisional", "questions", "reactions") else "decided"
    if row["form"] == POLL.name:
        return "counted"
    early = row["form"] == GO_AROUND.name and state.phase in (
        go_around.Phase.ANNOUNCED, go_around.Phase.ROLL_CALL,
    )  # fmt: skip
    return "turns" if early else "letter"
