"""Every practice can be played: whoever is silent it closes, and nobody's words are lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from facilitator.core.formats.steps import BackTo
from facilitator.core.ids import WordsId
from facilitator.core.notices import Letters, Notice, Room
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import session
from facilitator.core.rounds.session.simulating import Play
from facilitator.formats.checking import Mistakes, check_text
from facilitator.formats.library import Library
from facilitator.formats.playing import unending
from facilitator.hosting.practices.shelf import library
from tests.formats.answering import PEOPLE, Circle, Mood, Pace, begin

SHIPPED = Library.shipped()
ALL = library()
MOST_STEPS = 200
"""Beyond so many steps a practice does not end, whatever is answered."""


def is_letter(notice: Notice) -> bool:
    """Whether it closes the session in the circle's room."""
    return notice.kind == "circle_letter" and notice.to == Room()


def in_the_letter(play: Play) -> Iterator[WordsId]:
    """The words of the session's circle letter to the room."""
    said = [arg for n in play.told if is_letter(n) for arg in n.args.values()]
    whole = [arg for arg in said if isinstance(arg, Letters)]
    assert len(whole) <= 1
    for _, letter in (part for letters in whole for part in letters.parts):
        yield from (word for entry in letter.entries for word in (*entry.words, *entry.echo))


@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize("name", ALL)
def test_silence_closes_each(name: str, pace: Pace) -> None:
    """Nobody says a word; nothing is in the letter, and nobody is in it."""
    play = begin(ALL[name], pace)
    assert play.to_the_end()
    assert list(in_the_letter(play)) == []


def answered(name: str, pace: Pace, mood: Mood) -> Circle:
    """A practice in which everybody answered everything, from its first step to its end."""
    circle = Circle(begin(ALL[name], pace), mood)
    for _ in range(MOST_STEPS):
        if not circle.play.over:
            circle.goes_on()
    assert circle.play.over
    return circle


@pytest.mark.parametrize("mood", Mood)
@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize("name", ALL)
def test_everybodys_words_are_in_the_letter_once(name: str, pace: Pace, mood: Mood) -> None:
    """Whatever was said in any step but what stays one's own, is for a few, or is a vote."""
    circle = answered(name, pace, mood)
    for_all = [word for word in circle.said if word not in circle.apart]
    assert circle.said
    assert Counter(in_the_letter(circle.play)) == Counter(for_all)


@pytest.mark.parametrize("name", ALL)
def test_every_step_is_held_in_some_circle(name: str) -> None:
    """No step of a practice is left out whatever people say."""
    circles = [answered(name, pace, mood) for pace in Pace for mood in Mood]
    held = {heard.step for circle in circles for heard in circle.play.session.heard}
    assert held == {step.id for step in ALL[name].steps}


def test_what_is_told_stands_where_what_was_written_is_taken_back() -> None:
    """Whoever takes back what they wrote and tells something else is in the letter with that."""
    circle = Circle(begin(ALL["appreciations"], Pace.TABLE))
    circle.goes_on()
    for word in tuple(circle.said):
        circle.play.do(say.TookBack(PEOPLE[int(word.removeprefix("wrd_"))], (word,)))
    circle.goes_on()
    assert circle.play.to_the_end()
    assert [*in_the_letter(circle.play)] == circle.said[len(PEOPLE[:4]) :]


def test_what_a_few_agree_on_stands_in_no_text() -> None:
    """The vote of those concerned asks its question alone: all in the room could read the text."""
    circle = answered("anti_retreat", Pace.BOTH, Mood.CONTRARY)
    (heard,) = (one for one in circle.play.session.heard if one.step == "agree")
    step = ALL["anti_retreat"].step("agree")
    assert heard.vote is not None
    assert step is not None
    assert heard.vote.text == ""
    assert session.holding(circle.play.session, step).quotes == ()


def test_a_format_that_goes_back_for_ever_does_not_end() -> None:
    """So many ways back that nobody would ever come home are a mistake of the step that it is at."""
    whole = ALL["check_out"]
    meeting = whole.step("meeting")
    assert meeting is not None
    steps = tuple(
        replace(meeting, id=f"s{number}", slow=whole.steps[0].slow, back_to=BackTo("s0", 10))
        for number in range(60)
    )
    (flaw,) = unending(replace(whole, steps=steps))
    assert flaw.path[0] == "steps"
    assert flaw.words.startswith("does not end: when nobody answers")


def test_the_checker_tells_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mistake stands at its line, as every other."""
    monkeypatch.setattr("facilitator.formats.playing.MOST_TICKS", 2)
    with pytest.raises(Mistakes) as found:
        check_text(SHIPPED.text("check_in"), "check_in.yaml", SHIPPED)
    (line,) = found.value.lines
    assert line.startswith("check_in.yaml:18:5 steps[1]: does not end")
