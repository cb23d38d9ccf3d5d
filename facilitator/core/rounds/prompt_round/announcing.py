"""What is said of the round as a whole: its beginning, its opening, its deadlines, its end.

The room hears every step. Alone hears it who is in their own time and plans by what was printed.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Room, Text, To, Who
from facilitator.core.rounds.arguments import counts, matter, shown_fields, where
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    EchoOpened,
    OutageGivenBack,
    Paused,
    Resumed,
    SeatAdded,
)
from facilitator.core.rounds.prompt_round.facts import Extended, StepFact, TermFact
from facilitator.core.rounds.prompt_round.phrasing import invitation, word_taken
from facilitator.core.rounds.prompt_round.showing import circle_letter, seal
from facilitator.core.rounds.prompt_round.state import Phase, Place, PromptRound, Seat
from facilitator.core.rounds.telling import closed, echo_opened, time_moved

Said = Iterator[Notice]


def announced(state: PromptRound) -> Said:
    """Places in their own time are asked each alone, all others in the room, if it may hear of it."""
    apart = state.settings.is_apart
    for seat in state.seats:
        if seat.slow or apart:
            yield invitation(state, To(seat.member))
    if not apart:
        yield invitation(state, Room())


def of_step(before: PromptRound, fact: StepFact, state: PromptRound) -> Said:
    """One message to the room for each change of step, and alone to whom it concerns."""
    match fact:
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


def _echo(state: PromptRound) -> Said:
    at_table = tuple(s.member for s in state.seats if s.echoing and not s.slow)
    here = (s for s in state.seats if s.present and s.place is not Place.PASSED)
    return echo_opened(state, circle_letter(state), at_table, (s.member for s in here if s.slow))


def _over(fact: Closed | Cancelled, state: PromptRound) -> Said:
    """A sealed round opens in one message in the room; everybody gets the same words."""
    if isinstance(fact, Cancelled):
        yield closed(state, Room(), "cancelled")
        for seat in state.seats:
            if seat.slow and seat.present:
                yield closed(state, To(seat.member), "cancelled")
        return
    if state.settings.opens:
        yield _letter("words_revealed" if state.settings.sealed else "circle_letter", state, Room())
        yield from (_letter("circle_letter", state, To(member)) for member in state.by_mail)
    yield closed(state, Room(), fact.outcome.value)


def _letter(kind: str, state: PromptRound, to: Room | To) -> Notice:
    args: dict[str, Arg] = {
        "prompt": Text(state.prompt),
        "letter": circle_letter(state),
        "seal": seal(state),
        "where": where(to),
        **counts(state),
    }
    return Notice(kind, to, args)


def of_terms(before: PromptRound, fact: TermFact, state: PromptRound) -> Said:
    """What is said when a printed time, the chair or the number of places changes."""
    match fact:
        case Extended(why=why, by=by):
            span = state.ends - before.ends
            yield from _moved("round_extended", before, state, span, why.value, by)
            asker = state.seat(by) if by else None
            if asker is not None and asker.slow:
                yield word_taken(state, asker.member, "more")
        case OutageGivenBack():
            span = state.ends - before.ends
            yield from _moved("round_extended", before, state, span, "outage")
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case SeatAdded():
            yield _added(state, state.seats[-1])
        case _:
            assert_never(fact)


def _moved(
    kind: str,
    before: PromptRound,
    state: PromptRound,
    span: timedelta,
    why: str,
    by: MemberId | None = None,
) -> Said:
    """A printed time moved; ``by`` asked for it and has a receipt of their own."""
    step = "echo" if before.phase is Phase.ECHO else "window"
    planning = (s.member for s in state.waits_for() if s.slow and s.member != by)
    return time_moved(kind, state, why, step, span, planning)


def _added(state: PromptRound, seat: Seat) -> Notice:
    if seat.slow or state.settings.is_apart:
        return invitation(state, To(seat.member))
    args: Mapping[str, Arg] = {**matter(state), "member": Who(seat.member), "seal": seal(state)}
    shown = shown_fields(until=state.ends)
    return Notice("place_added", Room(), args, asks=(seat.member,), shown=shown)
