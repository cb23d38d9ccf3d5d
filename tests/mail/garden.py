"""Garden with three people in chat and two by mail, on a real desk; only the two wires are ours.

Ids count up instead of being drawn, so that equal tests write equal mails.
"""

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from sqlalchemy import Connection, func, insert, select, update

from bridges.email.addresses import Lists
from bridges.email.face import MailFace
from facilitator.acts import Post, Say
from facilitator.clock import SetClock, micros, moment
from facilitator.desk import Desk
from facilitator.hosting import receive, refuse
from facilitator.hosting.inner import hear_inner
from facilitator.intake import Heard, Mailed, Said, Ticked
from facilitator.medium import Delivered, Outcome, Parcel
from facilitator.postman import Postman, inner_body
from facilitator.store import Store, ledger
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from facilitator.visit import House
from tests.lab.counting import Counted
from tests.lab.once import ENGLISH, blank_books

DOMAIN = "mail.example"
LIST = f"riverside-garden@{DOMAIN}"
KEY = b"a key for tests, and for nothing else"
MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ROOM = "!garden:lab.test"
NAMES = {"ana": "Ana", "ben": "Ben", "eli": "Eli", "cy": "Cy", "di": "Di"}
ADDRESS = {"cy": "cy.miller@example.org", "di": "Di.Stone@example.net"}
PASSED = "mx.mail.example; dmarc=pass header.from={domain}"


@dataclass(slots=True)
class Wire:
    """A medium that takes everything: the far end of the house."""

    name: str
    brought: list[Parcel] = field(default_factory=list)

    async def deliver(self, parcel: Parcel) -> Outcome:
        self.brought.append(parcel)
        act = parcel.act
        return Delivered(act.message_id if isinstance(act, Post) else f"$event{len(self.brought)}")


def hear_mail(body: bytes) -> Heard | None:
    return msgspec.msgpack.decode(body, type=Mailed)


def hear_said(body: bytes) -> Heard | None:
    return msgspec.json.decode(body, type=Said)


def heard_mail(post: Post) -> EmailMessage:
    """A mail as it was handed over, read by the standard library."""
    mail = message_from_bytes(post.raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def plain(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def kind(mail: EmailMessage) -> str:
    """Which notice a mail brings."""
    return shown(mail)["kind"]


def shown(mail: EmailMessage) -> dict[str, str]:
    """The machine-readable notice of a mail."""
    pairs = str(mail["X-Facilitator-Notice"]).split(";")
    return dict(pair.strip().split("=", 1) for pair in pairs)


class Garden:
    """The circle, its people, and what reached them."""

    def __init__(self, store: Store, mail: MailFace) -> None:
        self.clock = SetClock(MONDAY)
        self.store = store
        self.matrix, self.mail = Wire("matrix"), Wire("mail")
        house = House("lab.test", ENGLISH, ZoneInfo("Europe/Lisbon"), mail=mail)
        media = {"matrix": self.matrix, "mail": self.mail}
        self.postman = Postman(store, self.clock, media, lambda: None, slot_gap=0)
        ears = {"matrix": hear_said, "mail": hear_mail, "inner": hear_inner}
        self.desk = Desk(store, self.clock, house, ears, receive, refuse, self.postman)
        self._count = itertools.count(1)

    # -- what happens ---------------------------------------------------------------------------

    async def say(self, who: str, text: str, reply_to: str | None = None) -> None:
        """Somebody writes in the room."""
        ref = f"$said{next(self._count)}"
        said = Said(ref, f"@{who}:lab.test", text, reply_to=reply_to)
        await self._take("matrix", f"matrix:{ref}", ROOM, msgspec.json.encode(said))

    async def write(
        self,
        who: str,
        words: str,
        answers: EmailMessage | None = None,
        *,
        to: str | None = None,
        by: str | None = None,
        trust: str | None = PASSED,
        envelope: str | None = None,
        ref: str | None = None,
        head: dict[str, str] | None = None,
        mail: EmailMessage | None = None,
        again: bool = False,
    ) -> str:
        """Somebody sends a mail, by default as a reply to Reply-To; return its Message-ID."""
        author = by or ADDRESS[who]
        number = next(self._count)
        ref = ref or f"<letter{number}@example.org>"
        sent = mail or EmailMessage(policy=policy.SMTP)
        if mail is None:
            sent.set_content(words)
        sent["From"] = f"{NAMES.get(who, who)} <{author}>"
        sent["Message-ID"] = ref
        if answers is not None:
            sent["Subject"] = f"Re: {answers['Subject']}"
            sent["In-Reply-To"] = answers["Message-ID"]
            sent["References"] = f"{answers['References'] or ''} {answers['Message-ID']}".strip()
        recipient = to or str(answers["Reply-To"] if answers is not None else LIST)
        sent["To"] = recipient
        for name, value in (head or {}).items():
            if name in sent:
                del sent[name]
            if value:
                sent[name] = value
        raw = sent.as_bytes()
        if trust:
            line = trust.format(domain=author.rpartition("@")[2].lower())
            raw = f"Authentication-Results: {line}\r\n".encode() + raw
        mailed = Mailed(raw, author if envelope is None else envelope, recipient, True)
        key = f"mail:{recipient}:{ref}" + (f":{number}" if again else "")
        await self._take("mail", key, ROOM, msgspec.msgpack.encode(mailed))
        return ref

    async def later(self, **span: float) -> None:
        """Time passes, and every alarm rings in its order."""
        end = self.clock.now() + timedelta(**span)
        while (due := await self._first_alarm()) is not None and due[1] <= end:
            self.clock._now = max(due[1], self.clock.now())
            body = inner_body(Ticked(due[0], due[1]))
            await self._take("inner", f"due:{due[0]}:{micros(due[1])}", ROOM, body)
        self.clock._now = end

    async def _first_alarm(self) -> tuple[str, datetime] | None:
        row = await self.store.read(
            lambda c: c.execute(select(t.alarm).order_by(t.alarm.c.due_at)).first()
        )
        return (row.subject, moment(row.due_at)) if row else None

    async def _take(self, ear: str, key: str, place: str, body: bytes) -> None:
        at = micros(self.clock.now())
        row = {"key": key, "ear": ear, "place": place, "body": body, "said_at": at,
               "heard_at": at, "state": 0}  # fmt: skip
        await self.store.write(lambda c: insert_once(c, t.inbox, [row]))
        while await self.desk.take_waiting():
            pass
        await self.postman.drain()
        assert await self.count(t.inbox, state=2) == 0, "an intake was shunted"

    # -- what came of it ------------------------------------------------------------------------

    @property
    def posts(self) -> list[Post]:
        """Every mail that left, oldest first."""
        return [p.act for p in self.mail.brought if isinstance(p.act, Post)]

    def private(self, who: str) -> list[str]:
        """What was said in somebody's private chat."""
        here = [p.act for p in self.matrix.brought if p.address == f"!{who}:lab.test"]
        return [act.plain for act in here if isinstance(act, Say)]

    def mails(self, who: str, of: str | None = None) -> list[EmailMessage]:
        """What a member got by mail, perhaps of one kind only."""
        address = ADDRESS[who].lower()
        mails = [heard_mail(post) for post in self.posts if post.recipient == address]
        return [mail for mail in mails if of is None or kind(mail) == of]

    def newest(self, who: str, of: str | None = None) -> EmailMessage:
        """The newest of them."""
        mails = self.mails(who, of)
        assert mails, f"no mail {of or ''} for {who}: {[kind(m) for m in self.mails(who)]}"
        return mails[-1]

    def heard(self, of: str | None = None) -> list[str]:
        """What was said in the room, cards' edits apart; perhaps only notices of one kind."""
        here = [p.act for p in self.matrix.brought if p.address == ROOM]
        says = [act for act in here if isinstance(act, Say) and not act.edits]
        return [act.plain for act in says if of is None or (act.fields or {}).get("kind") == of]

    def read_out(self) -> list[str]:
        """The letters that ghosts have read out."""
        return [p.act.plain for p in self.matrix.brought if isinstance(p.act, Say) and p.act.aloud]

    async def rows(self, table: Any, **where: Any) -> list[Any]:
        """Rows of the books."""
        return await self.store.read(
            lambda c: list(c.execute(select(table).filter_by(**where)).mappings())
        )

    async def count(self, table: Any, **where: Any) -> int:
        """How many there are."""

        def counted(c: Connection) -> int:
            return int(
                c.execute(select(func.count()).select_from(table).filter_by(**where)).scalar_one()
            )

        return await self.store.read(counted)

    async def change(self, table: Any, values: dict[str, Any], **where: Any) -> None:
        """Put something into the books that no wire of this garden brings."""
        await self.store.write(
            lambda c: c.execute(update(table).filter_by(**where).values(**values))
        )


def plant(connection: Connection) -> None:
    """Write Riverside, Garden and its people down."""
    at = micros(MONDAY - timedelta(days=30))
    circles: list[dict[str, Any]] = [
        {"id": "cir_r", "slug": "riverside", "name": "Riverside", "scale": "congregation",
         "parent": None},
        {"id": "cir_g", "slug": "riverside-garden", "name": "Garden", "scale": "crew",
         "parent": "cir_r"},
    ]  # fmt: skip
    for circle in circles:
        connection.execute(
            insert(t.circle).values(founder="mem_ana", zone="Europe/Lisbon", made_at=at, **circle)
        )
    connection.execute(
        insert(t.place).values(
            id="plc_g",
            circle="cir_g",
            part="crew",
            address=ROOM,
            made_at=at,
            assistants="facilitator postie",
        )
    )
    for order, (who, name) in enumerate(NAMES.items()):
        member, by_mail = f"mem_{who}", who in ADDRESS
        ghost = f"_fac_{who}" if by_mail else None
        connection.execute(
            insert(t.member).values(id=member, name=name, made_at=at, ghost=ghost, language="en")
        )
        medium, address = (
            ("mail", ADDRESS[who].lower()) if by_mail else ("matrix", f"@{who}:lab.test")
        )
        connection.execute(
            insert(t.handle).values(medium=medium, address=address, member=member, verified_at=at)
        )
        connection.execute(
            insert(t.membership).values(
                circle="cir_g",
                member=member,
                host=who == "ana",
                chat=not by_mail,
                mail=by_mail,
                lane="slow" if by_mail else "live",
                joined_at=at + order,
            )
        )
        if not by_mail:
            connection.execute(
                insert(t.place).values(
                    id=f"plc_{who}",
                    part="private",
                    member=member,
                    address=f"!{who}:lab.test",
                    made_at=at,
                )
            )


@pytest.fixture
async def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Garden]:
    """Garden, on a desk whose mail needs dmarc to pass."""
    monkeypatch.setattr(ledger, "ULID", Counted.begin())
    store = blank_books(tmp_path / "books.db")
    await store.open()
    await store.write(plant)
    house = MailFace(Lists(DOMAIN), KEY, "https://pages.example", authserv_id="mx.mail.example")
    planted = Garden(store, house)
    yield planted
    await planted.postman.stop()
    await store.close()
