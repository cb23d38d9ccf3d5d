"""Everything the demo needs, started in one folder and stopped again, whatever happens in between.

A homeserver, a mailbox for all outgoing mail, the service itself and the page that shows the mails,
all on 127.0.0.1, with fresh secrets in files that only their owner reads.
"""

import secrets
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

import yaml
from aiohttp import web

from facilitator.assemble import Service
from facilitator.demo.outbox import MailSink
from facilitator.demo.synapse import Synapse, free_port
from facilitator.demo.viewer import viewer
from facilitator.demo.waiting import until
from facilitator.matrix.registration import registration
from facilitator.settings import Settings

SERVER_NAME = "demo.localhost"
MAIL_DOMAIN = "lists.demo.example"
ZONE = "Europe/Lisbon"


class Stage:
    """The demo's machinery. Use it as an asynchronous context."""

    def __init__(self, folder: Path, python: Path, speed: float) -> None:
        self.folder = folder
        self.speed = speed
        self.people: dict[str, str] = {}
        """Mail members' names by address, for the page that shows the mails."""
        self._secrets = {name: secrets.token_urlsafe(32) for name in ("as", "hs", "mail")}
        self._listen, self._web, self._smtp = free_port(), free_port(), free_port()
        registered = registration(
            "facilitator", f"http://127.0.0.1:{self._listen}", self._secrets["as"],
            self._secrets["hs"], SERVER_NAME,
        )  # fmt: skip
        self.synapse = Synapse(folder / "homeserver", python, SERVER_NAME, registration=registered)
        self.sink = MailSink("127.0.0.1", 0, folder / "outbox")
        self.service: Service | None = None
        self._stack = AsyncExitStack()
        self._viewer_port = free_port()

    @property
    def smtp(self) -> tuple[str, int]:
        """Where a mail to the service is handed in."""
        return "127.0.0.1", self._smtp

    @property
    def outbox(self) -> Path:
        """The Maildir of everything that was sent."""
        return self.folder / "outbox"

    @property
    def viewer(self) -> str:
        """Where the mails are shown."""
        return f"http://127.0.0.1:{self._viewer_port}/"

    @property
    def web(self) -> str:
        """Where the service's own pages are."""
        return f"http://127.0.0.1:{self._web}"

    async def __aenter__(self) -> Self:
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    async def _start(self) -> None:
        self._stack.push_async_callback(self.synapse.stop)
        await self.synapse.start()
        self._stack.push_async_callback(self.sink.stop)
        await self.sink.start()
        service = self.service = Service(self._settings())
        self._stack.push_async_callback(service.stop)
        await service.start()
        await until(service.ticker.may_ring.is_set, "the homeserver did not reach the service")
        await self._show_mails(service)

    def _settings(self) -> Settings:
        raw: dict[str, Any] = {
            "homeserver": {
                "url": self.synapse.url,
                "name": SERVER_NAME,
                "as_token": self._secrets["as"],
                "hs_token": self._secrets["hs"],
                "listen": {"host": "127.0.0.1", "port": self._listen},
            },
            "database": f"sqlite:///{self.folder / 'facilitator.db'}",
            "web": {"host": "127.0.0.1", "port": self._web},
            "public_url": self.web,
            "zone": ZONE,
            "time": {"speed": self.speed, "since": datetime.now(UTC).isoformat()},
            "mail": {
                "domain": MAIL_DOMAIN,
                "key": self._secrets["mail"],
                "outgoing": {"host": "127.0.0.1", "port": self.sink.port, "starttls": "no"},
                "inbound": {
                    "protocol": "smtp",
                    "host": "127.0.0.1",
                    "port": self._smtp,
                    "assume_trusted": True,
                },
            },
        }
        config = self.folder / "config.yaml"
        config.touch(mode=0o600)
        config.write_text(yaml.safe_dump(raw, sort_keys=False))
        return Settings.model_validate(raw)

    async def _show_mails(self, service: Service) -> None:
        app = web.Application()
        shown = viewer(self.outbox, self.people, self.smtp, now=service.clock.now)
        app.add_subapp("/outbox/", shown)

        async def front(_request: web.Request) -> web.StreamResponse:
            raise web.HTTPFound("/outbox/")

        app.router.add_get("/", front)
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        self._stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", self._viewer_port).start()
