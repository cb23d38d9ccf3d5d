"""Who should hear of what happened in a prompt round.

Before a sealed round opens the room hears nothing of any answer, and no member of another's: what
somebody said, passed or took back concerns them alone. In an open round words that came by letter
are read out in full, in their author's voice. Nothing names somebody as silent, late or away.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Notice, Room, Text, To, Who, Words
from facilitator.core.rounds.arguments import matter, shown_fields
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.facts import EchoSettled, EchoSpoke, LateWord, MemberLeft, Passed
from facilitator.core.rounds.prompt_round.announcing import announced, of_step, of_terms
from facilitator.core.rounds.prompt_round.evolving import evolve
from facilitator.core.rounds.prompt_round.facts import (
    Announced,
    AskedLater,
    ComingFact,
    Fact,
    LaneChosen,
    MemberReturned,
    QuestionWanted,
    Spoke,
    StepFact,
    TermFact,
    WordFact,
    WordsTakenBack,
)
from facilitator.core.rounds.prompt_round.phrasing import place_kept, word_taken
from facilitator.core.rounds.prompt_round.showing import seal
from facilitator.core.rounds.prompt_round.state import Phase, Place, PromptRound, Seat

Said = Iterator[Notice]


def notices(
    before: PromptRound | None, facts: Sequence[Fact], after: PromptRound
) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    state = before
    for fact in facts:
        told = evolve(state, fact)
        if isinstance(fact, Announced):
            said += announced(told)
        elif state is not None:
            said += _of(state, fact, told)
        state = told
    return tuple(said)


def _of(before: PromptRound, fact: Fact, state: PromptRound) -> Said:
    if isinstance(fact, StepFact):
        return of_step(before, fact, state)
    if isinstance(fact, TermFact):
        return of_terms(before, fact, state)
    if isinstance(fact, LateWord):
        return _late(fact, state)
    seat = None if isinstance(fact, Announced) else state.seat(fact.member)
    if seat is None:
        return iter(())
    if isinstance(fact, WordFact):
        return _of_word(before, fact, state, seat)
    return _of_coming(fact, state, seat) if isinstance(fact, ComingFact) else iter(())


def _of_word(before: PromptRound, fact: WordFact, state: PromptRound, seat: Seat) -> Said:
    match fact:
        case Spoke():
            was = before.seat(fact.member)
            yield from _of_words(fact, state, seat, again=bool(was and was.words))
        case EchoSpoke(member=member, words=words, via=Via.LETTER):
            yield from _read(state, member, words, "echo", "echo")
        case EchoSpoke():
            return
        case Passed() | EchoSettled():
            if seat.slow:
                yield word_taken(state, seat.member, "pass")
        case QuestionWanted():
            yield Notice("question_wanted", To(seat.member), matter(state), asks=(seat.member,))
        case AskedLater():
            yield word_taken(state, seat.member, "later")
        case WordsTakenBack():
            yield _taken_back(state, seat)
        case _:
            assert_never(fact)


def _of_words(fact: Spoke, state: PromptRound, seat: Seat, *, again: bool) -> Said:
    if fact.sealed:
        yield _receipt(state, seat.member, seat.words, "sealed")
    elif fact.via is Via.LETTER:
        taken, reading = ("added", "again") if again else ("read", "first")
        yield from _read(state, seat.member, fact.words, taken, reading)
    elif state.hidden:
        yield _seen_by_all(state, seat.member)
    if not state.hidden:
        yield from _to_answerers(fact, state)


def _to_answerers(fact: Spoke, state: PromptRound) -> Said:
    """Whoever answers is told each question as it comes; at the table they have heard it."""
    if fact.member in state.settings.answerers:
        return
    for seat in state.seats:
        if seat.member in state.settings.answerers and seat.slow and seat.present:
            args: dict[str, Arg] = {
                **matter(state), "member": Who(fact.member), "words": Words(fact.words),
            }  # fmt: skip
            yield Notice("question_came", To(seat.member), args, asks=(seat.member,))


def _receipt(
    state: PromptRound, member: MemberId, words: tuple[WordsId, ...], taken: str
) -> Notice:
    """Shows exactly what was taken: while it is sealed, all that would be shown."""
    args: dict[str, Arg] = {
        **matter(state),
        "words": Words(words),
        "taken": taken,
        "seal": seal(state),
        "then": state.settings.then.value,
    }
    return Notice("words_received", To(member), args, shown=shown_fields(until=state.ends))


def _read(
    state: PromptRound, member: MemberId, words: tuple[WordsId, ...], taken: str, reading: str
) -> Said:
    """The receipt, then the member's own words in their voice: no catalogue is asked for those."""
    shown = shown_fields(member)
    yield _receipt(state, member, words, taken)
    introduced: Mapping[str, Arg] = {"member": Who(member), "reading": reading}
    yield Notice("letter_read", Room(), introduced, shown=shown)
    aloud = {"words": Words(words)}
    yield Notice("letter", Room(), aloud, shown=shown, voice=member, on_card=True)


def _seen_by_all(state: PromptRound, member: MemberId) -> Notice:
    """What was shown in the room although it is sealed counts; its author hears so, alone."""
    return Notice("seen_by_all", To(member), matter(state), shown=shown_fields(until=state.ends))


def _taken_back(state: PromptRound, seat: Seat) -> Notice:
    """What is left of the place: open, still held by other words, or closed with the round; and
    whether letters with everyone's words have gone out by mail, which nobody can call back."""
    rest = "words" if seat.words or seat.echo else "open"
    mailed = state.by_mail and state.phase in (Phase.ECHO, Phase.CLOSED)
    args: dict[str, Arg] = {
        **matter(state),
        "rest": "closed" if state.over else rest,
        "mailed": "yes" if mailed else "no",
    }
    return Notice("words_removed", To(seat.member), args)


def _of_coming(fact: ComingFact, state: PromptRound, seat: Seat) -> Said:
    match fact:
        case LaneChosen():
            if seat.slow and seat.place is Place.OPEN:
                yield place_kept(state, seat)
        case MemberReturned(place=place):
            if place is Place.OPEN:
                yield place_kept(state, seat)
        case MemberLeft():
            return
        case _:
            assert_never(fact)


def _late(fact: LateWord, state: PromptRound) -> Said:
    """Kept, answered kindly, shown to who has the chair, never added (contract §5).

    Where words were shown without names, the chair gets no name with these either.
    """
    prompt = Text(state.prompt)
    yield Notice("late_words_kept", To(fact.member), {"prompt": prompt})
    if state.chair is not None and state.chair != fact.member:
        author = {"member": Who(fact.member)} if state.settings.signed else {}
        args: Mapping[str, Arg] = {
            "prompt": prompt,
            "words": Words(fact.words),
            "seal": seal(state),
            **author,
        }
        yield Notice("late_words_for_host", To(state.chair), args)
