"""What is said of the discussion as a whole: its opening, its steps, its clocks, its end.

The room hears every step. Alone hears it who is in their own time and plans by what was printed.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.notices import (
    Arg,
    At,
    Notice,
    People,
    Room,
    Text,
    To,
    Who,
)
from facilitator.core.rounds.arguments import shown_fields, where
from facilitator.core.rounds.discussion import tables
from facilitator.core.rounds.discussion.facts import (
    CueGiven,
    Extended,
    StepFact,
    Swapped,
    TableEnded,
    TellerFound,
    TermFact,
)
from facilitator.core.rounds.discussion.phrasing import invitation, matter, opening, word_taken
from facilitator.core.rounds.discussion.showing import letters_read
from facilitator.core.rounds.discussion.state import Clock, Discussion, Phase
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    OutageGivenBack,
    Paused,
    Resumed,
    SeatAdded,
    TimeKept,
)
from facilitator.core.rounds.windows import WORTH_TELLING

Said = Iterator[Notice]


def announced(state: Discussion) -> Said:
    """Those in their own time are asked for letters at once; the room begins to talk."""
    if state.settings.table is not None:
        yield from tables.announced(state, state.settings.table)
        return
    yield from (invitation(state, seat.member) for seat in state.awaited)
    yield opening(state)


def of_step(before: Discussion, fact: StepFact, state: Discussion) -> Said:
    """One message to the room for each change of step, and alone to whom it concerns."""
    match fact:
        case TableEnded():
            yield _goes_on(before, state)
        case Closed() | Cancelled() if state.settings.table is not None:
            yield from tables.over(state, state.settings.table, _outcome(fact))
        case Closed(outcome=outcome):
            yield _closed(before, state, Room(), outcome.value)
            for member in state.by_mail:
                yield _closed(before, state, To(member), outcome.value)
        case Cancelled():
            yield _closed(before, state, Room(), "cancelled")
            for seat in state.counted:
                if seat.slow:
                    yield _closed(before, state, To(seat.member), "cancelled")
        case Paused(by=by):
            yield Notice("round_paused", Room(), {"by": Who(by)})
        case Resumed():
            yield from _later("round_resumed", before, state, "resumed")
        case _:
            assert_never(fact)


def _outcome(fact: StepFact) -> str:
    return fact.outcome.value if isinstance(fact, Closed) else "cancelled"


def _goes_on(before: Discussion, state: Discussion) -> Notice:
    """Of those in their own time only a number; of those whose hand is up the names."""
    args: Mapping[str, Arg] = {
        **matter(state, Room()),
        **_hands(before),
        "open_places": len(state.awaited),
    }
    shown = shown_fields(until=state.slow_until)
    return Notice("discussion_goes_on", Room(), args, shown=shown)


def _hands(state: Discussion) -> Mapping[str, Arg]:
    """The hands that are up, which everybody has seen."""
    return {"hands": People(tuple(hand.member for hand in state.order))}


def _closed(before: Discussion, state: Discussion, to: Room | To, outcome: str) -> Notice:
    args: dict[str, Arg] = {
        "prompt": Text(state.prompt),
        "where": where(to),
        "outcome": outcome,
        "letter": letters_read(state),
        **_hands(before),
    }
    return Notice("round_closed", to, args, shown=shown_fields(outcome=outcome))


def of_terms(before: Discussion, fact: TermFact, state: Discussion) -> Said:
    """What is said when a printed time, the chair or the number of places changes."""
    match fact:
        case Extended():
            yield from _extended(before, fact, state)
        case OutageGivenBack():
            yield from _later("round_extended", before, state, "outage")
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case SeatAdded(invited=invited):
            yield from _added(state, invited.member)
        case CueGiven():
            yield _cue(fact, state)
        case Swapped():
            yield tables.swapped(state, fact)
        case TellerFound(member=member):
            yield from tables.teller_found(state, member)
        case TimeKept():
            return
        case _:
            assert_never(fact)


def _extended(before: Discussion, fact: Extended, state: Discussion) -> Said:
    yield from _later("round_extended", before, state, fact.why.value, fact.clock, fact.by)
    asker = state.seat(fact.by) if fact.by else None
    if asker is not None and asker.slow:
        yield word_taken(state, asker, "more")


def _later(
    kind: str,
    before: Discussion,
    state: Discussion,
    why: str,
    clock: Clock | None = None,
    by: MemberId | None = None,
) -> Said:
    """A printed time moved: the room hears it, and alone whoever plans by the window.

    ``clock`` is the present step's, unless it was another. ``by`` asked for it and has a receipt of
    their own.
    """
    present = Clock.BOX if state.phase is Phase.OPEN else Clock.WINDOW
    yield _moved(kind, state, Room(), why, clock or present)
    if state.slow_until - before.slow_until >= WORTH_TELLING:
        for seat in state.awaited:
            if seat.member != by:
                yield _moved(kind, state, To(seat.member), why, Clock.WINDOW)


def _moved(kind: str, state: Discussion, to: Room | To, why: str, clock: Clock) -> Notice:
    until = state.end_of(clock)
    args: dict[str, Arg] = {
        "prompt": Text(state.prompt),
        "until": At(until),
        "where": where(to),
        "why": why,
        "step": clock.value,
    }
    return Notice(kind, to, args, shown=shown_fields(until=until))


def _added(state: Discussion, member: MemberId) -> Said:
    seat = state.seat(member)
    if seat is None or seat.silent:
        return
    if seat.by_mail and state.settings.table is not None:
        yield tables.invitation(state, state.settings.table, seat)
    elif seat.slow and state.settings.table is None:
        yield invitation(state, member)
    else:
        yield Notice("place_added", Room(), {"member": Who(member)}, asks=(member,))


def _cue(fact: CueGiven, state: Discussion) -> Notice:
    """The Timekeeper's word; nobody is hurried by name, but who speaks may finish."""
    args: dict[str, Arg] = {
        "until": At(fact.until),
        "left": "some" if fact.until > fact.at else "none",
        "speaking": "somebody" if state.speaker else "nobody",
    }
    shown = shown_fields(until=fact.until)
    return Notice("time_cue", Room(), args, shown=shown, voice=tables.voice(state))
