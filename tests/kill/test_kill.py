"""The service is killed at random, the homeserver too, while people talk; judged by what they read.

``FACILITATOR_KILL_SEED`` repeats a run's choices (the moment at which a process is hit cannot be
repeated: see ``test_failpoints``); ``FACILITATOR_KILLS`` asks for more or fewer deaths.
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from random import Random

import pytest

from tests.kill.harness import DEATHS, Pings, Process, die_often, settle, talking
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.kill, pytest.mark.synapse, pytest.mark.timeout(290)]

KILLS = int(os.environ.get("FACILITATOR_KILLS", "50"))

Make = Callable[..., Awaitable[Lab]]


@pytest.fixture
def rng() -> Random:
    """This run's choices; the seed is printed, and shown when the test fails."""
    seed = int(os.environ.get("FACILITATOR_KILL_SEED", secrets.randbelow(10**6)))
    print(f"FACILITATOR_KILL_SEED={seed}")  # noqa: T201 - pytest shows it with a failure
    return Random(seed)  # noqa: S311 - a repeatable choice


@pytest.fixture
async def lab(own_synapse: Make) -> Lab:
    """A homeserver of this test's own, with its books on disk: it will be killed too."""
    return await own_synapse()


@pytest.fixture
async def process(lab: Lab, tmp_path: Path) -> AsyncIterator[Process]:
    """The service, running."""
    folder = tmp_path / "service"
    folder.mkdir()
    service = Process(lab, folder)
    service.start()
    await service.ready()
    yield service
    if service.is_alive():
        service.kill()


async def test_nothing_is_lost_or_doubled_by_kills(lab: Lab, process: Process, rng: Random) -> None:
    """After many deaths of the service each question has one answer, and rooms keep their order."""
    life = Pings(lab, strict=True)
    await life.begin()
    process.kill()
    process.deaths = 0
    await die_often(process, life, rng, KILLS)


async def test_nothing_is_lost_when_the_homeserver_dies_too(
    lab: Lab, process: Process, rng: Random
) -> None:
    """Homeserver and service end in turn, gently or not; still each question has one answer."""
    life = Pings(lab)
    await life.begin()
    async with talking(life, rng):
        for _ in range(max(2, KILLS // 12)):
            await asyncio.sleep(rng.uniform(0.2, 1.0))
            if rng.random() < 0.5:
                lab.synapse.kill()
            await lab.synapse.restart()
            if rng.random() < 0.5:
                process.kill()
                await rng.choice(DEATHS)(process, rng)
                process.start()
    process.kill()
    process.start()
    await process.ready()
    await settle(process, life)
