"""The composition root: settings → store, desk, media, postman, ticker, doors. The only place that
knows every part; it names the bridges."""

import asyncio
import contextlib
from datetime import datetime
from typing import Any

import structlog
from aiohttp import web
from sqlalchemy import Connection, delete, insert, select

from facilitator.clock import Clock, SystemClock, micros, moment
from facilitator.core.notices import Assistant
from facilitator.desk import Desk, Ear
from facilitator.failpoints import pass_by
from facilitator.hosting import receive
from facilitator.hosting.inner import hear_inner
from facilitator.matrix.gateway import Denied, Gateway, Unavailable
from facilitator.matrix.inbound import hear
from facilitator.matrix.medium import MatrixMedium
from facilitator.matrix.receiving import Receiving
from facilitator.matrix.reconciling import Reconciling
from facilitator.matrix.server import MAX_BODY, AppServiceDoor
from facilitator.medium import Medium
from facilitator.postman import Postman
from facilitator.settings import Settings
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from facilitator.ticker import HEARTBEAT, Ticker, outage_rows
from facilitator.visit import House
from facilitator.wording import Wording

log = structlog.get_logger()

SILENT = "_fac_sender"
"""The registration's own user: it never speaks (matrix.md D1)."""

QUIET = 60.0
"""Real seconds of idleness after which a sync looks whether a push was lost."""


class Service:
    """The running service. ``start`` returns when it is ready; ``stop`` leaves nothing half done."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        hs = settings.homeserver
        self.clock = clock or SystemClock(settings.time.speed, settings.time.since)
        self.store = Store(settings.database)
        self.wording = Wording(settings.language)
        self.house = House(hs.name, self.wording, settings.tz, settings.may_create)
        self.gateway = Gateway(hs.url, hs.name, hs.appservice, hs.as_token.get_secret_value())
        media: dict[str, Medium] = {"matrix": MatrixMedium(self.gateway)}
        ears: dict[str, Ear] = {"matrix": hear, "inner": hear_inner}
        self.postman = Postman(self.store, self.clock, media, lambda: self.desk.ring())
        self.desk = Desk(self.store, self.clock, self.house, ears, receive, self.postman)
        self.ticker = Ticker(self.store, self.clock, self.desk)
        self.desk.after_commit = self.ticker.look
        self.receiving = Receiving(self.store, self.clock, self.house.is_ours, self.desk.ring)
        self.reconciling = Reconciling(self.gateway, self.receiving, Assistant.FACILITATOR)
        token = hs.hs_token.get_secret_value()
        self.door = AppServiceDoor(token, self.receiving.push, self._knows_user)
        self._runners: list[web.AppRunner] = []
        self._tasks: list[asyncio.Task[Any]] = []
        self._deaf_since: datetime | None = None

    # -- start and stop -------------------------------------------------------------------------

    async def start(self) -> None:
        """Open the books, then the ears, then the mouth: what is said meanwhile is kept."""
        await self.store.open()
        pass_by("start.migrated")
        self._deaf_since = await self.store.read(_last_heartbeat)
        await self.gateway.open()
        await self._serve()
        await self.postman.load()
        self._spawn(self.desk.run(), self.postman.run(), self.ticker.run(), self._listen())
        pass_by("start.ready")

    async def stop(self) -> None:
        """Close the ears, finish what is in hand, close the books."""
        pass_by("stop.begun")
        for runner in self._runners:
            await runner.cleanup()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.postman.stop()
        await self.gateway.close()
        await self.store.close()

    def _spawn(self, *loops: Any) -> None:
        for loop in loops:
            task = asyncio.create_task(loop)
            task.add_done_callback(_tell_end)
            self._tasks.append(task)

    async def _serve(self) -> None:
        app = web.Application(client_max_size=MAX_BODY)
        app.add_routes(self.door.routes())
        app.add_routes([web.get("/health/live", self._live), web.get("/health/ready", self._ready)])
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        self._runners.append(runner)
        listen = self.settings.homeserver.listen
        await web.TCPSite(runner, listen.host, listen.port).start()

    # -- hearing well ---------------------------------------------------------------------------

    async def _listen(self) -> None:
        """Keep in touch with the homeserver: be known, reachable, miss nothing; then let time pass."""
        await self._until(self._introduce)
        await self._until(self._catch_up)
        await self._settle()
        self.ticker.may_ring.set()
        beat = asyncio.create_task(self._beat())
        try:
            while True:
                await asyncio.sleep(QUIET)
                await self._until(self._catch_up)
        finally:
            beat.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await beat

    async def _until(self, do: Any) -> None:
        """Try until the homeserver is there; a plain no is told, and tried again too."""
        pause = 0.25
        while True:
            try:
                await do()
                return
            except (Unavailable, Denied) as trouble:
                self.ticker.may_ring.clear()
                log.warning("homeserver.waits", reason=str(trouble))
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5)

    async def _introduce(self) -> None:
        for assistant in Assistant:
            await self.gateway.register(assistant)
            await self.gateway.set_name(assistant, assistant.capitalize())

    async def _catch_up(self) -> None:
        """Be pinged back (the homeserver then empties its queue), and read what it never pushed."""
        await self.gateway.ping()
        await self.reconciling.catch_up()
        if self._deaf_since is not None or not self.ticker.may_ring.is_set():
            await self._give_time_back()

    async def _give_time_back(self) -> None:
        since, self._deaf_since = self._deaf_since, None
        until = self.clock.now()
        if since is not None:
            rows = await self.store.write(lambda c: _file_outage(c, since, until))
            if rows:
                log.info("outage.given_back", rounds=rows)
                self.desk.ring()

    async def _settle(self) -> None:
        """After an absence, listen for a while before any deadline fires (no longer than it lasted)."""
        last = await self.store.read(_last_heartbeat)
        if last is not None and self.settings.mail is not None:
            away = (self.clock.now() - last).total_seconds()
            await asyncio.sleep(min(self.settings.time.settle, max(0.0, away)))

    async def _beat(self) -> None:
        while True:
            await self.store.write(lambda c: _beat(c, self.clock.now()))
            await asyncio.sleep(HEARTBEAT)

    # -- answering ------------------------------------------------------------------------------

    async def _knows_user(self, user: str) -> bool:
        """Say whether one of our users exists: assistants always, ghosts when a member has one."""
        if not self.house.is_ours(user):
            return False
        localpart = user.partition(":")[0][1:]
        if localpart in set(Assistant) or localpart == SILENT:
            return True
        found = await self.store.read(
            lambda c: c.execute(select(t.member.c.id).where(t.member.c.ghost == localpart)).first()
        )
        return found is not None

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        ready = self.ticker.may_ring.is_set()
        reason = "ready" if ready else "waiting for the homeserver"
        return web.json_response({"ready": ready, "reason": reason}, status=200 if ready else 503)


def _tell_end(task: asyncio.Task[Any]) -> None:
    """A loop that ends by itself is a bug an operator must see."""
    if not task.cancelled() and task.exception() is not None:
        log.error("service.loop_ended", exc_info=task.exception())


def _last_heartbeat(connection: Connection) -> datetime | None:
    value = connection.execute(
        select(t.bookmark.c.value).where(t.bookmark.c.name == "heartbeat")
    ).scalar()
    return None if value is None else moment(int(value))


def _beat(connection: Connection, now: datetime) -> None:
    connection.execute(delete(t.bookmark).where(t.bookmark.c.name == "heartbeat"))
    connection.execute(insert(t.bookmark).values(name="heartbeat", value=str(micros(now))))


def _file_outage(connection: Connection, since: datetime, until: datetime) -> int:
    rows = outage_rows(connection, since, until)
    if rows:
        insert_once(connection, t.inbox, rows)
    return len(rows)
