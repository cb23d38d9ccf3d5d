"""Chance, drawn once by the shell: the same seed always comes to the same order and the same lot."""

from collections.abc import Iterable
from hashlib import sha256

from facilitator.core.ids import MemberId


def draw(seed: str, what: str) -> str:
    """Return what chance makes of ``what``, the same each time."""
    return sha256(f"{seed}:{what}".encode()).hexdigest()


def drawn(seed: str, members: Iterable[MemberId], what: str) -> MemberId | None:
    """Return the one of ``members`` on whom the lot falls, for ``what``."""
    return min(members, key=lambda member: draw(seed, f"{what}:{member}"), default=None)
