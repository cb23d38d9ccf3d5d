"""What has happened before everybody is asked, and to words that were changed later."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.rounds.consent.early import Mend, Saying
from facilitator.core.rounds.consent.state import Phase, Version


@dataclass(frozen=True, slots=True)
class StepBegan:
    """The next step: reactions, or the question of consent itself."""

    phase: Phase
    at: datetime
    live_until: datetime
    slow_until: datetime


@dataclass(frozen=True, slots=True)
class Contributed:
    """Somebody said something before the asking. ``seen``: it stands in the room already."""

    saying: Saying
    seen: bool = False


@dataclass(frozen=True, slots=True)
class WordingMended:
    """Other words for the same version; whoever answered has answered."""

    mend: Mend
    live_until: datetime
    slow_until: datetime


@dataclass(frozen=True, slots=True)
class CalledAnew:
    """Somebody found that other words are another matter: they are a new version.

    ``before`` is the text of the version whose place they had taken.
    """

    version: Version
    before: str
    live_until: datetime
    slow_until: datetime


OfSteps = StepBegan | Contributed | WordingMended | CalledAnew
