"""Waiting for a condition, with a deadline, never for a time."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], otherwise: str, seconds: float = 20) -> None:
    """Return once ``condition`` holds; fail with ``otherwise`` if it does not within ``seconds``."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, otherwise
        await asyncio.sleep(0.02)
