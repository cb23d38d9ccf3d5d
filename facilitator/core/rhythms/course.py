"""What is due before a date of a rhythm, and when."""

from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.rhythms.rhythm import Rhythm

ASK_AHEAD = timedelta(weeks=1)
"""How long before a date its host is asked."""


class Due(StrEnum):
    """What has to happen."""

    ASK = "ask"
    ANNOUNCE = "announce"
    BEGIN = "begin"


def due(rhythm: Rhythm, at: datetime) -> tuple[Due, datetime]:
    """Return what is due first for the date ``at``, and the moment it is due."""
    if rhythm.rotation is not None and not rhythm.asked:
        return Due.ASK, at - ASK_AHEAD
    if rhythm.lead and not rhythm.announced:
        return Due.ANNOUNCE, at - rhythm.lead
    return Due.BEGIN, at
