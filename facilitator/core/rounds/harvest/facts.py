"""What happens in a harvest: what happens in the rounds that hold it, and what becomes of the lines."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.harvest.state import Fate, Line, Stage
from facilitator.core.rounds.prompt_round.facts import Announced


@dataclass(frozen=True, slots=True)
class HarvestOpened:
    """The harvest exists; its first question is asked."""

    announced: Announced
    stage: Stage
    people: tuple[Invited, ...]
    lines: tuple[Line, ...]
    signed: bool


@dataclass(frozen=True, slots=True)
class LinesDrafted:
    """Somebody has written down these lines, in place of those made of the words ``replaces``."""

    member: MemberId
    lines: tuple[Line, ...]
    replaces: tuple[WordsId, ...] = ()


@dataclass(frozen=True, slots=True)
class AskingBegan:
    """The draft is complete; each author is asked about their own lines."""

    announced: Announced
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LineAnswered:
    """An author has said what becomes of a line; with ``words`` it reads so from here on."""

    member: MemberId
    number: int
    fate: Fate
    words: WordsId | None = None


@dataclass(frozen=True, slots=True)
class LinesGone:
    """The lines that consist of these words were taken back."""

    member: MemberId
    words: tuple[WordsId, ...]


Fact = HarvestOpened | LinesDrafted | AskingBegan | LineAnswered | LinesGone | prompt_round.Fact
