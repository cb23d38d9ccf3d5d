"""The consent decision: a proposal, everybody's position, one text that nobody needs to stop.

The rules stand in :mod:`~facilitator.core.rounds.consent.deciding`.
"""

from facilitator.core.rounds.consent.card import Card, card
from facilitator.core.rounds.consent.closing import next_due
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import (
    Amend,
    Answer,
    Command,
    End,
    Extend,
    Join,
    Leave,
    Outage,
    Pace,
    Pause,
    Postpone,
    Presence,
    Resolve,
    Resume,
    SameAgain,
    TakeBack,
    Tick,
    Withdraw,
)
from facilitator.core.rounds.consent.deciding import decide, propose
from facilitator.core.rounds.consent.evolving import evolve, fold
from facilitator.core.rounds.consent.facts import Fact
from facilitator.core.rounds.consent.notices import ask_again, notices
from facilitator.core.rounds.consent.receipts import seen
from facilitator.core.rounds.consent.saying import Kind
from facilitator.core.rounds.consent.state import (
    Decision,
    Phase,
    Place,
    Settings,
    Silence,
    Standing,
    Version,
    Within,
)
from facilitator.core.rounds.consent.tally import Counts, counts, named
from facilitator.core.rounds.positions import Position

__all__ = [
    "Amend",
    "Answer",
    "Card",
    "Code",
    "Command",
    "Counts",
    "Decision",
    "End",
    "Extend",
    "Fact",
    "Join",
    "Kind",
    "Leave",
    "Outage",
    "Pace",
    "Pause",
    "Phase",
    "Place",
    "Position",
    "Postpone",
    "Presence",
    "Resolve",
    "Resume",
    "SameAgain",
    "Settings",
    "Silence",
    "Standing",
    "TakeBack",
    "Tick",
    "Version",
    "Withdraw",
    "Within",
    "ask_again",
    "card",
    "counts",
    "decide",
    "evolve",
    "fold",
    "named",
    "next_due",
    "notices",
    "propose",
    "seen",
]
