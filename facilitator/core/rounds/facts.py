"""What can happen in a round of several forms: stored for ever, folded into each form's state.

A fact carries every value its consequences need, so that folding never looks at a clock and never
repeats a rule. What is particular to a form stands in that form's own ``facts``.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Invited, Via


class Outcome(StrEnum):
    """How a round ended: by itself, or by the host's word."""

    COMPLETE = "complete"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class EchoOpened:
    """Both lanes may answer what they heard, until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Closed:
    """The circle letter goes out; the round is over."""

    outcome: Outcome
    at: datetime


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The round is over without a circle letter."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Paused:
    """No clock runs from here on."""

    by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class Resumed:
    """The clocks run again, each deadline later by ``span``."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class OutageGivenBack:
    """Each deadline moved later by the outage; the two printed ones stand here."""

    span: timedelta
    until: datetime
    step_until: datetime | None


@dataclass(frozen=True, slots=True)
class ChairHanded:
    """Somebody else has the chair."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class SeatAdded:
    """One more member has a place."""

    invited: Invited


@dataclass(frozen=True, slots=True)
class TimeKept:
    """From the next turn or step on the Timekeeper keeps time, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class Passed:
    """The member passes, for this round."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class EchoSpoke:
    """The member answered what they heard; ``quiet`` is when that counts as ended."""

    member: MemberId
    words: tuple[WordsId, ...]
    via: Via
    quiet: datetime | None = None


@dataclass(frozen=True, slots=True)
class EchoSettled:
    """The member has nothing (more) to add in the echo."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class LaneChosen:
    """The member takes part in another pace from here on."""

    member: MemberId
    lane: Lane


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """The member left the circle."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class LateWord:
    """Words that came after the close: kept, not added."""

    member: MemberId
    words: tuple[WordsId, ...]
