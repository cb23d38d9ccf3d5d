"""Places of those who are asked, in a decision or a poll: one changed, all others as they were."""

from dataclasses import Field, replace
from typing import Any, ClassVar, Protocol, TypeVar

from facilitator.core.ids import MemberId


class AnyPlace(Protocol):
    """What the places of every form have: whose each is."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def member(self) -> MemberId:
        """Whose place it is."""


Place = TypeVar("Place", bound=AnyPlace)


def with_place(places: tuple[Place, ...], member: MemberId, **changes: Any) -> tuple[Place, ...]:
    """Return the places in their order, the member's own with ``changes``."""
    return tuple(replace(p, **changes) if p.member == member else p for p in places)
