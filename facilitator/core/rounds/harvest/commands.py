"""How a harvest is asked for, drafted and answered; the rest is ``rounds.commands``."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.commands import Command as RoundCommand
from facilitator.core.rounds.commands import Invited, Via
from facilitator.core.rounds.harvest.state import Fate, Line


@dataclass(frozen=True, slots=True)
class Begin:
    """Gather what the circle keeps.

    ``seats`` are asked to draft; without any, ``lines`` are there already and their authors are
    asked. ``people`` are the places of everybody who may be an author.
    """

    by: MemberId | None
    prompt: str
    seats: tuple[Invited, ...]
    people: tuple[Invited, ...]
    settings: prompt_round.Settings
    seed: str
    lines: tuple[Line, ...] = ()
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Drafted:
    """A line as somebody has written it down: their own, or the words of ``author``."""

    words: WordsId
    author: MemberId


@dataclass(frozen=True, slots=True)
class Draft:
    """Lines for the harvest. ``replaces`` asks to put them in place of an earlier letter, ``drops``
    names lines in whose place they are put: those of a message that was changed.
    """

    by: MemberId
    lines: tuple[Drafted, ...]
    via: Via = Via.LETTER
    replaces: bool = False
    drops: tuple[WordsId, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What an author says to the ``number``th of their lines; ``words`` are there where they changed it."""

    number: int
    fate: Fate
    words: WordsId | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An author's answer to some or all of their lines; ``words`` is the answer itself."""

    by: MemberId
    words: WordsId
    replies: tuple[Reply, ...]
    via: Via = Via.LETTER


Command = RoundCommand | Draft | Answer
