"""The dates that follow from a beat, in the zone of a circle.

APScheduler's cron trigger reckons wall-clock days; the zone is put to them afterwards, so that 18:00
stays 18:00. A time that a clock change leaves out is held as much later as the clocks jumped (02:30
is then 03:30), one that comes twice is held the first time: as RFC 5545 §3.3.5 reads it, so that
calendars show the same.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from facilitator.core.rhythms import Beat, Every, Rhythm
from facilitator.core.rhythms.beat import LAST, WEEKDAYS

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


def upcoming(rhythm: Rhythm, zone: ZoneInfo, most: int = 1) -> list[datetime]:
    """Return the next dates of a rhythm, at most ``most``, the moved ones where they were moved to."""
    count = most if rhythm.left is None else min(most, rhythm.left)
    found = islice(dates(rhythm.beat, zone, rhythm.after), count)
    return [rhythm.moved_to(rhythm.held + n) or at for n, at in enumerate(found, 1)]


def next_date(rhythm: Rhythm, zone: ZoneInfo) -> datetime | None:
    """Return the next date of a rhythm, if it has one."""
    return next(iter(upcoming(rhythm, zone)), None)


def settled_by(rhythm: Rhythm, zone: ZoneInfo) -> datetime:
    """Return the date of the beat that the next date stands for, wherever it was moved to."""
    return next(dates(rhythm.beat, zone, rhythm.after))
