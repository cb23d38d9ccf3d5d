"""The session: one running of a format, step by step.

A step that asks somebody is held as a round of its own (a go-around, a prompt round): the session
says which, with whom and for how long (``holding``), and goes on when it hears that the round is
over. Between these it tells what is to be told, keeps stillness, finds people for the parts, opens
what was written in silence, leads back where the format says so, and ends with everything that was
said in one circle letter.

What people say is for everybody at once, unless the format says otherwise (``seeing``): what is written
in silence, and sealed answers that a later step opens, wait for that step; what is for a role goes to
its holders alone when the step ends; what is kept stays its author's. An early end opens what a later
step would have opened; a session that is called off opens nothing.

Readings we chose: whoever takes a part in the room by *in* has it; a part that nobody takes is
offered for three minutes at the table and three days where somebody is in their own time, and if
the format cannot do without it the session closes, kindly. Steps for the same letter as another
("with") have that step's window. Parts that go round go by lot. A part that no step names (a
guardian) is offered at the very beginning; an offer ends early when everybody has answered, and a pass
is an answer. The host speaks last where the matter is theirs: they answered what the format asks, or
the step is about an earlier one in which nobody else said anything. Who answers in a round of questions
has a place in it. Where more came than go around and the format is *open*, turns become replies.
A reveal *aloud* opens in one message, as every other: in chat it is read, not told.

Deliberately not modelled yet, and refused before anything begins: pairs and small groups,
picks, points, consent within a format, harvests, plans of several meetings, small tables
where more came than a format is for, a limit of contributions in a prompt round.
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
