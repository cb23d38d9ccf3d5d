"""What members say: positions, more time, questions, and what they take back."""

from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.core.ids import MemberId
from facilitator.core.notices import At, Difference
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import doubling
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import (
    Answer,
    Resolve,
    SameAgain,
    TakeBack,
    Withdraw,
)
from facilitator.core.rounds.consent.facts import (
    AnsweredLate,
    Fact,
    ObjectionContinued,
    ObjectionRaised,
    ObjectionSettled,
    PositionTaken,
    QuestionAsked,
    Reopened,
    TakenBack,
    TimeAdded,
    WordsAsked,
)
from facilitator.core.rounds.consent.state import (
    DECIDING,
    RUNNING,
    STEPS,
    Ballot,
    Cause,
    Decision,
    Objection,
    Phase,
    Place,
    Standing,
)
from facilitator.core.rounds.consent.tally import ballot_of
from facilitator.core.rounds.positions import Position
from facilitator.core.rounds.windows import end_of

_LETS_GO = frozenset({Position.CONSENT, Position.CONCERN, Position.ASIDE})
"""Positions by which the owner of an objection lets it go. A *pass* leaves it standing: to leave it
to the others is not to say that the harm is gone (contract §6)."""


def answer(d: Decision, said: Answer) -> tuple[Fact, ...]:
    """What an answer does. Said again from the same source it does nothing."""
    place = place_in(d, said.by)
    if said.position is Position.QUESTION:
        return _question(d, said)
    if d.phase not in DECIDING and not _brings_back(d, said):
        return _late(d, said)
    require_current(d, place, said.version)
    ballot = Ballot(
        said.by, d.version, said.position, said.words, said.source, said.heard_at,
        by_mail=said.by_mail, unnamed=said.unnamed,
    )  # fmt: skip
    if said.position is Position.MORE:
        return more_time(d, said)
    return () if _is_known(d.ballots, ballot) else take(d, ballot)


def same_again(d: Decision, said: SameAgain) -> tuple[Fact, ...]:
    """The newest answer to an earlier version, cast anew; no tap repeats an objection."""
    place = place_in(d, said.by)
    if d.phase not in DECIDING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    require_current(d, place, None)
    if ballot_of(d, said.by) is not None:
        raise Refusal(Code.ALREADY_ANSWERED, {"version": d.version})
    earlier = next((b for b in reversed(d.ballots) if b.member == said.by), None)
    if earlier is None or earlier.withdrawn:
        raise Refusal(Code.NOTHING_TO_REPEAT, {"version": d.version})
    if earlier.position is Position.OBJECT:
        raise Refusal(Code.OBJECTED_BEFORE, {"version": d.version})
    again = replace(
        earlier, version=d.version, source=said.source, heard_at=said.heard_at,
        by_mail=said.by_mail, ahead=0,
    )  # fmt: skip
    return take(d, again)


def take(d: Decision, ballot: Ballot) -> tuple[Fact, ...]:
    """The facts of a position that counts."""
    twice = doubling.differing(d, ballot)
    if ballot.position is Position.OBJECT:
        return (PositionTaken(ballot), *_objecting(d, ballot), *twice)
    owed = ballot.position is Position.CONCERN and ballot.words is None
    asked = (WordsAsked(ballot.member, Position.CONCERN),) if owed else ()
    return (PositionTaken(ballot), *own_settled(d, ballot), *asked, *twice)


def own_settled(d: Decision, ballot: Ballot) -> tuple[Fact, ...]:
    """The owner's own answer lets their objection go: on its own version that withdraws it, on a
    later one it is met."""
    objection = d.owned(ballot.member)
    if objection is None or ballot.position not in _LETS_GO:
        return ()
    met = ballot.version > objection.version
    standing = Standing.RESOLVED if met else Standing.WITHDRAWN
    return (ObjectionSettled(objection.number, standing, ballot.version),)


def _objecting(d: Decision, ballot: Ballot) -> tuple[Fact, ...]:
    """An objection with words stands at once; without, its owner is asked. After an adoption, in
    time, it brings the decision back and effects are on hold."""
    back = () if d.phase is Phase.OPEN else (Reopened(d.phase),)
    owned = d.owned(ballot.member)
    if ballot.words is None:
        asked = () if owned else (WordsAsked(ballot.member, Position.OBJECT),)
        return (*asked, *back)
    if owned is not None:
        return (ObjectionContinued(owned.number, ballot.words, ballot.source), *back)
    number = len(d.objections) + 1
    raised = ObjectionRaised(
        number, ballot.member, d.version, ballot.words, ballot.source, ballot.unnamed
    )
    return (raised, *back)


def resolve(d: Decision, said: Resolve, now: datetime) -> tuple[Fact, ...]:
    """The owner says that their objection is met. After the close nothing is counted anew."""
    place_in(d, said.by)
    if d.phase not in RUNNING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    objection = d.owned(said.by)
    if objection is None or said.number not in (None, objection.number):
        raise Refusal(Code.NO_OPEN_OBJECTION)
    return let_go(d, said, objection, now, resolved=True)


def let_go(
    d: Decision, said: Resolve | Withdraw, objection: Objection, now: datetime, *, resolved: bool
) -> tuple[Fact, ...]:
    """An objection let go by its owner's word alone. Consent is counted only by its own word, so
    unless they answered this version otherwise they now leave it to the others."""
    standing = Standing.RESOLVED if resolved else Standing.WITHDRAWN
    settled = ObjectionSettled(objection.number, standing, d.version)
    current = ballot_of(d, said.by)
    if current is not None and current.position is not Position.OBJECT:
        return (settled,)
    ballot = Ballot(said.by, d.version, Position.PASS, None, said.source, now, by_mail=said.by_mail)
    return (settled, PositionTaken(ballot))


def take_back(d: Decision, said: TakeBack) -> tuple[Fact, ...]:
    """Whatever was said at that source stands no longer; an objection left without words is
    withdrawn with them, while it can still matter."""
    owner = _owner(d, said.source)
    if owner is None:
        return ()
    facts: tuple[Fact, ...] = (TakenBack(owner, said.source),)
    objection = next(
        (o for o in d.objections if o.blocks and o.reasons and _only(o, said.source)), None
    )
    if objection is None or d.phase not in DECIDING:
        return facts
    return (*facts, ObjectionSettled(objection.number, Standing.WITHDRAWN, d.version))


def _only(objection: Objection, source: str) -> bool:
    return all(reason.source == source for reason in objection.reasons)


def _owner(d: Decision, source: str) -> MemberId | None:
    """Whose words still stand at that source; None when nothing does."""
    standing = (
        b.member
        for b in (*d.ballots, *d.late)
        if b.source == source and not b.withdrawn and (d.phase in DECIDING or b.words)
    )
    asked = (q.member for q in d.questions if q.source == source)
    relayed = (r.member for r in d.relayed if r.source == source)
    early = (s.member for s in d.sayings if s.source == source)
    return next((member for member in (*standing, *asked, *relayed, *early) if source), None)


def more_time(d: Decision, said: Answer) -> tuple[Fact, ...]:
    """Everybody once per version, two in all; the time is for everybody (Dec. 4.3, rule 11)."""
    mine = [m for m in d.more if m.member == said.by and m.version == d.version]
    if any((m.asked_in if m.asked_in in STEPS else None) == _step(d) for m in mine):
        raise Refusal(Code.MORE_ONCE, {"until": At(d.slow_until)})
    if len(d.more) >= d.settings.extensions:
        raise Refusal(Code.MORE_SPENT, {"until": At(d.slow_until)})
    return (TimeAdded(Cause.MORE, *longer(d, d.settings.step), d.closing_at, said.by),)


def _step(d: Decision) -> Phase | None:
    """The step before the asking, in which *more* is asked for by itself (contract §5)."""
    return d.phase if d.phase in STEPS else None


def longer(d: Decision, span: timedelta) -> tuple[datetime, datetime]:
    """The printed times, later by ``span``."""
    quiet = d.settings.quiet_times
    return end_of(d.live_until, span, quiet), end_of(d.slow_until, span, quiet)


def _question(d: Decision, said: Answer) -> tuple[Fact, ...]:
    if said.words is None:
        raise Refusal(Code.QUESTION_NEEDS_WORDS)
    if any(q.source == said.source for q in d.questions):
        return ()
    return (QuestionAsked(said.by, said.words, said.source),)


def _late(d: Decision, said: Answer) -> tuple[Fact, ...]:
    if said.position is Position.MORE:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    version = said.version or d.version
    ballot = Ballot(
        said.by, version, said.position, said.words, said.source, said.heard_at,
        unnamed=said.unnamed,
    )  # fmt: skip
    return () if _is_known((*d.ballots, *d.late), ballot) else (AnsweredLate(ballot),)


def _brings_back(d: Decision, said: Answer) -> bool:
    """True for an objection before the printed time of a decision that closed early."""
    place = d.place(said.by)
    return (
        d.phase is Phase.IN_FORCE
        and d.recorded
        and said.position is Position.OBJECT
        and said.heard_at < d.slow_until
        and place is not None
        and place.since <= d.version
    )


def _is_known(ballots: tuple[Ballot, ...], ballot: Ballot) -> bool:
    """True when the very same answer from the same source is there already."""

    def same(other: Ballot) -> bool:
        return (other.member, other.version, other.position, other.words, other.source) == (
            ballot.member,
            ballot.version,
            ballot.position,
            ballot.words,
            ballot.source,
        )

    return any(same(other) for other in ballots)


def place_in(d: Decision, member: MemberId) -> Place:
    """The member's place; refuses whoever has none."""
    place = d.place(member)
    if place is None or place.left:
        raise Refusal(Code.NOT_IN_THIS_DECISION)
    return place


def require_current(d: Decision, place: Place, version: int | None) -> None:
    """Refuse an answer to another version: an older one is asked "same again?" with the difference."""
    if place.since > d.version:
        raise Refusal(Code.JOINED_LATER, {"version": d.version})
    if version is None or version == d.version:
        return
    if not 1 <= version <= d.version:
        raise Refusal(Code.NO_SUCH_VERSION, {"version": d.version})
    old = d.versions[version - 1].text
    raise Refusal(
        Code.OUTDATED_VERSION,
        {"version": d.version, "answered": version, "difference": Difference(old, d.text)},
    )
