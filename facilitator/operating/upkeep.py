"""What the running service does for its operator: daily housekeeping, rows put back, health, figures."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from facilitator.clock import Clock
from facilitator.operating import erasing, metrics
from facilitator.operating.housekeeping import keep_house
from facilitator.operating.outbox import watch
from facilitator.store import Store
from facilitator.store.ledger import Row

T = TypeVar("T")

PATIENCE = 5.0
"""Real seconds after which a database that gives no answer counts as away."""


class Upkeep:
    """The operator's part of the service. ``take`` is the postman's, ``ready`` the ticker's word,
    ``ring`` the desk's bell."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        take: Callable[[list[Row]], None],
        ready: Callable[[], bool],
        strange: Callable[[], int],
        more: dict[str, str] | None = None,
        ring: Callable[[], None] = lambda: None,
    ) -> None:
        self.store = store
        self.clock = clock
        self.take = take
        self.ready = ready
        self.strange = strange
        self.more = more or {}
        self.ring = ring

    def loops(self) -> list[Coroutine[Any, Any, None]]:
        """Return what has to run beside the desk, until cancelled."""
        return [
            keep_house(self.store, self.clock),
            watch(self.store, self.take),
            erasing.watch(self.store, self.ring),
        ]

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of health and figures (contract §10)."""
        return [*self.health(), web.get("/metrics", self._metrics)]

    def health(self) -> list[web.RouteDef]:
        """Return the routes of health alone, for doors that the public may reach."""
        return [web.get("/health/live", self._live), web.get("/health/ready", self._ready)]

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        """Ready is: the homeserver reaches us and the database answers. Green must mean working."""
        reason = "ready" if self.ready() else "waiting for the homeserver"
        if await self._asked(_anything) is None:
            reason = "waiting for the database"
        good = reason == "ready"
        body = {"ready": good, "reason": reason, **self.more}
        return web.json_response(body, status=200 if good else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        found = await self._asked(lambda c: metrics.figures(c, self.clock))
        if found is None:
            return web.Response(status=503, text="# the database does not answer\n")
        text = metrics.page(found, self.strange(), self.ready())
        return web.Response(body=text.encode(), headers={"Content-Type": metrics.CONTENT_TYPE})

    async def _asked(self, question: Callable[[Connection], T]) -> T | None:
        """Return the database's answer, None when there is none in time."""
        try:
            async with asyncio.timeout(PATIENCE):
                return await self.store.read(question)
        except (SQLAlchemyError, OSError, TimeoutError):
            return None


def _anything(connection: Connection) -> int:
    return int(connection.execute(select(1)).scalar_one())
