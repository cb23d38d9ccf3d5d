"""The ground a medium is tested on: a world with one member, Ana, who looks at what arrives."""

from collections.abc import Iterator
from itertools import count
from typing import Any, Protocol
from uuid import uuid4

from facilitator.acts import AnyAct, Enter, Fetch, MakeRoom, Say
from facilitator.intake import Fetched
from facilitator.medium import Delivered, Medium, Outcome, Parcel

Json = dict[str, Any]

PLACE = "plc_garden"
"""Our own name of the room under test."""


class Ground(Protocol):
    """What the contract needs of a world, beside its medium."""

    ana: str

    @property
    def medium(self) -> Medium:
        """The medium under test."""

    def user(self, localpart: str) -> str:
        """Return the full id of one of the service's own users."""

    async def enter(self, room: str) -> None:
        """Let Ana accept her invitation."""

    async def say(self, room: str, text: str) -> str:
        """Let Ana say something; return its event id."""

    async def put_state(self, room: str, kind: str, content: Json) -> None:
        """Let Ana set a piece of state, as a host may."""

    async def events(self, room: str) -> list[Json]:
        """Return everything that happened in the room, oldest first."""

    async def state(self, room: str, kind: str, key: str = "") -> Json:
        """Return a piece of state, empty where there is none."""


class Garden:
    """A room of the service's, with Ana in it as host; and parcels for it."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.medium = ground.medium
        self.ana = ground.ana
        self.address = ""
        self._numbers: Iterator[int] = count(1)
        self._series = uuid4().hex[:8]

    async def open(self) -> "Garden":
        """Let the medium make the room, and Ana come in."""
        self.address = await self.make(self.room())
        await self.ground.enter(self.address)
        return self

    def room(self, **more: Any) -> MakeRoom:
        """Return an act that makes a room with a name of its own."""
        alias = f"fac_{self._series}_{next(self._numbers)}"
        powers = {self.ana: 50}
        return MakeRoom(**{"name": "Garden", "alias": alias, "powers": powers,
                           "invite": [self.ana], **more})  # fmt: skip

    def parcel(self, act: AnyAct, **more: Any) -> Parcel:
        """Return a new parcel from the Facilitator for this room."""
        facts = {"sender": "facilitator", "place": PLACE, "address": self.address or None}
        return Parcel(id=f"out_{self._series}_{next(self._numbers)}", act=act, **{**facts, **more})

    async def bring(self, act: AnyAct, **more: Any) -> Outcome:
        """Deliver a new parcel."""
        return await self.medium.deliver(self.parcel(act, **more))

    async def brought(self, act: AnyAct, **more: Any) -> str:
        """Deliver a new parcel that must arrive; return the medium's name of it."""
        outcome = await self.bring(act, **more)
        assert isinstance(outcome, Delivered), outcome
        return outcome.ref or ""

    async def twice(self, act: AnyAct, **more: Any) -> str:
        """Deliver one parcel twice, as after a crash; both must arrive as the same."""
        parcel = self.parcel(act, **more)
        first, second = await self.medium.deliver(parcel), await self.medium.deliver(parcel)
        assert isinstance(first, Delivered), first
        assert second == first
        return first.ref or ""

    async def make(self, act: MakeRoom, **more: Any) -> str:
        """Make another room; return its address."""
        return await self.brought(act, place="plc_other", address=None, **more)

    async def bring_in(self, localpart: str, name: str = "") -> None:
        """Let one of the service's own users enter the room."""
        await self.brought(Enter(name), sender=localpart)

    async def said(self, text: str = "hello", **more: Any) -> str:
        """Let the Facilitator say something; return its event id."""
        return await self.brought(Say(text), **more)

    async def brought_file(self, url: str) -> str | None:
        """Let the medium bring a file that lies at ``url``; return its text."""
        outcome = await self.bring(Fetch(url, "slip", 10_000))
        assert isinstance(outcome, Delivered), outcome
        assert isinstance(outcome.told, Fetched)
        return outcome.told.text

    async def messages(self) -> list[Json]:
        """Return the contents of every message in the room, oldest first."""
        return [event["content"] for event in await self.kinds("m.room.message")]

    async def bodies(self) -> list[str]:
        """Return what was said in the room, oldest first."""
        return [content.get("body", "") for content in await self.messages()]

    async def kinds(self, kind: str) -> list[Json]:
        """Return the room's events of one type, oldest first."""
        return [event for event in await self.ground.events(self.address) if event["type"] == kind]

    async def state(self, kind: str, key: str = "") -> Json:
        """Return a piece of the room's state."""
        return await self.ground.state(self.address, kind, key)
