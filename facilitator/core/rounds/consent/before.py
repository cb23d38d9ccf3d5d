"""What a request tells of the steps before it: who reads by mail has heard nothing of them yet."""

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Difference, Entry, Letter
from facilitator.core.rounds.consent.state import Decision, Phase
from facilitator.core.rounds.consent.steps import early, said_in

_BEFORE = {Phase.REACTIONS: Phase.QUESTIONS, Phase.OPEN: Phase.REACTIONS}


def said_before(d: Decision) -> dict[str, Arg]:
    """What the step before the present one has heard, and how the text has changed since the first.

    In a sealed decision only the proposer's words have a name.
    """
    step = _BEFORE.get(d.phase) if d.settings.full else None
    told = said_in(d, step) if step else ()
    entries = tuple(
        Entry(s.member if s.member == d.proposer or not d.settings.sealed else None, (s.words,))
        for s in told
        if s.words is not None
    )
    return {
        "full": "yes" if d.settings.full else "no",
        "said": len(entries),
        "before": Letter(entries),
        "rewritten": "yes" if d.settings.full and d.versions[0].text != d.text else "no",
        "rewriting": Difference(d.versions[0].text, d.text),
        "early": "no",
    }


def own_before(d: Decision, member: MemberId) -> dict[str, Arg]:
    """What differs for one reader: that they have objected before anybody was asked."""
    return {"early": "yes" if early(d, member) else "no"}
