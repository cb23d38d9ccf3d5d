"""How a go-around is asked for; what is said to a running one is ``rounds.commands``."""

from dataclasses import dataclass, field

from facilitator.core.ids import MemberId
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.go_around.state import Settings


@dataclass(frozen=True, slots=True)
class Begin:
    """Announce a go-around; ``seats`` stand in the order the shell chose."""

    by: MemberId
    prompt: str
    seats: tuple[Invited, ...]
    settings: Settings = field(default_factory=Settings)
