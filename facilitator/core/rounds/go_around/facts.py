"""What happened in a go-around: stored for ever, folded into its state.

A fact carries every value its consequences need (deadlines, the place somebody moved to), so that
folding never looks at a clock and never repeats a rule.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Invited, Via
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    EchoOpened,
    EchoSettled,
    EchoSpoke,
    LateWord,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    TimeKept,
)
from facilitator.core.rounds.go_around.state import Cue, Given, Phase, Place, Settings


class Why(StrEnum):
    """Why something happened, where the words for it differ."""

    ROLL_CALL = "roll_call"  # was not at the table when it opened
    SWEEP = "sweep"  # the sweep went on without their words
    ASKED = "asked"  # they wished it so
    HOST = "host"
    MORE = "more"
    OUTAGE = "outage"
    DONE = "done"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Announced:
    """The round exists; letters are welcome. ``opens`` is when the circle gathers."""

    chair: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    settings: Settings
    at: datetime
    opens: datetime
    until: datetime
    timed: bool = False
    letters: tuple[Given, ...] = ()


@dataclass(frozen=True, slots=True)
class RollCallOpened:
    """The table asks who is here, until then at most."""

    until: datetime


@dataclass(frozen=True, slots=True)
class TurnsBegan:
    """The order is read; the first turn follows."""


@dataclass(frozen=True, slots=True)
class SweepOpened:
    """Everyone who is still to be asked once more is asked, in parallel."""

    until: datetime


@dataclass(frozen=True, slots=True)
class SlowOpened:
    """The table is done; open places wait for their letters."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Extended:
    """The window, or in the echo the echo, stays open until then."""

    until: datetime
    why: Why
    by: MemberId | None = None
    step: Phase | None = None


@dataclass(frozen=True, slots=True)
class SeatAdded:
    """One more member has a place."""

    invited: Invited
    place: Place
    until: datetime | None = None


RoundFact = (
    RollCallOpened
    | TurnsBegan
    | SweepOpened
    | SlowOpened
    | EchoOpened
    | Closed
    | Cancelled
    | Paused
    | Resumed
)
TermFact = Extended | OutageGivenBack | ChairHanded | SeatAdded | TimeKept


@dataclass(frozen=True, slots=True)
class CameToTable:
    """The member is here; ``until`` is set when the running sweep asks them."""

    member: MemberId
    place: Place
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class MovedToOwnTime:
    """The member's place stays open in their own time."""

    member: MemberId
    place: Place
    why: Why
    at: datetime


@dataclass(frozen=True, slots=True)
class TurnOpened:
    """The member has the floor; without a word by then the circle goes on."""

    member: MemberId
    until: datetime


@dataclass(frozen=True, slots=True)
class Spoke:
    """The member said these words, in their turn (``until``: its quiet end) or by a reply.

    ``limit`` is set in a turn whose time is kept.
    """

    member: MemberId
    words: tuple[WordsId, ...]
    via: Via
    place: Place
    until: datetime | None = None
    limit: datetime | None = None


@dataclass(frozen=True, slots=True)
class CalledOut:
    """Somebody else called out one short line in the turn of ``member``."""

    member: MemberId
    by: MemberId
    words: tuple[WordsId, ...]


@dataclass(frozen=True, slots=True)
class LetterReceived:
    """These words wait to be read out; with ``replaces`` instead of what waited before."""

    member: MemberId
    words: tuple[WordsId, ...]
    via: Via
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class LetterRead:
    """The member's waiting words were read out; ``again``: as an addition."""

    member: MemberId
    words: tuple[WordsId, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class TurnEnded:
    """The member has been heard."""

    member: MemberId
    why: Why


@dataclass(frozen=True, slots=True)
class Deferred:
    """The member is asked once more later; ``why`` is ASKED (counted), QUIET or HOST."""

    member: MemberId
    place: Place
    why: Why


@dataclass(frozen=True, slots=True)
class PlaceGoneBy:
    """The order went past a place in somebody's own time; it stays open."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class MoreTime:
    """The member's turn lasts longer, once in this step; so does their time to speak."""

    member: MemberId
    until: datetime
    step: Phase
    limit: datetime | None = None


@dataclass(frozen=True, slots=True)
class TimeCalled:
    """The speaker was told how it stands with their time."""

    member: MemberId
    cue: Cue


@dataclass(frozen=True, slots=True)
class MemberReturned:
    """The member is back; their place is where it can still be reached."""

    member: MemberId
    lane: Lane
    place: Place
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class WordsTakenBack:
    """These words are gone; ``place`` is where that leaves the member."""

    member: MemberId
    words: tuple[WordsId, ...]
    place: Place
    until: datetime | None = None


TurnFact = (
    TurnOpened | Spoke | CalledOut | TurnEnded | Deferred | PlaceGoneBy | MoreTime | TimeCalled
    | Passed
)  # fmt: skip
LetterFact = LetterReceived | LetterRead | EchoSpoke | EchoSettled | WordsTakenBack
ComingFact = CameToTable | MovedToOwnTime | MemberLeft | MemberReturned
SeatFact = TurnFact | LetterFact | ComingFact
Fact = Announced | RoundFact | TermFact | SeatFact | LateWord
