"""Members who lose patience with nobody: they try until they are heard, and say nothing twice.

Whatever they say has one name (a transaction id, a Message-ID), under which it is said again until
the homeserver or our mail listener has taken it.
"""

import asyncio
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.utils import make_msgid

import aiohttp
import aiosmtplib

from facilitator.demo.client import HomeserverRefused, Json, ask, path
from facilitator.demo.letters import Mail, Outbox, reply
from facilitator.demo.person import Person, notice_of
from facilitator.demo.waiting import until

PATIENCE = 180.0
"""Seconds for which a member waits for something, while everything around them dies and returns."""

AGAIN = 0.1
"""Seconds after which they try once more."""


@dataclass(slots=True)
class Member:
    """Someone in chat: ``person`` watches the rooms, this one speaks."""

    person: Person
    homeserver: str

    @property
    def name(self) -> str:
        """What they are called."""
        return self.person.name

    async def say(self, room: str, text: str, reply_to: str | None = None) -> str:
        """Say something for sure; return the event id."""
        content: Json = {"msgtype": "m.text", "body": text, "m.mentions": {}}
        if reply_to:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
        return await self.send(room, "m.room.message", content)

    async def react(self, room: str, target: str, emoji: str) -> None:
        """Put an emoji on a message, for sure."""
        relates = {"rel_type": "m.annotation", "event_id": target, "key": emoji}
        await self.send(room, "m.reaction", {"m.relates_to": relates})

    async def send(self, room: str, kind: str, content: Json) -> str:
        """Send an event under one transaction id until a homeserver that is there took it."""
        parts = ("_matrix", "client", "v3", "rooms", room, "send", kind, uuid.uuid4().hex)
        url, token = self.homeserver + path(*parts), self.person.account.access_token
        async with aiohttp.ClientSession() as session, asyncio.timeout(PATIENCE):
            while True:
                try:
                    said = await ask(session, "PUT", url, token=token, body=content)
                    return str(said["event_id"])
                except aiohttp.ClientError:
                    await asyncio.sleep(AGAIN)
                except HomeserverRefused as refused:
                    if refused.status < 500:
                        raise
                    await asyncio.sleep(AGAIN)

    async def told(self, room: str, kind: str, **fields: object) -> Json:
        """Wait for a notice of that kind with those fields, whenever it came."""

        def fits(event: Json) -> bool:
            notice = notice_of(event) or {}
            return all(notice.get(name) == value for name, value in fields.items())

        return await self.person.see_any(room, fits, kind=kind, timeout=PATIENCE)

    async def acknowledged(self, room: str, said: str) -> None:
        """Wait until there is a reaction under what they said."""

        def fits(event: Json) -> bool:
            relates = event["content"].get("m.relates_to", {})
            return event["type"] == "m.reaction" and bool(relates.get("event_id") == said)

        await self.person.see_any(room, fits, timeout=PATIENCE)


@dataclass(slots=True)
class Writer:
    """Someone who takes part by mail: reads their mailbox, and replies to what asks them."""

    name: str
    address: str
    outbox: Outbox
    port: int  # where the service takes mail

    def mails(self, kind: str, round_: str = "") -> list[Mail]:
        """What came to this mailbox of that kind, about that round if one is named."""
        mine = (mail for mail in self.outbox.mails() if mail.recipient == self.address)
        return [mail for mail in mine if _says(mail, kind, round_)]

    async def gets(self, kind: str, round_: str = "") -> Mail:
        """Wait for such a mail."""
        missing = f"{self.name} got no mail {kind} {round_}"
        return (await until(lambda: self.mails(kind, round_), missing, PATIENCE))[-1]

    async def answers(self, mail: Mail, words: str) -> None:
        """Reply with one Message-ID until our listener has taken it."""
        domain = self.address.partition("@")[2]
        author = Address(self.name, addr_spec=self.address)
        raw = reply(mail, author, words, "below", datetime.now(UTC), make_msgid(domain=domain))
        async with asyncio.timeout(PATIENCE):
            while not await self._is_taken(raw, mail.reply_to.addr_spec):  # noqa: ASYNC110
                await asyncio.sleep(AGAIN)

    async def _is_taken(self, raw: bytes, to: str) -> bool:
        with suppress(OSError, aiosmtplib.SMTPException, TimeoutError):
            await aiosmtplib.send(
                raw, sender=self.address, recipients=[to], hostname="127.0.0.1", port=self.port,
                start_tls=False, timeout=10,
            )  # fmt: skip
            return True
        return False


def _says(mail: Mail, kind: str, round_: str) -> bool:
    notice = f"{dict(mail.head).get('X-Facilitator-Notice', '')};"
    return f"kind={kind};" in notice and (not round_ or f"round={round_};" in notice)
