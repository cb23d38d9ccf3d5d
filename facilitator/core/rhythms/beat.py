"""When something comes back, as people say it: ``monday 18:00``, ``2 weeks monday 18:00``.

A beat is wall-clock time: 18:00 stays 18:00 when clocks change.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from facilitator.core.durations import read_span
from facilitator.core.refusals import Refusal

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LAST = -1
"""Which one of a month: the last."""

MOST_WEEKS = 13
"""No beat is slower than four times a year: what comes back more rarely is better called anew."""


class Every(StrEnum):
    """What a beat counts in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Beat:
    """On which days, at what time of the circle's clock.

    ``days`` are weekdays (0 is Monday), none of them for every day. ``step`` counts weeks, from the
    week of ``start``, before which nothing falls. ``which`` says which such day of a month: 1 to 4,
    or ``LAST``.
    """

    every: Every
    hour: int
    minute: int
    start: date
    days: tuple[int, ...] = ()
    step: int = 1
    which: int = 0

    def falls_on(self, day: date) -> bool:
        """Whether a day that has the right weekday is in a week that counts."""
        if day < self.start:
            return False
        weeks = (_monday(day) - _monday(self.start)).days // 7
        return self.every is not Every.WEEK or weeks % self.step == 0

    @property
    def gap(self) -> timedelta:
        """The shortest time between two of its dates, in days."""
        if self.every is Every.MONTH:
            return timedelta(weeks=4)
        if self.every is Every.DAY:
            return timedelta(days=1)
        first, *others = sorted(self.days)
        days = [first, *others, first + 7 * self.step]
        return timedelta(days=min(b - a for a, b in pairwise(days)))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


_DAY = (
    r"(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:nesdays?)?|thu(?:rs(?:days?)?)?|fri(?:days?)?|"
    r"sat(?:urdays?)?|sun(?:days?)?)"
)
_WHICH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
          "last": LAST}  # fmt: skip
_CLOCK = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?P<half>am|pm)?"
_BEAT = re.compile(
    rf"(?:(?P<daily>days?)|"
    rf"(?:(?:(?P<step>\d{{1,2}}|other|second)\s+weeks?|week)\s+(?:on\s+)?|"
    rf"month\s+(?:on\s+)?(?:the\s+)?(?P<which>{'|'.join(_WHICH)})\s+)?"
    rf"(?P<days>{_DAY}(?:(?:\s*[,&]\s*|\s+and\s+){_DAY})*))"
    rf"\s+(?:at\s+)?{_CLOCK}(?=\s|$)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def read_beat(text: str, today: date) -> tuple[Beat, str]:
    """Return the beat at the beginning of ``text``, starting ``today``, and what follows it.

    Raises ``Refusal("every-when")`` where none can be read.
    """
    found = _BEAT.fullmatch(text.strip())
    clock = _clock(found) if found else None
    if found is None or clock is None:
        raise Refusal("every-when")
    step = _step(found["step"])
    if not 1 <= step <= MOST_WEEKS:
        raise Refusal("every-weeks", {"most": MOST_WEEKS})
    days = tuple(sorted({WEEKDAYS.index(day[:3]) for day in _days(found["days"])}))
    which = _WHICH[found["which"].lower()] if found["which"] else 0
    every = Every.DAY if found["daily"] else Every.MONTH if which else Every.WEEK
    return Beat(every, *clock, today, days, step, which), found["rest"].strip()


def read_weeks(text: str) -> int:
    """Return the whole weeks that a length of time is. Raises ``Refusal("season-weeks")``."""
    span = read_span(text)
    if span is None or span % timedelta(weeks=1) or span > timedelta(weeks=MOST_WEEKS):
        raise Refusal("season-weeks", {"most": MOST_WEEKS})
    return span // timedelta(weeks=1)


def _days(text: str | None) -> list[str]:
    return re.findall(_DAY, (text or "").lower())


def _step(text: str | None) -> int:
    if text is None:
        return 1
    return int(text) if text.isdecimal() else 2


def _clock(found: re.Match[str]) -> tuple[int, int] | None:
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


_HOUR = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})\s?(?P<half>am|pm)?", re.IGNORECASE)


def read_clock(text: str) -> tuple[int, int] | None:
    """Return the hour and minute that ``text`` names ("18:00", "6.30pm"), or None."""
    found = _HOUR.fullmatch(text.strip())
    return _clock(found) if found else None
