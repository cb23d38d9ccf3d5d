"""The dates of a rhythm as a calendar file (RFC 5545): no names and no words of members in it.

What comes back without an end is one event with its rule; the meetings of a season are an event each,
because one of them may move. An event keeps its UID for as long as it lives, and its SEQUENCE grows
when its date changes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from facilitator.clock import moment
from facilitator.core.rhythms import Beat, Every, Rhythm
from facilitator.hosting.rhythms.books import circle_of, rhythm_of, zone_of
from facilitator.hosting.rhythms.dates import dates, upcoming
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
    circle = circle_of(visit, row)
    wording, server = visit.house.wording, visit.house.server_name
    zone = zone_of(visit, row)
    return written(row, rhythm_of(visit, row), circle, zone, wording, server, visit.now)


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
    zone, rhythm = ZoneInfo(circle["zone"]), read(Rhythm, row["spec"])
    return written(dict(row), rhythm, dict(circle), zone, wording, server, now)


def written(
    row: Record,
    rhythm: Rhythm,
    circle: Record,
    zone: ZoneInfo,
    wording: Wording,
    server: str,
    now: datetime,
) -> bytes:
    """Return a rhythm as the octets of a calendar."""
    from icalendar import Calendar

    whole = Calendar()
    whole.add("prodid", "-//Facilitator//Rhythms//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    for event in _events(row, rhythm, zone, server):
        event.add("summary", _summary(rhythm, circle, wording))
        event.add("dtstamp", now.replace(microsecond=0))
        event.add("sequence", rhythm.sequence)
        event.add("status", "CANCELLED" if row["ended_at"] is not None else "CONFIRMED")
        whole.add_component(event)
    if str(zone) != "UTC":
        whole.add_missing_timezones()
    octets: bytes = whole.to_ical()
    return octets


def _events(row: Record, rhythm: Rhythm, zone: ZoneInfo, server: str) -> "Iterator[Event]":
    if rhythm.meetings is None:
        first = next(dates(rhythm.beat, zone, moment(row["made_at"])))
        event = _event(f"{row['id']}@{server}", first, zone)
        event.add("rrule", _rule(rhythm.beat))
        yield event
        return
    for number, at in enumerate(upcoming(rhythm, zone, MOST_SHOWN), rhythm.held + 1):
        yield _event(f"{row['id']}-{number}@{server}", at, zone)


def _event(uid: str, at: datetime, zone: ZoneInfo) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstart", at.astimezone(UTC if str(zone) == "UTC" else zone))
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
