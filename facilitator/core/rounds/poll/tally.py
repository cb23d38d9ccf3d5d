"""Who is asked, who has answered, and what that amounts to. Pure reading of a state.

The base of a quorum is who is counted on: places that are known to be reached and not away. Whoever
answered belongs to it too, because an answer is a sign of life.
"""

from dataclasses import replace

from facilitator.core.ids import MemberId
from facilitator.core.rounds.poll.kinds import KINDS, Cast, Kind, Result
from facilitator.core.rounds.poll.state import Ballot, Came, Place, Poll


def kind_of(poll: Poll) -> Kind:
    """The kind of a poll."""
    return KINDS[poll.kind]


def eligible(poll: Poll) -> tuple[Place, ...]:
    """The places that are asked."""
    return tuple(place for place in poll.places if not place.left)


def ballot_of(poll: Poll, member: MemberId) -> Ballot | None:
    """The member's ballot in force: their newest, unless it was taken back."""
    newest = next((one for one in reversed(poll.ballots) if one.member == member), None)
    return None if newest is None or newest.withdrawn else newest


def counted(poll: Poll) -> tuple[Ballot, ...]:
    """The ballots that count, passes among them: one a person, in the order of places.

    Detached ones stand in the order of their codes, and are nobody's.
    """
    if poll.sums is not None:
        return poll.ballots
    found = (ballot_of(poll, place.member) for place in eligible(poll))
    return tuple(ballot for ballot in found if ballot is not None)


def unanswered(poll: Poll) -> tuple[Place, ...]:
    """The places of the base without an answer. For private words only: nobody is named.

    None where nothing says any more who answered.
    """
    if poll.sums is not None:
        return ()
    return tuple(
        place
        for place in eligible(poll)
        if place.reached and not place.away and ballot_of(poll, place.member) is None
    )


def base_size(poll: Poll) -> int:
    """How many people the quorum is reckoned from."""
    return poll.sums.base if poll.sums else len(counted(poll)) + len(unanswered(poll))


def answered(poll: Poll) -> int:
    """How many have answered, with a pass or otherwise."""
    return poll.sums.answered if poll.sums else len(counted(poll))


def needed(poll: Poll) -> int:
    """How many answers the quorum asks for just now, rounded up; 0 where there is none."""
    share = -(-poll.settings.quorum_percent * base_size(poll) // 100)
    return max(share, poll.settings.quorum_people)


def meets_quorum(poll: Poll) -> bool:
    """True when enough people answered; a pass is an answer."""
    return answered(poll) >= needed(poll)


def passes(poll: Poll) -> int:
    """How many leave it to the others."""
    return sum(ballot.passed for ballot in counted(poll))


def gone(poll: Poll) -> int:
    """How many answers count no more, because who gave them has left the circle."""
    if poll.sums is not None:
        return poll.sums.gone
    left = (place.member for place in poll.places if place.left)
    return sum(ballot_of(poll, member) is not None for member in left)


def result(poll: Poll) -> Result:
    """What the ballots come to, counted as its kind counts; the quorum is another matter."""
    weights = {place.member: place.weight for place in poll.places}
    unit = poll.settings.unit
    cast = [Cast(one.marks, weights.get(one.member, unit)) for one in _choices(poll)]
    return kind_of(poll).count(cast, poll.options, poll.settings)


def by_heads(poll: Poll) -> Result:
    """What the ballots would come to if everybody's weighed the same: shown beside, deciding nothing."""
    cast = [Cast(one.marks) for one in _choices(poll)]
    return kind_of(poll).count(cast, poll.options, replace(poll.settings, unit=1))


def is_few(poll: Poll) -> bool:
    """Whether so few chose, in an anonymous poll, that what they chose would show who they are."""
    if poll.sums is not None:
        return poll.sums.few
    return poll.settings.anonymous and len(_choices(poll)) < poll.settings.shows_from


def _choices(poll: Poll) -> list[Ballot]:
    return [one for one in counted(poll) if not one.passed]


def outcome(poll: Poll) -> tuple[Came, tuple[int, ...]]:
    """What it would come to if it closed now."""
    if not meets_quorum(poll):
        return Came.QUORUM, ()
    if is_few(poll):
        return Came.FEW, ()
    found = result(poll)
    return found.came, found.chosen
