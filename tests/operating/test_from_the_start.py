"""An operator's first hour, by the commands of docs/operating.md, beside a real homeserver."""

import asyncio
import signal
import socket
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import pytest
import yaml

from facilitator.demo.synapse import Synapse, find_synapse
from tests.operating.conftest import FACILITATOR, eventually

pytestmark = pytest.mark.synapse


async def run(*words: str | Path, status: int = 0) -> str:
    """Run a command to its end; return what it said."""
    process = await asyncio.create_subprocess_exec(
        *FACILITATOR, *map(str, words), stdout=PIPE, stderr=STDOUT
    )
    said = (await process.communicate())[0].decode()
    assert process.returncode == status, said
    return said


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def test_from_init_to_backup(tmp_path: Path) -> None:
    """init, the homeserver told, check, serve, status, outbox, doctor, backup, and a clean stop."""
    python = find_synapse()
    assert python
    listen, config = free_port(), tmp_path / "etc" / "config.yaml"
    asked = ("--homeserver", "http://127.0.0.1:9", "--server-name", "first.test", "--yes")
    await run("init", *asked, "--port", str(listen), "--dir", config.parent)
    registered = yaml.safe_load((config.parent / "registration.yaml").read_text())
    homeserver = Synapse(tmp_path / "hs", python, "first.test", registration=registered,
                         limits="default", memory=True)  # fmt: skip
    await homeserver.start()
    config.write_text(config.read_text().replace("http://127.0.0.1:9", homeserver.url))
    try:
        assert "wrong" not in await run("check", "--config", config)
        serving = await asyncio.create_subprocess_exec(
            *FACILITATOR, "serve", "--config", str(config), stdout=PIPE, stderr=PIPE
        )
        try:

            async def is_ready() -> bool:
                check = await asyncio.create_subprocess_exec(
                    *FACILITATOR, "status", "--config", str(config), stdout=PIPE, stderr=PIPE
                )
                return b"heartbeat   0s" in (await check.communicate())[0].replace(b"1s", b"0s")

            await eventually(is_ready, "the service never beat")
            said = await run("check", "--config", config)
            assert "the service is running (ready)" in said
            taken = await run("serve", "--config", config, status=1)
            assert "The service cannot start: " in taken
            assert "Traceback" not in taken
            assert "Nothing waits" in await run("outbox", "--config", config)
            assert "wrong" not in await run("doctor", "--config", config)
            await run("backup", "--config", config, tmp_path / "copy.db")
        finally:
            serving.send_signal(signal.SIGTERM)
            _, log = await serving.communicate()
        assert serving.returncode == 0, log
        for secret in (registered["as_token"], registered["hs_token"]):
            assert secret.encode() not in log
    finally:
        await homeserver.stop()


async def test_a_start_that_cannot_be(tmp_path: Path) -> None:
    """A database that is none is one line, status 1, and no traceback."""
    await run("init", "--homeserver", "http://127.0.0.1:9", "--server-name", "first.test", "--yes",
              "--port", str(free_port()), "--dir", tmp_path)  # fmt: skip
    (tmp_path / "facilitator.db").write_text("this is a letter, not a database\n" * 50)
    said = await run("serve", "--config", tmp_path / "config.yaml", status=1)
    assert said.startswith("The service cannot start: DatabaseError: file is not a database")
    assert len(said.splitlines()) == 1
