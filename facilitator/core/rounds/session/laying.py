"""Who sits with whom: the tables of a step, from the session's seed and what was before.

Chance is the seed, so that the same session always lays the same tables. Where people shall meet
somebody new, several ways are drawn, and the one is taken in which fewest meet again; among equals
those sit together who have the same pace, so that letters wait for letters only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.core.formats.format import Size
from facilitator.core.formats.steps import GroupMix, PairMix, Pairs, SmallGroups, Step
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.session.apart import tables_for
from facilitator.core.rounds.session.chance import draw
from facilitator.core.rounds.session.holding import newcomers
from facilitator.core.rounds.session.seeing import is_open, latest
from facilitator.core.rounds.session.state import Session, Table

Group = tuple[MemberId, ...]
Groups = tuple[Group, ...]

CLOSE = 4
"""Up to so many talk with one another; more speak in turn (no source)."""

DRAWS = 12
"""How many ways are drawn before the best is taken."""


def is_tables(step: Step | None) -> bool:
    """Whether a step is held at several tables."""
    return step is not None and isinstance(step.does, Pairs | SmallGroups)


def is_free(step: Step | None) -> bool:
    """Whether everybody goes to the table that they like, and on to another."""
    return (
        step is not None and isinstance(step.does, SmallGroups) and step.does.mix is GroupMix.CHOOSE
    )


def lay(state: Session, step: Step) -> tuple[Table, ...]:
    """The first tables of a step; none where no two people can sit together."""
    return _tables(state, step, 0, lap=state.lap + 1)


def lay_again(state: Session, step: Step) -> tuple[Table, ...]:
    """The next tables of the present step, with other partners; none when it was held often enough."""
    match step.does:
        case Pairs(partner=None, rounds=rounds) | SmallGroups(rounds=rounds):
            if state.turn + 1 >= rounds:
                return ()
    tables = _tables(state, step, state.turn + 1, lap=state.lap)
    known = _met(state, lap=state.lap)
    fresh = any(pair not in known for table in tables for pair in _pairs_in(table.members))
    return tables if fresh else ()


def _tables(state: Session, step: Step, turn: int, *, lap: int) -> tuple[Table, ...]:
    lot = _Lot(state.seed, f"{lap}:{turn}")
    members = tuple(seat.member for seat in state.asked(step.who))
    match step.does:
        case Pairs(partner=str() as role):
            return _numbered(_apart(state, members, role, lap))
        case Pairs() as pairs:
            return _numbered(_twos(state, members, pairs, lot, lap))
        case SmallGroups(topics=str() as source) as groups:
            return _round_topics(state, members, groups, source, lot)
        case SmallGroups() as groups:
            return _numbered(_some(state, members, groups, lot, lap))
        case _:
            return ()


def _numbered(groups: Sequence[Group]) -> tuple[Table, ...]:
    return tuple(Table(n, group) for n, group in enumerate(groups, 1))


@dataclass(frozen=True, slots=True)
class _Lot:
    """Chance for one laying."""

    seed: str
    what: str

    def order(self, members: Sequence[MemberId], number: int = 0) -> list[MemberId]:
        return sorted(members, key=lambda one: draw(self.seed, f"{self.what}:{number}:{one}"))


# -- twos ----------------------------------------------------------------------------------------


def _twos(state: Session, members: Group, pairs: Pairs, lot: _Lot, lap: int) -> Groups:
    if len(members) < 2:
        return ()
    if pairs.mix is PairMix.SAME and (kept := _as_before(state, members)):
        return kept
    sizes = _sizes(len(members), max(1, len(members) // 2))
    if pairs.mix is PairMix.OLD_AND_NEW and not _met(state, lap=lap):
        return _dealt(state, lot.order(members), len(sizes))
    since = None if pairs.mix is PairMix.STRANGERS else lap
    return _mixed(state, members, sizes, lot, _met(state, lap=since))


def _apart(state: Session, members: Group, role: str, lap: int) -> Groups:
    """Everybody asked meets a holder of the role, apart: letters side by side, talks one by one."""
    holders = state.holders(role)
    met = _met(state, lap=lap)
    waiting = [
        member for member in members
        if member not in holders and not any(frozenset((member, one)) in met for one in holders)
    ]  # fmt: skip
    groups: list[Group] = []
    talking: set[MemberId] = set()
    for number, member in enumerate(waiting):
        free = [one for one in holders if one not in talking]
        if not _is_live(state, member) and holders:
            groups.append((member, holders[number % len(holders)]))
        elif free:
            talking.add(free[0])
            groups.append((member, free[0]))
    return tuple(groups)


def _as_before(state: Session, members: Group) -> Groups:
    """The groups of the step before, as far as they are here; who sat nowhere joins the smallest."""
    if not state.seatings:
        return ()
    found = [tuple(one for one in group if one in members) for group in _last_groups(state)]
    groups = [group for group in found if len(group) > 1]
    if not groups:
        return ()
    sitting = {member for group in groups for member in group}
    for member in members:
        if member not in sitting:
            smallest = min(range(len(groups)), key=lambda n: len(groups[n]))
            groups[smallest] = (*groups[smallest], member)
    return tuple(groups)


def _last_groups(state: Session) -> Groups:
    return state.seatings[-1].groups if state.seatings else ()


# -- some ----------------------------------------------------------------------------------------


def _some(state: Session, members: Group, asked: SmallGroups, lot: _Lot, lap: int) -> Groups:
    if len(members) < 2:
        return ()
    if asked.mix is GroupMix.JOIN and (joined := _joined(state, members, asked.size, lot)):
        return joined
    if state.each is not None:
        return _parted(state, members, state.each.size, lot, lap)
    count = max(1, min(round(len(members) / asked.size), len(members) // 2))
    if asked.mix is GroupMix.OLD_AND_NEW:
        return _dealt(state, lot.order(members), count)
    since = None if asked.mix is GroupMix.NEW else lap
    return _mixed(state, members, _sizes(len(members), count), lot, _met(state, lap=since))


def _parted(state: Session, members: Group, size: Size, lot: _Lot, lap: int) -> Groups:
    """Where more came than the format is for, everybody is spread over the tables: newcomers, those in
    their own time, and the others. Only where three or four wait for each other's every word do those
    of one pace sit together.
    """
    count = tables_for(size, len(members)) or max(1, len(members) // size.least)
    if size.ideal_most <= CLOSE:
        return _mixed(state, members, _sizes(len(members), count), lot, _met(state, lap=lap))
    slow_first = sorted(lot.order(members), key=lambda one: _is_live(state, one))
    return _dealt(state, slow_first, count)


def _joined(state: Session, members: Group, size: int, lot: _Lot) -> Groups:
    """Groups of the step before, put together up to about ``size``, the largest by themselves last."""
    waiting = sorted(_as_before(state, members), key=lambda g: (len(g), lot.order(g)[0]))
    groups: list[Group] = []
    for group in waiting:
        if groups and len(groups[-1]) + len(group) <= size + 1 and len(groups[-1]) < size:
            groups[-1] = (*groups[-1], *group)
        else:
            groups.append(group)
    return tuple(groups)


def _round_topics(
    state: Session, members: Group, asked: SmallGroups, source: str, lot: _Lot
) -> tuple[Table, ...]:
    """A table for each topic: who brought it begins there, and the others choose or are drawn."""
    topics = [(who, words) for who, words in _topics(state, source) if who in members]
    if not topics or len(members) < 2:
        return ()
    if asked.mix is GroupMix.CHOOSE:
        return tuple(Table(n, (who,), words) for n, (who, words) in enumerate(topics, 1))
    topics = topics[: max(1, len(members) // 2)]
    groups = _dealt_to([who for who, _ in topics], lot.order(members))
    return tuple(
        Table(n, group, words)
        for n, (group, (_, words)) in enumerate(zip(groups, topics, strict=True), 1)
    )


def _topics(state: Session, source: str) -> Iterator[tuple[MemberId, tuple[WordsId, ...]]]:
    heard = latest(state, source)
    if heard is not None and is_open(state, heard):
        yield from ((told.member, told.words) for told in heard.told if told.words)


def _dealt_to(first: list[MemberId], order: list[MemberId]) -> Groups:
    groups: list[Group] = [(member,) for member in first]
    for member in (one for one in order if one not in first):
        smallest = min(range(len(groups)), key=lambda n: len(groups[n]))
        groups[smallest] = (*groups[smallest], member)
    return tuple(groups)


# -- mixing --------------------------------------------------------------------------------------


def _sizes(people: int, count: int) -> list[int]:
    """As even as can be, the larger ones first."""
    return [people // count + (n < people % count) for n in range(count)]


def _dealt(state: Session, order: list[MemberId], count: int) -> Groups:
    """Newcomers first, one to a table, then the others to wherever fewest sit."""
    new = newcomers(state)
    groups: list[Group] = [() for _ in range(count)]
    for member in sorted(order, key=lambda one: one not in new):
        smallest = min(range(count), key=lambda n: len(groups[n]))
        groups[smallest] = (*groups[smallest], member)
    return tuple(groups)


def _mixed(
    state: Session, members: Group, sizes: list[int], lot: _Lot, met: set[frozenset[MemberId]]
) -> Groups:
    live = {seat.member for seat in state.seats if state.is_live(seat)}
    return _best(live, members, sizes, lot, met)


def in_pairs(
    members: Group, live: set[MemberId], seed: str, met: set[frozenset[MemberId]]
) -> Groups:
    """Pairs outside of any session, by the same rules, of an even number."""
    return _best(live, members, [2] * (len(members) // 2), _Lot(seed, "pairs"), met)


def _best(
    live: set[MemberId], members: Group, sizes: list[int], lot: _Lot, met: set[frozenset[MemberId]]
) -> Groups:
    """The best of several ways drawn: fewest meet again, then fewest wait for another's pace."""
    best: Groups = ()
    least: int | None = None
    for number in range(DRAWS):
        groups = _one_way(live, lot.order(members, number), sizes, met)
        cost = sum(_cost(live, one, group, met) for group in groups for one in group)
        if least is None or cost < least:
            best, least = groups, cost
        if not least:
            break
    return best


def _one_way(
    live: set[MemberId], order: list[MemberId], sizes: list[int], met: set[frozenset[MemberId]]
) -> Groups:
    groups: list[Group] = []
    for size in sizes:
        group: Group = ()
        while len(group) < size:
            costs = ((_cost(live, one, group, met), n) for n, one in enumerate(order))
            group = (*group, order.pop(min(costs)[1]))
        groups.append(group)
    return tuple(groups)


def _cost(live: set[MemberId], one: MemberId, group: Group, met: set[frozenset[MemberId]]) -> int:
    others = (other for other in group if other != one)
    return sum(
        100 * (frozenset((one, other)) in met) + ((other in live) is not (one in live))
        for other in others
    )


def _is_live(state: Session, member: MemberId) -> bool:
    seat = state.seat(member)
    return seat is not None and state.is_live(seat)


def _met(state: Session, *, lap: int | None) -> set[frozenset[MemberId]]:
    """Who sat with whom: in the whole session, or since the step ``lap`` began."""
    seatings = (one for one in state.seatings if lap is None or one.lap == lap)
    return {pair for one in seatings for group in one.groups for pair in _pairs_in(group)}


def _pairs_in(group: Group) -> Iterator[frozenset[MemberId]]:
    for n, one in enumerate(group):
        for other in group[n + 1 :]:
            yield frozenset((one, other))
