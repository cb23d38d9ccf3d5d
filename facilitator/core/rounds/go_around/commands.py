"""How a go-around is asked for; what is said to a running one is ``rounds.commands``."""

from dataclasses import dataclass, field

from facilitator.core.ids import MemberId
from facilitator.core.rounds.commands import LEAST_PLACES, Invited
from facilitator.core.rounds.go_around.state import Given, Settings


@dataclass(frozen=True, slots=True)
class Begin:
    """Announce a go-around; ``seats`` stand in the order the shell chose.

    ``timed`` holds where the Timekeeper is in the room. A step of a longer practice may be one
    person's (``least``), and those who are at the table already are not called again (``here``).
    ``letters`` are there before it begins: they are read at their place, and nobody is asked for more.
    """

    by: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    settings: Settings = field(default_factory=Settings)
    timed: bool = False
    least: int = LEAST_PLACES
    here: tuple[MemberId, ...] = ()
    letters: tuple[Given, ...] = ()
