"""Adding up: what each option was given in all, by how many, and who has the most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Sum:
    """What one option has come to."""

    option: int
    total: int = 0
    givers: int = 0
    """How many gave it anything, also nothing at all (0); who left it out is not among them."""

    @property
    def mean(self) -> Fraction:
        """The total shared among those who gave; 0 where nobody did."""
        return Fraction(self.total, self.givers) if self.givers else Fraction(0)


Given = tuple[Mapping[int, int], int]
"""What one ballot gives to which option, and the weight of that ballot."""


def summed(options: Sequence[int], ballots: Iterable[Given]) -> tuple[Sum, ...]:
    """Return the sums in the order of ``options``."""
    sums = {option: Sum(option) for option in options}
    for given, weight in ballots:
        for option, value in given.items():
            one = sums[option]
            sums[option] = Sum(option, one.total + value * weight, one.givers + weight)
    return tuple(sums.values())


def ranked(sums: Iterable[Sum]) -> tuple[Sum, ...]:
    """Return the sums, the largest first; what came to the same stands in the order of the options."""
    return tuple(sorted(sums, key=lambda one: -one.total))


def first(sums: Iterable[Sum]) -> tuple[int, ...]:
    """Return who has the most: several at a tie, and nobody where nothing was given."""
    all_ = tuple(sums)
    most = max((one.total for one in all_), default=0)
    return tuple(one.option for one in all_ if one.total == most) if most > 0 else ()
