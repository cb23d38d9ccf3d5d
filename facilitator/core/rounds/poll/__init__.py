"""The poll: one question, answers to choose from, everybody's choice counted.

The rules stand in :mod:`~facilitator.core.rounds.poll.deciding`, the ways of counting in ``kinds``.
"""

from facilitator.core.rounds.poll.asking import ask
from facilitator.core.rounds.poll.card import Card, card, listed, shown
from facilitator.core.rounds.poll.closing import next_due
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.commands import (
    AddOption,
    Cancel,
    Command,
    Draw,
    End,
    Extend,
    Join,
    Leave,
    More,
    Outage,
    Pace,
    Pause,
    Presence,
    RemoveNative,
    Reopen,
    Resume,
    TakeBack,
    Tick,
    Vote,
)
from facilitator.core.rounds.poll.deciding import decide
from facilitator.core.rounds.poll.detaching import usual as anonymous
from facilitator.core.rounds.poll.evolving import evolve, fold
from facilitator.core.rounds.poll.facts import Fact
from facilitator.core.rounds.poll.kinds import KINDS, Taken
from facilitator.core.rounds.poll.kinds import Kind as AnyKind
from facilitator.core.rounds.poll.notices import late, notices, seen
from facilitator.core.rounds.poll.outcomes import outcome
from facilitator.core.rounds.poll.reading import MoreTime, on_paper, read, tapped, taps
from facilitator.core.rounds.poll.recounting import LOG, list_shown
from facilitator.core.rounds.poll.saying import Kind
from facilitator.core.rounds.poll.state import (
    Ballot,
    Came,
    Ending,
    Hidden,
    Mark,
    Option,
    Phase,
    Place,
    Poll,
    Reasons,
    Settings,
    Sums,
)
from facilitator.core.rounds.poll.tally import answered, ballot_of, counted, eligible, unanswered

__all__ = [
    "KINDS",
    "LOG",
    "AddOption",
    "AnyKind",
    "Ballot",
    "Came",
    "Cancel",
    "Card",
    "Code",
    "Command",
    "Draw",
    "End",
    "Ending",
    "Extend",
    "Fact",
    "Hidden",
    "Join",
    "Kind",
    "Leave",
    "Mark",
    "More",
    "MoreTime",
    "Option",
    "Outage",
    "Pace",
    "Pause",
    "Phase",
    "Place",
    "Poll",
    "Presence",
    "Reasons",
    "RemoveNative",
    "Reopen",
    "Resume",
    "Settings",
    "Sums",
    "TakeBack",
    "Taken",
    "Tick",
    "Vote",
    "anonymous",
    "answered",
    "ask",
    "ballot_of",
    "card",
    "counted",
    "decide",
    "eligible",
    "evolve",
    "fold",
    "late",
    "list_shown",
    "listed",
    "next_due",
    "notices",
    "on_paper",
    "outcome",
    "read",
    "seen",
    "shown",
    "tapped",
    "taps",
    "unanswered",
]
