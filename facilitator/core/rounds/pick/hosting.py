"""What a host, or whoever has the chair, may say in a pick."""

from datetime import datetime

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
from facilitator.core.rounds.facts import Closed, Outcome, SeatAdded
from facilitator.core.rounds.hosting import as_ever, need_host
from facilitator.core.rounds.pick.course import most_named, named
from facilitator.core.rounds.pick.facts import Extended, Fact, MemberReturned, Picked
from facilitator.core.rounds.pick.state import How, Phase, Pick, Seat
from facilitator.core.rounds.windows import kept_open

Facts = tuple[Fact, ...]


def host_word(state: Pick, said: HostWord, now: datetime) -> Facts:
    """What a host's word brings about; raises :class:`Refusal`."""
    need_host(state, said)
    match said:
        case Next():
            return (named if state.phase is Phase.NAMING else most_named)(state, now)
        case Skip():
            raise Refusal("nothing-to-move-on")
        case Extend(span=span):
            return (Extended(kept_open(state.ends, span, state.settings.quiet_times, now)),)
        case Add(invited=invited):
            return _add(state, in_own_lane(invited), now)
        case End():
            return (Picked((), How.NONE), Closed(Outcome.ENDED, now))
        case Pause() | Resume() | Chair() | Cancel():
            return as_ever(state, said, now)


def _add(state: Pick, invited: Invited, now: datetime) -> Facts:
    seat = state.seat(invited.member)
    if seat is not None:
        return welcome_back(seat, invited.lane)
    return (SeatAdded(invited),)


def welcome_back(seat: Seat, lane: Lane) -> Facts:
    """A member who left and is here again: what they named stands."""
    lane = Lane.SLOW if seat.by_mail else lane
    return () if seat.present else (MemberReturned(seat.member, lane),)
