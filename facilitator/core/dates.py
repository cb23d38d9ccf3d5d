"""Days as people write them: ``20 March``, ``2026-03-20``, ``20.3.``, ``friday``, ``tomorrow``."""

import re
from datetime import date, timedelta

_MARKS = " \t\u00a0*_“”\"'«»‘’`!,;"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s*(?P<year>\d{4}))?"
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DATES = tuple(
    re.compile(rf"(?:{_WEEKDAY.replace('<weekday>', '<named>')}\.?,?\s+)?(?:the\s+)?{pattern}")
    for pattern in (
        rf"{_DAY}\s*(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_MONTH}\s*{_DAY}{_YEAR}",
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})(?:\.\s?(?P<year>\d{4})|\.)?",
    )
)
_NEXT_WEEKDAY = re.compile(_WEEKDAY)
_LEAD = re.compile(r"^(?:(?:until|till|to|on|from)\s+)+")


def read_date(text: str, today: date) -> date | None:
    """The day that ``text`` names: "20 March", "March 20, 2026", "2026-03-20", "20.3.", "Friday".

    Without a year it is the next such day after ``today``. None for anything else, for days that
    do not exist, and for days that are over.
    """
    folded = " ".join(text.casefold().split()).strip(_MARKS)
    folded = _LEAD.sub("", folded)
    if folded.rstrip(".") == "tomorrow":
        return today + timedelta(days=1)
    if weekday := _NEXT_WEEKDAY.fullmatch(folded.removeprefix("next ").rstrip(".")):
        days = _WEEKDAYS.index(weekday["weekday"][:3]) - today.weekday()
        return today + timedelta(days=(days - 1) % 7 + 1)
    for pattern in _DATES:
        for form in (folded, folded.removesuffix(".")):
            if found := pattern.fullmatch(form):
                return _next_day(found.groupdict(), today)
    return None


def _next_day(found: dict[str, str | None], today: date) -> date | None:
    month, day, year = found.get("month"), int(found["day"] or 0), found.get("year")
    number = _MONTHS.index(month[:3]) + 1 if month else int(found.get("number") or 0)
    years = [int(year)] if year else [today.year, today.year + 1]
    for candidate in years:
        try:
            named = date(candidate, number, day)
        except ValueError:
            continue
        weekday = found.get("named")
        if weekday and _WEEKDAYS[named.weekday()] != weekday[:3]:
            return None  # "Friday 20 March" that is a Thursday: better asked than guessed
        if named > today:
            return named
    return None
