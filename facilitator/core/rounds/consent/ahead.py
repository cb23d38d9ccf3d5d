"""Consent given ahead: "also to a next version that resolves objection N".

Nothing of an answer carries over to a new text by itself. Whoever wants to can say so beforehand, and
for one objection only: their consent counts on a later version from the moment in which the owner of
that objection says that it is resolved there. Until then they are asked as everybody is, and whatever
they answer themselves takes its place.
"""

from dataclasses import replace

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.answering import place_in, require_current, take
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import ConsentAhead
from facilitator.core.rounds.consent.evolving import fold
from facilitator.core.rounds.consent.facts import (
    AheadGiven,
    Fact,
    ObjectionSettled,
    PositionTaken,
)
from facilitator.core.rounds.consent.state import (
    DECIDING,
    Ahead,
    Ballot,
    Decision,
    Objection,
    Standing,
)
from facilitator.core.rounds.consent.tally import SAYS_YES, ballot_of, blocking, eligible, hidden
from facilitator.core.rounds.positions import Position


def give(d: Decision, said: ConsentAhead) -> tuple[Fact, ...]:
    """The consent to the text as it stands, and the one that goes ahead; said again it is the same.

    A concern stays a concern. Refuses where no such objection is open, and one's own.
    """
    place = place_in(d, said.by)
    if d.phase not in DECIDING:
        raise Refusal(Code.DECISION_CLOSED, {"outcome": d.phase.value, "number": d.number})
    if d.settings.within is not None:
        raise Refusal(Code.TEXT_IN_PRACTICE)
    require_current(d, place, said.version)
    objection = _meant(d, said)
    ballot = Ballot(
        said.by, d.version, Position.CONSENT, None, said.source, said.heard_at,
        by_mail=said.by_mail,
    )  # fmt: skip
    earlier = ballot_of(d, said.by)
    if earlier is not None and earlier.position in SAYS_YES:
        ballot = replace(ballot, position=earlier.position, words=earlier.words)
    ahead = Ahead(said.by, objection.number, ballot)
    return () if ahead in d.ahead else (*take(d, ballot), AheadGiven(ahead))


def _meant(d: Decision, said: ConsentAhead) -> Objection:
    found = [o for o in blocking(d) if said.number in (None, o.number)]
    others = [o for o in found if o.member != said.by]
    if found and not others:
        raise Refusal(Code.AHEAD_OF_OWN, {"objection": found[0].number, **hidden(d)})
    if not others:
        raise Refusal(Code.NO_SUCH_OBJECTION if blocking(d) else Code.NOTHING_AHEAD)
    if len(others) > 1:
        raise Refusal(Code.AHEAD_OF_WHICH)
    return others[0]


def carried(d: Decision, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The consents that count now, because an objection was resolved on a text after its own."""
    after = fold(d, facts)
    if after.phase not in DECIDING:
        return ()
    met = {
        f.number
        for f in facts
        if isinstance(f, ObjectionSettled)
        and f.standing is Standing.RESOLVED
        and f.on == after.version
    }
    here = {place.member for place in eligible(after)}
    return tuple(
        PositionTaken(replace(one.ballot, version=after.version, ahead=one.objection))
        for one in d.ahead
        if one.objection in met
        and one.ballot.version < after.version
        and one.member in here
        and ballot_of(after, one.member) is None
        and not _answered(facts, one)
    )


def _answered(facts: tuple[Fact, ...], one: Ahead) -> bool:
    return any(isinstance(f, PositionTaken) and f.ballot.member == one.member for f in facts)
