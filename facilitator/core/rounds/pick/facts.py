"""What happened in a pick: stored for ever, folded into its state."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Invited, Via
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    LaneChosen,
    MemberLeft,
    OutageGivenBack,
    Passed,
    Paused,
    Resumed,
    SeatAdded,
)
from facilitator.core.rounds.pick.state import How, Option, Settings


@dataclass(frozen=True, slots=True)
class Announced:
    """It can be named what to pick, until then."""

    chair: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    options: tuple[Option, ...]
    settings: Settings
    seed: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Named:
    """A member names these, in place of what they named before; ``new`` was not known yet."""

    member: MemberId
    keys: tuple[str, ...]
    words: tuple[WordsId, ...]
    via: Via
    new: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class NamingTakenBack:
    """What a member named, or chose to say, is theirs again: their place is open."""

    member: MemberId
    words: tuple[WordsId, ...]


@dataclass(frozen=True, slots=True)
class ChoosingOpened:
    """The namings differ: the host is asked which one, until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Picked:
    """This is picked. ``words`` keep the host's own, ``new`` what nobody had named."""

    keys: tuple[str, ...]
    how: How
    words: tuple[WordsId, ...] = ()
    new: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Extended:
    """The present step stays open until then; ``by`` has asked for it by *more*."""

    until: datetime
    by: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Waited:
    """Nobody has answered: it stays open until then, once."""

    until: datetime


@dataclass(frozen=True, slots=True)
class MemberReturned:
    """The member is back; what they named stands."""

    member: MemberId
    lane: Lane


Fact = (
    Announced | Named | Passed | NamingTakenBack | ChoosingOpened | Picked | Extended | Waited | SeatAdded
    | LaneChosen | MemberLeft | MemberReturned | ChairHanded | OutageGivenBack | Paused | Resumed
    | Closed | Cancelled
)  # fmt: skip
