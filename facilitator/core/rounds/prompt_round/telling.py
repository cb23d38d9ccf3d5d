"""Who should hear of what happened in a prompt round.

Before a sealed round opens the room hears nothing of any answer, and no member of another's: what
somebody said, passed or took back concerns them alone. In an open round words that came by letter
are read out in full, in their author's voice. Nothing names somebody as silent, late or away.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Notice, To, Who, Words
from facilitator.core.rounds.arguments import matter, shown_fields
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.facts import (
    EchoSettled,
    EchoSpoke,
    LaneChosen,
    LateWord,
    MemberLeft,
    Passed,
)
from facilitator.core.rounds.prompt_round.announcing import announced, of_step, of_terms
from facilitator.core.rounds.prompt_round.evolving import evolve
from facilitator.core.rounds.prompt_round.facts import (
    Announced,
    AskedLater,
    ComingFact,
    Fact,
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
from facilitator.core.rounds.telling import (
    late_words,
    one_by_one,
    question_came,
    read_out,
    words_removed,
)

Said = Iterator[Notice]


def notices(
    before: PromptRound | None, facts: Sequence[Fact], after: PromptRound
) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    for was, fact, state in one_by_one(before, facts, evolve):
        if isinstance(fact, Announced):
            said += announced(state)
        elif was is not None:
            said += _of(was, fact, state)
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
        answerers = state.settings.answerers
        yield from question_came(state, fact.member, fact.words, answerers, matter(state))


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
    yield _receipt(state, member, words, taken)
    yield from read_out(member, words, reading)


def _seen_by_all(state: PromptRound, member: MemberId) -> Notice:
    """What was shown in the room although it is sealed counts; its author hears so, alone."""
    return Notice("seen_by_all", To(member), matter(state), shown=shown_fields(until=state.ends))


def _taken_back(state: PromptRound, seat: Seat) -> Notice:
    rest = "words" if seat.words or seat.echo else "open"
    mailed = bool(state.by_mail) and state.phase in (Phase.ECHO, Phase.CLOSED)
    rest = "closed" if state.over else rest
    return words_removed(seat.member, matter(state), rest, mailed=mailed)


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
    """Where words were shown without names, the chair gets no name with late ones either."""
    author: Mapping[str, Arg] = {"member": Who(fact.member)} if state.settings.signed else {}
    return late_words(state, fact, {}, {"seal": seal(state), **author})
