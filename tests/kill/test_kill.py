"""Service, homeserver and mail server die at random while people meet; judged by what they read.

``FACILITATOR_KILL_SEED`` repeats a run's choices (the moment at which a process is hit cannot be
repeated: see ``test_failpoints``); ``FACILITATOR_KILLS`` asks for more or fewer deaths.
"""

import asyncio
import os
from collections.abc import Callable

import pytest

from tests.kill.conftest import Scene
from tests.kill.harness import DEATHS
from tests.lab.waiting import until

pytestmark = [
    pytest.mark.kill, pytest.mark.synapse, pytest.mark.smtp, pytest.mark.timeout(290)
]  # fmt: skip

KILLS = int(os.environ.get("FACILITATOR_KILLS", "50"))

Told = Callable[[str, object], None]


async def test_nothing_is_lost_or_doubled_by_kills(scene: Scene, record_property: Told) -> None:
    """After many deaths and cuts, each thing said and each mail is there once, in its order."""
    await scene.begin()
    async with scene:
        while scene.process.deaths < KILLS - 8:
            await scene.rng.choice((*(die(scene) for die in KINDS),))
    await scene.end(record_property)


async def test_nothing_is_lost_when_the_homeserver_dies_too(
    scene: Scene, record_property: Told
) -> None:
    """Homeserver and service end in turn, gently or not; still everything is there once."""
    scene.pings.strict = False
    await scene.begin()
    async with scene:
        for _ in range(4):
            scene.process.start()
            await scene.process.ready()
            await asyncio.sleep(scene.rng.uniform(0.2, 2.0))
            await _restart(scene)
            scene.process.kill()
            await scene.rng.choice(DEATHS)(scene.process, scene.rng)
        scene.process.start()
    await scene.end(record_property)
