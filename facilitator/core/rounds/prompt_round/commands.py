"""How a prompt round is asked for; what is said to a running one is ``rounds.commands``."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId
from facilitator.core.rounds.commands import LEAST_PLACES, Invited
from facilitator.core.rounds.prompt_round.state import Settings


@dataclass(frozen=True, slots=True)
class Begin:
    """Announce a prompt round. ``seed`` is chance: from it comes the order words are shown in.

    A step of a longer practice may be one person's (``least``).
    """

    by: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    settings: Settings
    seed: str
    least: int = LEAST_PLACES
