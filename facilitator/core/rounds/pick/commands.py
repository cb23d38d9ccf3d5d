"""What a pick is begun with, and what is particular to it; the rest is ``rounds.commands``."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.commands import Command as RoundCommand
from facilitator.core.rounds.commands import Invited, Via
from facilitator.core.rounds.pick.state import Option, Settings


@dataclass(frozen=True, slots=True)
class Begin:
    """Pick one of ``options``, or something that is named; ``seed`` is chance, for equal namings."""

    chair: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    options: tuple[Option, ...]
    settings: Settings
    seed: str


@dataclass(frozen=True, slots=True)
class Name:
    """I name these. ``words`` keep what was understood, as everybody may read it.

    ``options`` are all known ones and those that this naming brings with it.
    """

    by: MemberId
    options: tuple[Option, ...]
    words: tuple[WordsId, ...] = ()
    via: Via = Via.REPLY


Command = RoundCommand | Name
