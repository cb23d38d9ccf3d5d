"""What happened in a session: stored for ever, folded into its state."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.core.formats.format import Format
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.facts import (
    Cancelled,
    ChairHanded,
    Closed,
    MemberLeft,
    Paused,
    Resumed,
    TimeKept,
)
from facilitator.core.rounds.session.state import Answer, Apart, Heard, Part, Table, Told


@dataclass(frozen=True, slots=True)
class Opened:
    """The session exists."""

    chair: MemberId | None
    format: Format
    seats: tuple[Invited, ...]
    seed: str
    answers: tuple[Answer, ...]
    parts: tuple[Part, ...]
    at: datetime
    timed: bool = False
    quiet_times: Quiet = NEVER
    each: Format | None = None
    apart: Apart | None = None


@dataclass(frozen=True, slots=True)
class PartOffered:
    """Everybody is asked who would take a part, until then."""

    role: str
    until: datetime


@dataclass(frozen=True, slots=True)
class PartTaken:
    """Somebody holds a part (or a further one of several holds it too)."""

    role: str
    member: MemberId


@dataclass(frozen=True, slots=True)
class PartGiven:
    """These hold a part, and nobody else: they were picked."""

    role: str
    members: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class PartDeclined:
    """Somebody leaves the part that is offered to others."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class PartSettled:
    """A part is offered no longer; those who took it hold it."""

    role: str


@dataclass(frozen=True, slots=True)
class PartTurned:
    """A part that goes round has come to the next one."""

    role: str
    member: MemberId


@dataclass(frozen=True, slots=True)
class TurnOver:
    """The one whose turn it was has had the part that goes round.

    ``back_to`` is the index from which steps are held for the next one; None: everybody has had it.
    """

    back_to: int | None


@dataclass(frozen=True, slots=True)
class StepBegan:
    """A step is held. ``until`` is set for stillness; a step that asks is a round of its own."""

    step: str
    at: int
    lap: int
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AskedAhead:
    """The letter of the step that begins asks these a later step as well.

    ``listed`` are the words to choose among, in the order in which that letter numbers them.
    """

    step: str
    members: tuple[MemberId, ...]
    listed: tuple[WordsId, ...] = ()


@dataclass(frozen=True, slots=True)
class AnsweredAhead:
    """Somebody has answered a step that is still to come; no words: they pass."""

    member: MemberId
    step: str
    words: tuple[WordsId, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeOfLetterOver:
    """The printed time of the letter that asked a step beside an earlier one is over."""

    step: str


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step is over; what was heard in it stands here. ``table``: who was at the table then."""

    heard: Heard
    table: tuple[MemberId, ...] | None = None


@dataclass(frozen=True, slots=True)
class StepLeftOut:
    """A step was not held: its condition does not hold, or there is nobody whom it asks."""

    step: str
    at: int


@dataclass(frozen=True, slots=True)
class WentBack:
    """The steps from ``at`` on are held again, because of ``step``."""

    step: str
    at: int


@dataclass(frozen=True, slots=True)
class TablesLaid:
    """People sit at these tables; ``turn`` counts, from nought, how often in this step."""

    step: str
    lap: int
    turn: int
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Seated:
    """The member sits at this table; with ``moves`` no longer where they sat before."""

    member: MemberId
    number: int
    moves: bool = True


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Nobody but this member sits at a table any more; at ``others`` there is room for them."""

    member: MemberId
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TableClosed:
    """One table is over; what was said there is for those who sat there."""

    number: int
    told: tuple[Told, ...] = ()
    speaker: MemberId | None = None


@dataclass(frozen=True, slots=True)
class SpeakersNamed:
    """One person of each table tells the others: they hold this part now."""

    role: str
    members: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class WentOn:
    """The session goes on with the step at ``at``, because of what was picked in ``step``."""

    step: str
    at: int


@dataclass(frozen=True, slots=True)
class StillnessMoved:
    """The stillness, or the offer of a part, lasts longer by ``span``; ``outage``: it is given back."""

    span: timedelta
    outage: bool = False


@dataclass(frozen=True, slots=True)
class SeatChanged:
    """A member has a place, or has it in another lane."""

    invited: Invited


@dataclass(frozen=True, slots=True)
class WordsTakenBack:
    """Words of an earlier step are their author's again, and nobody else's."""

    member: MemberId
    words: tuple[WordsId, ...]


Fact = (
    Opened | PartOffered | PartTaken | PartDeclined | PartSettled | PartTurned | TurnOver | StepBegan
    | StepEnded | StepLeftOut | WentBack | WentOn | PartGiven | StillnessMoved | SeatChanged | TimeKept
    | WordsTakenBack | AskedAhead | AnsweredAhead | TimeOfLetterOver
    | TablesLaid | Seated | LeftAlone | TableClosed | SpeakersNamed
    | MemberLeft | ChairHanded | Paused | Resumed | Closed | Cancelled
)  # fmt: skip
