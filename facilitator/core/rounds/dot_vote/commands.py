"""How a vote by points is asked for and answered; the rest is ``rounds.commands``."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.commands import LEAST_PLACES, Invited, Via
from facilitator.core.rounds.commands import Command as RoundCommand
from facilitator.core.rounds.dot_vote.state import Option, Share


@dataclass(frozen=True, slots=True)
class Begin:
    """Ask everybody to spread ``points`` over ``options``, unseen, within the window of ``settings``."""

    by: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    settings: prompt_round.Settings
    seed: str
    options: tuple[Option, ...]
    points: int
    least: int = LEAST_PLACES


@dataclass(frozen=True, slots=True)
class Place:
    """These are my points, in place of what I gave before. ``words`` is the answer they came in."""

    by: MemberId
    words: WordsId
    shares: tuple[Share, ...]
    via: Via = Via.LETTER


Command = RoundCommand | Place
