"""Anonymous polls: at their end nothing is left that says who answered, or what somebody answered.

While such a poll is open the books know whose ballot is whose: so that the last answer counts, can be
taken back, and nobody is reminded who has answered. With the end that goes. What stays are the ballots
alone, in the order of codes that are chance, and a few numbers. Where few chose, not even the ballots
stay: what three people chose can show who the three are.

No form of consent is like that: an objection needs somebody who can say what would resolve it.
"""

from dataclasses import replace
from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.facts import Detached, Fact, PollCancelled, PollClosed
from facilitator.core.rounds.poll.state import (
    Ballot,
    Hidden,
    Phase,
    Place,
    Poll,
    Reasons,
    Settings,
    Sums,
)
from facilitator.core.rounds.poll.tally import (
    answered,
    base_size,
    counted,
    eligible,
    gone,
    is_few,
    unanswered,
)

NAMED_KINDS = frozenset({"count"})
"""Kinds that are about who it is."""


def detached(poll: Poll, facts: tuple[Fact, ...], now: datetime) -> tuple[Fact, ...]:
    """What follows when an anonymous poll is over by ``facts``; ``poll`` is what they make of it."""
    ends = any(isinstance(fact, PollClosed | PollCancelled) for fact in facts)
    if not ends or not poll.settings.anonymous:
        return ()
    few = is_few(poll) or poll.phase is Phase.CANCELLED
    given = sorted(counted(poll), key=lambda one: one.code)
    kept = () if few else tuple(_nobodys(one, now) for one in given)
    return (Detached(kept, _sums(poll, few)),)


def _nobodys(ballot: Ballot, now: datetime) -> Ballot:
    return Ballot(MemberId(""), ballot.marks, None, "", now, code=ballot.code)


def _sums(poll: Poll, few: bool) -> Sums:
    waited_for = {place.member for place in unanswered(poll)}
    heard = {one.member for one in counted(poll)}
    silent = [one for one in eligible(poll) if one.member not in heard | waited_for]
    unreached = sum(not place.reached for place in silent)
    return Sums(answered(poll), base_size(poll), unreached, gone(poll), few)


def evolved(poll: Poll, fact: Detached) -> Poll:
    """The poll without anything that only whoever answered could have brought about."""
    bare = replace(poll, ballots=fact.ballots, late=(), sums=fact.sums)
    return replace(bare, runs_on=False, reminded=False, closing_at=None)


# -- at its beginning ----------------------------------------------------------------------------


def usual(settings: Settings) -> Settings:
    """The settings of an anonymous poll, where nothing else is asked for."""
    unseen = replace(settings, anonymous=True, hidden=Hidden.CLOSED)
    return replace(unseen, names=False, reason=Reasons.NEVER)


def require_possible(kind: str, settings: Settings, places: tuple[Place, ...]) -> None:
    """Refuse what would show who answered, and a circle in which it could never be hidden."""
    if not settings.anonymous:
        return
    shows = {
        "hidden": settings.hidden is not Hidden.CLOSED,
        "names": settings.names,
        "reason": settings.reason is not Reasons.NEVER,
        "weights": settings.weighted,
        "count": kind in NAMED_KINDS,
    }
    if wrong := next((name for name, is_so in shows.items() if is_so), None):
        raise Refusal(Code.ANONYMOUS_WITH, {"setting": Text(wrong), "which": wrong})
    if len(places) < settings.shows_from:
        raise Refusal(Code.ANONYMOUS_FEW, {"places": len(places), "fewest": settings.shows_from})
