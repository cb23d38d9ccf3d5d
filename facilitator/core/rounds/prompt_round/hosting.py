"""What a host, or whoever has the chair, may say.

There is no turn to move on: *next* and *skip* are answered, the rest is as in every round.
"""

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
from facilitator.core.rounds.facts import Closed, Outcome, SeatAdded
from facilitator.core.rounds.hosting import as_ever, need_host
from facilitator.core.rounds.prompt_round.facts import Extended, Fact, MemberReturned, Why
from facilitator.core.rounds.prompt_round.state import Place, PromptRound, Seat
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW, end_of, kept_open

Facts = tuple[Fact, ...]


def host_word(state: PromptRound, said: HostWord, now: datetime) -> Facts:
    """What a host's word brings about; raises :class:`Refusal`."""
    need_host(state, said)
    match said:
        case Next() | Skip():
            raise Refusal("nothing-to-move-on")
        case Extend(span=span):
            until = kept_open(state.ends, span, state.settings.quiet_times, now)
            return (Extended(until, Why.HOST),)
        case Add(invited=invited):
            return _add(state, in_own_lane(invited), now)
        case End():
            return (Closed(Outcome.ENDED, now),)
        case Pause() | Resume() | Chair() | Cancel():
            return as_ever(state, said, now)
        case _:
            assert_never(said)


def _add(state: PromptRound, invited: Invited, now: datetime) -> Facts:
    seat = state.seat(invited.member)
    if seat is not None:
        return welcome_back(seat, invited.lane)
    return (*_time_for_letter(state, invited, now), SeatAdded(invited))


def _time_for_letter(state: PromptRound, invited: Invited, now: datetime) -> Facts:
    """Somebody asked by mail in the middle has the least mail window too (contract §5)."""
    least = end_of(now, LEAST_MAIL_WINDOW, state.settings.quiet_times)
    if not invited.by_mail or state.settings.short_agreed or state.ends >= least:
        return ()
    return (Extended(least, Why.HOST),)


def welcome_back(seat: Seat, lane: Lane) -> Facts:
    """A member who left and is here again: what they said stands, else their place is open."""
    if seat.present:
        return ()
    place = seat.place if seat.heard else Place.OPEN
    return (MemberReturned(seat.member, Lane.SLOW if seat.by_mail else lane, place),)
