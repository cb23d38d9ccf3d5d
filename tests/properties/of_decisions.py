"""What holds of every decision, whatever has just happened to it (Dec. 4.6); the machines ask it."""

from collections import Counter
from datetime import datetime

from facilitator.core.notices import Notice, Room, Text, To
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import Command, Decision, Fact, Kind, Phase, decide, fold
from facilitator.core.rounds.consent.early_facts import CalledAnew, StepBegan
from facilitator.core.rounds.consent.facts import Adopted, Amended, Closed, Proposed
from facilitator.core.rounds.consent.fates import fates_of
from facilitator.core.rounds.consent.tally import eligible
from facilitator.core.rounds.consent.transitions import rows_of

_REQUESTS = (Kind.PROPOSAL_OPENED, Kind.PROPOSAL_AMENDED)
_OUTCOMES = (Kind.DECISION_ADOPTED, Kind.DECISION_CLOSED)


def stands_in_the_table(before: Decision | None, fact: Fact, after: Decision) -> None:
    """What has just happened is a row of the table of transitions, to the decision and to each of
    its objections."""
    assert rows_of(before.phase if before else None, fact, after.phase), fact
    stood = {o.number: o.standing for o in before.objections} if before else {}
    for objection in after.objections:
        was, now = stood.get(objection.number), objection.standing
        assert was is now or fates_of(was, fact, now), fact


def asks_each_one_once(facts: tuple[Fact, ...], said: tuple[Notice, ...], d: Decision) -> None:
    """Each version asks everybody: the room once, and each one apart in exactly one notice (6)."""
    begins = any(isinstance(f, Proposed | Amended | CalledAnew) for f in facts)
    begins = begins or any(isinstance(f, StepBegan) and f.phase is Phase.OPEN for f in facts)
    told = Counter(n.to for n in said if n.kind in _REQUESTS)
    if not begins or d.phase is not Phase.OPEN:
        assert not told, "nobody is asked twice about one version"
        return
    assert told == Counter([Room(), *(To(p.member) for p in eligible(d) if p.apart)])


def tells_its_end(facts: tuple[Fact, ...], said: tuple[Notice, ...]) -> None:
    """Every end is told to the room once: with its text, and why, or when we look again (10)."""
    ends = [f for f in facts if isinstance(f, Adopted | Closed)]
    told = [n for n in said if n.to == Room() and n.kind in _OUTCOMES]
    assert len(told) == len(ends)
    for notice in told:
        text = notice.args["text"]
        assert isinstance(text, Text)
        assert text.text
        assert "review" in notice.args or notice.args["ending"]


def twice_is_once(d: Decision, command: Command, now: datetime) -> None:
    """What comes from one message is done once, however often it arrives (3)."""
    if not getattr(command, "source", ""):
        return
    try:
        again = decide(d, command, now)
    except Refusal:
        return
    assert fold(d, again) == d
