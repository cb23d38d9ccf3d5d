"""Rhythms in the books: read, kept, found again, with the alarm that belongs to each."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.quiet import Quiet
from facilitator.core.rhythms import Beat, Due, Rhythm, due
from facilitator.hosting.chance import seed
from facilitator.hosting.members.people import memberships
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.rhythms.dates import dates, left_out, next_date
from facilitator.hosting.voice import circle_zone
from facilitator.store import tables as t
from facilitator.store.codecs import write
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

RHYTHM = "rhythm:"
"""How the alarm of a rhythm is named: it rings at the first moment something is due for it."""

EVERY, SEASON = "every", "season"


def rhythm_of(visit: Visit, row: Record) -> Rhythm:
    """Return where a rhythm stands."""
    return visit.house.states.read(Rhythm, row["spec"])


def circle_of(visit: Visit, row: Record) -> Record:
    """Return the circle of a rhythm."""
    return visit.ledger.one(t.circle, id=row["circle"]) or {}


def zone_of(visit: Visit, row: Record) -> ZoneInfo:
    """Return the zone in which a rhythm's clock goes: its circle's, as it is now."""
    return circle_zone(visit, circle_of(visit, row))


def times_of(visit: Visit, row: Record) -> Quiet:
    """Return the quiet times of a rhythm's circle, in its zone: they leave dates out."""
    return quiet_times(circle_of(visit, row))


def next_of(visit: Visit, row: Record) -> datetime | None:
    """Return the next date of a rhythm, if it has one."""
    return next_date(rhythm_of(visit, row), times_of(visit, row))


def due_of(visit: Visit, row: Record, rhythm: Rhythm, at: datetime) -> tuple[Due, datetime]:
    """Return what is due first for a rhythm whose next date is ``at``, and when."""
    times = times_of(visit, row)
    return due(rhythm, at, times, next(iter(untold(rhythm, times)), None))


def untold(rhythm: Rhythm, times: Quiet) -> list[datetime]:
    """Return the dates before the next one that are left out, and whose host does not know it."""
    told = rhythm.quiet_told
    return [at for at in left_out(rhythm, times) if told is None or at > told]


def add(visit: Visit, circle: Record, kind: str, rhythm: Rhythm, by: str) -> Record:
    """Write a new rhythm down and set its alarm."""
    row = visit.ledger.add(
        t.rhythm, id=new_id("rhy"), circle=circle["id"], kind=kind, spec=write(rhythm),
        member=by, calendar=seed(), made_at=micros(visit.now),
    )  # fmt: skip
    keep(visit, row, rhythm)
    return row


def keep(visit: Visit, row: Record, rhythm: Rhythm) -> None:
    """Write down where a rhythm stands, and wake it when something is due."""
    at = next_date(rhythm, times_of(visit, row))
    spec, next_at = visit.house.states.write(rhythm), micros(at) if at else None
    visit.ledger.change(t.rhythm, row, spec=spec, next_at=next_at)
    wakes = due_of(visit, row, rhythm, at)[1] if at else None
    visit.ledger.wake(f"{RHYTHM}{row['id']}", rhythm.place, wakes)


def end(visit: Visit, row: Record) -> None:
    """End a rhythm: nothing comes back any more."""
    rhythm = rhythm_of(visit, row)
    ended = replace(rhythm, sequence=rhythm.sequence + 1)
    spec, now = visit.house.states.write(ended), micros(visit.now)
    visit.ledger.change(t.rhythm, row, spec=spec, next_at=None, ended_at=now)
    visit.ledger.wake(f"{RHYTHM}{row['id']}", rhythm.place, None)


def rhythms(visit: Visit, circle: Record, kind: str | None = None) -> list[Record]:
    """Return what comes back in a circle, in the order it was begun."""
    rows = visit.ledger.all(t.rhythm, circle=circle["id"])
    living = [row for row in rows if row["ended_at"] is None and kind in (None, row["kind"])]
    return sorted(living, key=lambda row: (row["made_at"], row["id"]))


def here(visit: Visit, circle: Record) -> tuple[MemberId, ...]:
    """Return who is in a circle now, in the members' order."""
    return tuple(MemberId(m["member"]) for m in memberships(visit, circle))


def away(visit: Visit, circle: Record, at: datetime) -> frozenset[MemberId]:
    """Return who has said that they are away on a date: nobody waits for them then."""
    found = memberships(visit, circle)
    gone = (m["member"] for m in found if (m["away_until"] or 0) > micros(at))
    return frozenset(MemberId(member) for member in gone)


def anchored(beat: Beat, zone: ZoneInfo, now: datetime) -> Beat:
    """Return a beat that begins with its first day: "every 2 weeks" counts from there."""
    first = next(dates(replace(beat, step=1), zone, now))
    return replace(beat, start=first.astimezone(zone).date())
