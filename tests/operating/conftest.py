"""Installations to look at: on a database of either kind, or beside a real homeserver."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import yaml

from tests.lab.homeserver import Lab
from tests.store.conftest import clock, store, url

FACILITATOR = (sys.executable, "-m", "facilitator")


def config_for(lab: Lab, folder: Path, **homeserver: object) -> Path:
    """Write a configuration for this lab's homeserver; ``homeserver`` replaces settings of it."""
    tree = {
        "homeserver": {
            "url": lab.synapse.url,
            "name": lab.synapse.server_name,
            "as_token": lab.registration["as_token"],
            "hs_token": lab.registration["hs_token"],
            "listen": {"port": lab.service_port},
            **homeserver,
        },
        "database": f"sqlite:///{folder}/facilitator.db",
    }
    path = folder / "config.yaml"
    path.touch(mode=0o600)
    path.write_text(yaml.safe_dump(tree))
    return path


async def eventually(ask: Callable[[], Awaitable[object]], otherwise: str) -> None:
    """Return once the books say so; fail with ``otherwise`` if they do not within ten seconds."""
    for _ in range(500):
        if await ask():
            return
        await asyncio.sleep(0.02)
    pytest.fail(otherwise)


__all__ = ["clock", "store", "url"]
