"""When a harvest looks at the clock again: as the sealed round that holds it does."""

from datetime import datetime

from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.harvest.state import Harvest


def next_due(state: Harvest) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    return prompt_round.next_due(state.held)
