"""Facts folded into the state: total, without rules, without a clock."""

from collections.abc import Iterable
from dataclasses import replace

from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.dot_vote.facts import Fact, PointsPlaced, VoteOpened
from facilitator.core.rounds.dot_vote.state import Ballot, DotVote
from facilitator.core.rounds.facts import Cancelled, Closed
from facilitator.core.rounds.prompt_round.facts import WordsTakenBack


def evolve(state: DotVote | None, fact: Fact) -> DotVote:
    """The vote after ``fact``; a vote begins with :class:`VoteOpened` and nothing else."""
    if isinstance(fact, VoteOpened):
        held = prompt_round.evolve(None, fact.announced)
        return DotVote(held, fact.options, fact.points)
    if state is None:
        raise ValueError("a vote by points begins with VoteOpened")
    if isinstance(fact, PointsPlaced):
        ballot = Ballot(fact.member, fact.words, fact.shares)
        others = state.without(fact.member).ballots
        return replace(state, ballots=(*others, ballot))
    after = replace(state, held=prompt_round.evolve(state.held, fact))
    match fact:
        case WordsTakenBack(member=member, words=words):
            ballot_ = state.ballot(member)
            return after.without(member) if ballot_ and ballot_.words in words else after
        case Closed():
            return after.counted()
        case Cancelled():
            return replace(after, ballots=())
        case _:
            return after


def fold(state: DotVote, facts: Iterable[Fact]) -> DotVote:
    """The vote after all of ``facts``."""
    for fact in facts:
        state = evolve(state, fact)
    return state
