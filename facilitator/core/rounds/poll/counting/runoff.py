"""The instant run-off: the last one goes out, their votes move on, until one has more than half.

The rule as we print it. Every paper counts for the highest of its options that is still in. Who has
more than half of the votes still in play has it. Else the one with the fewest goes out, and each of
their papers counts for its next choice. Options that nobody has first at the start go out together.
Several with the fewest: the counts before decide, the last one first, then a lot (``ties``). If all
who are left are level it is a tie, and no lot makes a winner. A paper whose options are all out is
spent: it stays in the story and not in the half.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.core.rounds.poll.counting.papers import Papers, next_choice
from facilitator.core.rounds.poll.counting.ties import Settled, Votes, fewest


@dataclass(frozen=True, slots=True)
class Round:
    """One count of a run-off: what each has, and who goes out after it."""

    votes: Votes
    spent: int
    """Papers on which nobody is left."""
    out: tuple[int, ...] = ()
    moved: tuple[tuple[int, int], ...] = ()
    """To whom the votes of those went, and how many; the most first."""
    ended: int = 0
    """How many of their papers name nobody else who is left."""
    settled: Settled = Settled.CLEAR


@dataclass(frozen=True, slots=True)
class Runoff:
    """A whole run-off: its rounds, and the winner; several winners are a tie, none is no vote."""

    rounds: tuple[Round, ...]
    winners: tuple[int, ...]


def run_off(options: Sequence[int], papers: Papers, seed: str) -> Runoff:
    """Return the run-off among ``options``; ``seed`` is for lots alone."""
    left, rounds = tuple(options), list[Round]()
    while True:
        votes, spent = _counted(left, papers)
        if not any(votes.values()):
            return Runoff((), ())
        winners = _winners(votes)
        if winners:
            return Runoff((*rounds, Round(votes, spent)), winners)
        out, settled = _last(votes, [one.votes for one in rounds], seed)
        rest = tuple(option for option in left if option not in out)
        rounds.append(_round(votes, spent, out, settled, _counted(rest, papers)))
        left = rest


def _counted(left: Sequence[int], papers: Papers) -> tuple[dict[int, int], int]:
    votes, spent = dict.fromkeys(left, 0), 0
    for order, number in papers.items():
        choice = next_choice(order, left)
        if choice is not None:
            votes[choice] += number
        elif order:
            spent += number
    return votes, spent


def _winners(votes: Votes) -> tuple[int, ...]:
    """Who has more than half of what is in play, or all who are left, if they are level."""
    highest = max(votes.values())
    first = tuple(option for option, number in votes.items() if number == highest)
    is_over = 2 * highest > sum(votes.values()) or len(first) == len(votes)
    return first if is_over else ()


def _last(votes: Votes, before: Sequence[Votes], seed: str) -> tuple[tuple[int, ...], Settled]:
    fewest_ = min(votes.values())
    level = [option for option, number in votes.items() if number == fewest_]
    if fewest_ == 0:
        return tuple(level), Settled.CLEAR
    out, settled = fewest(level, before, seed)
    return (out,), settled


def _round(
    votes: Votes,
    spent: int,
    out: tuple[int, ...],
    settled: Settled,
    after: tuple[Votes, int],
) -> Round:
    then, spent_then = after
    gained = ((option, then[option] - votes[option]) for option in then)
    moved = sorted(((option, more) for option, more in gained if more), key=lambda one: -one[1])
    return Round(votes, spent, out, tuple(moved), spent_then - spent, settled)
