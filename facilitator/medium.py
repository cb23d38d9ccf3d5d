"""The contract of a medium: it translates and delivers, it never decides.

Every medium passes ``tests/contract``. ``deliver`` may be called twice with one parcel (after a
crash): a medium makes the second call harmless where its world allows it, and says where it does
not (mail is delivered at least once, with the same Message-ID).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from facilitator.acts import AnyAct
from facilitator.intake import Heard


@dataclass(frozen=True, slots=True)
class Parcel:
    """One outbox row on its way.

    ``id`` is unique for ever and serves as transaction id. ``address`` is the place's address, None
    while the place does not exist or has none. ``target`` is the medium's reference of what the act
    edits, answers, removes or reacts to.
    """

    id: str
    sender: str
    act: AnyAct
    place: str | None = None
    address: str | None = None
    target: str | None = None
    age: float = 0.0  # seconds since it was written
    places: Mapping[str, str] = field(default_factory=dict)  # addresses of every place it names


@dataclass(frozen=True, slots=True)
class Delivered:
    """It is there; ``ref`` is the medium's name of it (event id, room id, Message-ID).

    ``told`` is what the act was to find out: the desk takes it as an intake of our own.
    """

    ref: str | None = None
    told: Heard | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Not now: try again after ``after`` real seconds (None: the postman's own back-off)."""

    reason: str
    after: float | None = None


@dataclass(frozen=True, slots=True)
class Parked:
    """Never, as things are: kept for the operator, with the reason; neighbours go on."""

    reason: str


Outcome = Delivered | Later | Parked


class Medium(Protocol):
    """What the postman needs of a medium."""

    name: str

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Bring one parcel; never raise for trouble of the network or the other side."""
