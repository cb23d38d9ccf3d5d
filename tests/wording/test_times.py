"""Moments, lengths of time, lists."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from facilitator.core.notices import At, For
from facilitator.wording import Wording
from facilitator.wording.times import Manner
from tests.wording.readers import NOW, Reader, wording

MONDAY = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)

SAMPLE = """
at = { $at }
short = { TIME($at, style: "short") }
date = { TIME($at, style: "date") }
day = { TIME($at, style: "day") }
clock = { TIME($at, style: "clock") }
away = { TIME($at, style: "away") }
wrong = { TIME($at, style: "roughly") }
for = { $span }
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Wording:
    return wording(tmp_path_factory.mktemp("shelf"), en=SAMPLE)


@pytest.mark.parametrize(
    ("zone", "manner", "told"),
    [
        ("Europe/Lisbon", "room", "Mon 9 March, 18:00 (Lisbon, in 4 days)"),
        ("Europe/Lisbon", "own", "Monday 9 March, 18:00, Lisbon time"),
        ("Asia/Kolkata", "own", "Monday 9 March, 23:30, Kolkata time"),
        ("America/Argentina/Buenos_Aires", "room", "Mon 9 March, 15:00 (Buenos Aires, in 4 days)"),
        ("Pacific/Auckland", "room", "Tue 10 March, 07:00 (Auckland, in 4 days)"),
        ("UTC", "own", "Monday 9 March, 18:00 UTC"),
        ("Etc/UTC", "room", "Mon 9 March, 18:00 (UTC, in 4 days)"),
    ],
)
def test_a_moment_is_told_where_it_is_read(
    sample: Wording, zone: str, manner: Manner, told: str
) -> None:
    """A room hears its own zone and the distance, a reader alone the day in full."""
    reader = Reader(zone=ZoneInfo(zone), manner=manner)
    assert sample.phrase("at", {"at": At(MONDAY)}, reader).plain == told


def test_one_instant_in_two_zones_is_told_twice(sample: Wording) -> None:
    """The cache knows zones apart, although datetimes of one instant are equal."""
    told = {
        sample.phrase("short", {"at": At(MONDAY)}, Reader(zone=ZoneInfo(zone))).plain
        for zone in ("Europe/Lisbon", "Europe/Berlin")
    }
    assert told == {"Mon 9 March, 18:00", "Mon 9 March, 19:00"}


def test_styles(sample: Wording) -> None:
    """A sentence can ask for a part of a moment; an unknown style is a bug."""
    told = {
        style: sample.phrase(style, {"at": At(MONDAY)}, Reader()).plain
        for style in ("short", "date", "day", "clock", "away")
    }
    assert told == {
        "short": "Mon 9 March, 18:00",
        "date": "9 March",
        "day": "Monday",
        "clock": "18:00",
        "away": "in 4 days",
    }
    later = {"at": At(MONDAY + timedelta(days=7))}
    assert sample.phrase("day", later, Reader()).plain == "16 March"
    with pytest.raises(ValueError, match="wrong"):
        sample.phrase("wrong", later, Reader())


def test_the_year_is_told_only_when_it_is_another(sample: Wording) -> None:
    """A date in another year, in the reader's zone, names it."""
    eve = At(datetime(2027, 1, 1, 0, 30, tzinfo=UTC))
    told = sample.phrase("at", {"at": eve}, Reader(manner="own")).plain
    assert told == "Friday 1 January 2027, 00:30, Lisbon time"
    there = Reader(zone=ZoneInfo("America/New_York"))
    assert sample.phrase("short", {"at": eve}, there).plain == "Thu 31 December, 19:30"
    assert sample.phrase("date", {"at": eve}, Reader()).plain == "1 January 2027"


@pytest.mark.parametrize(
    ("away", "told"),
    [
        (timedelta(seconds=20), "in a moment"),
        (timedelta(seconds=-20), "just now"),
        (timedelta(seconds=50), "in 1 minute"),
        (timedelta(minutes=20), "in 20 minutes"),
        (timedelta(minutes=-61), "61 minutes ago"),
        (timedelta(hours=3), "in 3 hours"),
        (timedelta(hours=-23), "23 hours ago"),
        (timedelta(hours=24), "tomorrow"),
        (timedelta(hours=31), "in 2 days"),
        (timedelta(hours=-24), "yesterday"),
        (timedelta(days=4), "in 4 days"),
        (timedelta(days=-3), "3 days ago"),
    ],
)
def test_distances(sample: Wording, away: timedelta, told: str) -> None:
    """Near things are told in minutes and hours, far ones in nights."""
    assert sample.phrase("away", {"at": At(NOW + away)}, Reader()).plain == told


def test_days_are_nights_when_clocks_change(sample: Wording) -> None:
    """On the short night of March and the long one of October, tomorrow is tomorrow."""
    march = Reader(now=datetime(2026, 3, 28, 10, 0, tzinfo=UTC))
    april = At(datetime(2026, 3, 30, 9, 0, tzinfo=UTC))
    assert (
        sample.phrase("at", {"at": april}, march).plain == "Mon 30 March, 10:00 (Lisbon, in 2 days)"
    )
    october = Reader(now=datetime(2026, 10, 24, 22, 30, tzinfo=UTC))  # 23:30 in Lisbon
    next_day = At(datetime(2026, 10, 25, 23, 30, tzinfo=UTC))  # 25 hours later, 23:30 again
    assert sample.phrase("away", {"at": next_day}, october).plain == "tomorrow"


def test_what_is_near_needs_no_day(sample: Wording) -> None:
    """In a room the next hour is told by the clock; past midnight, or alone, with its day."""
    soon = {"at": At(NOW + timedelta(minutes=5))}
    assert sample.phrase("at", soon, Reader()).plain == "18:05 (Lisbon, in 5 minutes)"
    alone = sample.phrase("at", soon, Reader(manner="own")).plain
    assert alone == "Thursday 5 March, 18:05, Lisbon time"
    eve = Reader(now=datetime(2026, 3, 5, 23, 50, tzinfo=UTC))
    past = {"at": At(datetime(2026, 3, 6, 0, 10, tzinfo=UTC))}
    assert sample.phrase("at", past, eve).plain == "Fri 6 March, 00:10 (Lisbon, in 20 minutes)"


def test_an_hour_that_happens_twice_says_which(sample: Wording) -> None:
    """When clocks go back, 01:30 comes twice: each names its clock."""
    reader = Reader(now=datetime(2026, 10, 24, 12, 0, tzinfo=UTC))
    for hour, told in ((0, "01:30 WEST"), (1, "01:30 WET"), (2, "02:30")):
        at = At(datetime(2026, 10, 25, hour, 30, tzinfo=UTC))
        assert sample.phrase("clock", {"at": at}, reader).plain == told


def test_seconds_are_cut_off(sample: Wording) -> None:
    """A printed deadline is never later than the true one."""
    at = At(MONDAY + timedelta(seconds=59, microseconds=999_999))
    assert sample.phrase("clock", {"at": at}, Reader()).plain == "18:00"


@pytest.mark.parametrize(
    ("span", "told"),
    [
        (timedelta(0), "0 seconds"),
        (timedelta(seconds=90), "1 minute and 30 seconds"),
        (timedelta(minutes=2), "2 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=36), "1 day and 12 hours"),
        (timedelta(days=3), "3 days"),
        (timedelta(days=3, minutes=5), "3 days"),
        (timedelta(days=14), "14 days"),
    ],
)
def test_lengths_of_time(sample: Wording, span: timedelta, told: str) -> None:
    """A length is told in its two largest units."""
    assert sample.phrase("for", {"span": For(span)}, Reader()).plain == told


def test_names_of_days_are_in_the_language_of_the_sentence(tmp_path: Path) -> None:
    """A language we have is told with its own days and cities; one we lack is all English."""
    german = "at = { $at }\ntime-in-room = { $day }, { $clock } ({ $city })\n"
    german += "time-day = { $weekday } { $day }. { $month }"
    room = Reader()
    told = wording(tmp_path, "de", de=german).phrase("at", {"at": At(MONDAY)}, room).plain
    assert told == "Mo. 9. März, 18:00 (Lissabon)"
    told = wording(tmp_path, "fr", en="at = { $at }").phrase("at", {"at": At(MONDAY)}, room).plain
    assert told == "Mon 9 March, 18:00 (Lisbon, in 4 days)"
