"""Rankings as both counts read them: equal ones together, options by their number from one.

Put together like this nobody's ranking can be found by when it came, and a ballot that weighs more
is simply there more often.
"""

from collections.abc import Iterable, Mapping

Order = tuple[int, ...]
"""Options from the first choice on; who is not named is not wanted by that paper."""

Papers = Mapping[Order, int]
"""How many papers have that order. An empty order chooses nobody: it is no vote in a count."""


def cast(papers: Papers) -> int:
    """Return how many papers name anybody."""
    return sum(number for order, number in papers.items() if order)


def next_choice(order: Order, among: Iterable[int]) -> int | None:
    """Return the first of ``order`` who is ``among`` those still in the count."""
    still = set(among)
    return next((option for option in order if option in still), None)
