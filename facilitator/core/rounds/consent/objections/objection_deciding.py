"""Which rule answers which word about an objection."""

from datetime import datetime
from typing import assert_never

from facilitator.core.rounds.consent.facts import Fact
from facilitator.core.rounds.consent.objection_commands import (
    Adopt,
    AnswerEscalation,
    DropClaim,
    Escalate,
    Examine,
    HandTo,
    Hold,
    Judge,
    OnObjection,
    Suggest,
)
from facilitator.core.rounds.consent.objection_facts import HandedTo
from facilitator.core.rounds.consent.objections import escalating, examining, integrating
from facilitator.core.rounds.consent.state import Decision, Phase


def decide(d: Decision, command: OnObjection, now: datetime) -> tuple[Fact, ...]:
    """What the command makes happen; raises :class:`Refusal`."""
    match command:
        case Examine():
            return examining.examine(d, command, now)
        case Judge():
            return examining.judge(d, command, now)
        case DropClaim():
            return examining.drop(d, command)
        case Suggest():
            return integrating.suggest(d, command)
        case Adopt():
            return integrating.adopt(d, command, now)
        case Hold():
            return integrating.hold(d, command, now)
        case HandTo(circle, number):
            known = d.handed_to is not None or d.phase is not Phase.ESCALATED
            return () if known else (HandedTo(circle, number),)
        case Escalate():
            return escalating.escalate(d, command)
        case AnswerEscalation():
            return escalating.answered(d, command)
        case _:
            assert_never(command)
