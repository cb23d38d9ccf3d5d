"""Asking the system's name server one question, over UDP (RFC 1035, EDNS size of RFC 6891).

Only ``check`` asks, and only about the mail domain. A library would bring a resolver with caches,
searches and validation that nothing here needs; what goes wrong is told as "could not look up".
"""

import asyncio
import secrets
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

KINDS = {"A": 1, "MX": 15, "TXT": 16, "AAAA": 28}
Kind = Literal["A", "MX", "TXT", "AAAA"]

NO_SUCH_NAME = 3
SIZE = 1232
"""Bytes of an answer that fit into one packet nearly everywhere (DNS flag day 2020)."""


class CannotLookUp(Exception):
    """No answer that can be used: no name server, no reply, a refusal, or one too long for UDP."""


@dataclass(frozen=True, slots=True)
class NameServer:
    """Where questions go."""

    host: str
    port: int = 53


def system_name_server(file: Path = Path("/etc/resolv.conf")) -> NameServer | None:
    """Return the machine's first name server (resolv.conf(5)), or None where there is none."""
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    named = [line.split() for line in lines if line.startswith("nameserver")]
    return next((NameServer(words[1]) for words in named if len(words) > 1), None)


async def look_up(name: str, kind: Kind, server: NameServer, patience: float = 3) -> list[str]:
    """Return what the records of that kind hold, as text; none is an empty list.

    ``patience`` is in seconds; the question is asked twice within it. Raises ``CannotLookUp``.
    """
    loop = asyncio.get_running_loop()
    number = secrets.randbits(16)
    question = _question(number, name, KINDS[kind])
    answers: asyncio.Queue[bytes] = asyncio.Queue()
    try:
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Ear(answers), remote_addr=(server.host, server.port)
        )
    except OSError as trouble:
        raise CannotLookUp(trouble.strerror or "no way to the name server") from None
    try:
        for _ in range(2):
            transport.sendto(question)
            try:
                return _read(await asyncio.wait_for(answers.get(), patience / 2), number, kind)
            except TimeoutError:
                continue
        raise CannotLookUp("the name server does not answer")
    finally:
        transport.close()


class _Ear(asyncio.DatagramProtocol):
    def __init__(self, answers: asyncio.Queue[bytes]) -> None:
        self.answers = answers

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.answers.put_nowait(data)


def _question(number: int, name: str, kind: int) -> bytes:
    try:
        labels = name.encode("idna").rstrip(b".").split(b".")
    except UnicodeError:
        raise CannotLookUp("this is not a domain name") from None
    asked = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    head = struct.pack("!6H", number, 0x0100, 1, 0, 0, 1)
    size = struct.pack("!BHHIH", 0, 41, SIZE, 0, 0)
    return head + asked + struct.pack("!2H", kind, 1) + size


def _read(packet: bytes, number: int, kind: Kind) -> list[str]:
    try:
        given, flags, questions, records, _, _ = struct.unpack_from("!6H", packet)
        if given != number or not flags & 0x8000:
            raise CannotLookUp("the name server answers another question")
        if flags & 0x000F == NO_SUCH_NAME:
            return []
        if flags & 0x020F:  # cut off, or a code other than "no error"
            raise CannotLookUp(f"the name server refuses (code {flags & 0x000F})")
        return list(_records(packet, questions, records, kind))
    except (struct.error, IndexError):
        raise CannotLookUp("the name server's answer cannot be read") from None


def _records(packet: bytes, questions: int, records: int, kind: Kind) -> Iterator[str]:
    at = 12
    for _ in range(questions):
        at = _name(packet, at)[1] + 4
    for _ in range(records):
        at = _name(packet, at)[1]
        found, _class, _ttl, length = struct.unpack_from("!HHIH", packet, at)
        at += 10
        if found == KINDS[kind]:  # others are aliases on the way (CNAME)
            yield _shown(packet, at, length, kind)
        at += length


def _shown(packet: bytes, at: int, length: int, kind: Kind) -> str:
    match kind:
        case "MX":
            return _name(packet, at + 2)[0]
        case "TXT":
            return b"".join(_strings(packet[at : at + length])).decode("utf-8", "replace")
        case _:
            return packet[at : at + length].hex()


def _strings(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        yield data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]


def _name(packet: bytes, at: int) -> tuple[str, int]:
    """Return the name at ``at`` and where it ends; pointers (§4.1.4) are followed, loops refused."""
    labels: list[str] = []
    end = 0
    for _ in range(128):
        length = packet[at]
        if length & 0xC0 == 0xC0:
            end = end or at + 2
            at = struct.unpack_from("!H", packet, at)[0] & 0x3FFF
        elif length == 0:
            return ".".join(labels), end or at + 1
        else:
            labels.append(packet[at + 1 : at + 1 + length].decode("latin-1"))
            at += 1 + length
    raise CannotLookUp("the name server's answer goes round in circles")
