"""Moments, lengths of time and lists, as people say them.

A moment is told in the circle's zone in a room and in the reader's own elsewhere (contract §5);
the sentences are the catalogue's (``times.ftl``), the names of days, months and cities CLDR's.
"In 3 days" counts nights in that zone, not times 24 hours: it agrees with the calendar when clocks
change.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from babel import Locale

Manner = Literal["room", "own"]

# Plain "en" is American in CLDR ("Ben, Cy, and Di"); our voice is not.
_LOCALES = {"en": "en_GB"}
_LISTED = "\ue000"
_UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1))


class Reader(Protocol):
    """Where and when a sentence is read."""

    @property
    def zone(self) -> ZoneInfo:
        """The circle's zone in a room, the reader's own in mail and the private chat."""

    @property
    def now(self) -> datetime:
        """The moment of telling (aware, UTC)."""

    @property
    def manner(self) -> Manner:
        """``room``: zone named and distance told; ``own``: the day in full, zone named."""


class Times:
    """Times and lists in one language; ``line`` is the catalogue's."""

    def __init__(self, language: str, line: Callable[..., str]) -> None:
        self._locale = _LOCALES.get(language, language.replace("-", "_"))
        self._line = line
        # Bounded by what can be told: minutes, zones and numbers, never a member's words.
        self._told = lru_cache(4096)(self._tell)
        self._away = lru_cache(1024)(self._tell_away)
        self._spans = lru_cache(1024)(self._span)

    def at(self, when: datetime, reader: Reader, style: str = "") -> str:
        """``when`` in the reader's zone.

        In full: "Mon 9 March, 18:00 (Lisbon, in 4 days)" in a room, or "18:05 (Lisbon, in 3
        minutes)" when it is that near; "Monday 9 March, 18:00, Lisbon time" elsewhere. Styles:
        ``short`` "Mon 9 March, 18:00" · ``date`` "9 March" · ``day`` "Monday", within six days,
        else the date · ``clock`` "18:00" · ``away`` "in 4 days". The
        year is told only when it is another one. Seconds are cut off: a printed deadline is never
        later than the true one. An hour that happens twice names its clock ("01:30 WEST").
        """
        local, today = when.astimezone(reader.zone), reader.now.astimezone(reader.zone)
        days = (local.date() - today.date()).days
        style = style or reader.manner
        if style == "day" and abs(days) > 6:
            style = "date"
        away = ""
        if style in ("away", "room"):
            unit, count = _distance(when - reader.now, days)
            away = self._away(unit, count, when >= reader.now)
            if style == "room" and not days and unit in ("moments", "minutes"):
                style = "soon"
        if style == "away":
            return away
        other_year = local.year != today.year
        return self._told(int(when.timestamp()) // 60, reader.zone, style, other_year, away)

    def span(self, span: timedelta) -> str:
        """``span`` in its two largest units: "2 minutes", "1 day and 12 hours"."""
        return self._spans(round(abs(span).total_seconds()))

    def spoken(self, names: Sequence[str]) -> str:
        """``names`` as one says them: "Ben, Cy and Di"."""
        before, *between = _separators(self._locale, len(names))
        return before + "".join(name + join for name, join in zip(names, between, strict=True))

    def _tell(self, minute: int, zone: ZoneInfo, style: str, other_year: bool, away: str) -> str:
        # By minute and zone, since aware datetimes of one instant are equal in every zone.
        local = datetime.fromtimestamp(minute * 60, zone)
        match style:
            case "clock":
                return _clock(local)
            case "day":
                return _weekday(self._locale, local.weekday(), "wide")
            case "date":
                return self._day(local, "time-date", other_year, "wide")
        day = self._day(local, "time-day", other_year, "wide" if style == "own" else "abbreviated")
        name = {"short": "time-short", "own": "time-in-own-zone", "room": "time-in-room"}.get(
            style, "time-soon-in-room"
        )
        city = _city(self._locale, zone.key or "UTC")
        return self._line(name, day=day, clock=_clock(local), city=city, away=away)

    def _day(self, local: datetime, name: str, other_year: bool, width: str) -> str:
        return self._line(
            f"{name}-of-year" if other_year else name,
            weekday=_weekday(self._locale, local.weekday(), width),
            day=str(local.day),
            month=_month(self._locale, local.month),
            year=str(local.year),
        )

    def _tell_away(self, unit: str, count: int, ahead: bool) -> str:
        return self._line("time-ahead" if ahead else "time-ago", unit=unit, count=count)

    def _span(self, seconds: int) -> str:
        parts: list[str] = []
        for unit, size in _UNITS:
            count, seconds = divmod(seconds, size)
            if count:
                parts.append(self._line("time-span", unit=unit, count=count))
            elif parts:
                break
        return self.spoken(parts[:2] or [self._line("time-span", unit="seconds", count=0)])


def _distance(delta: timedelta, days: int) -> tuple[str, int]:
    seconds = abs(delta.total_seconds())
    if seconds < 45:
        return "moments", 0
    if seconds < 90 * 60:
        return "minutes", max(1, round(seconds / 60))
    if seconds < 24 * 3600:
        return "hours", round(seconds / 3600)
    return "days", max(1, abs(days))


def _clock(local: datetime) -> str:
    clock = f"{local:%H:%M}"
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{clock} {local.tzname()}" if twice else clock


@cache
def _babel(locale: str) -> "Locale":
    from babel import Locale

    return Locale.parse(locale)


@cache
def _weekday(locale: str, weekday: int, width: str) -> str:
    return str(_babel(locale).days["format"][width][weekday])


@cache
def _month(locale: str, month: int) -> str:
    return str(_babel(locale).months["format"]["wide"][month])


@cache
def _city(locale: str, zone: str) -> str:
    from babel.dates import get_timezone_location

    place = get_timezone_location(ZoneInfo(zone), locale=_babel(locale), return_city=True)
    return place.rpartition("/")[2]


@lru_cache(256)
def _separators(locale: str, count: int) -> tuple[str, ...]:
    """What stands before, between and after ``count`` things in a spoken list."""
    from babel.lists import format_list

    if not count:
        return ("",)
    return tuple(format_list([_LISTED] * count, locale=_babel(locale)).split(_LISTED))
