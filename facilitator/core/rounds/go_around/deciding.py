"""The two doors of a go-around: how one begins, and what a command means for a running one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Away,
    Cancel,
    Command,
    End,
    HostWord,
    Joined,
    KeepTime,
    Left,
    Outage,
    OwnWord,
    Pace,
    Passage,
    Resume,
    TimePassed,
    TookBack,
    in_own_lane,
)
from facilitator.core.rounds.facts import MemberLeft, OutageGivenBack, TimeKept
from facilitator.core.rounds.go_around.commands import Begin
from facilitator.core.rounds.go_around.course import follow, open_circle
from facilitator.core.rounds.go_around.evolving import evolve, fold
from facilitator.core.rounds.go_around.facts import Announced, Fact, WordsTakenBack
from facilitator.core.rounds.go_around.hosting import host_word, place_for, welcome_back
from facilitator.core.rounds.go_around.speaking import (
    after_the_close,
    called_out,
    come_to_table,
    leave_table,
    own_word,
    sweep_end,
)
from facilitator.core.rounds.go_around.state import GoAround, Phase, Place, Seat
from facilitator.core.rounds.windows import end_of, given_back, mail_window, moved

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that begin a go-around; raises :class:`Refusal`.

    Who began it is at the table, unless there is a lead to wait for. The window counts from the
    opening of the circle, so that a lead only adds time.
    """
    if not begin.prompt.strip():
        raise Refusal("prompt-missing")
    if len(begin.seats) < begin.least:
        raise Refusal("nobody-to-ask")
    announced = _announced(begin, now)
    told: Facts = (announced,)
    state = evolve(None, announced)
    if not begin.settings.lead:
        told += _here_already(state, {begin.by, *begin.here}, now)
        told += open_circle(fold(state, told[1:]), now)
    return told + follow(fold(state, told[1:]), now)


def _here_already(state: GoAround, here: set[MemberId | None], now: datetime) -> Facts:
    seats = (seat for seat in state.seats if seat.member in here and not seat.slow)
    return tuple(fact for seat in seats for fact in come_to_table(state, seat, now))


def _announced(begin: Begin, now: datetime) -> Announced:
    seats = tuple(in_own_lane(invited) for invited in begin.seats)
    window = mail_window(begin.settings.window, seats, short_agreed=begin.settings.short_agreed)
    settings = replace(begin.settings, window=window)
    opens = end_of(now, settings.lead, settings.quiet_times)
    until = end_of(opens, settings.window, settings.quiet_times)
    return Announced(
        begin.by, begin.prompt, seats, settings, now, opens, until, begin.timed, begin.letters
    )


def decide(state: GoAround, command: Command, now: datetime) -> Facts:
    """What ``command`` brings about, with all that follows from it; raises :class:`Refusal`.

    Changes nothing itself. Only :class:`TimePassed` brings deadlines about.
    """
    told = _decided(state, command, now)
    ticks = isinstance(command, TimePassed)
    return told + follow(fold(state, told), now, clock=ticks)


def _decided(state: GoAround, command: Command, now: datetime) -> Facts:
    if state.over:
        return _after_the_close(state, command)
    then = state.moment(now)
    if isinstance(command, OwnWord):
        return own_word(state, command, then)
    if isinstance(command, HostWord):
        # Resuming is the one word that has to know how long the pause was.
        return host_word(state, command, now if isinstance(command, Resume) else then)
    if isinstance(command, Passage):
        return _passage(state, command, then)
    if isinstance(command, KeepTime):
        return () if command.on is state.timed else (TimeKept(command.on),)
    if isinstance(command, Outage):
        return _give_back(state, command.span, now)
    return ()


def _after_the_close(state: GoAround, command: Command) -> Facts:
    if isinstance(command, OwnWord):
        return after_the_close(state, command)
    if isinstance(command, HostWord) and not isinstance(command, End | Cancel):
        raise Refusal("round-over")
    if isinstance(command, TookBack):
        return _take_back(state, command, None)
    return ()


def _passage(state: GoAround, passage: Passage, now: datetime) -> Facts:
    """The shell reports these of everybody; who has no place here is no concern of the round."""
    seat = state.seat(passage.by)
    if seat is None:
        return ()
    match passage:
        case Left():
            return (MemberLeft(seat.member),) if seat.present else ()
        case Joined(lane=lane):
            return welcome_back(state, seat, lane, now)
        case Pace(lane=Lane.LIVE):
            return () if seat.by_mail else come_to_table(state, seat, now)
        case Pace() | Away():
            return leave_table(seat, now)
        case TookBack():
            return _take_back(state, passage, now)
        case _:
            assert_never(passage)


def _take_back(state: GoAround, taking: TookBack, now: datetime | None) -> Facts:
    """Words go at once and at any time; a place without words is open again while one can answer.

    ``now`` is ``None`` after the close.
    """
    seat = state.seat(taking.by)
    said = {*seat.words, *seat.letter, *seat.echo} if seat else set()
    called = {word for word in called_out(state, taking.by) if word in taking.words}
    taken = tuple(word for word in taking.words if word in said | called)
    if seat is None or not taken:
        return ()
    only_calls = not said & {*taken}
    if only_calls or seat.place is not Place.SPOKE or {*seat.words, *seat.echo} - {*taken}:
        return (WordsTakenBack(seat.member, taken, seat.place, seat.until),)
    place = _place_again(state, seat)
    until = sweep_end(state, now) if now and place is Place.SWEEP else None
    return (WordsTakenBack(seat.member, taken, place, until),)


def _place_again(state: GoAround, seat: Seat) -> Place:
    return Place.LEFT if seat.gone else place_for(state, seat.lane)


def _give_back(state: GoAround, span: timedelta, now: datetime) -> Facts:
    """Our deaf time is nobody's silence. In a pause no clock ran, so nothing was lost."""
    if span <= timedelta(0) or state.paused_at is not None:
        return ()
    quiet = state.settings.quiet_times
    if state.phase is Phase.ECHO and state.step_until:
        step_until = given_back(state.step_until, span, state.echo_span, now, quiet)
        return (OutageGivenBack(span, state.until + span, step_until),)
    until = given_back(state.until, span, state.settings.window, now, quiet)
    return (OutageGivenBack(span, until, moved(state.step_until, span)),)
