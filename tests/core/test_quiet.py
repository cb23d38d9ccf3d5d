"""Quiet times, and windows of days across a change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from facilitator.core.quiet import Days, Night, Quiet

LISBON = ZoneInfo("Europe/Lisbon")
NIGHTS = Quiet("Europe/Lisbon", night=Night(time(22), time(7)))
SUNDAYS = Quiet("Europe/Lisbon", weekdays=(6,))


def _lisbon(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=LISBON)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize("thursday", [(2026, 3, 26, 18), (2026, 10, 22, 18), (2026, 6, 4, 18)])
def test_four_days_end_at_the_hour_of_their_beginning(thursday: tuple[int, ...]) -> None:
    """A window of days keeps the wall clock, in spring, in autumn and between."""
    start = _lisbon(*thursday)
    end = Quiet("Europe/Lisbon").after(start, timedelta(days=4)).astimezone(LISBON)
    assert end.date() == start.date() + timedelta(days=4)
    assert end.time() == time(18)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/Phoenix"])
def test_a_zone_without_changes_counts_hours(zone: str) -> None:
    """Where clocks never change, four days are 96 hours."""
    start = datetime(2026, 3, 26, 18, tzinfo=UTC)
    assert Quiet(zone).after(start, timedelta(days=4)) == start + timedelta(hours=96)


@pytest.mark.parametrize("day", [(2026, 3, 28, 20), (2026, 10, 24, 20)])
def test_hours_are_exact(day: tuple[int, ...]) -> None:
    """A call of twelve hours lasts twelve hours, also in the night when the clocks change."""
    start = _lisbon(*day)
    span = timedelta(hours=12)
    assert Quiet("Europe/Lisbon").after(start, span) == start.astimezone(UTC) + span


def test_an_hour_that_is_left_out_moves_the_end_later() -> None:
    """01:30 on the Sunday when Lisbon skips that hour is 02:30."""
    end = Quiet("Europe/Lisbon").after(_lisbon(2026, 3, 28, 1, 30), timedelta(days=1))
    assert end.astimezone(LISBON).time() == time(2, 30)


def test_an_hour_that_comes_twice_is_the_second_one() -> None:
    """01:30 on the Sunday when Lisbon has that hour twice is the later of them."""
    end = Quiet("Europe/Lisbon").after(_lisbon(2026, 10, 24, 1, 30), timedelta(days=1))
    assert end == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_an_end_in_the_night_waits_for_the_morning() -> None:
    """Six hours from 20:00 on would end at two: they end at seven."""
    assert NIGHTS.after(_lisbon(2026, 6, 4, 20), timedelta(hours=6)) == _lisbon(2026, 6, 5, 7)


def test_an_end_at_the_first_waking_minute_stays() -> None:
    """What ends when the night does is not moved."""
    assert NIGHTS.after(_lisbon(2026, 6, 4, 6), timedelta(hours=1)) == _lisbon(2026, 6, 4, 7)


def test_a_quiet_day_inside_is_given_in_addition() -> None:
    """Three days from Friday on, Sundays being quiet, end on Tuesday."""
    assert SUNDAYS.after(_lisbon(2026, 6, 5, 18), timedelta(days=3)) == _lisbon(2026, 6, 9, 18)


def test_a_window_begun_on_a_quiet_day_counts_from_the_next() -> None:
    """Whoever begins something on a quiet Sunday takes nobody's time."""
    assert SUNDAYS.after(_lisbon(2026, 6, 7, 10), timedelta(days=1)) == _lisbon(2026, 6, 9, 10)


def test_days_of_the_year() -> None:
    """Days from 24 December to 2 January are all given."""
    feast = Quiet("Europe/Lisbon", days=(Days(date(2026, 12, 24), date(2027, 1, 2)),))
    assert feast.after(_lisbon(2026, 12, 22, 18), timedelta(days=4)) == _lisbon(2027, 1, 5, 18)


def test_quiet_times_that_touch() -> None:
    """A night that runs into a quiet day, and that into the next night, are one."""
    both = Quiet("Europe/Lisbon", night=Night(time(22), time(7)), weekdays=(6,))
    assert both.waking(_lisbon(2026, 6, 6, 23)) == _lisbon(2026, 6, 8, 7)


def test_no_quiet_times_change_nothing() -> None:
    """Without quiet times every moment is a waking one."""
    assert not Quiet("Europe/Lisbon")
    assert NIGHTS
    noon = _lisbon(2026, 6, 7, 12)
    assert Quiet("Europe/Lisbon").waking(noon) == noon
