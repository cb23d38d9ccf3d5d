"""The session: one running of a format, step by step.

A step that asks somebody is held as a round of its own (a go-around, a vote, a pick), and a step in
pairs or small groups as one talk for each table: the session says which, with whom and for how long
(``holding``), and goes on when it hears that the round is over. Between these it tells what is to be
told, keeps stillness, finds people for the parts, opens what was written in silence, leads back where
the format says so, and ends with everything that was said in one circle letter.

What people say is for everybody at once, unless the format says otherwise (``seeing``): what is written
in silence, and sealed answers that a later step opens, wait for that step; what is for a role goes to
its holders alone when the step ends; what is kept stays its author's. An early end opens what a later
step would have opened; a session that is called off opens nothing.

Readings we chose: whoever takes a part in the room by *in* has it; a part that nobody takes is
offered for three minutes at the table and three days where somebody is in their own time, and if
the format cannot do without it the session closes, kindly. Steps for the same letter as another
("with") are asked with it (``beside``), and have that step's window. Parts that go round go by lot. A part
that no step names (a guardian) is offered at the very beginning; an offer ends early when everybody has
answered, and a pass is an answer. The host speaks last where the matter is theirs: they answered what the
format asks, or the step is about an earlier one in which nobody else said anything. Who answers in a round
of questions has a place in it. Where more came than go around and the format is *open*, turns become replies.
A reveal *aloud* is a go-around of those who wrote something: those at the table tell it, for the others
it is read at their place. What nobody told is opened at its end, and a pass keeps it; where names do not
stand with the words, or nobody is at the table, it opens in one message. An echo is nothing to choose
among, and no line to keep. A vote by points with less than two things to choose among is left out, and
so is a harvest without a line.

A vote is a consent decision (``vote``); that nobody objects is not that all agree, so ``no_objection``
holds where it is in force. An objection ends it, and the steps that follow work on the text. On what a
few have said among themselves those few vote by the question alone: others could see the text. What is
picked for a part fills it; where nobody was, and the format cannot do without, the session closes, kindly.
Who sits at one table is drawn (``laying``); what is said there stays there, and a table in which fewer
than two are in the room has days.

Of a season a session holds what follows the last meeting; each meeting is a session of its own
(``facilitator.core.rhythms``). Where more came than a format is for, people sit at several tables, each
a session of its own (``apart``); where so many cannot be divided, or the format says nothing about
more, they are refused before anything begins, unless the format is *open*.
"""

from facilitator.core.rounds.session.apart import next_divided, parted, table_begin, tables_for
from facilitator.core.rounds.session.commands import (
    SHARED,
    AnswerAhead,
    Begin,
    Command,
    Sit,
    StepOver,
    TableOver,
    Take,
)
from facilitator.core.rounds.session.course import next_due
from facilitator.core.rounds.session.deciding import announce, as_host, decide
from facilitator.core.rounds.session.evolving import evolve, fold
from facilitator.core.rounds.session.facts import Fact
from facilitator.core.rounds.session.holding import Holding, heard_in, holding
from facilitator.core.rounds.session.seated import about_table
from facilitator.core.rounds.session.seeing import begins_among_few, is_between_few
from facilitator.core.rounds.session.showing import Card, card, card_args, card_surface
from facilitator.core.rounds.session.state import Answer, Apart, Heard, Phase, Session, Table, Told
from facilitator.core.rounds.session.tables import table_holding, table_seats, told_at
from facilitator.core.rounds.session.telling import (
    heard_last,
    letters,
    notices,
    talked_last,
    told_between,
)

__all__ = [
    "SHARED",
    "Answer",
    "AnswerAhead",
    "Apart",
    "Begin",
    "Card",
    "Command",
    "Fact",
    "Heard",
    "Holding",
    "Phase",
    "Session",
    "Sit",
    "StepOver",
    "Table",
    "TableOver",
    "Take",
    "Told",
    "about_table",
    "announce",
    "as_host",
    "begins_among_few",
    "card",
    "card_args",
    "card_surface",
    "decide",
    "evolve",
    "fold",
    "heard_in",
    "heard_last",
    "holding",
    "is_between_few",
    "letters",
    "next_divided",
    "next_due",
    "notices",
    "parted",
    "table_begin",
    "table_holding",
    "table_seats",
    "tables_for",
    "talked_last",
    "told_at",
    "told_between",
]
