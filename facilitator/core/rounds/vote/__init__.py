"""The vote: a consent decision as one step of a practice.

It is the decision of :mod:`~facilitator.core.rounds.consent`, with its silence, its windows and its
free words. What differs is what surrounds it: the practice brings the text and asks the question, an
objection ends it once all were heard (the practice then works on the text, and may come back), and
only some votes are for the register; the others are an agreement for this practice.

Nobody has proposed a text that the practice itself brings: then nobody consents by proposing it.
"""

from facilitator.core.rounds.consent import Decision, card, evolve, next_due, notices
from facilitator.core.rounds.vote.deciding import Begin, announce, decide
from facilitator.core.rounds.vote.hearing import Result, reasons, result

__all__ = [
    "Begin",
    "Decision",
    "Result",
    "announce",
    "card",
    "decide",
    "evolve",
    "next_due",
    "notices",
    "reasons",
    "result",
]
