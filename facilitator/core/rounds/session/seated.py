"""What the circle hears of a step at several tables: that people go there, and who tells of it.

Nobody hears who sits with whom but those who sit there.
"""

from collections.abc import Iterator

from facilitator.core.formats.steps import Pairs, asks
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Entry, Letter, Letters, Notice, People, Room, Text, To
from facilitator.core.rounds.arguments import shown_fields, where
from facilitator.core.rounds.session.laying import is_free
from facilitator.core.rounds.session.state import Apart, Session

Said = Iterator[Notice]


def laid(state: Session, turn: int) -> Said:
    """People go to their tables. One table with everybody at it is the circle itself."""
    everybody = {seat.member for seat in state.seats}
    if len(state.tables) == 1 and {*state.tables[0].members} == everybody:
        return
    if is_free(state.step):
        yield from _to_choose(state)
        return
    step = state.step
    if state.each is not None and state.each.size.above is not None:
        way = state.each.size.above.value
        yield Notice("apart_laid", Room(), {"way": way, "count": len(state.tables)})
        return
    pairs = step.does if step is not None and isinstance(step.does, Pairs) else None
    args: dict[str, Arg] = {
        "kind": "groups" if pairs is None else "apart" if pairs.partner else "pairs",
        "turn": "again" if turn else "first",
        "title": Text(state.format.title),
        "count": len(state.tables),
    }
    yield Notice("tables_laid", Room(), args)


def _to_choose(state: Session) -> Said:
    """The topics with their numbers: the room sees them, and whoever is elsewhere reads them alone."""
    topics = tuple(
        (str(table.number), Letter((Entry(table.members[0], table.topic),)))
        for table in state.tables
        if table.members
    )
    alone = (To(seat.member) for seat in state.seats if not state.is_live(seat))
    everywhere: list[Room | To] = [Room(), *alone]
    for to in everywhere:
        args: dict[str, Arg] = {
            "title": Text(state.format.title), "topics": Letters(topics), "where": where(to),
        }  # fmt: skip
        yield Notice("tables_to_choose", to, args)


def opened(state: Session, apart: Apart) -> Notice:
    """Those who sit at one table of a larger session hear who they are, and what is theirs."""
    args: dict[str, Arg] = {
        "title": Text(state.format.title), "order": People(tuple(s.member for s in state.seats)),
        **about(apart), "noted": "yes" if state.format.note else "no",
        "note": Text(state.format.note or ""), "letters": len(state.by_mail),
        "mail": People(state.by_mail),
    }  # fmt: skip
    live = tuple(seat.member for seat in state.seats if state.is_live(seat))
    return Notice("apart_opened", Room(), args, asks=live)


def about(apart: Apart) -> dict[str, Arg]:
    """Which table it is, of how many, for how many people, and what it tells the others."""
    return {
        "way": apart.way.value, "number": apart.number, "count": apart.tables,
        "people": apart.people, "tells": "yes" if apart.tell else "no", "tell": Text(apart.tell),
    }  # fmt: skip


def about_table(state: Session) -> dict[str, Arg] | None:
    """What the first letter of a table says of it; None where everybody was asked before."""
    earlier = (state.format.step(heard.step) for heard in state.heard)
    known = any(step is not None and asks(step) and step.who.role is None for step in earlier)
    if state.apart is None or known:
        return None
    return {**about(state.apart), "order": People(tuple(seat.member for seat in state.seats))}


def offered(state: Session, apart: Apart) -> Notice:
    """Those at a table are asked who hosts it."""
    live = tuple(seat.member for seat in state.seats if state.is_live(seat))
    args = {**about(apart), "until": At(state.ends)}
    shown = shown_fields(until=state.until)
    return Notice("apart_host_offered", Room(), args, asks=live, shown=shown)


def left_alone(state: Session, member: MemberId, others: tuple[int, ...]) -> Notice:
    """Whoever sits alone now is offered another table, or thanked."""
    args: dict[str, Arg] = {
        "title": Text(state.format.title),
        "others": Text(", ".join(map(str, others))),
        "one": others[0] if others else 0,
        "room": "some" if others else "none",
    }
    return Notice("table_left_alone", To(member), args)


def speakers(state: Session, role: str, members: tuple[MemberId, ...]) -> Notice:
    """Who tells the others, one of each table."""
    found = state.format.role(role)
    title = found.title if found else role
    args: dict[str, Arg] = {
        "members": People(members), "role": Text(title), "from": "groups" if title else "tables",
    }  # fmt: skip
    return Notice("speakers_named", Room(), args)
