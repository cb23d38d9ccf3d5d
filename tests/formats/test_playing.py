"""Formats that can be held are held: whoever is silent they close, and nobody's words are lost."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

import pytest

from facilitator.core.formats.format import Format
from facilitator.core.formats.steps import BackTo
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letters, Room
from facilitator.core.people import Lane
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import discussion, go_around, session
from facilitator.core.rounds.session.simulating import Play
from facilitator.formats.checking import Mistakes, check_text
from facilitator.formats.library import ENDING, Library
from facilitator.formats.playing import unending

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
SHIPPED = Library.shipped()
ALL = {name: check_text(SHIPPED.text(name), name + ENDING, SHIPPED) for name in SHIPPED.names()}
HELD = {
    name: whole
    for name, whole in ALL.items()
    if not whole.plan and {step.kind for step in whole.steps} <= session.HELD
}
PEOPLE = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di"))


def circle(*, by_mail: bool) -> tuple[say.Invited, ...]:
    """Four people, at the table or by letters only."""
    lane = Lane.SLOW if by_mail else Lane.LIVE
    return tuple(say.Invited(member, lane, by_mail) for member in PEOPLE)


def begin(whole: Format, *, by_mail: bool) -> Play:
    """A session that Ana began, with an answer to what the format asks."""
    answers = tuple(session.Answer(ask.name, "The roof.") for ask in whole.asks)
    seats = circle(by_mail=by_mail)
    return Play.begin(session.Begin(PEOPLE[0], whole, seats, "seed", answers), START)


def fresh(said: list[WordsId]) -> WordsId:
    said.append(WordsId(f"wrd_{len(said)}"))
    return said[-1]


def at_the_table(play: Play, said: list[WordsId]) -> None:
    """Everybody is here and speaks: in turn, or each as it suits them."""
    lap = play.session.lap
    if isinstance(play.round, discussion.Discussion):
        talk(play)
        return
    for seat in play.round.seats:
        if play.session.lap == lap and not isinstance(play.round, go_around.GoAround):
            play.do(say.Speak(seat.member, (fresh(said),), say.Via.REPLY))
        elif play.session.lap == lap:
            play.do(say.Here(seat.member))
    while play.session.lap == lap and isinstance(play.round, go_around.GoAround):
        speaker = play.round.speaker.member  # type: ignore[union-attr]
        play.do(say.Speak(speaker, (fresh(said),)))
        play.do(say.Finish(speaker))
    while play.session.lap == lap and play.tick():
        pass


def talk(play: Play) -> None:
    """Everybody who does not only listen talks, and is through; nothing of it is kept."""
    for seat in play.round.at_table:
        play.do(say.Speak(seat.member, (WordsId(f"talk_{seat.member}"),)))
        play.do(say.Finish(seat.member))


def by_letters(play: Play, said: list[WordsId]) -> None:
    """Everybody writes when they are asked."""
    lap = play.session.lap
    for seat in play.round.seats:
        if play.session.lap == lap and not getattr(seat, "silent", False):
            play.do(say.Speak(seat.member, (fresh(said),), say.Via.LETTER))
    while play.session.lap == lap and play.tick():
        pass


def in_the_letter(play: Play) -> Iterator[WordsId]:
    """The words of the session's circle letter to the room."""
    said = [arg for n in play.told if n.to == Room() for arg in n.args.values()]
    whole = [arg for arg in said if isinstance(arg, Letters)]
    assert len(whole) <= 1
    for _, letter in (part for letters in whole for part in letters.parts):
        yield from (word for entry in letter.entries for word in (*entry.words, *entry.echo))


def test_some_can_be_held() -> None:
    """These do not wait for another kind of step."""
    assert set(HELD) >= {"advice_process", "appreciations", "check_in", "check_out"}


@pytest.mark.parametrize("by_mail", [True, False])
@pytest.mark.parametrize("name", HELD)
def test_silence_closes_each(name: str, by_mail: bool) -> None:
    """Nobody says a word; nothing is in the letter, and nobody is in it."""
    play = begin(HELD[name], by_mail=by_mail)
    assert play.to_the_end()
    assert list(in_the_letter(play)) == []


@pytest.mark.parametrize("by_mail", [True, False])
@pytest.mark.parametrize("name", HELD)
def test_everybodys_words_are_in_the_letter_once(name: str, by_mail: bool) -> None:
    """At the table or by letters only: whatever was said in any step but what stays one's own."""
    play, said, own = begin(HELD[name], by_mail=by_mail), list[WordsId](), set[WordsId]()
    while not play.over:
        if play.round is None:
            assert play.tick()
            continue
        step, before = play.session.step, len(said)
        (by_letters if by_mail else at_the_table)(play, said)
        if step and step.silent_writing and step.silent_writing.kept:
            own.update(said[before:])
    assert len(said) >= len(PEOPLE)
    assert Counter(in_the_letter(play)) == Counter(word for word in said if word not in own)


@pytest.mark.parametrize("name", HELD)
def test_each_is_played_in_no_time(name: str) -> None:
    """The checker plays a file in well under a third of a second."""
    began = perf_counter()
    assert list(unending(HELD[name])) == []
    assert perf_counter() - began < 0.3


def test_a_format_that_goes_back_for_ever_does_not_end() -> None:
    """So many ways back that nobody would ever come home are a mistake of the step that it is at."""
    whole = HELD["check_out"]
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


def test_what_cannot_be_held_yet_is_not_played() -> None:
    """The checks of sense have to do for pairs, points and picks."""
    assert [list(unending(ALL[name])) for name in ("honest_failures", "crew_season")] == [[], []]
