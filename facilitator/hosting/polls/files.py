"""What comes with the end of a poll as a file: the chosen time for calendars, ballots for recounting.

A time is a calendar file (RFC 5545) of one event, in the zone of the circle, without any name. Ballots
in order of choice are a BLT file, put together and sorted so that nobody's can be told by when it came;
where so few answered that whole orders could give people away there is none.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import gcd
from zoneinfo import ZoneInfo

from facilitator.acts import Enclose
from facilitator.core.notices import Notice, Room
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.poll.facts import LotDrawn, PollClosed
from facilitator.core.rounds.poll.kinds import Cast
from facilitator.core.rounds.poll.kinds.stv import export
from facilitator.core.rounds.poll.tally import counted
from facilitator.hosting.forms import POLL
from facilitator.hosting.polls.slips import table as slip_table
from facilitator.hosting.rounds import Course, state_of
from facilitator.hosting.voice import Occasion, fields
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

TOLD = frozenset({"poll_closed", "lot_drawn"})
"""The notices that such a file comes with."""

FEW = 5
"""With fewer ballots a list of whole orders could tell whose is which."""

CALENDAR, BALLOTS, LIST = "text/calendar", "text/plain", "text/csv"


@dataclass(frozen=True, slots=True)
class File:
    """A file to bring along: ``kind`` is its media type."""

    name: str
    kind: str
    octets: bytes


def follow(visit: Visit, course: Course) -> None:
    """Bring into the room what a poll that closed just now has to bring."""
    if course.row["form"] != POLL.name:
        return
    if not any(isinstance(fact, PollClosed | LotDrawn) for fact in course.facts):
        return
    circle = visit.ledger.one(t.circle, id=course.row["circle"]) or {}
    for file in of(visit, course.row):
        shown = fields(visit, Notice("poll_file", Room()), Occasion(circle))
        shown["round"] = course.row["id"]
        visit.post(Enclose(file.name, file.kind, file.octets, shown), course.row["place"])


def of(visit: Visit, row: Record) -> tuple[File, ...]:
    """Return the files of a poll as it stands: those of one that is open are none."""
    poll: core.Poll = state_of(visit, row)
    if not poll.over:
        return ()
    slips = poll.settings.anonymous and core.counted(poll)
    listed = (File(f"poll-{poll.number}.csv", LIST, slip_table(poll).encode()),) if slips else ()
    return _of_kind(visit, row, poll) + listed


def _of_kind(visit: Visit, row: Record, poll: core.Poll) -> tuple[File, ...]:
    begins = poll.option(poll.chosen[0]).begins if poll.chosen else None
    if begins is not None and poll.came is core.Came.DECIDED:
        return (File(f"poll-{poll.number}.ics", CALENDAR, _calendar(visit, row, poll, begins)),)
    if poll.kind in ("ranked", "stv") and _may_be_shown(poll):
        return (File(f"poll-{poll.number}.blt", BALLOTS, _ballots(poll).encode()),)
    return ()


def _may_be_shown(poll: core.Poll) -> bool:
    """Whole orders, and weights that everybody knows, can tell whose they are."""
    given = sum(not one.passed for one in counted(poll))
    if poll.settings.names:
        return bool(given)
    return given >= FEW and not poll.settings.weighted


def _ballots(poll: core.Poll) -> str:
    weights, unit = {p.member: p.weight for p in poll.places}, poll.settings.unit
    given = [one for one in counted(poll) if not one.passed]
    cast = [Cast(one.marks, weights.get(one.member, unit)) for one in given]
    whole = gcd(*(one.weight for one in cast)) or 1
    cast = [replace(one, weight=one.weight // whole) for one in cast if one.weight]
    return export(cast, poll.options, poll.settings, poll.question)


def _calendar(visit: Visit, row: Record, poll: core.Poll, begins: datetime) -> bytes:
    """One event. Drawn or decided anew it keeps its UID, so that calendars put it in its place."""
    from icalendar import Calendar, Event  # slow to load, and not wanted by most at most times

    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    zone, event, whole = poll.settings.zone, Event(), Calendar()
    whole.add("prodid", "-//Facilitator//Polls//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    event.add("uid", f"{poll.id}@{visit.house.server_name}")
    event.add("dtstart", begins.astimezone(UTC if zone == "UTC" else ZoneInfo(zone)))
    event.add("duration", poll.settings.lasts)
    event.add("dtstamp", visit.now.replace(microsecond=0))
    event.add("sequence", (visit.now - poll.opened_at) // timedelta(minutes=1))
    line = visit.house.wording.line
    event.add("summary", line("poll-calendar", question=poll.question, circle=circle["name"]))
    whole.add_component(event)
    if zone != "UTC":
        whole.add_missing_timezones()
    octets: bytes = whole.to_ical()
    return octets
