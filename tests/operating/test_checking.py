"""``facilitator check`` against a real homeserver, right and wrong."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from facilitator.assemble import Service
from facilitator.demo.synapse import Synapse, find_synapse
from facilitator.demo.waiting import until
from facilitator.matrix.gateway import Gateway
from facilitator.operating.checking import look_at_all, look_at_database
from facilitator.operating.findings import Finding
from facilitator.operating.reaching import look_at_homeserver
from facilitator.settings import Settings
from facilitator.store import Store
from tests.e2e.conftest import settings_for
from tests.lab.homeserver import Lab, registered
from tests.operating.conftest import FACILITATOR, config_for


def by_subject(findings: Iterable[Finding]) -> dict[str, Finding]:
    """Findings by what they are about."""
    return {finding.subject: finding for finding in findings}


def but(settings: Settings, **homeserver: Any) -> Settings:
    """Settings with other values for the homeserver."""
    part = settings.homeserver.model_copy(update=homeserver)
    return settings.model_copy(update={"homeserver": part})


async def test_all_is_well(synapse: Lab, tmp_path: Path) -> None:
    """A right installation gives no "wrong", before the service has ever run; status 0."""
    path = config_for(synapse, tmp_path)
    process = await asyncio.create_subprocess_exec(
        *FACILITATOR, "check", "--config", str(path), stdout=asyncio.subprocess.PIPE
    )
    output = (await process.communicate())[0].decode()
    assert process.returncode == 0, output
    assert "wrong" not in output
    for told in (
        "ok     homeserver: answers at",
        "ok     as_token: accepted; the homeserver is lab.test",
        "ok     ping: both directions work",
        "the service is not running",
        "ok     localparts:",
        "ok     aliases: names that begin with #fac_ are ours",
        "ok     new rooms: not encrypted by default",
        "direct chats:",
        "will be made when the service starts",
        "ok     mail: off, fine",
    ):
        assert told in output
    assert not (tmp_path / "facilitator.db").exists()
    assert synapse.registration["as_token"] not in output


async def test_beside_the_running_service(synapse: Lab, tmp_path: Path) -> None:
    """While the service runs it is asked at its own door, and its database is left as it is."""
    service = Service(settings_for(synapse, tmp_path))
    try:
        await service.start()
        await until(service.ticker.may_ring.is_set, "the service never became ready")
        path = config_for(synapse, tmp_path)
        found = by_subject([f async for f in look_at_all(service.settings, path)])
    finally:
        await service.stop()
    assert [f for f in found.values() if f.state == "wrong"] == []
    assert found["service"].told == "running and ready"
    assert found["ping"].told.endswith("the service is running (ready)")
    assert "facilitator" in found["localparts"].told
    assert "schema" in found["database"].told


async def test_a_start_that_fails_leaves_nothing_open(synapse: Lab, tmp_path: Path) -> None:
    """Who finds the port taken cannot start, can be stopped all the same, and takes nothing along."""
    settings = settings_for(synapse, tmp_path)
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # others had it before us
        other.bind(("127.0.0.1", settings.homeserver.listen.port))
        other.listen()
        late = Service(settings)
        try:
            with pytest.raises(OSError, match="in use"):
                await late.start()
        finally:
            await late.stop()
    again = Service(settings)
    try:
        await again.start()
        await until(again.ticker.may_ring.is_set, "the service never became ready")
    finally:
        await again.stop()


async def test_nothing_is_left_in_the_homeserver(synapse: Lab, tmp_path: Path) -> None:
    """The room that was made for a look is left again and its name is free; pushes stay queued."""
    settings = settings_for(synapse, tmp_path)
    hs = settings.homeserver
    gateway = Gateway(hs.url, hs.name, hs.appservice, hs.as_token.get_secret_value())
    await gateway.open()
    try:
        await gateway.register("facilitator")
        us = gateway.user("facilitator")
        path = "/_matrix/client/v3/joined_rooms"
        before = await gateway.call("GET", path, None, us)
        found = by_subject(await look_at_homeserver(settings))
        assert found["new rooms"].state == "ok"
        assert await gateway.call("GET", path, None, us) == before
    finally:
        await gateway.close()


@pytest.mark.parametrize(
    ("change", "subject", "told"),
    [
        ({"as_token": "x" * 43}, "as_token", "does not accept it (M_UNKNOWN_TOKEN)"),
        ({"name": "other.test"}, "server name", "is 'lab.test', not 'other.test'"),
        ({"url": "http://127.0.0.1:9"}, "homeserver", "nothing answers"),
        ({"appservice": "someone-else"}, "ping", "does not know us as 'someone-else'"),
    ],
)
async def test_what_is_wrong_has_its_line(
    synapse: Lab, tmp_path: Path, change: dict[str, Any], subject: str, told: str
) -> None:
    """A wrong token, name, address or id is told under its subject, with what to do."""
    if "as_token" in change:
        change = {"as_token": settings_for(synapse, tmp_path).homeserver.hs_token}
    findings = await look_at_homeserver(but(settings_for(synapse, tmp_path), **change))
    wrong = [finding for finding in findings if finding.state == "wrong"]
    assert [finding.subject for finding in wrong] == [subject]
    assert told in wrong[0].told
    assert wrong[0].todo


async def test_a_homeserver_that_cannot_reach_us(synapse: Lab, tmp_path: Path) -> None:
    """A port the registration does not name is found by the ping, and so is another hs_token."""
    settings = settings_for(synapse, tmp_path)
    other = settings.homeserver.listen.model_copy(update={"port": _free()})
    found = by_subject(await look_at_homeserver(but(settings, listen=other)))
    assert found["ping"].state == "wrong"
    assert "cannot reach us" in found["ping"].told
    mixed = but(settings, hs_token=settings.homeserver.as_token)
    found = by_subject(await look_at_homeserver(mixed))
    assert "was refused" in found["ping"].told
    assert "hs_token" in found["ping"].todo


async def test_a_port_that_someone_else_has(synapse: Lab, tmp_path: Path) -> None:
    """Another program at our port is told from our own service."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings = settings_for(synapse, tmp_path)
        listen = settings.homeserver.listen.model_copy(update={"port": other.getsockname()[1]})
        taken = asyncio.create_task(
            look_at_homeserver(but(settings, listen=listen), make_room=False)
        )
        connection, _ = await asyncio.to_thread(other.accept)
        connection.close()
        other.close()  # a second knock finds nobody
        found = by_subject(await taken)
    assert "is taken by another program" in found["listen"].told
    assert found["new rooms"].state == "note"


async def test_something_that_is_no_homeserver(tmp_path: Path, synapse: Lab) -> None:
    """A web server that is no homeserver is told as such."""

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n<p>hi")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        settings = but(settings_for(synapse, tmp_path), url=f"http://127.0.0.1:{port}")
        findings = await look_at_homeserver(settings)
    assert [f.state for f in findings] == ["wrong"]
    assert "not a homeserver" in findings[0].told


class Encrypting(Synapse):
    """A homeserver whose operator has every new room encrypted."""

    def _config(self) -> dict[str, Any]:
        return {**super()._config(), "encryption_enabled_by_default_for_room_type": "all",
                "extra_well_known_client_content": {"io.element.e2ee": {"default": False}}}  # fmt: skip


@pytest.fixture
async def encrypting(tmp_path: Path) -> AsyncIterator[Lab]:
    """Such a homeserver."""
    python = find_synapse()
    assert python
    port = _free()
    ours = registered("lab.test", port)
    homeserver = Encrypting(tmp_path / "hs", python, "lab.test", registration=ours,
                            limits="off", memory=True)  # fmt: skip
    await homeserver.start()
    try:
        yield Lab(homeserver, ours, port)
    finally:
        await homeserver.stop()


@pytest.mark.synapse
async def test_a_homeserver_that_encrypts(encrypting: Lab, tmp_path: Path) -> None:
    """Rooms encrypted by default, and an assistant's account that someone uses, are both wrong."""
    settings = settings_for(encrypting, tmp_path)
    hs = settings.homeserver
    gateway = Gateway(hs.url, hs.name, hs.appservice, hs.as_token.get_secret_value())
    await gateway.open()
    try:
        await gateway.register("scribe")
        who = {"type": "m.id.user", "user": "scribe"}
        body = {"type": "m.login.application_service", "identifier": who}
        await gateway.call("POST", "/_matrix/client/v3/login", body)
    finally:
        await gateway.close()
    found = by_subject(await look_at_homeserver(settings))
    assert found["localparts"].state == "wrong"
    assert found["localparts"].told == "someone else signs in as scribe"
    assert found["new rooms"].state == "wrong"
    assert "encryption_enabled_by_default_for_room_type: off" in found["new rooms"].todo
    assert found["direct chats"].state == "ok"


# -- the database --------------------------------------------------------------------------------


def on(database: str) -> Settings:
    """Settings that matter for a database alone."""
    homeserver = {"url": "http://127.0.0.1:9", "name": "lab.test", "as_token": "a" * 43,
                  "hs_token": "h" * 43}  # fmt: skip
    return Settings.model_validate({"homeserver": homeserver, "database": database})


async def test_a_database_in_order(store: Store, url: str) -> None:
    """It opens, can be written, is of this version's schema, and stays as it was."""
    found = await look_at_database(on(url))
    assert found.state == "ok", found
    assert "can be written, schema" in found.told
    tables = await store.read(lambda c: c.dialect.has_table(c, "facilitator_check"))
    assert not tables


async def test_a_database_of_a_newer_version(store: Store, url: str) -> None:
    """A schema from the future is wrong: this version must not write into it."""
    await store.write(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    found = await look_at_database(on(url))
    assert found.state == "wrong"
    assert "newer version" in found.told


async def test_a_database_that_is_none(tmp_path: Path) -> None:
    """A file of something else, and a server that is not there, are told without their passwords."""
    (tmp_path / "x.db").write_text("this is a letter, not a database\n" * 50)
    found = await look_at_database(on(f"sqlite:///{tmp_path}/x.db"))
    assert found.state == "wrong"
    assert "not a database" in found.told
    found = await look_at_database(on(f"postgresql+asyncpg://us:hunter2@127.0.0.1:{_free()}/x"))
    assert found.state == "wrong"
    assert "hunter2" not in found.line()


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
