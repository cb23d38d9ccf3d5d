"""The two doors of a pick: how one begins, and what a command means for a running one."""

from datetime import datetime, timedelta

from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Away,
    Cancel,
    End,
    Here,
    HostWord,
    Joined,
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
from facilitator.core.rounds.facts import LaneChosen, MemberLeft, OutageGivenBack
from facilitator.core.rounds.pick.commands import Begin, Command, Name
from facilitator.core.rounds.pick.course import follow
from facilitator.core.rounds.pick.evolving import fold
from facilitator.core.rounds.pick.facts import Announced, Fact
from facilitator.core.rounds.pick.hosting import host_word, welcome_back
from facilitator.core.rounds.pick.speaking import name, own_word, taken_back
from facilitator.core.rounds.pick.state import Phase, Pick
from facilitator.core.rounds.windows import end_of, given_back

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that begin a pick; raises :class:`Refusal`."""
    if not begin.seats:
        raise Refusal("nobody-to-answer")
    seats = tuple(in_own_lane(invited) for invited in begin.seats)
    chosen = begin.settings
    until = end_of(now, chosen.window, chosen.quiet_times)
    return (
        Announced(
            begin.chair, begin.prompt, seats, begin.options, chosen, begin.seed, now, until
        ),
    )  # fmt: skip


def decide(state: Pick, command: Command, now: datetime) -> Facts:
    """What ``command`` brings about, with all that follows from it; raises :class:`Refusal`.

    Changes nothing itself. Only :class:`TimePassed` brings deadlines about.
    """
    told = _decided(state, command, now)
    ticks = isinstance(command, TimePassed)
    if not told and not ticks:
        return ()
    return told + follow(fold(state, told), now, clock=ticks)


def _decided(state: Pick, command: Command, now: datetime) -> Facts:
    if isinstance(command, TookBack):
        return taken_back(state, command)
    if state.over:
        return _after_the_close(command)
    then = state.moment(now)
    if isinstance(command, Name):
        return name(state, command, now)
    if isinstance(command, OwnWord):
        return own_word(state, command, then)
    if isinstance(command, HostWord):
        # Resuming is the one word that has to know how long the pause was.
        return host_word(state, command, now if isinstance(command, Resume) else then)
    if isinstance(command, Passage):
        return _passage(state, command)
    if isinstance(command, Outage):
        return _give_back(state, command.span, now)
    return ()


def _after_the_close(command: Command) -> Facts:
    silent = isinstance(command, End | Cancel | Here)
    if isinstance(command, Name | OwnWord | HostWord) and not silent:
        raise Refusal("round-over")
    return ()


def _passage(state: Pick, passage: Passage) -> Facts:
    seat = state.seat(passage.by)
    if seat is None:
        return ()
    match passage:
        case Left():
            return (MemberLeft(seat.member),) if seat.present else ()
        case Joined(lane=lane):
            return welcome_back(seat, lane)
        case Pace(lane=lane):
            stays = seat.by_mail or lane is seat.lane or not seat.present
            return () if stays else (LaneChosen(seat.member, lane),)
        case Away():
            return () if seat.slow or not seat.present else (LaneChosen(seat.member, Lane.SLOW),)
        case _:
            return ()


def _give_back(state: Pick, span: timedelta, now: datetime) -> Facts:
    """Our deaf time is nobody's. In a pause no clock ran, so nothing was lost."""
    if state.paused_at is not None or span <= timedelta(0):
        return ()
    chosen, quiet = state.settings, state.settings.quiet_times
    until, choosing = state.until, state.choosing_until
    if state.phase is Phase.NAMING:
        until = given_back(until, span, chosen.window, now, quiet)
    elif choosing is not None:
        choosing = given_back(choosing, span, chosen.choosing, now, quiet)
    return (OutageGivenBack(span, until, choosing),)
