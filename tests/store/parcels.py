"""Outbox rows, and a medium that does what a test wrote down."""

import asyncio
from collections import defaultdict, deque

from facilitator.acts import Say
from facilitator.core.notices import Assistant
from facilitator.medium import Delivered, Outcome, Parcel
from facilitator.store.ledger import Row, new_id


def letter(n: int, lane: str, *, slot: str | None = None, target: str | None = None,
           place: str | None = None, refers: str | None = None) -> Row:  # fmt: skip
    """The ``n``-th thing to say in a lane."""
    act = Say(f"{lane} {n}", edits=target is not None)
    return Row(new_id("out"), f"test/{lane}/{n}", lane, "scripted", Assistant.FACILITATOR, act,
               place, slot, target, None, refers)  # fmt: skip


class Scripted:
    """A medium: outcomes by text, in turn; whatever has none is delivered.

    ``came`` is what came, ``times`` when, by the loop's clock.
    """

    name = "scripted"

    def __init__(self) -> None:
        self.script: dict[str, deque[Outcome | Exception]] = defaultdict(deque)
        self.came: list[Parcel] = []
        self.times: list[float] = []
        self.open = asyncio.Event()
        self.open.set()
        self.at_once = self.most_at_once = 0

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Do what the script says for this text."""
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        try:
            await self.open.wait()
            self.came.append(parcel)
            self.times.append(asyncio.get_running_loop().time())
            script = self.script[_text(parcel)]
            outcome: Outcome | Exception = (
                script.popleft() if script else Delivered(f"${parcel.id}")
            )
            if isinstance(outcome, Exception):
                raise outcome
            return outcome
        finally:
            self.at_once -= 1

    def texts(self, lane: str = "") -> list[str]:
        """What came, in order (of one lane)."""
        return [_text(parcel) for parcel in self.came if _text(parcel).startswith(lane)]


def _text(parcel: Parcel) -> str:
    assert isinstance(parcel.act, Say)
    return parcel.act.plain
