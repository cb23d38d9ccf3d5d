"""Points, scores and moments: what is read, what is asked about, and what they come to."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.kinds.dots import DOTS
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind
from facilitator.core.rounds.poll.kinds.moments import read_moment
from facilitator.core.rounds.poll.kinds.ranked import RANKED
from facilitator.core.rounds.poll.kinds.score import SCORE
from facilitator.core.rounds.poll.kinds.stv import STV, export
from facilitator.core.rounds.poll.kinds.times import TIME
from facilitator.core.rounds.poll.state import Came, Mark, Option, Settings

FRUIT = tuple(Option(n, text) for n, text in enumerate(("Apples", "Pears", "Plums"), 1))
RULES = Settings(points=8)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday
LISBON = ZoneInfo("Europe/Lisbon")
DAYS = TIME.make(
    ("Fri 27 Nov 18:00", "Sat 28 Nov 10:00", "Mon 30 Nov 18:00"),
    Settings(zone="Europe/Lisbon"),
    NOW,
)


def given_(
    kind: Kind, text: str, options: Sequence[Option] = FRUIT, rules: Settings = RULES
) -> dict[int, int]:
    """What a text gives each option."""
    taken = kind.read(text, options, rules)
    return {mark.option: mark.value for mark in taken.marks} if taken else {}


def cast(*ballots: dict[int, int]) -> list[Cast]:
    """Ballots of so much on which option."""
    return [Cast(tuple(Mark(one, value) for one, value in each.items())) for each in ballots]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1: 3, 2: 5", {1: 3, 2: 5}),
        ("3 on apples and 5 on pears", {1: 3, 2: 5}),
        ("the apples: 3, 2. Pears: 5", {1: 3, 2: 5}),
        ("[3] 1. Apples\n[ ] 2. Pears\n[0] 3. Plums", {1: 3}),
        ("what a fine day", {}),
    ],
)
def test_points(text: str, wanted: dict[int, int]) -> None:
    """Points are read as in the vote by points; nothing is given by nought."""
    assert given_(DOTS, text) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1: 9", "points-too-many"),
        ("5: 1", "points-number"),
        ("1: 2, 1: 3", "points-twice"),
        ("[lots] 1. Apples", "points-unread"),
        ("[0] 1. Apples", "ballot-empty"),
        ("2 apples", "points-unread"),
    ],
)
def test_points_that_are_asked_about(text: str, code: str) -> None:
    """Too many, an option that is not there, two answers, no number."""
    with pytest.raises(Refusal) as caught:
        given_(DOTS, text)
    assert caught.value.code == code


def test_scores_keep_their_nought() -> None:
    """A nought is a score; what is left open is none."""
    assert given_(SCORE, "apples: 0, 2: 5") == {1: 0, 2: 5}
    assert given_(SCORE, "[0] 1. Apples\n[ ] 2. Pears") == {1: 0}
    with pytest.raises(Refusal) as caught:
        given_(SCORE, "1: 6")
    assert caught.value.code == "score-range"


def test_the_sum_decides_and_the_mean_is_told() -> None:
    """One fan's five does not beat four fours; who gave nothing is not in the mean."""
    result = SCORE.count(cast({1: 5}, {2: 4}, {2: 4}, {2: 3, 1: 0}), FRUIT, RULES)
    assert (result.came, result.chosen) == (Came.DECIDED, (2,))
    assert [(one.args["sum"], one.args["mean"], one.args["givers"]) for one in result.lines] == [
        (11, "3.7", 3),
        (5, "2.5", 2),
        (0, "0.0", 0),
    ]


def test_most_points() -> None:
    """The most points have it; level at the top is a tie, and no points are nobody's."""
    assert DOTS.count(cast({1: 3, 2: 5}, {1: 3}), FRUIT, RULES).chosen == (1,)
    tie = DOTS.count(cast({1: 3}, {2: 3}), FRUIT, RULES)
    assert (tie.came, tie.chosen) == (Came.TIE, (1, 2))
    assert DOTS.count([], FRUIT, RULES).came is Came.NOBODY


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1, 3", {1: 2, 3: 2}),
        ("1 yes, 2 if need be, 3 no", {1: 2, 2: 1, 3: 0}),
        ("yes 1 and 3; maybe 2", {1: 2, 3: 2, 2: 1}),
        ("yes to 1, 3", {1: 2, 3: 2}),
        ("maybe 1, 3", {1: 1, 3: 1}),
        ("1 and 3 yes, 2 no", {1: 2, 3: 2, 2: 0}),
        ("monday and saturday yes", {2: 2, 3: 2}),
        ("1 3 yes", {1: 2, 3: 2}),
        ("all", {1: 2, 2: 2, 3: 2}),
        ("none of them", {1: 0, 2: 0, 3: 0}),
        ("fri: yes, sat: maybe", {1: 2, 2: 1}),
        ("Friday works, Saturday if need be", {1: 2, 2: 1}),
        ("[yes] 1. Fri 27 Nov, 19:00\n[?] 2. Sat\n[n] 3.", {1: 2, 2: 1, 3: 0}),
        ("see you then", {}),
        ("is 1 good for you?", {}),
    ],
)
def test_moments_that_suit(text: str, wanted: dict[int, int]) -> None:
    """Words before or behind, bare numbers, all and none, a ballot; or it is asked."""
    assert given_(TIME, text, DAYS) == wanted


@pytest.mark.parametrize("text", ["1, 3 yes, 2 no", "1 yes, 1 no", "1 yes, the moon", "[soon] 1."])
def test_moments_that_are_asked_about(text: str) -> None:
    """A bare number before a word that may be meant for it, two answers, what is no moment."""
    with pytest.raises(Refusal) as caught:
        given_(TIME, text, DAYS)
    assert caught.value.code in ("time-unread", "time-twice")


def test_most_yes_then_if_need_be() -> None:
    """The most *yes*; among those what also suits most at need; then a tie."""
    assert TIME.count(cast({1: 2, 2: 1}, {1: 2}, {2: 1, 3: 1}), DAYS, RULES).chosen == (1,)
    assert TIME.count(cast({1: 2}, {2: 2}, {2: 1}), DAYS, RULES).chosen == (2,)
    tie = TIME.count(cast({1: 2}, {2: 2}), DAYS, RULES)
    assert (tie.came, tie.chosen) == (Came.TIE, (1, 2))
    nobody = TIME.count(cast({1: 0, 2: 0, 3: 0}), DAYS, RULES)
    assert (nobody.came, nobody.chosen) == (Came.SHOWN, ())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fri 27 Nov 18:00", (27, 11, 18, 0)),
        ("2026-11-27 18:00", (27, 11, 18, 0)),
        ("2026-11-27T18:00", (27, 11, 18, 0)),
        ("tomorrow 18:00", (26, 11, 18, 0)),
        ("today at 6pm", (25, 11, 18, 0)),
        ("tonight 21h", (25, 11, 21, 0)),
        ("Sat 10:30", (28, 11, 10, 30)),
        ("Wednesday 18:00", (25, 11, 18, 0)),
        ("Wednesday 9:00", (2, 12, 9, 0)),
        ("6.30pm on Friday", (27, 11, 18, 30)),
        ("Friday, 27 November, at 18:00", (27, 11, 18, 0)),
        ("Friday noon", (27, 11, 12, 0)),
        ("- Fri 27.11. 18:00", (27, 11, 18, 0)),
    ],
)
def test_moments(text: str, wanted: tuple[int, int, int, int]) -> None:
    """Days and hours as people write them, in the zone they are in."""
    moment = read_moment(text, NOW, LISBON)
    assert moment is not None
    local = moment.astimezone(LISBON)
    assert (local.day, local.month, local.hour, local.minute) == wanted


@pytest.mark.parametrize(
    "text",
    ["Friday", "18:00", "Thu 27 Nov 18:00", "2026-11-20 18:00", "Fri 25:00", "soon", "Mon 3"],
)
def test_what_is_no_moment(text: str) -> None:
    """No hour, no day, a day that is another weekday, what is over."""
    assert read_moment(text, NOW, LISBON) is None


def test_a_line_that_is_no_moment_is_asked_about() -> None:
    """All of the options are moments, or none is made."""
    with pytest.raises(Refusal, match="time-no-moment"):
        TIME.make(("Fri 18:00", "some day"), RULES, NOW)


def test_a_moment_is_the_same_in_every_zone() -> None:
    """18:00 in Auckland is another moment than 18:00 in Lisbon."""
    there = read_moment("2026-11-27 18:00", NOW, ZoneInfo("Pacific/Auckland"))
    assert there == datetime(2026, 11, 27, 5, tzinfo=UTC)


def test_every_round_is_told() -> None:
    """Each round of a run-off says how it stood, who went out, and where the votes went."""
    ballots = cast({1: 1}, {1: 1}, {1: 1}, {2: 1}, {2: 1}, {3: 1, 2: 2}, {3: 1})
    result = RANKED.count(ballots, FRUIT, Settings(seed="s"))
    assert (result.came, result.chosen) == (Came.TIE, (1, 2))
    steps = ["poll-ranked-round", "poll-ranked-out", "poll-lot-seed"]
    assert [one.how for one in result.steps] == steps
    out = result.steps[1].args
    assert (out["settled"], result.steps[-1].args["seed"]) == ("lot", "s")
    assert result.lines[-1].how == "poll-ranked-spent"


def test_places_and_their_file() -> None:
    """Two places: who came in first stands first, and the file has the same ballots."""
    ballots = cast({1: 1, 2: 2}, {1: 1, 2: 2}, {1: 1, 2: 2}, {3: 1})
    rules = Settings(seats=2, seed="s")
    result = STV.count(ballots, FRUIT, rules)
    assert (result.came, result.chosen[0]) == (Came.DECIDED, 1)
    assert export(ballots, FRUIT, rules, "Who?").splitlines()[:3] == ["3 2", "3 1 2 0", "1 3 0"]
    with pytest.raises(Refusal):
        STV.prepare(Settings(seats=3), FRUIT)


BALLOTS = st.lists(
    st.dictionaries(st.integers(1, 3), st.integers(0, 2), min_size=1, max_size=3), max_size=8
)


@pytest.mark.parametrize("kind", [DOTS, SCORE, TIME, RANKED], ids=lambda kind: str(kind.name))
@given(ballots=BALLOTS)
def test_the_order_of_ballots_means_nothing(kind: Kind, ballots: list[dict[int, int]]) -> None:
    """The same ballots the other way round come to the same."""
    options = DAYS if kind is TIME else FRUIT
    cast_ = cast(*ballots)
    assert kind.count(cast_, options, RULES) == kind.count(cast_[::-1], options, RULES)
