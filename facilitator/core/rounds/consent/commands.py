"""What somebody, or the clock, wants of a decision: a closed union of imperatives.

The desk has checked who speaks. Where a command needs a host, the desk lets only hosts through;
where the proposer may do it too, ``as_host`` says in which right they act.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.positions import Position


@dataclass(frozen=True, slots=True)
class Answer:
    """A position, *more* or a question. ``version`` is the one they were shown; None means the
    current one. ``heard_at`` is our receipt and decides whether it is in time."""

    by: MemberId
    position: Position
    source: str
    heard_at: datetime
    words: WordsId | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class SameAgain:
    """My answer to the earlier version, for this one too."""

    by: MemberId
    source: str
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class Amend:
    """A new text: version n+1. By the proposer, or a host."""

    by: MemberId
    text: str
    reason: str = ""
    as_host: bool = False


@dataclass(frozen=True, slots=True)
class Resolve:
    """My objection is met (contract §4, ``!resolved``)."""

    by: MemberId
    source: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back what is mine: 0 the proposal, n the objection n, None whatever it is."""

    by: MemberId
    source: str
    what: int | None = None


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What was said at ``source`` was redacted, un-reacted or taken back by mail."""

    source: str


@dataclass(frozen=True, slots=True)
class Extend:
    """A host gives more time."""

    by: MemberId
    span: timedelta


@dataclass(frozen=True, slots=True)
class Pause:
    """A host stops the clocks."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Resume:
    """A host lets the clocks run on."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Postpone:
    """Not now: by the proposer, or a host."""

    by: MemberId
    as_host: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """A host's ``!end``: refused, because a decision is not ended by one person's word."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Join:
    """Somebody became a member of the circle."""

    member: MemberId
    lane: Lane
    by_mail: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody left the circle."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of a member's being there: away by their own word or their mail's, and
    reached by what was sent. None leaves it as it is."""

    member: MemberId
    away: bool | None = None
    reached: bool | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """A member would like to answer at the table, or in their own time."""

    member: MemberId
    lane: Lane


@dataclass(frozen=True, slots=True)
class Outage:
    """The service was down for ``span`` while a time was running, and is back now."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Tick:
    """The clock looks. Nothing happens that is not due; nothing is due twice."""


Command = (
    Answer
    | SameAgain
    | Amend
    | Resolve
    | Withdraw
    | TakeBack
    | Extend
    | Pause
    | Resume
    | Postpone
    | End
    | Join
    | Leave
    | Presence
    | Pace
    | Outage
    | Tick
)
