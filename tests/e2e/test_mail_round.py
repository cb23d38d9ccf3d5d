"""One round, two paces: three people in a room, two by mail, over a real homeserver and real SMTP."""

import itertools
import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest

from facilitator.assemble import Service
from facilitator.clock import SystemClock
from facilitator.demo.outbox import MailSink
from facilitator.demo.person import Person
from facilitator.demo.waiting import until
from tests.e2e.conftest import settings_for
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp]

CY, DI = "cy@letters.example", "di@letters.example"
KNEE = "My knee is better. I walked to the river and back."


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
        mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
        return [
            mail
            for mail in mails
            if isinstance(mail, EmailMessage)
            and mail["Delivered-To"] == who
            and f"kind={kind}" in str(mail["X-Facilitator-Notice"])
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


@pytest.fixture
async def sink(tmp_path: Path) -> AsyncIterator[MailSink]:
    """Where our mail goes."""
    opened = MailSink("127.0.0.1", 0, tmp_path / "outbox")
    await opened.start()
    yield opened
    await opened.stop()


@pytest.fixture
async def posted(synapse: Lab, sink: MailSink, tmp_path: Path) -> AsyncIterator[Service]:
    """A running service with mail in and out."""
    mail = {
        "domain": "mail.example",
        "key": secrets.token_urlsafe(32),
        "outgoing": {"port": sink.port, "starttls": "no"},
        "inbound": {"protocol": "smtp", "port": 0, "assume_trusted": True},
    }
    running = Service(settings_for(synapse, tmp_path, mail=mail, web={"port": 0}), Leaping())
    try:
        await running.start()
        await until(running.ticker.may_ring.is_set, "the service never became ready")
        yield running
    finally:
        await running.stop()


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


async def test_a_letter_is_read_out_at_its_place_and_everyone_gets_the_circle_letter(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """Asked, answered before the turn, read out by the ghost, echoed, closed (contract §5)."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    order = f"order=@{ana.user_id[1:]},@{ben.user_id[1:]},@{eli.user_id[1:]}"
    await ana.say(room, f"!goaround What is growing in you this week? {order} each=12h")
    await ana.see(room, kind="turn_opened")
    await mail.answer(CY, await mail.get(CY, "round_announced"), KNEE)
    receipt = await mail.get(CY, "words_received")
    assert KNEE.split(".")[0] in receipt.as_string()
    await mail.answer(DI, await mail.get(DI, "round_announced"), "PASS")
    await mail.get(DI, "word_taken")

    for person in (ana, ben, eli):
        await person.say(room, f"{person.name} is here.")
        await person.say(room, "done")
    read = await eli.see(room, KNEE)
    ghost = await eli.state(room, "m.room.member", read["sender"])
    assert read["sender"].startswith("@_fac_")
    assert ghost is not None
    assert ghost["displayname"] == "Cy (by mail)"
    assert CY not in str(ghost)

    await mail.answer(CY, await mail.get(CY, "echo_opened"), "PASS")
    await leap(posted, days=4)
    letter = await mail.get(DI, "circle_letter")
    body = letter.get_body(("plain",))
    assert body is not None
    assert "My knee is better." in body.get_content()
    assert "Ben is here." in body.get_content()
    await ben.see(room, kind="circle_letter")


async def test_an_objection_by_mail_improves_the_text_and_a_consent_by_mail_brings_it_into_force(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """OBJECT by mail, amended in the room, CONSENT by mail, adopted for all (contract §6)."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    await ben.say(room, "!propose We water the beds at 7 in the morning.")
    asked = await mail.get(CY, "proposal_opened")
    await mail.answer(CY, asked, "OBJECT because the well is locked till 8")
    raised = await ana.see(room, kind="objection_raised")
    assert "the well is locked till 8" in raised["content"]["body"]
    await mail.get(CY, "position_received")

    await ben.say(room, "!amend We water the beds at 8 in the morning.")
    await ana.see(room, kind="proposal_amended")
    await ana.say(room, "!consent")
    await eli.say(room, "!consent")
    await mail.answer(DI, await mail.get(DI, "proposal_amended"), "No objection.")
    await mail.answer(CY, await mail.get(CY, "proposal_amended"), "CONSENT")
    await ana.see(room, kind="objection_resolved")
    await mail.get(CY, "position_received", 2)
    await mail.get(DI, "position_received")
    await leap(posted, minutes=11)

    await ana.see(room, kind="decision_adopted")
    adopted = (await mail.get(CY, "decision_adopted")).get_body(("plain",))
    assert adopted is not None
    assert "We water the beds at 8 in the morning." in adopted.get_content()
    assert "no answer 0" in adopted.get_content()
