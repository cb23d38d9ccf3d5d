"""How a decision lasts once it is in force: it is looked at again, and then kept, replaced or let go.

A review is a decision of its own that bears on this one (:mod:`.bearing`). Nothing happens to this one
before the review is in force itself: a provisional adoption changes nothing, and a review that settles
nothing leaves it as it is and lets it come back (contract §6, "due reviews come back by themselves").
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from facilitator.core.notices import Arg, At
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.bearing import What, Why, with_text
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import (
    BeginReview,
    LeaveReview,
    Revive,
    Settle,
    TakeCare,
)
from facilitator.core.rounds.consent.facts import (
    Dropped,
    Fact,
    Kept,
    OwnerTaken,
    ReviewBegan,
    ReviewOver,
    Revived,
    Superseded,
)
from facilitator.core.rounds.consent.state import RUNNING, Ballot, Decision, Phase, Settings
from facilitator.core.rounds.positions import Position

OfReview = ReviewBegan | ReviewOver | Kept | Superseded | Dropped | Revived | OwnerTaken
ReviewCommand = BeginReview | LeaveReview | Settle | Revive | TakeCare

REPLACED = frozenset({Phase.SUPERSEDED, Phase.DROPPED})
"""It was in force once."""


def is_question(d: Decision) -> bool:
    """Whether it asks to keep an earlier one as it is: then nobody has proposed a text."""
    return d.settings.bearing is not None and d.settings.bearing.what is What.KEEP


def holds(d: Decision) -> bool:
    """Whether it holds something of its own, to be looked at again: what keeps another one, or lets it
    go, is done once it is in force."""
    return d.settings.bearing is None or d.settings.bearing.what is What.REVISE


def lets_go(d: Decision) -> bool:
    """Whether it does nothing but let an earlier one go."""
    return d.settings.bearing is not None and d.settings.bearing.what is What.DROP


def bearing_on_text(settings: Settings, text: str) -> Settings:
    """The rules of a decision after an amendment: a review with new words revises."""
    if settings.bearing is None:
        return settings
    return replace(settings, bearing=with_text(settings.bearing, text))


# -- the clock -----------------------------------------------------------------------------------


def due_again(d: Decision) -> datetime | None:
    """When it is to be looked at again: its day, or at once for an objection that came late. None
    while that is under way, was said already, or is for nobody."""
    if d.phase is not Phase.IN_FORCE or not d.recorded or not holds(d):
        return None
    if d.reviewed or d.under_review:
        return None
    late = [ballot.heard_at for ballot in d.late if objects_late(ballot)]
    return late[-1] if d.look_again and late else d.review_at


def objects_late(ballot: Ballot) -> bool:
    """Whether a late answer is an objection with its reason."""
    return ballot.position is Position.OBJECT and ballot.words is not None


# -- deciding ------------------------------------------------------------------------------------


def bear(d: Decision, command: ReviewCommand, now: datetime) -> tuple[Fact, ...]:
    """What a review does to the decision it is about. What is settled already stays as it is."""
    match command:
        case BeginReview():
            return _begin(d, command, now)
        case LeaveReview(number, review_at):
            mine = d.under_review == number and d.phase is Phase.IN_FORCE
            return (ReviewOver(number, now, review_at),) if mine else ()
        case Settle(what, number, review_at):
            mine = d.under_review == number and d.phase is Phase.IN_FORCE
            return (_settled(d, what, number, review_at, now),) if mine else ()
        case Revive(number):
            return (Revived(number, now),) if _was_settled_by(d, number) else ()
        case TakeCare(member):
            if d.phase not in {*RUNNING, Phase.IN_FORCE}:
                raise Refusal(Code.NOT_IN_FORCE, _about(d))
            return () if d.owner == member else (OwnerTaken(member, now),)
        case _:
            assert_never(command)


def _begin(d: Decision, command: BeginReview, now: datetime) -> tuple[Fact, ...]:
    if d.under_review:
        raise Refusal(Code.REVIEW_RUNNING, {"number": d.number, "review": d.under_review})
    if d.phase is not Phase.IN_FORCE:
        raise Refusal(Code.NOT_IN_FORCE, _about(d))
    if not holds(d) or not d.recorded:
        earlier = d.settings.bearing.number if d.settings.bearing else 0
        raise Refusal(Code.NOTHING_TO_REVIEW, {"number": d.number, "earlier": earlier})
    if command.why is Why.MEMBER and now < d.slow_until:
        raise Refusal(Code.REVIEW_EARLY, {"number": d.number, "until": At(d.slow_until)})
    return (ReviewBegan(command.number, now, command.why),)


def _about(d: Decision) -> dict[str, Arg]:
    return {"number": d.number, "outcome": d.phase.value, "later": d.settled_by}


def _settled(d: Decision, what: What, number: int, review_at: datetime, now: datetime) -> Fact:
    """A day to look again only moves later by being kept."""
    match what:
        case What.KEEP:
            return Kept(number, now, max(review_at, d.review_at or review_at))
        case What.REVISE:
            return Superseded(number, now)
        case What.DROP:
            return Dropped(number, now)


def _was_settled_by(d: Decision, number: int) -> bool:
    kept = d.phase is Phase.IN_FORCE and not d.under_review and d.kept_by[-1:] == (number,)
    return kept or (d.phase in REPLACED and d.settled_by == number)


# -- folding -------------------------------------------------------------------------------------


def lasted(d: Decision, fact: OfReview) -> Decision:
    """The decision after a fact of its review, or of who looks after it."""
    match fact:
        case ReviewBegan(number):
            return replace(d, under_review=number, reviewed=True)
        case ReviewOver(_, _, review_at):
            return replace(_waiting(d), review_at=review_at)
        case Kept(number, _, review_at):
            return replace(_waiting(d), review_at=review_at, kept_by=(*d.kept_by, number))
        case Superseded(number):
            return _ended(d, Phase.SUPERSEDED, number)
        case Dropped(number):
            return _ended(d, Phase.DROPPED, number)
        case Revived(number):
            kept = tuple(one for one in d.kept_by if one != number)
            back = replace(d, phase=Phase.IN_FORCE, settled_by=0, kept_by=kept)
            return replace(back, under_review=number, reviewed=True)
        case OwnerTaken(member):
            return replace(d, taken_over=member)
        case _:
            assert_never(fact)


def _waiting(d: Decision) -> Decision:
    return replace(d, under_review=0, reviewed=False, look_again=False)


def _ended(d: Decision, phase: Phase, number: int) -> Decision:
    return replace(d, phase=phase, under_review=0, settled_by=number)
