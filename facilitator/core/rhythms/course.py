"""What is due before a date of a rhythm, and when: never in quiet time, but the date itself."""

from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rhythms.rhythm import Rhythm

ASK_AHEAD = timedelta(weeks=1)
"""How long before a date its host is asked."""


class Due(StrEnum):
    """What has to happen."""

    LEFT_OUT = "left_out"
    ASK = "ask"
    ANNOUNCE = "announce"
    BEGIN = "begin"


def due(
    rhythm: Rhythm, at: datetime, times: Quiet = NEVER, left_out: datetime | None = None
) -> tuple[Due, datetime]:
    """Return what is due first for the date ``at``, and the moment it is due.

    ``left_out`` is the first date before it that quiet days leave out, if its host does not know.
    What would fall into quiet time waits for its end, and at most for the date.
    """
    what, moment = _first(rhythm, at)
    if left_out is not None and left_out - ASK_AHEAD <= moment:
        what, moment = Due.LEFT_OUT, left_out - ASK_AHEAD
    return what, min(times.waking(moment), at)


def _first(rhythm: Rhythm, at: datetime) -> tuple[Due, datetime]:
    if rhythm.rotation is not None and not rhythm.asked:
        return Due.ASK, at - ASK_AHEAD
    if rhythm.lead and not rhythm.announced:
        return Due.ANNOUNCE, at - rhythm.lead
    return Due.BEGIN, at
