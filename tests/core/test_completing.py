"""Words that were asked for: read as what they complete, and as nothing else."""

import pytest

from facilitator.core.rounds.consent import Answer, Position, completed
from facilitator.core.rounds.positions import Ask, Doubt, Nothing, Read, Reading, Same
from tests.core.consent_table import BEN, START, Story

HARM = "The shed is not dry."


def story(position: Position | None) -> Story:
    """A decision in which Ben has answered with a word alone."""
    told = Story()
    if position is not None:
        told.do(Answer(BEN, position, "evt_word", START, None))
    return told


@pytest.mark.parametrize("owed", [Position.OBJECT, Position.CONCERN])
@pytest.mark.parametrize("reading", [Nothing(), Ask(Doubt.UNCLEAR), Ask(Doubt.NEGATION)])
def test_free_words_complete_what_was_said_without_words(owed: Position, reading: Reading) -> None:
    """Whatever they begin with, and although a "not" would be a doubt elsewhere."""
    assert completed(story(owed).d, BEN, reading, HARM) == Read(owed, HARM)


@pytest.mark.parametrize("said", [None, Position.CONSENT, Position.ASIDE, Position.PASS])
def test_nobody_else_owes_words(said: Position | None) -> None:
    """Without an objection or worry that waits for words, nothing is read into what is said."""
    assert completed(story(said).d, BEN, Nothing(), HARM) == Nothing()


@pytest.mark.parametrize(
    "reading", [Read(Position.CONSENT), Same(), Ask(Doubt.TWO), Ask(Doubt.OVER), Ask(Doubt.TIME)]
)
def test_an_answer_of_its_own_stays_one(reading: Reading) -> None:
    """Somebody who consents after all, or takes it back, gives no reason."""
    assert completed(story(Position.OBJECT).d, BEN, reading, "I consent after all.") == reading


def test_signs_alone_are_no_words() -> None:
    """A thumb or three dots say no harm."""
    assert completed(story(Position.OBJECT).d, BEN, Nothing(), "...") == Nothing()
