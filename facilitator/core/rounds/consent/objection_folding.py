"""What the facts of an objection's way do to the state; and what other facts end of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from facilitator.core.rounds.consent.examination import Examination, Judgement, Stage
from facilitator.core.rounds.consent.facts import (
    Amended,
    Fact,
    ObjectionContinued,
    ObjectionOrphaned,
    ObjectionSettled,
    Resumed,
    TimeAdded,
)
from facilitator.core.rounds.consent.objection_facts import (
    CameFrom,
    EscalationAnswered,
    EscalationAsked,
    ExaminationAsked,
    ExaminationClaimed,
    ExaminationEnded,
    ExaminationSeconded,
    HandedTo,
    IntegratingBegan,
    Judged,
    JudgementTakenBack,
    ObjectionAdopted,
    ObjectionHeld,
    OfObjection,
    TextSuggested,
)
from facilitator.core.rounds.consent.state import (
    Cause,
    Decision,
    Escalation,
    Link,
    Objection,
    Standing,
    Suggestion,
)

_OfExamination = (
    ExaminationClaimed
    | ExaminationSeconded
    | ExaminationAsked
    | Judged
    | JudgementTakenBack
    | ExaminationEnded
)


def folded(d: Decision, fact: OfObjection) -> Decision:
    """The decision after a fact of an objection's way."""
    match fact:
        case IntegratingBegan(until):
            return replace(d, integrating_until=until, slow_until=until)
        case TextSuggested(_, member, words, source):
            return replace(d, suggestions=(*d.suggestions, Suggestion(member, words, source)))
        case ObjectionAdopted(number, member):
            return _with(d, number, lambda o: replace(o, member=member, standing=Standing.OPEN,
                                                      orphaned_at=None))  # fmt: skip
        case ObjectionHeld():
            return d  # it stands as it did; the fact is for whoever writes the next text
        case EscalationAsked(by):
            return replace(d, escalation=Escalation(by))
        case EscalationAnswered():
            return _answered(d, fact)
        case CameFrom(circle, number):
            return replace(d, came_from=Link(circle, number))
        case HandedTo(circle, number):
            return replace(d, handed_to=Link(circle, number))
        case _:
            return _examined(d, fact)


def _answered(d: Decision, fact: EscalationAnswered) -> Decision:
    """A no ends the wish."""
    if d.escalation is None or not fact.agrees:
        return replace(d, escalation=None)
    agreed = (*d.escalation.agreed, fact.member)
    words = (*d.escalation.words, *((fact.member,) if fact.words else ()))
    return replace(d, escalation=replace(d.escalation, agreed=agreed, words=words))


def _examined(d: Decision, fact: _OfExamination) -> Decision:
    match fact:
        case ExaminationClaimed(number, examination, slow):
            later = replace(d, slow_until=slow)
            return _with(later, number, lambda o: replace(o, examined=examination))
        case ExaminationSeconded(number, _, words, until, slow):
            return _in(replace(d, slow_until=slow), number, lambda e: replace(
                e, stage=Stage.CLAIMED, until=until, words=(*e.words, *words)))  # fmt: skip
        case ExaminationAsked(number, asked, until, slow):
            return _in(replace(d, slow_until=slow), number, lambda e: replace(
                e, stage=Stage.ASKED, asked=asked, until=until))  # fmt: skip
        case Judged(number, judgement):
            return _in(d, number, lambda e: _judged(e, judgement))
        case JudgementTakenBack(number, source):
            return _in(d, number, lambda e: replace(
                e, judged=tuple(j for j in e.judged if j.source != source)))  # fmt: skip
        case ExaminationEnded(number, qualifies):
            return _with(d, number, lambda o: replace(
                o, examined=None, standing=Standing.QUALIFIED if qualifies else o.standing))  # fmt: skip
        case _:
            assert_never(fact)


def _judged(examination: Examination, judgement: Judgement) -> Examination:
    others = (j for j in examination.judged if j.member != judgement.member)
    return replace(examination, judged=(*others, judgement))


def _with(d: Decision, number: int, change: Callable[[Objection], Objection]) -> Decision:
    changed = tuple(change(o) if o.number == number else o for o in d.objections)
    return replace(d, objections=changed)


def _in(d: Decision, number: int, change: Callable[[Examination], Examination]) -> Decision:
    return _with(
        d, number, lambda o: o if o.examined is None else replace(o, examined=change(o.examined))
    )


# ── what ends with other facts ───────────────────────────────────────────────────────────────────


def followed(before: Decision, fact: Fact, after: Decision) -> Decision:
    """The decision after any fact, with what that fact ends of the examining and building in."""
    match fact:
        case Amended():
            fresh = tuple(_anew(o) for o in after.objections)
            return replace(after, objections=fresh, integrating_until=None, escalation=None)
        case ObjectionContinued(number):
            return _with(after, number, _anew_words)
        case ObjectionSettled(number) | ObjectionOrphaned(number):
            return _settled(_with(after, number, lambda o: replace(o, examined=None)))
        case Resumed():
            return _later(before, after)
        case TimeAdded(cause) if cause is Cause.OUTAGE:
            return _later(before, after)
        case _:
            return after


def _anew(o: Objection) -> Objection:
    """A new text: what was found on the old one is over."""
    standing = Standing.OPEN if o.standing is Standing.QUALIFIED else o.standing
    return replace(o, examined=None, standing=standing)


def _anew_words(o: Objection) -> Objection:
    """New words may be examined; a claim about the old ones goes on, and its owner has answered."""
    return replace(o, standing=Standing.OPEN) if o.standing is Standing.QUALIFIED else o


def _settled(d: Decision) -> Decision:
    """With the last objection the time to build one in is over, and so is the wish to go to the
    wider circle: it may be decided here."""
    if any(o.blocks for o in d.objections):
        return d
    return replace(d, integrating_until=None, escalation=None)


def _later(before: Decision, after: Decision) -> Decision:
    """Whatever runs ends later by as much as the printed time does."""
    span, waking = after.slow_until - before.slow_until, after.settings.quiet_times.waking
    moved = tuple(
        replace(o, examined=replace(o.examined, until=waking(o.examined.until + span)))
        if o.examined is not None and o.examined.until is not None
        else o
        for o in after.objections
    )
    until = after.integrating_until
    return replace(
        after, objections=moved, integrating_until=waking(until + span) if until else None
    )
