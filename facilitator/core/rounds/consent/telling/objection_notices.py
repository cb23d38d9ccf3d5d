"""Who hears of what on an objection's way."""

from collections.abc import Iterable
from typing import assert_never

from facilitator.core.notices import Notice
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
from facilitator.core.rounds.consent.state import Decision
from facilitator.core.rounds.consent.telling import examination_notices as examination
from facilitator.core.rounds.consent.telling import integration_notices as integration


def told(fact: OfObjection, before: Decision | None, d: Decision) -> Iterable[Notice]:
    """What is said of a fact; ``before`` is the state it was decided in."""
    match fact:
        case ExaminationClaimed() | ExaminationSeconded():
            return examination.claimed(fact, d)
        case ExaminationAsked():
            return examination.asked(fact, d)
        case Judged():
            return examination.judged(fact, before, d)
        case JudgementTakenBack():
            return ()
        case ExaminationEnded():
            return examination.ended(fact, d)
        case _:
            return _of_integrating(fact, before, d)


def _of_integrating(
    fact: IntegratingBegan
    | TextSuggested
    | ObjectionAdopted
    | ObjectionHeld
    | EscalationAsked
    | EscalationAnswered
    | CameFrom
    | HandedTo,
    before: Decision | None,
    d: Decision,
) -> Iterable[Notice]:
    match fact:
        case IntegratingBegan():
            return integration.began(fact, d)
        case TextSuggested():
            return integration.suggested(fact, d)
        case ObjectionAdopted():
            return integration.adopted(fact, d)
        case ObjectionHeld():
            return integration.held(fact, d)
        case EscalationAsked():
            return integration.wished(fact, d)
        case EscalationAnswered():
            return integration.answered(fact, before, d)
        case CameFrom() | HandedTo():
            return ()  # the history that arrives there tells it
        case _:
            assert_never(fact)
