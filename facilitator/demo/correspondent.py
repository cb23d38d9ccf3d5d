"""Someone who takes part by mail alone: reads their mailbox, replies as a mail program would."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.utils import make_msgid

import aiosmtplib

from facilitator.demo.letters import Mail, Outbox, reply
from facilitator.demo.waiting import until


@dataclass(slots=True)
class Correspondent:
    """One mail member: ``name``, ``address``, and where mails are read and handed in."""

    name: str
    address: str
    outbox: Outbox
    smtp: tuple[str, int]
    _seen: set[str] = field(default_factory=set)

    def mails(self) -> list[Mail]:
        """Return everything that was delivered to this person, oldest first."""
        mine = [m for m in self.outbox.mails() if m.recipient == self.address]
        return mine[::-1]

    async def gets(self, what: str, seconds: float = 20) -> Mail:
        """Wait for a mail not asked for before whose notice, subject or text holds ``what``."""

        def look() -> Mail | None:
            fresh = (m for m in self.mails() if m.key not in self._seen and _is_about(m, what))
            return next(fresh, None)

        mail = await until(look, f"{self.name} got no mail about {what!r}", seconds)
        self._seen.add(mail.key)
        return mail

    async def answers(self, mail: Mail, words: str) -> None:
        """Reply to a mail, with the quote below, as most mail programs do."""
        domain = self.address.partition("@")[2]
        author = Address(self.name, addr_spec=self.address)
        raw = reply(mail, author, words, "below", datetime.now(UTC), make_msgid(domain=domain))
        await self.sends(raw, mail.reply_to.addr_spec)

    async def sends(self, raw: bytes, to: str) -> None:
        """Hand a whole mail to the service's listener; raises when it is refused."""
        host, port = self.smtp
        await aiosmtplib.send(
            raw, sender=self.address, recipients=[to], hostname=host, port=port, start_tls=False
        )


def _is_about(mail: Mail, what: str) -> bool:
    notice = dict(mail.head).get("X-Facilitator-Notice", "")
    return f"kind={what};" in f"{notice};" or what in mail.subject or what in mail.plain
