"""Rehearsals: a format played for its host alone, in a room that is thrown away afterwards.

A rehearsal is a small circle of its own, so that nothing of it reaches the real one: the host, and
members whom the program plays. All of the house works in it as anywhere; only time is put forward
when nobody has anything to do (``beats``), what others would read alone or by mail is shown in the
room (``asides``), and no mail goes out, because in it the house has no mail.

A host who only has mail gets it as one letter: it is played through by itself, their part as well
(``letters``).
"""

from facilitator.hosting.rehearsals.asides import enter
from facilitator.hosting.rehearsals.beats import beat, goes_on
from facilitator.hosting.rehearsals.letters import play, played
from facilitator.hosting.rehearsals.opening import ask
from facilitator.hosting.rehearsals.stage import BEAT, came, is_stage, left, wanted

__all__ = [
    "BEAT",
    "ask",
    "beat",
    "came",
    "enter",
    "goes_on",
    "is_stage",
    "left",
    "play",
    "played",
    "wanted",
]
