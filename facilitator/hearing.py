"""Hearing well: being known to the homeserver, reached by it, and missing nothing it forgot to push.

No deadline may fire while we could be deaf. So before anything rings we are pinged back and read the
stream to its head (``barrier``); and when we were deaf for a while — stopped, or cut off from the
homeserver — every deadline that this touched is moved later by as much, and people are told (design
§5). The heartbeat in the books says since when.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, delete, insert, select

from facilitator.clock import Clock, micros, moment
from facilitator.core.notices import Assistant
from facilitator.matrix.gateway import Denied, Gateway, Unavailable
from facilitator.matrix.portraits import portrait
from facilitator.matrix.reconciling import Reconciling
from facilitator.store import UNAVAILABLE, Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from facilitator.ticker import HEARTBEAT, Ticker, outage_rows

log = structlog.get_logger()

CUT_OFF = (Unavailable, Denied, *UNAVAILABLE)
"""What keeps us from hearing: the homeserver, or the database that what we hear is written to."""

QUIET = 60.0
"""Real seconds between two looks whether a push was lost."""


class Hearing:
    """Keeps in touch with the homeserver, and gives back the time in which we could not hear."""

    def __init__(
        self,
        gateway: Gateway,
        reconciling: Reconciling,
        store: Store,
        clock: Clock,
        ticker: Ticker,
        ring: Callable[[], None],
        settle: float,
    ) -> None:
        self.gateway = gateway
        self.reconciling = reconciling
        self.store = store
        self.clock = clock
        self.ticker = ticker
        self.ring = ring
        self.settle = settle
        self.caught_up = asyncio.Event()
        """Set once the stream was read to its head for the first time."""
        self._is_deaf = asyncio.Event()
        self._deaf_since: datetime | None = None

    async def run(self) -> None:
        """Come into touch, let time pass, and stay in touch until cancelled."""
        self._deaf_since = await self.store.read(last_heartbeat)
        was_away = self._deaf_since is not None
        if was_away:  # known already: what was said meanwhile comes first
            await self._until(self._catch_up)
        await self._until(self._introduce)
        await self._until(self._catch_up)
        if was_away:
            await self._listen_for_mail()
        await self._until(self._give_time_back)
        self.ticker.may_ring.set()
        beat = asyncio.create_task(self._beat())
        try:
            while True:
                await self._quiet()
                await self._until(self._catch_up)
                await self._until(self._give_time_back)
                self.ticker.may_ring.set()
        finally:
            beat.cancel()
            await asyncio.wait([beat])

    async def _quiet(self) -> None:
        """Let time pass until the next look; a barrier that found us deaf calls for it at once."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(QUIET):
                await self._is_deaf.wait()

    async def barrier(self) -> bool:
        """Read the stream to its head; say whether that succeeded, so that deadlines may fire."""
        try:
            await self._catch_up()
            if self._deaf_since is None:
                return True
            await self._give_time_back()
        except CUT_OFF as trouble:
            self._went_deaf(trouble)
        return False  # what was due may be due later now: look again

    # -- being in touch -------------------------------------------------------------------------

    async def _until(self, do: Callable[[], Awaitable[None]]) -> None:
        """Try until homeserver and database are there; a plain no is told, and tried again too."""
        pause = 0.25
        while True:
            try:
                await do()
                return
            except CUT_OFF as trouble:
                self._went_deaf(trouble)
                await asyncio.sleep(pause)
                # Slowly: after we died, a homeserver first has to lose each connection to us that it
                # still keeps, one by every try (seen: up to six).
                pause = min(pause * 1.5, 5)

    def _went_deaf(self, trouble: Exception) -> None:
        self._is_deaf.set()
        if self.ticker.may_ring.is_set():
            self._deaf_since = self._deaf_since or self.clock.now()
        self.ticker.may_ring.clear()
        if isinstance(trouble, UNAVAILABLE):
            log.warning("hearing.waits_for_database", reason=type(trouble.orig).__name__)
        else:
            log.warning("homeserver.waits", reason=str(trouble))

    async def _introduce(self) -> None:
        for assistant in Assistant:
            await self.gateway.register(assistant)
            await self.gateway.set_name(assistant, assistant.capitalize())
            await self._be_seen(assistant)

    async def _be_seen(self, assistant: Assistant) -> None:
        """A portrait is a kindness: a homeserver without room for one is worked with all the same."""
        try:
            await self.gateway.set_portrait(assistant, portrait(assistant))
        except (Unavailable, Denied) as trouble:
            log.info("portrait.not_set", assistant=assistant.value, reason=str(trouble))

    async def _catch_up(self) -> None:
        """Be pinged back (the homeserver then empties its queue), and read what it never pushed."""
        try:
            await self.gateway.ping()
        except Denied as no:
            if no.status != 404:  # a homeserver from before pings; sync brings what is missing
                raise
        await self.reconciling.catch_up()
        self.caught_up.set()
        self._is_deaf.clear()

    async def _listen_for_mail(self) -> None:
        """After an absence leave the mail listener open for a while, no longer than we were away."""
        if self._deaf_since is not None:
            away = (self.clock.now() - self._deaf_since).total_seconds()
            await asyncio.sleep(min(self.settle, max(0.0, away)))

    # -- time -----------------------------------------------------------------------------------

    async def _give_time_back(self) -> None:
        since, until = self._deaf_since, self.clock.now()
        if since is None:
            return
        moved = await self.store.write(lambda c: _file_outage(c, since, until))
        self._deaf_since = None  # only now: what could not be written is not given back yet
        if moved:
            log.info(
                "outage.given_back", alarms=moved, seconds=(until - since) // timedelta(seconds=1)
            )
            self.ring()

    async def _beat(self) -> None:
        while True:
            if self.ticker.may_ring.is_set():
                await self._write_heartbeat()
            await asyncio.sleep(HEARTBEAT)

    async def _write_heartbeat(self) -> None:
        try:
            await self.store.write(lambda c: _write_heartbeat(c, self.clock.now()))
        except UNAVAILABLE as trouble:
            log.warning("heartbeat.waits_for_database", reason=type(trouble.orig).__name__)


def last_heartbeat(connection: Connection) -> datetime | None:
    """Return when we last heard well, or None if the books are new."""
    value: Any = connection.execute(
        select(t.bookmark.c.value).where(t.bookmark.c.name == "heartbeat")
    ).scalar()
    return None if value is None else moment(int(value))


def _write_heartbeat(connection: Connection, now: datetime) -> None:
    connection.execute(delete(t.bookmark).where(t.bookmark.c.name == "heartbeat"))
    connection.execute(insert(t.bookmark).values(name="heartbeat", value=str(micros(now))))


def _file_outage(connection: Connection, since: datetime, until: datetime) -> int:
    rows = outage_rows(connection, since, until)
    if rows:
        insert_once(connection, t.inbox, rows)
    return len(rows)
