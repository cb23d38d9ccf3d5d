"""Each point between "received" and "done", once: the service dies right there, and nothing is lost."""

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from facilitator.failpoints import POINTS
from tests.kill.harness import Pings, Process, settle, talking, until_dead
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.kill, pytest.mark.synapse]

ONCE = ("start.", "stop.", "ticker.")
"""Points that a run without deadlines passes once; the others die at their fourth passing."""


@pytest.fixture
async def process(synapse: Lab, tmp_path: Path) -> AsyncIterator[Process]:
    """The service, not started yet; ended afterwards."""
    service = Process(synapse, tmp_path)
    yield service
    if service.is_alive():
        service.kill()


@pytest.mark.parametrize("point", POINTS)
async def test_nothing_is_lost_at(point: str, process: Process, synapse: Lab) -> None:
    """Killed at this point and started again, the service answers everything once and in order."""
    count = 1 if point.startswith(ONCE) else 4
    life, rng = Pings(synapse, rooms=2), Random(point)  # noqa: S311 - a repeatable choice
    process.start()
    await process.ready()
    await life.begin()
    process.kill()

    async with talking(life, rng):
        process.start(f"{point}:{count}")
        if point.startswith("stop."):
            await process.ready()
            process.ask_to_stop()
        await until_dead(process, f"{point} was never passed")
    process.start()
    await process.ready()

    await settle(process, life)
