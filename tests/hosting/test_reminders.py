"""Whoever took something on is reminded: alone, before the day and on it, while they wake."""

from tests.hosting.test_record import seen
from tests.transcripts.meeting import Meeting


async def begun(meeting: Meeting) -> None:
    """A crew with the Scribe."""
    await meeting.take("circle crew Garden: ana(host), ben; mail: cy")
    await meeting.take("ana> !helpers +scribe")


async def test_twice_and_no_more(meeting: Meeting) -> None:
    """The morning before, the morning itself, and then never again."""
    await begun(meeting)
    await meeting.take("ana> !action Mend the hose due=2026-03-08")
    told = await seen(meeting, "+2d")
    assert told.count("For tomorrow you took this on") == 1
    told = await seen(meeting, "+1d")
    assert told.count("For today you took this on") == 1
    assert "Mend the hose" not in await seen(meeting, "+30d")


async def test_none_once_it_is_done(meeting: Meeting) -> None:
    """What is done on the day before needs no other word."""
    await begun(meeting)
    await meeting.take("ana> !action Mend the hose due=2026-03-08")
    assert "For tomorrow" in await seen(meeting, "+2d")
    await meeting.take("ana>> done")
    assert "Mend the hose" not in await seen(meeting, "+5d")


async def test_nobody_who_did_not_say_yes(meeting: Meeting) -> None:
    """Who was asked and has not answered hears nothing more of it."""
    await begun(meeting)
    await meeting.take("ana> !action Mend the hose by=@ben due=2026-03-08")
    assert "Mend the hose" not in await seen(meeting, "+6d")


async def test_nobody_else_hears_that_the_day_is_past(meeting: Meeting) -> None:
    """In the list it stands as before, with its day and its name, and no word about time."""
    await begun(meeting)
    await meeting.take("ana> !action Mend the hose due=2026-03-08")
    await meeting.take("+9d")
    told = await seen(meeting, "ben> !action")
    assert "1. Mend the hose (Ana, by 8 March)" in told
    assert "late" not in told
    assert "overdue" not in told


async def test_not_in_the_night(meeting: Meeting) -> None:
    """In the reader's own zone: nine in the morning in Auckland is the evening before in Lisbon."""
    await begun(meeting)
    await meeting.take("ana>> !zone Auckland")
    await meeting.take("ana> !action Mend the hose due=2026-03-08")
    told = await seen(meeting, "+26h")
    assert "(Fri 6 March 20:00)" in told
    assert "For tomorrow you took this on" in told


async def test_a_restart_changes_nothing(meeting: Meeting) -> None:
    """The alarm is in the books."""
    await begun(meeting)
    await meeting.take("ana> !action Mend the hose due=2026-03-08")
    await meeting.take("restart")
    assert (await seen(meeting, "+4d")).count("you took this on") == 2


async def test_a_number_before_it_is_a_decisions(meeting: Meeting) -> None:
    """Where the circle has that decision; else it is a part of the words."""
    await begun(meeting)
    await meeting.take("ana> !propose We mend the hose.")
    told = await seen(meeting, "ana> !action 1 Buy a patch")
    assert "shown with decision 1: Buy a patch" in told
    told = await seen(meeting, "ana> !action 2 loaves for Sunday")
    assert "shown with" not in told
    shown = await seen(meeting, "ana> !action")
    assert "1. Buy a patch" in shown
    assert "2. 2 loaves for Sunday" in shown
    assert "1. Buy a patch" in await seen(meeting, "ana> !decision 1")
    assert "Buy a patch" in await seen(meeting, "ana> !minutes today")
