"""What has happened to an objection on its way: examined, built in, taken over, handed on."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.consent.examination import Examination, Judgement


@dataclass(frozen=True, slots=True)
class ExaminationClaimed:
    """A member claims that the objection does not qualify; it stays open at least until then."""

    number: int
    examination: Examination
    slow_until: datetime


@dataclass(frozen=True, slots=True)
class ExaminationSeconded:
    """Somebody else says so too: the claim stands, and the owner is asked."""

    number: int
    by: MemberId
    words: tuple[WordsId, ...]
    until: datetime
    slow_until: datetime


@dataclass(frozen=True, slots=True)
class ExaminationAsked:
    """The claim stands against the owner's: the others are asked."""

    number: int
    asked: tuple[MemberId, ...]
    until: datetime
    slow_until: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """One who is asked has answered, or answered anew."""

    number: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class JudgementTakenBack:
    """What one found, said at ``source``, stands no longer."""

    number: int
    source: str


@dataclass(frozen=True, slots=True)
class ExaminationEnded:
    """It is over: the objection qualifies, or it does not; None: the claim was withdrawn."""

    number: int
    qualifies: bool | None
    found: tuple[int, int, int] = (0, 0, 0)
    """How many say that it qualifies, that it does not, and leave it to the others."""


@dataclass(frozen=True, slots=True)
class IntegratingBegan:
    """The time is over with an objection open: there is time to build it in.

    ``last``: no further text is possible here, and only a wider circle can go on.
    """

    until: datetime
    last: bool


@dataclass(frozen=True, slots=True)
class TextSuggested:
    """A member offers a wording; only the proposer or a host can take it."""

    number: int
    member: MemberId
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class ObjectionAdopted:
    """An objection that lost its owner has a new one."""

    number: int
    member: MemberId


@dataclass(frozen=True, slots=True)
class ObjectionHeld:
    """Its owner says that the new text does not meet it."""

    number: int


@dataclass(frozen=True, slots=True)
class EscalationAsked:
    """The proposer or a host would hand it to the wider circle; the objectors are asked."""

    by: MemberId
    asked: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class EscalationAnswered:
    """An objector's answer to that. ``words``: their objection may be read there."""

    member: MemberId
    agrees: bool
    words: bool


@dataclass(frozen=True, slots=True)
class CameFrom:
    """A smaller circle handed it on: its decision ``number``."""

    circle: str
    number: int


@dataclass(frozen=True, slots=True)
class HandedTo:
    """It is before the wider circle, as its decision ``number``."""

    circle: str
    number: int


OfObjection = (
    ExaminationClaimed
    | ExaminationSeconded
    | ExaminationAsked
    | Judged
    | JudgementTakenBack
    | ExaminationEnded
    | IntegratingBegan
    | TextSuggested
    | ObjectionAdopted
    | ObjectionHeld
    | EscalationAsked
    | EscalationAnswered
    | CameFrom
    | HandedTo
)
