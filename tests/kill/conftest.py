"""Everything a life needs: the service as a process, its mail server, and the wire between them."""

import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest

from facilitator.demo.outbox import MailSink
from facilitator.demo.synapse import free_port
from tests.kill.harness import Pings, Process, settle, talking
from tests.kill.life import Meetings
from tests.kill.wire import Wire
from tests.lab.homeserver import Lab


@pytest.fixture
def rng() -> Random:
    """This run's choices; the seed is printed, and shown when the test fails."""
    seed = int(os.environ.get("FACILITATOR_KILL_SEED", secrets.randbelow(10**6)))
    print(f"FACILITATOR_KILL_SEED={seed}")  # noqa: T201 - pytest shows it with a failure
    return Random(seed)  # noqa: S311 - a repeatable choice


@dataclass(slots=True)
class Scene:
    """A service that will die, and two lives that go on: short questions, and long meetings."""

    lab: Lab
    process: Process
    wire: Wire
    pings: Pings
    meetings: Meetings
    rng: Random
    restarts: int = 0
    """How often the homeserver ended and came back."""
    _talking: list[talking] = field(default_factory=list)

    async def begin(self) -> None:
        """Everybody meets while nothing is disturbed; then the service ends."""
        self.process.start()
        await self.process.ready()
        await self.pings.begin()
        await self.meetings.begin()
        await self.process.stop()

    async def __aenter__(self) -> "Scene":
        self._talking = [talking(self.pings, self.rng), talking(self.meetings, self.rng)]
        for life in self._talking:
            await life.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        for life in self._talking:
            await life.__aexit__(*error)

    async def end(self, told: Callable[[str, object], None]) -> None:
        """Wait until all is settled, check it, and tell the figures in one line."""
        await settle(self.process, self.pings, self.meetings)
        figures: dict[str, Any] = {
            "kills": self.process.deaths, "cuts": len(self.wire.cuts), "restarts": self.restarts,
            **await self.pings.figures(), **self.meetings.figures(),
        }  # fmt: skip
        for name, value in figures.items():
            told(name, value)
        print("nothing lost, nothing doubled:", figures)  # noqa: T201 - the line of the run


@pytest.fixture
async def scene(
    own_synapse: Callable[..., Awaitable[Lab]], rng: Random, tmp_path: Path
) -> AsyncIterator[Scene]:
    """Two lives with a homeserver of their own, with its books on disk: it will be killed too."""
    lab = await own_synapse()
    (tmp_path / "service").mkdir()
    sink = MailSink("127.0.0.1", 0, tmp_path / "outbox")
    await sink.start()
    process = Process(lab, tmp_path / "service", maildir=sink.maildir)
    try:
        async with Wire(free_port(), sink.port) as wire:
            meetings = Meetings(lab, process, wire)
            meetings.open()
            yield Scene(lab, process, wire, Pings(lab), meetings, rng)
            if process.is_alive():
                process.kill()
    finally:
        if process.is_alive():
            process.kill()
        await sink.stop()
