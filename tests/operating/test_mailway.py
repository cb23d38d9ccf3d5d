"""Looking at the mail side: a smarthost, a way in, and a name server that says what we tell it."""

import asyncio
import struct
from base64 import b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from facilitator.operating.findings import Finding
from facilitator.operating.lookup import (
    CannotLookUp,
    NameServer,
    look_up,
    system_name_server,
)
from facilitator.operating.mailway import look_at_mail, records
from facilitator.settings import Mail


def mail(domain: str = "lists.garden.net", **more: Any) -> Mail:
    """A mail section."""
    return Mail.model_validate({"domain": domain, "key": "k" * 43, **more})


def by_subject(findings: list[Finding]) -> dict[str, Finding]:
    """Findings by what they are about."""
    return {finding.subject: finding for finding in findings}


# -- a name server -------------------------------------------------------------------------------

Zone = dict[tuple[str, int], list[bytes]]


def name(text: str) -> bytes:
    """A name as it travels."""
    return b"".join(bytes([len(p)]) + p.encode() for p in text.split(".")) + b"\0"


def txt(text: str) -> bytes:
    """A TXT record's data: strings of at most 255 bytes."""
    data = text.encode()
    parts = [data[at : at + 255] for at in range(0, len(data), 255)]
    return b"".join(bytes([len(part)]) + part for part in parts)


class Names(asyncio.DatagramProtocol):
    """Answers from ``zone``; ``flags`` are set in each answer; ``silent`` leaves out that many."""

    def __init__(self, zone: Zone, flags: int = 0, silent: int = 0) -> None:
        self.zone, self.flags, self.silent = zone, flags, silent

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if self.silent:
            self.silent -= 1
            return
        end = data.index(b"\0", 12) + 1
        labels, at = [], 12
        while data[at]:
            labels.append(data[at + 1 : at + 1 + data[at]].decode())
            at += 1 + data[at]
        kind = struct.unpack_from("!H", data, end)[0]
        found = self.zone.get((".".join(labels), kind), [])
        known = any(zone_name == ".".join(labels) for zone_name, _ in self.zone)
        code = self.flags or (0 if known else 3)
        answer = data[:2] + struct.pack("!5H", 0x8180 | code, 1, len(found), 0, 0)
        answer += data[12 : end + 4]
        for record in found:
            answer += b"\xc0\x0c" + struct.pack("!HHIH", kind, 1, 60, len(record)) + record
        self.transport.sendto(answer, addr)


Serve = Callable[..., Awaitable[NameServer]]


@pytest.fixture
async def names() -> AsyncIterator[Serve]:
    """Starts name servers on loopback."""
    started = []

    async def serve(zone: Zone, **options: int) -> NameServer:
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: Names(zone, **options), local_addr=("127.0.0.1", 0)
        )
        started.append(transport)
        return NameServer("127.0.0.1", transport.get_extra_info("sockname")[1])

    yield serve
    for transport in started:
        transport.close()


MX, TXT, A = 15, 16, 1
RIGHT: Zone = {
    ("lists.garden.net", MX): [b"\0\x0a" + name("mx.garden.net")],
    ("lists.garden.net", TXT): [txt("some-site-verification=1"), txt("v=spf1 mx -all")],
    ("_dmarc.lists.garden.net", TXT): [txt("v=DMARC1; p=reject")],
}


async def test_records_that_are_right(names: Serve) -> None:
    """MX, SPF and DMARC are found among others and told."""
    found = await records(mail(), await names(RIGHT))
    assert [(f.state, f.subject) for f in found] == [("ok", "MX"), ("ok", "SPF"), ("ok", "DMARC")]
    assert "mx.garden.net" in found[0].told
    assert found[1].told == "v=spf1 mx -all"


async def test_records_that_are_missing(names: Serve) -> None:
    """Each missing record is wrong, with the line to add; a second SPF record too."""
    found = await records(mail(), await names({}))
    assert [f.state for f in found] == ["wrong"] * 3
    assert 'lists.garden.net. TXT "v=spf1 mx -all"' in found[1].todo
    twice = {**RIGHT, ("lists.garden.net", TXT): [txt("v=spf1 mx -all"), txt("v=spf1 a -all")]}
    assert "2 such records" in (await records(mail(), await names(twice)))[1].told


async def test_an_address_without_mx(names: Serve) -> None:
    """Mail goes to the domain's own address then, which is worth knowing and not wrong."""
    zone = {key: value for key, value in RIGHT.items() if key[1] != MX}
    zone["lists.garden.net", A] = [bytes([192, 0, 2, 1])]
    assert (await records(mail(), await names(zone)))[0].state == "note"


@pytest.mark.parametrize("flags", [2, 5, 0x0200])
async def test_a_name_server_that_fails(names: Serve, flags: int) -> None:
    """Failure, refusal and a cut-off answer are "could not look up", never "missing"."""
    found = await records(mail(), await names(RIGHT, flags=flags))
    assert [(f.state, f.subject) for f in found] == [("note", "DNS")]
    assert "could not look up" in found[0].told


async def test_a_name_server_that_is_not_there() -> None:
    """No name server, and none that answers, are told and not wrong."""
    assert (await records(mail(), None))[0].state == "note"
    with pytest.raises(CannotLookUp):
        await look_up("garden.net", "MX", NameServer("127.0.0.1", 9), patience=0.2)


async def test_a_lost_packet_is_asked_again(names: Serve) -> None:
    """UDP loses packets: one lost question is no failure."""
    server = await names(RIGHT, silent=1)
    assert await look_up("lists.garden.net", "MX", server, patience=0.4) == ["mx.garden.net"]


async def test_long_texts_come_whole(names: Serve) -> None:
    """A record of several strings is one text."""
    long = "v=spf1 " + " ".join(f"ip4:192.0.2.{n}" for n in range(40)) + " -all"
    server = await names({("garden.net", TXT): [txt(long)]})
    assert await look_up("garden.net", "TXT", server) == [long]


async def test_garbage_is_no_answer() -> None:
    """Bytes that are no answer, and names that point at themselves, end in ``CannotLookUp``."""
    loop = asyncio.get_running_loop()

    class Garbage(asyncio.DatagramProtocol):
        def connection_made(self, transport: Any) -> None:
            self.transport = transport

        def datagram_received(self, data: bytes, addr: Any) -> None:
            head = data[:2] + struct.pack("!5H", 0x8180, 1, 1, 0, 0)
            self.transport.sendto(head + b"\xc0\x0c", addr)

    transport, _ = await loop.create_datagram_endpoint(Garbage, local_addr=("127.0.0.1", 0))
    port = transport.get_extra_info("sockname")[1]
    with pytest.raises(CannotLookUp, match="circles"):
        await look_up("garden.net", "MX", NameServer("127.0.0.1", port), patience=1)
    transport.close()


def test_the_systems_name_server(tmp_path: Any) -> None:
    """The first of resolv.conf counts; a machine without has none."""
    file = tmp_path / "resolv.conf"
    file.write_text("# words\nsearch x\nnameserver 192.0.2.53\nnameserver 192.0.2.54\n")
    assert system_name_server(file) == NameServer("192.0.2.53")
    assert system_name_server(tmp_path / "none") is None


# -- in and out ----------------------------------------------------------------------------------


async def relayed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A smarthost that knows one password and offers no TLS."""
    right = b64encode(b"\0us\0right")
    answers = {b"EHLO": "250-relay.test\r\n250 AUTH PLAIN", b"QUIT": "221 bye"}
    writer.write(b"220 relay.test\r\n")
    while line := await reader.readline():
        word = line.split()[0].upper()
        answer = answers.get(word, "502 5.5.1 not known here")
        if word == b"AUTH":
            answer = "235 come in" if line.split()[-1] == right else "535 5.7.8 no"
        writer.write(answer.encode() + b"\r\n")
    writer.close()


@pytest.fixture
async def relay() -> AsyncIterator[int]:
    """The port of such a smarthost."""
    server = await asyncio.start_server(relayed, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@pytest.mark.smtp
@pytest.mark.parametrize(
    ("password", "state", "told"),
    [("right", "ok", "takes our mail (not encrypted, logged in)"),
     ("hunter2", "wrong", "refuses the login (535)")],
)  # fmt: skip
async def test_the_way_out(relay: int, password: str, state: str, told: str) -> None:
    """The dialogue goes as far as the login; a wrong password is told, not shown."""
    out = {"host": "127.0.0.1", "port": relay, "username": "us", "password": password}
    found = by_subject(await look_at_mail(mail(outgoing=out, inbound={"port": 0}), False, None))
    assert found["mail out"].state == state
    assert told in found["mail out"].told
    assert "hunter2" not in found["mail out"].line()


@pytest.mark.smtp
async def test_a_way_out_that_is_closed(relay: int) -> None:
    """No server, and STARTTLS that is required and not offered, are wrong with a hint."""
    for out in ({"port": 9}, {"port": relay, "starttls": "required"}):
        found = by_subject(await look_at_mail(mail(outgoing=out, inbound={"port": 0}), False, None))
        assert found["mail out"].state == "wrong"
        assert "no dialogue with" in found["mail out"].told


@pytest.mark.smtp
async def test_the_way_in(relay: int) -> None:
    """A free port is good before the start; a port of someone else is not; ours is, while we run."""
    ways = [
        (mail(inbound={"port": 0}), False, "ok", "is free"),
        (mail(inbound={"port": 0}), True, "wrong", "does not listen"),
        (mail(inbound={"port": relay}), False, "wrong", "cannot listen"),
        (mail(inbound={"port": relay}), True, "ok", "the service listens"),
    ]
    for section, running, state, told in ways:
        section = section.model_copy(
            update={"outgoing": section.outgoing.model_copy(update={"port": 9})}
        )
        found = by_subject(await look_at_mail(section, running, None))
        assert (found["mail in"].state, told in found["mail in"].told) == (state, True)


@pytest.mark.smtp
async def test_whom_we_believe() -> None:
    """Without an authserv-id it is said plainly what then happens; and mail can be off."""
    closed = {"port": 9}
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "tokenless posts will be held"),
        ({"authserv_id": "mx.garden.net"}, "mx.garden.net"),
        ({"assume_trusted": True}, "every mail is taken for genuine"),
    ]
    for inbound, told in cases:
        section = mail("lists.garden.test", inbound={"port": 0, **inbound}, outgoing=closed)
        found = by_subject(await look_at_mail(section, False))
        assert told in found["mail trust"].told
        assert found["DNS"].told == "lists.garden.test is a name for trials: not looked up"
    assert [f.line() for f in await look_at_mail(None, False)] == ["ok     mail: off, fine"]
