"""Notices → outbox rows: who is told where, in which words, with which machine-readable fields."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg
from facilitator.core.refusals import Refusal
from facilitator.store import tables as t
from facilitator.store.ledger import Row
from facilitator.visit import Record, Visit
from facilitator.wording import Said


@dataclass(frozen=True, slots=True)
class Reader:
    """One reader of a notice: a room, a private chat, or a mailbox (a ``wording.Teller``)."""

    visit: Visit
    zone: ZoneInfo
    manner: Literal["room", "own"]
    in_chat: bool = True

    @property
    def now(self) -> datetime:
        """The moment of telling."""
        return self.visit.now

    def name(self, member: MemberId) -> str:
        """Return the member's display name."""
        found = self.visit.ledger.one(t.member, id=member)
        return str(found["name"]) if found else "someone"

    def link(self, member: MemberId) -> str | None:
        """Return where a mention of the member leads, in chat."""
        handle = matrix_id(self.visit, member) if self.in_chat else None
        return f"https://matrix.to/#/{handle}" if handle else None

    def words(self, words: WordsId) -> Said:
        """Return what was said, or the line that stands for words taken back."""
        found = self.visit.ledger.one(t.words, id=words)
        if found is None or found["taken_back"]:
            return Said(self.visit.house.wording.line("words-taken-back"), None)
        return Said(found["text"], found["html"] if self.in_chat else None)


def matrix_id(visit: Visit, member: str) -> str | None:
    """Return the Matrix id under which a member is seen: their own, else their ghost's."""
    handle = visit.ledger.one(t.handle, member=member, medium="matrix")
    if handle:
        return str(handle["address"])
    row = visit.ledger.one(t.member, id=member)
    return visit.house.user(row["ghost"]) if row and row["ghost"] else None


def circle_zone(visit: Visit, circle: Record | None) -> ZoneInfo:
    """Return the zone times are told in, in a room of the circle."""
    return ZoneInfo(circle["zone"]) if circle else visit.house.zone


def answer(visit: Visit, kind: str, args: dict[str, Arg] | None = None, **fields: str | int) -> Row:
    """Answer the message of this visit in its own place, as plain information that replies to it."""
    reader = Reader(visit, circle_zone(visit, visit.circle()), "room")
    phrase = visit.house.wording.phrase(kind, args or {}, reader)
    return visit.answer(phrase, notice_fields(visit, kind, **fields) if fields else None)


def say_refusal(visit: Visit, refusal: Refusal) -> None:
    """Answer "no", kindly, with its code for machines."""
    answer(visit, f"refused-{refusal.code}", dict(refusal.words), code=refusal.code)


def notice_fields(visit: Visit, kind: str, **shown: str | int) -> Record:
    """Return the machine-readable notice beside a message (contract §9)."""
    circle = visit.circle()
    name = "refused" if kind.startswith("refused-") else kind.replace("-", "_")
    fields: Record = {"v": 1, "kind": name}
    if circle:
        fields["circle"] = circle["slug"]
    return fields | shown
