"""The mail side of a meeting: the real door, ear and house; only the wires are missing."""

from pydantic import SecretStr

from bridges.email.addresses import Lists
from bridges.email.assembly import Receiving, hear_mail
from bridges.email.face import MailFace
from bridges.email.server import RawMail
from facilitator.clock import Clock
from facilitator.intake import Mailed
from facilitator.settings import Mail
from facilitator.store import Store
from facilitator.visit import Ear
from tests.transcripts.language import Mistake

LISTS = "lists.lab.test"
KEY = "a key for meetings, known to everybody"
PEER = "127.0.0.1"
"""The operator's own mail server, which we trust."""


class PostOffice:
    """Takes mails as the listener does after its dialogue."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.clock = clock
        self.ear: Ear = hear_mail
        self.house = MailFace(Lists(LISTS), KEY.encode(), assume_trusted=True)
        mail = Mail(domain=LISTS, key=SecretStr(KEY))
        self._door = Receiving(Lists(LISTS), mail, store, clock, lambda: None)

    async def take(self, mailed: Mailed) -> None:
        """Keep a mail for the desk; raises ``Mistake`` for one that its sender would get back."""
        if not await self._door.accepts(mailed.recipient):
            raise Mistake(f"there is no address {mailed.recipient}")
        mail = RawMail(
            mailed.envelope_from, (mailed.recipient,), PEER, mailed.raw, self.clock.now()
        )
        no = await self._door.receive(mail)
        if no is not None:
            raise Mistake(f"the mail server says {no.line()}")
