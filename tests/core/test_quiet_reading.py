"""Quiet times as hosts write them."""

from datetime import date, time, timedelta

import pytest

from facilitator.core.quiet import Days, Night, Quiet
from facilitator.core.quiet_reading import Time, read_quiet, still_to_come, with_time, without
from facilitator.core.refusals import Refusal

TODAY = date(2026, 11, 20)
FEAST = Days(date(2026, 12, 24), date(2027, 1, 2))


@pytest.mark.parametrize(
    ("typed", "time_"),
    [
        ("nights 22:00-7:00", Night(time(22), time(7))),
        ("night 22-7", Night(time(22), time(7))),
        ("nights 10pm to 7am", Night(time(22), time(7))),
        ("22:30 – 6:15", Night(time(22, 30), time(6, 15))),
        ("nights from 23 until 24", Night(time(23), time(0))),
        ("sunday", (6,)),
        ("Sundays", (6,)),
        ("sat, sun", (5, 6)),
        ("fridays and saturdays", (4, 5)),
        ("weekends", (5, 6)),
        ("24 dec - 2 jan", FEAST),
        ("24 December to 2 January", FEAST),
        ("2026-12-24 - 2027-01-02", FEAST),
        ("24 dec–2 jan", FEAST),
        ("3 - 10 august", Days(date(2027, 8, 3), date(2027, 8, 10))),
        ("20 november", Days(TODAY, TODAY)),
    ],
)
def test_what_is_read(typed: str, time_: Time) -> None:
    """Nights, days of the week and dates are read as people write them."""
    assert read_quiet(typed, TODAY) == time_


@pytest.mark.parametrize(
    "typed", ["", "sometimes", "nights", "nights 25-7", "nights 7-7", "10 - 12", "31 feb - 2 mar"]
)
def test_what_is_not_read(typed: str) -> None:
    """Anything else is asked about, never guessed."""
    assert read_quiet(typed, TODAY) is None


def test_quiet_times_are_gathered() -> None:
    """One after another they are kept together; a night takes the place of another."""
    quiet = Quiet("Europe/Lisbon")
    for time_ in (Night(time(21), time(6)), (6,), FEAST, (5, 6), Night(time(22), time(7)), FEAST):
        quiet = with_time(quiet, time_)
    assert quiet == Quiet("Europe/Lisbon", Night(time(22), time(7)), (5, 6), (FEAST,))


@pytest.mark.parametrize(
    "time_",
    [Night(time(7), time(0)), (0, 1, 2, 3, 4, 5, 6), Days(TODAY, TODAY + timedelta(days=100))],
)
def test_some_time_is_left(time_: Time) -> None:
    """A circle cannot be quiet all the time: the slip is told."""
    with pytest.raises(Refusal) as no:
        with_time(Quiet(), time_)
    assert no.value.code == "quiet-too-long"


def test_quiet_times_end() -> None:
    """*off* ends all of them, or the one that is named."""
    quiet = Quiet("UTC", Night(time(22), time(7)), (5, 6), (FEAST,))
    assert without(quiet, "") == Quiet()
    assert without(quiet, "nights") == Quiet("UTC", None, (5, 6), (FEAST,))
    assert without(quiet, "sunday") == Quiet("UTC", quiet.night, (5,), (FEAST,))
    assert without(quiet, "dates") == Quiet("UTC", quiet.night, (5, 6))
    assert without(quiet, "tea") is None


def test_dates_that_are_over_are_let_go() -> None:
    """After the feast nothing is left of it."""
    quiet = Quiet("UTC", days=(FEAST,))
    assert still_to_come(quiet, FEAST.last) == quiet
    assert not still_to_come(quiet, FEAST.last + timedelta(days=1))
