"""The pick: something is chosen, by all, by each for themselves, or by a part alone.

The practice is older than voting: somebody says *I would*, or names another, and mostly that is
that. Everybody may name; when all who spoke have named the same it is picked. Where they differ the
host says which one, seeing what was named; a host who does not answer in time, or passes, leaves it
to the most named, and among those named alike to the lot. So it always ends, and the rule is told
with the question. Silence names nothing, and nothing named picks nothing.

Where everybody picks for themselves nothing is added up. Where a part picks alone, only its holders
are asked; several of them have to name the same, because nobody decides over their heads.

An answer is a number, a name, a day or words; ``reading`` understands it, and what it does not
understand is asked about, never guessed. Until the end one may name anew; the last one counts. While
it is sealed nobody hears who named what, and where only some may know what was picked, only they do.

Deliberately not modelled: points (that is a form of its own), rounds of change as in an election;
a person who is named and does not want it says so in the steps that follow, where *pass* is fine.
"""

from facilitator.core.formats.steps import What
from facilitator.core.rounds.pick.commands import Begin, Command, Name
from facilitator.core.rounds.pick.course import next_due
from facilitator.core.rounds.pick.deciding import announce, decide
from facilitator.core.rounds.pick.evolving import evolve, fold
from facilitator.core.rounds.pick.facts import Fact
from facilitator.core.rounds.pick.hearing import Result, result, said
from facilitator.core.rounds.pick.reading import Near, Nothing, Read, read
from facilitator.core.rounds.pick.showing import Card, card
from facilitator.core.rounds.pick.state import (
    How,
    Mode,
    Option,
    Phase,
    Pick,
    Place,
    Seat,
    Settings,
)
from facilitator.core.rounds.pick.telling import ask_again, notices

__all__ = [
    "Begin",
    "Card",
    "Command",
    "Fact",
    "How",
    "Mode",
    "Name",
    "Near",
    "Nothing",
    "Option",
    "Phase",
    "Pick",
    "Place",
    "Read",
    "Result",
    "Seat",
    "Settings",
    "What",
    "announce",
    "ask_again",
    "card",
    "decide",
    "evolve",
    "fold",
    "next_due",
    "notices",
    "read",
    "result",
    "said",
]
