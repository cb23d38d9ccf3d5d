"""A circle's mailing list through the whole house: real homeserver, real SMTP both ways."""

import smtplib
import time
from asyncio import to_thread
from collections.abc import AsyncIterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

import pytest

from facilitator.assemble import Service
from facilitator.demo.outbox import MailSink
from facilitator.demo.waiting import until
from tests.e2e.conftest import served, settings_for
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp]

DOMAIN = "lists.lab.test"
SPEED = 600
"""Fifteen quiet minutes pass in a second and a half."""


class Mailbox:
    """Cy's mail program: reads what lies in the sink's folder, writes by SMTP."""

    def __init__(self, address: str, maildir: Path, service: Service) -> None:
        self.address, self.maildir, self.service = address, maildir, service

    def mails(self) -> list[EmailMessage]:
        """Return the mails for this address, oldest first."""
        files = sorted((self.maildir / "new").iterdir())
        read = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]
        return [mail for mail in read if mail["Delivered-To"] == self.address]

    async def gets(self, words: str) -> EmailMessage:
        """Return the mail with these words in its subject or text, once it is there."""

        def look() -> EmailMessage | None:
            return next((m for m in self.mails() if words in f"{m['Subject']}\n{text(m)}"), None)

        await until(lambda: look() is not None, f"no mail with {words!r}", 20)
        found = look()
        assert found is not None
        return found

    async def replies(self, to: EmailMessage, words: str) -> None:
        """Answer a mail as a mail program does, with the quote below."""
        quote = "\n".join(f"> {line}" for line in text(to).splitlines())
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Cy <{self.address}>", str(to["Reply-To"])
        mail["Subject"] = f"Re: {to['Subject']}"
        mail["Message-ID"], mail["In-Reply-To"] = make_msgid(domain="example.org"), to["Message-ID"]
        mail.set_content(f"{words}\n\nOn Thursday, Garden wrote:\n{quote}\n")
        await to_thread(self._send, mail)

    def _send(self, mail: EmailMessage) -> None:
        assert self.service.mail is not None
        port = self.service.mail.listener.port  # type: ignore[attr-defined]
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
            server.send_message(mail, self.address, [str(mail["To"])])


def text(mail: EmailMessage) -> str:
    """Return a mail's plain words."""
    body = mail.get_body(("plain",))
    return str(body.get_content()).replace("\r\n", "\n") if body else ""


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncIterator[MailSink]:
    """Where our mail ends."""
    sink = MailSink("127.0.0.1", 0, tmp_path / "outbox")
    await sink.start()
    yield sink
    await sink.stop()


@pytest.fixture
async def mailing(synapse: Lab, tmp_path: Path, outbox: MailSink) -> AsyncIterator[Service]:
    """A running service with mail, whose time passes fast."""
    mail = {
        "domain": DOMAIN,
        "key": "a key for one test, and for no other, long enough",
        "outgoing": {"host": "127.0.0.1", "port": outbox.port, "starttls": "no"},
        "inbound": {"protocol": "smtp", "port": 0, "assume_trusted": True},
    }
    settings = settings_for(
        synapse, tmp_path, mail=mail, web={"port": 0}, time={"speed": SPEED, "settle": "1s"}
    )
    async with served(Service(settings)) as running:
        yield running


async def test_someone_with_only_mail_takes_part(
    synapse: Lab, mailing: Service, outbox: MailSink
) -> None:
    """Invited, confirmed by reply, welcomed; reads the room, answers into it, and leaves."""
    (ana, ben), room = await crew(synapse, mailing, "ana", "ben")
    cy = Mailbox("cy@example.org", outbox.maildir, mailing)

    line = await ana.say(room, "!mail invite cy@example.org Cy")
    asked = await cy.gets("invites you")
    await cy.replies(asked, "YES")
    await ben.see(room, kind="member_welcomed")
    await cy.gets("Welcome to Garden")
    shown = next(e for e in await ana.messages(room) if e["event_id"] == line)
    assert "body" not in shown["content"], "the line with the address was taken out"

    dry = await ana.say(room, "The beds are dry.")
    post = await cy.gets("The beds are dry.")
    assert "Ana" in str(post["From"]) or "in Garden" in str(post["From"])

    began = time.monotonic()
    await cy.replies(post, "I come at seven.")
    said = await ben.see(room, "I come at seven.")
    assert time.monotonic() - began < 15
    assert said["sender"].startswith("@_fac_")
    assert said["content"]["body"] == "I come at seven."
    assert said["content"]["m.relates_to"]["m.in_reply_to"] == {"event_id": dry}

    await ben.say(room, "Thank you, Cy.")
    thanks = await cy.gets("Thank you, Cy.")
    await cy.replies(thanks, "LEAVE")
    await cy.gets("You have left Garden")
