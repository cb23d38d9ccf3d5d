"""Deciding how to decide: three answers in anybody's words, and the lightest way that fits them."""

from datetime import timedelta

import pytest

from facilitator.core.weighing import (
    Affected,
    Undone,
    Urgency,
    Way,
    Weighed,
    fitting,
    read_weighed,
)

NOTHING = Weighed()
ALL = Weighed(Affected.ALL, Undone.EASILY, Urgency.CALM)


@pytest.mark.parametrize(
    "text",
    [
        "all, easily, no hurry",
        "All. Easily. No hurry.",
        "easily, all of us, no rush",
        "it is easy to undo, everybody, can wait",
        "3 1 3",
        "3,1,3",
        "313",
    ],
)
def test_one_line_answers_all_three(text: str) -> None:
    """In any order, by word or by digit."""
    assert read_weighed(text, NOTHING) == ALL


def test_one_answer_at_a_time() -> None:
    """What is open is asked in its order; a digit answers the first that is open."""
    first = read_weighed("a few of us", NOTHING)
    assert first == Weighed(Affected.FEW)
    assert first is not None
    assert first.asks == "undone"
    second = read_weighed("2️⃣", first)
    assert second == Weighed(Affected.FEW, Undone.EFFORT)
    assert second is not None
    assert read_weighed("not urgent", second) == Weighed(Affected.FEW, Undone.EFFORT, Urgency.CALM)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "I think all of us like it",
        "all or only me",
        "4",
        "1 2 3 1",
        "consent",
        "not all",
        "easily, but only if it rains",
    ],
)
def test_a_reading_is_never_a_guess(text: str) -> None:
    """Whatever holds more than the answers is none."""
    assert read_weighed(text, NOTHING) is None


def test_an_answer_can_be_corrected() -> None:
    """The last word on a question counts."""
    assert read_weighed("hardly", ALL) == Weighed(Affected.ALL, Undone.HARDLY, Urgency.CALM)


@pytest.mark.parametrize(
    ("affected", "undone", "urgency", "way", "days"),
    [
        (Affected.ME, Undone.EASILY, Urgency.CALM, Way.DO, 0),
        (Affected.ME, Undone.EFFORT, Urgency.TODAY, Way.DO, 0),
        (Affected.ME, Undone.HARDLY, Urgency.TODAY, Way.ADVICE, 0),
        (Affected.FEW, Undone.EASILY, Urgency.WEEK, Way.ADVICE, 0),
        (Affected.FEW, Undone.EASILY, Urgency.TODAY, Way.CONSENT, 1),
        (Affected.ALL, Undone.EASILY, Urgency.TODAY, Way.CONSENT, 1),
        (Affected.ALL, Undone.EFFORT, Urgency.WEEK, Way.CONSENT, 3),
        (Affected.ALL, Undone.EASILY, Urgency.CALM, Way.CONSENT, 0),
        (Affected.ALL, Undone.HARDLY, Urgency.TODAY, Way.FULL, 0),
    ],
)
def test_the_lightest_way_that_fits(
    affected: Affected, undone: Undone, urgency: Urgency, way: Way, days: int
) -> None:
    """The fewer it touches and the easier it is undone, the lighter."""
    fits = fitting(Weighed(affected, undone, urgency), by_mail=False)
    assert fits.way is way
    assert fits.window == (timedelta(days=days) if days else None)


def test_several_ways_to_go_are_asked_about_first() -> None:
    """A poll shows what people lean to; what is one's own needs none."""
    assert fitting(ALL, by_mail=True, options=3).way is Way.POLL
    mine = Weighed(Affected.ME, Undone.EASILY, Urgency.CALM)
    assert fitting(mine, by_mail=True, options=3).way is Way.DO


@pytest.mark.parametrize("affected", list(Affected))
@pytest.mark.parametrize("undone", list(Undone))
@pytest.mark.parametrize("urgency", list(Urgency))
def test_a_letter_has_its_time(affected: Affected, undone: Undone, urgency: Urgency) -> None:
    """With somebody by mail no window is shorter than three days (contract §5)."""
    fits = fitting(Weighed(affected, undone, urgency), by_mail=True)
    assert fits.window is None or fits.window >= timedelta(days=3)
