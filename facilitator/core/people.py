"""How a member takes part: the pace they chose."""

from enum import StrEnum


class Lane(StrEnum):
    """A place's pace in a round: at the table now, or in one's own time."""

    LIVE = "live"
    SLOW = "slow"
