"""How long a practice takes is told as a host would say it, and is true at both paces."""

from datetime import timedelta

import pytest

from facilitator.core.rounds.session.lasting import Lasting, at_table, in_own_time, takes_days
from facilitator.formats.library import Library
from facilitator.hosting.practices import shelf
from facilitator.hosting.practices.lasting import said
from facilitator.wording import Wording

WORDING = Wording()


def minutes(least: float, most: float | None = None) -> Lasting:
    """From so many minutes to so many."""
    return Lasting(timedelta(minutes=least), timedelta(minutes=least if most is None else most))


@pytest.mark.parametrize(
    ("lasting", "words"),
    [
        (minutes(1), "a minute"),
        (minutes(8.5), "9 minutes"),
        (minutes(9, 12), "9 to 12 minutes"),
        (minutes(47), "45 minutes"),
        (minutes(30, 34), "30 to 35 minutes"),
        (minutes(55 + 2 / 3), "an hour"),
        (minutes(30, 60), "half an hour to an hour"),
        (minutes(30, 95), "half an hour to 1½ hours"),
        (minutes(130), "2 hours"),
        (minutes(24 * 60), "a day"),
        (minutes(3 * 24 * 60, 6 * 24 * 60), "3 to 6 days"),
        (minutes(13 * 24 * 60, 20 * 24 * 60), "2 to 3 weeks"),
    ],
)
def test_lengths_are_rounded_as_a_host_would(lasting: Lasting, words: str) -> None:
    """Nobody plans in seconds: to five minutes, half hours, days and weeks."""
    assert said(WORDING, lasting) == words


def test_a_turn_each_a_roll_call_and_an_echo() -> None:
    """A check-in of five: a minute of quiet and five turns; three days, and the echo."""
    check_in = shelf.library()["check_in"]
    assert at_table(check_in, 5) == minutes(8.5, 11.5)
    days = Lasting(timedelta(days=3), timedelta(days=6))
    assert in_own_time(check_in, 5) == days
    assert in_own_time(check_in, 5, by_mail=False) == Lasting(days.least, timedelta(days=4))
    assert not takes_days(check_in)


def test_what_depends_and_what_comes_back_counts_to_the_most_only() -> None:
    """Where nobody objects a consent decision is short; it says how long it can become."""
    decision = shelf.library()["consent_decision"]
    live = at_table(decision, 5)
    assert live.least < live.most
    whole = in_own_time(decision, 5)
    assert whole.least < whole.most


@pytest.mark.parametrize("name", Library.shipped().names())
def test_no_practice_lasts_less_than_it_says(name: str) -> None:
    """From is never longer than to, and more people never take less time."""
    whole = shelf.library()[name]
    for people in range(whole.size.least, whole.size.most):
        here, more = at_table(whole, people), at_table(whole, people + 1)
        assert here.least <= here.most
        assert (here.least, here.most) <= (more.least, more.most)
