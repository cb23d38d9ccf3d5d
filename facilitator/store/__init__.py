"""The store: one database, one pen.

What is given to ``write`` and ``read`` is plain, synchronous code, so that the desk reads like the
practice it serves. On SQLite it runs in a thread: one walk there and back for a whole transaction,
where an asynchronous driver walks for every statement (at a hundred events a second that walking
cost four times more than the work). One thread holds the pen, so nobody waits in SQLite's own
polling. On PostgreSQL SQLAlchemy carries each statement over to asyncpg.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from facilitator.store.tables import metadata

T = TypeVar("T")

UNAVAILABLE = (OperationalError, InterfaceError)
"""The database is away, locked or full: waited for. Any other database error is a bug of ours."""

READERS = 4
"""Reads at once on SQLite: they are short, and see what is committed without waiting for the pen."""


DURABLE = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "foreign_keys=ON")
"""How every connection to SQLite begins: what was committed outlives a power cut."""


class Store:
    """A database, by URL. ``open`` before use, ``close`` after.

    ``pragmas`` are for SQLite alone.
    """

    def __init__(self, url: str, pragmas: Sequence[str] = DURABLE) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._books: _Books = _Sqlite(self.url, pragmas) if self.is_sqlite else _Postgres(self.url)

    async def open(self) -> None:
        """Bring the schema up to date; raises ``sqlalchemy.exc.SQLAlchemyError`` if it cannot."""
        self._make_file()
        await self.write(migrate)

    def _make_file(self) -> None:
        """Make a SQLite file that only we may read, before SQLite would make one that all may."""
        if self.is_sqlite and self.url.database and self.url.database != ":memory:":
            path = Path(self.url.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)

    async def close(self) -> None:
        """Finish the write under way and let go of the database."""
        await self._books.close()

    async def write(self, do: Callable[[Connection], T]) -> T:
        """Run ``do`` in one transaction and return what it returns; any exception rolls it back.

        Whoever is cancelled while waiting for it does not know whether it was committed.
        """
        return await self._books.write(do)

    async def read(self, do: Callable[[Connection], T]) -> T:
        """Run ``do`` on a connection of its own that sees what is committed."""
        return await self._books.read(do)


def migrate(connection: Connection) -> None:
    """Create or upgrade the schema to the newest revision (Alembic, batch mode on SQLite)."""
    from facilitator.store.migrations import upgrade

    upgrade(connection, metadata)


class _Books(Protocol):
    """What a kind of database has to be able to do."""

    async def write(self, do: Callable[[Connection], T]) -> T: ...

    async def read(self, do: Callable[[Connection], T]) -> T: ...

    async def close(self) -> None: ...


class _Sqlite:
    """Transactions run in threads: one writes, a few read."""

    def __init__(self, url: URL, pragmas: Sequence[str]) -> None:
        self._reading = create_engine(
            url.set(drivername="sqlite"), pool_size=READERS + 1, hide_parameters=True
        )
        _teach_sqlite(self._reading, pragmas)
        # Only the writer's transactions begin by taking the lock; readers never wait for it.
        self._writing = self._reading.execution_options(begin="BEGIN IMMEDIATE")
        self._page: Connection | None = None  # the connection under the pen
        self._pen = ThreadPoolExecutor(1, "pen")
        self._eyes = ThreadPoolExecutor(READERS, "eyes")

    async def write(self, do: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pen, self._written, do)

    async def read(self, do: Callable[[Connection], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._eyes, self._seen, do)

    def _written(self, do: Callable[[Connection], T]) -> T:
        """Write on the one page, which stays open: taking a new one costs as much as a question."""
        self._page = self._page or self._writing.connect()
        try:
            with self._page.begin():
                return do(self._page)
        except BaseException:
            self._turn_page()  # whatever state it is in, the next transaction has a clean one
            raise

    def _turn_page(self) -> None:
        page, self._page = self._page, None
        if page is not None:
            page.close()

    def _seen(self, do: Callable[[Connection], T]) -> T:
        with self._reading.begin() as connection:
            return do(connection)

    async def close(self) -> None:
        loop = asyncio.get_running_loop()
        for threads in (self._eyes, self._pen):
            await loop.run_in_executor(None, threads.shutdown)
        self._turn_page()
        self._reading.dispose()


class _Postgres:
    """Transactions run on the loop; one of ours writes at a time."""

    def __init__(self, url: URL) -> None:
        from sqlalchemy.ext.asyncio import create_async_engine  # late: SQLite needs none of it

        self._engine = create_async_engine(url, pool_pre_ping=True, hide_parameters=True)
        self._pen = asyncio.Lock()

    async def write(self, do: Callable[[Connection], T]) -> T:
        with _in_one_word():
            async with self._pen, self._engine.begin() as connection:
                return await connection.run_sync(do)

    async def read(self, do: Callable[[Connection], T]) -> T:
        with _in_one_word():
            async with self._engine.connect() as connection:
                return await connection.run_sync(do)

    async def close(self) -> None:
        async with self._pen:
            await self._engine.dispose()


_AWAY = ("08", "40", "53", "57")
"""Classes of SQLSTATE that pass by themselves: connection, rollback, resources, operator."""


@contextmanager
def _in_one_word() -> Iterator[None]:
    """Say ``OperationalError`` for a PostgreSQL that is away, however asyncpg puts it.

    Nobody at the port is an ``OSError``; one that starts or stops has an error class of its own,
    which SQLAlchemy passes on bare while connecting and as a plain ``DBAPIError`` after that.
    """
    try:
        yield
    except UNAVAILABLE:
        raise
    except OSError as nobody:
        raise OperationalError("", None, nobody) from nobody
    except Exception as trouble:
        orig = trouble.orig if isinstance(trouble, DBAPIError) else trouble
        gone = isinstance(trouble, DBAPIError) and trouble.connection_invalidated
        if gone or str(getattr(orig, "sqlstate", None) or "").startswith(_AWAY):
            raise OperationalError("", None, orig or trouble) from trouble
        raise


def _teach_sqlite(engine: Engine, pragmas: Sequence[str]) -> None:
    """Begin each connection with ``pragmas``, and let us, not the driver, say when a transaction begins."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
