"""Answers as people write them: with a reason, with a word more than is needed, with a comma less."""

import contextlib

import pytest

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.kinds import KINDS, Taken
from facilitator.core.rounds.poll.reading import on_paper, read
from facilitator.core.rounds.poll.state import Poll, Settings
from tests.core.poll.test_numbers import DAYS, FRUIT, NOW, RULES, given_

FILLED = "[4] 1. Apples\n[ ] 2. Pears\n[1] 3. Plums"


def poll_of(kind: str) -> Poll:
    """An open poll about fruit, or days."""
    options = DAYS if kind == "time" else FRUIT
    return Poll(
        RoundId("rnd_1"), 1, kind, MemberId("mem_ana"), "What?", options, Settings(), (), NOW, NOW
    )


def taken(kind: str, text: str) -> Taken:
    """What a text in chat comes to."""
    found = read(poll_of(kind), text)
    assert isinstance(found, Taken)
    return found


def by_mail(kind: str, words: str, ballot: str) -> Taken:
    """What words above a ballot come to."""
    whole = f"{words}\n\n{ballot}"
    found = read(poll_of(kind), on_paper(poll_of(kind), words, whole))
    assert isinstance(found, Taken)
    return found


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("score", "1: 4 because apples keep", "apples keep"),
        ("score", "apples 4, pears 3, because 2 of us like them", "2 of us like them"),
        ("dots", "3 on apples and 5 on pears because they keep", "they keep"),
        ("dots", "1: 3\n\nThey keep.", "They keep."),
        ("time", "1 yes, 2 no, because of the harvest", "because of the harvest"),
        ("choose", "apples because of the price", "because of the price"),
        ("choose", "apples because they keep", "they keep"),
    ],
)
def test_words_behind_because_are_the_reason(kind: str, text: str, reason: str) -> None:
    """In every kind of poll; "because of" is kept whole, for without it the words make no sense."""
    assert taken(kind, text).reason == reason


def test_a_number_below_the_points_is_no_reason() -> None:
    """What may be the other half of an answer is asked about."""
    with pytest.raises(Refusal):
        taken("score", "1: 4\nPears three, 2")


@pytest.mark.parametrize(
    ("kind", "ballot"),
    [
        ("score", FILLED),
        ("dots", FILLED),
        ("ranked", "[2] 1. Apples\n[1] 2. Pears"),
        ("time", "[yes] 1. Friday\n[no] 2. Saturday"),
        ("choose", "[x] 1. Apples\n[ ] 2. Pears"),
    ],
)
def test_words_above_a_ballot_are_the_reason(kind: str, ballot: str) -> None:
    """Whoever fills in the brackets may say why, above them."""
    assert by_mail(kind, "They keep so well.", ballot).reason == "They keep so well."


def test_the_answer_said_twice_is_no_reason() -> None:
    """Words that say what the ballot says are that answer, and not why."""
    twice = by_mail("choose", "Apples", "[x] 1. Apples\n[ ] 2. Pears")
    assert (twice.marks[0].option, twice.reason) == (1, "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 yes 2 maybe", {1: 2, 2: 1}),
        ("1 yes 2 no 3 maybe", {1: 2, 2: 0, 3: 1}),
        ("fri yes sat no", {1: 2, 2: 0}),
        ("none of them", {1: 0, 2: 0, 3: 0}),
        ("any time", {1: 2, 2: 2, 3: 2}),
        ("anytime", {1: 2, 2: 2, 3: 2}),
        ("none of the times", {1: 0, 2: 0, 3: 0}),
    ],
)
def test_times_without_commas(text: str, wanted: dict[int, int]) -> None:
    """A yes, maybe or no behind each is as clear as a comma."""
    assert given_(KINDS["time"], text, DAYS) == wanted


@pytest.mark.parametrize("text", ["I can do fri and maybe sat", "yes no maybe"])
def test_times_that_could_be_read_two_ways(text: str) -> None:
    """No guess: nothing of it counts."""
    with contextlib.suppress(Refusal):
        assert not given_(KINDS["time"], text, DAYS)


@pytest.mark.parametrize(
    "text",
    ["I vote for pears", "my vote: pears", "my choice is pears", "pears please", "I choose 2",
     "actually pears", "Actually, pears", "I'd like the pears"],
)  # fmt: skip
def test_an_answer_may_be_a_sentence(text: str) -> None:
    """What people say round the name of an option changes nothing in it."""
    assert [mark.option for mark in taken("choose", text).marks] == [2]


@pytest.mark.parametrize(
    "text", ["not pears", "I don't like pears", "anything but pears", "I wouldn't vote for pears"]
)
def test_an_answer_against_one_is_no_answer_for_it(text: str) -> None:
    """And is never read as a vote."""
    with contextlib.suppress(Refusal):
        assert read(poll_of("choose"), text) is None


def test_a_line_that_cannot_be_read_is_told_without_its_number() -> None:
    """So that the letter about it, when it is quoted, is no ballot itself."""
    with pytest.raises(Refusal) as caught:
        given_(KINDS["score"], "[five] 1. Apples", FRUIT, RULES)
    assert caught.value.words["line"] == Text("[five] Apples")
