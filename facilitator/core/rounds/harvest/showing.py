"""What is visible of a harvest: its card, and to each author their own lines."""

from collections.abc import Iterable, Mapping

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Item, Letter
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.harvest.state import Harvest, Line

Card = prompt_round.Card


def card(state: Harvest) -> Card:
    """The card of a harvest: that of its sealed round, which tells numbers and nobody's answer."""
    return prompt_round.card(state.held)


def card_args(shown: Card) -> Mapping[str, Arg]:
    """The arguments of the words ``harvest-card``."""
    return prompt_round.card_args(shown)


def card_surface(shown: Card, state: Harvest) -> str:
    """Which attribute of ``harvest-card`` has the words."""
    surface = prompt_round.card_surface(shown)
    return state.stage.value if surface == "sealed" else surface


def own(state: Harvest, member: MemberId) -> Letter:
    """A member's own lines, numbered, for them alone."""
    return Letter((), tuple(Item(line.number, line.words) for line in state.lines_of(member)))


def given(lines: Iterable[Line]) -> Letter:
    """Those of a member's lines that they have approved, for them alone."""
    return Letter((), tuple(Item(line.number, line.words) for line in lines))


def drafted(lines: Iterable[Line]) -> Letter:
    """Lines as somebody has written them down, each with its author."""
    return Letter((), tuple(
        Item(number, line.words, member=line.author) for number, line in enumerate(lines, 1)
    ))  # fmt: skip
