"""What holds of every window, whatever the quiet times of its circle."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.quiet import DAY, Days, Night, Quiet

ZONES = st.sampled_from(["UTC", "Europe/Lisbon", "Asia/Kolkata", "America/St_Johns", "Asia/Beirut"])
MOMENTS = st.integers(0, 730 * 24 * 60).map(
    lambda n: datetime(2026, 1, 1, tzinfo=UTC) + n * timedelta(minutes=1)
)
CLOCKS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
NIGHTS = st.none() | st.builds(Night, CLOCKS, CLOCKS).filter(lambda n: n.begins != n.ends)
WEEKDAYS = st.lists(st.integers(0, 6), max_size=6, unique=True).map(tuple)
FIRST = st.dates(date(2026, 1, 1), date(2027, 12, 31))
FEAST = st.builds(lambda first, more: Days(first, first + more * DAY), FIRST, st.integers(0, 20))
QUIETS = st.builds(Quiet, ZONES, NIGHTS, WEEKDAYS, st.lists(FEAST, max_size=3).map(tuple))
SPANS = st.timedeltas(timedelta(0), timedelta(days=12))


@settings(max_examples=150)
@given(QUIETS, MOMENTS, SPANS)
def test_nothing_ends_in_quiet_time(quiet: Quiet, start: datetime, span: timedelta) -> None:
    """A printed end is never quiet, and never earlier than it would be without quiet times."""
    end = quiet.after(start, span)
    assert not quiet.covers(end)
    assert end >= Quiet(quiet.zone).after(start, span)


@settings(max_examples=150)
@given(QUIETS, MOMENTS, st.integers(0, 9), st.integers(0, 9))
def test_more_days_never_end_earlier(quiet: Quiet, start: datetime, one: int, more: int) -> None:
    """A longer window of days ends no sooner than a shorter one."""
    assert quiet.after(start, one * DAY) <= quiet.after(start, (one + more) * DAY)


@settings(max_examples=150)
@given(QUIETS, MOMENTS, SPANS, SPANS)
def test_more_hours_never_end_earlier(
    quiet: Quiet, start: datetime, one: timedelta, other: timedelta
) -> None:
    """Among spans below a day the longer one ends no sooner."""
    few, many = sorted([one % DAY, other % DAY])
    assert quiet.after(start, few) <= quiet.after(start, many)


@settings(max_examples=150)
@given(QUIETS, MOMENTS, st.integers(1, 9))
def test_whole_days_are_given(quiet: Quiet, start: datetime, days: int) -> None:
    """A window of days has as many days as were promised that are not quiet."""
    zone = quiet.after(start, days * DAY)
    first, last = quiet._local(start).date(), quiet._local(zone).date()
    between = [first + n * DAY for n in range(1, (last - first).days + 1)]
    assert sum(not quiet.is_quiet_day(day) for day in between) >= days


@settings(max_examples=100)
@given(QUIETS, MOMENTS)
def test_waking_is_the_first_waking_moment(quiet: Quiet, moment: datetime) -> None:
    """Waking never goes back, ends what is quiet, and leaves a waking moment as it is."""
    awake = quiet.waking(moment)
    assert awake >= moment
    assert quiet.waking(awake) == awake
    if not quiet.covers(moment):
        assert awake == moment
