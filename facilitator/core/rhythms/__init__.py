"""What comes back by itself: on which days, who hosts it, and what is due when.

A rhythm is data: its beat as people said it ("every second Monday at 18:00"), what is held, and how
far it has come. The dates that follow from a beat are reckoned in the shell (``hosting.rhythms.dates``),
because a calendar library knows the clock changes; which of them is next, and what has to happen
before it, is decided here.
"""

from facilitator.core.rhythms.beat import Beat, Every, read_beat, read_weeks
from facilitator.core.rhythms.course import Due, due
from facilitator.core.rhythms.meetings import closing, held_as, meeting, season_of
from facilitator.core.rhythms.rhythm import (
    GO_AROUND,
    ROUND,
    SESSION,
    Moved,
    Part,
    Rhythm,
    Shifted,
    What,
)
from facilitator.core.rhythms.rotation import Rotation

__all__ = [
    "GO_AROUND",
    "ROUND",
    "SESSION",
    "Beat",
    "Due",
    "Every",
    "Moved",
    "Part",
    "Rhythm",
    "Rotation",
    "Shifted",
    "What",
    "closing",
    "due",
    "held_as",
    "meeting",
    "read_beat",
    "read_weeks",
    "season_of",
]
