"""Real SMTP on loopback: our own listener, and a peer that says exactly what it is told to say."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from bridges.email.server import MailListener, RawMail, Reply

MONDAY = datetime(2026, 3, 9, 18, tzinfo=UTC)


@dataclass
class Keeper:
    """Keeps mails in memory and answers as told."""

    mails: list[RawMail] = field(default_factory=list)
    answer: Callable[[RawMail], Awaitable[Reply | None]] | None = None

    async def receive(self, mail: RawMail) -> Reply | None:
        if self.answer and (reply := await self.answer(mail)):
            return reply
        self.mails.append(mail)
        return None


@dataclass
class Peer:
    """A raw connection."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def hear(self) -> str:
        """The last line of the next reply."""
        async with asyncio.timeout(5):
            while (line := (await self.reader.readline()).decode())[3:4] == "-":
                pass
        return line.rstrip("\r\n")

    async def say(self, line: str | bytes) -> str:
        self.writer.write((line if isinstance(line, bytes) else line.encode()) + b"\r\n")
        return await self.hear()

    async def begin(self, *recipients: str, hello: str = "EHLO peer.example") -> str:
        """Everything up to the answer to DATA."""
        await self.hear()
        await self.say(hello)
        await self.say("MAIL FROM:<ana@example.org>")
        for recipient in recipients or ("garden@lists.example.org",):
            await self.say(f"RCPT TO:<{recipient}>")
        return await self.say("DATA")

    async def close(self) -> None:
        self.writer.close()


Listen = Callable[..., Awaitable[MailListener]]
Connect = Callable[[int], Awaitable[Peer]]


@pytest.fixture
def keeper() -> Keeper:
    return Keeper()


@pytest.fixture
async def listen(keeper: Keeper) -> AsyncIterator[Listen]:
    """Starts listeners that keep into ``keeper``; known addresses begin with ``garden``."""
    async with AsyncExitStack() as stack:

        async def start(protocol: Any = "smtp", **settings: Any) -> MailListener:
            settings = {"accepts": lambda a: a.startswith("garden"), **settings}
            listener = MailListener(
                "127.0.0.1", 0, protocol, keeper.receive, now=lambda: MONDAY, **settings
            )
            await listener.start()
            stack.push_async_callback(listener.stop, 1)
            return listener

        yield start


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    async with AsyncExitStack() as stack:

        async def open_(port: int) -> Peer:
            peer = Peer(*await asyncio.open_connection("127.0.0.1", port))
            stack.push_async_callback(peer.close)
            return peer

        yield open_


async def until(claim: Callable[[], bool]) -> None:
    """Returns when ``claim`` holds; five seconds are the longest wait."""
    async with asyncio.timeout(5):
        while not claim():  # noqa: ASYNC110 - a condition, with a deadline
            await asyncio.sleep(0.005)
