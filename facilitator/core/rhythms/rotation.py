"""How a chair, or another part, goes round: a queue whose head is next.

Whoever had the turn goes to the end, and so does who declines; two who swap exchange their places.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from facilitator.core.ids import MemberId


@dataclass(frozen=True, slots=True)
class Rotation:
    """``queue`` are those who take turns, the next one first; ``out`` do not take part in it.

    ``declined`` have left the next turn to others.
    """

    queue: tuple[MemberId, ...] = ()
    out: tuple[MemberId, ...] = ()
    declined: tuple[MemberId, ...] = ()

    def among(self, members: Iterable[MemberId]) -> "Rotation":
        """The same among those who are in the circle now; whoever is new comes last."""
        here = tuple(members)
        kept = tuple(one for one in self.queue if one in here)
        new = tuple(one for one in here if one not in kept and one not in self.out)
        return replace(self, queue=(*kept, *new), out=tuple(m for m in self.out if m in here))

    def next(self, but: Collection[MemberId] = ()) -> MemberId | None:
        """Whose turn it is; ``but`` cannot have it. None when nobody is left to have it."""
        free = (one for one in self.queue if one not in self.declined and one not in but)
        return next(free, None)

    def turned(self, member: MemberId | None) -> "Rotation":
        """After ``member`` had the turn: who declined goes behind those who were not asked yet."""
        had = tuple(dict.fromkeys([*self.declined, *([member] if member else [])]))
        rest = tuple(one for one in self.queue if one not in had)
        back = tuple(one for one in had if one in self.queue)
        return replace(self, queue=(*rest, *back), declined=())

    def declining(self, member: MemberId) -> "Rotation":
        """Without ``member`` for the next turn."""
        return replace(self, declined=tuple(dict.fromkeys([*self.declined, member])))

    def swapped(self, one: MemberId, other: MemberId) -> "Rotation":
        """``one`` and ``other`` have each other's turns."""
        exchanged = {one: other, other: one}
        queue = tuple(exchanged.get(member, member) for member in self.queue)
        return replace(self, queue=queue, declined=tuple(m for m in self.declined if m != other))

    def without(self, member: MemberId) -> "Rotation":
        """``member`` takes no turns from now on."""
        queue = tuple(one for one in self.queue if one != member)
        return replace(self, queue=queue, out=tuple(dict.fromkeys([*self.out, member])))

    def joined(self, member: MemberId) -> "Rotation":
        """``member`` takes turns, as the last one."""
        out = tuple(one for one in self.out if one != member)
        queue = self.queue if member in self.queue else (*self.queue, member)
        return replace(self, queue=queue, out=out)
