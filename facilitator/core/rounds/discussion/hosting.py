"""What a host, or whoever has the chair, may say.

The talk goes on without any of it: time never needs a host, judgement does.
"""

from dataclasses import replace
from datetime import datetime, timedelta
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
from facilitator.core.rounds.discussion.course import after_table, call, read_waiting
from facilitator.core.rounds.discussion.facts import (
    Fact,
    HandLowered,
    MemberReturned,
    TurnEnded,
    Why,
)
from facilitator.core.rounds.discussion.speaking import longer, turn_ended
from facilitator.core.rounds.discussion.state import Clock, Discussion, Phase, Seat
from facilitator.core.rounds.facts import Closed, Outcome, SeatAdded
from facilitator.core.rounds.hosting import as_ever, need_host
from facilitator.core.rounds.seats import seat_of
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW

Facts = tuple[Fact, ...]


def host_word(state: Discussion, said: HostWord, now: datetime) -> Facts:
    """What a host's word brings about; raises :class:`Refusal`."""
    need_host(state, said)
    match said:
        case Next():
            return _next(state, said, now)
        case Skip(member=member):
            return _skip(state, seat_of(state, member), now)
        case Extend(span=span):
            return _extend(state, span, now)
        case Add(invited=invited):
            return _add(state, in_own_lane(invited), now)
        case End():
            return (*read_waiting(state), Closed(Outcome.ENDED, now))
        case Pause() | Resume() | Chair() | Cancel():
            return as_ever(state, said, now)
        case _:
            assert_never(said)


def _next(state: Discussion, said: Next, now: datetime) -> Facts:
    """The next hand has the word; where none is up and nobody speaks, the table is through."""
    if said.after is not None and state.speaker != said.after:
        return ()  # a tap on a turn that is over already
    if state.phase is not Phase.OPEN:
        raise Refusal("table-has-ended")
    ended: Facts = (TurnEnded(state.speaker, Why.HOST, now),) if state.speaker else ()
    called = tuple(call(state, hand, now) for hand in state.order[:1])
    if ended and (state.settings.queue or not called):
        return ended  # a queue calls by itself
    return (*ended, *read_waiting(state), *(called or after_table(state, now)))


def _skip(state: Discussion, seat: Seat, now: datetime) -> Facts:
    """Not now: the word or the hand of this member is down, and they may raise it again."""
    if ended := turn_ended(state, seat, Why.HOST, now):
        return ended
    return (HandLowered(seat.member),) if state.hand(seat.member) else ()


def _extend(state: Discussion, span: timedelta, now: datetime) -> Facts:
    """The box while the table talks, then the window."""
    clock = Clock.BOX if state.phase is Phase.OPEN else Clock.WINDOW
    return (longer(state, clock, span, Why.HOST, now),)


def _add(state: Discussion, invited: Invited, now: datetime) -> Facts:
    seat = state.seat(invited.member)
    if seat is not None:
        return welcome_back(seat, invited.lane)
    if state.phase is not Phase.OPEN:
        invited = replace(invited, lane=Lane.SLOW)  # the table is through
    return (*_time_for_letter(state, invited, now), SeatAdded(invited))


def _time_for_letter(state: Discussion, invited: Invited, now: datetime) -> Facts:
    """Somebody asked by mail in the middle has the least mail window too (contract §5)."""
    missing = now + LEAST_MAIL_WINDOW - max(state.slow_until, now)
    if not invited.by_mail or state.settings.short_agreed or missing <= timedelta(0):
        return ()
    return (longer(state, Clock.WINDOW, missing, Why.HOST, now),)


def welcome_back(seat: Seat, lane: Lane) -> Facts:
    """A member who left and is here again: what they said stands, else their place is open."""
    if seat.present:
        return ()
    return (MemberReturned(seat.member, Lane.SLOW if seat.by_mail else lane),)
