"""What is left of a person in the books when they are forgotten, and how all of it is let go.

Their words are emptied where they are kept (``forgetting``). Here go the copies: what came in raw, what
went out, what we remember of mails, and the ids and addresses by which messages are told apart. Every
address becomes the member's own number, and every id that has one in it a number of its own: the same
in every table, so that what belongs together still does.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import LargeBinary, String, Table, or_, select, update

from facilitator.acts import Enclose, Post, Say, encode
from facilitator.clock import micros
from facilitator.postman import DROPPED, PARKED, SENT
from facilitator.store import tables as t
from facilitator.store.ledger import DONE, SHUNTED
from facilitator.visit import Visit

SHORT = 6
"""Letters below which a text is nobody's own: it stands in too much that others wrote."""

SILENCE = encode(Say(""))

PACKED = frozenset({Post.__name__, Enclose.__name__})
"""Acts whose text cannot be read in the books: mails and files."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What can tell of a member: their number with us, name, addresses of all media, and words."""

    member: str
    name: str
    addresses: tuple[str, ...]
    texts: tuple[str, ...]

    def are_in(self, text: str) -> bool:
        """Whether a text tells of them."""
        if any(address in text for address in self.addresses):
            return True
        said = any(one in text or _escaped(one) in text for one in self.texts)
        return said or _named(self.name, text)

    def without_addresses(self, text: str) -> str:
        """Return a text with numbers instead of addresses, and of ids that have one in them."""
        for address in self.addresses:
            ids = re.compile(rf"<[^<>\s]*{re.escape(address)}[^<>\s]*>", re.IGNORECASE)
            text = ids.sub(_numbered, text)
            alone = rf"(?<![\w.+-]){re.escape(address)}(?![\w.-]*\w)"
            text = re.sub(alone, self.member, text, flags=re.IGNORECASE)
        return text


def _escaped(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _named(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _numbered(found: re.Match[str]) -> str:
    return f"<{sha256(found[0].encode()).hexdigest()[:24]}@forgotten.invalid>"


def traces_of(visit: Visit, member: str, asked: Iterable[str]) -> Traces:
    """Return what tells of a member now; ``asked`` are questions that they wrote."""
    row = visit.ledger.one(t.member, id=member) or {}
    handles = visit.ledger.all(t.handle, member=member)
    said = [words["text"] for words in visit.ledger.all(t.words, member=member)]
    noted = [note["text"] for note in visit.ledger.all(t.note, member=member)]
    texts = {text.strip() for text in (*said, *noted, *asked)}
    addresses = tuple(handle["address"] for handle in handles)
    return Traces(
        member, row.get("name", ""), addresses, tuple(x for x in texts if len(x) >= SHORT)
    )


def sweep(visit: Visit, traces: Traces) -> None:
    """Let go of every copy, at the end of this transaction; what it sends itself goes in a week."""
    visit.ledger.flush_rows()
    _came_in(visit, traces)
    _went_out(visit, traces)
    _mails(visit, traces)
    _ids(visit, traces)


def _came_in(visit: Visit, traces: Traces) -> None:
    """Empty what came in raw from them or tells of them; mails are packed, so all that are read go.

    What is set aside for the operator and is not theirs stays: nothing is dropped silently.
    """
    here, connection = t.inbox.c, visit.ledger.connection
    taken = or_(here.state == DONE, here.key == visit.intake.key)
    connection.execute(
        update(t.inbox).where(here.ear == "mail", taken, here.body != b"").values(body=b"")
    )
    rest = or_(taken, here.state == SHUNTED)
    asked = select(here.seq, here.body).where(rest, here.body != b"")
    gone = [row.seq for row in connection.execute(asked) if traces.are_in(_text(row.body))]
    _empty(visit, t.inbox, here.seq, gone, body=b"")


def _went_out(visit: Visit, traces: Traces) -> None:
    """Empty what was sent; mails and files are packed, so all of those go.

    Whatever could not be sent is dropped.
    """
    here, connection = t.outbox.c, visit.ledger.connection
    over = (SENT, DROPPED, PARKED)
    asked = select(here.id, here.act, here.state, here.body).where(
        here.state.in_(over), here.body != SILENCE
    )
    rows = [
        row
        for row in connection.execute(asked)
        if (row.act in PACKED and row.state != PARKED) or traces.are_in(_text(row.body))
    ]
    _empty(visit, t.outbox, here.id, [row.id for row in rows], body=SILENCE)
    parked = [row.id for row in rows if row.state == PARKED]
    _empty(visit, t.outbox, here.id, parked, state=DROPPED, sent_at=micros(visit.now))


def _text(body: bytes) -> str:
    return body.decode(errors="replace")


def _mails(visit: Visit, traces: Traces) -> None:
    """Know our mails to others by their text no more, where it tells of them."""
    here = t.sent_mail.c
    asked = select(here.message_id, here.plain, here.subject).where(
        or_(here.plain.is_not(None), here.subject != "")
    )
    rows = list(visit.ledger.connection.execute(asked))
    plain = [row.message_id for row in rows if traces.are_in(row.plain or "")]
    _empty(visit, t.sent_mail, here.message_id, plain, plain=None)
    subjects = [row.message_id for row in rows if traces.are_in(row.subject)]
    _empty(visit, t.sent_mail, here.message_id, subjects, subject="")


def _empty(visit: Visit, table: Table, key: Any, keys: list[Any], **values: Any) -> None:
    for at in range(0, len(keys), 500):
        these = keys[at : at + 500]
        visit.ledger.connection.execute(update(table).where(key.in_(these)).values(**values))


def _ids(visit: Visit, traces: Traces) -> None:
    """Put numbers for addresses into every column of text of every table."""
    for table in t.metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, String) and not isinstance(column.type, LargeBinary):
                _renumber(visit, table, column, traces.addresses, traces.without_addresses)


def _renumber(
    visit: Visit, table: Table, column: Any, addresses: Iterable[str], anew: Callable[[str], str]
) -> None:
    connection, keys = visit.ledger.connection, list(table.primary_key.columns)
    for address in addresses:
        asked = select(*keys, column.label("found")).where(
            column.contains(address, autoescape=True)
        )
        for row in list(connection.execute(asked).mappings()):
            same = [key == row[key.name] for key in keys]
            connection.execute(update(table).where(*same).values({column.name: anew(row["found"])}))
