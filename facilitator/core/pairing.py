"""Pairs by lot among those who would like to: who said so, until when, and who was drawn together.

Nobody is asked to explain anything, and nobody is paired who did not say so themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from facilitator.core.ids import MemberId
from facilitator.core.rounds.session.chance import draw
from facilitator.core.rounds.session.laying import in_pairs

WINDOW = timedelta(days=3)
"""How long one can say so: as long as a letter needs."""

Pair = tuple[MemberId, MemberId]


@dataclass(frozen=True, slots=True)
class Wave:
    """One member's word that they would like to be paired, and the message it came with."""

    member: MemberId
    source: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """One asking of a circle, until it is laid at ``until`` (UTC).

    ``seed`` is the chance of its lot. ``afresh``: those who were drawn together before meet others.
    """

    seed: str
    until: datetime
    afresh: bool = False
    waves: tuple[Wave, ...] = ()
    pairs: tuple[Pair, ...] = ()
    alone: MemberId | None = None

    @property
    def willing(self) -> tuple[MemberId, ...]:
        """Who would like to be paired, each once, in the order they said so."""
        return tuple(dict.fromkeys(wave.member for wave in self.waves))


def waved(pairing: Pairing, member: MemberId, source: str) -> Pairing:
    """Somebody said that they would like to; said twice it is the same."""
    wave = Wave(member, source)
    return pairing if wave in pairing.waves else replace(pairing, waves=(*pairing.waves, wave))


def rather_not(pairing: Pairing, member: MemberId) -> Pairing:
    """Somebody would rather not, whatever they said before."""
    return replace(pairing, waves=tuple(w for w in pairing.waves if w.member != member))


def took_back(pairing: Pairing, source: str) -> Pairing:
    """A message or a reaction was taken back: what it said is unsaid."""
    return replace(pairing, waves=tuple(w for w in pairing.waves if w.source != source))


def laid(
    pairing: Pairing,
    here: Iterable[MemberId],
    live: set[MemberId],
    met: set[frozenset[MemberId]],
    spared: set[MemberId],
) -> Pairing:
    """Draw the pairs among those who are still here; of an odd number one is left over.

    ``met`` are those who shall meet others, and ``spared`` who was left over before, as far as that
    can be. Who is left over is drawn first, so that it falls on nobody because of their pace.
    """
    present = set(here)
    willing = [member for member in pairing.willing if member in present]
    alone = _left_over(pairing.seed, willing, spared) if len(willing) % 2 else None
    paired = tuple(member for member in willing if member != alone)
    groups = in_pairs(paired, live & present, pairing.seed, met)
    return replace(pairing, pairs=tuple((one, other) for one, other in groups), alone=alone)


def _left_over(seed: str, willing: list[MemberId], spared: set[MemberId]) -> MemberId:
    return min(willing, key=lambda one: (one in spared, draw(seed, f"alone:{one}")))
