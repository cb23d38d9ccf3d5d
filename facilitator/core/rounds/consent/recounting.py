"""How a decision's facts stand in its log, and how others count them again after the close."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.core.ids import MemberId
from facilitator.core.rounds.consent.facts import Fact, PositionTaken
from facilitator.core.rounds.consent.state import Decision, Phase, Place
from facilitator.core.rounds.consent.tally import blocking, counted, eligible, has_support
from facilitator.core.rounds.logged import Given, Logged
from facilitator.core.rounds.positions import Position


def _answer(fact: Fact) -> MemberId | None:
    return fact.ballot.member if isinstance(fact, PositionTaken) else None


def _given(d: Decision) -> Sequence[Given]:
    return [Given(ballot.member, ballot.position.value) for ballot in counted(d)]


def _result(d: Decision, positions: Sequence[str], sealed: bool) -> Mapping[str, Any]:
    """Numbers by position. How many were silent is only told where it is known who was asked."""
    result: dict[str, Any] = {
        "outcome": d.phase.value,
        "ending": d.ending.value if d.ending else "",
        "version": d.version,
        "counts": dict(sorted(Counter(positions).items())),
    }
    if not sealed:
        result["silent"] = len(eligible(d)) - len(positions)
    return result


def _doubts(d: Decision, positions: Sequence[str], sealed: bool) -> Sequence[str]:
    """Codes of what should have kept it from being adopted.

    Not who was away or not reached: that stands in no file, and so the share of a quorum does not.
    """
    if d.phase is not Phase.IN_FORCE:
        return ()
    doubts = {
        "objection": bool(blocking(d)) or Position.OBJECT.value in positions,
        "quorum": len(positions) < d.settings.quorum_people,
        "support": not sealed and not has_support(d),
    }
    return [code for code, holds in doubts.items() if holds]


def _is_sealed(d: Decision) -> bool:
    """Also with an objection that has no name: from the names of all others it could be guessed."""
    unnamed = any(b.unnamed for b in d.ballots) or any(o.unnamed for o in d.objections)
    return d.settings.sealed or unnamed


_PUBLIC = frozenset(
    {"Proposed", "Amended", "TimeAdded", "Waited", "LastAsked", "Paused", "Resumed",
     "AdoptedProvisionally", "Adopted", "Closed", "Reopened", "IntegratingBegan", "ReviewFell",
     "ReviewBegan", "ReviewOver", "Kept", "Superseded", "Dropped", "Revived", "TakenUp",
     "StepBegan", "WordingMended", "CalledAnew"}
)  # fmt: skip
"""What happened to the decision itself, whoever answered what."""

_ANSWERS = frozenset(
    {"PositionTaken", "TakenBack", "WordsMissed", "Joined", "Left", "ObjectionRaised",
     "ObjectionContinued", "ObjectionSettled", "ObjectionOrphaned", "ObjectionAdopted",
     "ExaminationEnded", "ClosingBegan", "ClosingStopped"}
)  # fmt: skip
"""What people answered, and what became of it: all that is counted."""

LOG = Logged(
    place=Place,
    answer=_answer,
    given=_given,
    words="fact/ballot/words",
    result=_result,
    doubts=_doubts,
    is_sealed=_is_sealed,
    texts=frozenset({"text", "reason", "question", "before", "zone"}),
    private={
        "lane": "live", "by_mail": False, "away": False, "reached": True, "TimeAdded.member": None,
    },
    seen=_PUBLIC | _ANSWERS,
    seen_when_sealed=_PUBLIC,
)  # fmt: skip
"""The log of a decision by consent."""
