"""The go-around: one question, every voice once, one at a time, nobody waited out of the circle.

The practice is the round of sociocracy and of talking circles: an announced order, one voice at a
time, ``pass`` always allowed, a sweep at the end for those who said "come back to me". What is ours
is the mix of paces. Members at the table speak in turn; members in their own time (by letter, or
away) are asked at the very start, their letters are read out at their place, and a silent place is
never waited for and never named: it stays open until the window ends. If both lanes spoke, an echo
lets each answer what the other said, and the circle letter closes the round with everybody's words
in the order of the places.

Readings we chose: ``out`` moves a member at the table to their own time, and is a pass from there.
``later`` in the sweep means one's own time. Who was heard and replies again adds to their words.
Somebody heard for the first time during the echo is read out and not waited for again. ``pass``
after an unread letter takes the letter out of the reading. ``!extend`` by a host does not use up
the two extensions that ``more`` may bring.

While the Timekeeper is in the room a live speaker has as long as the call time, counted from the
first words: a cue before its end, one at its end, and half a minute for a last sentence.

Deliberately not modelled: muting, questions to a speaker (``!hand``), who may see what (nothing is
sealed here), the numbers and names of rooms.
"""

from facilitator.core.rounds.go_around.commands import Begin
from facilitator.core.rounds.go_around.course import next_due
from facilitator.core.rounds.go_around.deciding import announce, decide
from facilitator.core.rounds.go_around.evolving import evolve, fold
from facilitator.core.rounds.go_around.facts import Fact
from facilitator.core.rounds.go_around.showing import (
    Card,
    card,
    card_args,
    card_surface,
    circle_letter,
)
from facilitator.core.rounds.go_around.state import (
    DAY_CALL,
    Cue,
    Given,
    GoAround,
    Order,
    Phase,
    Place,
    Seat,
    Settings,
)
from facilitator.core.rounds.go_around.telling import notices

__all__ = [
    "DAY_CALL",
    "Begin",
    "Card",
    "Cue",
    "Fact",
    "Given",
    "GoAround",
    "Order",
    "Phase",
    "Place",
    "Seat",
    "Settings",
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
]
