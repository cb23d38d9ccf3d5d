"""What somebody wants before everybody is asked, or of words that were changed: imperatives."""

from dataclasses import dataclass
from datetime import datetime

from facilitator.core.ids import MemberId, WordsId


@dataclass(frozen=True, slots=True)
class Contribute:
    """Free words before the asking: a question, a reaction, the proposer's answer.

    ``step`` is the one whose letter they answer, ``about`` the number of the question; empty and 0:
    whatever it is just now. ``seen``: everybody has them already, because they were said in the room.
    """

    by: MemberId
    source: str
    heard_at: datetime
    words: WordsId
    step: str = ""
    about: int = 0
    seen: bool = False


@dataclass(frozen=True, slots=True)
class MoveOn:
    """A host would go on to the next step (contract §4, ``!next``)."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class CallAnew:
    """Other words change more than words: everybody should be asked anew (``!anew``)."""

    by: MemberId


OnSteps = Contribute | MoveOn | CallAnew
