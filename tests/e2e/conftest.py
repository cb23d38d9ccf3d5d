"""The real service beside a real homeserver, started for one test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from facilitator.assemble import Service
from facilitator.demo.waiting import until
from facilitator.settings import Settings
from tests.lab.homeserver import Lab


def settings_for(lab: Lab, folder: Path, **more: object) -> Settings:
    """Return settings of a service for this lab's homeserver, its books in ``folder``."""
    registration = lab.registration
    return Settings.model_validate(
        {
            "homeserver": {
                "url": lab.synapse.url,
                "name": lab.synapse.server_name,
                "appservice": registration["id"],
                "as_token": registration["as_token"],
                "hs_token": registration["hs_token"],
                "listen": {"port": lab.service_port},
            },
            "database": f"sqlite:///{folder}/facilitator.db",
            **more,
        }
    )


@pytest.fixture
async def service(synapse: Lab, tmp_path: Path) -> AsyncIterator[Service]:
    """A running service that the homeserver reaches."""
    running = Service(settings_for(synapse, tmp_path))
    try:
        await running.start()
        await until(running.ticker.may_ring.is_set, "the service never became ready")
        yield running
    finally:
        await running.stop()
