"""Waiting for a condition, with a deadline, never for a time."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def until(condition: Callable[[], T | None], otherwise: str, seconds: float = 20) -> T:
    """Return what ``condition`` gives once it is true; raise ``TimeoutError`` with ``otherwise``."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not (found := condition()):
        if asyncio.get_running_loop().time() >= deadline:
            raise TimeoutError(otherwise)
        await asyncio.sleep(0.02)
    return found
