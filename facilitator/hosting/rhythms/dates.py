"""The dates that follow from a beat, in the zone of a circle.

APScheduler's cron trigger reckons wall-clock days; the zone is put to them afterwards, so that 18:00
stays 18:00. A time that a clock change leaves out is held as much later as the clocks jumped (02:30
is then 03:30), one that comes twice is held the first time: as RFC 5545 §3.3.5 reads it, so that
calendars show the same.

A date in a quiet time of the circle is left out, unless somebody has moved it. A season's meeting is
then held on the next date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from facilitator.core.quiet import Quiet
from facilitator.core.rhythms import Beat, Every, Rhythm
from facilitator.core.rhythms.beat import LAST, WEEKDAYS

NO_MORE = timedelta(days=400)
"""Left out for so long, a rhythm has no next date: its hour or its days are quiet for good."""

_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", LAST: "last"}


def dates(beat: Beat, zone: ZoneInfo, after: datetime) -> Iterator[datetime]:
    """Return the moments (UTC) of a beat that come after ``after``, without end."""
    trigger = _trigger(beat)
    wall = after.astimezone(zone).replace(tzinfo=UTC) - timedelta(days=1)
    while True:
        wall = trigger.get_next_fire_time(None, wall)
        if beat.falls_on(wall.date()):
            moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
            if moment > after:
                yield moment
        wall += timedelta(seconds=1)


def _trigger(beat: Beat) -> CronTrigger:
    """Return a trigger that knows no zone: its UTC is the wall clock."""
    names = [WEEKDAYS[day] for day in beat.days]
    when: dict[str, str] = {}
    if beat.every is Every.MONTH:
        when["day"] = ",".join(f"{_ORDINALS[beat.which]} {name}" for name in names)
    elif beat.every is Every.WEEK:
        when["day_of_week"] = ",".join(names)
    return CronTrigger(hour=beat.hour, minute=beat.minute, timezone=UTC, **when)


@dataclass(frozen=True, slots=True)
class Coming:
    """A date that the beat gives for ``of``, held at ``at``, or ``left_out`` because it is quiet."""

    of: datetime
    at: datetime
    left_out: bool


def coming(rhythm: Rhythm, times: Quiet) -> Iterator[Coming]:
    """Return the dates of a rhythm that are still to come, in order, until there are none for long."""
    last = rhythm.after
    for of in dates(rhythm.beat, ZoneInfo(times.zone), rhythm.after):
        moved = rhythm.shifted_to(of)
        one = Coming(of, moved or of, moved is None and times.covers(of))
        if not one.left_out:
            last = of
        elif of - last > NO_MORE:
            return
        yield one


def upcoming(rhythm: Rhythm, times: Quiet, most: int = 1) -> list[datetime]:
    """Return the next dates of a rhythm, at most ``most``, the moved ones where they were moved to."""
    count = most if rhythm.left is None else min(most, rhythm.left)
    held = islice((one.at for one in coming(rhythm, times) if not one.left_out), count)
    return [rhythm.moved_to(rhythm.held + n) or at for n, at in enumerate(held, 1)]


def next_date(rhythm: Rhythm, times: Quiet) -> datetime | None:
    """Return the next date of a rhythm, if it has one."""
    return next(iter(upcoming(rhythm, times)), None)


def settled_by(rhythm: Rhythm, times: Quiet) -> datetime:
    """Return the date of the beat that the next date stands for, wherever it was moved to."""
    return next(one.of for one in coming(rhythm, times) if not one.left_out)


def left_out(rhythm: Rhythm, times: Quiet, most: int = 1) -> list[datetime]:
    """Return the dates that quiet days leave out before the next date, or before the ``most``-th.

    Days of the week and nights are not among them: they are quiet always, and everyone knows.
    """
    found: list[datetime] = []
    for one in coming(rhythm, times):
        most -= not one.left_out
        if not most:
            break
        if one.left_out and _is_special(one.of, times):
            found.append(one.of)
    return found


def _is_special(at: datetime, times: Quiet) -> bool:
    """Whether a moment lies in days of the calendar that are quiet this once."""
    day = at.astimezone(ZoneInfo(times.zone)).date()
    once = any(days.first <= day <= days.last for days in times.days)
    return once and day.weekday() not in times.weekdays
