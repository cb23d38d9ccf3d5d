"""Whether an objection qualifies: the values of examining one. Nothing here decides."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId


class Stage(StrEnum):
    """How far the examining of an objection has come."""

    HELD = "held"
    """Only who wrote the text claims it: it waits for somebody else to say so too."""
    CLAIMED = "claimed"
    """Its owner is asked first, and alone."""
    ASKED = "asked"
    """The others are asked, without the owner."""


class Finding(StrEnum):
    """What somebody who is asked finds."""

    QUALIFIES = "qualifies"
    NOT = "not"
    """It shows no harm to what we are here for, and hinders nobody's work."""
    PASS = "pass"  # noqa: S105  the word of the practice, no secret


@dataclass(frozen=True, slots=True)
class Judgement:
    """One answer of those who are asked. ``source`` names where it was said."""

    member: MemberId
    finding: Finding
    source: str


@dataclass(frozen=True, slots=True)
class Examination:
    """A claim that an objection does not qualify, and what has become of it.

    ``until`` is when its stage ends, None while it is held. ``seed`` and ``hosts`` are the shell's,
    for the lot: who knows the seed knows whom it draws.
    """

    by: MemberId
    words: tuple[WordsId, ...]
    source: str
    stage: Stage
    until: datetime | None = None
    seed: str = ""
    hosts: tuple[MemberId, ...] = ()
    asked: tuple[MemberId, ...] = ()
    judged: tuple[Judgement, ...] = ()

    def finding_of(self, member: MemberId) -> Finding | None:
        """What a member has found; None before."""
        return next((j.finding for j in self.judged if j.member == member), None)
