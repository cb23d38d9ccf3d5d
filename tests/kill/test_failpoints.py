"""Each point between "received" and "done": the service dies right there, and nothing is lost."""

from collections.abc import Callable

import pytest

from facilitator.failpoints import POINTS
from tests.kill.conftest import Scene
from tests.kill.harness import until_dead

pytestmark = [
    pytest.mark.kill, pytest.mark.synapse, pytest.mark.smtp, pytest.mark.timeout(200)
]  # fmt: skip

ONCE = ("start.", "stop.", "ticker.")
"""Points that a run without deadlines passes once; the others die at any of their first passings."""


async def test_nothing_is_lost_at_any_point(
    scene: Scene, record_property: Callable[[str, object], None]
) -> None:
    """Killed at each point in turn, the service answers everything once and in order."""
    await scene.begin()
    async with scene:
        for point in POINTS:
            await _die_at(scene, point)
        scene.process.start()
    assert scene.process.deaths == len(POINTS)
    await scene.end(record_property)


async def _die_at(scene: Scene, point: str) -> None:
    count = 1 if point.startswith(ONCE) else scene.rng.randint(1, 8)
    scene.process.start(f"{point}:{count}")
    if point.startswith("stop."):
        await scene.process.ready()
        scene.process.ask_to_stop()
    await until_dead(scene.process, f"{point} was never passed")
