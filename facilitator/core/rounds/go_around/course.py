"""How the circle goes on by itself: what follows from a step, and what the clock brings about.

The story, in the order of the phases:

* Letters are invited during the lead; then a roll-call asks who is here (not in day-paced rounds,
  and not when nobody else could be at the table).
* The order is walked once. At a live place the floor is given; at a place with a letter the letter
  is read; a silent place in somebody's own time is never waited for (contract §5: "letters first,
  slow lane, echo", measured against its alternatives before this was written).
* Letters whose place has gone by are read when nobody has the floor.
* The sweep asks those with an open live place once more, all in parallel.
* Open places wait until the window ends; then, if both lanes spoke, the echo; then the close.

:func:`onward` is what follows at once and needs no clock; :func:`elapsed` is what is due. Only a
look at the clock brings deadlines about, so that after an outage the shell can first give the
time back and nobody is moved on for our silence.
"""

from collections.abc import Iterator
from datetime import datetime

from facilitator.core.rounds.facts import Closed, EchoOpened, Outcome
from facilitator.core.rounds.go_around.evolving import fold
from facilitator.core.rounds.go_around.facts import (
    Deferred,
    Fact,
    LetterRead,
    MovedToOwnTime,
    PlaceGoneBy,
    RollCallOpened,
    SlowOpened,
    SweepOpened,
    TimeCalled,
    TurnEnded,
    TurnOpened,
    TurnsBegan,
    Why,
)
from facilitator.core.rounds.go_around.state import Cue, GoAround, Phase, Place, Seat
from facilitator.core.rounds.windows import end_of

Facts = tuple[Fact, ...]


def follow(state: GoAround, now: datetime, *, clock: bool = False) -> Facts:
    """All that follows from ``state``, and with ``clock`` all that is due, until nothing does."""
    told: list[Fact] = []
    while step := _step(state, now, clock=clock):
        told += step
        state = fold(state, step)
    return tuple(told)


def _step(state: GoAround, now: datetime, *, clock: bool) -> Facts:
    if state.over or state.paused_at is not None:
        return ()
    return onward(state, now) or (elapsed(state, now) if clock else ())


def next_due(state: GoAround) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    if state.over or state.paused_at is not None:
        return None
    match state.phase:
        case Phase.ANNOUNCED | Phase.ROLL_CALL:
            return state.step_until
        case Phase.TURNS | Phase.SWEEP:
            ends = (seat.until for seat in state.seats if seat.until)
            return min((*ends, *_cue_due(state)), default=None)
        case Phase.ECHO:
            return _echo_due(state)
        case _:
            return state.until


def _echo_due(state: GoAround) -> datetime | None:
    waited = [seat for seat in state.seats if seat.echoing]
    if state.step_until and state.echo_quiet and all(seat.echo for seat in waited):
        return min(state.step_until, state.echo_quiet)
    return state.step_until


def _cue_due(state: GoAround) -> Iterator[datetime]:
    """When the Timekeeper speaks next: nearly at the end of a turn's time, and at its end."""
    seat = state.speaker
    if seat is not None and seat.limit is not None and Cue.OVER not in seat.cues:
        told = Cue.NEARLY in seat.cues
        yield seat.limit if told else seat.limit - state.settings.last_words


def _cue(state: GoAround, now: datetime) -> Facts:
    """The cue that is due; one that a later one has overtaken is not spoken any more."""
    seat = state.speaker
    if seat is None or seat.limit is None or not any(due <= now for due in _cue_due(state)):
        return ()
    return (TimeCalled(seat.member, Cue.OVER if seat.limit <= now else Cue.NEARLY),)


def open_circle(state: GoAround, now: datetime) -> Facts:
    """The circle gathers: a roll-call where others may be at the table, else the first turn."""
    if state.settings.day_paced or not any(_awaited(state)):
        return (TurnsBegan(),)
    return (RollCallOpened(now + state.settings.rollcall),)


def begin_turns(state: GoAround, now: datetime) -> Facts:
    """The roll-call is over; who did not answer it keeps their place in their own time."""
    moved = (
        MovedToOwnTime(seat.member, Place.WAITING, Why.ROLL_CALL, now) for seat in _awaited(state)
    )
    return (*moved, TurnsBegan())


def _awaited(state: GoAround) -> Iterator[Seat]:
    """Who may be at the table and has not said so."""
    return (seat for seat in state.placed(Place.WAITING) if not seat.slow and not seat.here)


def onward(state: GoAround, now: datetime) -> Facts:
    """What follows at once."""
    match state.phase:
        case Phase.ROLL_CALL:
            return () if any(_awaited(state)) else begin_turns(state, now)
        case Phase.TURNS:
            return () if state.speaker else _next_place(state, now)
        case Phase.SWEEP:
            return _through_sweep(state, now)
        case Phase.SLOW:
            return _read_waiting(state) or _when_settled(state, now)
        case Phase.ECHO:
            return _read_waiting(state) or _when_echoed(state, now)
        case _:
            return ()


def _next_place(state: GoAround, now: datetime) -> Facts:
    if gone_by := _read_waiting(state):
        return gone_by
    seat = next(state.placed(Place.WAITING), None)
    if seat is None:
        return _sweep_or_after(state, now)
    if seat.letter:
        return (_read(seat),)
    if seat.slow:
        return (PlaceGoneBy(seat.member),)
    return (TurnOpened(seat.member, call_ends(state, now)),)


def call_ends(state: GoAround, now: datetime) -> datetime:
    """Until when somebody who is asked now is waited for."""
    return end_of(now, state.settings.each, state.settings.quiet_times)


def _read_waiting(state: GoAround) -> Facts:
    """The next letter of somebody whose place has gone by."""
    places = (Place.OPEN, Place.SWEEP, Place.SPOKE)
    seat = next((seat for seat in state.placed(*places) if seat.letter), None)
    return (_read(seat),) if seat else ()


def _read(seat: Seat) -> LetterRead:
    return LetterRead(seat.member, seat.letter, again=seat.place is Place.SPOKE)


def _sweep_or_after(state: GoAround, now: datetime) -> Facts:
    if any(state.placed(Place.SWEEP)):
        return (SweepOpened(call_ends(state, now)),)
    return _after_table(state, now)


def _through_sweep(state: GoAround, now: datetime) -> Facts:
    asked = list(state.placed(Place.SWEEP))
    if any(seat.words for seat in asked):
        return ()  # somebody is in the middle of their words: letters wait
    if letters := _read_waiting(state):
        return letters
    return () if asked else _after_table(state, now)


def _after_table(state: GoAround, now: datetime) -> Facts:
    return (SlowOpened(now),) if _waits(state) else _echo_or_close(state, now)


def _when_settled(state: GoAround, now: datetime) -> Facts:
    return () if _waits(state) else _echo_or_close(state, now)


def _waits(state: GoAround) -> bool:
    """Whether an open place in somebody's own time is waited for."""
    return any(seat.waited for seat in state.placed(Place.OPEN))


def _echo_or_close(state: GoAround, now: datetime) -> Facts:
    if not (state.both_lanes_spoke and state.settings.echoes):
        return (Closed(Outcome.COMPLETE, now),)
    return (EchoOpened(end_of(now, state.echo_span, state.settings.quiet_times)),)


def _when_echoed(state: GoAround, now: datetime) -> Facts:
    if any(seat.echoing for seat in state.seats):
        return ()
    return (Closed(Outcome.COMPLETE, now),)


def elapsed(state: GoAround, now: datetime) -> Facts:
    """What is due by the clock, one step of it."""
    due = next_due(state)
    if due is None or now < due:
        return ()
    match state.phase:
        case Phase.ANNOUNCED:
            return open_circle(state, now)
        case Phase.ROLL_CALL:
            return begin_turns(state, now)
        case Phase.TURNS | Phase.SWEEP:
            overdue = (seat for seat in state.seats if seat.until and seat.until <= now)
            return tuple(_moved_on(seat, now) for seat in overdue) or _cue(state, now)
        case Phase.SLOW:
            return _echo_or_close(state, now)
        case _:
            return (Closed(Outcome.COMPLETE, now),)


def _moved_on(seat: Seat, now: datetime) -> Fact:
    if seat.words:
        return TurnEnded(seat.member, Why.QUIET)
    if seat.place is Place.SPEAKING:
        return Deferred(seat.member, Place.SWEEP, Why.QUIET)
    return MovedToOwnTime(seat.member, Place.OPEN, Why.SWEEP, now)


def gather(state: GoAround) -> Facts:
    """Everything said so far counts: open turns end, waiting letters are read (before a close)."""
    ended = (TurnEnded(s.member, Why.HOST) for s in state.seats if s.words and not s.settled)
    read = (_read(seat) for seat in state.seats if seat.letter)
    return (*ended, *read)
