"""What is said of the round as a whole: its beginning, its steps, its deadlines, its end.

The room hears every step. Alone hears it who is in their own time and plans by what was printed.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, People, Room, Text, To, Who
from facilitator.core.rounds.arguments import by_mail, counts, matter, shown_fields, where
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    EchoOpened,
    OutageGivenBack,
    Paused,
    Resumed,
    TimeKept,
)
from facilitator.core.rounds.go_around.facts import (
    Extended,
    RollCallOpened,
    RoundFact,
    SeatAdded,
    SlowOpened,
    SweepOpened,
    TermFact,
    TurnsBegan,
)
from facilitator.core.rounds.go_around.phrasing import invitation, pace, sweep_notice, word_taken
from facilitator.core.rounds.go_around.showing import circle_letter
from facilitator.core.rounds.go_around.state import GoAround, Phase, Place, Seat
from facilitator.core.rounds.telling import closed, echo_opened, time_moved

Said = Iterator[Notice]


def announced(state: GoAround, *, roll_call: bool) -> Said:
    """Places in their own time are asked at once; the room by the roll-call where there is one."""
    for seat in state.seats:
        if seat.slow and not seat.letter:
            yield invitation(state, seat.member)
    if not roll_call:
        yield invitation(state, None)


def of_round(before: GoAround, fact: RoundFact, state: GoAround) -> Said:
    """One message to the room for each change of step, and alone to whom it concerns."""
    match fact:
        case RollCallOpened(until=until):
            yield _roll_call(state, until)
        case TurnsBegan():
            if not _is_one_letter(state):
                yield _opened(state)
        case SweepOpened(until=until):
            yield sweep_notice(tuple(s.member for s in state.placed(Place.SWEEP)), until)
        case SlowOpened(at=at):
            yield from _stays_open(state, at)
        case EchoOpened():
            yield from _echo(state)
        case Closed() | Cancelled():
            yield from _over(fact, state)
        case Paused(by=by):
            yield Notice("round_paused", Room(), {"by": Who(by)})
        case Resumed(span=span):
            yield from _moved("round_resumed", before, state, span, "resumed")
        case _:
            assert_never(fact)


def _roll_call(state: GoAround, begins: datetime) -> Notice:
    asked = tuple(s.member for s in state.placed(Place.WAITING) if not s.slow and not s.here)
    args = {**matter(state), **by_mail(state), "begins": At(begins)}
    return Notice("roll_call", Room(), args, asks=asked, shown=shown_fields(until=begins))


def _opened(state: GoAround) -> Notice:
    """The order of everyone whose place is still to come, in one's own time or at the table."""
    order = tuple(s.member for s in state.counted if s.place is not Place.PASSED)
    args: Mapping[str, Arg] = {"order": People(order), "places": len(order), "pace": pace(state)}
    return Notice("round_opened", Room(), args)


def _is_one_letter(state: GoAround) -> bool:
    """Whether one member alone is asked, in their own time: nothing begins at the table for it."""
    return len(state.seats) == 1 and state.seats[0].slow


def _stays_open(state: GoAround, at: datetime) -> Said:
    if state.until > at and not _is_one_letter(state):
        args: Mapping[str, Arg] = {"until": At(state.until), **counts(state)}
        yield Notice("place_stays_open", Room(), args, shown=shown_fields(until=state.until))


def _echo(state: GoAround) -> Said:
    at_table = tuple(s.member for s in state.seats if s.echoing and not s.slow)
    here = (s for s in state.seats if s.present and s.place is not Place.PASSED)
    return echo_opened(state, circle_letter(state), at_table, (s.member for s in here if s.slow))


def _over(fact: Closed | Cancelled, state: GoAround) -> Said:
    if isinstance(fact, Closed):
        yield _letter(state, Room())
        yield from (_letter(state, To(member)) for member in state.by_mail)
        yield closed(state, Room(), fact.outcome.value)
        return
    yield closed(state, Room(), "cancelled")
    for seat in state.seats:
        if seat.slow and seat.present:
            yield closed(state, To(seat.member), "cancelled")


def _letter(state: GoAround, to: Room | To) -> Notice:
    args: dict[str, Arg] = {
        "prompt": Text(state.prompt),
        "letter": circle_letter(state),
        "where": where(to),
        **counts(state),
    }
    return Notice("circle_letter", to, args)


def of_terms(before: GoAround, fact: TermFact, state: GoAround) -> Said:
    """What is said when a printed time, the chair or the number of places changes."""
    match fact:
        case Extended(why=why, by=by):
            span = state.ends - before.ends
            yield from _moved("round_extended", before, state, span, why.value, by)
            asker = state.seat(by) if by else None
            if asker is not None and asker.slow:
                yield word_taken(state, asker, "more")
        case OutageGivenBack():
            span = state.ends - before.ends
            yield from _moved("round_extended", before, state, span, "outage")
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case SeatAdded():
            yield from _added(fact, state)
        case TimeKept():
            return
        case _:
            assert_never(fact)


def _moved(
    kind: str,
    before: GoAround,
    state: GoAround,
    span: timedelta,
    why: str,
    by: MemberId | None = None,
) -> Said:
    """A printed time moved; ``by`` asked for it and has a receipt of their own."""
    step = "echo" if before.phase is Phase.ECHO else "window"
    planning = (seat.member for seat in _planning(state) if seat.member != by)
    return time_moved(kind, state, why, step, span, planning)


def _planning(state: GoAround) -> Iterator[Seat]:
    """Those in their own time whose answer is still awaited."""
    echo = state.phase is Phase.ECHO
    return (s for s in state.seats if s.slow and (s.echoing if echo else not s.settled))


def _added(fact: SeatAdded, state: GoAround) -> Said:
    member = fact.invited.member
    if state.seats[-1].slow:
        yield invitation(state, member)
    elif fact.until:
        yield sweep_notice((member,), fact.until)
    else:
        yield Notice("place_added", Room(), {"member": Who(member)}, asks=(member,))
