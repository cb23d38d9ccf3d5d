"""Pace, changed in the middle of whatever runs."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.quiet import Quiet
from facilitator.core.rounds import commands, consent, discussion, go_around, prompt_round
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW, end_of
from tests.core.consent_table import BEN, CY, DAY, HOUR, START, TABLE, Story

ANA_, BEN_, CY_ = (MemberId(name) for name in ("ana", "ben", "cy"))
SEATS = (commands.Invited(ANA_), commands.Invited(BEN_), commands.Invited(CY_))


def _begun(form: Any) -> Any:
    extra = ("seed",) if form is prompt_round else ()
    begin = form.Begin(ANA_, "How are you?", SEATS, form.Settings(), *extra)
    return _fold(form, None, form.announce(begin, START))


def _fold(form: Any, state: Any, facts: tuple[Any, ...]) -> Any:
    for fact in facts:
        state = form.evolve(state, fact)
    return state


@pytest.mark.parametrize("form", [go_around, prompt_round, discussion])
def test_to_ones_own_time_and_back(form: Any) -> None:
    """A place goes to its own time and back to the table, and loses nothing by it."""
    state = _begun(form)
    for lane in (Lane.SLOW, Lane.LIVE):
        state = _fold(form, state, form.decide(state, commands.Pace(BEN_, lane), START))
        assert state.seat(BEN_).lane is lane
    assert not state.over


def test_a_decision_gives_whoever_takes_their_time_all_of_it() -> None:
    """Four days from the beginning of the version; those at the table keep their time."""
    story = Story(places=TABLE)
    live = story.d.live_until
    story.now += HOUR
    assert not story.do(consent.Pace(BEN, Lane.SLOW))
    assert story.d.slow_until == START + 4 * DAY
    assert story.d.live_until == live
    story.do(consent.Pace(BEN, Lane.LIVE))
    assert story.d.slow_until == START + 4 * DAY  # a printed time never moves earlier


def test_the_pace_of_a_letter_stays() -> None:
    """Who takes part by mail is in their own time, and a stranger's pace is no matter of it."""
    story = Story()
    before = story.d
    story.do(consent.Pace(CY, Lane.LIVE))
    story.do(consent.Pace(MemberId("mem_nobody"), Lane.SLOW))
    assert story.d == before


def test_a_letter_has_its_hours_when_the_clocks_change() -> None:
    """Three days over the spring change would be 71 hours: a letter has 72."""
    start = datetime(2026, 3, 27, 18, tzinfo=UTC)
    lisbon = Quiet("Europe/Lisbon")
    assert end_of(start, LEAST_MAIL_WINDOW, lisbon) == start + LEAST_MAIL_WINDOW
    assert end_of(start, timedelta(days=4), lisbon) == start + timedelta(hours=95)


def test_minutes_at_the_table_are_left_alone() -> None:
    """Whoever is there in the night has their two minutes."""
    night = Quiet("UTC", weekdays=(START.weekday(),))
    assert end_of(START, timedelta(minutes=2), night) == START + timedelta(minutes=2)
