"""Facts folded into the state: total, without rules, without a clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    EchoOpened,
    EchoSettled,
    EchoSpoke,
    LaneChosen,
    LateWord,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    SeatAdded,
)
from facilitator.core.rounds.prompt_round.facts import (
    Announced,
    AskedLater,
    ComingFact,
    Extended,
    Fact,
    MemberReturned,
    QuestionWanted,
    Spoke,
    StepFact,
    TermFact,
    WordFact,
    WordsTakenBack,
)
from facilitator.core.rounds.prompt_round.state import Phase, Place, PromptRound, Seat
from facilitator.core.rounds.seats import others
from facilitator.core.rounds.windows import awake, moved


def evolve(state: PromptRound | None, fact: Fact) -> PromptRound:
    """The round after ``fact``; a round begins with :class:`Announced` and nothing else."""
    if isinstance(fact, Announced):
        return _announced(fact)
    if state is None:
        raise ValueError("a prompt round begins with Announced")
    if isinstance(fact, LateWord):
        return replace(state, late=(*state.late, *fact.words))
    if isinstance(fact, StepFact):
        return _in_step(state, fact)
    if isinstance(fact, TermFact):
        return _on_terms(state, fact)
    seat = state.seat(fact.member)
    if seat is None:
        raise ValueError("a fact about a place needs that place")
    if isinstance(fact, WordFact):
        return _with_quiet(state, fact).with_seat(_with_words(seat, fact, state.phase))
    if isinstance(fact, MemberLeft) and state.chair == fact.member:
        state = replace(state, chair=None)
    return state.with_seat(_coming(seat, fact))


def fold(state: PromptRound, facts: Iterable[Fact]) -> PromptRound:
    """The round after all of ``facts``."""
    for fact in facts:
        state = evolve(state, fact)
    return state


def _announced(fact: Announced) -> PromptRound:
    return PromptRound(
        chair=fact.chair,
        prompt=fact.prompt,
        settings=fact.settings,
        seed=fact.seed,
        seats=tuple(map(Seat.of, fact.seats)),
        until=fact.until,
    )


def _in_step(state: PromptRound, fact: StepFact) -> PromptRound:
    match fact:
        case EchoOpened(until=until):
            return replace(state, phase=Phase.ECHO, step_until=until)
        case Closed():
            return _over(state, Phase.CLOSED)
        case Cancelled():
            return _over(state, Phase.CANCELLED)
        case Paused(at=at):
            return replace(state, paused_at=at)
        case Resumed(span=span):
            return replace(_awake(_moved(state, span)), paused_at=None)
        case _:
            assert_never(fact)


def _over(state: PromptRound, phase: Phase) -> PromptRound:
    return replace(state, phase=phase, step_until=None, quiet=None, paused_at=None)


def _awake(state: PromptRound) -> PromptRound:
    """No printed end of days in quiet time."""
    quiet = state.settings.quiet_times
    until = awake(state.until, state.settings.window, quiet)
    echo = state.step_until and awake(state.step_until, state.echo_span, quiet)
    return replace(state, until=until, step_until=echo)


def _moved(state: PromptRound, span: timedelta) -> PromptRound:
    """Every deadline later by ``span``."""
    return replace(
        state,
        until=state.until + span,
        step_until=moved(state.step_until, span),
        quiet=moved(state.quiet, span),
    )


def _on_terms(state: PromptRound, fact: TermFact) -> PromptRound:
    match fact:
        case Extended():
            return _extended(state, fact)
        case OutageGivenBack(span=span, until=until, step_until=step_until):
            return replace(_moved(state, span), until=until, step_until=step_until)
        case ChairHanded(member=member):
            return replace(state, chair=member)
        case SeatAdded(invited=invited):
            return replace(state, seats=(*state.seats, Seat.of(invited)))
        case _:
            assert_never(fact)


def _extended(state: PromptRound, fact: Extended) -> PromptRound:
    if state.phase is Phase.ECHO:
        state = replace(state, step_until=fact.until)
    else:
        state = replace(state, until=fact.until)
    seat = state.seat(fact.by) if fact.by else None
    if seat is None:
        return state
    state = replace(state, extensions=state.extensions + 1)
    return state.with_seat(replace(seat, mores=(*seat.mores, state.phase)))


def _with_quiet(state: PromptRound, fact: WordFact) -> PromptRound:
    if isinstance(fact, Spoke | EchoSpoke) and fact.quiet is not None:
        return replace(state, quiet=fact.quiet)
    return state


def _with_words(seat: Seat, fact: WordFact, phase: Phase) -> Seat:
    match fact:
        case Spoke():
            return _spoken(seat, fact, phase)
        case Passed():
            return replace(seat, place=Place.PASSED)
        case EchoSpoke(words=words, via=via):
            done = seat.echo_done or via is Via.LETTER
            return replace(seat, echo=(*seat.echo, *words), echo_done=done)
        case EchoSettled():
            return replace(seat, echo_done=True)
        case WordsTakenBack():
            return _without(seat, fact)
        case QuestionWanted():
            return replace(seat, reminded=True)
        case AskedLater():
            return seat
        case _:
            assert_never(fact)


def _spoken(seat: Seat, fact: Spoke, phase: Phase) -> Seat:
    dropped = seat.letter if fact.replaces else ()
    letter = others(seat.letter, dropped)
    return replace(
        seat,
        place=Place.SPOKE,
        words=(*others(seat.words, dropped), *fact.words),
        letter=(*letter, *fact.words) if fact.sealed else letter,
        withdrawn=(*seat.withdrawn, *dropped),
        heard_in=seat.heard_in or seat.lane,
        # Who is first heard while the echo runs is not waited for once more.
        echo_done=seat.echo_done or phase is Phase.ECHO,
    )


def _without(seat: Seat, fact: WordsTakenBack) -> Seat:
    words = others(seat.words, fact.words)
    return replace(
        seat,
        place=fact.place,
        words=words,
        letter=others(seat.letter, fact.words),
        echo=others(seat.echo, fact.words),
        withdrawn=(*seat.withdrawn, *fact.words),
        heard_in=seat.heard_in if words else None,
    )


def _coming(seat: Seat, fact: ComingFact) -> Seat:
    match fact:
        case LaneChosen(lane=lane):
            return replace(seat, lane=lane)
        case MemberLeft():
            return replace(seat, place=seat.place if seat.heard else Place.LEFT, gone=True)
        case MemberReturned(lane=lane, place=place):
            return replace(seat, lane=lane, place=place, gone=False)
        case _:
            assert_never(fact)
