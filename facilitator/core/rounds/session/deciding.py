"""The two doors of a session: how one begins, and what a command means for a running one.

While a step is held as a round of its own, what people say goes to that round; a session hears of
it when the round is over. Parts, stillness, the order of steps and the end are the session's.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.formats.format import HOST, Above, Filled, Format, May
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
    Pass,
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
    Outcome,
    TimeKept,
)
from facilitator.core.rounds.hosting import pausing
from facilitator.core.rounds.session import beside
from facilitator.core.rounds.session.apart import next_divided, parted
from facilitator.core.rounds.session.commands import (
    AnswerAhead,
    Begin,
    Command,
    Sit,
    StepOver,
    TableOver,
    Take,
)
from facilitator.core.rounds.session.course import (
    ended,
    follow,
    offer_over,
    offer_span,
    still_for,
    still_over,
)
from facilitator.core.rounds.session.evolving import evolve, fold
from facilitator.core.rounds.session.facts import (
    Fact,
    Opened,
    PartDeclined,
    PartTaken,
    SeatChanged,
    StepEnded,
    StillnessMoved,
    WordsTakenBack,
)
from facilitator.core.rounds.session.holding import NEWCOMERS
from facilitator.core.rounds.session.state import Part, Phase, Session
from facilitator.core.rounds.session.tables import come_late, leave_tables, sit, table_over
from facilitator.core.rounds.windows import end_of, given_back

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that begin a session; raises :class:`Refusal`.

    Of a season it is what follows the last meeting; each meeting is a session of its own.
    """
    _fits(begin)
    whole, each = _parted(begin)
    opened = Opened(
        begin.by, whole, tuple(in_own_lane(seat) for seat in begin.seats), begin.seed,
        begin.answers, _parts(begin), now, begin.timed, begin.quiet_times, each, begin.apart,
    )  # fmt: skip
    return (opened, *follow(evolve(None, opened), now))


def _parted(begin: Begin) -> tuple[Format, Format | None]:
    """What everybody does together, and what each table holds where more came than fit; a table is
    laid by these numbers, and is not divided again.
    """
    parts = parted(begin.format, len(begin.seats)) if begin.apart is None else None
    return parts or (begin.format, None)


def _fits(begin: Begin) -> None:
    title, size, people = Text(begin.format.title), begin.format.size, len(begin.seats)
    if begin.apart is not None or (size.above is Above.OPEN and people >= size.least):
        return
    if people < size.least:
        raise Refusal("format-too-few", {"format": title, "least": size.least})
    if people > size.most and _parted(begin)[1] is None:
        more = next_divided(size, people)
        raise Refusal("format-too-many", {"format": title, "most": size.most, "next": more})


def _parts(begin: Begin) -> tuple[Part, ...]:
    """Parts that are known before anything is asked: whoever was named, and newcomers."""
    parts = [Part(NEWCOMERS, begin.newcomers)] if begin.newcomers else []
    here = {seat.member for seat in begin.seats}
    named = [member for member in begin.named if member in here]
    starter = (begin.by,) if begin.by else ()
    for role in begin.format.roles:
        if role.who is Filled.MENTIONED:
            taken, named = named[: role.most], named[role.most or len(named):]  # fmt: skip
            parts.append(Part(role.name, tuple(taken) or starter))
        elif role.who is Filled.PICK and named:
            taken, named = named[: role.most], named[role.most or len(named):]  # fmt: skip
            parts.append(Part(role.name, tuple(taken)))
        elif role.who is Filled.STARTER and role.name != HOST:
            parts.append(Part(role.name, starter))
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
        return _after_the_close(state, command)
    if isinstance(command, StepOver):
        return _step_over(state, command, now)
    if isinstance(command, TableOver):
        return table_over(state, command, now)
    if isinstance(command, HostWord):
        return _host_word(state, command, now)
    if isinstance(command, Sit | AnswerAhead):
        return sit(state, command) if isinstance(command, Sit) else beside.answer(state, command)
    if isinstance(command, Take | OwnWord):
        return _own_word(state, command)
    if isinstance(command, Passage):
        return _passage(state, command)
    if isinstance(command, KeepTime):
        return () if command.on is state.timed else (TimeKept(command.on),)
    if isinstance(command, Outage):
        return _give_back(state, command.span, now)
    return ()


def _after_the_close(state: Session, command: Command) -> Facts:
    if isinstance(command, TookBack):
        return _taken_back(state, command)
    if isinstance(command, HostWord) and not isinstance(command, End | Cancel):
        raise Refusal("round-over")
    if isinstance(command, Take | Sit | AnswerAhead):
        raise Refusal("round-over")
    return ()


def _step_over(state: Session, over: StepOver, now: datetime) -> Facts:
    """The round of the present step has ended; an older one's end is no news any more."""
    step = state.step
    if step is None or not state.begun or state.phase is not Phase.STEP:
        return ()
    if (over.heard.step, over.heard.lap) != (step.id, state.lap):
        return ()
    if over.ended:
        return (StepEnded(over.heard, over.table), Closed(Outcome.ENDED, now))
    return ended(state, step, over.heard, over.table)


def _own_word(state: Session, said: Take | OwnWord) -> Facts:
    """*in* takes the part that is offered, *pass* leaves it to others; the rest is for the step."""
    if state.phase is not Phase.FILLING or state.offered is None:
        if isinstance(said, Take):
            raise Refusal("nothing-offered")
        return ()
    if not isinstance(said, Take | Here | Pass):
        return ()
    if state.seat(said.by) is None:
        raise Refusal("not-in-this-round")
    if said.by in state.holders(state.offered):
        return ()
    if isinstance(said, Pass):
        return () if said.by in state.declined else (PartDeclined(said.by),)
    if state.offered == HOST:
        return (ChairHanded(said.by),)
    return (PartTaken(state.offered, said.by),)


def _host_word(state: Session, said: HostWord, now: datetime) -> Facts:
    as_host(state, said)
    match said:
        case Next() | Skip():
            return _move_on(state, now)
        case Pause() | Resume():
            return pausing(state.paused_at, said, now)
        case Extend(span=span):
            return _extend(state, span)
        case Add(invited=invited):
            return () if state.seat(invited.member) else come_late(state, in_own_lane(invited))
        case Chair(member=member):
            if state.seat(member) is None:
                raise Refusal("not-in-this-round")
            return () if member == state.chair else (ChairHanded(member),)
        case End():
            return (Closed(Outcome.ENDED, now),)
        case Cancel():
            return (Cancelled(now),)
        case _:
            assert_never(said)


def as_host(state: Session, said: HostWord) -> HostWord:
    """The word as the round of the present step takes it; raises :class:`Refusal`.

    Who may host is known to the session: the chair may have been handed on since the step began,
    and some parts let their holders do something (a guardian of the quiet).
    """
    if not (said.host or said.by == state.chair or _may(state, said)):
        raise Refusal("only-hosts")
    return replace(said, host=True)


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
    if state.until is None:
        return ()
    return (StillnessMoved(end_of(state.until, span, state.quiet_times) - state.until),)


def _give_back(state: Session, span: timedelta, now: datetime) -> Facts:
    """Our deaf time is nobody's. In a pause no clock ran, so nothing was lost."""
    if state.until is None or state.paused_at is not None or span <= timedelta(0):
        return ()
    step = state.step
    still = still_for(state, step) if step and state.phase is Phase.STILL else None
    until = given_back(state.until, span, still or offer_span(state), now, state.quiet_times)
    return (StillnessMoved(until - state.until, outage=True),)


def _taken_back(state: Session, taking: TookBack) -> Facts:
    """Words of earlier steps go too, at any time; the round they were said in tells their author."""
    told = [told for heard in state.heard for told in heard.told]
    said = {word for one in told if one.member == taking.by for word in one.words}
    calls = (call for one in told for call in one.calls if call.member == taking.by)
    said |= {word for call in calls for word in call.words}
    given = (one for ahead in state.ahead if (one := ahead.answer(taking.by)))
    said |= {word for one in given for word in one.words}
    taken = tuple(word for word in taking.words if word in said)
    return (WordsTakenBack(taking.by, taken),) if taken else ()


def _back_again(state: Session, said: Joined) -> Facts:
    """Who left and is here again has a place in the steps to come."""
    gone = next((seat for seat in state.gone if seat.member == said.by), None)
    if gone is None:
        return ()
    return (SeatChanged(in_own_lane(replace(gone, lane=said.lane))),)


def _passage(state: Session, passage: Passage) -> Facts:
    """The shell reports these of everybody; who has no place here is no concern of the session."""
    if isinstance(passage, TookBack):
        return _taken_back(state, passage)
    if isinstance(passage, Joined):
        return _back_again(state, passage)
    seat = state.seat(passage.by)
    if seat is None:
        return ()
    match passage:
        case Left():
            return leave_tables(state, seat.member)
        case Pace(lane=lane):
            return (
                ()
                if seat.by_mail or lane is seat.lane
                else (SeatChanged(replace(seat, lane=lane)),)
            )
        case Away():
            return () if seat.lane is Lane.SLOW else (SeatChanged(replace(seat, lane=Lane.SLOW)),)
        case _:
            assert_never(passage)
