"""Facts folded into the state: total, without rules, without a clock."""

from collections.abc import Iterable
from dataclasses import replace

from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.harvest.facts import (
    AskingBegan,
    Fact,
    HarvestOpened,
    LineAnswered,
    LinesDrafted,
    LinesGone,
)
from facilitator.core.rounds.harvest.state import Harvest, Stage, numbered


def evolve(state: Harvest | None, fact: Fact) -> Harvest:
    """The harvest after ``fact``; it begins with :class:`HarvestOpened` and nothing else."""
    if isinstance(fact, HarvestOpened):
        held = prompt_round.evolve(None, fact.announced)
        return Harvest(held, fact.stage, fact.people, fact.lines, fact.signed)
    if state is None:
        raise ValueError("a harvest begins with HarvestOpened")
    match fact:
        case LinesDrafted(lines=lines, replaces=replaced):
            left = state.without_words(replaced).lines
            return replace(state, lines=numbered((*left, *lines)))
        case AskingBegan(announced=announced, lines=lines):
            held = prompt_round.evolve(None, announced)
            return replace(state, held=held, stage=Stage.ASKING, lines=lines)
        case LineAnswered(member=member, number=number, fate=fate, words=words):
            changed = {"fate": fate} if words is None else {"fate": fate, "words": words}
            return state.with_line(member, number, **changed)
        case LinesGone(words=gone):
            return state.without_words(gone)
        case _:
            return replace(state, held=prompt_round.evolve(state.held, fact))


def fold(state: Harvest, facts: Iterable[Fact]) -> Harvest:
    """The harvest after all of ``facts``."""
    for fact in facts:
        state = evolve(state, fact)
    return state
