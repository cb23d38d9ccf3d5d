"""The schema: made by migrations, equal to the tables the code knows."""

import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from facilitator.store import Store
from facilitator.store.migrations import HEAD
from facilitator.store.tables import metadata


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    """An open store that had nothing to begin with, not even tables."""
    opened = Store(url)
    await opened.open()
    yield opened
    await opened.close()


async def test_from_nothing_to_the_newest(store: Store) -> None:
    """A new database has every table and stands at the newest revision."""

    def look(connection: Connection) -> tuple[set[str], str]:
        names = set(inspect(connection).get_table_names())
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        return names, str(revision)

    names, revision = await store.read(look)
    assert names == {table.name for table in metadata.sorted_tables} | {"alembic_version"}
    assert revision == HEAD


async def test_the_migrations_make_the_tables_the_code_knows(store: Store) -> None:
    """Nothing is left to generate between the migrated schema and ``tables.metadata``."""

    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, metadata))

    assert await store.read(differences) == []


async def test_opening_again_changes_nothing(store: Store, url: str) -> None:
    """A database that is up to date is opened as it is, and keeps what it holds."""
    await store.write(lambda c: c.execute(text("INSERT INTO lane (id, seq) VALUES ('a', 7)")))
    again = Store(url)
    await again.open()
    try:
        found = await again.read(lambda c: c.execute(text("SELECT seq FROM lane")).scalar_one())
    finally:
        await again.close()
    assert found == 7


async def test_a_sqlite_file_is_ours_alone(tmp_path: Path) -> None:
    """The file and its folder are made, and nobody else may read the file."""
    path = tmp_path / "deep" / "books.db"
    store = Store(f"sqlite:///{path}")
    await store.open()
    await store.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_sqlite_keeps_what_it_acknowledged(tmp_path: Path) -> None:
    """Every connection is durable over a power cut: WAL with synchronous=FULL (SQLite's pragma 2)."""
    store = Store(f"sqlite:///{tmp_path}/books.db")
    await store.open()
    try:
        for look in (store.write, store.read):
            mode = await look(lambda c: c.execute(text("PRAGMA journal_mode")).scalar())
            sync = await look(lambda c: c.execute(text("PRAGMA synchronous")).scalar())
            assert (mode, sync) == ("wal", 2)
    finally:
        await store.close()
