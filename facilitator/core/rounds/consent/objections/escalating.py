"""Handing a decision to the wider circle: by the proposer or a host, with every objector's yes.

Whether there is a wider circle is the shell's to know. What arrives there is a proposal like any
other, with its history.
"""

from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.facts import Closed, Fact
from facilitator.core.rounds.consent.objection_commands import AnswerEscalation, Escalate
from facilitator.core.rounds.consent.objection_facts import EscalationAnswered, EscalationAsked
from facilitator.core.rounds.consent.objections.integrating import standing
from facilitator.core.rounds.consent.state import RUNNING, Decision, Ending, Phase

_MAY_GO = RUNNING | {Phase.POSTPONED, Phase.LAPSED}
"""What was given up here may still be taken further."""


def escalate(d: Decision, said: Escalate) -> tuple[Fact, ...]:
    """The wish of the proposer or a host. Where nobody objects, it goes at once."""
    if said.by != d.proposer and not said.as_host:
        raise Refusal(Code.NOT_YOUR_PROPOSAL)
    if d.settings.within is not None:
        raise Refusal(Code.TEXT_IN_PRACTICE)
    if d.phase not in _MAY_GO:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    if waits_for(d):
        raise Refusal(Code.ESCALATION_WAITS, {"number": d.number})
    asked = tuple(o.member for o in standing(d) if o.member != said.by)
    return (EscalationAsked(said.by, asked),)


def answered(d: Decision, said: AnswerEscalation) -> tuple[Fact, ...]:
    """An objector's yes or no."""
    if said.by not in waits_for(d):
        raise Refusal(Code.NOT_ASKED_ESCALATION)
    return (EscalationAnswered(said.by, said.agrees, said.agrees and said.words),)


def waits_for(d: Decision) -> tuple[MemberId, ...]:
    """The objectors whose answer is missing; whoever wishes it has said so."""
    if d.escalation is None or d.phase not in _MAY_GO:
        return ()
    said = {*d.escalation.agreed, d.escalation.by}
    return tuple(o.member for o in standing(d) if o.member not in said)


def concluded(d: Decision, now: datetime) -> tuple[Fact, ...]:
    """It goes once everybody who objects agrees."""
    if d.escalation is None or d.phase not in _MAY_GO or waits_for(d):
        return ()
    return (Closed(Phase.ESCALATED, Ending.ESCALATED, now),)
