"""What is said at a table: who sits there, whose the word is, that the time is over.

A few talk in a room of their own, or by mail among themselves. Whoever reads by mail hears the same
as those in the room, alone: with whom they sit, until when, and that the table is over.
"""

from collections.abc import Iterator, Mapping

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Assistant, At, Notice, People, Room, Text, To, Who
from facilitator.core.rounds.arguments import shown_fields, where
from facilitator.core.rounds.discussion.facts import Swapped
from facilitator.core.rounds.discussion.state import AtTable, Discussion, Phase, Seat

Said = Iterator[Notice]


def announced(state: Discussion, table: AtTable) -> Said:
    """Whoever reads by mail hears it alone, and the room begins to talk."""
    for seat in state.seats:
        if seat.by_mail:
            yield invitation(state, table, seat)
    yield _opened(state, table)


def invitation(state: Discussion, table: AtTable, seat: Seat) -> Notice:
    """Asks one member by mail: with whom they sit, what about, until when."""
    others = _others(state, seat.member)
    args: dict[str, Arg] = {
        **_matter(state, table),
        "until": At(state.window_ends),
        "others": People(others),
        "part": "listens" if seat.silent else "speaks",
        "apart": _apart(table),
    }
    asks = () if seat.silent else (seat.member,)
    shown = shown_fields(until=state.window_ends)
    return Notice("table_announced", To(seat.member), args, asks=asks, shown=shown)


def _opened(state: Discussion, table: AtTable) -> Notice:
    here = tuple(seat.member for seat in state.seats if seat.present)
    listeners = tuple(seat.member for seat in state.seats if seat.silent and seat.present)
    first = table.turns[0] if len(table.turns) > 1 else None
    args: dict[str, Arg] = {
        **_matter(state, table),
        "until": At(state.step_ends),
        "here": People(here),
        "listeners": People(listeners),
        "speakers": People(tuple(s.member for s in state.seats if s.counts)),
        "apart": _apart(table),
        "mail": People(state.by_mail),
        "pace": "own" if state.phase is Phase.SLOW else "live",
        "turns": "round" if first else "free",
    }
    if first:
        args["first"] = Who(first)
    asks = tuple(seat.member for seat in state.counted if not seat.by_mail)
    return Notice(
        "table_opened", Room(), args, asks=asks, shown=shown_fields(until=state.step_ends)
    )


def _matter(state: Discussion, table: AtTable) -> Mapping[str, Arg]:
    return {
        "prompt": Text(state.prompt),
        "telling": "yes" if table.telling else "no",
        "role": Text(table.telling),
    }


def _apart(table: AtTable) -> str:
    """The choice ``free`` (whoever likes comes), ``yes`` (a room of its own) or ``no``."""
    if table.stays:
        return "free"
    return "yes" if table.apart else "no"


def _others(state: Discussion, member: MemberId) -> tuple[MemberId, ...]:
    return tuple(s.member for s in state.seats if s.present and s.member != member)


def voice(state: Discussion) -> Assistant:
    """Who says the time: the Timekeeper where it is, at a table without it the Facilitator."""
    table = state.settings.table
    return Assistant.FACILITATOR if table and not table.kept_time else Assistant.TIMEKEEPER


def swapped(state: Discussion, fact: Swapped) -> Notice:
    """Half of the time is over: the other one has the word."""
    args: Mapping[str, Arg] = {"member": Who(fact.member)}
    shown = shown_fields(fact.member, fact.swap_at or state.live_until)
    return Notice("table_swapped", Room(), args, (fact.member,), shown, voice(state))


def teller_found(state: Discussion, member: MemberId) -> Said:
    """Somebody tells the others afterwards: all at the table hear who."""
    table = state.settings.table
    args: Mapping[str, Arg] = {"member": Who(member), "role": Text(table.telling if table else "")}
    for to in _everybody(state):
        mine = "mine" if isinstance(to, To) and to.member == member else "other"
        told = {**args, "where": where(to), "whose": mine}
        yield Notice("table_teller", to, told, shown=shown_fields(member))


def over(state: Discussion, table: AtTable, outcome: str) -> Said:
    """The table is over; a room of its own may be kept."""
    if not table.apart:
        return
    for to in _everybody(state):
        args: dict[str, Arg] = {
            "prompt": Text(state.prompt), "where": where(to), "outcome": outcome,
            "chat": "some" if any(not s.by_mail for s in state.seats if s.present) else "none",
        }  # fmt: skip
        yield Notice("table_over", to, args, shown=shown_fields(outcome=outcome))


def _everybody(state: Discussion) -> tuple[Room | To, ...]:
    return (Room(), *(To(member) for member in state.by_mail))
