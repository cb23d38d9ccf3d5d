"""The store: one database, one pen.

``writing`` gives the one who writes a transaction of their own; on SQLite there is one writer at a
time by design (``BEGIN IMMEDIATE`` under a lock of ours, so that nobody waits in SQLite's own
polling). What is inside ``run`` is plain, synchronous code: SQLAlchemy carries each statement over
to the asynchronous driver, so that the desk reads like the practice it serves.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from facilitator.store.tables import metadata

T = TypeVar("T")


class Store:
    """A database, by URL. ``open`` before use, ``close`` after."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine: AsyncEngine = _engine(self.url.render_as_string(hide_password=False))
        self._pen = asyncio.Lock()
        self._writer: AsyncConnection | None = None

    async def open(self) -> None:
        """Bring the schema up to date; raises ``sqlalchemy.exc.SQLAlchemyError`` if it cannot."""
        self._make_file()
        async with self.engine.connect() as connection:
            await connection.run_sync(migrate)
            await connection.commit()

    def _make_file(self) -> None:
        """Make a SQLite file that only we may read, before SQLite would make one that all may."""
        if self.is_sqlite and self.url.database and self.url.database != ":memory:":
            path = Path(self.url.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)

    async def close(self) -> None:
        """Finish the write under way and let go of the database."""
        async with self._pen:
            if self._writer is not None:
                await self._writer.close()
                self._writer = None
        await self.engine.dispose()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Hold the pen: one transaction, committed at the end, rolled back on any exception."""
        async with self._pen:
            if self._writer is None or self._writer.closed or self._writer.invalidated:
                self._writer = await self.engine.connect()
            try:
                async with self._writer.begin():
                    yield self._writer
            except BaseException:
                writer, self._writer = self._writer, None
                await asyncio.shield(writer.close())
                raise

    async def write(self, do: Callable[[Connection], T]) -> T:
        """Run ``do`` in one transaction and return what it returns."""
        async with self.writing() as connection:
            return await connection.run_sync(do)

    async def read(self, do: Callable[[Connection], T]) -> T:
        """Run ``do`` on a connection of its own that sees what is committed."""
        async with self.engine.connect() as connection:
            return await connection.run_sync(do)


def migrate(connection: Connection) -> None:
    """Create or upgrade the schema to the newest revision (Alembic, batch mode on SQLite)."""
    from facilitator.store.migrations import upgrade

    upgrade(connection, metadata)


def _engine(url: str) -> AsyncEngine:
    engine = create_async_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if url.startswith("sqlite"):
        _teach_sqlite(engine)
    return engine


def _teach_sqlite(engine: AsyncEngine) -> None:
    """Make SQLite durable and let us, not the driver, say when a transaction begins."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection, _record) -> None:  # type: ignore[no-untyped-def]
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000",
                       "foreign_keys=ON"):  # fmt: skip
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
