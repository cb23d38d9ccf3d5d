"""``facilitator check``: everything that must be right before and while the service runs."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from facilitator.operating.books import reason, revision, sqlite_file
from facilitator.operating.findings import Finding, ok, wrong
from facilitator.operating.mailway import look_at_mail
from facilitator.operating.reaching import look_at_homeserver
from facilitator.operating.running import readiness
from facilitator.settings import Settings
from facilitator.store import Store
from facilitator.store.migrations import HEAD


async def look_at_all(
    settings: Settings, path: Path, make_room: bool = True
) -> AsyncIterator[Finding]:
    """Give each finding as soon as it is known. Changes nothing that a member could notice."""
    yield _configuration(settings, path)
    said = await readiness(settings)
    if said is not None:
        yield _service(said)
    for finding in await look_at_homeserver(settings, make_room):
        yield finding
    yield await look_at_database(settings)
    if settings.formats is not None:
        yield look_at_formats(settings.formats)
    for finding in await look_at_mail(settings.mail, said is not None):
        yield finding


def _configuration(settings: Settings, path: Path) -> Finding:
    mode = path.stat().st_mode & 0o077
    if mode & 0o007:
        return wrong("configuration", f"{path} can be read by everyone on this machine",
                     f"chmod 600 {path}")  # fmt: skip
    return ok("configuration", f"{path} is in order, for {settings.homeserver.name}")


def _service(said: dict[str, object]) -> Finding:
    if said["ready"]:
        return ok("service", "running and ready")
    return wrong("service", f"running, not ready: {said.get('reason', 'no reason given')}",
                 "see its log, and the lines below")  # fmt: skip


def look_at_formats(folder: Path) -> Finding:
    """See that every format in the operator's folder can be held."""
    from facilitator.formats.folder import dropped  # what reads files strictly is slow to load

    found, mistakes = dropped(folder)
    if mistakes:
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        return wrong("formats", f"{mistakes[0]}{more}",
                     "put it right; facilitator formats check FILE shows all mistakes")  # fmt: skip
    names = ", ".join(found) or "none yet"
    return ok("formats", f"{len(found)} in {folder} ({names})")


class _Undone(Exception):
    """Takes back what was written to see whether it can be."""


async def look_at_database(settings: Settings) -> Finding:
    """See that the database opens, can be written, and has the schema of this version."""
    url = make_url(settings.database)
    file = sqlite_file(url)
    if file is not None and not file.exists():
        return _no_file_yet(file)
    store = Store(settings.database)
    shown = url.render_as_string(hide_password=True)
    try:
        found = await store.read(revision)
        await store.write(_try_the_pen)
    except _Undone:
        return _schema(found, shown)
    except (SQLAlchemyError, OSError) as trouble:
        return wrong("database", f"{shown}: {reason(trouble)}",
                     "see the setting database, and the rights of its file or role")  # fmt: skip
    finally:
        await store.close()
    return _schema(found, shown)


def _try_the_pen(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE facilitator_check (one INTEGER)")
    raise _Undone


def _no_file_yet(file: Path) -> Finding:
    folder = next((p for p in file.absolute().parents if p.exists()), Path("/"))
    if not os.access(folder, os.W_OK):
        return wrong("database", f"{file} cannot be made: {folder} is not writable",
                     "give the service's user that folder")  # fmt: skip
    return ok("database", f"{file} will be made when the service starts")


def _schema(found: str | None, shown: str) -> Finding:
    if found == HEAD:
        return ok("database", f"{shown} opens, can be written, schema {found}")
    if found is None:
        return ok("database", f"{shown} opens, can be written, and is empty")
    if found > HEAD:
        return wrong("database", f"schema {found} is of a newer version (this one knows {HEAD})",
                     "install that version again, or restore a backup")  # fmt: skip
    return ok("database", f"{shown} opens; its schema {found} is upgraded to {HEAD} at the start")
