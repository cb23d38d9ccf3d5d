"""Who should hear of what happened in a pick.

The room hears the question, that the host is asked, and what was picked; alone hear it who answer in
their own time, and who may know of it where not everybody does. Nobody silent is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Letter, Notice, Room, Text, To, Who, Words
from facilitator.core.rounds.arguments import matter, shown_fields, where
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.facts import (
    ChairHanded,
    LaneChosen,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    SeatAdded,
)
from facilitator.core.rounds.pick.evolving import evolve
from facilitator.core.rounds.pick.facts import (
    Announced,
    ChoosingOpened,
    Extended,
    Fact,
    MemberReturned,
    Named,
    NamingTakenBack,
    Picked,
    Waited,
)
from facilitator.core.rounds.pick.reading import Near, Nothing
from facilitator.core.rounds.pick.showing import (
    is_for_each,
    namings,
    outcome,
    put_before,
    question,
    seal,
)
from facilitator.core.rounds.pick.state import How, Mode, Phase, Pick, Place, Seat
from facilitator.core.rounds.telling import one_by_one, time_moved, words_removed

Said = Iterator[Notice]


def notices(before: Pick | None, facts: Sequence[Fact], after: Pick) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    for was, fact, state in one_by_one(before, facts, evolve):
        said += _of(was, fact, state)
    return tuple(said)


def ask_again(state: Pick, member: MemberId, reading: Near | Nothing) -> Notice:
    """The private question when an answer was not clear enough to count."""
    near = isinstance(reading, Near)
    args: dict[str, Arg] = {
        **question(state),
        "code": "near" if near else "unclear",
        "meant": Text(reading.meant.title if isinstance(reading, Near) else ""),
        "number": reading.number if isinstance(reading, Near) else 0,
    }
    shown = {**shown_fields(member, state.ends), "code": "near" if near else "unclear"}
    return Notice("asked", To(member), args, asks=(member,), shown=shown)


def _of(before: Pick | None, fact: Fact, state: Pick) -> Said:
    match fact:
        case Announced():
            yield from _announced(state)
        case Named(member=member):
            yield from _of_naming(fact, state, state.seat(member))
        case Passed(member=member):
            yield from _word_taken(state, state.seat(member), "pass")
        case NamingTakenBack(member=member):
            yield _taken_back(state, member)
        case ChoosingOpened():
            yield from _choosing(state)
        case Picked():
            yield from _picked(state)
        case SeatAdded(invited=invited):
            yield from _invited_late(state, state.seat(invited.member))
        case LaneChosen(member=member) | MemberReturned(member=member):
            yield from _invited_late(state, state.seat(member), live=False)
        case _:
            yield from _of_terms(before, fact, state)


# -- asking --------------------------------------------------------------------------------------


def _announced(state: Pick) -> Said:
    for seat in state.seats:
        if seat.slow or _is_private(state):
            yield _invitation(state, To(seat.member))
    if not _is_private(state):
        yield _invitation(state, Room())


def _is_private(state: Pick) -> bool:
    """Whether even the question is for those alone who answer it."""
    return state.settings.mode is Mode.ALONE and state.settings.readers is not None


def _invitation(state: Pick, to: Room | To) -> Notice:
    here = [seat for seat in state.seats if seat.present]
    asks = tuple(seat.member for seat in here if not seat.slow)
    asked = (to.member,) if isinstance(to, To) else asks
    args = {**question(state), "where": where(to)}
    return Notice("round_announced", to, args, asks=asked, shown=shown_fields(until=state.ends))


def _invited_late(state: Pick, seat: Seat | None, *, live: bool = True) -> Said:
    if seat is None or state.phase is not Phase.NAMING or seat.place is not Place.OPEN:
        return
    if seat.slow or _is_private(state):
        yield _invitation(state, To(seat.member))
    elif live:
        args = {**question(state), "member": Who(seat.member)}
        shown = shown_fields(until=state.ends)
        yield Notice("place_added", Room(), args, asks=(seat.member,), shown=shown)


# -- receipts ------------------------------------------------------------------------------------


def _of_naming(fact: Named, state: Pick, seat: Seat | None) -> Said:
    """What was understood, to whom no reaction can tell it; what all can see although it is sealed."""
    if seat is None:
        return
    shown = shown_fields(until=state.ends)
    if fact.via is Via.LETTER or (seat.slow and fact.words):
        args: dict[str, Arg] = {**question(state), "words": Words(seat.words)}
        yield Notice("words_received", To(seat.member), args, shown=shown)
    elif state.settings.sealed and fact.words:
        yield Notice("seen_by_all", To(seat.member), {**question(state)}, shown=shown)


def _word_taken(state: Pick, seat: Seat | None, word: str) -> Said:
    if seat is not None and seat.slow:
        args: dict[str, Arg] = {
            **matter(state), "word": word, "step": "window",
            "letter": "none" if state.settings.readers is None else "alone",
        }  # fmt: skip
        yield Notice("word_taken", To(seat.member), args, shown=shown_fields(until=state.ends))


def _taken_back(state: Pick, member: MemberId) -> Notice:
    rest, mailed = "closed" if state.over else "open", bool(state.over and state.by_mail)
    return words_removed(member, matter(state), rest, mailed=mailed)


# -- choosing, and the outcome -------------------------------------------------------------------


def _choosing(state: Pick) -> Said:
    """The host is asked alone, with the namings; the room hears that it is theirs to say."""
    decider = state.decider
    if decider is None:
        return
    shown = shown_fields(until=state.ends)
    args = {**question(state), "member": Who(decider), "letter": put_before(state)}
    yield Notice("choosing_opened", To(decider), {**args, "where": "alone"}, (decider,), shown)
    room = {**args, "where": "room"}
    room["letter"] = namings(state if seal(state) == "open" else _without_names(state))
    yield Notice("choosing_opened", Room(), room, shown=shown)


def _without_names(state: Pick) -> Pick:
    """The same before anybody has named anything."""
    return replace(state, seats=())


def _picked(state: Pick) -> Said:
    """What was picked, to all who may know of it; who picked what, where each did for themselves."""
    readers = state.settings.readers
    if readers is None:
        if state.settings.opens or not is_for_each(state):
            each = is_for_each(state) and state.settings.opens
            letter = namings(state if each else _without_names(state))  # the others have been told
            yield _outcome(state, Room(), letter)
        return
    for member in readers:
        letter = namings(state, member)
        if letter.entries or state.picked:
            yield _outcome(state, To(member), letter)


def _outcome(state: Pick, to: Room | To, letter: Letter) -> Notice:
    args: dict[str, Arg] = {
        **matter(state), **outcome(state), "letter": letter, "where": where(to),
    }  # fmt: skip
    return Notice("picked", to, args, shown=shown_fields(outcome=_machine(state)))


def _machine(state: Pick) -> str:
    return "open" if state.how is How.NONE else "picked"


# -- terms ---------------------------------------------------------------------------------------


def _of_terms(before: Pick | None, fact: Fact, state: Pick) -> Said:
    match fact:
        case Extended(by=by):
            yield from _later(before, state, "more" if by else "host")
        case Waited():
            yield from _later(before, state, "host")
        case OutageGivenBack():
            yield from _later(before, state, "outage")
        case Paused(by=by):
            yield Notice("round_paused", Room(), {"by": Who(by)})
        case Resumed():
            yield from _later(before, state, "resumed", kind="round_resumed")
        case ChairHanded(member=member):
            yield Notice("chair_handed", Room(), {"member": Who(member)}, asks=(member,))
        case _:
            return


def _later(before: Pick | None, state: Pick, why: str, kind: str = "round_extended") -> Said:
    span = state.ends - before.ends if before is not None else timedelta(0)
    planning = (seat.member for seat in state.waits_for() if seat.slow)
    return time_moved(kind, state, why, "window", span, planning)
