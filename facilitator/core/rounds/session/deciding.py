"""The two doors of a session: how one begins, and what a command means for a running one.

While a step is held as a round of its own, what people say goes to that round; a session hears of
it when the round is over. Parts, stillness, the order of steps and the end are the session's.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.formats.format import HOST, Filled, Format, May
from facilitator.core.notices import Text
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Add,
    Away,
    Cancel,
    Chair,
    End,
    Extend,
    Here,
    HostWord,
    Joined,
    KeepTime,
    Left,
    Next,
    Outage,
    OwnWord,
    Pace,
    Passage,
    Pause,
    Resume,
    Skip,
    TimePassed,
    TookBack,
    in_own_lane,
)
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    MemberLeft,
    Outcome,
    Paused,
    Resumed,
)
from facilitator.core.rounds.session.commands import Begin, Command, StepOver, Take
from facilitator.core.rounds.session.course import back, follow, offer_over, still_over
from facilitator.core.rounds.session.evolving import evolve, fold
from facilitator.core.rounds.session.facts import (
    Fact,
    Opened,
    PartSettled,
    PartTaken,
    SeatChanged,
    StepEnded,
    StillnessMoved,
    TimeKept,
)
from facilitator.core.rounds.session.holding import HELD, NEWCOMERS
from facilitator.core.rounds.session.state import Part, Phase, Session

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that begin a session; raises :class:`Refusal`."""
    _fits(begin.format, len(begin.seats))
    opened = Opened(
        begin.by, begin.format, tuple(in_own_lane(seat) for seat in begin.seats), begin.seed,
        begin.answers, _parts(begin), now, begin.timed,
    )  # fmt: skip
    return (opened, *follow(evolve(None, opened), now))


def _fits(format_: Format, people: int) -> None:
    title, size = Text(format_.title), format_.size
    unheld = sorted({step.kind for step in format_.steps} - HELD)
    if unheld or format_.plan:
        raise Refusal("format-not-yet", {"format": title})
    if people < size.least:
        raise Refusal("format-too-few", {"format": title, "least": size.least})
    if people > size.most and size.above is None:
        raise Refusal("format-too-many", {"format": title, "most": size.most})


def _parts(begin: Begin) -> tuple[Part, ...]:
    """Parts that are known before anything is asked: whoever was named, and newcomers."""
    parts = [Part(NEWCOMERS, begin.newcomers)] if begin.newcomers else []
    named = list(begin.named)
    for role in begin.format.roles:
        if role.who is Filled.MENTIONED:
            taken, named = named[: role.most], named[role.most or len(named):]  # fmt: skip
            parts.append(Part(role.name, tuple(taken) or (begin.by,)))
        elif role.who is Filled.STARTER and role.name != HOST:
            parts.append(Part(role.name, (begin.by,)))
        elif role.who is Filled.NEWCOMERS and role.name != NEWCOMERS:
            parts.append(Part(role.name, begin.newcomers))
    return tuple(parts)


def decide(state: Session, command: Command, now: datetime) -> Facts:
    """What ``command`` brings about, with all that follows from it; raises :class:`Refusal`.

    Changes nothing itself. Only :class:`TimePassed` brings deadlines about.
    """
    told = _decided(state, command, now)
    return told + follow(fold(state, told), now, clock=isinstance(command, TimePassed))


def _decided(state: Session, command: Command, now: datetime) -> Facts:
    if state.over:
        return _after_the_close(command)
    if isinstance(command, StepOver):
        return _step_over(state, command, now)
    if isinstance(command, HostWord):
        return _host_word(state, command, now)
    if isinstance(command, Take | OwnWord):
        return _own_word(state, command)
    if isinstance(command, Passage):
        return _passage(state, command)
    if isinstance(command, KeepTime):
        return () if command.on is state.timed else (TimeKept(command.on),)
    if isinstance(command, Outage):
        return _later(state, command.span) if state.paused_at is None else ()
    return ()


def _after_the_close(command: Command) -> Facts:
    if isinstance(command, HostWord) and not isinstance(command, End | Cancel):
        raise Refusal("round-over")
    if isinstance(command, Take):
        raise Refusal("round-over")
    return ()


def _step_over(state: Session, over: StepOver, now: datetime) -> Facts:
    """The round of the present step has ended; an older one's end is no news any more."""
    step = state.step
    if step is None or not state.begun or over.heard.lap != state.lap:
        return ()
    ended = StepEnded(over.heard, over.table)
    if over.ended:
        return (ended, Closed(Outcome.ENDED, now))
    return (ended, *back(evolve(state, ended), step))


def _own_word(state: Session, said: Take | OwnWord) -> Facts:
    """*in* takes the part that is offered; everything else is for the round of the step."""
    role = state.format.role(state.offered or "")
    if not isinstance(said, Take | Here) or state.phase is not Phase.FILLING or role is None:
        if isinstance(said, Take):
            raise Refusal("nothing-offered")
        return ()
    holders = state.holders(role.name)
    if said.by not in {seat.member for seat in state.seats}:
        raise Refusal("not-in-this-round")
    if said.by in holders:
        return ()
    taken = PartTaken(role.name, said.by)
    full = role.most is not None and len(holders) + 1 >= role.most
    return (taken, PartSettled(role.name)) if full else (taken,)


def _host_word(state: Session, said: HostWord, now: datetime) -> Facts:
    if not (said.host or said.by == state.chair or _may(state, said)):
        raise Refusal("only-hosts")
    match said:
        case Next() | Skip():
            return _move_on(state, now)
        case Pause():
            return () if state.paused_at else (Paused(said.by, now),)
        case Resume():
            return (Resumed(now - state.paused_at),) if state.paused_at else ()
        case Extend(span=span):
            return _extend(state, span)
        case Add(invited=invited):
            return (SeatChanged(in_own_lane(invited)),)
        case Chair(member=member):
            return () if member == state.chair else (ChairHanded(member),)
        case End():
            return (Closed(Outcome.ENDED, now),)
        case Cancel():
            return (Cancelled(now),)
        case _:
            assert_never(said)


def _may(state: Session, said: HostWord) -> bool:
    """Whether a part that somebody holds lets them do this (a guardian may call a pause)."""
    wanted = {Pause: May.PAUSE, Resume: May.PAUSE, End: May.END}.get(type(said))
    return any(
        wanted in role.may and said.by in state.holders(role.name) for role in state.format.roles
    )


def _move_on(state: Session, now: datetime) -> Facts:
    match state.phase:
        case Phase.STILL:
            return still_over(state)
        case Phase.FILLING:
            return offer_over(state, now)
        case _:
            raise Refusal("nothing-to-move-on")


def _extend(state: Session, span: timedelta) -> Facts:
    if span <= timedelta(0):
        raise Refusal("extend-by-what")
    return _later(state, span)


def _later(state: Session, span: timedelta) -> Facts:
    return (StillnessMoved(span),) if state.until and span > timedelta(0) else ()


def _passage(state: Session, passage: Passage) -> Facts:
    """The shell reports these of everybody; who has no place here is no concern of the session."""
    seat = next((seat for seat in state.seats if seat.member == passage.by), None)
    if seat is None:
        return ()
    match passage:
        case Left():
            return (MemberLeft(seat.member),)
        case Pace(lane=lane):
            return (
                ()
                if seat.by_mail or lane is seat.lane
                else (SeatChanged(replace(seat, lane=lane)),)
            )
        case Away():
            return () if seat.lane is Lane.SLOW else (SeatChanged(replace(seat, lane=Lane.SLOW)),)
        case Joined() | TookBack():
            return ()
        case _:
            assert_never(passage)
