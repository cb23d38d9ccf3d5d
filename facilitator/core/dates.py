"""Days as people write them: ``20 March``, ``2026-03-20``, ``20.3.``, ``friday``."""

import re
from datetime import date, timedelta

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
           "october", "november", "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_date(text: str, today: date) -> date | None:
    """Return the next day that ``text`` names, or None if it names none. Never a day before today."""
    said = re.sub(r"^(until|till|to|on|from)\s+", "", text.strip().lower().rstrip(".,!"))
    return _iso(said) or _named_day(said, today) or _day_and_month(said, today)


def _iso(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _named_day(said: str, today: date) -> date | None:
    if said == "tomorrow":
        return today + timedelta(days=1)
    for number, name in enumerate(_DAYS):
        if len(said) >= 3 and name.startswith(said):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _day_and_month(said: str, today: date) -> date | None:
    found = re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,})\.?(?:\s+(\d{4}))?", said
    )
    if found:
        return _next(int(found[1]), _month(found[2]), found[3], today)
    found = re.fullmatch(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?", said)
    if found:
        return _next(int(found[2]), _month(found[1]), found[3], today)
    found = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}))?", said)
    return _next(int(found[1]), int(found[2]), found[3], today) if found else None


def _month(name: str) -> int | None:
    return next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(name)), None)


def _next(day: int, month: int | None, year: str | None, today: date) -> date | None:
    """Return that day in the given year, or the next time it comes round."""
    years = [int(year)] if year else [today.year, today.year + 1]
    for candidate in years:
        try:
            found = date(candidate, month or 0, day)
        except ValueError:
            continue
        if found >= today or year:
            return found
    return None
