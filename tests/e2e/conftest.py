"""The real service beside a real homeserver, started for one test."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from facilitator.assemble import Service
from facilitator.demo.outbox import MailSink
from facilitator.demo.waiting import until
from facilitator.settings import Settings
from tests.e2e.mailboxes import Leaping
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


@asynccontextmanager
async def served(running: Service) -> AsyncIterator[Service]:
    """Run a service that the homeserver reaches, until it is no longer needed."""
    try:
        await running.start()
        await until(running.ticker.may_ring.is_set, "the service never became ready")
        yield running
    finally:
        await running.stop()


@pytest.fixture
async def service(synapse: Lab, tmp_path: Path) -> AsyncIterator[Service]:
    """A running service that the homeserver reaches."""
    async with served(Service(settings_for(synapse, tmp_path))) as running:
        yield running


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[MailSink]:
    """Where our mail goes."""
    opened = MailSink("127.0.0.1", 0, tmp_path / "outbox")
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
async def posted(synapse: Lab, sink: MailSink, tmp_path: Path) -> AsyncIterator[Service]:
    """A running service with mail in and out."""
    mail = {
        "domain": "mail.example",
        "key": secrets.token_urlsafe(32),
        "outgoing": {"port": sink.port, "starttls": "no"},
        "inbound": {"protocol": "smtp", "port": 0, "assume_trusted": True},
    }
    settings = settings_for(synapse, tmp_path, mail=mail, web={"port": 0})
    async with served(Service(settings, Leaping())) as running:
        yield running
