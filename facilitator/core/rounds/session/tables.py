"""A step at several tables: how each is held, who comes and goes, and when the step is over.

Each table is a round of its own, in a place of its own (the shell sees to that). When all are over,
other partners meet if the step asks for more rounds; else the session goes on. What was said stays
with those who sat there: later steps hear of it by whoever speaks for a table.
"""

from dataclasses import replace
from datetime import datetime

from facilitator.core.formats.steps import Pairs, SmallGroups, Speaks, Step
from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import discussion
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.facts import Closed, MemberLeft, Outcome
from facilitator.core.rounds.session.chance import drawn
from facilitator.core.rounds.session.commands import Sit, TableOver
from facilitator.core.rounds.session.course import ended
from facilitator.core.rounds.session.evolving import fold
from facilitator.core.rounds.session.facts import (
    Fact,
    LeftAlone,
    SeatChanged,
    Seated,
    SpeakersNamed,
    StepEnded,
    TableClosed,
    TablesLaid,
)
from facilitator.core.rounds.session.holding import Holding, box, in_lane, matter, slow_window
from facilitator.core.rounds.session.laying import is_free, lay_again
from facilitator.core.rounds.session.state import Heard, Phase, Session, Table, Told

Facts = tuple[Fact, ...]


# -- how a table is held -------------------------------------------------------------------------


def table_holding(state: Session, step: Step, table: Table) -> Holding:
    """Return the talk that one table is.

    Where fewer than two are in the room, all have days: nobody talks into an empty room, and letters
    and talk wait for one another.
    """
    prompt, quotes = matter(state, step)
    seats = table_seats(state, table)
    silent = _silent(step, table)
    talking = max(1, len(table.members) - len(silent))
    settings = discussion.Settings(
        live=box(step, talking),
        slow=slow_window(state, step),
        silent=silent,
        quiet_times=state.quiet_times,
        table=_at_table(state, step, table),
    )
    begin = discussion.Begin(
        None, prompt or step.title or state.format.title, seats, settings, timed=True, least=1
    )
    return Holding(begin, (*quotes, *table.topic))


def table_seats(state: Session, table: Table) -> tuple[Invited, ...]:
    """The places at a table, each in the lane in which it talks there."""
    places = (state.seat(member) for member in table.members)
    seats = tuple(in_lane(state, seat) for seat in places if seat is not None)
    days = sum(seat.lane is Lane.LIVE for seat in seats) < 2
    if is_free(state.step):
        days = any(not state.is_live(seat) for seat in state.seats)
    return tuple(replace(seat, lane=Lane.SLOW) for seat in seats) if days else seats


def _at_table(state: Session, step: Step, table: Table) -> discussion.AtTable:
    does = step.does
    swaps = isinstance(does, Pairs) and does.swap
    role = (
        state.format.role(does.speaker) if isinstance(does, SmallGroups) and does.speaker else None
    )
    return discussion.AtTable(
        table.number, state.turn, state.lap,
        turns=table.members if swaps else (),
        telling=role.title if role else "",
        stays=is_free(step),
        kept_time=state.timed,
    )  # fmt: skip


def _silent(step: Step, table: Table) -> tuple[MemberId, ...]:
    """Who listens: all but the first, or but the second, where only one of them speaks."""
    speaks = step.does.speaks if isinstance(step.does, Pairs) else Speaks.BOTH
    if speaks is Speaks.BOTH or len(table.members) < 2:
        return ()
    speaker = table.members[0 if speaks is Speaks.FIRST else 1]
    return tuple(member for member in table.members if member != speaker)


def told_at(held: discussion.Discussion) -> tuple[Told, ...]:
    """What was written at a table, by letter; talk is not kept."""
    entries = discussion.letters_read(held).entries
    return tuple(Told(entry.member, entry.words) for entry in entries if entry.member)


# -- a table is over -----------------------------------------------------------------------------


def table_over(state: Session, over: TableOver, now: datetime) -> Facts:
    """One table has ended; one that was laid before is no news any more."""
    if state.phase is not Phase.TABLES or (over.lap, over.turn) != (state.lap, state.turn):
        return ()
    if all(table.number != over.number for table in state.running):
        return ()
    closed = TableClosed(over.number, over.told, over.speaker)
    if over.ended and state.step:
        return (closed, StepEnded(Heard(state.step.id, state.lap)), Closed(Outcome.ENDED, now))
    return _and_on(state, (closed,))


def _and_on(state: Session, told: Facts) -> Facts:
    """``told``, and the next tables or the end of the step when all of these are over."""
    after = fold(state, told)
    step = after.step
    if after.phase is not Phase.TABLES or after.running or step is None:
        return told
    if tables := lay_again(after, step):
        return (*told, TablesLaid(step.id, after.lap, after.turn + 1, tables))
    heard = Heard(step.id, after.lap, _all_told(after))
    return (*told, *_speakers(after, step), *ended(after, step, heard))


def _all_told(state: Session) -> tuple[Told, ...]:
    return tuple(told for table in state.tables for told in table.told)


def _speakers(state: Session, step: Step) -> Facts:
    """Who tells the others: whoever took it at a table, else the lot falls on somebody there."""
    if step.small_groups is None or step.small_groups.speaker is None:
        return ()
    here = {seat.member for seat in state.seats}
    chosen = []
    for table in state.tables:
        there = [member for member in table.members if member in here]
        lot = drawn(state.seed, there, f"speaker:{state.lap}:{table.number}")
        one = table.speaker if table.speaker in there else lot
        chosen += [one] if one is not None and one not in chosen else []
    return (SpeakersNamed(step.small_groups.speaker, tuple(chosen)),) if chosen else ()


# -- coming and going ----------------------------------------------------------------------------


def sit(state: Session, said: Sit) -> Facts:
    """*in 2*: whoever moves freely, sits alone or sits nowhere goes to that table."""
    if state.phase is not Phase.TABLES:
        raise Refusal("no-tables")
    if state.seat(said.by) is None:
        raise Refusal("not-in-this-round")
    own = state.tables_of(said.by)
    if any(table.number == said.number for table in own):
        return ()
    if all(table.number != said.number for table in state.running):
        raise Refusal("table-unknown", {"number": said.number})
    free = is_free(state.step)
    if not free and any(len(table.members) > 1 for table in own):
        raise Refusal("table-is-yours")
    seated = Seated(said.by, said.number, moves=not free)
    after = fold(state, (seated,))
    left = [table for table in after.running if not table.members]
    return _and_on(state, (seated, *(TableClosed(table.number) for table in left)))


def come_late(state: Session, invited: Invited) -> Facts:
    """Who is added while people sit at tables joins the smallest one, where a table is given."""
    seated: Facts = (SeatChanged(invited),)
    step = state.step
    if state.phase is not Phase.TABLES or step is None or is_free(step) or not state.running:
        return seated
    after = fold(state, seated)
    apart = step.pairs is not None and step.pairs.partner is not None
    if apart or invited.member not in {seat.member for seat in after.asked(step.who)}:
        return seated
    smallest = min(state.running, key=lambda table: (len(table.members), table.number))
    return (*seated, Seated(invited.member, smallest.number))


def leave_tables(state: Session, member: MemberId) -> Facts:
    """Who leaves the circle leaves their table; whom that leaves alone is offered another one."""
    told: Facts = (MemberLeft(member),)
    after = fold(state, told)
    for table in state.tables_of(member):
        left = next(one for one in after.tables if one.number == table.number)
        told = (*told, *_after_leaving(after, left))
    return _and_on(state, told)


def _after_leaving(state: Session, table: Table) -> Facts:
    if len(table.members) > 1 or (table.members and is_free(state.step)):
        return ()
    if not table.members:
        return (TableClosed(table.number),)
    free = tuple(one.number for one in state.running if one.number != table.number and one.members)
    alone = LeftAlone(table.members[0], free)
    return (alone,) if free else (alone, TableClosed(table.number))
