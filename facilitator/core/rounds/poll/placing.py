"""Who comes and goes while a poll is open, and in which pace they answer."""

from datetime import datetime
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.rounds.poll.commands import Join, Leave, Pace, Presence
from facilitator.core.rounds.poll.facts import (
    Fact,
    Joined,
    LaneChosen,
    Left,
    PresenceChanged,
    TimeAdded,
)
from facilitator.core.rounds.poll.state import Cause, Place, Poll
from facilitator.core.rounds.windows import end_of


def moved(poll: Poll, command: Join | Leave | Presence | Pace, now: datetime) -> tuple[Fact, ...]:
    """What it does to the places; nothing any more once it is over."""
    if poll.over:
        return ()
    match command:
        case Join(member, lane, by_mail):
            whole = poll.settings.unit
            return _join(poll, Place(member, lane, by_mail, weight=whole), now)
        case Leave(member):
            place = poll.place(member)
            return () if place is None or place.left else (Left(member),)
        case Presence():
            return _presence(poll, command, now)
        case Pace(member, lane):
            return _pace(poll, member, lane)
        case _:
            assert_never(command)


def _join(poll: Poll, place: Place, now: datetime) -> tuple[Fact, ...]:
    """Whoever comes is asked at once, if there is time for an answer, and the asked were not named."""
    known = poll.place(place.member)
    if known is None and poll.settings.chosen:
        return ()
    if known is not None and not known.left:
        return ()
    return (Joined(place),) if poll.until - now >= poll.settings.joins else ()


def _presence(poll: Poll, command: Presence, now: datetime) -> tuple[Fact, ...]:
    """Being away or unreached leaves the base. A letter that is accepted late keeps the full time for
    letters: a mail member's clock starts when their server has it (contract §7)."""
    place = poll.place(command.member)
    if place is None or place.left:
        return ()
    away = place.away if command.away is None else command.away
    reached = place.reached if command.reached is None else command.reached
    if (away, reached) == (place.away, place.reached):
        return ()
    facts: tuple[Fact, ...] = (PresenceChanged(command.member, away, reached),)
    full = end_of(now, poll.settings.letters_for, poll.settings.quiet_times)
    if reached and not place.reached and place.by_mail and full > poll.until:
        facts += (TimeAdded(Cause.LETTER, full, poll.closing_at),)
    return facts


def _pace(poll: Poll, member: MemberId, lane: Lane) -> tuple[Fact, ...]:
    """Whoever takes their own time has all of it, counted from the opening."""
    place = poll.place(member)
    if place is None or place.left or place.by_mail or place.lane is lane:
        return ()
    until = poll.until
    if lane is Lane.SLOW:
        settings = poll.settings
        until = max(until, end_of(poll.opened_at, settings.slow_for, settings.quiet_times))
    return (LaneChosen(member, lane, until),)
