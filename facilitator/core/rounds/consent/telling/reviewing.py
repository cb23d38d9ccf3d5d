"""Looking again at a decision in force: how a review opens.

For people: the day has come that was printed at the adoption, or somebody has seen harm, or would
like another text. The circle is asked as for any proposal; only the question differs. "Keep it as it
is?" is nobody's proposal, so nobody's consent is taken for granted. An objection that came after its
time stands in the review as its owner's, word for word.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import closing
from facilitator.core.rounds.consent.bearing import A_MONTH, What, Worry
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import LeaveReview, Revive, Settle
from facilitator.core.rounds.consent.evolving import evolve, fold
from facilitator.core.rounds.consent.facts import (
    Adopted,
    Closed,
    Fact,
    ObjectionContinued,
    ObjectionRaised,
    PositionTaken,
    Proposed,
    Reopened,
)
from facilitator.core.rounds.consent.lasting import ReviewCommand
from facilitator.core.rounds.consent.printed import window
from facilitator.core.rounds.consent.recalling import comes_back
from facilitator.core.rounds.consent.state import (
    Ballot,
    Decision,
    Objection,
    Phase,
    Place,
    Reason,
    Settings,
    Version,
)
from facilitator.core.rounds.consent.tally import concerns
from facilitator.core.rounds.positions import Position


@dataclass(frozen=True, slots=True)
class Brought:
    """An objection that a review begins with: it came late, or an earlier review left it open."""

    member: MemberId
    words: WordsId
    source: str
    heard_at: datetime
    unnamed: bool = False


def review(
    id: RoundId,  # noqa: A002  the glossary's word
    number: int,
    proposer: MemberId,
    text: str,
    places: tuple[Place, ...],
    settings: Settings,
    now: datetime,
    brought: tuple[Brought, ...] = (),
) -> tuple[Fact, ...]:
    """The facts that open a review; ``settings.bearing`` says of what.

    Whoever brings a new text consents to it, unless an objection of theirs is brought along. Refuses
    an empty text, the text in force as a new one, and a proposer without a place.
    """
    bearing = settings.bearing
    if bearing is None or not text.strip():
        raise Refusal(Code.EMPTY_PROPOSAL)
    if bearing.what is What.REVISE and text.strip() == bearing.text:
        raise Refusal(Code.SAME_TEXT, {"version": 1})
    if all(place.member != proposer for place in places):
        raise Refusal(Code.NOT_IN_THIS_DECISION)
    live, slow = window(places, settings, now)
    version = Version(1, text.strip(), proposer, now)
    opened = Proposed(id, number, proposer, settings, places, version, live, slow)
    here = {place.member for place in places}
    standing = tuple(one for one in brought if one.member in here)
    facts: tuple[Fact, ...] = (opened, *_objections(standing))
    if bearing.what is not What.KEEP and all(one.member != proposer for one in standing):
        consent = Ballot(proposer, 1, Position.CONSENT, None, "", now)
        facts = (opened, PositionTaken(consent), *facts[1:])
    state = fold(evolve(None, opened), facts[1:])
    return (*facts, *closing.consequences(state, now))


def _objections(standing: tuple[Brought, ...]) -> Iterator[Fact]:
    """Nobody has more than one open: what else they said belongs to it."""
    numbers: dict[MemberId, int] = {}
    for one in standing:
        said = one.words, one.source
        if one.member in numbers:
            yield ObjectionContinued(numbers[one.member], *said)
            continue
        numbers[one.member] = len(numbers) + 1
        yield PositionTaken(Ballot(one.member, 1, Position.OBJECT, *said, one.heard_at))
        yield ObjectionRaised(numbers[one.member], one.member, 1, *said, unnamed=one.unnamed)


def worries_of(d: Decision) -> tuple[Worry, ...]:
    """The concerns on record, as a later review quotes them."""
    return tuple(
        Worry(None if d.settings.sealed else member, words) for member, words in concerns(d)
    )


def left_open(d: Decision) -> tuple[Brought, ...]:
    """The objections that a review which settled nothing leaves to the next one."""
    if d.phase not in (Phase.POSTPONED, Phase.LAPSED, Phase.ESCALATED):
        return ()
    return tuple(_again(d, one, said) for one in d.objections if one.blocks for said in one.reasons)


def late_objections(d: Decision, since: datetime) -> tuple[Brought, ...]:
    """The objections, with their reasons, that came to a decision in force from ``since`` on."""
    return tuple(
        Brought(ballot.member, ballot.words, ballot.source, ballot.heard_at, ballot.unnamed)
        for ballot in d.late
        if ballot.position is Position.OBJECT and ballot.words and ballot.heard_at >= since
    )


def _again(d: Decision, objection: Objection, said: Reason) -> Brought:
    heard = [ballot.heard_at for ballot in d.ballots if ballot.source == said.source]
    since = heard[0] if heard else d.versions[0].at
    return Brought(objection.member, said.words, said.source, since, objection.unnamed)


def borne(d: Decision, fact: Fact) -> tuple[ReviewCommand, ...]:
    """What a fact of a review commands the decision it is about: in force, it is settled; closed, all
    stays as it was; open again, that one is in force again. Anything else changes nothing there yet."""
    bearing = d.settings.bearing
    if bearing is None:
        return ()
    match fact:
        case Adopted(_, review_at):
            return (Settle(bearing.what, d.number, review_at),)
        case Closed(_, _, at):
            again = comes_back(d) or at + A_MONTH
            return Revive(d.number), LeaveReview(d.number, again)
        case Reopened(was) if was is Phase.IN_FORCE:
            return (Revive(d.number),)
        case _:
            return ()
