"""The harvest: what a circle keeps, line by line, and only by each author's own yes.

Lines come from those who are asked to draft (one line each, *Name:* before the words of somebody
else), or they are what was said in earlier steps, under its authors' names. Then each author is asked
alone about their own lines only: *ok*, new words, or *leave me out*. What nobody answers within the
window is left out, and that is said beforehand: silence is never consent to be quoted (contract §8).

It is held as a sealed prompt round, first of those who draft, then of the authors: the window, *more*,
pauses, outages and paces are those of that round.

Readings we chose: whoever writes down a line of their own, knowing that it is for what we keep, has
said yes to it by that. *pass* leaves all of one's lines out. An answer may be changed until the close.
A line whose words are taken back goes, before the close and after it.
"""

from facilitator.core.rounds.harvest.commands import Answer, Begin, Command, Draft, Drafted, Reply
from facilitator.core.rounds.harvest.deciding import announce, decide
from facilitator.core.rounds.harvest.evolving import evolve, fold
from facilitator.core.rounds.harvest.facts import Fact
from facilitator.core.rounds.harvest.reading import Reading, read_answer
from facilitator.core.rounds.harvest.showing import Card, card, card_args, card_surface
from facilitator.core.rounds.harvest.state import Fate, Harvest, Line, Stage, numbered
from facilitator.core.rounds.harvest.telling import notices
from facilitator.core.rounds.prompt_round.unseen import next_due

__all__ = [
    "Answer",
    "Begin",
    "Card",
    "Command",
    "Draft",
    "Drafted",
    "Fact",
    "Fate",
    "Harvest",
    "Line",
    "Reading",
    "Reply",
    "Stage",
    "announce",
    "card",
    "card_args",
    "card_surface",
    "decide",
    "evolve",
    "fold",
    "next_due",
    "notices",
    "numbered",
    "read_answer",
]
