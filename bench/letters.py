"""A crew with members by mail, their mailboxes, and letters that answer a real one."""

import asyncio
import secrets
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import aiosmtplib

from bench import crews
from bench.processes import Bench
from bridges.email.server import MailListener, RawMail, Reply
from facilitator.demo.synapse import free_port

MEMBERS = 20
PATIENCE = 60.0
"""Seconds after which what is waited for is taken to be missing."""


@dataclass(slots=True)
class Mailboxes:
    """Where the service's mail goes: everything that came, by recipient."""

    bench: Bench
    came: dict[str, list[EmailMessage]] = field(default_factory=dict)

    async def open(self) -> MailListener:
        """Take mail for everybody, at a port that the service is then told of."""
        sink = MailListener("127.0.0.1", 0, "smtp", self._keep, lambda _: True,
                            now=lambda: datetime.now(UTC))  # fmt: skip
        await sink.start()
        self.bench.more["mail"] = {
            "domain": "lists.test", "key": secrets.token_urlsafe(32),
            "outgoing": {"port": sink.port, "starttls": "no"},
            "inbound": {"protocol": "smtp", "port": free_port(), "assume_trusted": True},
        }  # fmt: skip
        return sink

    @property
    def door(self) -> int:
        """The port at which the service takes mail."""
        port: int = self.bench.more["mail"]["inbound"]["port"]  # type: ignore[index]
        return port

    async def _keep(self, mail: RawMail) -> Reply | None:
        read = message_from_bytes(mail.raw, policy=policy.default)
        assert isinstance(read, EmailMessage)
        for recipient in mail.recipients:
            self.came.setdefault(recipient, []).append(read)
        return None

    async def newest(self, who: str, kind: str) -> EmailMessage:
        """The last mail of a kind that somebody got, waited for."""
        found: list[EmailMessage] = []

        def came() -> bool:
            mails = self.came.get(who, ())
            found[:] = [m for m in mails if f"kind={kind}" in str(m["X-Facilitator-Notice"])]
            return bool(found)

        await until(came, f"no mail {kind} came for {who}")
        return found[-1]


def member(n: int) -> str:
    """The mailbox of a member by mail."""
    return f"member-{n}@mail.test"


def answer(who: str, mail: EmailMessage, words: str) -> EmailMessage:
    """A reply as common programs write it: to Reply-To, in the thread, the quote below."""
    reply = EmailMessage()
    reply["From"], reply["To"] = who, str(mail["Reply-To"])
    reply["Subject"] = f"Re: {mail['Subject']}"
    reply["Date"] = datetime.now(UTC)
    reply["Message-ID"] = f"<{secrets.token_hex(12)}@mail.test>"
    reply["In-Reply-To"] = reply["References"] = str(mail["Message-ID"])
    body = mail.get_body(("plain",))
    quote = body.get_content().splitlines() if body else []
    below = "\n".join(f"> {line}".rstrip() for line in quote)
    reply.set_content(f"{words}\n\nOn Monday, the circle wrote:\n{below}\n")
    return reply


async def gather(boxes: Mailboxes) -> dict[str, EmailMessage]:
    """Found a crew with members by mail, begin a go-around; return what each is asked by letter."""
    bench = boxes.bench
    await asyncio.to_thread(crews.begin, bench)
    [commons] = await asyncio.to_thread(crews.made, bench, ["fac_bench_commons"])
    await asyncio.to_thread(crews.tell, bench, commons, "!new crew letters")
    [room] = await asyncio.to_thread(crews.made, bench, ["fac_bench_letters"])
    await asyncio.to_thread(crews.join, bench, room)
    for n in range(MEMBERS):
        await asyncio.to_thread(crews.tell, bench, room, f"!mail invite {member(n)} Member {n}")
        invitation = await boxes.newest(member(n), "")
        reply = answer(member(n), invitation, "YES")
        await aiosmtplib.send(reply, hostname="127.0.0.1", port=boxes.door, start_tls=False)
    joined = "SELECT count(*) FROM membership WHERE mail AND joined_at IS NOT NULL"
    await until(lambda: ask(bench, joined)[0][0] == MEMBERS, "not everybody joined by mail")
    await asyncio.to_thread(crews.tell, bench, room, "!goaround How are you? each=12h")
    return {member(n): await boxes.newest(member(n), "round_announced") for n in range(MEMBERS)}


def ask(bench: Bench, question: str) -> list[tuple[int | str, ...]]:
    """What the service's books say, read beside it."""
    books = sqlite3.connect(f"file:{bench.database}?mode=ro", uri=True)
    try:
        return books.execute(question).fetchall()
    finally:
        books.close()


async def until(holds: Callable[[], bool], missing: str) -> None:
    """Return when it holds; raises ``TimeoutError`` with what is missing."""
    give_up = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > give_up:
            raise TimeoutError(missing)
        await asyncio.sleep(0.02)
