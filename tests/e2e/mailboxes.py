"""Members by mail beside a real homeserver: their mailboxes, their mail program, and days that pass."""

import itertools
import secrets
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from pathlib import Path

import aiosmtplib

from facilitator.assemble import Service
from facilitator.clock import SystemClock
from facilitator.demo.outbox import MailSink
from facilitator.demo.person import Person
from facilitator.demo.waiting import until
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

CY, DI = "cy@letters.example", "di@letters.example"


class Leaping(SystemClock):
    """Real time, and days that pass at a word."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = timedelta()

    def now(self) -> datetime:
        return self.at(datetime.now(UTC))

    def at(self, wall: datetime) -> datetime:
        return wall + self.ahead


class Mailboxes:
    """What the members by mail get, and a mail program to answer with."""

    def __init__(self, sink: MailSink, service: Service) -> None:
        self._sink, self._service = sink, service
        self._count = itertools.count(1)

    def mails(self, who: str, kind: str = "") -> list[EmailMessage]:
        """The mails of one mailbox, oldest first, perhaps of one kind."""
        files = sorted((self._sink.maildir / "new").glob("*"))
        return [
            mail
            for to, notice, mail in map(_opened, files)
            if to == who and f"kind={kind}" in notice
        ]

    async def get(self, who: str, kind: str, nth: int = 1) -> EmailMessage:
        """Wait for the ``nth`` mail of a kind."""
        missing = f"no mail {kind} came for {who}"
        await until(lambda: len(self.mails(who, kind)) >= nth, missing)
        return self.mails(who, kind)[nth - 1]

    async def answer(self, who: str, mail: EmailMessage, words: str) -> None:
        """Reply as a common program does: to Reply-To, in the thread, the quote below."""
        reply = EmailMessage()
        reply["From"], reply["To"] = who, mail["Reply-To"]
        reply["Subject"] = f"Re: {mail['Subject']}"
        reply["Message-ID"] = f"<{next(self._count)}.{secrets.token_hex(4)}@letters.example>"
        reply["In-Reply-To"] = reply["References"] = str(mail["Message-ID"])
        body = mail.get_body(("plain",))
        assert body is not None
        quote = "\n".join(f"> {line}".rstrip() for line in str(body.get_content()).splitlines())
        reply.set_content(f"{words}\n\nOn Monday, Garden <{mail['From']}> wrote:\n{quote}\n")
        bridge = self._service.mail
        assert bridge is not None
        port = bridge.listener.port  # type: ignore[attr-defined]
        await aiosmtplib.send(reply, hostname="127.0.0.1", port=port, start_tls=False)


@cache
def _opened(file: Path) -> tuple[str, str, EmailMessage]:
    """For whom a mail is, what it tells, and all of it; read once, however often one looks for it."""
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return str(mail["Delivered-To"]), str(mail["X-Facilitator-Notice"]), mail


async def leap(service: Service, **span: float) -> None:
    """Let time pass at once."""
    assert isinstance(service.clock, Leaping)
    service.clock.ahead += timedelta(**span)
    service.ticker.look()


async def garden(lab: Lab, service: Service, mail: Mailboxes) -> tuple[list[Person], str]:
    """Ana, Ben and Eli in the room; Cy and Di invited by mail, and confirmed by reply."""
    people, room = await crew(lab, service, "ana", "ben", "eli")
    for address, name in ((CY, "Cy"), (DI, "Di")):
        await people[0].say(room, f"!mail invite {address} {name}")
        invitation = await mail.get(address, "")
        await mail.answer(address, invitation, "YES")
        await people[1].see(room, f"{name}", kind="member_welcomed")
    return people, room
