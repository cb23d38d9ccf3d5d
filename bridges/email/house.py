"""What every part of the mail side knows: whose addresses, which keys; and a mail as it arrived."""

from dataclasses import dataclass
from datetime import timedelta

from bridges.email.addresses import Addressed, Lists
from bridges.email.parsing import Mail
from bridges.email.trust import Trust
from facilitator.hosting.members.rights import membership
from facilitator.intake import Mailed
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """A mail as the desk takes it: read, and all that is known of whom and what it concerns.

    ``address`` is the author's, normalised, and empty where there is none; ``author`` is the member
    who holds it, verified. ``token`` is the row of a proven token, expired or not. ``parent`` is
    the ``sent_mail`` row it answers. ``text`` are the new words, without quotes and signature.
    """

    mailed: Mailed
    mail: Mail
    addressed: Addressed
    circle: Record
    address: str
    author: Record | None
    trust: Trust
    token: Record | None
    parent: Record | None
    text: str

    @property
    def ref(self) -> str:
        """What the mail is called: its Message-ID, empty if it has none."""
        return self.mail.message_id or ""


@dataclass(frozen=True, slots=True, repr=False)
class MailHouse:
    """What holds for the mail side of one service.

    ``web`` is where its pages are reached from outside (no slash at the end), or None without.
    ``undo`` is how long a mail to a room can be taken back before it is posted (contract §7).
    """

    lists: Lists
    key: bytes
    web: str | None = None
    undo: timedelta = timedelta(minutes=2)
    authserv_id: str | None = None
    assume_trusted: bool = False

    def reads_mail(self, visit: Visit, circle: Record | None, member: str) -> bool:
        """Say whether mail is how a member takes part in the circle (or anywhere, without one)."""
        if circle is not None:
            here = membership(visit, circle, member)
            return bool(here and here["mail"] and not here["chat"])
        handles = visit.ledger.all(t.handle, member=member)
        media = {handle["medium"] for handle in handles if handle["verified_at"] is not None}
        return "mail" in media and "matrix" not in media

    def post_address(self, circle: Record) -> str:
        """Return where a mail to the whole circle goes."""
        return self.lists.post(circle["slug"])
