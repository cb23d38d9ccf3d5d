"""What members answer, and what they take back."""

from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.commands import Vote
from facilitator.core.rounds.poll.facts import Fact, TakenBack, Voted, VotedLate
from facilitator.core.rounds.poll.state import Ballot, Mark, Place, Poll, Reasons, Tap
from facilitator.core.rounds.poll.tally import ballot_of, kind_of


def vote(poll: Poll, said: Vote) -> tuple[Fact, ...]:
    """What an answer does; a pass is always taken. Said again from the same source it does nothing."""
    place_in(poll, said.by)
    if poll.over and poll.settings.anonymous:
        raise Refusal(Code.LATE_UNKEPT, {"number": poll.number})
    ballot = _tapped(poll, said) if said.tapped else _ballot(poll, said)
    if poll.over:
        return () if _is_known((*poll.ballots, *poll.late), ballot) else (VotedLate(ballot),)
    if _is_known(poll.ballots, ballot):
        return ()
    _require_reason(poll, ballot)
    return (Voted(ballot, said.told),)


def _ballot(poll: Poll, said: Vote) -> Ballot:
    code = said.code if poll.settings.anonymous else ""
    return Ballot(said.by, said.marks, said.words, said.source, said.heard_at, code=code)


def _tapped(poll: Poll, said: Vote) -> Ballot:
    """One tap more: where several may be chosen, it stands beside the taps before it."""
    mark = said.marks[0]
    before = ballot_of(poll, said.by)
    gathers = kind_of(poll).gathers and poll.settings.most > 1
    kept = before.taps if before is not None and gathers and not poll.over else ()
    taps = (*(tap for tap in kept if tap.option != mark.option), Tap(mark.option, said.source))
    chosen = sorted({tap.option for tap in taps})
    if len(chosen) > poll.settings.most and gathers:
        limits = {"most": poll.settings.most, "least": poll.settings.least}
        raise Refusal(Code.TOO_MANY, {"given": len(chosen), **limits})
    marks = tuple(Mark(option, mark.value) for option in chosen)
    return Ballot(said.by, marks, None, said.source, said.heard_at, taps)


def _require_reason(poll: Poll, ballot: Ballot) -> None:
    if ballot.passed or ballot.words is not None:
        return
    against = kind_of(poll).against(ballot.marks)
    rule = poll.settings.reason
    if rule is Reasons.ALWAYS or (rule is Reasons.OBJECTION and against):
        raise Refusal(Code.REASON)


def take_back(poll: Poll, source: str, now: datetime) -> tuple[Fact, ...]:
    """What was said there stands no longer. Of several taps the others stay; after the end only the
    words go, and what was counted stays counted."""
    found = next(
        (b for b in reversed((*poll.ballots, *poll.late)) if b.came_from(source) and not b.withdrawn),
        None,
    )  # fmt: skip
    if not source or found is None or (poll.over and found.words is None):
        return ()
    gone: tuple[Fact, ...] = (TakenBack(found.member, source),)
    rest = tuple(tap for tap in found.taps if tap.source != source)
    if not rest or found != ballot_of(poll, found.member):
        return gone if not found.taps or found == ballot_of(poll, found.member) else ()
    marks = tuple(Mark(option) for option in sorted({tap.option for tap in rest}))
    return (Voted(Ballot(found.member, marks, None, rest[-1].source, now, rest), told=False),)


def place_in(poll: Poll, member: MemberId) -> Place:
    """The member's place; refuses whoever has none."""
    place = poll.place(member)
    if place is None or place.left:
        raise Refusal(Code.NOT_IN_THIS_POLL)
    return place


def _is_known(ballots: tuple[Ballot, ...], ballot: Ballot) -> bool:
    """True when the very same answer from the same source is there already, and stands."""
    return any(
        (one.member, one.marks, one.words, one.source)
        == (ballot.member, ballot.marks, ballot.words, ballot.source)
        for one in ballots
    )


def require_open(poll: Poll) -> None:
    """Refuse what can only be done while answers count."""
    if poll.over:
        raise Refusal(Code.CLOSED, {"number": poll.number})
