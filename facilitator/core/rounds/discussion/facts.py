"""What happened in a discussion: stored for ever, folded into its state.

What other forms know too is in ``rounds.facts``. A fact carries every value its consequences need,
so that folding never looks at a clock and never repeats a rule. No fact carries talk of the room.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Invited, Via
from facilitator.core.rounds.discussion.state import Clock, HandKind, Phase, Place, Settings
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    LateWord,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    SeatAdded,
    TimeKept,
)


class Why(StrEnum):
    """Why something happened, where the words for it differ."""

    DONE = "done"
    QUIET = "quiet"
    HOST = "host"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Announced:
    """The discussion is open; in ``phase`` SLOW, where nobody is at the table, for letters only."""

    chair: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    settings: Settings
    timed: bool
    at: datetime
    phase: Phase
    live_until: datetime
    slow_until: datetime
    cue_at: datetime
    swap_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TableEnded:
    """The table is through; open places keep their window."""

    at: datetime


@dataclass(frozen=True, slots=True)
class CueGiven:
    """The Timekeeper said that the box, which lasts until then, is about to end or has ended."""

    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Swapped:
    """At a table: now this member has the word. ``swap_at`` is when it goes on, if it does."""

    member: MemberId
    at: datetime
    swap_at: datetime | None


@dataclass(frozen=True, slots=True)
class TellerFound:
    """The member tells the others what was said at this table."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class Talked:
    """The member, in their own time, said something at the table: complete at ``quiet``."""

    member: MemberId
    quiet: datetime


@dataclass(frozen=True, slots=True)
class Extended:
    """One clock runs until then; ``by`` has asked for it by *more*. ``cue_at`` is the box's cue."""

    clock: Clock
    until: datetime
    why: Why
    by: MemberId | None = None
    cue_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HandRaised:
    """The member wishes to speak; a hand that was up already is now of this kind."""

    member: MemberId
    kind: HandKind
    at: datetime
    first: bool = False


@dataclass(frozen=True, slots=True)
class HandLowered:
    """The member's hand is down."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class HandCalled:
    """The member has the word; without a message by then the next hand has its turn."""

    member: MemberId
    until: datetime


@dataclass(frozen=True, slots=True)
class Spoke:
    """Who has the word said something, and keeps it until then without another message."""

    member: MemberId
    until: datetime


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The member gave the word back."""

    member: MemberId
    why: Why
    at: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """The member is through with this discussion."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class LetterReceived:
    """These words are a letter; with ``replaces`` instead of those that wait.

    One that came as a reply in the room has been seen there; any other waits to be read out.
    ``quiet`` is when it counts as complete: by mail at once.
    """

    member: MemberId
    words: tuple[WordsId, ...]
    via: Via
    replaces: bool = False
    quiet: datetime | None = None


@dataclass(frozen=True, slots=True)
class LetterRead:
    """The letter with these words was read out."""

    member: MemberId
    words: tuple[WordsId, ...]


@dataclass(frozen=True, slots=True)
class WordsTakenBack:
    """These words are gone; ``place`` is where that leaves the member."""

    member: MemberId
    words: tuple[WordsId, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class CameToTable:
    """The member talks in the room from here on."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class MovedToOwnTime:
    """The member's place stays open in their own time."""

    member: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class MemberReturned:
    """The member is back in the circle."""

    member: MemberId
    lane: Lane


@dataclass(frozen=True, slots=True)
class QuestionWanted:
    """Their words were no question, where questions are asked for: they hear so once, alone.

    ``said``: the room has heard them, and they stay; a letter waits for their word.
    """

    member: MemberId
    said: bool = False


StepFact = TableEnded | Closed | Cancelled | Paused | Resumed
TermFact = (
    Extended
    | OutageGivenBack
    | ChairHanded
    | SeatAdded
    | TimeKept
    | CueGiven
    | Swapped
    | TellerFound
)
QueueFact = HandRaised | HandLowered | HandCalled | Spoke | TurnEnded
LetterFact = LetterReceived | LetterRead | QuestionWanted | WordsTakenBack
PlaceFact = Finished | Talked | Passed | CameToTable | MovedToOwnTime | MemberLeft | MemberReturned
SeatFact = QueueFact | LetterFact | PlaceFact
Fact = Announced | StepFact | TermFact | SeatFact | LateWord
