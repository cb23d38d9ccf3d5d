"""``facilitator backup``: a copy of the database, taken while the service runs."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.engine import make_url

from facilitator.operating.books import NoBooks, sqlite_file
from facilitator.settings import Settings


class NoCopy(Exception):
    """No copy was made; the message is one line for the operator."""


def copy(settings: Settings, to: Path) -> int:
    """Copy the SQLite database into a new file that only we may read; return its size in bytes.

    SQLite's online backup: the copy is of one moment, and the service is not held up. Raises
    ``NoBooks`` and ``NoCopy``; then nothing is left behind.
    """
    url = make_url(settings.database)
    file = sqlite_file(url)
    if file is None:
        shown = url.set(drivername="postgresql", password=None).render_as_string()
        raise NoCopy(
            f"The database is PostgreSQL: use pg_dump --format=custom --file={to} '{shown}'"
        )
    if not file.is_file():
        raise NoBooks(f"There is no database at {file} yet.")
    try:
        to.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise NoCopy(f"{to} is there already; name a new file.") from None
    except OSError as trouble:
        raise NoCopy(f"{to} cannot be written: {trouble.strerror}.") from None
    try:
        _copy(file, to)
    except BaseException as trouble:
        to.unlink(missing_ok=True)
        if isinstance(trouble, sqlite3.Error | OSError):
            raise NoCopy(f"The copy failed: {trouble}") from None
        raise
    return to.stat().st_size


def _copy(file: Path, to: Path) -> None:
    source = sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True, timeout=30)
    target = sqlite3.connect(to)
    try:
        source.backup(target)
        # One file, whole in itself: the copy must not need a log beside it.
        target.execute("PRAGMA journal_mode=DELETE")
    finally:
        target.close()
        source.close()
    with to.open("rb") as written:
        os.fsync(written.fileno())
