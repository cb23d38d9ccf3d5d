"""One set of tests, two databases; and a desk without a network."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from facilitator.clock import SetClock, micros
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from tests.lab.once import blank_books

ONLY_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""For what only SQLite has: one lock on the whole database, a bound on its pages."""

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of either kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/books.db"
    found: str = request.getfixturevalue("postgres_url")
    return found


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An open store with the newest schema and nothing in it."""
    file = url.removeprefix("sqlite:///")
    opened = Store(url) if file == url else blank_books(Path(file))
    await opened.open()
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands still at noon."""
    return SetClock(NOON)


def said(n: int, body: str = "", place: str = "!a:lab.test") -> dict[str, Any]:
    """An inbox row that the plain ear reads as said by Ana."""
    at = micros(NOON)
    return {"key": f"plain:{n}", "ear": "plain", "place": place,
            "body": (body or f"word {n}").encode(), "said_at": at, "heard_at": at,
            "state": 0}  # fmt: skip


async def put(store: Store, *rows: dict[str, Any]) -> None:
    """Commit rows to the inbox."""
    await store.write(lambda c: insert_once(c, t.inbox, list(rows)))


async def rows_of(store: Store, table: Any, *order: Any) -> list[Any]:
    """Every row of a table, in order."""

    def every(connection: Connection) -> list[Any]:
        return list(connection.execute(select(table).order_by(*order)).all())

    return await store.read(every)
