"""A prompt round that asks for questions, limits how often one writes, and has somebody answer."""

import pytest

from facilitator.core.notices import Notice
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import prompt_round as pr
from tests.core.prompt_round_table import Table
from tests.core.round_table import ANA, BEN, CY, by_mail, live, slow, words


def table(**terms: object) -> Table:
    """Ben and Cy ask; Ana, in her own time, answers."""
    settings = pr.Settings(questions=True, answerers=(ANA,), **terms)  # type: ignore[arg-type]
    return Table((slow(ANA), live(BEN), by_mail(CY)), settings)


def kinds(told: list[Notice]) -> list[str]:
    """What was said, by kind."""
    return [notice.kind for notice in told]


def test_what_is_no_question_is_asked_about_once() -> None:
    """Alone and kindly; sent once more it counts as it is."""
    told = table()
    asked = told.write(CY, "one")
    assert [(n.kind, n.asks) for n in asked] == [("question_wanted", (CY,))]
    seat = told.state.seat(CY)
    assert seat is not None
    assert not seat.words
    assert "letter_read" in kinds(told.write(CY, "one"))


def test_a_question_counts_at_once() -> None:
    """Whoever answers hears it at once, alone, in their own time."""
    said = table().write(CY, "why?")
    assert [n.asks for n in said if n.kind == "question_came"] == [(ANA,)]


def test_answers_are_free() -> None:
    """Whoever answers is neither asked for a question nor held to a number, and nobody is told."""
    told = table(most_each=1)
    for name in ("a", "b", "c"):
        assert not {"question_wanted", "question_came"} & {*kinds(told.write(ANA, name))}
    seat = told.state.seat(ANA)
    assert seat is not None
    assert len(seat.words) == 3


def test_as_often_as_everybody() -> None:
    """A further letter is kept back and said so; a further reply in the room is talk."""
    told = table(most_each=1)
    told.write(CY, "why?")
    with pytest.raises(Refusal) as no:
        told.write(CY, "and how?")
    assert no.value.code == "letters-used"
    told.do(say.Speak(BEN, words("who?"), say.Via.REPLY, asks=True))
    assert told.do(say.Speak(BEN, words("when?"), say.Via.REPLY, asks=True)) == []


def test_a_pass_is_always_accepted() -> None:
    """Also after one was asked for a question."""
    told = table()
    told.write(CY, "one")
    told.do(say.Pass(CY))
    seat = told.state.seat(CY)
    assert seat is not None
    assert seat.heard
