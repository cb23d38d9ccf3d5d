"""Votes by points: how points are read, and what becomes of them."""

from datetime import timedelta

import pytest

from facilitator.core.ids import WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import dot_vote
from facilitator.core.rounds.dot_vote import Share, read_ballot
from facilitator.core.rounds.dot_vote.telling import invitation
from tests.properties.test_dot_vote import NAMES, START, began

LABELS = ["Garden tools", "The fence. It falls.", "Who waters, and when?"]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("1: 3", {1: 3}),
        ("1:3\n2: 1", {1: 3, 2: 1}),
        ("> 1: 3\n> 2:", {1: 3}),
        ("* 1 = 3 points", {1: 3}),
        ("#2: 4", {2: 4}),
        ("3 on 1, 2 on 3", {1: 3, 3: 2}),
        ("3 points for number 2 and 1 on 1", {2: 3, 1: 1}),
        ("Garden tools: 40", {1: 40}),
        ("garden TOOLS: 40\nThe fence: 2", {1: 40, 2: 2}),
        ("40 on garden tools", {1: 40}),
        ("Who waters, and when?: 2", {3: 2}),
        ("2. The fence. It falls.: 5", {2: 5}),
        ("1: 0", {}),
    ],
)
def test_points_are_read(text: str, points: dict[int, int]) -> None:
    """By number or by name, a line each or all on one."""
    assert {share.option: share.points for share in read_ballot(text, LABELS)} == points


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "points-unread"),
        ("3", "points-unread"),
        ("I like the fence", "points-unread"),
        ("1: 3\nmore if needed", "points-unread"),
        ("1: 2.5", "points-unread"),
        ("Shed: 4", "points-unread"),
        ("1. The fence: 4", "points-unread"),
        ("1: 3\n1: 2", "points-twice"),
        ("1: 3, Garden tools: 2", "points-twice"),
    ],
)
def test_what_is_not_clear_is_asked(text: str, code: str) -> None:
    """A reading is never a guess."""
    with pytest.raises(Refusal) as no:
        read_ballot(text, LABELS)
    assert no.value.code == code


def place(state: dot_vote.DotVote, who: int, n: int, *shares: Share) -> dot_vote.DotVote:
    """The vote after somebody has placed points."""
    command = dot_vote.Place(NAMES[who], WordsId(f"w{n}"), shares)
    return dot_vote.fold(state, dot_vote.decide(state, command, START))


def test_a_later_answer_replaces_the_earlier() -> None:
    """Only what somebody said last is counted."""
    state = place(place(began(), 0, 1, Share(1, 5)), 0, 2, Share(2, 3))
    state = dot_vote.fold(state, dot_vote.decide(state, say.End(NAMES[0], True), START))
    assert [one.points for one in state.sums] == [0, 3, 0]


def test_more_than_there_is_changes_nothing() -> None:
    """Too many points, or a number that is not there, are asked about."""
    for shares, code in (((Share(1, 6),), "points-too-many"), ((Share(4, 1),), "points-number")):
        with pytest.raises(Refusal) as no:
            place(began(), 0, 1, *shares)
        assert no.value.code == code


def test_a_pass_takes_points_away() -> None:
    """Who answered and then passes has passed: their points do not count."""
    state = place(began(), 0, 1, Share(1, 5))
    state = dot_vote.fold(state, dot_vote.decide(state, say.Pass(NAMES[0]), START))
    state = dot_vote.fold(state, dot_vote.decide(state, say.End(NAMES[0], True), START))
    assert [one.points for one in state.sums] == [0, 0, 0]


def test_it_closes_early_when_all_were_heard() -> None:
    """Nobody waits for the window once everybody has answered or passed."""
    state = place(place(place(began(), 0, 1, Share(1, 2)), 1, 2), 2, 3, Share(3, 1))
    state = dot_vote.fold(state, dot_vote.decide(state, say.Pass(NAMES[3]), START))
    assert not state.over
    later = START + timedelta(seconds=90)
    assert dot_vote.fold(state, dot_vote.decide(state, say.TimePassed(), later)).over


def test_few_voters_are_told_beforehand() -> None:
    """With fewer than three the sums may tell who gave what."""
    state = began()
    left = dot_vote.fold(state, dot_vote.decide(state, say.Left(NAMES[0]), START))
    left = dot_vote.fold(left, dot_vote.decide(left, say.Left(NAMES[1]), START))
    from facilitator.core.notices import Room

    assert invitation(state, Room()).args["few"] == "no"
    assert invitation(left, Room()).args["few"] == "yes"


def test_late_points_are_not_added() -> None:
    """After the close the sums stand."""
    state = began()
    state = dot_vote.fold(state, dot_vote.decide(state, say.End(NAMES[0], True), START))
    with pytest.raises(Refusal) as no:
        place(state, 1, 1, Share(1, 1))
    assert no.value.code == "points-too-late"


def test_sums_stand_largest_first() -> None:
    """What came to the same stands in the order of the options."""
    state = place(place(began(), 0, 1, Share(2, 3)), 1, 2, Share(3, 3))
    state = dot_vote.fold(state, dot_vote.decide(state, say.End(NAMES[0], True), START))
    items = dot_vote.sums(state.sums).items
    assert [(item.number, item.points) for item in items] == [(2, 3), (3, 3), (1, 0)]
