"""What is due before a date, and that none of it falls into quiet time but the date itself."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.quiet import Days, Night, Quiet
from facilitator.core.rhythms import Beat, Due, Every, Rhythm, Rotation, What, due

NIGHT = Night(time(22), time(7))
AT = datetime(2026, 3, 9, 7, 30, tzinfo=UTC)  # a Monday


def rhythm(**more: object) -> Rhythm:
    """Something on Mondays at half past seven."""
    beat = Beat(Every.WEEK, 7, 30, date(2026, 3, 2), (0,))
    after = AT - timedelta(weeks=1)
    return Rhythm(beat, What("round", "How?"), "plc", after, **more)  # type: ignore[arg-type]


def test_an_announcement_at_night_waits_for_the_morning() -> None:
    """Nine hours ahead would be half past ten in the evening."""
    ahead = rhythm(lead=timedelta(hours=9))
    assert due(ahead, AT) == (Due.ANNOUNCE, AT - timedelta(hours=9))
    assert due(ahead, AT, Quiet(night=NIGHT)) == (Due.ANNOUNCE, AT - timedelta(minutes=30))


def test_the_host_is_asked_after_the_quiet_days() -> None:
    """A week before lies in them; and if they last until the date, it is asked at the date."""
    asks = rhythm(rotation=Rotation())
    week = Quiet(days=(Days(date(2026, 3, 1), date(2026, 3, 4)),))
    assert due(asks, AT, week) == (Due.ASK, datetime(2026, 3, 5, tzinfo=UTC))
    month = Quiet(days=(Days(date(2026, 3, 1), date(2026, 3, 31)),))
    assert due(asks, AT, month) == (Due.ASK, AT)


def test_dates_that_are_left_out_are_told_a_week_before_them() -> None:
    """Before anything else that is due for the date that follows."""
    gone = AT - timedelta(weeks=2)
    told = due(rhythm(rotation=Rotation()), AT, Quiet(night=NIGHT), gone)
    assert told == (Due.LEFT_OUT, gone - timedelta(weeks=1))


@given(
    st.timedeltas(timedelta(0), timedelta(days=6)),
    st.sets(st.integers(0, 6), max_size=5).map(lambda days: tuple(sorted(days))),
    st.booleans(),
    st.booleans(),
)
def test_nothing_is_due_in_quiet_time_but_the_date(
    lead: timedelta, weekdays: tuple[int, ...], asked: bool, announced: bool
) -> None:
    """And nothing is due after it."""
    quiet = Quiet(night=NIGHT, weekdays=weekdays)
    one = rhythm(lead=lead, rotation=Rotation(), asked=asked, announced=announced)
    _, moment = due(one, AT, quiet)
    assert moment == AT or (moment < AT and not quiet.covers(moment))
