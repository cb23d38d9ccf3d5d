"""How a discussion is asked for, and what is said in it alone: a hand, up and down again.

What is said to a round of any form is in ``rounds.commands``. Of talk in the room only its moment
matters (it keeps the word with whoever has it): ``Speak.words`` may be empty there.
"""

from dataclasses import dataclass, field

from facilitator.core.ids import MemberId
from facilitator.core.rounds.commands import LEAST_PLACES, Invited
from facilitator.core.rounds.commands import Command as AnyCommand
from facilitator.core.rounds.commands import OwnWord as AnyOwnWord
from facilitator.core.rounds.discussion.state import HandKind, Settings


@dataclass(frozen=True, slots=True)
class Begin:
    """Open a discussion; ``seats`` stand in the order of the record.

    ``timed`` holds where the Timekeeper is in the room. A step of a longer practice may be one
    person's (``least``).
    """

    by: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    settings: Settings = field(default_factory=Settings)
    timed: bool = False
    least: int = LEAST_PLACES


@dataclass(frozen=True, slots=True)
class Hand:
    """*hand*: I would like the word. Said again, it changes what for."""

    by: MemberId
    kind: HandKind = HandKind.TOPIC


@dataclass(frozen=True, slots=True)
class Lower:
    """My hand is down again."""

    by: MemberId


OwnWord = AnyOwnWord | Hand | Lower
Command = AnyCommand | Hand | Lower
