"""The PostgreSQL of the tests."""

import os
import subprocess
import sys
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from tests.lab import postgres


async def _ask(url: str, statement: str) -> object:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            result = await connection.execute(text(statement))
            return result.scalar() if result.returns_rows else None
    finally:
        await engine.dispose()


async def test_each_test_gets_an_empty_database_that_takes_tables(postgres_url: str) -> None:
    """The URL works in SQLAlchemy as it stands, and nothing is in the database yet."""
    tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    assert await _ask(postgres_url, tables) == 0
    await _ask(postgres_url, "CREATE TABLE t (x int)")
    assert await _ask(postgres_url, tables) == 1


async def test_the_next_test_sees_nothing_of_the_last(postgres_url: str) -> None:
    """The table of the test before is not here."""
    assert await _ask(postgres_url, "SELECT to_regclass('t')") is None


@pytest.mark.postgres
async def test_a_database_is_dropped_though_somebody_is_connected() -> None:
    """A test that forgot a connection leaves no database behind."""
    with postgres.server() as server:
        with postgres.database(server) as url:
            engine = create_async_engine(url)
            held = await engine.connect()
        left = "SELECT count(*) FROM pg_database WHERE datname LIKE 'facilitator_test_%'"
        assert await _ask(server.render_as_string(), left) == 0
        await held.invalidate()
        await engine.dispose()


@pytest.mark.postgres
@pytest.mark.skipif("FACILITATOR_TEST_POSTGRES" in os.environ, reason="the server is not ours")
def test_the_server_does_not_outlive_killed_tests(tmp_path: Path) -> None:
    """A killed test process's server ends with its folder, and never had a TCP port."""
    script = (
        "import os, signal\n"
        "from tests.lab import postgres\n"
        "with postgres.server() as url:\n"
        "    print(url.query['host'], flush=True)\n"
        "    signal.pause()\n"
    )
    tests = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    with tests:
        assert tests.stdout
        folder = Path(tests.stdout.readline().strip())
        server = psutil.Process(int((folder / "data" / "postmaster.pid").read_text().split()[0]))
        assert server.net_connections("tcp") == []
        leash = server.parent()
        tests.kill()
    server.wait(10)
    leash.wait(10)
    assert not folder.exists()


@pytest.mark.postgres
def test_the_wheels_programs_run_where_only_root_can_read_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a system PostgreSQL the wheel serves, even from a folder closed to other users."""
    wheel = postgres._wheel()
    if wheel is None or "FACILITATOR_TEST_POSTGRES" in os.environ:
        pytest.skip("the wheel is not here, or not to be used")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    newest = max(wheel.glob("pginstall*"))
    (closed / wheel.name).mkdir()
    subprocess.run(["cp", "-a", newest, closed / wheel.name], check=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        subprocess.run(["cp", "-a", libraries, closed], check=True)
    monkeypatch.setattr(postgres, "_programs", lambda: closed / wheel.name / newest.name / "bin")
    with postgres.server() as server, postgres.database(server) as url:
        assert make_url(url).query["host"]


def test_without_programs_or_a_named_server_it_is_not_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be started and no server is named, the part counts as missing."""
    monkeypatch.delenv("FACILITATOR_TEST_POSTGRES", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgres, "SYSTEM", tmp_path)
    monkeypatch.setattr(postgres, "_wheel", lambda: None)
    monkeypatch.setattr(postgres, "_programs", postgres._programs.__wrapped__)
    assert not postgres.is_here()
