"""Arguments and fields of notices that rounds of several forms share."""

from collections.abc import Mapping, Sized
from datetime import UTC, datetime
from typing import Protocol

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, People, Room, Text, To


class Mailed(Protocol):
    """What some follow by mail."""

    @property
    def by_mail(self) -> tuple[MemberId, ...]:
        """Who reads and answers by mail."""


class Round(Mailed, Protocol):
    """What every round is about, and how it stands."""

    @property
    def prompt(self) -> str:
        """The question."""

    @property
    def ends(self) -> datetime:
        """The printed moment up to which one may still answer in the present step."""

    @property
    def heard(self) -> int:
        """How many spoke or passed."""

    @property
    def counted(self) -> Sized:
        """The places that count."""

    @property
    def open_places(self) -> int:
        """How many places were not heard."""


def matter(state: Round) -> Mapping[str, Arg]:
    """What a round is about, and until when one may answer in the present step."""
    return {"prompt": Text(state.prompt), "until": At(state.ends)}


def by_mail(state: Mailed) -> Mapping[str, Arg]:
    """Who reads and answers by mail, and how many they are (contract §5)."""
    return {"letters": len(state.by_mail), "mail": People(state.by_mail)}


def counts(state: Round) -> Mapping[str, Arg]:
    """Heard, all, and open places: numbers, never names (contract §8.2)."""
    return {
        "heard": state.heard,
        "seats": len(state.counted),
        "open_places": state.open_places,
    }


def where(to: Room | To) -> str:
    """The choice ``room`` or ``alone``, for kinds that go to both."""
    return "room" if isinstance(to, Room) else "alone"


def shown_fields(
    member: MemberId | None = None, until: datetime | None = None, outcome: str | None = None
) -> Mapping[str, str]:
    """The machine-readable fields that are there (contract §9); times are UTC, ISO 8601."""
    stamp = until.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if until else None
    fields = {"member": member, "until": stamp, "outcome": outcome}
    return {name: value for name, value in fields.items() if value is not None}
