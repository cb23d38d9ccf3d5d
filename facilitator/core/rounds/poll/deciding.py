"""What a command does to a poll.

For people: somebody asks a question with answers to choose from, and everybody says theirs, in the
room, alone or by letter. One person counts once, whatever they used; the last answer counts; to pass
is an answer. It closes when all have answered (after a few minutes to think again), at the printed
time, or when a host or whoever asked ends it. What it came to is information: only people decide.

The clock moves only by :class:`Tick`. Until the tick that closes it what is heard counts: a shell that
empties its queues before it ticks is fair to slow mail.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.notices import At
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll import closing, detaching, later, placing, voting
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.commands import (
    AddOption,
    Cancel,
    Command,
    Draw,
    End,
    Extend,
    Join,
    Leave,
    More,
    Outage,
    Pace,
    Pause,
    Presence,
    RemoveNative,
    Reopen,
    Resume,
    TakeBack,
    Tick,
    Vote,
)
from facilitator.core.rounds.poll.evolving import fold
from facilitator.core.rounds.poll.facts import (
    Fact,
    NativeRemoved,
    Paused,
    PollCancelled,
    Resumed,
    TimeAdded,
)
from facilitator.core.rounds.poll.state import (
    Cause,
    Ending,
    Poll,
)
from facilitator.core.rounds.windows import end_of

_A_DAY = timedelta(days=1)


def decide(state: Poll, command: Command, now: datetime) -> tuple[Fact, ...]:
    """What the command makes happen at ``now``, or a :class:`Refusal`; the state is unchanged.

    What follows of itself (closing begins when all have answered, and stops) is part of the answer,
    so a command given twice adds nothing the second time.
    """
    facts = _commanded(state, command, now)
    facts += detaching.detached(fold(state, facts), facts, now)
    return facts + closing.consequences(fold(state, facts), now)


def _commanded(poll: Poll, command: Command, now: datetime) -> tuple[Fact, ...]:
    match command:
        case Vote():
            return voting.vote(poll, command)
        case TakeBack(source):
            return voting.take_back(poll, source, now)
        case More(by):
            return _more(poll, by)
        case Tick():
            return closing.tick(poll, now)
        case Join() | Leave() | Presence() | Pace():
            return placing.moved(poll, command, now)
        case Outage(span):
            return _outage(poll, span, now)
        case AddOption() | Reopen() | Draw():
            return later.comes(poll, command, now)
        case RemoveNative(by):
            return () if poll.over or poll.native_gone else (NativeRemoved(by),)
        case Extend() | Pause() | Resume() | End() | Cancel():
            return _steered(poll, command, now)
        case _:
            assert_never(command)


# -- time ----------------------------------------------------------------------------------------


def _steered(
    poll: Poll, command: Extend | Pause | Resume | End | Cancel, now: datetime
) -> tuple[Fact, ...]:
    voting.require_open(poll)
    match command:
        case Extend(_, span):
            if span <= timedelta(0):
                raise Refusal(Code.NO_TIME_GIVEN)
            return (TimeAdded(Cause.HOST, _later(poll, span), poll.closing_at),)
        case Pause():
            if poll.paused_at is not None:
                raise Refusal(Code.ALREADY_PAUSED)
            return (Paused(now),)
        case Resume():
            return _resume(poll, now)
        case End(by):
            return (replace(closing.closed(poll, Ending.HOST, now), by=by),)
        case Cancel(by):
            return (PollCancelled(by, now),)
        case _:
            assert_never(command)


def _resume(poll: Poll, now: datetime) -> tuple[Fact, ...]:
    if poll.paused_at is None:
        raise Refusal(Code.NOT_PAUSED)
    rest = now - poll.paused_at
    closes = poll.closing_at + rest if poll.closing_at else None
    return (Resumed(poll.settings.quiet_times.waking(poll.until + rest), closes),)


def _more(poll: Poll, by: MemberId) -> tuple[Fact, ...]:
    """Everybody once, two in all; the time is for everybody."""
    voting.require_open(poll)
    voting.place_in(poll, by)
    if by in poll.more:
        raise Refusal(Code.MORE_ONCE, {"until": At(poll.until)})
    if len(poll.more) >= poll.settings.extensions:
        raise Refusal(Code.MORE_SPENT, {"until": At(poll.until)})
    return (TimeAdded(Cause.MORE, _later(poll, poll.settings.step), poll.closing_at, by),)


def _later(poll: Poll, span: timedelta) -> datetime:
    return end_of(poll.until, span, poll.settings.quiet_times)


def _outage(poll: Poll, span: timedelta, now: datetime) -> tuple[Fact, ...]:
    """Time that the service was down is given back; a window of a day or more ends no sooner than
    12 h after the return (design §5)."""
    running = not poll.over and poll.paused_at is None and poll.until > now - span
    if not running or span <= timedelta(0):
        return ()
    until = poll.until + span
    if poll.until - poll.opened_at >= _A_DAY:
        until = max(until, now + poll.settings.outage_grace)
    closes = poll.closing_at + span if poll.closing_at else None
    return (TimeAdded(Cause.OUTAGE, poll.settings.quiet_times.waking(until), closes),)
