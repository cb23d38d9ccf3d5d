"""From the wire into the books: known addresses only, one row for each list, 250 after the commit."""

import smtplib
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from email.message import EmailMessage
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection, select

from bridges.email.addresses import Lists
from bridges.email.assembly import Receiving, hear_mail
from bridges.email.server import MailListener
from facilitator.clock import SetClock
from facilitator.intake import Mailed
from facilitator.settings import Mail
from facilitator.store import Store
from facilitator.store import tables as t
from tests.lab.once import blank_books
from tests.smtp.conftest import MONDAY

DOMAIN = "lists.example.org"


class Door:
    """A listener that keeps what comes in a store, and a peer that hands mail over."""

    def __init__(self, store: Store, receiving: Receiving, listener: MailListener) -> None:
        self.store, self.receiving, self.listener = store, receiving, listener
        self.rung = 0

    async def bring(self, *to: str, id_: str | None = "<1@example.org>", words: str = "Hi") -> None:
        """Hand over one mail; raises what ``smtplib`` raises."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "ana@example.org", ", ".join(to), "Hi"
        if id_:
            mail["Message-ID"] = id_
        mail.set_content(words)

        def send() -> None:
            with smtplib.SMTP("127.0.0.1", self.listener.port, timeout=5) as server:
                server.sendmail("ana@example.org", list(to), mail.as_bytes())

        await to_thread(send)

    async def kept(self) -> list[tuple[str, Mailed]]:
        """Return where each row of the inbox belongs, and its mail."""
        rows = await self.store.read(
            lambda c: c.execute(select(t.inbox).order_by(t.inbox.c.seq)).mappings().all()
        )
        found = [(row["place"], hear_mail(row["body"])) for row in rows]
        return [(place, mail) for place, mail in found if isinstance(mail, Mailed)]


def furnish(connection: Connection) -> None:
    """Two crews, one of which has its room."""
    for slug, address in (("garden", "!garden:lab.test"), ("kitchen", None)):
        connection.execute(t.circle.insert().values(
            id=f"cir_{slug}", slug=slug, name=slug.title(), scale="crew", founder="mem_ana",
            zone="UTC", settings="{}", numbers=0, made_at=0))  # fmt: skip
        connection.execute(t.place.insert().values(
            id=f"plc_{slug}", circle=f"cir_{slug}", part="crew", address=address, assistants="",
            levels="{}", gone=False, made_at=0))  # fmt: skip


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    """A door to Garden and Kitchen."""
    async with AsyncExitStack() as stack:
        store = blank_books(tmp_path / "facilitator.db")
        await store.open()
        stack.push_async_callback(store.close)
        await store.write(furnish)
        clock = SetClock(MONDAY)
        mail = Mail(domain=DOMAIN, key=SecretStr("a key for one test, long enough for a key"))
        receiving = Receiving(Lists(DOMAIN), mail, store, clock, lambda: None)
        listener = MailListener(
            "127.0.0.1", 0, "smtp", receiving.receive, receiving.accepts, now=clock.now
        )
        await listener.start()
        stack.push_async_callback(listener.stop, 1)
        yield Door(store, receiving, listener)


async def test_a_mail_is_kept_with_its_envelope_in_its_room(door: Door) -> None:
    """The row belongs to the list's room and holds the mail, its envelope and whom we believe."""
    await door.bring(f"garden@{DOMAIN}")
    ((place, mail),) = await door.kept()
    assert place == "!garden:lab.test"
    assert mail.envelope_from == "ana@example.org"
    assert mail.recipient == f"garden@{DOMAIN}"
    assert mail.peer_trusted
    assert b"Subject: Hi" in mail.raw


@pytest.mark.parametrize("address", [f"cellar@{DOMAIN}", "garden@elsewhere.example", "garden"])
async def test_unknown_addresses_are_refused_in_the_dialogue(door: Door, address: str) -> None:
    """Nobody gets a bounce later for an address we do not have (email.md §4)."""
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        await door.bring(address)
    (code, _words) = refused.value.recipients[address]
    assert code in (550, 501, 553)
    assert await door.kept() == []


@pytest.mark.parametrize("local", ["garden-leave", "garden-request", f"garden+r.{'a' * 26}"])
async def test_every_address_of_a_list_is_taken(door: Door, local: str) -> None:
    """The list's own addresses, and those with a token."""
    await door.bring(f"{local}@{DOMAIN}")
    assert len(await door.kept()) == 1


async def test_the_same_mail_twice_is_one_row(door: Door) -> None:
    """A peer that missed our 250 sends again: the key is the same, the books keep one."""
    await door.bring(f"garden@{DOMAIN}")
    await door.bring(f"garden@{DOMAIN}")
    assert len(await door.kept()) == 1


async def test_without_an_id_the_octets_tell(door: Door) -> None:
    """Where there is no Message-ID, equal mails are one and different ones are two."""
    for words in ("Hi", "Hi", "Ho"):
        await door.bring(f"garden@{DOMAIN}", id_=None, words=words)
    assert len(await door.kept()) == 2


async def test_one_row_for_each_list(door: Door) -> None:
    """A post to two lists is one for each; a reply that also goes to the list is one, by its token."""
    token = f"garden+r.{'a' * 26}@{DOMAIN}"
    await door.bring(f"garden@{DOMAIN}", token, f"kitchen@{DOMAIN}")
    kept = {mail.recipient for _, mail in await door.kept()}
    assert kept == {token, f"kitchen@{DOMAIN}"}


async def test_what_cannot_be_read_is_refused_in_the_dialogue(door: Door) -> None:
    """A mail beyond the limits is answered while its sender listens."""
    parts = "".join(f"--x\r\n\r\n{n}\r\n" for n in range(200))
    raw = f'Content-Type: multipart/mixed; boundary="x"\r\n\r\n{parts}--x--\r\n'

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", door.listener.port, timeout=5) as server:
            server.sendmail("ana@example.org", [f"garden@{DOMAIN}"], raw)

    with pytest.raises(smtplib.SMTPDataError) as refused:
        await to_thread(send)
    assert refused.value.smtp_code == 554


async def test_books_that_cannot_be_written_mean_later(door: Door) -> None:
    """No 250 without a commit: the sender keeps the mail and comes again."""
    await door.store.write(lambda c: t.inbox.drop(c))
    with pytest.raises(smtplib.SMTPDataError) as refused:
        await door.bring(f"garden@{DOMAIN}")
    assert refused.value.smtp_code == 451
