"""The open discussion: free talk on one prompt, in a time box, with letters read into it.

Those at the table talk in the room as people talk; nothing of it is kept, and nobody is muted. Those
in their own time (by letter, away, or at their own pace) have a window, and write letters that are
read out as they come: their words have equal place. With a queue, hands are called one after
another, as in a meeting with a speaker list: points of order first, then clarifying questions,
replies and new topics (the order that the TCQ tool of a standards body uses), and among equals
whoever has spoken least (the progressive stack of assemblies).

Readings we chose: everything here is free, so neither a pass nor a *done* binds: a raised hand or a
letter opens the place again. A raised hand brings somebody in their own time to the table. Letters
weigh as much as turns in the progressive order. A *done* within the quiet after one's turn meant
the turn. Without a queue, hands are seen on the card, go down when their owner speaks, and a host's
``next`` calls them; whom the format lets begin is called in any case. ``!end`` closes the whole at
once (contract §5), ``!next`` with no hand up only the table.

Deliberately not modelled: muting, what is said in the room, an echo (talk answers by itself), a
circle letter (the close brings the letters to those who read by mail), a limit on speaking.
"""

from facilitator.core.rounds.discussion.commands import Begin, Command, Hand, Lower, OwnWord
from facilitator.core.rounds.discussion.course import next_due
from facilitator.core.rounds.discussion.deciding import announce, decide
from facilitator.core.rounds.discussion.evolving import evolve, fold
from facilitator.core.rounds.discussion.facts import Fact
from facilitator.core.rounds.discussion.showing import (
    Card,
    card,
    card_args,
    card_surface,
    letters_read,
)
from facilitator.core.rounds.discussion.state import (
    AtTable,
    Clock,
    Discussion,
    HandKind,
    Phase,
    Place,
    Seat,
    Settings,
)
from facilitator.core.rounds.discussion.telling import notices

__all__ = [
    "AtTable",
    "Begin",
    "Card",
    "Clock",
    "Command",
    "Discussion",
    "Fact",
    "Hand",
    "HandKind",
    "Lower",
    "OwnWord",
    "Phase",
    "Place",
    "Seat",
    "Settings",
    "announce",
    "card",
    "card_args",
    "card_surface",
    "decide",
    "evolve",
    "fold",
    "letters_read",
    "next_due",
    "notices",
]
