"""Facts folded into the state: total, without rules, without a clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import WordsId
from facilitator.core.notices import Call
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    EchoOpened,
    EchoSettled,
    EchoSpoke,
    LateWord,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    TimeKept,
)
from facilitator.core.rounds.go_around.facts import (
    Announced,
    CalledOut,
    CameToTable,
    ComingFact,
    Deferred,
    Extended,
    Fact,
    LetterFact,
    LetterRead,
    LetterReceived,
    MemberReturned,
    MoreTime,
    MovedToOwnTime,
    PlaceGoneBy,
    RollCallOpened,
    RoundFact,
    SeatAdded,
    SlowOpened,
    Spoke,
    SweepOpened,
    TermFact,
    TimeCalled,
    TurnEnded,
    TurnFact,
    TurnOpened,
    TurnsBegan,
    Why,
    WordsTakenBack,
)
from facilitator.core.rounds.go_around.state import Given, GoAround, Phase, Place, Seat
from facilitator.core.rounds.seats import others
from facilitator.core.rounds.windows import awake, moved


def evolve(state: GoAround | None, fact: Fact) -> GoAround:
    """The round after ``fact``; a round begins with :class:`Announced` and nothing else."""
    if isinstance(fact, Announced):
        return _announced(fact)
    if state is None:
        raise ValueError("a go-around begins with Announced")
    if isinstance(fact, LateWord):
        return replace(state, late=(*state.late, *fact.words))
    if isinstance(fact, RoundFact):
        return _in_phase(state, fact)
    if isinstance(fact, TermFact):
        return _on_terms(state, fact)
    seat = state.seat(fact.member)
    if seat is None:
        raise ValueError("a fact about a place needs that place")
    if isinstance(fact, TurnFact):
        return state.with_seat(_in_turn(seat, fact, state.phase))
    if isinstance(fact, LetterFact):
        state = _without_calls(state, fact) if isinstance(fact, WordsTakenBack) else state
        seat = state.seat(fact.member) or seat
        return _with_echo_quiet(state, fact).with_seat(_with_words(seat, fact, state.phase))
    if isinstance(fact, MemberLeft) and state.chair == fact.member:
        state = replace(state, chair=None)
    return state.with_seat(_coming(seat, fact))


def fold(state: GoAround, facts: Iterable[Fact]) -> GoAround:
    """The round after all of ``facts``."""
    for fact in facts:
        state = evolve(state, fact)
    return state


def _announced(fact: Announced) -> GoAround:
    return GoAround(
        chair=fact.chair,
        prompt=fact.prompt,
        settings=fact.settings,
        seats=tuple(_with_letter(Seat.of(invited), fact.letters) for invited in fact.seats),
        until=fact.until,
        step_until=fact.opens,
        timed=fact.timed,
    )


def _with_letter(seat: Seat, letters: Iterable[Given]) -> Seat:
    given = next((one.words for one in letters if one.member == seat.member), ())
    return replace(seat, letter=given)


def _in_phase(state: GoAround, fact: RoundFact) -> GoAround:
    match fact:
        case RollCallOpened(until=until):
            return replace(state, phase=Phase.ROLL_CALL, step_until=until)
        case TurnsBegan():
            return replace(state, phase=Phase.TURNS, step_until=None)
        case SweepOpened(until=until):
            return replace(state, phase=Phase.SWEEP, seats=_asked_again(state, until))
        case SlowOpened():
            return replace(state, phase=Phase.SLOW)
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


def _asked_again(state: GoAround, until: datetime) -> tuple[Seat, ...]:
    return tuple(
        replace(seat, until=until) if seat.place is Place.SWEEP else seat for seat in state.seats
    )


def _over(state: GoAround, phase: Phase) -> GoAround:
    seats = tuple(replace(seat, until=None) for seat in state.seats)
    return replace(
        state, phase=phase, seats=seats, step_until=None, echo_quiet=None, paused_at=None
    )


def _moved(state: GoAround, span: timedelta) -> GoAround:
    """Every deadline later by ``span``."""
    return replace(
        state,
        until=state.until + span,
        step_until=moved(state.step_until, span),
        echo_quiet=moved(state.echo_quiet, span),
        seats=tuple(
            replace(seat, until=moved(seat.until, span), limit=moved(seat.limit, span))
            for seat in state.seats
        ),
    )


def _awake(state: GoAround) -> GoAround:
    """No printed end of days in quiet time."""
    quiet = state.settings.quiet_times
    state = replace(state, until=awake(state.until, state.settings.window, quiet))
    if state.phase is not Phase.ECHO or state.step_until is None:
        return state
    return replace(state, step_until=awake(state.step_until, state.echo_span, quiet))


def _on_terms(state: GoAround, fact: TermFact) -> GoAround:
    match fact:
        case Extended():
            return _extended(state, fact)
        case OutageGivenBack(span=span, until=until, step_until=step_until):
            return replace(_moved(state, span), until=until, step_until=step_until)
        case ChairHanded(member=member):
            return replace(state, chair=member)
        case SeatAdded(invited=invited, place=place, until=until):
            seat = replace(Seat.of(invited), place=place, until=until)
            return replace(state, seats=(*state.seats, seat))
        case TimeKept(on=on):
            return replace(state, timed=on, seats=state.seats if on else _untimed(state))
        case _:
            assert_never(fact)


def _untimed(state: GoAround) -> tuple[Seat, ...]:
    return tuple(replace(seat, limit=None) for seat in state.seats)


def _extended(state: GoAround, fact: Extended) -> GoAround:
    if state.phase is Phase.ECHO:
        state = replace(state, step_until=fact.until)
    else:
        state = replace(state, until=fact.until)
    seat = state.seat(fact.by) if fact.by else None
    if seat is None or fact.step is None:
        return state
    state = replace(state, extensions=state.extensions + 1)
    return state.with_seat(replace(seat, mores=(*seat.mores, fact.step)))


def _in_turn(seat: Seat, fact: TurnFact, phase: Phase) -> Seat:
    match fact:
        case TurnOpened(until=until):
            return replace(seat, place=Place.SPEAKING, until=until, limit=None, cues=())
        case Spoke():
            heard = _heard(seat, fact.words, fact.place, phase)
            return replace(heard, until=fact.until, limit=fact.limit)
        case CalledOut(by=by, words=words):
            return replace(seat, calls=(*seat.calls, Call(by, words)))
        case TurnEnded():
            return replace(seat, place=Place.SPOKE, until=None)
        case Deferred(place=place, why=why):
            lane = Lane.SLOW if place is Place.OPEN else seat.lane
            laters = seat.laters + (why is Why.ASKED)
            return replace(seat, place=place, until=None, lane=lane, laters=laters)
        case PlaceGoneBy():
            return replace(seat, place=Place.OPEN)
        case MoreTime(until=until, step=step, limit=limit):
            return replace(seat, until=until, mores=(*seat.mores, step), limit=limit, cues=())
        case TimeCalled(cue=cue):
            return replace(seat, cues=(*seat.cues, cue))
        case Passed():
            return replace(seat, place=Place.PASSED, until=None, letter=())
        case _:
            assert_never(fact)


def _heard(seat: Seat, words: tuple[WordsId, ...], place: Place, phase: Phase) -> Seat:
    return replace(
        seat,
        words=(*seat.words, *words),
        place=place,
        heard_in=seat.heard_in or seat.lane,
        # Who is first heard while the echo runs is not waited for once more.
        echo_done=seat.echo_done or phase is Phase.ECHO,
    )


def _with_echo_quiet(state: GoAround, fact: LetterFact) -> GoAround:
    if isinstance(fact, EchoSpoke) and fact.quiet is not None:
        return replace(state, echo_quiet=fact.quiet)
    return state


def _with_words(seat: Seat, fact: LetterFact, phase: Phase) -> Seat:
    match fact:
        case LetterReceived(words=words, replaces=replaces):
            return replace(seat, letter=words if replaces else (*seat.letter, *words))
        case LetterRead(words=words):
            heard = _heard(seat, words, Place.SPOKE, phase)
            return replace(heard, letter=(), until=None)
        case EchoSpoke(words=words, via=via):
            done = seat.echo_done or via is Via.LETTER
            return replace(seat, echo=(*seat.echo, *words), echo_done=done)
        case EchoSettled():
            return replace(seat, echo_done=True)
        case WordsTakenBack():
            return _without(seat, fact)
        case _:
            assert_never(fact)


def _without(seat: Seat, fact: WordsTakenBack) -> Seat:
    words = others(seat.words, fact.words)
    return replace(
        seat,
        words=words,
        letter=others(seat.letter, fact.words),
        echo=others(seat.echo, fact.words),
        heard_in=seat.heard_in if words else None,
        place=fact.place,
        lane=Lane.SLOW if fact.place is Place.OPEN else seat.lane,
        until=fact.until,
    )


def _without_calls(state: GoAround, fact: WordsTakenBack) -> GoAround:
    """What they called out in others' turns is taken back as well."""
    seats = (
        replace(seat, calls=tuple(call for call in seat.calls if not {*call.words} & {*fact.words}))
        for seat in state.seats
    )
    return replace(state, seats=tuple(seats))


def _coming(seat: Seat, fact: ComingFact) -> Seat:
    match fact:
        case CameToTable(place=place, until=until):
            return replace(seat, lane=Lane.LIVE, here=True, place=place, until=until)
        case MovedToOwnTime(place=place):
            return replace(seat, lane=Lane.SLOW, here=False, place=place, until=None)
        case MemberLeft():
            return _gone(seat)
        case MemberReturned(lane=lane, place=place, until=until):
            return replace(seat, lane=lane, place=place, until=until, gone=False)
        case _:
            assert_never(fact)


def _gone(seat: Seat) -> Seat:
    place = seat.place
    if place is not Place.PASSED:
        place = Place.SPOKE if seat.words else Place.LEFT
    return replace(seat, place=place, letter=(), until=None, here=False, gone=True)
