"""What can become of an objection, as a table beside that of the decision's transitions."""

from dataclasses import dataclass
from typing import Any

from facilitator.core.rounds.consent.early_facts import CalledAnew
from facilitator.core.rounds.consent.facts import (
    Amended,
    Fact,
    ObjectionContinued,
    ObjectionOrphaned,
    ObjectionRaised,
    ObjectionSettled,
)
from facilitator.core.rounds.consent.objection_facts import ExaminationEnded, ObjectionAdopted
from facilitator.core.rounds.consent.state import BLOCKING, STANDS, Standing


@dataclass(frozen=True, slots=True)
class Fate:
    """One thing that can become of an objection; ``origin`` None: it is raised."""

    origin: frozenset[Standing | None]
    event: str
    to: Standing
    facts: tuple[type[Any], ...]
    shown: str


_STANDS: frozenset[Standing | None] = frozenset(STANDS)
_BLOCKING: frozenset[Standing | None] = frozenset(BLOCKING)
_NEW_WORDS = (Amended, CalledAnew, ObjectionContinued)

FATES = (
    Fate(frozenset({None}), "raised, with its reason", Standing.OPEN, (ObjectionRaised,),
         "consent_decision"),
    Fate(frozenset({Standing.OPEN}), "examined, and it stands", Standing.QUALIFIED,
         (ExaminationEnded,), "examine_doubt"),
    Fate(frozenset({Standing.QUALIFIED}), "a new text, or more words", Standing.OPEN, _NEW_WORDS,
         "examine_doubt"),
    Fate(_STANDS, "its owner says it is met", Standing.RESOLVED, (ObjectionSettled,),
         "consent_in_chat"),
    Fate(_BLOCKING, "its owner lets it go, or takes the words back", Standing.WITHDRAWN,
         (ObjectionSettled,), "orphan_adopted"),
    Fate(frozenset({Standing.OPEN}), "examined, and it does not qualify", Standing.CONCERN,
         (ObjectionSettled,), "examine_not_qualified"),
    Fate(_STANDS, "its owner leaves", Standing.ORPHANED, (ObjectionOrphaned,), "orphan_adopted"),
    Fate(frozenset({Standing.ORPHANED}), "somebody makes it their own", Standing.OPEN,
         (ObjectionAdopted,), "orphan_adopted"),
    Fate(frozenset({Standing.ORPHANED}), "nobody does", Standing.CONCERN, (ObjectionSettled,),
         "orphan_kept"),
)  # fmt: skip
"""What can become of an objection."""


def fates_of(before: Standing | None, fact: Fact, after: Standing) -> tuple[Fate, ...]:
    """The fates by which such a fact changes how an objection stands."""
    return tuple(
        fate
        for fate in FATES
        if before in fate.origin and type(fact) in fate.facts and after is fate.to
    )
