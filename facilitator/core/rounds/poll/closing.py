"""What time does: reminding, waiting once for a quorum, closing when all have answered or at the end."""

from datetime import datetime

from facilitator.core.rounds.poll.facts import (
    ClosingBegan,
    ClosingStopped,
    Fact,
    PollClosed,
    Reminded,
    TimeAdded,
)
from facilitator.core.rounds.poll.state import Cause, Ending, Poll
from facilitator.core.rounds.poll.tally import counted, meets_quorum, outcome, unanswered
from facilitator.core.rounds.windows import end_of


def consequences(poll: Poll, now: datetime) -> tuple[Fact, ...]:
    """What follows of itself: closing begins when all have answered, and stops when one has not."""
    if poll.over or poll.paused_at is not None:
        return ()
    ripe = bool(counted(poll)) and not unanswered(poll) and not poll.runs_on
    if ripe and poll.closing_at is None:
        return (ClosingBegan(now + poll.settings.regret),)
    if not ripe and poll.closing_at is not None:
        return (ClosingStopped(),)
    return ()


def next_due(poll: Poll) -> datetime | None:
    """When a tick will next find something to do; None while paused, and when it is over."""
    if poll.over or poll.paused_at is not None:
        return None
    reminder = [_reminds_at(poll)] if _reminds(poll) else []
    closes = [poll.closing_at] if poll.closing_at else []
    return min([poll.until, *reminder, *closes])


def tick(poll: Poll, now: datetime) -> tuple[Fact, ...]:
    """What is due at ``now``, and nothing that is not."""
    if poll.over or poll.paused_at is not None:
        return ()
    if now >= poll.until:
        return _time_over(poll, now)
    if poll.closing_at is not None and now >= poll.closing_at:
        return (closed(poll, Ending.ALL, now),)
    if _reminds(poll) and now >= _reminds_at(poll):
        return (Reminded(),)
    return ()


def closed(poll: Poll, ending: Ending, now: datetime) -> PollClosed:
    """It closes with what was counted by now."""
    came, chosen = outcome(poll)
    return PollClosed(came, chosen, ending, now)


def _reminds(poll: Poll) -> bool:
    """Whether those not yet heard are reminded: where it is open long enough, and once."""
    long_enough = poll.until - poll.opened_at >= 2 * poll.settings.reminds
    return long_enough and not poll.reminded and poll.closing_at is None


def _reminds_at(poll: Poll) -> datetime:
    return poll.settings.quiet_times.waking(poll.until - poll.settings.reminds)


def _time_over(poll: Poll, now: datetime) -> tuple[Fact, ...]:
    """The printed time has come. Too few answers are waited for once."""
    if not meets_quorum(poll) and not poll.waited and unanswered(poll):
        begins = max(now, poll.until)
        later = end_of(begins, poll.settings.step, poll.settings.quiet_times)
        return (TimeAdded(Cause.QUORUM, later),)
    return (closed(poll, Ending.TIME, now),)
