"""Where a harvest stands: the lines, whose they are, and what their authors say to each.

Who is asked, the window and the clocks are those of a sealed prompt round (``held``): first of those
who draft, then of the authors. A line is kept by its author's word alone; silence keeps nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.prompt_round.state import Phase
from facilitator.core.rounds.prompt_round.unseen import Unseen


class Stage(StrEnum):
    """Which of its two questions a harvest asks just now."""

    DRAFTING = "drafting"  # which lines?
    ASKING = "asking"  # may this be kept?


class Fate(StrEnum):
    """What becomes of a line."""

    OPEN = "open"
    KEPT = "kept"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, the ``number``th of those of its author (counted from one).

    ``drafter`` has written it down; who writes down words of their own gives them by that.
    """

    author: MemberId
    number: int
    words: WordsId
    drafter: MemberId | None = None
    fate: Fate = Fate.OPEN


@dataclass(frozen=True, slots=True)
class Harvest(Unseen):
    """One harvest. ``people`` are the places of the whole circle: authors are asked where they are."""

    stage: Stage
    people: tuple[Invited, ...]
    lines: tuple[Line, ...] = ()
    signed: bool = True

    @property
    def kept(self) -> tuple[Line, ...]:
        """What stays: nothing before the close, and then what its author has approved."""
        if self.phase is not Phase.CLOSED:
            return ()
        return tuple(line for line in self.lines if line.fate is Fate.KEPT)

    def lines_of(self, member: MemberId) -> tuple[Line, ...]:
        """A member's own lines."""
        return tuple(line for line in self.lines if line.author == member)

    def open_lines(self, member: MemberId) -> tuple[Line, ...]:
        """Those of a member's lines that they have not answered."""
        return tuple(line for line in self.lines_of(member) if line.fate is Fate.OPEN)

    def with_line(self, member: MemberId, number: int, **changed: object) -> "Harvest":
        """The same harvest with one line changed."""
        lines = (
            replace(line, **changed) if (line.author, line.number) == (member, number) else line  # type: ignore[arg-type]
            for line in self.lines
        )
        return replace(self, lines=tuple(lines))

    def without_words(self, words: Iterable[WordsId]) -> "Harvest":
        """The same harvest without the lines that consist of these words."""
        gone = set(words)
        return replace(self, lines=tuple(one for one in self.lines if one.words not in gone))


def numbered(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines with each author's counted from one."""
    counts: dict[MemberId, int] = {}
    made = []
    for line in lines:
        counts[line.author] = counts.get(line.author, 0) + 1
        made.append(replace(line, number=counts[line.author]))
    return tuple(made)
