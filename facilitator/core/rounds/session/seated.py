"""What the circle hears of a step at several tables: that people go there, and who tells of it.

Nobody hears who sits with whom but those who sit there.
"""

from collections.abc import Iterator

from facilitator.core.formats.steps import Pairs
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Entry, Letter, Letters, Notice, People, Room, Text, To
from facilitator.core.rounds.arguments import where
from facilitator.core.rounds.session.laying import is_free
from facilitator.core.rounds.session.state import Session

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
    args: dict[str, Arg] = {
        "members": People(members), "role": Text(found.title if found else role),
    }  # fmt: skip
    return Notice("speakers_named", Room(), args)
