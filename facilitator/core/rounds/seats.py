"""A seat, and what has seats: the same in every form of round that asks each member for themselves.

What becomes of a place, and which clocks run, is each form's own.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Generic, Self, TypeVar

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import Invited


@dataclass(frozen=True, slots=True)
class Seat:
    """One member's place. ``gone`` holds while they are not in the circle any more."""

    member: MemberId
    lane: Lane
    by_mail: bool = False
    gone: bool = field(default=False, kw_only=True)
    waited: bool = field(default=True, kw_only=True)
    """Whether their silence keeps the round open."""

    @classmethod
    def of(cls, invited: Invited) -> Self:
        """The place of somebody who is asked now."""
        return cls(invited.member, invited.lane, invited.by_mail, waited=invited.waited)

    @property
    def slow(self) -> bool:
        """Whether they take part in their own time."""
        return self.lane is Lane.SLOW

    @property
    def present(self) -> bool:
        """Whether they are still in the circle."""
        return not self.gone


S = TypeVar("S", bound=Seat)


@dataclass(frozen=True, slots=True)
class Seated(Generic[S]):
    """A round with a question and its seats. While ``paused_at`` is set no clock runs."""

    chair: MemberId | None
    prompt: str
    seats: tuple[S, ...]
    paused_at: datetime | None = field(default=None, kw_only=True)

    @property
    def by_mail(self) -> tuple[MemberId, ...]:
        """Who reads and answers by mail."""
        return tuple(seat.member for seat in self.seats if seat.by_mail and seat.present)

    def seat(self, member: MemberId) -> S | None:
        """The place of one member, if they have one."""
        return next((seat for seat in self.seats if seat.member == member), None)

    def with_seat(self, changed: S) -> Self:
        """The same round with one member's seat changed."""
        seats = tuple(changed if seat.member == changed.member else seat for seat in self.seats)
        return replace(self, seats=seats)

    def moment(self, now: datetime) -> datetime:
        """What the round's clock shows: it stands still in a pause."""
        return self.paused_at or now


def seat_of(state: Seated[S], member: MemberId) -> S:
    """The member's place; raises :class:`Refusal` where they have none."""
    seat = state.seat(member)
    if seat is None or not seat.present:
        raise Refusal("not-in-this-round")
    return seat


def others(words: tuple[WordsId, ...], taken: tuple[WordsId, ...]) -> tuple[WordsId, ...]:
    """The words that are left without those that were taken."""
    return tuple(word for word in words if word not in taken)
