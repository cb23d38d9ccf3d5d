"""The two doors of a discussion: how one begins, and what a command means for a running one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.people import Lane
from facilitator.core.quiet import NEVER
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Away,
    Cancel,
    End,
    HostWord,
    Joined,
    KeepTime,
    Left,
    Outage,
    Pace,
    Passage,
    Resume,
    TimePassed,
    TookBack,
    in_own_lane,
)
from facilitator.core.rounds.discussion.commands import Begin, Command, OwnWord
from facilitator.core.rounds.discussion.course import first_swap, follow
from facilitator.core.rounds.discussion.evolving import evolve, fold
from facilitator.core.rounds.discussion.facts import (
    Announced,
    Fact,
    HandRaised,
    WordsTakenBack,
)
from facilitator.core.rounds.discussion.hosting import host_word, welcome_back
from facilitator.core.rounds.discussion.speaking import (
    after_the_close,
    come_to_table,
    leave_table,
    own_word,
)
from facilitator.core.rounds.discussion.state import Discussion, HandKind, Phase, Place, Seat
from facilitator.core.rounds.facts import MemberLeft, OutageGivenBack, TimeKept
from facilitator.core.rounds.windows import end_of, given_back, mail_window

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> Facts:
    """The facts that open a discussion; raises :class:`Refusal`.

    Where nobody is at the table, only the window of those in their own time runs.
    """
    if not begin.prompt.strip():
        raise Refusal("topic-missing")
    talking = any(invited.member not in begin.settings.silent for invited in begin.seats)
    if len(begin.seats) < begin.least or not talking:
        raise Refusal("nobody-to-talk-with")
    announced = _announced(begin, now)
    state = evolve(None, announced)
    told: Facts = (announced, *_first_hands(state, now))
    return told + follow(fold(state, told[1:]), now)


def _announced(begin: Begin, now: datetime) -> Announced:
    seats = tuple(in_own_lane(invited) for invited in begin.seats)
    chosen = begin.settings
    slow = mail_window(chosen.slow, seats, short_agreed=chosen.short_agreed)
    settings = replace(chosen, slow=slow)
    table = any(i.lane is Lane.LIVE and i.member not in settings.silent for i in seats)
    ends = now + settings.live
    return Announced(
        chair=begin.by,
        prompt=begin.prompt,
        seats=seats,
        settings=settings,
        timed=begin.timed,
        at=now,
        phase=Phase.OPEN if table else Phase.SLOW,
        live_until=ends,
        slow_until=end_of(now, settings.slow, settings.quiet_times),
        cue_at=ends - settings.last_call,
        swap_at=first_swap(settings, now) if table else None,
    )


def _first_hands(state: Discussion, now: datetime) -> Facts:
    """The hands of those whom the format lets begin, as far as they are at the table."""
    here = {seat.member for seat in state.at_table}
    first = (member for member in state.settings.first if member in here)
    return tuple(HandRaised(member, HandKind.TOPIC, now, first=True) for member in first)


def decide(state: Discussion, command: Command, now: datetime) -> Facts:
    """What ``command`` brings about, with all that follows from it; raises :class:`Refusal`.

    Changes nothing itself. Only :class:`TimePassed` brings deadlines about; from what changed
    nothing, nothing follows.
    """
    told = _decided(state, command, now)
    ticks = isinstance(command, TimePassed)
    if not told and not ticks:
        return ()
    return told + follow(fold(state, told), now, clock=ticks)


def _decided(state: Discussion, command: Command, now: datetime) -> Facts:
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
    if isinstance(command, Outage):
        return _give_back(state, command.span, now)
    if isinstance(command, KeepTime):
        return (TimeKept(command.on),) if command.on is not state.timed else ()
    return ()


def _after_the_close(state: Discussion, command: Command) -> Facts:
    if isinstance(command, OwnWord):
        return after_the_close(state, command)
    if isinstance(command, HostWord) and not isinstance(command, End | Cancel):
        raise Refusal("round-over")
    seat = state.seat(command.by) if isinstance(command, TookBack) else None
    return _take_back(state, seat, command) if isinstance(command, TookBack) and seat else ()


def _passage(state: Discussion, passage: Passage, now: datetime) -> Facts:
    """The shell reports these of everybody; who has no place here is no concern of the round."""
    seat = state.seat(passage.by)
    if seat is None:
        return ()
    match passage:
        case Left():
            return (MemberLeft(seat.member),) if seat.present else ()
        case Joined(lane=lane):
            return welcome_back(seat, lane)
        case Pace(lane=Lane.LIVE):
            return come_to_table(state, seat)
        case Pace() | Away():
            return leave_table(seat, now)
        case TookBack():
            return _take_back(state, seat, passage)
        case _:
            assert_never(passage)


def _take_back(state: Discussion, seat: Seat, taking: TookBack) -> Facts:
    """Letters go at once and at any time; a place in one's own time without one is open again."""
    said = {word for letter in state.letters_of(seat.member) for word in letter.words}
    taken = tuple(word for word in taking.words if word in said)
    if not taken:
        return ()
    empty = seat.slow and seat.place is Place.DONE and not said - {*taken}
    return (WordsTakenBack(seat.member, taken, Place.OPEN if empty else seat.place),)


def _give_back(state: Discussion, span: timedelta, now: datetime) -> Facts:
    """Our deaf time is nobody's silence. In a pause no clock ran, so nothing was lost."""
    if span <= timedelta(0) or state.paused_at is not None:
        return ()
    quiet = state.settings.quiet_times
    window = given_back(state.slow_until, span, state.settings.slow, now, quiet)
    if state.phase is not Phase.OPEN:
        return (OutageGivenBack(span, window, None),)
    box = given_back(state.live_until, span, state.settings.live, now, NEVER)  # people are there
    return (OutageGivenBack(span, window, box),)
