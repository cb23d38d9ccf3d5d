"""The dates of a rhythm: wall-clock time, across clock changes, in order."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.quiet import Days, Night, Quiet
from facilitator.core.refusals import Refusal
from facilitator.core.rhythms import Beat, Every, Moved, Rhythm, Shifted, What, read_beat
from facilitator.hosting.rhythms.books import anchored
from facilitator.hosting.rhythms.dates import coming, dates, left_out, upcoming

LISBON, BERLIN, NEW_YORK = (
    ZoneInfo(z) for z in ("Europe/Lisbon", "Europe/Berlin", "America/New_York")
)
ZONES = (LISBON, BERLIN, NEW_YORK, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("UTC"),
         ZoneInfo("Pacific/Apia"), ZoneInfo("Asia/Kathmandu"))  # fmt: skip
TODAY = date(2026, 3, 5)


def walls(text: str, zone: ZoneInfo, after: datetime, count: int) -> list[str]:
    """The next dates of a beat as its circle's clock shows them."""
    beat = anchored(read_beat(text, after.astimezone(zone).date())[0], zone, after)
    return [
        f"{at.astimezone(zone):%a %d %b %H:%M %Z}" for at in islice(dates(beat, zone, after), count)
    ]


def test_six_in_the_evening_stays_six_when_clocks_change() -> None:
    """The wall clock is kept, not the distance."""
    after = datetime(2026, 3, 20, 12, tzinfo=UTC)
    assert walls("monday 18:00", LISBON, after, 2) == [
        "Mon 23 Mar 18:00 WET",
        "Mon 30 Mar 18:00 WEST",
    ]
    after = datetime(2026, 10, 20, 12, tzinfo=UTC)
    assert walls("monday 18:00", BERLIN, after, 2) == [
        "Mon 26 Oct 18:00 CET",
        "Mon 02 Nov 18:00 CET",
    ]


def test_a_time_that_does_not_exist_is_held_as_much_later() -> None:
    """On 29 March 2026 Berlin has no 02:30: it is held at 03:30, as calendars show it."""
    after = datetime(2026, 3, 27, 12, tzinfo=UTC)
    assert walls("day 2:30", BERLIN, after, 3) == [
        "Sat 28 Mar 02:30 CET", "Sun 29 Mar 03:30 CEST", "Mon 30 Mar 02:30 CEST",
    ]  # fmt: skip


def test_a_time_that_comes_twice_is_held_once_the_first_time() -> None:
    """On 25 October 2026 Berlin has 02:30 twice."""
    after = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert walls("day 2:30", BERLIN, after, 2) == ["Sun 25 Oct 02:30 CEST", "Mon 26 Oct 02:30 CET"]


def test_between_the_two_of_them_it_does_not_come_again() -> None:
    """The second 02:30 of that night is no date of its own."""
    between = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # 02:00 CET, after 02:30 CEST
    assert walls("day 2:30", BERLIN, between, 1) == ["Mon 26 Oct 02:30 CET"]


def test_every_two_weeks_counts_from_the_first_day() -> None:
    """The next Monday is the first one, then every second."""
    after = datetime(2026, 3, 5, 18, tzinfo=UTC)
    assert walls("2 weeks monday 18:00", LISBON, after, 3) == [
        "Mon 09 Mar 18:00 WET", "Mon 23 Mar 18:00 WET", "Mon 06 Apr 18:00 WEST",
    ]  # fmt: skip


def test_some_days_of_a_month() -> None:
    """The first Monday, the last Friday."""
    after = datetime(2026, 3, 5, 18, tzinfo=UTC)
    assert walls("month first monday 9:00", LISBON, after, 2) == [
        "Mon 06 Apr 09:00 WEST", "Mon 04 May 09:00 WEST",
    ]  # fmt: skip
    assert walls("month last fri 9am", LISBON, after, 1) == ["Fri 27 Mar 09:00 WET"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("monday 18:00 check_in", "check_in"), ("mon,thu 9:00 goaround Hi", "goaround Hi"),
        ("Monday and Thursday at 6pm check_in", "check_in"), ("day 9:00 x", "x"),
        ("other week on friday 18.30 x", "x"), ("week sunday 18:00 x", "x"),
        ("month the last sunday 12am x", "x"),
    ],
)  # fmt: skip
def test_how_people_write_it(text: str, rest: str) -> None:
    """What stands behind the time is what comes back."""
    assert read_beat(text, TODAY)[1] == rest


@pytest.mark.parametrize(
    "text", ["", "check_in", "monday", "monday check_in", "monday 25:00 x", "monday 18:60 x", "18:00 x",
             "moonday 18:00 x", "monday 13pm x", "0 weeks monday 18:00 x", "40 weeks monday 18:00 x"]
)  # fmt: skip
def test_what_is_unclear_is_asked(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Refusal) as no:
        read_beat(text, TODAY)
    assert no.value.code in ("every-when", "every-weeks")


BEATS = st.builds(
    Beat,
    st.sampled_from(Every),
    st.integers(0, 23),
    st.integers(0, 59),
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.integers(1, 4),
    st.sampled_from([1, 2, 3, 4, -1]),
)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=100, deadline=None)
@given(BEATS, st.sampled_from(ZONES), MOMENTS)
def test_dates_follow_each_other_and_keep_their_hour(
    beat: Beat, zone: ZoneInfo, after: datetime
) -> None:
    """Strictly later each time, after the moment asked about, at the hour that was named."""
    found = list(islice(dates(beat, zone, after), 6))
    assert all(a < b for a, b in pairwise([after, *found]))
    for at in found:
        wall = at.astimezone(zone)
        exists = wall.replace(hour=beat.hour, minute=beat.minute)
        there = exists.astimezone(UTC).astimezone(zone)
        skipped = (there.hour, there.minute) != (beat.hour, beat.minute)
        assert (wall.hour, wall.minute) == (beat.hour, beat.minute) or skipped
        assert beat.every is Every.DAY or wall.weekday() in beat.days or skipped


@settings(max_examples=60, deadline=None)
@given(BEATS, st.sampled_from(ZONES), MOMENTS)
def test_looking_from_a_date_finds_the_next_one(
    beat: Beat, zone: ZoneInfo, after: datetime
) -> None:
    """Going from date to date skips none: what rings is what was shown."""
    ahead = list(islice(dates(beat, zone, after), 4))
    walked = [after]
    for _ in ahead:
        walked.append(next(dates(beat, zone, walked[-1])))
    assert walked[1:] == ahead


def test_a_moved_meeting_is_shown_where_it_was_moved_to() -> None:
    """The others stay."""
    after = datetime(2026, 3, 5, 18, tzinfo=UTC)
    beat = read_beat("monday 18:00", TODAY)[0]
    to = datetime(2026, 3, 18, 18, tzinfo=UTC)
    rhythm = Rhythm(
        beat, What("start"), "plc", after, timedelta(days=1), meetings=3, moved=(Moved(2, to),)
    )
    first, _, third = list(islice(dates(beat, LISBON, after), 3))
    assert upcoming(rhythm, Quiet("Europe/Lisbon"), 9) == [first, to, third]


QUIET = st.builds(
    Quiet,
    st.just("Europe/Lisbon"),
    st.one_of(st.none(), st.just(Night(time(22), time(7)))),
    st.sets(st.integers(0, 6), max_size=4).map(lambda days: tuple(sorted(days))),
    st.lists(
        st.dates(date(2025, 1, 1), date(2028, 1, 1)).map(lambda d: Days(d, d + timedelta(days=30))),
        max_size=3,
    ).map(tuple),
)


@settings(max_examples=80, deadline=None)
@given(BEATS, QUIET, MOMENTS)
def test_no_date_is_held_in_quiet_time(beat: Beat, quiet: Quiet, after: datetime) -> None:
    """What is held and what is left out are together the dates of the beat, in order; it may end."""
    rhythm = Rhythm(beat, What("start"), "plc", after)
    found = list(islice(coming(rhythm, quiet), 8))
    plain = list(islice(dates(beat, LISBON, after), len(found)))
    assert [one.of for one in found] == plain
    assert all(one.left_out == quiet.covers(one.at) for one in found)
    held = upcoming(rhythm, quiet, 3)
    assert held == [one.at for one in found if not one.left_out][:3] or len(found) == 8
    assert not any(quiet.covers(at) for at in held)


def test_what_is_quiet_for_good_has_no_dates() -> None:
    """The search for one ends."""
    beat = read_beat("day 23:00", TODAY)[0]
    rhythm = Rhythm(beat, What("start"), "plc", datetime(2026, 3, 5, tzinfo=UTC))
    assert upcoming(rhythm, Quiet("Europe/Lisbon", Night(time(22), time(7)))) == []


def test_a_date_that_was_moved_is_held_though_its_own_day_is_quiet() -> None:
    """Somebody has chosen another one."""
    of, at = datetime(2026, 3, 9, 18, tzinfo=UTC), datetime(2026, 3, 7, 10, tzinfo=UTC)
    beat = read_beat("monday 18:00", TODAY)[0]
    rhythm = Rhythm(
        beat, What("start"), "plc", datetime(2026, 3, 5, tzinfo=UTC), shifted=(Shifted(of, at),)
    )
    quiet = Quiet("Europe/Lisbon", days=(Days(date(2026, 3, 8), date(2026, 3, 20)),))
    assert upcoming(rhythm, quiet, 2) == [at, datetime(2026, 3, 23, 18, tzinfo=UTC)]
    assert left_out(rhythm, quiet, 2) == [datetime(2026, 3, 16, 18, tzinfo=UTC)]
