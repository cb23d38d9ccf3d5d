"""The database as an operator's command finds it: looked at, never made and never migrated."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from facilitator.settings import Settings
from facilitator.store import Store
from facilitator.store.migrations import HEAD


class NoBooks(Exception):
    """There is no database to look at; the message is one line for the operator."""


@asynccontextmanager
async def books(settings: Settings) -> AsyncIterator[Store]:
    """Give the service's database, of this version's schema; the service may be running.

    Raises ``NoBooks`` when there is none, it cannot be opened, or its schema is another.
    """
    file = sqlite_file(make_url(settings.database))
    if file is not None and not file.is_file():
        raise NoBooks(f"There is no database at {file} yet: `facilitator serve` makes it.")
    store = Store(settings.database)
    try:
        found = await store.read(revision)
        if found != HEAD:
            raise NoBooks(
                f"The database has schema {found or 'none'}, this version needs {HEAD}: "
                "start the service once to upgrade it."
            )
        yield store
    except (SQLAlchemyError, OSError) as trouble:
        raise NoBooks(f"The database cannot be read: {reason(trouble)}") from None
    finally:
        await store.close()


def revision(connection: Connection) -> str | None:
    """Return the schema's revision (Alembic's own table), or None in an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def sqlite_file(url: URL) -> Path | None:
    """Return the file of a SQLite database, None for one in memory or another kind."""
    is_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if is_file else None


def reason(trouble: BaseException) -> str:
    """Return a driver's trouble without statements or values, which may hold people's words."""
    first = getattr(trouble, "orig", None) or trouble
    said = str(getattr(first, "strerror", None) or first).partition("\n")[0]
    return f"{type(first).__name__}: {said}"[:200]
