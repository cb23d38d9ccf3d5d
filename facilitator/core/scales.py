"""The five scales of belonging and the public edge, and what each is made of (contract §2).

Sizes never force anything: at a guard rail the software offers, people decide.
"""

from dataclasses import dataclass
from enum import StrEnum


class Scale(StrEnum):
    """A scale of belonging (microsolidarity's names; ``network`` and ``crowd`` are two things)."""

    SELF = "self"
    DYAD = "dyad"
    CREW = "crew"
    CONGREGATION = "congregation"
    NETWORK = "network"
    CROWD = "crowd"


@dataclass(frozen=True, slots=True)
class Part:
    """One room of a circle: who may come in, what newcomers can read, who is asked in at once.

    ``join`` is invite, knock or restricted (to members of the circle's space); ``history`` is
    joined or shared; ``power`` is what one needs to speak there.
    """

    name: str
    join: str
    history: str
    asked_in: bool = False
    hosts_only: bool = False
    power: int = 0


@dataclass(frozen=True, slots=True)
class Makeup:
    """What a circle of a scale is made of: its rooms (the first holds the others), its sizes."""

    parts: tuple[Part, ...]
    least: int
    most: int
    anyone_starts: bool
    """Whether every member may start rounds and proposals, or hosts only (contract §4)."""


MAKEUP: dict[Scale, Makeup] = {
    Scale.SELF: Makeup((Part("self", "invite", "joined"),), 1, 1, True),
    Scale.DYAD: Makeup((Part("dyad", "invite", "joined", True),), 2, 2, True),
    Scale.CREW: Makeup((Part("crew", "invite", "joined", True),), 3, 6, True),
    Scale.CONGREGATION: Makeup(
        (
            Part("space", "knock", "shared", True, power=100),
            Part("commons", "restricted", "shared", True),
            Part("rounds", "restricted", "shared"),
            Part("welcome", "restricted", "joined"),
            Part("board", "restricted", "shared"),
            Part("hosts", "invite", "joined", hosts_only=True),
        ),
        15,
        150,
        False,
    ),
    Scale.NETWORK: Makeup(
        (
            Part("space", "invite", "shared", True, power=100),
            Part("hosts", "invite", "joined", hosts_only=True),
        ),
        2,
        150,
        False,
    ),
    Scale.CROWD: Makeup((Part("crowd", "public", "world_readable", power=50),), 0, 0, False),
}

HOST_POWER, KEEPER_POWER = 50, 100
"""Matrix power levels of a host and of a keeper (contract §2)."""

ROUND_PARTS = frozenset({"crew", "dyad", "rounds", "commons", "self"})
"""The rooms in which rounds and decisions are held."""
