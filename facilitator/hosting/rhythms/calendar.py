"""The dates of a rhythm as a calendar file (RFC 5545): no names and no words of members in it.

What comes back without an end is one event with its rule, without the dates that quiet days leave
out, and with a moved date as an exception of its own (RECURRENCE-ID); the meetings of a season are an
event each. An event keeps its UID for as long as it lives, and its SEQUENCE grows
when its date changes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from facilitator.acts import Enclose
from facilitator.clock import moment
from facilitator.core.notices import Notice, Room
from facilitator.core.quiet import Quiet
from facilitator.core.rhythms import Beat, Every, Rhythm
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.rhythms.books import circle_of, rhythm_of
from facilitator.hosting.rhythms.dates import coming, dates, left_out, upcoming
from facilitator.hosting.voice import Occasion, fields
from facilitator.store import tables as t
from facilitator.store.codecs import read
from facilitator.visit import Record, Visit
from facilitator.wording import Wording

if TYPE_CHECKING:  # slow to load, and not wanted by most services at most times
    from icalendar import Event

LASTS = timedelta(hours=1)
"""How long a date is shown to last: a round says itself how long it takes."""

MOST_SHOWN = 30
"""How many meetings of a season a calendar shows."""

CHANGED = {"rhythm_begun", "rhythm_stopped", "rhythm_moved", "rhythm_quiet", "season_moved"}
"""Notices that say in the room that dates are other ones than before."""

_RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ENCLOSED = "calendar enclosed"


@contextmanager
def enclosed(visit: Visit, row: Record) -> Iterator[None]:
    """Let letters that are written meanwhile bring the dates of a rhythm along."""
    visit.ledger.memory[_ENCLOSED] = row
    try:
        yield
    finally:
        visit.ledger.memory.pop(_ENCLOSED, None)


def enclosure(visit: Visit) -> bytes | None:
    """Return the calendar that a letter written now brings along, if it does."""
    row = visit.ledger.memory.get(_ENCLOSED)
    if row is None:
        return None
    return _octets(visit, row)


def _octets(visit: Visit, row: Record) -> bytes:
    circle, rhythm = circle_of(visit, row), rhythm_of(visit, row)
    wording, server = visit.house.wording, visit.house.server_name
    return written(row, rhythm, circle, quiet_times(circle), wording, server, visit.now)


def enclose(visit: Visit, row: Record, kind: str) -> None:
    """Bring the dates into the room as a file, where a notice says that they have changed.

    Where there is a link they need not be brought: what is behind it is always as things stand.
    """
    if kind not in CHANGED or link(visit, row):
        return
    circle, place = circle_of(visit, row), rhythm_of(visit, row).place
    octets = _octets(visit, row)
    shown = fields(visit, Notice(kind, Room()), Occasion(circle))
    visit.post(Enclose(f"dates-{circle['slug']}.ics", "text/calendar", octets, shown), place)


def link(visit: Visit, row: Record) -> str | None:
    """Return where the calendar of a rhythm can be read, if this service has pages for that."""
    web = getattr(visit.house.mail, "web", None)
    return f"{web}/calendar/{row['calendar']}.ics" if web and row["calendar"] else None


def found(
    connection: Connection, token: str, wording: Wording, server: str, now: datetime
) -> bytes | None:
    """Return the calendar that a link leads to, or None where it leads nowhere."""
    row = (
        connection.execute(select(t.rhythm).where(t.rhythm.c.calendar == token)).mappings().first()
    )
    if row is None:
        return None
    asked = select(t.circle).where(t.circle.c.id == row["circle"])
    circle = connection.execute(asked).mappings().one()
    times, rhythm = quiet_times(dict(circle)), read(Rhythm, row["spec"])
    return written(dict(row), rhythm, dict(circle), times, wording, server, now)


def written(
    row: Record,
    rhythm: Rhythm,
    circle: Record,
    times: Quiet,
    wording: Wording,
    server: str,
    now: datetime,
) -> bytes:
    """Return a rhythm as the octets of a calendar; what has no dates left is cancelled in it."""
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", "-//Facilitator//Rhythms//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    for event in _events(row, rhythm, times, server):
        event.add("summary", _summary(rhythm, circle, wording))
        event.add("dtstamp", now.replace(microsecond=0))
        event.add("sequence", rhythm.sequence)
        lives = row["ended_at"] is None and ("rrule" not in event or _comes(rhythm, times))
        event.add("status", "CONFIRMED" if lives else "CANCELLED")
        whole.add_component(event)
    if times.zone != "UTC":
        whole.add_missing_timezones()
    octets: bytes = whole.to_ical()
    return octets


def _events(row: Record, rhythm: Rhythm, times: Quiet, server: str) -> "Iterator[Event]":
    zone = ZoneInfo(times.zone)
    if rhythm.meetings is None:
        yield from _endless(f"{row['id']}@{server}", moment(row["made_at"]), rhythm, times)
        return
    for number, at in enumerate(upcoming(rhythm, times, MOST_SHOWN), rhythm.held + 1):
        yield _event(f"{row['id']}-{number}@{server}", at, zone)


def _endless(uid: str, since: datetime, rhythm: Rhythm, times: Quiet) -> "Iterator[Event]":
    """Return one event with its rule, without the dates left out, and each moved date beside it."""
    zone, beat = ZoneInfo(times.zone), _loud(rhythm.beat, times)
    event = _event(uid, next(dates(beat, zone, since)), zone)
    event.add("rrule", _rule(beat))
    if gone := left_out(rhythm, times, MOST_SHOWN):
        event.add("exdate", [_local(at, zone) for at in gone])
    yield event
    for shifted in rhythm.shifted:
        moved = _event(uid, shifted.at, zone)
        moved.add("recurrence-id", _local(shifted.of, zone))
        yield moved


def _comes(rhythm: Rhythm, times: Quiet) -> bool:
    """Whether the rule itself gives any date: what was moved stands beside it."""
    return any(one.at == one.of for one in coming(rhythm, times) if not one.left_out)


def _loud(beat: Beat, times: Quiet) -> Beat:
    """Return a beat without the days of the week that are always quiet, if any others are left."""
    days = tuple(day for day in beat.days or range(7) if day not in times.weekdays)
    if not days or not times.weekdays:
        return beat
    return replace(beat, every=Every.WEEK if beat.every is Every.DAY else beat.every, days=days)


def _local(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(UTC if str(zone) == "UTC" else zone)


def _event(uid: str, at: datetime, zone: ZoneInfo) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstart", _local(at, zone))
    event.add("duration", LASTS)
    return event


def _rule(beat: Beat) -> dict[str, Any]:
    """Return the rule by which a beat comes back (RFC 5545 §3.3.10)."""
    days = [_RULE_DAYS[day] for day in beat.days]
    match beat.every:
        case Every.DAY:
            return {"freq": "daily"}
        case Every.WEEK:
            return {"freq": "weekly", "interval": beat.step, "byday": days, "wkst": "MO"}
        case Every.MONTH:
            return {"freq": "monthly", "byday": [f"{beat.which}{day}" for day in days]}


def _summary(rhythm: Rhythm, circle: Record, wording: Wording) -> str:
    """Return what an event is called: a practice's own title; a question is a member's words."""
    format_ = rhythm.what.format
    word = rhythm.what.word if format_ is None else "practice"
    title = format_.title if format_ else ""
    return wording.line("calendar-summary", what=word, title=title, circle=circle["name"])
