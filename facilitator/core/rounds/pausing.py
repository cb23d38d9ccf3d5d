"""What *pause* and *resume* mean for a round of any form."""

from datetime import datetime

from facilitator.core.rounds.commands import Pause, Resume
from facilitator.core.rounds.facts import Paused, Resumed


def pausing(
    paused_at: datetime | None, said: Pause | Resume, now: datetime
) -> tuple[Paused | Resumed, ...]:
    """The clocks stop, or run again after as long as they stood; said twice it changes nothing."""
    if isinstance(said, Pause):
        return () if paused_at else (Paused(said.by, now),)
    return (Resumed(now - paused_at),) if paused_at else ()
