"""What somebody, or the clock, wants of a poll: a closed union of imperatives.

The desk has checked who speaks, and lets only hosts and whoever asks the question steer it. What a
poll hears as a decision does is said in the decision's words.
"""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.consent.commands import (
    End,
    Extend,
    Join,
    Leave,
    Outage,
    Pace,
    Pause,
    Presence,
    Resume,
    TakeBack,
    Tick,
)
from facilitator.core.rounds.poll.state import Mark


@dataclass(frozen=True, slots=True)
class Vote:
    """An answer; without marks it is a pass.

    ``heard_at`` is our receipt. ``tapped``: it is one of perhaps several taps. ``told``: its author
    gets a receipt; not where all they did is seen to have counted. ``code`` is chance, handed in: where
    a poll is anonymous, their ballot is found by it.
    """

    by: MemberId
    marks: tuple[Mark, ...]
    source: str
    heard_at: datetime
    words: WordsId | None = None
    tapped: bool = False
    told: bool = True
    code: str = ""


@dataclass(frozen=True, slots=True)
class More:
    """I need more time."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class AddOption:
    """One more thing to choose."""

    by: MemberId
    text: str
    begins: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cancel:
    """Close without counting."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Reopen:
    """Open a closed poll again, with all its answers."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class RemoveNative:
    """The poll of the room itself is gone: no other takes its place."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Draw:
    """Let a lot settle a tie; ``seed`` is chance, handed in."""

    by: MemberId
    seed: str


Command = (
    Vote
    | More
    | AddOption
    | Cancel
    | Reopen
    | Draw
    | RemoveNative
    | TakeBack
    | Extend
    | Pause
    | Resume
    | End
    | Join
    | Leave
    | Presence
    | Pace
    | Outage
    | Tick
)

__all__ = [
    "AddOption",
    "Cancel",
    "Command",
    "Draw",
    "End",
    "Extend",
    "Join",
    "Leave",
    "More",
    "Outage",
    "Pace",
    "Pause",
    "Presence",
    "RemoveNative",
    "Reopen",
    "Resume",
    "TakeBack",
    "Tick",
    "Vote",
]
