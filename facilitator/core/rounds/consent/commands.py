"""What somebody, or the clock, wants of a decision: a closed union of imperatives.

The desk has checked who speaks. Where a command needs a host, the desk lets only hosts through;
where the proposer may do it too, ``as_host`` says in which right they act.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.consent.bearing import What, Why
from facilitator.core.rounds.consent.early_commands import OnSteps
from facilitator.core.rounds.consent.objection_commands import OnObjection
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
    seen: bool = False
    """Everybody has it before them already, because it was said in the room."""
    by_mail: bool = False
    unnamed: bool = False
    """An objection that is to be shown without its owner's name."""


@dataclass(frozen=True, slots=True)
class SameAgain:
    """My answer to the earlier version, for this one too."""

    by: MemberId
    source: str
    heard_at: datetime
    by_mail: bool = False


@dataclass(frozen=True, slots=True)
class ConsentAhead:
    """I consent, also to a next version that resolves objection ``number``; None: the open one."""

    by: MemberId
    source: str
    heard_at: datetime
    number: int | None = None
    version: int | None = None
    by_mail: bool = False


@dataclass(frozen=True, slots=True)
class Amend:
    """A new text: version n+1. By the proposer, or a host."""

    by: MemberId
    text: str
    reason: str = ""
    as_host: bool = False
    wording: bool = False
    """Other words for the same: no new version, and nobody is asked anew."""


@dataclass(frozen=True, slots=True)
class Resolve:
    """My objection is met (contract §4, ``!resolved``)."""

    by: MemberId
    source: str
    number: int | None = None
    by_mail: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back what is mine: 0 the proposal, n the objection n, None whatever it is."""

    by: MemberId
    source: str
    what: int | None = None
    by_mail: bool = False


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
class AskObjector:
    """A question to the owner of objection ``number``; None: the only one that is open."""

    by: MemberId
    words: WordsId
    source: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerAsked:
    """The owner of an unnamed objection answers what was asked about it."""

    by: MemberId
    words: WordsId
    source: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Reveal:
    """My unnamed objection may have my name."""

    by: MemberId
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Void:
    """A host found a fault in how it came about. ``sure``: said for the second time; the first time
    its ``words`` say why."""

    by: MemberId
    source: str
    words: WordsId | None = None
    sure: bool = False


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Decision ``number`` asks the circle about this text again."""

    number: int


@dataclass(frozen=True, slots=True)
class Pause:
    """A host stops the clocks, or one of two members."""

    by: MemberId
    as_host: bool = True


@dataclass(frozen=True, slots=True)
class Resume:
    """A host lets the clocks run on, or one of the two who stopped them."""

    by: MemberId
    as_host: bool = True


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
class BeginReview:
    """Decision ``number`` asks the circle to look at this one again."""

    number: int
    why: Why = Why.MEMBER


@dataclass(frozen=True, slots=True)
class LeaveReview:
    """The review settled nothing; this one is looked at again at ``review_at``."""

    number: int
    review_at: datetime


@dataclass(frozen=True, slots=True)
class Settle:
    """The review was adopted, in force: what it says happens to this one."""

    what: What
    number: int
    review_at: datetime


@dataclass(frozen=True, slots=True)
class Revive:
    """An objection in time has opened the review again: this one is in force until it is settled."""

    number: int


@dataclass(frozen=True, slots=True)
class TakeCare:
    """Somebody has said yes to looking after it."""

    member: MemberId


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
    | ConsentAhead
    | AskObjector
    | AnswerAsked
    | Reveal
    | Void
    | TakeUp
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
    | BeginReview
    | LeaveReview
    | Settle
    | Revive
    | TakeCare
    | Outage
    | OnObjection
    | OnSteps
    | Tick
)
