"""What is visible of a vote by points: its card, its options, and at the end the sums."""

from collections.abc import Iterable, Mapping

from facilitator.core.notices import Arg, Item, Letter
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.dot_vote.state import Ballot, DotVote, Sum

Card = prompt_round.Card


def card(state: DotVote) -> Card:
    """The card of a vote: that of its sealed round, which tells numbers and nobody's answer."""
    return prompt_round.card(state.held)


def card_args(shown: Card) -> Mapping[str, Arg]:
    """The arguments of the words ``dot-vote-card``."""
    return prompt_round.card_args(shown)


def card_surface(shown: Card) -> str:
    """Which attribute of ``dot-vote-card`` has the words."""
    return prompt_round.card_surface(shown)


def options(state: DotVote) -> Letter:
    """What there is to choose among, numbered, each with its author where names stand with words."""
    return Letter((), tuple(
        Item(number, one.words, one.text, one.author)
        for number, one in enumerate(state.options, 1)
    ))  # fmt: skip


def ballot(state: DotVote, placed: Ballot) -> Letter:
    """One member's own points, for that member alone."""
    shares = sorted(placed.shares, key=lambda share: share.option)
    chosen = ((share, state.options[share.option - 1]) for share in shares)
    return Letter((), tuple(
        Item(share.option, one.words, one.text, one.author, share.points) for share, one in chosen
    ))  # fmt: skip


def sums(counted: Iterable[Sum]) -> Letter:
    """The sums, the largest first; what came to the same stands in the order of the options."""
    ordered = sorted(enumerate(counted, 1), key=lambda pair: -pair[1].points)
    return Letter((), tuple(
        Item(number, one.option.words, one.option.text, one.option.author, one.points)
        for number, one in ordered
    ))  # fmt: skip
