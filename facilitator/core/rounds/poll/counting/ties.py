"""Who goes when several are level: what the counts before say, and then a lot that anyone can redo.

Both counts of rankings (``runoff``, ``transferable``) ask here. The counts before are looked at from
the last one backwards; at each only those stay who are still level, so that the newest difference
always weighs most. Where there never was a difference a lot decides. Its seed is drawn before any
answer is there and published with the result: the one with the smallest SHA-256 of
``seed:count:option`` goes.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

Votes = Mapping[int, int]
"""How many votes each option has, by its number."""


class Settled(StrEnum):
    """How it was settled which of several goes."""

    CLEAR = "clear"
    """There was nothing to settle."""
    EARLIER = "earlier"
    """An earlier count made the difference."""
    LOT = "lot"
    """They were level in every count: a lot."""


def fewest(level: Sequence[int], before: Sequence[Votes], seed: str) -> tuple[int, Settled]:
    """Return which of those who are ``level`` had the fewest votes, and how that was settled."""
    return _pick(level, before, seed, least=True)


def most(level: Sequence[int], before: Sequence[Votes], seed: str) -> tuple[int, Settled]:
    """Return which of those who are ``level`` had the most votes, and how that was settled."""
    return _pick(level, before, seed, least=False)


def _pick(
    level: Sequence[int], before: Sequence[Votes], seed: str, *, least: bool
) -> tuple[int, Settled]:
    if len(level) == 1:
        return level[0], Settled.CLEAR
    left = list(level)
    for votes in reversed(before):
        edge = (min if least else max)(votes[one] for one in left)
        left = [one for one in left if votes[one] == edge]
        if len(left) == 1:
            return left[0], Settled.EARLIER
    return min(left, key=lambda one: lot(seed, len(before), one)), Settled.LOT


def lot(seed: str, count: int, option: int) -> str:
    """Return the lot of an option in that count: of several the smallest is drawn."""
    return sha256(f"{seed}:{count}:{option}".encode()).hexdigest()
