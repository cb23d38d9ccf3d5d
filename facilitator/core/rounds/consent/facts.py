"""What has happened to a decision: a closed union, past tense, enough to rebuild the state."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.consent.state import (
    Ballot,
    Cause,
    Ending,
    Phase,
    Place,
    Settings,
    Standing,
    Version,
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
    """The clocks stand still."""

    at: datetime


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
    """A new place, asked from the next version on."""

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
    | ReviewFell
)
