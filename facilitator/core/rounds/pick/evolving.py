"""Facts folded into the state: total, without rules, without a clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import assert_never

from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    LaneChosen,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    SeatAdded,
)
from facilitator.core.rounds.pick.facts import (
    Announced,
    ChoosingOpened,
    Extended,
    Fact,
    MemberReturned,
    Named,
    NamingTakenBack,
    Picked,
    Waited,
)
from facilitator.core.rounds.pick.state import How, Option, Phase, Pick, Place, Seat
from facilitator.core.rounds.windows import awake, moved

OfSeat = Named | Passed | NamingTakenBack | LaneChosen | MemberLeft | MemberReturned
OfTime = Extended | Waited | OutageGivenBack | Paused | Resumed


def evolve(state: Pick | None, fact: Fact) -> Pick:
    """The pick after ``fact``; it begins with :class:`Announced` and nothing else."""
    if isinstance(fact, Announced):
        return Pick(
            fact.chair, fact.prompt, tuple(map(Seat.of, fact.seats)), fact.settings, fact.seed,
            fact.options, fact.until,
        )  # fmt: skip
    if state is None:
        raise ValueError("a pick begins with Announced")
    if isinstance(fact, OfSeat):
        return _of_seat(state, fact)
    if isinstance(fact, OfTime):
        return _in_time(state, fact)
    return _in_step(state, fact)


def fold(state: Pick, facts: Iterable[Fact]) -> Pick:
    """The pick after all of ``facts``."""
    for fact in facts:
        state = evolve(state, fact)
    return state


def _in_step(
    state: Pick, fact: ChoosingOpened | Picked | Closed | Cancelled | ChairHanded | SeatAdded
) -> Pick:
    match fact:
        case ChoosingOpened(until=until):
            return replace(state, phase=Phase.CHOOSING, choosing_until=until)
        case Picked(keys=keys, how=how, new=new):
            return replace(state, picked=keys, how=how, options=(*state.options, *new))
        case Closed():
            return replace(state, phase=Phase.CLOSED, paused_at=None)
        case Cancelled():
            return replace(state, phase=Phase.CANCELLED, paused_at=None)
        case ChairHanded(member=member):
            return replace(state, chair=member)
        case SeatAdded(invited=invited):
            return replace(state, seats=(*state.seats, Seat.of(invited)))
        case _:
            assert_never(fact)


def _of_seat(state: Pick, fact: OfSeat) -> Pick:
    seat = state.seat(fact.member)
    if isinstance(fact, MemberLeft) and state.chair == fact.member:
        state = replace(state, chair=None)
    if seat is None:
        return _without(state, fact.words) if isinstance(fact, NamingTakenBack) else state
    match fact:
        case Named(keys=keys, words=words, new=new):
            gone = (*seat.withdrawn, *seat.words)
            named = replace(seat, place=Place.NAMED, keys=keys, words=words, withdrawn=gone)
            return replace(state, options=(*state.options, *new)).with_seat(named)
        case Passed():
            gone = (*seat.withdrawn, *seat.words)
            passed = replace(seat, place=Place.PASSED, keys=(), words=(), withdrawn=gone)
            return state.with_seat(passed)
        case NamingTakenBack(words=words):
            return _without(state.with_seat(_emptied(state, seat, fact)), words)
        case LaneChosen(lane=lane):
            return state.with_seat(replace(seat, lane=lane))
        case MemberLeft():
            place = seat.place if seat.heard else Place.LEFT
            return state.with_seat(replace(seat, place=place, gone=True))
        case MemberReturned(lane=lane):
            place = seat.place if seat.heard else Place.OPEN
            return state.with_seat(replace(seat, lane=lane, place=place, gone=False))
        case _:
            assert_never(fact)


def _emptied(state: Pick, seat: Seat, fact: NamingTakenBack) -> Seat:
    """After the end what was named stands, and only its words are gone."""
    withdrawn = (*seat.withdrawn, *fact.words)
    words = tuple(word for word in seat.words if word not in fact.words)
    if state.over or words:
        return replace(seat, words=words, withdrawn=withdrawn)
    return replace(seat, place=Place.OPEN, keys=(), words=(), withdrawn=withdrawn)


def _without(state: Pick, words: tuple[object, ...]) -> Pick:
    """What was taken back can be picked no more, unless somebody else has named the same."""

    def stands(option: Option) -> bool:
        return option.words not in words or any(option.key in seat.keys for seat in state.seats)

    options = tuple(option for option in state.options if stands(option))
    known = {option.key for option in options}
    picked = tuple(key for key in state.picked if key in known)
    how = state.how if picked or not state.picked else How.NONE
    return replace(state, options=options, picked=picked, how=how)


def _in_time(state: Pick, fact: OfTime) -> Pick:
    match fact:
        case Extended(until=until, by=by):
            seat = state.seat(by) if by else None
            if seat is not None:
                state = state.with_seat(replace(seat, more=True))
                state = replace(state, extensions=state.extensions + 1)
            return _until(state, until)
        case Waited(until=until):
            return replace(state, until=until, waited=True)
        case OutageGivenBack(until=until, step_until=step_until):
            return replace(state, until=until, choosing_until=step_until)
        case Paused(at=at):
            return replace(state, paused_at=at)
        case Resumed(span=span):
            return replace(_awake(_moved(state, span)), paused_at=None)
        case _:
            assert_never(fact)


def _until(state: Pick, until: object) -> Pick:
    field = "choosing_until" if state.phase is Phase.CHOOSING else "until"
    return replace(state, **{field: until})  # type: ignore[arg-type]


def _moved(state: Pick, span: timedelta) -> Pick:
    choosing = moved(state.choosing_until, span)
    return replace(state, until=state.until + span, choosing_until=choosing)


def _awake(state: Pick) -> Pick:
    """No printed end of days in quiet time."""
    chosen, quiet = state.settings, state.settings.quiet_times
    until = awake(state.until, chosen.window, quiet)
    choosing = state.choosing_until and awake(state.choosing_until, chosen.choosing, quiet)
    return replace(state, until=until, choosing_until=choosing)
