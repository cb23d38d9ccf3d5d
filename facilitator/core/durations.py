"""Lengths of time as people type them: ``90s 2m 3h 2d 1w`` (contract §4)."""

import re
from datetime import timedelta

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(
    r"(\d{1,4})\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?|w|weeks?)",
    re.IGNORECASE,
)
LONGEST = timedelta(days=366)
"""No window is longer than a year and a day: what is meant so is a rhythm, not a window."""


def read_span(text: str) -> timedelta | None:
    """Return the length of time that ``text`` names, or None if it names none, or none above zero."""
    found = _SPAN.fullmatch(text.strip())
    if not found:
        return None
    span = timedelta(**{_UNITS[found[2][0].lower()]: int(found[1])})
    return span if timedelta(0) < span <= LONGEST else None
