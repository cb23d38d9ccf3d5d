"""What a fact makes of a poll."""

from dataclasses import replace
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.rounds.places import with_place
from facilitator.core.rounds.poll import detaching
from facilitator.core.rounds.poll.facts import (
    ClosingBegan,
    ClosingStopped,
    Detached,
    Fact,
    Joined,
    LaneChosen,
    Left,
    LotDrawn,
    NativeRemoved,
    OptionAdded,
    Paused,
    PollCancelled,
    PollClosed,
    PollOpened,
    PollReopened,
    PresenceChanged,
    Reminded,
    Resumed,
    TakenBack,
    TimeAdded,
    Voted,
    VotedLate,
)
from facilitator.core.rounds.poll.state import Ballot, Came, Cause, Ending, Phase, Poll

_OfTime = TimeAdded | Reminded | ClosingBegan | ClosingStopped | Paused | Resumed
_OfPlaces = Joined | Left | PresenceChanged | LaneChosen
_OfPhase = PollClosed | Detached | PollCancelled | PollReopened | LotDrawn


def evolve(poll: Poll | None, fact: Fact) -> Poll:
    """The poll after a fact; only its opening comes to nothing yet."""
    match fact:
        case PollOpened():
            return Poll(
                fact.id, fact.number, fact.kind, fact.asker, fact.question, fact.options,
                fact.settings, fact.places, fact.at, fact.until,
            )  # fmt: skip
        case _ if poll is None:
            raise ValueError("a poll begins with its opening")
        case Voted() | VotedLate() | TakenBack() | OptionAdded():
            return _after_answer(poll, fact)
        case TimeAdded() | Reminded() | ClosingBegan() | ClosingStopped() | Paused() | Resumed():
            return _after_time(poll, fact)
        case Joined() | Left() | PresenceChanged() | LaneChosen():
            return _after_places(poll, fact)
        case PollClosed() | Detached() | PollCancelled() | PollReopened() | LotDrawn():
            return _after_phase(poll, fact)
        case NativeRemoved():
            return replace(poll, native_gone=True)
        case _:
            assert_never(fact)


def fold(poll: Poll, facts: tuple[Fact, ...]) -> Poll:
    """The poll after several facts."""
    for fact in facts:
        poll = evolve(poll, fact)
    return poll


def _after_answer(poll: Poll, fact: Voted | VotedLate | TakenBack | OptionAdded) -> Poll:
    match fact:
        case Voted(ballot):
            return replace(poll, ballots=(*poll.ballots, ballot))
        case VotedLate(ballot):
            return replace(poll, late=(*poll.late, ballot))
        case TakenBack(member, source):
            return _without(poll, member, source)
        case OptionAdded(option, until):
            answered = bool(poll.ballots)
            added = replace(poll, options=(*poll.options, option), until=until)
            return replace(added, runs_on=poll.runs_on or answered)
        case _:
            assert_never(fact)


def _without(poll: Poll, member: MemberId, source: str) -> Poll:
    def taken(one: Ballot) -> Ballot:
        mine = one.member == member and one.came_from(source)
        return replace(one, withdrawn=not poll.over, words=None) if mine else one

    ballots, late = tuple(map(taken, poll.ballots)), tuple(map(taken, poll.late))
    return replace(poll, ballots=ballots, late=late)


def _after_time(poll: Poll, fact: _OfTime) -> Poll:
    match fact:
        case TimeAdded(cause, until, closing_at, member):
            asked = () if member is None else (member,)
            moved = replace(poll, until=until, closing_at=closing_at, more=poll.more + asked)
            waited = poll.waited or cause is Cause.QUORUM
            just_now = until - poll.until < poll.settings.reminds  # a second word would be too soon
            return replace(moved, waited=waited, reminded=waited or (poll.reminded and just_now))
        case Reminded():
            return replace(poll, reminded=True)
        case ClosingBegan(at):
            return replace(poll, closing_at=at)
        case ClosingStopped():
            return replace(poll, closing_at=None)
        case Paused(at):
            return replace(poll, paused_at=at)
        case Resumed(until, closing_at):
            return replace(poll, paused_at=None, until=until, closing_at=closing_at)
        case _:
            assert_never(fact)


def _after_places(poll: Poll, fact: _OfPlaces) -> Poll:
    match fact:
        case Joined(place):
            others = tuple(one for one in poll.places if one.member != place.member)
            return replace(poll, places=(*others, place))
        case Left(member):
            return _with_place(poll, member, left=True)
        case PresenceChanged(member, away, reached):
            return _with_place(poll, member, away=away, reached=reached)
        case LaneChosen(member, lane, until):
            return replace(_with_place(poll, member, lane=lane), until=until)
        case _:
            assert_never(fact)


def _with_place(poll: Poll, member: MemberId, **changes: bool | Lane) -> Poll:
    return replace(poll, places=with_place(poll.places, member, **changes))


def _after_phase(poll: Poll, fact: _OfPhase) -> Poll:
    match fact:
        case PollClosed(came, chosen, ending, at, by):
            over = replace(poll, phase=Phase.CLOSED, came=came, chosen=chosen, ending=ending)
            return replace(over, closed_at=at, closed_by=by, closing_at=None, paused_at=None)
        case Detached():
            return detaching.evolved(poll, fact)
        case PollCancelled(by, at):
            off = replace(poll, phase=Phase.CANCELLED, came=Came.CANCELLED, closed_at=at)
            return replace(off, closed_by=by, closing_at=None, paused_at=None)
        case PollReopened(_, until):
            back = replace(poll, phase=Phase.OPEN, came=None, chosen=(), ending=None, until=until)
            again = replace(back, closed_at=None, closed_by=None, runs_on=True, lot="")
            return replace(again, reminded=False, waited=False)
        case LotDrawn(option, seed):
            drawn = replace(poll, came=Came.DECIDED, chosen=(option,), lot=seed)
            return replace(drawn, ending=Ending.LOT)
        case _:
            assert_never(fact)
