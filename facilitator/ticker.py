"""Deadlines are data; this only looks at the clock and rings.

An alarm is a row that the desk wrote in the same commit as the state it belongs to. When it is due
it becomes an intake like any other, once, by its key. Nothing rings while we may be deaf: first the
homeserver must reach us, a sync must have brought what we missed, and the mail listener must have
been open for a while (design §5). APScheduler is the alarm clock: one date job, in memory.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Connection, func, select

from facilitator.clock import Clock, micros, moment
from facilitator.desk import Desk
from facilitator.failpoints import pass_by
from facilitator.intake import Outage, Ticked
from facilitator.postman import inner_body
from facilitator.store import UNAVAILABLE, Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once

log = structlog.get_logger()

HEARTBEAT = 10.0
"""Real seconds between two heartbeats: how exactly we know since when we were away."""

NOTICED = timedelta(seconds=60)
"""An absence shorter than this moves no deadline."""


CARD = "card:"
"""How the alarm of a calm card is named. It shows what is so already: no deadline hangs on it, and
nothing must have been heard before it rings."""


class Ticker:
    """Rings due alarms while ``may_ring`` is set."""

    def __init__(self, store: Store, clock: Clock, desk: Desk) -> None:
        self.store = store
        self.clock = clock
        self.desk = desk
        self.may_ring = asyncio.Event()
        self.barrier: Callable[[], Awaitable[bool]] = _always
        """Makes sure that everything said before now is in the inbox before a deadline fires."""
        self._look = asyncio.Event()
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    def look(self) -> None:
        """Say that alarms may have changed, or that the time has come."""
        self._look.set()

    async def run(self) -> None:
        """Ring until cancelled."""
        self._scheduler.start()
        try:
            while True:
                await self.may_ring.wait()
                self._look.clear()
                wait = await self._ring_due()
                self._set_alarm(wait)
                await self._look.wait()
        finally:
            self._scheduler.shutdown(wait=False)

    def _set_alarm(self, wait: float | None) -> None:
        """Wake the loop after ``wait`` real seconds (at least once a minute: clocks may jump)."""
        seconds = min(60.0, max(0.01, wait if wait is not None else 60.0))
        self._scheduler.add_job(
            self._look.set, "date", run_date=datetime.now(UTC) + timedelta(seconds=seconds),
            id="look", replace_existing=True, misfire_grace_time=None,
        )  # fmt: skip

    async def _ring_due(self) -> float | None:
        """Ring what is due; return the real seconds until the next alarm, None without any."""
        try:
            if await self.store.read(self._is_due) and not await self.barrier():
                return 1.0
            rang, upcoming = await self.store.write(self._ring)
        except UNAVAILABLE as trouble:
            log.warning("ticker.waits_for_database", reason=type(trouble.orig).__name__)
            return 1.0
        if rang:
            self.desk.ring()
        return None if upcoming is None else self.clock.seconds_until(upcoming)

    def _is_due(self, connection: Connection) -> bool:
        """Say whether a deadline is due; before one rings, everything said until now is heard."""
        deadlines = select(func.min(t.alarm.c.due_at)).where(~t.alarm.c.subject.startswith(CARD))
        first = connection.execute(deadlines).scalar()
        return first is not None and first <= micros(self.clock.now())

    def _ring(self, connection: Connection) -> tuple[int, datetime | None]:
        now = micros(self.clock.now())
        due = connection.execute(
            select(t.alarm, t.place.c.address)
            .outerjoin(t.place, t.place.c.id == t.alarm.c.place)
            .where(t.alarm.c.due_at <= now)
            .order_by(t.alarm.c.due_at)
        ).all()
        rows = [self._row(alarm, now) for alarm in due]
        pass_by("ticker.before_ring")
        if rows:
            insert_once(connection, t.inbox, rows)
        upcoming = connection.execute(
            select(func.min(t.alarm.c.due_at)).where(t.alarm.c.due_at > now)
        ).scalar()
        return len(rows), None if upcoming is None else moment(upcoming)

    def _row(self, alarm: Any, now: int) -> dict[str, Any]:
        """Return the intake of an alarm: one for its moment, and for every doubled minute after it.

        An alarm that still stands was rung in vain: the clock was set back before the desk took it,
        or a bug of ours shunted it. Without another ring its round would wait for ever.
        """
        again = ((now - alarm.due_at) // 60_000_000).bit_length()
        heard = Ticked(alarm.subject, moment(alarm.due_at))
        return {"key": f"due:{alarm.subject}:{alarm.due_at}:{again}", "ear": "inner",
                "place": alarm.address or alarm.place, "body": inner_body(heard),
                "said_at": alarm.due_at, "heard_at": now, "state": 0}  # fmt: skip


async def _always() -> bool:
    return True


def outage_rows(connection: Connection, since: datetime, until: datetime) -> list[dict[str, Any]]:
    """Return one intake for each alarm's subject that our absence touched (design §5)."""
    if until - since < NOTICED:
        return []
    touched = connection.execute(
        select(t.alarm, t.place.c.address).outerjoin(t.place, t.place.c.id == t.alarm.c.place)
    ).all()
    at = micros(until)
    return [
        {"key": f"outage:{alarm.subject}:{micros(since)}", "ear": "inner",
         "place": alarm.address or alarm.place, "body": inner_body(Outage(alarm.subject, since, until)),
         "said_at": at, "heard_at": at, "state": 0}
        for alarm in touched
    ]  # fmt: skip
