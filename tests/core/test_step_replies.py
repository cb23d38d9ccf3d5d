"""What a reply says before everybody is asked."""

import pytest

from facilitator.core.rounds.consent.replying import Reply, read_reply
from facilitator.core.rounds.consent.state import Phase
from facilitator.core.rounds.positions import Position

Q, R = Phase.QUESTIONS, Phase.REACTIONS


@pytest.mark.parametrize(
    "text",
    [
        "pass",
        "PASS.",
        "No questions",
        "no questions from me",
        "None",
        "all clear",
        "It's clear.",
        "ok",
        "no",
        "Thanks, clear now.",
    ],
)
def test_nothing_to_ask(text: str) -> None:
    """What says so as the whole reply is a pass in the questions."""
    assert read_reply(text, Q, proposer=False) == Reply(Position.PASS, "")


@pytest.mark.parametrize("text", ["pass", "no reaction", "Nothing to add", "none"])
def test_no_reaction(text: str) -> None:
    """And in the reactions."""
    assert read_reply(text, R, proposer=False).position is Position.PASS


@pytest.mark.parametrize(
    "text",
    ["Fine by me.", "ok", "go ahead", "I worry about the well", "Who has the key?", "No!! Never"],
)
def test_a_reaction_in_own_words(text: str) -> None:
    """Free words are a reaction as they stand, and never consent."""
    assert read_reply(text, R, proposer=False) == Reply(None, text)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("question who has the key?", Position.QUESTION, "who has the key?"),
        ("I object because it floods", Position.OBJECT, None),
        ("OBJECT because it floods", Position.OBJECT, "OBJECT because it floods"),
        ("consent", Position.CONSENT, ""),
        ("same again", Position.CONSENT, ""),
        ("more time please", Position.MORE, ""),
        ("aside", Position.ASIDE, ""),
    ],
)
def test_words_of_their_own(text: str, position: Position, words: str | None) -> None:
    """A word for a position is read as later."""
    for step in (Q, R):
        said = read_reply(text, step, proposer=False)
        assert said.position is position
        assert words is None or said.words == words


@pytest.mark.parametrize("text", ["Yes", "No.", "no questions", "consent", "At six."])
def test_the_proposer_answers(text: str) -> None:
    """Of the proposer every word is an answer."""
    assert read_reply(text, Q, proposer=True) == Reply(None, text)


def test_the_proposer_names_the_question() -> None:
    """A number at the beginning says which one is answered."""
    assert read_reply("2: At six.", Q, proposer=True) == Reply(None, "At six.", 2)
    assert read_reply("Question 3. The mower\nstays", Q, proposer=True) == Reply(
        None, "The mower\nstays", 3
    )
    assert read_reply("more", Q, proposer=True).position is Position.MORE
