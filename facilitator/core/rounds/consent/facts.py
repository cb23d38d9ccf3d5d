"""What has happened to a decision: a closed union, past tense, enough to rebuild the state."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.consent.bearing import Why
from facilitator.core.rounds.consent.early_facts import OfSteps
from facilitator.core.rounds.consent.objection_facts import OfObjection
from facilitator.core.rounds.consent.state import (
    Ahead,
    Ballot,
    Cause,
    Ending,
    Phase,
    Place,
    Settings,
    Standing,
    Version,
    Voiding,
)
from facilitator.core.rounds.positions import Position


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal stands before the circle; all its rules are fixed here."""

    id: RoundId
    number: int
    proposer: MemberId
    settings: Settings
    places: tuple[Place, ...]
    version: Version
    live_until: datetime
    slow_until: datetime
    takes_up: int = 0


@dataclass(frozen=True, slots=True)
class PositionTaken:
    """A member answered the current version."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """An objection or a concern came without words; its owner is asked for them."""

    member: MemberId
    position: Position


@dataclass(frozen=True, slots=True)
class ObjectionRaised:
    """An objection with its reason."""

    number: int
    member: MemberId
    version: int
    words: WordsId
    source: str
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class ObjectionContinued:
    """The owner of an open objection said more about it."""

    number: int
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class ObjectionSettled:
    """An objection blocks no more: resolved, withdrawn, or kept as a concern."""

    number: int
    standing: Standing
    on: int


@dataclass(frozen=True, slots=True)
class ObjectionOrphaned:
    """The owner left the circle."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WordsMissed:
    """An objection stayed without words to the end: it stands as a concern."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class Reopened:
    """An objection in time, after an adoption: effects are on hold."""

    was: Phase


@dataclass(frozen=True, slots=True)
class Amended:
    """A new version, with its own window."""

    version: Version
    live_until: datetime
    slow_until: datetime


@dataclass(frozen=True, slots=True)
class TimeAdded:
    """Every deadline moved later. ``member`` asked for it (*more*); nobody is told who."""

    cause: Cause
    live_until: datetime
    slow_until: datetime
    closing_at: datetime | None
    member: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Waited:
    """The time was over and answers are missing: the one automatic extension."""

    slow_until: datetime


@dataclass(frozen=True, slots=True)
class LastAsked:
    """The others have been heard: whoever is asked last is asked now, with time to answer."""

    members: tuple[MemberId, ...]
    live_until: datetime
    slow_until: datetime


@dataclass(frozen=True, slots=True)
class ClosingBegan:
    """All is settled: it closes at ``at`` unless somebody thinks again."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ClosingStopped:
    """It is no longer settled."""


@dataclass(frozen=True, slots=True)
class AdoptedProvisionally:
    """Those at the table agree; places in their own time are open."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Adopted:
    """In force."""

    at: datetime
    review_at: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """Closed in another way: withdrawn, postponed, lapsed."""

    outcome: Phase
    ending: Ending
    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """The clocks stand still: by a host, or by the two members who asked for it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class PauseAsked:
    """A member would like the clocks to stop; the second one stops them."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clocks run again; every deadline moved later by the pause."""

    live_until: datetime
    slow_until: datetime
    closing_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question for the proposer."""

    member: MemberId
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class AnsweredLate:
    """An answer after the close: kept, never counted."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was said at ``source`` no longer stands; no earlier answer revives."""

    member: MemberId
    source: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A new place, asked from the next version on; from this one, if nobody has been asked yet."""

    place: Place


@dataclass(frozen=True, slots=True)
class Left:
    """A place is gone: its ballots stay in the record and count no more."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Whether a place belongs to the base has changed."""

    member: MemberId
    away: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class ReviewFell:
    """The review date of a decision in force has come."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ReviewBegan:
    """Decision ``number`` asks the circle to look at this one again."""

    number: int
    at: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class ReviewOver:
    """The review settled nothing: all stays as it is, and comes back."""

    number: int
    at: datetime
    review_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Decision ``number`` keeps this one as it is."""

    number: int
    at: datetime
    review_at: datetime


@dataclass(frozen=True, slots=True)
class Superseded:
    """Decision ``number`` has taken the place of this one."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Dropped:
    """Decision ``number`` lets this one go."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Revived:
    """Decision ``number`` is open again: until it is settled, this one is in force as it was."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnerTaken:
    """A member has said yes to looking after it."""

    member: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class AheadGiven:
    """A consent that also holds for a later version, once an objection is resolved there."""

    ahead: Ahead


@dataclass(frozen=True, slots=True)
class AnswersDiffered:
    """Within minutes a member answered differently by chat and by mail; the later one counts."""

    member: MemberId
    version: int
    earlier: Position
    later: Position


@dataclass(frozen=True, slots=True)
class ObjectorAsked:
    """Somebody asked the owner of an objection about it."""

    number: int
    member: MemberId
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class ObjectorAnswered:
    """The owner of an unnamed objection answered what was asked; the others read it unnamed."""

    number: int
    member: MemberId
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class ObjectorRevealed:
    """The owner of an unnamed objection showed their name."""

    number: int


@dataclass(frozen=True, slots=True)
class VoidAsked:
    """A host said why it should be void; it is when a host says so once more."""

    voiding: Voiding


@dataclass(frozen=True, slots=True)
class TakenUp:
    """Decision ``number`` asks the circle about this text again."""

    number: int
    at: datetime


OfObjector = ObjectorAsked | ObjectorAnswered | ObjectorRevealed


@dataclass(frozen=True, slots=True)
class LaneChosen:
    """A member answers at the table from now on, or in their own time, which lasts until then."""

    member: MemberId
    lane: Lane
    slow_until: datetime


Fact = (
    Proposed
    | PositionTaken
    | WordsAsked
    | ObjectionRaised
    | ObjectionContinued
    | ObjectionSettled
    | ObjectionOrphaned
    | WordsMissed
    | Reopened
    | Amended
    | TimeAdded
    | Waited
    | LastAsked
    | ClosingBegan
    | ClosingStopped
    | AdoptedProvisionally
    | Adopted
    | Closed
    | Paused
    | Resumed
    | QuestionAsked
    | AnsweredLate
    | TakenBack
    | Joined
    | Left
    | PresenceChanged
    | LaneChosen
    | AheadGiven
    | AnswersDiffered
    | OfObjector
    | PauseAsked
    | VoidAsked
    | TakenUp
    | OfObjection
    | OfSteps
    | ReviewFell
    | ReviewBegan
    | ReviewOver
    | Kept
    | Superseded
    | Dropped
    | Revived
    | OwnerTaken
)
