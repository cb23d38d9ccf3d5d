"""The prompt round: one question, every voice once, in any order, in one window.

The practice is the written round: everyone is asked the same thing at the same time and answers
when it suits them. Chat and letters are one lane here, for nobody waits for a turn. An *open* round
is read as it comes: replies stand in the room, letters are read out there, and if both lanes spoke,
an echo lets each answer what the other said. A *sealed* round keeps everyone's words until all are
shown in one message, in an order of chance: the first answer then colours no other (as in estimates
and first reactions), and mail is no slower than chat.

Sealed means sealed. Until it opens the room hears of no answer, nobody hears of another's, and the
card has only a number. That number counts every place there ever was: if it shrank when somebody
leaves unheard, it would tell whether they had answered. A sealed round that is called off never
opens. What somebody shows in the room anyway counts, and they are told alone that it can be seen.

Readings we chose: words count as they come, and the round ends no sooner than a while after the
last ones, so *done* has nothing to change. A new letter replaces the letters that nobody has seen
yet; what was read out or typed in the room is added to. ``later`` is acknowledged and costs
nothing. ``out`` is a pass. Words that are not sealed always have their author's name.

Deliberately not modelled: turns, a roll-call, an echo after a sealed round (its answers are shown
to all at once; a next round can ask for reactions), who may see what in the shell.
"""

from facilitator.core.rounds.prompt_round.commands import Begin
from facilitator.core.rounds.prompt_round.course import next_due
from facilitator.core.rounds.prompt_round.deciding import announce, decide
from facilitator.core.rounds.prompt_round.evolving import evolve, fold
from facilitator.core.rounds.prompt_round.facts import Fact
from facilitator.core.rounds.prompt_round.showing import (
    Card,
    card,
    card_args,
    card_surface,
    circle_letter,
    spoken,
)
from facilitator.core.rounds.prompt_round.state import (
    Phase,
    Place,
    PromptRound,
    Seat,
    Settings,
    Then,
)
from facilitator.core.rounds.prompt_round.telling import notices

__all__ = [
    "Begin",
    "Card",
    "Fact",
    "Phase",
    "Place",
    "PromptRound",
    "Seat",
    "Settings",
    "Then",
    "announce",
    "card",
    "card_args",
    "card_surface",
    "circle_letter",
    "decide",
    "evolve",
    "fold",
    "next_due",
    "notices",
    "spoken",
]
