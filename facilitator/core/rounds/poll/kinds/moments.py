"""Moments as people write them: ``Fri 27 Nov 18:00``, ``2026-11-27 18:00``, ``tomorrow 6pm``."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from facilitator.core.dates import read_date

_HOUR = r"(?P<hour>\d{1,2})"
_CLOCKS = tuple(
    re.compile(pattern)
    for pattern in (
        _HOUR + r"[:.h](?P<minute>\d{2})\s?(?P<half>am|pm)?(?:\s?(?:o'clock|h))?",
        _HOUR + r"\s?(?P<half>am|pm)",
        _HOUR + r"\s?(?:h|o'clock)",
        r"(?P<named>noon|midday|midnight)",
    )
)
_CLOCK = r"(?P<clock>[\d:.h]+\s?(?:am|pm|h|o'clock)?|noon|midday|midnight)"
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>.+?)(?:[\s,]+|(?<=\d)T)(?:at\s+|@\s*)?{_CLOCK}",
        rf"{_CLOCK}[\s,]+(?:on\s+)?(?P<day>.+)",
    )
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_MARKS = " \t\u00a0*_“”\"'«»‘`!,;•-–—"


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the moment (UTC) that ``text`` names in that zone, or None.

    A day without a year is the next such day, today among them; a weekday is the next such day whose
    hour is still to come. None also for what is over. A day without an hour is no moment.
    """
    said = " ".join(text.replace("’", "'").split()).strip(_MARKS)
    for form in _FORMS:
        found = form.fullmatch(said)
        clock = _clock(found["clock"].casefold()) if found else None
        if found and clock:
            moment = _on(found["day"], clock, now, zone)
            if moment is not None:
                return moment
    return None


def in_full(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment as members name it in words: "Friday 27 November 18:00"."""
    local = moment.astimezone(zone)
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local:%H:%M}"


def _on(text: str, clock: time, now: datetime, zone: ZoneInfo) -> datetime | None:
    local = now.astimezone(zone)
    for since in (local.date() - timedelta(days=1), local.date()):
        day = _day(text, local.date(), since)
        if day is None:
            return None
        moment = datetime.combine(day, clock, zone).astimezone(now.tzinfo)
        if moment > now:
            return moment
    return None


def _day(text: str, today: date, since: date) -> date | None:
    """The day named, of those after ``since``."""
    folded = text.casefold().strip(_MARKS)
    if folded in ("today", "tonight", "this evening"):
        return today
    if folded in ("tomorrow", "tomorrow evening", "tomorrow morning"):
        return today + timedelta(days=1)
    return read_date(folded, since)


def _clock(text: str) -> time | None:
    for form in _CLOCKS:
        if found := form.fullmatch(text):
            return _hour(found.groupdict())
    return None


def _hour(found: dict[str, str | None]) -> time | None:
    if found.get("named"):
        return time(0) if found["named"] == "midnight" else time(12)
    hour, minute, half = int(found["hour"] or 0), int(found.get("minute") or 0), found.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
