"""How a discussion goes on by itself: what follows from a step, and what the clock brings about.

The story, in the order of the phases:

* The table talks inside its box. While somebody has the word nothing else is begun; then letters
  that came are read, then the next hand is called. When all at the table are through, or the box
  is over and nobody has the word, the table is done.
* Open places of those in their own time keep their window; letters are read as they come. When
  nobody is waited for any more, or the window ends, it closes.

:func:`onward` is what follows at once; :func:`elapsed` is what is due. Only a look at the clock
brings deadlines about, so that after an outage the shell can first give the time back.
"""

from datetime import datetime, timedelta

from facilitator.core.rounds.discussion.evolving import fold
from facilitator.core.rounds.discussion.facts import (
    CueGiven,
    Fact,
    HandCalled,
    LetterRead,
    Swapped,
    TableEnded,
    TurnEnded,
    Why,
)
from facilitator.core.rounds.discussion.state import Discussion, Phase, Place, Raised, Settings
from facilitator.core.rounds.facts import Closed, Outcome

Facts = tuple[Fact, ...]


def follow(state: Discussion, now: datetime, *, clock: bool = False) -> Facts:
    """All that follows from ``state``, and with ``clock`` all that is due, until nothing does."""
    told: list[Fact] = []
    while step := _step(state, now, clock=clock):
        told += step
        state = fold(state, step)
    return tuple(told)


def _step(state: Discussion, now: datetime, *, clock: bool) -> Facts:
    if state.over or state.paused_at is not None:
        return ()
    return onward(state, now) or (elapsed(state, now) if clock else ())


def onward(state: Discussion, now: datetime) -> Facts:
    """What follows at once."""
    if state.phase is Phase.OPEN and state.floor:
        return ()
    if letters := read_waiting(state):
        return letters
    if state.phase is Phase.OPEN:
        return _next_hand(state, now) or _when_through(state, now)
    return _when_settled(state, now)


def read_waiting(state: Discussion) -> Facts:
    """The letters that wait are read out, as they came."""
    return tuple(LetterRead(letter.member, letter.words) for letter in state.waiting)


def call(state: Discussion, hand: Raised, now: datetime) -> HandCalled:
    """The word goes to whoever raised ``hand``."""
    return HandCalled(hand.member, now + state.settings.call)


def _next_hand(state: Discussion, now: datetime) -> Facts:
    """Without a queue only those are called whom the format lets begin; nobody after the box."""
    called = (hand for hand in state.order if state.settings.queue or hand.first)
    hand = next(called, None)
    return (call(state, hand, now),) if hand and now < state.live_until else ()


def _when_through(state: Discussion, now: datetime) -> Facts:
    talking = any(seat.place is Place.OPEN for seat in state.at_table)
    return () if talking or state.stays else after_table(state, now)


def after_table(state: Discussion, now: datetime) -> Facts:
    """Open places wait for their letters until the window ends; without them it is over."""
    if state.awaited and state.slow_until > now:
        return (TableEnded(now),)
    return (Closed(Outcome.COMPLETE, now),)


def _when_settled(state: Discussion, now: datetime) -> Facts:
    """Not before the last letter is whole: what is typed in chat comes in several messages."""
    if state.awaited or state.stays or (state.quiet and state.quiet > now):
        return ()
    return (Closed(Outcome.COMPLETE, now),)


def next_due(state: Discussion) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    if state.over or state.paused_at is not None:
        return None
    if state.phase is Phase.OPEN:
        step = state.floor.until if state.floor else state.live_until
        cue = state.cue_at if state.timed else None
        return min(step, cue or step, state.swap_at or step)
    if state.awaited or state.stays or state.quiet is None:
        return state.slow_until
    return min(state.slow_until, state.quiet)


def elapsed(state: Discussion, now: datetime) -> Facts:
    """What is due by the clock, one step of it."""
    due = next_due(state)
    if due is None or now < due:
        return ()
    if state.phase is not Phase.OPEN:
        return (Closed(Outcome.COMPLETE, now),)
    if state.floor and state.floor.until <= now:
        return (TurnEnded(state.floor.member, Why.QUIET, now),)
    if state.floor is None and state.live_until <= now:
        return after_table(state, now)
    if state.swap_at is not None and state.swap_at <= now:
        return _swap(state, now)
    return (CueGiven(state.live_until, now),)


# -- the word going round at a table --------------------------------------------------------------


def first_swap(settings: Settings, now: datetime) -> datetime | None:
    """When the word goes from the first one at a table to the second, if it goes round there."""
    turns = settings.table.turns if settings.table else ()
    return now + _share(settings) if len(turns) > 1 else None


def _share(settings: Settings) -> timedelta:
    turns = settings.table.turns if settings.table else ()
    return settings.live / max(1, len(turns))


def _swap(state: Discussion, now: datetime) -> Facts:
    """The next one at the table has the word, for as long as the one before had it."""
    turns = state.settings.table.turns if state.settings.table else ()
    here = {seat.member for seat in state.counted}
    ahead = [member for member in turns[state.turn + 1 :] if member in here]
    if not ahead or state.swap_at is None:
        return after_table(state, now)
    more = state.swap_at + _share(state.settings) if len(ahead) > 1 else None
    return (Swapped(ahead[0], now, more),)
