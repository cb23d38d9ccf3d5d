"""What somebody wants of an objection, or of a text that has one: a closed union of imperatives."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.consent.examination import Finding


@dataclass(frozen=True, slots=True)
class Examine:
    """Objection ``number`` does not qualify, and why; without a number the only one that is open.

    ``seed`` is chance and ``hosts`` are the circle's hosts, both for the lot.
    """

    by: MemberId
    source: str
    number: int | None = None
    words: WordsId | None = None
    seed: str = ""
    hosts: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True)
class Judge:
    """What one of those who are asked finds."""

    by: MemberId
    finding: Finding
    source: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class DropClaim:
    """I no longer claim that the objection does not qualify."""

    by: MemberId
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Suggest:
    """A wording for the next version, for all to see."""

    by: MemberId
    words: WordsId
    source: str


@dataclass(frozen=True, slots=True)
class Adopt:
    """An objection that lost its owner is mine from now on."""

    by: MemberId
    source: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """The new text does not meet my objection."""

    by: MemberId
    source: str


@dataclass(frozen=True, slots=True)
class Escalate:
    """Hand it to the wider circle: by the proposer, or a host."""

    by: MemberId
    as_host: bool = False


@dataclass(frozen=True, slots=True)
class AnswerEscalation:
    """An objector agrees to that, or does not. ``words``: mine may be read there."""

    by: MemberId
    agrees: bool
    words: bool = True


@dataclass(frozen=True, slots=True)
class HandTo:
    """The wider circle has it, as its decision ``number``: said by the shell, once."""

    circle: str
    number: int


OnObjection = (
    Hold | HandTo | Examine | Judge | DropClaim | Suggest | Adopt | Escalate | AnswerEscalation
)
