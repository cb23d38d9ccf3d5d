"""What has happened to a poll: a closed union, past tense, enough to rebuild the state."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.people import Lane
from facilitator.core.rounds.poll.state import (
    Ballot,
    Came,
    Cause,
    Ending,
    Option,
    Place,
    Settings,
    Sums,
)


@dataclass(frozen=True, slots=True)
class PollOpened:
    """A question stands before the circle; all its rules are fixed here."""

    id: RoundId
    number: int
    kind: str
    asker: MemberId
    question: str
    options: tuple[Option, ...]
    settings: Settings
    places: tuple[Place, ...]
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Voted:
    """A member answered, in place of whatever they answered before."""

    ballot: Ballot
    told: bool = True


@dataclass(frozen=True, slots=True)
class VotedLate:
    """An answer after the close: kept, never counted."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was said at ``source`` no longer stands; no earlier answer revives."""

    member: MemberId
    source: str


@dataclass(frozen=True, slots=True)
class OptionAdded:
    """One more thing to choose; every answer there is stands as it is."""

    option: Option
    until: datetime


@dataclass(frozen=True, slots=True)
class TimeAdded:
    """The end moved later. ``member`` asked for it (*more*); nobody is told who."""

    cause: Cause
    until: datetime
    closing_at: datetime | None = None
    member: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Reminded:
    """Whoever has not answered was reminded, each alone."""


@dataclass(frozen=True, slots=True)
class ClosingBegan:
    """All have answered: it closes at ``at`` unless somebody thinks again."""

    at: datetime


@dataclass(frozen=True, slots=True)
class ClosingStopped:
    """Somebody has no answer any more, or more time was given."""


@dataclass(frozen=True, slots=True)
class PollClosed:
    """It is over. ``by`` is who ended it, where it did not end by itself."""

    came: Came
    chosen: tuple[int, ...]
    ending: Ending
    at: datetime
    by: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Detached:
    """An anonymous poll is over: its ballots stand without an author, a source and a time, in the order
    of their codes, which are chance. All facts that said more are gone from the books."""

    ballots: tuple[Ballot, ...]
    sums: Sums


@dataclass(frozen=True, slots=True)
class PollCancelled:
    """It was called off, and nothing is counted."""

    by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class PollReopened:
    """It is open again, with all its answers."""

    by: MemberId
    until: datetime


@dataclass(frozen=True, slots=True)
class LotDrawn:
    """A tie was settled by lot, from a seed that is published."""

    option: int
    seed: str


@dataclass(frozen=True, slots=True)
class NativeRemoved:
    """Somebody with the right to removed the poll of the room itself; this one goes on without."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clock runs again; the end moved later by the pause."""

    until: datetime
    closing_at: datetime | None


@dataclass(frozen=True, slots=True)
class Joined:
    """A new place, asked at once."""

    place: Place


@dataclass(frozen=True, slots=True)
class Left:
    """A place is gone: its ballot stays in the books and counts no more."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """Whether a place is counted on has changed."""

    member: MemberId
    away: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class LaneChosen:
    """A member answers in the room from now on, or in their own time, which lasts until then."""

    member: MemberId
    lane: Lane
    until: datetime


Fact = (
    PollOpened
    | Voted
    | VotedLate
    | TakenBack
    | OptionAdded
    | TimeAdded
    | Reminded
    | ClosingBegan
    | ClosingStopped
    | PollClosed
    | Detached
    | PollCancelled
    | PollReopened
    | LotDrawn
    | NativeRemoved
    | Paused
    | Resumed
    | Joined
    | Left
    | PresenceChanged
    | LaneChosen
)
