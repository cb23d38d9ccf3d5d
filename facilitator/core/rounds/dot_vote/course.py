"""When a vote by points looks at the clock again: as the sealed round that holds it does."""

from datetime import datetime

from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.dot_vote.state import DotVote


def next_due(state: DotVote) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    return prompt_round.next_due(state.held)
