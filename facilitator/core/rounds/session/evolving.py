"""Facts folded into the state: total, without rules, without a clock."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    MemberLeft,
    Paused,
    Resumed,
    TimeKept,
)
from facilitator.core.rounds.pick import Result as Picked
from facilitator.core.rounds.session.facts import (
    AnsweredAhead,
    AskedAhead,
    Fact,
    LeftAlone,
    Opened,
    PartDeclined,
    PartGiven,
    PartOffered,
    PartSettled,
    PartTaken,
    PartTurned,
    SeatChanged,
    Seated,
    SpeakersNamed,
    StepBegan,
    StepEnded,
    StepLeftOut,
    StillnessMoved,
    TableClosed,
    TablesLaid,
    TimeOfLetterOver,
    TurnOver,
    WentBack,
    WentOn,
    WordsTakenBack,
)
from facilitator.core.rounds.session.state import (
    Ahead,
    GivenAhead,
    Heard,
    Loop,
    Part,
    Phase,
    Seating,
    Session,
    Table,
    Told,
)
from facilitator.core.rounds.windows import moved

PartFact = PartOffered | PartTaken | PartGiven | PartDeclined | PartSettled | PartTurned | TurnOver
StepFact = StepBegan | StepEnded | StepLeftOut | WentBack | WentOn
TableFact = TablesLaid | Seated | LeftAlone | TableClosed | SpeakersNamed
AheadFact = AskedAhead | AnsweredAhead | TimeOfLetterOver
TermFact = (
    Paused | Resumed | StillnessMoved | ChairHanded | TimeKept | SeatChanged | MemberLeft
    | WordsTakenBack
)  # fmt: skip


def evolve(state: Session | None, fact: Fact) -> Session:
    """The session after ``fact``; a session begins with :class:`Opened` and nothing else."""
    if isinstance(fact, Opened):
        return Session(
            fact.format, fact.chair, fact.seats, fact.seed, fact.answers, fact.parts,
            timed=fact.timed, starter=fact.chair, quiet_times=fact.quiet_times, each=fact.each,
            apart=fact.apart,
        )  # fmt: skip
    if state is None:
        raise ValueError("a session begins with Opened")
    if isinstance(fact, PartFact):
        return _with_part(state, fact)
    if isinstance(fact, StepFact):
        return _at_step(state, fact)
    if isinstance(fact, TableFact):
        return _at_tables(state, fact)
    if isinstance(fact, AheadFact):
        return _asked_ahead(state, fact)
    if isinstance(fact, Closed | Cancelled):
        state = replace(state, tables=())
        phase = Phase.CLOSED if isinstance(fact, Closed) else Phase.CANCELLED
        return replace(state, phase=phase, until=None, paused_at=None)
    return _on_terms(state, fact)


def fold(state: Session, facts: Iterable[Fact]) -> Session:
    """The session after all of ``facts``."""
    for fact in facts:
        state = evolve(state, fact)
    return state


def _with_part(state: Session, fact: PartFact) -> Session:
    match fact:
        case PartOffered(role=role, until=until):
            return replace(state, phase=Phase.FILLING, offered=role, until=until, declined=())
        case PartDeclined(member=member):
            return replace(state, declined=(*state.declined, member))
        case PartTaken(role=role, member=member):
            return _holding(state, role, (*state.holders(role), member))
        case PartGiven(role=role, members=members):
            return _holding(state, role, members)
        case PartSettled(role=role):
            settled = (*state.settled, role)
            return replace(state, phase=Phase.STEP, offered=None, until=None, settled=settled)
        case PartTurned(role=role, member=member):
            before = state.turns if state.turning in (None, role) else ()
            turned = replace(state, turns=(*before, member), turning=role)
            return _holding(turned, role, (member,))
        case TurnOver(back_to=at) if at is not None:
            return replace(state, turning=None, at=at)
        case TurnOver():
            return replace(state, turns=(), turning=None)
        case _:
            assert_never(fact)


def _holding(state: Session, role: str, members: tuple[MemberId, ...]) -> Session:
    others = tuple(part for part in state.parts if part.role != role)
    return replace(state, parts=(*others, Part(role, members)))


def _asked_ahead(state: Session, fact: AheadFact) -> Session:
    """With what a letter asks beside its own step, and what was answered to that."""
    ahead = state.asked_ahead(fact.step) or Ahead(fact.step, ())
    match fact:
        case AskedAhead(members=members, listed=listed):
            ahead = replace(
                ahead, asked=(*ahead.asked, *members), listed=ahead.listed or listed
            )  # what others have answered before, when steps came round again, still waits
        case TimeOfLetterOver():
            ahead = replace(ahead, time_over=True)
        case AnsweredAhead(member=member, words=words):
            others = tuple(one for one in ahead.given if one.member != member)
            ahead = replace(ahead, given=(*others, GivenAhead(member, words)))
        case _:
            assert_never(fact)
    held = _no_more_ahead(state, fact.step)
    return replace(held, ahead=(*held.ahead, ahead))


def _no_more_ahead(state: Session, step: str) -> Session:
    return replace(state, ahead=tuple(one for one in state.ahead if one.step != step))


def _less_ahead(state: Session, gone: Callable[[GivenAhead], bool]) -> Session:
    ahead = (
        replace(one, given=tuple(given for given in one.given if not gone(given)))
        for one in state.ahead
    )
    return replace(state, ahead=tuple(ahead))


def _at_step(state: Session, fact: StepFact) -> Session:
    match fact:
        case StepBegan(at=at, lap=lap, until=until):
            phase = Phase.STILL if until else Phase.STEP
            return replace(state, phase=phase, at=at, lap=lap, until=until, begun=True)
        case StepEnded(heard=heard, table=table):
            return replace(
                _no_more_ahead(state, heard.step), at=state.at + 1, until=None, phase=Phase.STEP,
                begun=False, tables=(),
                heard=(*state.heard, heard), table=state.table if table is None else table,
            )  # fmt: skip
        case StepLeftOut(step=step, at=at):
            return replace(_no_more_ahead(state, step), at=at + 1)
        case WentBack(step=step, at=at):
            loops = {loop.step: loop.times for loop in state.loops}
            loops[step] = loops.get(step, 0) + 1
            counted = tuple(Loop(name, times) for name, times in loops.items())
            return replace(state, at=at, loops=counted)
        case WentOn(at=at):
            for passed in state.format.steps[state.at : at]:
                state = _no_more_ahead(state, passed.id)
            return replace(state, at=at)


def _at_tables(state: Session, fact: TableFact) -> Session:
    match fact:
        case TablesLaid(step=step, lap=lap, turn=turn, tables=tables):
            seating = Seating(step, lap, tuple(table.members for table in tables))
            seatings = (*state.seatings, seating)
            return replace(state, phase=Phase.TABLES, tables=tables, turn=turn, seatings=seatings)
        case Seated(member=member, number=number, moves=moves):
            if moves:
                state = _standing(state, member)
            return _sitting(state, member, number)
        case TableClosed(number=number, told=told, speaker=speaker):
            closed = tuple(
                replace(one, over=True, told=told, speaker=speaker) if one.number == number else one
                for one in state.tables
            )
            return replace(state, tables=closed)
        case SpeakersNamed(role=role, members=members):
            return _holding(state, role, members)
        case LeftAlone():
            return state
        case _:
            assert_never(fact)


def _standing(state: Session, member: MemberId) -> Session:
    """At no table that runs."""
    return replace(state, tables=tuple(_less_one(table, member) for table in state.tables))


def _less_one(table: Table, member: MemberId) -> Table:
    members = tuple(one for one in table.members if one != member)
    return table if table.over else replace(table, members=members)


def _sitting(state: Session, member: MemberId, number: int) -> Session:
    tables = tuple(
        replace(table, members=(*table.members, member)) if table.number == number else table
        for table in state.tables
    )
    last = state.seatings[-1]
    groups = tuple(
        (*group, member) if n == number and member not in group else group
        for n, group in enumerate(last.groups, 1)
    )
    seatings = (*state.seatings[:-1], replace(last, groups=groups))
    return replace(state, tables=tables, seatings=seatings)


def _without(state: Session, member: MemberId) -> Session:
    state = _less_ahead(_standing(state, member), lambda one: one.member == member)
    seats = tuple(seat for seat in state.seats if seat.member != member)
    parts = tuple(
        replace(part, members=tuple(one for one in part.members if one != member))
        for part in state.parts
    )
    chair = None if state.chair == member else state.chair
    gone = (*state.gone, *(seat for seat in state.seats if seat.member == member))
    return replace(state, seats=seats, parts=parts, chair=chair, gone=gone)


def _awake(state: Session, until: datetime) -> datetime:
    """No offer or stillness of days ends in quiet time; one of minutes is for people who are there."""
    short = all(seat.lane is Lane.LIVE for seat in state.seats)
    return until if short else state.quiet_times.waking(until)


def _on_terms(state: Session, fact: TermFact) -> Session:
    match fact:
        case Paused(at=at):
            return replace(state, paused_at=at)
        case Resumed(span=span):
            until = moved(state.until, span)
            return replace(state, paused_at=None, until=until and _awake(state, until))
        case StillnessMoved(span=span):
            return replace(state, until=moved(state.until, span))
        case ChairHanded(member=member):
            return replace(state, chair=member)
        case TimeKept(on=on):
            return replace(state, timed=on)
        case SeatChanged(invited=invited):
            return _with_seat(state, invited)
        case MemberLeft(member=member):
            return _without(state, member)
        case WordsTakenBack(member=member, words=words):
            heard = tuple(_taken_from(one, member, words) for one in state.heard)
            less = _less_ahead(state, lambda one: bool({*one.words} & {*words}))
            return replace(less, heard=heard)
        case _:
            assert_never(fact)


def _taken_from(heard: Heard, member: MemberId, words: tuple[WordsId, ...]) -> Heard:
    """Who has no words left there is not told of any more: an entry without words is a pass."""
    told = (_less(one, words) if one.member == member and one.words else one for one in heard.told)
    left = (_without_calls(one, words) for one in told if one is not None)
    return replace(heard, told=tuple(left), picked=_less_picked(heard, words))


def _less_picked(heard: Heard, words: tuple[WordsId, ...]) -> Picked | None:
    if heard.picked is None:
        return None
    return replace(heard.picked, words=tuple(w for w in heard.picked.words if w not in words))


def _without_calls(told: Told, words: tuple[WordsId, ...]) -> Told:
    calls = tuple(call for call in told.calls if not {*call.words} & {*words})
    return replace(told, calls=calls)


def _less(told: Told, words: tuple[WordsId, ...]) -> Told | None:
    left = tuple(word for word in told.words if word not in words)
    return replace(told, words=left) if left else None


def _with_seat(state: Session, invited: Invited) -> Session:
    """A member has a place, or another lane; who chooses to be live is at the table."""
    if state.table is not None:
        others = tuple(member for member in state.table if member != invited.member)
        here = invited.lane is Lane.LIVE
        state = replace(state, table=(*others, invited.member) if here else others)
    if all(seat.member != invited.member for seat in state.seats):
        gone = tuple(seat for seat in state.gone if seat.member != invited.member)
        return replace(state, seats=(*state.seats, invited), gone=gone)
    seats = (invited if seat.member == invited.member else seat for seat in state.seats)
    return replace(state, seats=tuple(seats))
