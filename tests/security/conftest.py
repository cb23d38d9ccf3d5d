"""Garden as the other tests know it, but with the ear for real Matrix events."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facilitator.matrix.inbound import hear
from tests.mail.garden import ROOM, Garden
from tests.mail.garden import garden as planted


class Events:
    """Brings raw events to Garden's desk, as the homeserver would push them."""

    def __init__(self, garden: Garden) -> None:
        self.garden = garden
        garden.desk.ears = {**garden.desk.ears, "matrix": hear}
        self._count = 0

    async def push(
        self, kind: str, by: str, content: dict[str, Any], room: str = ROOM, **more: Any
    ) -> str:
        """Bring one event; return its id."""
        self._count += 1
        ref = f"$pushed{self._count}"
        sender = by if by.startswith("@") else f"@{by}:lab.test"
        event = {"type": kind, "event_id": ref, "sender": sender, "room_id": room,
                 "content": content, **more}  # fmt: skip
        await self.garden._take("matrix", f"matrix:{ref}", room, msgspec.json.encode(event))
        return ref

    async def say(self, by: str, text: str, room: str = ROOM, answers: str | None = None) -> str:
        """Say something, perhaps in reply to an event."""
        content: dict[str, Any] = {"msgtype": "m.text", "body": text}
        if answers:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": answers}}
        return await self.push("m.room.message", by, content, room)

    async def move(self, who: str, change: str, room: str = ROOM, by: str = "", **more: Any) -> str:
        """Somebody joins, leaves, is invited or kicked."""
        target = who if who.startswith("@") else f"@{who}:lab.test"
        content = {"membership": change, **more}
        return await self.push("m.room.member", by or target, content, room, state_key=target)


@pytest.fixture
async def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Garden]:
    """Garden, on a desk of its own."""
    async for made in planted.__wrapped__(tmp_path, monkeypatch):  # type: ignore[attr-defined]
        yield made


@pytest.fixture
def events(garden: Garden) -> Events:
    """The homeserver's side of Garden."""
    return Events(garden)
