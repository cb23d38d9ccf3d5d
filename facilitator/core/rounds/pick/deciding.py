"""The two doors of a pick: how one begins, and what a command means for a running one."""

from datetime import datetime, timedelta

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId
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
    Invited,
    Joined,
    Left,
    More,
    Next,
    Outage,
    OwnWord,
    Pace,
    Pass,
    Passage,
    Pause,
    Resume,
    Skip,
    Speak,
    StepOut,
    TimePassed,
    TookBack,
    Via,
    in_own_lane,
)
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    MemberLeft,
    OutageGivenBack,
    Outcome,
    Passed,
)
from facilitator.core.rounds.pausing import pausing
from facilitator.core.rounds.pick.commands import Begin, Command, Name
from facilitator.core.rounds.pick.course import follow, most_named, named
from facilitator.core.rounds.pick.evolving import fold
from facilitator.core.rounds.pick.facts import (
    Announced,
    Extended,
    Fact,
    LaneChosen,
    MemberReturned,
    Named,
    NamingTakenBack,
    Picked,
    SeatAdded,
)
from facilitator.core.rounds.pick.state import How, Option, Phase, Pick, Place, Seat
from facilitator.core.rounds.windows import MOST_EXTENSIONS, end_of, given_back

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
        return _taken_back(state, command)
    if state.over:
        return _after_the_close(command)
    if isinstance(command, Name):
        return _name(state, command, now)
    if isinstance(command, OwnWord):
        return _own_word(state, command, state.paused_at or now)
    if isinstance(command, HostWord):
        return _host_word(state, command, now)
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


# -- what members say ----------------------------------------------------------------------------


def _name(state: Pick, said: Name, now: datetime) -> Facts:
    keys = tuple(dict.fromkeys(option.key for option in said.options))
    if not keys:
        return ()
    if len(keys) > state.settings.most:
        raise Refusal("pick-too-many", {"most": state.settings.most})
    new = tuple(option for option in said.options if state.option(option.key) is None)
    if state.phase is Phase.CHOOSING:
        return _chosen(state, said, keys, new, now)
    seat = _seat_of(state, said.by)
    if any(word in (*seat.words, *seat.withdrawn) for word in said.words):
        return ()  # delivered again
    return (Named(seat.member, keys, said.words, said.via, new),)


def _chosen(
    state: Pick, said: Name, keys: tuple[str, ...], new: tuple[Option, ...], now: datetime
) -> Facts:
    if said.by != state.decider:
        _seat_of(state, said.by)
        raise Refusal("pick-is-chosen")
    return (Picked(keys, How.CHAIR, said.words, new), Closed(Outcome.COMPLETE, now))


def _own_word(state: Pick, said: OwnWord, now: datetime) -> Facts:
    if state.phase is Phase.CHOOSING and said.by == state.decider:
        leaves = isinstance(said, Pass | StepOut)
        return most_named(state, now) if leaves else _more(state, said, now)
    seat = _seat_of(state, said.by)
    match said:
        case Pass() | StepOut():
            passes = state.phase is Phase.NAMING and seat.place is not Place.PASSED
            return (Passed(seat.member),) if passes else ()
        case Here() if state.settings.what is What.PERSON and state.phase is Phase.NAMING:
            me = state.option(seat.member)
            named_me = me is None or me.key in seat.keys
            return () if named_me else (Named(seat.member, (seat.member,), (), Via.REPLY),)
        case Speak(words=words) if said.via is not Via.ROOM:
            return _in_words(state, said, now) if words else ()
        case _:
            return _more(state, said, now)


def _in_words(state: Pick, said: Speak, now: datetime) -> Facts:
    """Words as they are, where words are picked; elsewhere they first have to be read."""
    if state.settings.what is not What.WORDS:
        return ()
    option = Option(f"w:{said.words[0]}", owner=said.by, words=said.words[0])
    return _name(state, Name(said.by, (option,), said.words, said.via), now)


def _more(state: Pick, said: OwnWord, now: datetime) -> Facts:
    if not isinstance(said, More):
        return ()
    seat = state.seat(said.by)
    if seat is not None and seat.more:
        raise Refusal("more-used")
    if state.extensions >= MOST_EXTENSIONS:
        raise Refusal("no-more-time")
    until = end_of(max(state.ends, now), state.settings.more, state.settings.quiet_times)
    return (Extended(until, said.by),)


def _seat_of(state: Pick, member: MemberId) -> Seat:
    seat = state.seat(member)
    if seat is None or not seat.present:
        raise Refusal("not-in-this-round")
    return seat


def _taken_back(state: Pick, taking: TookBack) -> Facts:
    """What was named in words goes with them; the host's own words, too."""
    seat = state.seat(taking.by)
    own = {*(seat.words if seat else ()), *_brought(state, taking.by)}
    words = tuple(word for word in taking.words if word in own)
    return (NamingTakenBack(taking.by, words),) if words else ()


def _brought(state: Pick, member: MemberId) -> list[object]:
    return [one.words for one in state.options if one.owner == member and one.words is not None]


# -- what hosts say ------------------------------------------------------------------------------


def _host_word(state: Pick, said: HostWord, now: datetime) -> Facts:
    if not said.host and said.by != state.chair:
        raise Refusal("only-hosts")
    match said:
        case Next():
            return (named if state.phase is Phase.NAMING else most_named)(state, now)
        case Skip():
            raise Refusal("nothing-to-move-on")
        case Pause() | Resume():
            return pausing(state.paused_at, said, now)
        case Extend(span=span):
            return _extend(state, span, now)
        case Add(invited=invited):
            return _add(state, in_own_lane(invited), now)
        case Chair(member=member):
            handed = _seat_of(state, member).member
            return () if handed == state.chair else (ChairHanded(handed),)
        case End():
            return (Picked((), How.NONE), Closed(Outcome.ENDED, now))
        case Cancel():
            return (Cancelled(now),)


def _extend(state: Pick, span: timedelta, now: datetime) -> Facts:
    if span <= timedelta(0):
        raise Refusal("extend-by-what")
    return (Extended(end_of(max(state.ends, now), span, state.settings.quiet_times)),)


def _add(state: Pick, invited: Invited, now: datetime) -> Facts:
    seat = state.seat(invited.member)
    if seat is not None:
        return _back(seat, invited.lane)
    return (SeatAdded(invited),)


def _back(seat: Seat, lane: Lane) -> Facts:
    return () if seat.present else (MemberReturned(seat.member, lane),)


# -- coming and going ----------------------------------------------------------------------------


def _passage(state: Pick, passage: Passage) -> Facts:
    seat = state.seat(passage.by)
    if seat is None:
        return ()
    match passage:
        case Left():
            return (MemberLeft(seat.member),) if seat.present else ()
        case Joined(lane=lane):
            return _back(seat, Lane.SLOW if seat.by_mail else lane)
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
