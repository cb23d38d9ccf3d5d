"""Service, homeserver and mail server die at random while people meet; judged by what they read.

``FACILITATOR_KILL_SEED`` repeats a run's choices (the moment at which a process is hit cannot be
repeated: see ``test_failpoints``); ``FACILITATOR_KILLS`` asks for more or fewer deaths.
"""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress

import pytest

from facilitator.demo.waiting import until
from tests.kill.conftest import Scene
from tests.kill.harness import DEATHS

pytestmark = [
    pytest.mark.kill, pytest.mark.synapse, pytest.mark.smtp, pytest.mark.timeout(290)
]  # fmt: skip

KILLS = int(os.environ.get("FACILITATOR_KILLS", "40"))

Told = Callable[[str, object], None]


async def die(scene: Scene) -> None:
    """Killed in service, while starting or while stopping."""
    await scene.rng.choice(DEATHS)(scene.process, scene.rng)


async def die_as_a_mail_is_kept(scene: Scene) -> None:
    """Killed when the mail server has kept a mail and the service does not know it yet."""

    def kill() -> bool:
        scene.process.kill()
        return False

    scene.wire.when_kept = kill
    scene.process.start()
    with suppress(TimeoutError):  # no mail went out meanwhile: killed all the same
        await until(lambda: not scene.process.is_alive(), "no mail", 3)
    scene.wire.when_kept = None
    if scene.process.is_alive():
        scene.process.kill()


async def cut_the_wire(scene: Scene) -> None:
    """No mail goes out for a while; sometimes an answer is lost as well. Then killed."""
    if scene.rng.random() < 0.5:
        scene.wire.lose_next_answer()
    scene.process.start()
    await scene.process.ready()
    await asyncio.sleep(scene.rng.uniform(0, 1.0))
    scene.wire.cut()
    await asyncio.sleep(scene.rng.uniform(0, 0.5))
    await scene.wire.mend()
    await asyncio.sleep(scene.rng.uniform(0, 0.5))
    scene.process.kill()


async def restart_homeserver(scene: Scene) -> None:
    """The homeserver ends, gently or not, and comes back."""
    if scene.rng.random() < 0.5:
        scene.lab.synapse.kill()
    await scene.lab.synapse.restart()
    scene.restarts += 1


BLOWS = (die, die, die, die_as_a_mail_is_kept, cut_the_wire)


async def test_nothing_is_lost_or_doubled_by_kills(scene: Scene, record_property: Told) -> None:
    """After many deaths and cuts, each thing said and each mail is there once, in its order."""
    await scene.begin()
    async with scene:
        while scene.process.deaths < KILLS - 8:
            await scene.rng.choice(BLOWS)(scene)
        scene.process.start()
    await scene.end(record_property)


async def test_nothing_is_lost_when_the_homeserver_dies_too(
    scene: Scene, record_property: Told
) -> None:
    """Homeserver and service end in turn, gently or not; still everything is there once."""
    await scene.begin()
    async with scene:
        for _ in range(4):
            scene.process.start()
            await scene.process.ready()
            await asyncio.sleep(scene.rng.uniform(0.2, 2.0))
            await restart_homeserver(scene)
            scene.process.kill()
            await scene.rng.choice(DEATHS)(scene.process, scene.rng)
        scene.process.start()
    await scene.end(record_property)
