"""A talk that asks for questions only: what is none is asked about once, alone; nothing is deleted."""

from facilitator.core.notices import Notice, To
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import discussion as core
from tests.core.discussion_table import Table
from tests.core.round_table import ANA, BEN, CY, by_mail, live, words


def table() -> Table:
    """Ben at the table and Cy by mail ask; Ana answers."""
    settings = core.Settings(questions=True, answerers=(ANA,), most_each=2)
    return Table((live(ANA), live(BEN), by_mail(CY)), settings)


def kinds(told: list[Notice]) -> list[str]:
    """What was said, by kind."""
    return [notice.kind for notice in told]


def test_a_letter_without_a_question_is_asked_about_before_it_is_read() -> None:
    """Once and alone; sent once more it is read out as it is."""
    told = table()
    (asked,) = told.do(say.Speak(CY, words("one"), say.Via.LETTER))
    assert asked.kind == "question_wanted"
    assert asked.to == To(CY)
    assert not told.state.letters
    assert "letter_read" in kinds(told.do(say.Speak(CY, words("one"), say.Via.LETTER)))


def test_a_question_by_letter_is_read_at_once() -> None:
    """Nobody is reminded of anything."""
    said = table().do(say.Speak(CY, words("why?"), say.Via.LETTER, asks=True))
    assert "letter_read" in kinds(said)
    assert "question_wanted" not in kinds(said)


def test_in_the_room_a_kind_word_comes_alone_and_once() -> None:
    """What was said stays: the reminder goes to its author, and to nobody else."""
    told = table()
    said = told.do(say.Speak(BEN, (), say.Via.ROOM))
    assert [(n.kind, n.to) for n in said] == [("question_wanted", To(BEN))]
    assert "question_wanted" not in kinds(told.do(say.Speak(BEN, (), say.Via.ROOM)))


def test_whoever_answers_is_free() -> None:
    """In the room as by letter."""
    told = table()
    assert "question_wanted" not in kinds(told.do(say.Speak(ANA, (), say.Via.ROOM)))
    for name in ("a", "b", "c"):
        said = kinds(told.do(say.Speak(ANA, words(name), say.Via.LETTER)))
        assert "question_wanted" not in said
        assert "letter_read" in said


def test_a_pass_is_always_accepted() -> None:
    """Also after one was asked for a question."""
    told = table()
    told.do(say.Speak(CY, words("one"), say.Via.LETTER))
    told.do(say.Pass(CY))
    seat = told.state.seat(CY)
    assert seat is not None
    assert seat.place is core.Place.PASSED
