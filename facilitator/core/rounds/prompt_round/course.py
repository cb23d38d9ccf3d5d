"""How a prompt round goes on by itself: when it ends early, and what the clock brings about.

The step that runs ends when nobody is waited for any more and the quiet after the last words is
over, or else at its printed time. An open round in which both lanes spoke then has an echo; a
sealed one opens, and that is its close.

Something follows from a fact or from a look at the clock, never from a command that did nothing:
what is delivered twice changes nothing, and after an outage the shell can first give the time back.
"""

from datetime import datetime

from facilitator.core.rounds.facts import Closed, EchoOpened, Outcome
from facilitator.core.rounds.prompt_round.evolving import fold
from facilitator.core.rounds.prompt_round.facts import Fact
from facilitator.core.rounds.prompt_round.state import Phase, PromptRound
from facilitator.core.rounds.windows import end_of

Facts = tuple[Fact, ...]


def follow(state: PromptRound, now: datetime, *, clock: bool = False) -> Facts:
    """All that follows from ``state``, and with ``clock`` all that is due, until nothing does."""
    told: list[Fact] = []
    while step := _step(state, now, clock=clock):
        told += step
        state = fold(state, step)
    return tuple(told)


def _step(state: PromptRound, now: datetime, *, clock: bool) -> Facts:
    if state.over or state.paused_at is not None:
        return ()
    complete = not any(state.waits_for()) and (state.quiet is None or state.quiet <= now)
    if complete or (clock and state.ends <= now):
        return _echo_or_close(state, now)
    return ()


def _echo_or_close(state: PromptRound, now: datetime) -> Facts:
    echo = state.phase is Phase.OPEN and state.both_lanes_spoke and not state.settings.sealed
    if echo and any(seat.echoing for seat in state.seats):
        return (EchoOpened(end_of(now, state.echo_span, state.settings.quiet_times)),)
    return (Closed(Outcome.COMPLETE, now),)


def next_due(state: PromptRound) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    if state.over or state.paused_at is not None:
        return None
    if state.quiet is None or any(state.waits_for()):
        return state.ends
    return min(state.ends, state.quiet)
