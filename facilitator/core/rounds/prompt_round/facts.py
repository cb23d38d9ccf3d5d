"""What happened in a prompt round: stored for ever, folded into its state.

What other forms know too is in ``rounds.facts``. A fact carries every value its consequences need,
so that folding never looks at a clock and never repeats a rule.
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
    LaneChosen,
    LateWord,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    SeatAdded,
)
from facilitator.core.rounds.prompt_round.state import Place, Settings


class Why(StrEnum):
    """Why a printed time moved later."""

    HOST = "host"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Announced:
    """The round exists, and every place is open until then."""

    chair: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    settings: Settings
    seed: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Extended:
    """The present step stays open until then; ``by`` has asked for it by *more*."""

    until: datetime
    why: Why
    by: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Spoke:
    """The member said these words; with ``replaces`` instead of their unseen letter.

    ``sealed`` says that nobody sees them yet. ``quiet`` is when they count as complete.
    """

    member: MemberId
    words: tuple[WordsId, ...]
    via: Via
    quiet: datetime
    sealed: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class QuestionWanted:
    """Their words were no question, where questions are asked for: they hear so once, alone."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class AskedLater:
    """The member wishes their place kept open, which it is."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class MemberReturned:
    """The member is back; ``place`` is where what they said leaves them."""

    member: MemberId
    lane: Lane
    place: Place


@dataclass(frozen=True, slots=True)
class WordsTakenBack:
    """These words are gone; ``place`` is where that leaves the member."""

    member: MemberId
    words: tuple[WordsId, ...]
    place: Place


StepFact = EchoOpened | Closed | Cancelled | Paused | Resumed
TermFact = Extended | OutageGivenBack | ChairHanded | SeatAdded
WordFact = Spoke | QuestionWanted | Passed | AskedLater | EchoSpoke | EchoSettled | WordsTakenBack
ComingFact = LaneChosen | MemberLeft | MemberReturned
SeatFact = WordFact | ComingFact
Fact = Announced | StepFact | TermFact | SeatFact | LateWord
