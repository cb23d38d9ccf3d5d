"""The two doors of a prompt round: how one begins, and what a command means for a running one."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import (
    Away,
    Cancel,
    Command,
    End,
    HostWord,
    Invited,
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
from facilitator.core.rounds.prompt_round.commands import Begin
from facilitator.core.rounds.prompt_round.course import follow
from facilitator.core.rounds.prompt_round.evolving import fold
from facilitator.core.rounds.prompt_round.facts import Announced, Fact, WordsTakenBack
from facilitator.core.rounds.prompt_round.hosting import host_word, welcome_back
from facilitator.core.rounds.prompt_round.speaking import after_the_close, own_word
from facilitator.core.rounds.prompt_round.state import Phase, Place, PromptRound, Seat, Settings
from facilitator.core.rounds.windows import end_of, given_back, mail_window

Facts = tuple[Fact, ...]


def announce(begin: Begin, now: datetime) -> tuple[Announced]:
    """The one fact that begins a prompt round; raises :class:`Refusal`."""
    if not begin.prompt.strip():
        raise Refusal("question-missing")
    if len(begin.seats) < begin.least:
        raise Refusal("nobody-to-answer")
    seats = tuple(in_own_lane(invited) for invited in begin.seats)
    settings = _settings(begin.settings, seats)
    until = end_of(now, settings.window, settings.quiet_times)
    return (Announced(begin.by, begin.prompt, seats, settings, begin.seed, now, until),)


def _settings(chosen: Settings, seats: tuple[Invited, ...]) -> Settings:
    """As they will hold: time for a letter, and names wherever words are seen as they come."""
    window = mail_window(chosen.window, seats, short_agreed=chosen.short_agreed)
    return replace(chosen, window=window, signed=chosen.signed or not chosen.sealed)


def decide(state: PromptRound, command: Command, now: datetime) -> Facts:
    """What ``command`` brings about, with all that follows from it; raises :class:`Refusal`.

    Changes nothing itself. Only :class:`TimePassed` brings deadlines about.
    """
    told = _decided(state, command, now)
    ticks = isinstance(command, TimePassed)
    if not told and not ticks:
        return ()
    return told + follow(fold(state, told), now, clock=ticks)


def _decided(state: PromptRound, command: Command, now: datetime) -> Facts:
    if state.over:
        return _after_the_close(state, command)
    then = state.moment(now)
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


def _after_the_close(state: PromptRound, command: Command) -> Facts:
    if isinstance(command, OwnWord):
        return after_the_close(state, command)
    if isinstance(command, HostWord) and not isinstance(command, End | Cancel):
        raise Refusal("round-over")
    if isinstance(command, TookBack):
        return _passage(state, command)
    return ()


def _passage(state: PromptRound, passage: Passage) -> Facts:
    """The shell reports these of everybody; who has no place here is no concern of the round."""
    seat = state.seat(passage.by)
    if seat is None:
        return ()
    match passage:
        case Left():
            return (MemberLeft(seat.member),) if seat.present else ()
        case Joined(lane=lane):
            return welcome_back(seat, lane)
        case Pace(lane=lane):
            return _in_lane(seat, lane)
        case Away():
            return _in_lane(seat, Lane.SLOW)
        case TookBack():
            return _take_back(seat, passage)
        case _:
            assert_never(passage)


def _in_lane(seat: Seat, lane: Lane) -> Facts:
    if not seat.present or seat.by_mail or seat.lane is lane:
        return ()
    return (LaneChosen(seat.member, lane),)


def _take_back(seat: Seat, taking: TookBack) -> Facts:
    """Words go at once and at any time; a place without words is open again."""
    said = {*seat.words, *seat.echo}
    taken = tuple(word for word in taking.words if word in said)
    if not taken:
        return ()
    empty = seat.place is Place.SPOKE and not said - {*taken}
    again = Place.LEFT if seat.gone else Place.OPEN
    return (WordsTakenBack(seat.member, taken, again if empty else seat.place),)


def _give_back(state: PromptRound, span: timedelta, now: datetime) -> Facts:
    """Our deaf time is nobody's silence. In a pause no clock ran, so nothing was lost."""
    if span <= timedelta(0) or state.paused_at is not None:
        return ()
    quiet = state.settings.quiet_times
    if state.phase is Phase.ECHO and state.step_until:
        step_until = given_back(state.step_until, span, state.echo_span, now, quiet)
        return (OutageGivenBack(span, state.until + span, step_until),)
    until = given_back(state.until, span, state.settings.window, now, quiet)
    return (OutageGivenBack(span, until, None),)
