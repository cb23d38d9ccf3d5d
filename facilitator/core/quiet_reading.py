"""Quiet times as hosts write them: ``nights 22:00-7:00``, ``sunday``, ``24 dec - 2 jan``."""

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from facilitator.core.dates import read_date
from facilitator.core.quiet import DAY, Days, Night, Quiet
from facilitator.core.refusals import Refusal

LONGEST_NIGHT = timedelta(hours=16)
"""A longer one is a slip: the hours of the day were meant the other way round."""

LONGEST_REST = timedelta(days=92)
"""Longer than a quarter of a year nothing is quiet: a circle that rests says ``!rest``."""

MOST_RESTS = 12
"""Dates that one circle has written down at a time."""

_CLOCK = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"
_NIGHT = re.compile(
    rf"(?:nights?\s*)?(?:from\s+)?{_CLOCK}\s*(?:-|–|—|to|until|till)\s*{_CLOCK}", re.IGNORECASE
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {name: n for n, long in enumerate(_WEEKDAYS) for name in (long, f"{long}s", long[:3])}
_BETWEEN = re.compile(r"\s+(?:-|–|—|to|until|till)\s+|\s*[–—]\s*|(?<=[a-z])-(?=\d)", re.IGNORECASE)

Time = Night | Days | tuple[int, ...]
"""A night, some dates, or days of the week."""


def read_quiet(text: str, today: date) -> Time | None:
    """The quiet time that ``text`` names, or None. Dates without a year are the next ones."""
    text = " ".join(text.split()).strip(" .")
    return read_weekdays(text) or _read_night(text) or _read_days(text, today)


def read_weekdays(text: str) -> tuple[int, ...] | None:
    """Days of the week: "sunday", "sat, sun", "saturdays and sundays", "weekends"."""
    words = re.split(r"[\s,]+(?:and\s+)?|\s*&\s*", text.casefold())
    if words in (["weekend"], ["weekends"]):
        return (5, 6)
    found = [_SHORT.get(word) for word in words]
    days = sorted({day for day in found if day is not None})
    return tuple(days) if days and None not in found else None


def _read_night(text: str) -> Night | None:
    found = _NIGHT.fullmatch(text)
    if found is None or not (text.casefold().startswith("night") or ":" in text):
        return None
    begins, ends = _clock(*found.groups()[:3]), _clock(*found.groups()[3:])
    return Night(begins, ends) if begins and ends and begins != ends else None


def _clock(hour: str, minute: str | None, half: str | None) -> time | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half.casefold() == "pm" else 0)
    minutes = int(minute or 0)
    return time(hours % 24, minutes) if hours <= 24 and minutes < 60 else None


def _read_days(text: str, today: date) -> Days | None:
    first, *more = _BETWEEN.split(text, maxsplit=1)
    if not more:
        day = read_date(text, today - DAY)
        return Days(day, day) if day else None
    if first.strip().isdecimal():  # "3 - 10 august"
        first = f"{first} {re.sub(r'^[0-9]+', '', more[0]).strip()}"
    begins = read_date(first, today - DAY)
    ends = read_date(more[0], begins - DAY) if begins else None
    return Days(begins, ends) if begins and ends else None


def with_time(quiet: Quiet, time_: Time) -> Quiet:
    """The quiet times with one more; a night takes the place of another. Raises ``Refusal``."""
    match time_:
        case Night():
            if _length(time_) > LONGEST_NIGHT:
                raise Refusal("quiet-too-long")
            return replace(quiet, night=time_)
        case Days(first=first, last=last):
            if last - first > LONGEST_REST or len(quiet.days) >= MOST_RESTS:
                raise Refusal("quiet-too-long")
            days = sorted({*quiet.days, time_}, key=lambda days: (days.first, days.last))
            return replace(quiet, days=tuple(days))
        case _:
            weekdays = tuple(sorted({*quiet.weekdays, *time_}))
            if len(weekdays) == len(_WEEKDAYS):
                raise Refusal("quiet-too-long")
            return replace(quiet, weekdays=weekdays)


def without(quiet: Quiet, what: str) -> Quiet | None:
    """The quiet times without some: all of them, "nights", "dates" or a day of the week."""
    what = what.strip().casefold()
    if not what or what in ("all", "everything"):
        return Quiet(quiet.zone)
    if what in ("night", "nights"):
        return replace(quiet, night=None)
    if what in ("date", "dates", "days"):
        return replace(quiet, days=())
    if weekdays := read_weekdays(what):
        return replace(quiet, weekdays=tuple(d for d in quiet.weekdays if d not in weekdays))
    return None


def still_to_come(quiet: Quiet, today: date) -> Quiet:
    """The quiet times without dates that are over."""
    return replace(quiet, days=tuple(days for days in quiet.days if days.last >= today))


def _length(night: Night) -> timedelta:
    any_day = date(2000, 1, 1)
    begins, ends = (datetime.combine(any_day, clock) for clock in (night.begins, night.ends))
    return (ends - begins) % DAY
