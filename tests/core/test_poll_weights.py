"""Weighted polls: exact to three decimals, told to everybody, and counted alike beside it."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId
from facilitator.core.notices import Lines, Room
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll
from facilitator.core.rounds.poll.kinds.kind import figure
from facilitator.core.rounds.poll.tally import by_heads, result
from tests.core.poll_table import ANA, BEN, CY, DI, ELI, START, Story

WEIGHED = poll.Settings(unit=1000, low=0, high=5)


def story(weights: dict[MemberId, int], kind: str = "choose", **more: Any) -> Story:
    """A poll in which answers weigh so many thousandths."""
    places = tuple(poll.Place(who, Lane.LIVE, weight=w) for who, w in weights.items())
    return Story(places, replace(WEIGHED, **more), kind=kind)


def lines(found: Any) -> list[tuple[Any, ...]]:
    """The figures of a count, line by line."""
    return [tuple(one.args[key] for key in one.args if key != "option") for one in found.lines]


def votes(held: Story, answers: dict[MemberId, int]) -> None:
    """Everybody chooses one."""
    for who, option in answers.items():
        held.do(poll.Vote(who, (poll.Mark(option),), f"said-{who}", START))


def test_weights_decide_and_heads_are_shown_beside() -> None:
    """Two and a half is more than two, and one person is one person."""
    held = story({ANA: 2000, BEN: 1000, CY: 1000, DI: 500, ELI: 0})
    votes(held, {ANA: 2, BEN: 1, CY: 1, DI: 1, ELI: 2})
    held.do(poll.End(ANA))
    told = poll.outcome(held.state)
    assert held.state.chosen == (1,)
    assert lines(result(held.state)) == [("2.5",), (2,), (0,)]
    assert lines(by_heads(held.state)) == [(3,), (2,), (0,)]
    assert isinstance(told["heads"], Lines)
    assert told["answered"] == 5


def test_level_weights_are_a_tie() -> None:
    """Three tenths are three tenths: no rounding makes a winner."""
    held = story({ANA: 100, BEN: 200, CY: 300})
    votes(held, {ANA: 1, BEN: 1, CY: 2})
    held.do(poll.End(ANA))
    assert (held.state.came, held.state.chosen) == (poll.Came.TIE, (1, 2))


def test_who_has_no_vote_decides_nothing() -> None:
    """Their answer is heard, counts to the quorum, and is told to be a voice."""
    held = story({ANA: 1000, ELI: 0}, quorum_people=1)
    votes(held, {ELI: 2})
    assert held.last[0].args["voice"] == "only"
    held.do(poll.End(ANA))
    assert held.state.came is poll.Came.NOBODY
    assert poll.outcome(held.state)["answered"] == 1


def test_everybody_is_told_whose_answer_weighs_what() -> None:
    """With the question, in the room and to each apart; who weighs one is not named."""
    held = story({ANA: 1500, BEN: 1000, ELI: 0})
    [room] = [one for one in held.told if one.to == Room()]
    assert room.args["weighted"] == "yes"
    said = room.args["weights"]
    assert isinstance(said, Lines)
    assert [one.args["votes"] for one in said.sentences] == ["yes", "no"]


@pytest.mark.parametrize(
    ("kind", "answers", "chosen"),
    [
        ("score", {ANA: ((1, 5), (2, 0)), BEN: ((1, 0), (2, 2)), CY: ((2, 3),)}, (1,)),
        ("dots", {ANA: ((1, 3),), BEN: ((2, 2),), CY: ((2, 2),)}, (1,)),
        ("ranked", {ANA: ((1, 1), (2, 2)), BEN: ((2, 1),), CY: ((3, 1), (2, 2))}, (1,)),
        ("time", {ANA: ((1, 2),), BEN: ((2, 2),), CY: ((2, 2),)}, (1,)),
    ],
)
def test_each_kind_counts_by_weight(kind: str, answers: Any, chosen: tuple[int, ...]) -> None:
    """Ana's answer weighs as much as two and a half, against one each of Ben and Cy."""
    held = story({ANA: 2500, BEN: 1000, CY: 1000}, kind)
    for who, marks in answers.items():
        given_ = tuple(poll.Mark(option, value) for option, value in marks)
        held.do(poll.Vote(who, given_, f"said-{who}", START))
    held.do(poll.End(ANA))
    assert held.state.chosen == chosen


@pytest.mark.parametrize("kind", ["count", "stv"])
def test_where_weights_make_no_sense_they_are_refused(kind: str) -> None:
    """People come or don't; and papers are counted by rules that know none."""
    with pytest.raises(Refusal, match="poll-weights-kind"):
        story({ANA: 2000, BEN: 1000, CY: 1000}, kind, seats=2)


def test_who_joins_has_one_vote() -> None:
    """Weights are for those that were named."""
    held = story({ANA: 2000})
    held.do(poll.Join(BEN, Lane.LIVE))
    votes(held, {BEN: 1})
    assert lines(result(held.state))[0] == (1,)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 3)), min_size=1, max_size=12))
def test_sums_are_exact(given_: list[tuple[int, int]]) -> None:
    """What is told is the very sum of the weights, reckoned as fractions."""
    names = [MemberId(f"m{n}") for n in range(len(given_))]
    held = story({who: w for who, (w, _) in zip(names, given_, strict=True)} | {ANA: 1000})
    votes(held, {who: option for who, (_, option) in zip(names, given_, strict=True)})
    told = {one.args["option"].text: one.args["votes"] for one in result(held.state).lines}  # type: ignore[union-attr]
    for number, text in enumerate(("Apples", "Pears", "Plums"), 1):
        exact = sum((Fraction(w, 1000) for w, option in given_ if option == number), Fraction(0))
        assert Fraction(str(told[text])) == exact


@pytest.mark.parametrize(
    ("votes_", "told"), [(0, 0), (1000, 1), (2500, "2.5"), (5, "0.005"), (1250, "1.25")]
)
def test_a_figure_has_no_decimals_it_does_not_need(votes_: int, told: int | str) -> None:
    """Whole votes are whole numbers."""
    assert figure(votes_, WEIGHED) == told
    assert figure(votes_, poll.Settings()) == votes_
