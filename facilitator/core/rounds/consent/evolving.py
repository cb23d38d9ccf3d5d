"""Folding facts into a state: total, and never a question of what should be."""

from collections.abc import Iterable
from dataclasses import replace
from functools import reduce
from typing import assert_never

from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.rounds.consent import beside_folding, objection_folding
from facilitator.core.rounds.consent.early import gone_of
from facilitator.core.rounds.consent.early_facts import (
    CalledAnew,
    Contributed,
    OfSteps,
    StepBegan,
    WordingMended,
)
from facilitator.core.rounds.consent.facts import (
    Adopted,
    AdoptedProvisionally,
    Amended,
    AnsweredLate,
    Closed,
    ClosingBegan,
    ClosingStopped,
    Fact,
    Joined,
    LaneChosen,
    LastAsked,
    Left,
    ObjectionContinued,
    ObjectionOrphaned,
    ObjectionRaised,
    ObjectionSettled,
    Paused,
    PositionTaken,
    PresenceChanged,
    Proposed,
    QuestionAsked,
    Reopened,
    Resumed,
    ReviewFell,
    TakenBack,
    TimeAdded,
    Waited,
    WordsAsked,
    WordsMissed,
)
from facilitator.core.rounds.consent.lasting import OfReview, bearing_on_text, lasted
from facilitator.core.rounds.consent.objection_facts import OfObjection
from facilitator.core.rounds.consent.state import (
    DECIDING,
    STEPS,
    Ballot,
    Decision,
    MoreTime,
    Objection,
    Phase,
    Question,
    Reason,
    Standing,
)
from facilitator.core.rounds.consent.tally import ballot_of
from facilitator.core.rounds.places import with_place
from facilitator.core.rounds.positions import Position

_About = ObjectionRaised | ObjectionContinued | ObjectionSettled | ObjectionOrphaned | WordsMissed
_OfTime = TimeAdded | Waited | LastAsked | ClosingBegan | ClosingStopped | Paused | Resumed
_OfPlaces = Joined | Left | PresenceChanged | LaneChosen
_OfPhase = Amended | AdoptedProvisionally | Adopted | Closed | Reopened | ReviewFell
_OfWords = PositionTaken | WordsAsked | QuestionAsked | AnsweredLate | TakenBack


def evolve(state: Decision | None, fact: Fact) -> Decision:
    """The decision after the fact. Only a :class:`Proposed` begins one; for any other fact without
    a state there is nothing to say, and that is a bug of the caller: ValueError."""
    if isinstance(fact, Proposed):
        return _begun(fact)
    if state is None:
        raise ValueError(f"{type(fact).__name__} before Proposed")
    after = objection_folding.followed(state, fact, _evolved(state, fact))
    return beside_folding.followed(fact, after)


def _evolved(state: Decision, fact: Fact) -> Decision:
    if isinstance(fact, OfObjection):
        return objection_folding.folded(state, fact)
    if isinstance(fact, beside_folding.OfBeside):
        return beside_folding.folded(state, fact)
    if isinstance(fact, OfSteps):
        return _after_steps(state, fact)
    if isinstance(fact, _OfWords):
        return _after_words(state, fact)
    if isinstance(fact, _About):
        return _after_objection(state, fact)
    if isinstance(fact, _OfTime):
        return _after_time(state, fact)
    if isinstance(fact, _OfPlaces):
        return _after_places(state, fact)
    if isinstance(fact, OfReview):
        return lasted(state, fact)
    if isinstance(fact, Proposed):
        return state  # it is what began it
    return _after_phase(state, fact)


def fold(state: Decision, facts: Iterable[Fact]) -> Decision:
    """The decision after all the facts, in their order."""
    return reduce(evolve, facts, state)


def _begun(fact: Proposed) -> Decision:
    return Decision(
        id=fact.id,
        number=fact.number,
        proposer=fact.proposer,
        settings=fact.settings,
        places=fact.places,
        versions=(fact.version,),
        live_until=fact.live_until,
        slow_until=fact.slow_until,
        takes_up=fact.takes_up,
        phase=Phase.QUESTIONS if fact.settings.full else Phase.OPEN,
        asked=not fact.settings.full,
    )


def _after_steps(d: Decision, fact: OfSteps) -> Decision:
    match fact:
        case StepBegan(phase, at, live, slow):
            moved = replace(d, phase=phase, began_at=at, live_until=live, slow_until=slow)
            return replace(moved, closing_at=None, asked=phase is Phase.OPEN)
        case Contributed(saying):
            return replace(d, sayings=(*d.sayings, saying))
        case WordingMended(mend, live, slow):
            moved = replace(d, mends=(*d.mends, mend), live_until=live, slow_until=slow)
            return replace(_in_words(moved, mend.text), closing_at=None)
        case CalledAnew(version, before, live, slow):
            return evolve(_in_words(d, before), Amended(version, live, slow))
        case _:
            assert_never(fact)


def _in_words(d: Decision, text: str) -> Decision:
    """The decision with other words for its newest version."""
    return replace(d, versions=(*d.versions[:-1], replace(d.versions[-1], text=text)))


def _after_words(d: Decision, fact: _OfWords) -> Decision:
    match fact:
        case PositionTaken(ballot):
            return replace(d, ballots=(*d.ballots, ballot))
        case WordsAsked():
            return d  # what is owed shows in the ballot; the fact is for whoever is asked
        case QuestionAsked(member, words, source):
            return replace(d, questions=(*d.questions, Question(member, words, source)))
        case AnsweredLate(ballot):
            reasoned = ballot.position is Position.OBJECT and ballot.words is not None
            objects = reasoned and d.phase is Phase.IN_FORCE
            return replace(d, late=(*d.late, ballot), look_again=d.look_again or objects)
        case TakenBack():
            return _without(d, fact)
        case _:
            assert_never(fact)


def _without(d: Decision, fact: TakenBack) -> Decision:
    """Nothing of that source stands. After the close the words go and the counted position stays:
    what was decided with it is not undone by silence."""
    gone = {b.words for b in (*d.ballots, *d.late) if b.source == fact.source and b.words}
    gone |= {r.words for o in d.objections for r in o.reasons if r.source == fact.source}
    withdraws = d.phase in DECIDING

    def scrubbed(ballot: Ballot) -> Ballot:
        words = None if ballot.words in gone else ballot.words
        own = ballot.source == fact.source
        return replace(ballot, words=words, withdrawn=ballot.withdrawn or (own and withdraws))

    return replace(
        d,
        ballots=tuple(map(scrubbed, d.ballots)),
        late=tuple(map(scrubbed, d.late)),
        objections=tuple(
            replace(o, reasons=tuple(r for r in o.reasons if r.words not in gone))
            for o in d.objections
        ),
        questions=tuple(q for q in d.questions if q.source != fact.source),
        sayings=tuple(gone_of(s) if s.source == fact.source else s for s in d.sayings),
    )


def _after_objection(d: Decision, fact: _About) -> Decision:
    match fact:
        case ObjectionRaised(number, member, version, words, source, unnamed):
            first = (Reason(words, source),)
            raised = Objection(number, member, version, first, unnamed=unnamed)
            return replace(d, objections=(*d.objections, raised))
        case ObjectionContinued(number, words, source):
            said = (*d.objections[number - 1].reasons, Reason(words, source))
            return _with_objection(d, replace(d.objections[number - 1], reasons=said))
        case ObjectionSettled(number, standing, on):
            settled = replace(d.objections[number - 1], standing=standing, settled_on=on)
            return _with_objection(d, settled)
        case ObjectionOrphaned(number, at):
            left = replace(d.objections[number - 1], standing=Standing.ORPHANED, orphaned_at=at)
            return _with_objection(d, left)
        case WordsMissed(member):
            owed = ballot_of(d, member)
            kept = () if owed is None else (replace(owed, position=Position.CONCERN),)
            return replace(d, ballots=d.ballots + kept)
        case _:
            assert_never(fact)


def _with_objection(d: Decision, changed: Objection) -> Decision:
    return replace(
        d, objections=tuple(changed if o.number == changed.number else o for o in d.objections)
    )


def _after_time(d: Decision, fact: _OfTime) -> Decision:
    match fact:
        case TimeAdded(_, live, slow, closing, member):
            more = None if member is None else MoreTime(member, d.version, len(d.ballots), d.phase)
            asked = () if more is None else (more,)
            moved = replace(d, live_until=live, slow_until=slow, closing_at=closing)
            return replace(moved, more=d.more + asked)
        case Waited(slow_until):
            return replace(d, waited=True, slow_until=slow_until)
        case LastAsked(_, live, slow):
            return replace(d, last_asked=True, live_until=live, slow_until=slow, closing_at=None)
        case ClosingBegan(at):
            return replace(d, closing_at=at)
        case ClosingStopped():
            return replace(d, closing_at=None)
        case Paused(at):
            return replace(d, paused_at=at)
        case Resumed(live, slow, closing):
            return replace(d, paused_at=None, live_until=live, slow_until=slow, closing_at=closing)
        case _:
            assert_never(fact)


def _after_places(d: Decision, fact: _OfPlaces) -> Decision:
    match fact:
        case Joined(place):
            others = tuple(p for p in d.places if p.member != place.member)
            return replace(d, places=(*others, place))
        case Left(member):
            return _with_place(d, member, left=True)
        case PresenceChanged(member, away, reached):
            return _with_place(d, member, away=away, reached=reached)
        case LaneChosen(member, lane, slow_until):
            return replace(_with_place(d, member, lane=lane), slow_until=slow_until)
        case _:
            assert_never(fact)


def _with_place(d: Decision, member: MemberId, **changes: bool | Lane) -> Decision:
    return replace(d, places=with_place(d.places, member, **changes))


def _after_phase(d: Decision, fact: _OfPhase) -> Decision:
    match fact:
        case Amended(version, live, slow):
            fresh = replace(d, versions=(*d.versions, version), live_until=live, slow_until=slow)
            if d.phase in STEPS:
                return fresh  # nobody has been asked yet: the step goes on with the new text
            paused = None if d.paused_at is None else version.at  # its window began just now
            fresh = replace(fresh, settings=bearing_on_text(d.settings, version.text))
            return replace(fresh, phase=Phase.OPEN, waited=False, closing_at=None, paused_at=paused)
        case AdoptedProvisionally():
            return replace(d, phase=Phase.PROVISIONAL, closing_at=None)
        case Adopted(at, review_at):
            return replace(
                d, phase=Phase.IN_FORCE, closed_at=at, review_at=review_at, closing_at=None
            )
        case Closed(outcome, ending, at):
            return replace(d, phase=outcome, ending=ending, closed_at=at, closing_at=None)
        case Reopened(was):
            # Its practice has gone on: what comes back to it is a decision like any other.
            left = d.settings if was is not Phase.IN_FORCE else replace(d.settings, within=None)
            back = replace(d, phase=Phase.OPEN, closed_at=None, review_at=None, closing_at=None)
            return replace(back, settings=left)
        case ReviewFell():
            return replace(d, reviewed=True)
        case _:
            assert_never(fact)
