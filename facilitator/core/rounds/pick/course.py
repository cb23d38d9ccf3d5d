"""How a pick goes on by itself: when the naming ends, what is picked then, what the clock brings."""

from datetime import datetime
from hashlib import sha256

from facilitator.core.rounds.facts import Closed, Outcome
from facilitator.core.rounds.pick.facts import ChoosingOpened, Fact, Picked, Waited
from facilitator.core.rounds.pick.state import How, Mode, Phase, Pick
from facilitator.core.rounds.windows import end_of

Facts = tuple[Fact, ...]


def follow(state: Pick, now: datetime, *, clock: bool = False) -> Facts:
    """All that follows from ``state``, and with ``clock`` what is due."""
    if state.over or state.paused_at is not None:
        return ()
    due = clock and state.ends <= now
    if due and state.phase is Phase.NAMING and state.is_patient and any(state.waits_for()):
        return (Waited(end_of(now, state.settings.patience, state.settings.quiet_times)),)
    if state.phase is Phase.NAMING and (due or not any(state.waits_for())):
        return named(state, now)
    if state.phase is Phase.CHOOSING and (due or state.decider is None):
        return most_named(state, now)
    return ()


def next_due(state: Pick) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    return None if state.over or state.paused_at is not None else state.ends


def named(state: Pick, now: datetime) -> Facts:
    """The naming is over: it is picked, the host is asked, or nothing is picked."""
    said = {frozenset(seat.keys) for seat in state.seats if seat.keys}
    if state.settings.mode is Mode.EACH:
        return _over(Picked((), How.EACH if said else How.NONE), now)
    if len(said) == 1:
        return _over(Picked(_in_order(state, next(iter(said))), How.SAME), now)
    if said and state.decider is not None:
        span = state.settings.choosing
        return (ChoosingOpened(end_of(now, span, state.settings.quiet_times)),)
    if said and state.settings.mode is Mode.ALL:
        return most_named(state, now)
    return _over(Picked((), How.NONE), now)


def most_named(state: Pick, now: datetime) -> Facts:
    """Whoever should have said which one did not: the most named; among equals the lot."""
    counts = state.named()
    ranked = sorted(counts, key=lambda key: (-counts[key], _lot(state, key)))
    taken, left = ranked[: state.settings.most], ranked[state.settings.most :]
    tied = bool(left) and bool(taken) and counts[left[0]] == counts[taken[-1]]
    how = How.NONE if not taken else How.LOT if tied else How.MOST
    return _over(Picked(_in_order(state, taken), how), now)


def _over(picked: Picked, now: datetime) -> Facts:
    return (picked, Closed(Outcome.COMPLETE, now))


def _in_order(state: Pick, keys: "frozenset[str] | list[str]") -> tuple[str, ...]:
    return tuple(option.key for option in state.options if option.key in keys)


def _lot(state: Pick, key: str) -> str:
    return sha256(f"{state.seed}:{key}".encode()).hexdigest()
