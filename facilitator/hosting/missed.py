"""``!missed``: first what needs me, then what happened. A personal answer, ten lines or so.

Nothing is remembered of who has read what: what happened counts from one's own last words here, or
from the last thirty days.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Text, Who
from facilitator.core.people import Lane
from facilitator.core.reading import Line
from facilitator.core.rounds import poll
from facilitator.core.rounds.consent.objections.examining import waits_until
from facilitator.core.rounds.consent.state import STEPS
from facilitator.core.rounds.consent.steps import outstanding
from facilitator.hosting.bearings import how_it_stands
from facilitator.hosting.circles import dyads
from facilitator.hosting.forms import CONSENT, FORMS, POLL
from facilitator.hosting.members.people import memberships
from facilitator.hosting.record import asking, lines
from facilitator.hosting.record.lines import Kind, State
from facilitator.hosting.record.minutes import circles_asked
from facilitator.hosting.record.sheets import rounds_kept
from facilitator.hosting.register import owners
from facilitator.hosting.rounds import rounds_of_member, session_of, state_of
from facilitator.hosting.voice import answer_alone, own_reader
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import one_line

LONGEST_AGO = timedelta(days=30)
MOST_NEEDS, MOST_NEWS = 6, 5
"""How many lines of each are told; of the others only their number."""

KINDS = {CONSENT.name: "decision", POLL.name: "poll"}
"""What is said to be open, where it is neither a round nor a step of a practice."""

SHORT = 70
"""Characters of a title or text that a line shows."""


def missed(visit: Visit, said: Said, line: Line) -> None:
    """``!missed``: in a room of this circle, in the private chat of all one's circles."""
    by = visit.member_of(said.by)
    circles = list(circles_asked(visit, by))
    told = _Told(visit, by["id"], several=len(circles) > 1)
    needs = [*_asked_for_two(told), *_asked_for_care(told)]
    needs += [one for circle in circles for one in _needs(told, circle)]
    news = [one for circle in circles for one in _news(told, circle)]
    args: dict[str, Arg] = {
        "needs": Text(_listed(needs, MOST_NEEDS)),
        "count": len(needs),
        "more_needs": max(0, len(needs) - MOST_NEEDS),
        "news": Text(_listed(news, MOST_NEWS)),
        "happened": len(news),
        "more_news": max(0, len(news) - MOST_NEWS),
    }
    answer_alone(visit, by["id"], "missed-shown", args)


def _listed(rows: list[str], most: int) -> str:
    return "\n".join(f"- {row}" for row in rows[:most]) or "-"


class _Told:
    """One member as reader of lines about their circles."""

    def __init__(self, visit: Visit, member: str, *, several: bool) -> None:
        self.visit, self.member, self.several = visit, MemberId(member), several

    def line(self, name: str, circle: Record, args: dict[str, Arg]) -> str:
        """Return one line in the member's own zone; of several circles it says which."""
        reader = own_reader(self.visit, self.member, circle, in_chat=False)
        where: dict[str, Arg] = {
            "circle": Text(circle["name"]), "where": "named" if self.several else "here"
        }  # fmt: skip
        return self.visit.house.wording.phrase(name, {**args, **where}, reader).plain.strip()


def _short(text: str) -> Text:
    line = one_line(text)
    return Text(line if len(line) <= SHORT else f"{line[: SHORT - 1]}…")


# -- what needs me -------------------------------------------------------------------------------


def _needs(told: _Told, circle: Record) -> Iterator[str]:
    visit = told.visit
    for row in rounds_of_member(visit, told.member):
        if row["circle"] == circle["id"] and (until := awaited(visit, row, told.member)):
            yield told.line("missed-awaits", circle, _of_round(visit, row, until))
    notes = visit.ledger.all(t.note, circle=circle["id"])
    for note in sorted(notes, key=lambda n: (n["due"] or "9", n["made_at"], n["id"])):
        if note["kind"] == Kind.ACTION and note["owner"] == told.member and lines.is_to_do(note):
            yield told.line("missed-action", circle, _of_action(told, circle, note))
        elif note["kind"] == Kind.QUOTE and _asks(note, told.member):
            yield told.line("missed-quote", circle, {"text": _short(note["text"])})


def _asked_for_two(told: _Told) -> Iterator[str]:
    """Give who would like a circle of two with this member: that belongs to no other circle."""
    visit = told.visit
    reader = own_reader(visit, told.member, None, in_chat=False)
    for held in dyads.waiting(visit, told.member):
        args: dict[str, Arg] = {"by": Who(MemberId(held["member"]))}
        yield visit.house.wording.phrase("missed-dyad", args, reader).plain.strip()


def _asked_for_care(told: _Told) -> Iterator[str]:
    """Give the decisions that somebody would like this member to look after."""
    visit = told.visit
    reader = own_reader(visit, told.member, None, in_chat=False)
    for row in owners.asked_about(visit, told.member):
        args: dict[str, Arg] = {"number": row["number"], "text": _short(state_of(visit, row).text)}
        yield visit.house.wording.phrase("missed-owner", args, reader).plain.strip()


def _asks(note: Record, member: str) -> bool:
    return bool(note["member"] == member and note["state"] == State.ASKED)


def awaited(visit: Visit, row: Record, member: str) -> datetime | None:
    """Return until when a round or a decision waits for this member's words, if it does."""
    state = state_of(visit, row)
    if row["form"] == CONSENT.name:
        if until := waits_until(state, MemberId(member)):
            return until
        place = state.place(member)
        answered = any(b.member == member and b.version == state.version for b in state.ballots)
        early = state.phase in STEPS
        done = member not in {p.member for p in outstanding(state)} if early else answered
        if place is None or place.left or done or state.over:
            return None
        slow: datetime = state.slow_until
        live: datetime = state.live_until
        return slow if place.lane is Lane.SLOW or live <= visit.now else live
    if row["form"] == POLL.name and poll.ballot_of(state, MemberId(member)) is not None:
        return None
    if not FORMS[row["form"]].awaits(state, member):
        return None
    ends: datetime | None = getattr(state, "ends", None)
    return max(ends or visit.now, visit.now)


def _of_round(visit: Visit, row: Record, until: datetime) -> dict[str, Arg]:
    session: Any = session_of(visit, row)
    return {
        "title": _short(row["title"]),
        "practice": Text(session.format.title if session else ""),
        "kind": KINDS.get(row["form"], "step" if session else "round"),
        "number": row["number"] or getattr(state_of(visit, row), "number", 0),
        "until": At(until),
    }


def _of_action(told: _Told, circle: Record, note: Record) -> dict[str, Arg]:
    due = asking.due_at(told.visit, circle, note, told.member)
    return {
        "text": _short(note["text"]),
        "number": note["number"] or 0,
        "dated": "yes" if due else "no",
        "due": At(due or told.visit.now),
        "state": note["state"],
    }


# -- what happened -------------------------------------------------------------------------------


def _news(told: _Told, circle: Record) -> Iterator[str]:
    visit, since = told.visit, _since(told.visit, circle, told.member)
    for row in rounds_kept(visit, [circle]):
        if (row["closed_at"] or 0) > since:
            at = At(moment(row["closed_at"]))
            yield told.line("missed-closed", circle, {"title": _short(row["title"]), "at": at})
    decided = visit.ledger.all(t.round_, circle=circle["id"], form=CONSENT.name)
    for row in sorted(decided, key=lambda r: r["number"] or 0, reverse=True):
        if row["number"] and (row["closed_at"] or 0) > since:
            yield told.line("missed-decided", circle, _of_decision(told, circle, row))
    for row in visit.ledger.all(t.round_, circle=circle["id"], form=POLL.name):
        if (row["closed_at"] or 0) > since:
            at = At(moment(row["closed_at"]))
            yield told.line("missed-closed", circle, {"title": _short(row["title"]), "at": at})
    came = [m for m in memberships(visit, circle) if m["joined_at"] > since]
    if others := [m for m in came if m["member"] != told.member]:
        yield told.line("missed-came", circle, {"people": len(others)})


def _of_decision(told: "_Told", circle: Record, row: Record) -> dict[str, Arg]:
    visit, state = told.visit, state_of(told.visit, row)
    label = how_it_stands(visit, state, own_reader(visit, told.member, circle, in_chat=False))
    return {"number": row["number"], "text": _short(state.text), "phase": Text(label)}


def _since(visit: Visit, circle: Record, member: str) -> int:
    """Return from when on things are new: since one's own last words here, or since one came."""
    here = visit.ledger.one(t.membership, circle=circle["id"], member=member) or {}
    places = {place["id"] for place in visit.ledger.all(t.place, circle=circle["id"])}
    rounds = {row["id"] for row in visit.ledger.all(t.round_, circle=circle["id"])}
    said = [
        words["said_at"]
        for words in visit.ledger.all(t.words, member=member)
        if words["round"] in rounds or words["place"] in places
    ]
    return int(max([micros(visit.now - LONGEST_AGO), here.get("joined_at") or 0, *said]))
