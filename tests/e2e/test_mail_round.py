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


async def test_a_sealed_round_opens_at_once_in_the_room_and_in_the_mailboxes(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """Written alone, in chat and by mail; nobody sees anything before all have answered."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    await ana.say(room, "!round What do we need to talk about?")
    asked = await ben.see(room, kind="round_announced")
    await mail.answer(CY, await mail.get(CY, "round_announced"), "The fence falls.")
    receipt = (await mail.get(CY, "words_received")).get_body(("plain",))
    assert receipt is not None
    assert "The fence falls." in receipt.get_content()
    await mail.answer(DI, await mail.get(DI, "round_announced"), "PASS")
    await mail.get(DI, "word_taken")
    me = f"@facilitator:{synapse.synapse.server_name}"
    for person in (ana, ben):
        chat = await person.create_dm(me)
        await person.see(chat, "Hello")
        await person.say(chat, f"{person.name} misses our Sundays.")
        await person.see(chat, kind="words_received")
    assert not [m for m in await eli.messages(room) if "misses" in str(m) or "fence" in str(m)]
    said = await eli.say(room, "pass", reply_to=asked["event_id"])
    await eli.see(room, lambda e: e["content"].get("m.relates_to", {}).get("event_id") == said)
    await leap(posted, minutes=2)

    opened = (await eli.see(room, kind="words_revealed"))["content"]["body"]
    letter = (await mail.get(DI, "circle_letter")).get_body(("plain",))
    assert letter is not None
    for words in ("The fence falls.", "Ana misses our Sundays.", "Ben misses our Sundays."):
        assert opened.count(words) == 1
        assert letter.get_content().count(words) == 1


async def test_a_check_in_runs_from_its_file_at_both_paces(
    synapse: Lab, sink: MailSink, posted: Service
) -> None:
    """Stillness, turns with letters at their places, thanks, and the whole in one circle letter."""
    mail = Mailboxes(sink, posted)
    (ana, ben, eli), room = await garden(synapse, posted, mail)

    await ana.say(room, "!start check_in")
    await ben.see(room, kind="session_opened")
    await ben.see(room, kind="stillness_began")
    await leap(posted, minutes=1)
    called = await ben.see(room, kind="roll_call")
    asked = await mail.get(CY, "round_announced")
    assert "step 2 of 3" in asked.as_string()
    await mail.answer(CY, asked, "Slept badly.")
    await mail.get(CY, "words_received")
    await mail.answer(DI, await mail.get(DI, "round_announced"), "PASS")
    await mail.get(DI, "word_taken")
    for person in (ben, eli):
        await person.say(room, "!in", reply_to=called["event_id"])
    people = {person.user_id: person for person in (ana, ben, eli)}
    for _ in people:
        turn = await ana.see(room, kind="turn_opened")
        speaker = people[turn["content"]["org.facilitator.notice"]["member"]]
        await speaker.say(room, f"{speaker.name} is here.")
        await speaker.say(room, "done")
    echo = await ana.see(room, kind="echo_opened")
    for person in (ana, ben, eli):
        await person.say(room, "!pass", reply_to=echo["event_id"])
    await mail.answer(CY, await mail.get(CY, "echo_opened"), "PASS")

    letter = (await mail.get(CY, "circle_letter")).get_body(("plain",))
    assert letter is not None
    for words in ("Slept badly.", "Ana is here.", "Ben is here.", "Eli is here."):
        assert letter.get_content().count(words) == 1
    await ana.see(room, kind="round_closed")
