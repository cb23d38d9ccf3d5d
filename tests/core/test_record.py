"""What may be kept, and how an answer about a line is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.formats.steps import Record
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.record import Choice, kept_now, literal, may_note, may_quote, read_reply
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.session.state import Heard, Session, Told
from facilitator.formats.library import Library
from facilitator.formats.resolving import resolve

ANA = MemberId("mem_ana")
SAID = WordsId("wrd_said")


def held(name: str, at: int = 0, said_in: str | None = None) -> Session:
    """A practice of the library at one of its steps; Ana said something in an earlier one."""
    library = Library.shipped()
    format_ = resolve(library.written(name), library)
    heard = (Heard(said_in, 1, (Told(ANA, (SAID,)),)),) if said_in else ()
    return Session(format_, ANA, (Invited(ANA, Lane.LIVE),), "seed", at=at, heard=heard)


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("ok", Choice.YES), ("OK.", Choice.YES), ("Yes please!", Choice.YES), ("👍", Choice.YES),
        ("leave me out", Choice.NO), ("Leave me out, please", Choice.WORDS), ("No", Choice.NO),
        ("rather not", Choice.NO), ("pass", Choice.NO), ("done", Choice.DONE),
        ("That’s done.", Choice.DONE), ("ok, but say beds", Choice.WORDS),
    ],
)  # fmt: skip
def test_a_few_words_answer_a_question_about_a_line(typed: str, choice: Choice) -> None:
    """Only a word alone is an answer; everything else is how the line shall stand."""
    assert read_reply(typed).choice is choice


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_an_answer_is_never_a_guess(typed: str) -> None:
    """What is none of the few words stands exactly as it was written, without the space around it."""
    reply = read_reply(typed)
    assert reply.text == (typed.strip() if reply.choice is Choice.WORDS else "")


@given(st.text())
def test_what_is_typed_cannot_become_markup(text: str) -> None:
    """In a file a line stays one line, and each sign of Markdown stands with its backslash."""
    shown = literal(text)
    assert "\n" not in shown
    for at, sign in enumerate(shown):
        if sign in "`*_[]<>#|~":
            assert shown[at - 1] == "\\"


def test_nothing_is_noted_where_nothing_is_kept() -> None:
    """A check-in keeps nothing: neither a note nor words of anybody."""
    state = held("check_in", at=1, said_in="turns")
    assert kept_now(state) is Record.NONE
    assert not may_note(state)
    assert not may_quote(state, SAID)
    assert not may_quote(state, None)


def test_where_the_outcome_is_kept_words_may_be_asked_for() -> None:
    """In an advice process a note may be written, and somebody asked for their words."""
    state = held("advice_process")
    assert may_note(state)
    assert may_quote(state, None)


@pytest.mark.parametrize("name", Library.shipped().names())
def test_no_withheld_words_are_asked_for(name: str) -> None:
    """Of a step that is sealed, silent, or told to some alone nobody is ever asked for words."""
    format_ = held(name).format
    for step in format_.steps:
        sealed = step.prompt_round is not None and step.prompt_round.sealed
        silent = step.silent_writing is not None
        if sealed or silent or step.record is Record.NONE:
            assert not may_quote(held(name, said_in=step.id), SAID)
