"""The composition root: settings → store, desk, media, postman, ticker, doors. The only place that
knows every part; it names the bridges."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import structlog
from aiohttp import web
from sqlalchemy import select

from bridges import BRIDGES
from facilitator.clock import Clock, SystemClock
from facilitator.core.formats.format import Format
from facilitator.core.notices import Assistant
from facilitator.desk import Desk
from facilitator.failpoints import pass_by
from facilitator.formats.bench import Bench
from facilitator.formats.folder import dropped, shelf
from facilitator.hearing import Hearing
from facilitator.hosting import receive, refuse
from facilitator.hosting.inner import hear_inner
from facilitator.matrix.gateway import Gateway
from facilitator.matrix.inbound import hear
from facilitator.matrix.medium import MatrixMedium
from facilitator.matrix.receiving import Receiving
from facilitator.matrix.reconciling import Reconciling
from facilitator.matrix.registration import SILENT
from facilitator.matrix.server import MAX_BODY, AppServiceDoor
from facilitator.medium import Medium
from facilitator.operating.calendars import Calendars
from facilitator.operating.upkeep import Upkeep
from facilitator.playhouse import Playhouse
from facilitator.postman import Postman
from facilitator.settings import Settings
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.ticker import Ticker
from facilitator.visit import Ear, House
from facilitator.wording import Wording

log = structlog.get_logger()


ORDER_PATIENCE = 20.0
"""Real seconds for which the desk waits at the start for the stream to be read to its head."""


class Service:
    """The running service. ``start`` returns when it is ready; ``stop`` leaves nothing half done."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        self.settings = settings
        hs = settings.homeserver
        self.clock = clock or SystemClock(settings.time.speed, settings.time.since)
        self.store = Store(settings.database)
        self.wording = Wording(settings.language)
        self.mail = BRIDGES["mail"](
            settings, self.store, self.clock, self.wording, lambda: self.desk.ring()
        )
        self.house = House(
            hs.name, self.wording, settings.tz, settings.may_create,
            self.mail.house if self.mail else None, formats=_dropped(settings),
            open_proposals=settings.open_proposals,
        )  # fmt: skip
        self.gateway = Gateway(hs.url, hs.name, hs.appservice, hs.as_token.get_secret_value())
        media: dict[str, Medium] = {
            "matrix": MatrixMedium(self.gateway),
            "bench": Bench(lambda: shelf(settings.formats)),
            "playhouse": Playhouse(self.house, receive),
        }
        ears: dict[str, Ear] = {"matrix": hear, "inner": hear_inner}
        if self.mail:
            media["mail"], ears["mail"] = self.mail.medium, self.mail.ear
        self.postman = Postman(self.store, self.clock, media, lambda: self.desk.ring())
        self.desk = Desk(self.store, self.clock, self.house, ears, receive, refuse, self.postman)
        self.ticker = Ticker(self.store, self.clock, self.desk)
        self.desk.after_commit = self.ticker.look
        self.receiving = Receiving(self.store, self.clock, self.house.is_ours, self.desk.ring)
        reconciling = Reconciling(self.gateway, self.receiving, Assistant.FACILITATOR)
        self.hearing = Hearing(
            self.gateway, reconciling, self.store, self.clock, self.ticker, self.desk.ring,
            settings.time.settle if settings.mail else 0.0,
        )  # fmt: skip
        self.ticker.barrier = self.hearing.barrier
        token = hs.hs_token.get_secret_value()
        self.door = AppServiceDoor(token, self.receiving.push, self._knows_user)
        self.upkeep = Upkeep(
            self.store, self.clock, self.postman.take, self.ticker.may_ring.is_set,
            lambda: self.receiving.strange, {"mail": "on" if self.mail else "off"}, self.desk.ring,
        )  # fmt: skip
        self.calendars = Calendars(self.store, self.clock, self.wording, hs.name)
        self._runners: list[web.AppRunner] = []
        self._tasks: list[asyncio.Task[Any]] = []

    # -- start and stop -------------------------------------------------------------------------

    async def start(self) -> None:
        """Open the books, then the ears, then the mouth: what is said meanwhile is kept."""
        await self.store.open()
        pass_by("start.migrated")
        await self.gateway.open()
        await self._serve()
        if self.mail:
            await self.mail.start([*self.upkeep.health(), *self.calendars.routes()])
            self._spawn(self.mail.run())
        await self.postman.load()
        self._spawn(self._take(), self.postman.run(), self.ticker.run(), self.hearing.run())
        self._spawn(*self.upkeep.loops())
        pass_by("start.ready")

    async def _take(self) -> None:
        """Let the desk begin once what was said while we were away stands in its order."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ORDER_PATIENCE):
                await self.hearing.caught_up.wait()
        await self.desk.run()

    async def stop(self) -> None:
        """Close the ears, finish what is in hand, close the books."""
        pass_by("stop.begun")
        for runner in self._runners:
            await runner.cleanup()
        if self.mail:
            await self.mail.stop_listening()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.postman.stop()
        if self.mail:
            await self.mail.stop()
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
        app.add_routes(self.upkeep.routes())
        runner = web.AppRunner(app, access_log=None, handle_signals=False)
        await runner.setup()
        self._runners.append(runner)
        listen = self.settings.homeserver.listen
        await web.TCPSite(runner, listen.host, listen.port).start()

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


def _dropped(settings: Settings) -> Mapping[str, Format]:
    """Return the operator's own formats; those with mistakes are left out, and the log says so."""
    found, mistakes = dropped(settings.formats)
    for line in mistakes:
        log.warning("formats.left_out", mistake=line)
    return found


def _tell_end(task: asyncio.Task[Any]) -> None:
    """A loop that ends by itself is a bug an operator must see."""
    if not task.cancelled() and task.exception() is not None:
        log.error("service.loop_ended", exc_info=task.exception())
