"""What a letter answers: words above, a ballot quoted below, and older answers below that."""

from datetime import UTC, datetime

import pytest

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.kinds import Taken
from facilitator.core.rounds.poll.reading import on_paper, read
from facilitator.core.rounds.poll.state import Option, Poll, Settings

NOW = datetime(2026, 3, 5, 18, tzinfo=UTC)
FRUIT = tuple(Option(n, text) for n, text in enumerate(("Apples", "Pears", "Plums"), 1))
POLL = Poll(
    RoundId("rnd_1"), 1, "ranked", MemberId("mem_ana"), "What?", FRUIT, Settings(), (), NOW, NOW
)  # fmt: skip
SENT = "\n> [ ] 1. Apples\n> [ ] 2. Pears\n> [ ] 3. Plums"


def order(words: str, whole: str) -> tuple[int, ...]:
    """The order that a letter comes to."""
    taken = read(POLL, on_paper(POLL, words, whole))
    assert isinstance(taken, Taken)
    return tuple(mark.option for mark in taken.marks)


@pytest.mark.parametrize(
    ("words", "whole", "wanted"),
    [
        ("pears, plums", "pears, plums\n" + SENT, (2, 3)),
        ("", "\n> [2] 1. Apples\n> [1] 2. Pears\n> [ ] 3. Plums", (2, 1)),
        ("Thanks.", "Thanks.\n> [2] 1. Apples\n> [1] 2. Pears", (2, 1)),
        ("", "> [ ] 2. Pears\n> [ ] 1. Apples\n\n> wrote:\n" + SENT, (2, 1)),
        ("pears", "pears\n> This is what you wrote:\n> [1] 1. Apples\n> [1] 2. Pears", (2,)),
        ("pears, apples", "pears, apples\n> [2] 1. Apples\n> [1] 2. Pears", (2, 1)),
    ],
)
def test_the_newest_answer_counts(words: str, whole: str, wanted: tuple[int, ...]) -> None:
    """Words, a filled or moved ballot; what was refused and is quoted below is no answer any more."""
    assert order(words, whole) == wanted


@pytest.mark.parametrize(
    ("words", "whole", "code"),
    [
        ("pears", "pears\n> [1] 1. Apples\n> [2] 2. Pears", "poll-unread"),
        ("", "> [1] 1. Apples\n> [1] 2. Pears", "ranked-equal"),
        (
            "1. Pears\n1. Plums",
            "1. Pears\n1. Plums\n> [1] 1. Apples\n> [1] 2. Pears",
            "ranked-equal",
        ),
    ],
)
def test_two_answers_are_asked_about(words: str, whole: str, code: str) -> None:
    """Words and a ballot that say two things, and whatever cannot be read in itself."""
    with pytest.raises(Refusal) as caught:
        order(words, whole)
    assert caught.value.code == code
