"""What a host, or whoever has the chair, may say.

The circle goes on without any of it: time never needs a host, judgement does (Parabol's users
complained of both mistakes).
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Add,
    Cancel,
    Chair,
    End,
    Extend,
    HostWord,
    Invited,
    Next,
    Pause,
    Resume,
    Skip,
    in_own_lane,
)
from facilitator.core.rounds.facts import Closed, Outcome
from facilitator.core.rounds.go_around.course import begin_turns, gather, open_circle
from facilitator.core.rounds.go_around.facts import (
    Deferred,
    Extended,
    Fact,
    MemberReturned,
    MovedToOwnTime,
    SeatAdded,
    TurnEnded,
    Why,
)
from facilitator.core.rounds.go_around.speaking import sweep_end
from facilitator.core.rounds.go_around.state import GoAround, Phase, Place, Seat
from facilitator.core.rounds.hosting import as_ever, need_host
from facilitator.core.rounds.seats import seat_of
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW, end_of, kept_open

Facts = tuple[Fact, ...]


def host_word(state: GoAround, said: HostWord, now: datetime) -> Facts:
    """What a host's word brings about; raises :class:`Refusal`."""
    need_host(state, said)
    match said:
        case Next() | Skip():
            return _move_on(state, said, now)
        case Extend(span=span):
            until = kept_open(state.ends, span, state.settings.quiet_times, now)
            return (Extended(until, Why.HOST),)
        case Add(invited=invited):
            return _add(state, invited, now)
        case End():
            return (*gather(state), Closed(Outcome.ENDED, now))
        case Pause() | Resume() | Chair() | Cancel():
            return as_ever(state, said, now)
        case _:
            assert_never(said)


def _move_on(state: GoAround, said: Next | Skip, now: datetime) -> Facts:
    if isinstance(said, Skip):
        return _later_then(state, seat_of(state, said.member), now)
    if said.after is not None and (state.speaker is None or state.speaker.member != said.after):
        return ()  # a tap on a turn that is over already
    match state.phase:
        case Phase.ANNOUNCED:
            return open_circle(state, now)
        case Phase.ROLL_CALL:
            return begin_turns(state, now)
        case Phase.TURNS:
            return _later_then(state, state.speaker, now) if state.speaker else ()
        case Phase.SWEEP:
            asked = state.placed(Place.SWEEP)
            return tuple(fact for seat in asked for fact in _later_then(state, seat, now))
        case _:
            raise Refusal("nothing-to-move-on")


def _later_then(state: GoAround, seat: Seat, now: datetime) -> Facts:
    """The circle goes on without this place for now, with no shame: what was said counts."""
    if seat.settled or seat.slow:
        return ()
    if seat.words:
        return (TurnEnded(seat.member, Why.HOST),)
    if seat.place is not Place.SWEEP:
        return (Deferred(seat.member, Place.SWEEP, Why.HOST),)
    if state.phase is Phase.SWEEP:
        return (MovedToOwnTime(seat.member, Place.OPEN, Why.SWEEP, now),)
    return ()


def _add(state: GoAround, invited: Invited, now: datetime) -> Facts:
    seat = state.seat(invited.member)
    if seat is not None:
        return welcome_back(state, seat, invited.lane, now)
    invited = in_own_lane(invited)
    place = Place.WAITING if _order_runs(state) else place_for(state, invited.lane)
    if place is Place.OPEN:
        invited = replace(invited, lane=Lane.SLOW)
    until = sweep_end(state, now) if place is Place.SWEEP else None
    return (*_time_for_letter(state, invited, now), SeatAdded(invited, place, until))


def _order_runs(state: GoAround) -> bool:
    return state.early or state.phase is Phase.TURNS


def place_for(state: GoAround, lane: Lane) -> Place:
    """Where a place whose turn has gone by can still be reached."""
    live = lane is Lane.LIVE and state.phase in (Phase.TURNS, Phase.SWEEP)
    return Place.SWEEP if live else Place.OPEN


def _time_for_letter(state: GoAround, invited: Invited, now: datetime) -> Facts:
    """Somebody asked by mail in the middle has the least mail window too (contract §5)."""
    least = end_of(now, LEAST_MAIL_WINDOW, state.settings.quiet_times)
    if not invited.by_mail or state.settings.short_agreed or state.ends >= least:
        return ()
    return (Extended(least, Why.HOST),)


def welcome_back(state: GoAround, seat: Seat, lane: Lane, now: datetime) -> Facts:
    """A member who left and is here again: what they said stands, else their place is open."""
    if seat.present:
        return ()
    if seat.by_mail:
        lane = Lane.SLOW
    if seat.heard:
        return (MemberReturned(seat.member, lane, seat.place),)
    place = Place.WAITING if state.early else place_for(state, lane)
    if place is Place.OPEN:
        lane = Lane.SLOW
    until = sweep_end(state, now) if place is Place.SWEEP else None
    return (MemberReturned(seat.member, lane, place, until),)
