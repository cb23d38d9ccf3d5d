"""Counting: who is asked, who has answered, and what that amounts to. Pure reading of a state.

The base is who is counted on: places that take part in the current version, are known to be
reached and are not away. Whoever answered belongs to it too, because an answer is a sign of life.
People who are away or not reached leave the base and never count as consent (contract §6).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.consent.state import (
    RUNNING,
    STEPS,
    Ballot,
    Decision,
    Objection,
    Phase,
    Place,
    Silence,
    Standing,
)
from facilitator.core.rounds.positions import Position

SAYS_YES = frozenset({Position.CONSENT, Position.CONCERN})


class Verdict(StrEnum):
    """What stands between a decision and its adoption, the weightiest first."""

    OBJECTION = "objection"
    WORDLESS = "wordless"
    MORE = "more"
    SILENCE = "silence"
    QUORUM = "quorum"
    CONSENTS = "consents"
    SLOW_OPEN = "slow_open"
    """Only places in their own time are outstanding: ripe to be adopted provisionally."""
    READY = "ready"


@dataclass(frozen=True, slots=True)
class Counts:
    """How the places of the current version stand, in numbers only."""

    consent: int
    concern: int
    objection: int
    aside: int
    passed: int
    no_answer: int
    not_reached: int

    @property
    def answered(self) -> int:
        """How many answered, in whatever way."""
        return self.consent + self.concern + self.objection + self.aside + self.passed


def eligible(d: Decision) -> tuple[Place, ...]:
    """The places asked about the current version."""
    return tuple(p for p in d.places if not p.left and p.since <= d.version)


def ballot_of(d: Decision, member: MemberId) -> Ballot | None:
    """The member's ballot in force: the newest for the current version, unless taken back."""
    newest = next(
        (b for b in reversed(d.ballots) if b.member == member and b.version == d.version), None
    )
    return None if newest is None or newest.withdrawn else newest


def counted(d: Decision) -> tuple[Ballot, ...]:
    """The ballots that count, one a person, in the order of places."""
    found = (ballot_of(d, place.member) for place in eligible(d))
    return tuple(ballot for ballot in found if ballot is not None)


def unanswered(d: Decision) -> tuple[Place, ...]:
    """The places of the base without an answer. For private words only: nobody is named."""
    return tuple(
        p for p in eligible(d) if p.reached and not p.away and ballot_of(d, p.member) is None
    )


def base_size(d: Decision) -> int:
    """How many people the quorum is reckoned from."""
    return len(counted(d)) + len(unanswered(d))


def blocking(d: Decision) -> tuple[Objection, ...]:
    """The objections that let nothing be adopted."""
    return tuple(o for o in d.objections if o.blocks)


def wordless(d: Decision) -> tuple[MemberId, ...]:
    """Who objects and still owes the words."""
    return tuple(
        b.member
        for b in counted(d)
        if b.position is Position.OBJECT and b.words is None and d.owned(b.member) is None
    )


def asking_for_time(d: Decision) -> bool:
    """True while somebody who asked for more time on this version has not answered since."""
    here = {p.member for p in eligible(d)}
    return any(
        m.version == d.version
        and m.member in here
        and m.asked_in not in STEPS
        and all(b.member != m.member for b in d.ballots[m.after :])
        for m in d.more
    )


def meets_quorum(d: Decision) -> bool:
    """True when enough people answered explicitly; the percentage is rounded up."""
    answers = len(counted(d))
    return answers >= needed(d)


def needed(d: Decision) -> int:
    """How many answers the quorum asks for just now; 0 where there is none."""
    share = -(-d.settings.quorum_percent * base_size(d) // 100)
    return max(share, d.settings.quorum_people)


def least_consents(d: Decision) -> int:
    """How many have to say yes; never more than are asked."""
    return min(d.settings.least_consents, len(eligible(d)))


def has_support(d: Decision) -> bool:
    """True when it is more than the proposer's own wish.

    From three places on somebody else must say yes (Dec. 4.5, "everyone stands aside"); of two, the
    other must have answered, so that nobody decides for an absent partner; alone, one's own word is
    enough.
    """
    if sum(b.position in SAYS_YES for b in counted(d)) < least_consents(d):
        return False
    others = [b for b in counted(d) if b.member != d.proposer]
    size = len(eligible(d))
    if size >= 3:
        return any(b.position in SAYS_YES for b in others)
    return bool(others) or size < 2


def _is_waited_for(d: Decision, place: Place, now: datetime) -> bool:
    """True while this silent place at the table holds up the others."""
    over = now >= d.live_until and d.settings.silence is not Silence.WAITS
    return place.lane is Lane.LIVE and not over


def verdict(d: Decision, now: datetime) -> Verdict:
    """What stands between the decision and its adoption at ``now``."""
    final = now >= d.slow_until
    silent = unanswered(d)
    if final and d.settings.silence is not Silence.WAITS:
        silent = ()
    if blocking(d):
        return Verdict.OBJECTION
    if wordless(d):
        return Verdict.WORDLESS
    if not final and asking_for_time(d):
        return Verdict.MORE
    if any(final or _is_waited_for(d, place, now) for place in silent):
        return Verdict.SILENCE
    return _support(d, slow_open=any(not _is_waited_for(d, p, now) for p in silent))


def _support(d: Decision, *, slow_open: bool) -> Verdict:
    if not meets_quorum(d):
        return Verdict.QUORUM
    if not has_support(d):
        return Verdict.CONSENTS
    return Verdict.SLOW_OPEN if slow_open else Verdict.READY


def is_ripe(d: Decision, now: datetime) -> bool:
    """True when the next outcome only waits for the time to think again."""
    ripe = verdict(d, now)
    if ripe is Verdict.OBJECTION:
        return ends_on_objection(d)
    return ripe is Verdict.READY or (ripe is Verdict.SLOW_OPEN and may_be_provisional(d))


def ends_on_objection(d: Decision) -> bool:
    """True when all were heard and an objection ends it: within a practice, which goes on with it."""
    waits = unanswered(d) or wordless(d) or asking_for_time(d)
    return d.settings.within is not None and not waits


def may_be_provisional(d: Decision) -> bool:
    """True where it may hold already before all places in their own time are settled."""
    return d.phase is Phase.OPEN and d.recorded


def last_due(d: Decision) -> bool:
    """True when whoever is asked last has not been asked, and nobody else is waited for."""
    within = d.settings.within
    if within is None or d.last_asked or not within.last:
        return False
    return all(place.member in within.last for place in unanswered(d))


def holds_back(d: Decision, member: MemberId) -> bool:
    """True for whoever is asked last, before they are."""
    within = d.settings.within
    return within is not None and not d.last_asked and member in within.last


def counts(d: Decision) -> Counts:
    """The five groups and the silent, as numbers (Dec. 4.3, "Tally output")."""
    ballots = counted(d)
    silent = [p for p in eligible(d) if ballot_of(d, p.member) is None]

    def of(position: Position) -> int:
        return sum(b.position is position for b in ballots)

    return Counts(
        consent=of(Position.CONSENT),
        concern=of(Position.CONCERN),
        objection=of(Position.OBJECT),
        aside=of(Position.ASIDE),
        passed=of(Position.PASS),
        no_answer=sum(p.reached for p in silent),
        not_reached=sum(not p.reached for p in silent),
    )


def is_nameless(d: Decision, objection: Objection) -> bool:
    """True where nobody else is shown whose objection it is."""
    return d.settings.sealed or objection.unnamed


def concerns(d: Decision) -> tuple[tuple[MemberId | None, tuple[WordsId, ...]], ...]:
    """The worries on record, with their owners: positions first, then objections kept as one; of
    those that were raised without a name, None."""
    said: list[tuple[MemberId | None, tuple[WordsId, ...]]] = [
        (b.member, (b.words,)) for b in counted(d) if b.position is Position.CONCERN and b.words
    ]
    kept = [
        (None if o.unnamed else o.member, tuple(r.words for r in o.reasons))
        for o in d.objections
        if o.standing is Standing.CONCERN and o.reasons
    ]
    return (*said, *kept)


def thanked(d: Decision) -> tuple[int, ...]:
    """The numbers of objections that improved the text: met by a version after their own."""
    return tuple(
        o.number
        for o in d.objections
        if o.standing is Standing.RESOLVED and o.settled_on > o.version
    )


def hidden(d: Decision) -> dict[str, str]:
    """What a "no" says beside its words: whether in a room it would tell whose an objection is, so
    that it is for the one it answers alone."""
    return {"hidden": "yes" if any(is_nameless(d, o) for o in d.objections) else "no"}


def keeps_names(d: Decision) -> bool:
    """True where positions are never shown by name."""
    return d.settings.sealed or any(o.unnamed for o in d.objections)


def named(d: Decision) -> tuple[Ballot, ...]:
    """The positions by name, for the register: none while it is open, none ever when sealed,
    and none beside an unnamed objection: its owner would be whoever is left."""
    return () if keeps_names(d) or d.phase in RUNNING else counted(d)
