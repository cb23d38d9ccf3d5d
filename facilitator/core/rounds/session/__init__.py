"""The session: one running of a format, step by step.

A step that asks somebody is held as a round of its own (a go-around, a prompt round): the session
says which, with whom and for how long (``holding``), and goes on when it hears that the round is
over. Between these it tells what is to be told, keeps stillness, finds people for the parts, opens
what was written in silence, leads back where the format says so, and ends with everything that was
said in one circle letter.

Readings we chose: whoever takes a part in the room by *in* has it; a part that nobody takes is
offered for three minutes at the table and three days where somebody is in their own time, and if
the format cannot do without it the session closes, kindly. Steps for the same letter as another
("with") have that step's window. Parts that go round go by lot.

Deliberately not modelled yet, and refused before anything begins: pairs and small groups, open
discussion, picks, points, consent within a format, harvests, plans of several meetings.
"""

from facilitator.core.rounds.session.commands import SHARED, Begin, Command, StepOver, Take
from facilitator.core.rounds.session.course import next_due
from facilitator.core.rounds.session.deciding import announce, as_host, decide
from facilitator.core.rounds.session.evolving import evolve, fold
from facilitator.core.rounds.session.facts import Fact
from facilitator.core.rounds.session.holding import HELD, Holding, heard_in, holding
from facilitator.core.rounds.session.showing import Card, card, card_args, card_surface
from facilitator.core.rounds.session.state import Answer, Heard, Phase, Session, Told
from facilitator.core.rounds.session.telling import heard_last, letters, notices, told_between

__all__ = [
    "HELD",
    "SHARED",
    "Answer",
    "Begin",
    "Card",
    "Command",
    "Fact",
    "Heard",
    "Holding",
    "Phase",
    "Session",
    "StepOver",
    "Take",
    "Told",
    "announce",
    "as_host",
    "card",
    "card_args",
    "card_surface",
    "decide",
    "evolve",
    "fold",
    "heard_in",
    "heard_last",
    "holding",
    "letters",
    "next_due",
    "notices",
    "told_between",
]
