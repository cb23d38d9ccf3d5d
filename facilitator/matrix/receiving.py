"""From the homeserver into the inbox: one commit for everything a push or a sync brought.

The key is the event id, so that a push, its repetition and a later sync are one. Our own events come
back too: they are not heard, but they confirm the outbox row they carry — which also means that the
card is known before any reaction to it is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, update

from facilitator.clock import Clock, micros
from facilitator.failpoints import pass_by
from facilitator.matrix.inbound import is_ours
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once

OUTBOX_ID = "org.facilitator.id"
"""The content key under which every event of ours names its outbox row."""


_NUL = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")
"""An escaped NUL, and not a backslash before the letters "u0000"; PostgreSQL's texts hold no NUL."""

MOST_ECHOES = 1000
"""Own events that wait for a commit at once; older ones have long been marked by the postman."""


class Glance(msgspec.Struct):
    """As much of an event as is needed to file it."""

    type: str
    event_id: str
    sender: str
    room_id: str = ""
    origin_server_ts: int = 0


_GLANCE = msgspec.json.Decoder(Glance)


@dataclass(slots=True)
class Sorted:
    """What a push held: rows for the inbox, and our own events that confirm the outbox."""

    rows: list[dict[str, Any]]
    echoes: list[dict[str, Any]]
    strange: int = 0


class Receiving:
    """Files events. ``ours`` says whether a user id is one of the service's own."""

    def __init__(
        self, store: Store, clock: Clock, ours: Callable[[str], bool], ring: Callable[[], None]
    ) -> None:
        self.store = store
        self.clock = clock
        self.ours = ours
        self.ring = ring
        self.strange = 0
        self._echoes: list[dict[str, Any]] = []

    async def push(self, events: list[bytes]) -> None:
        """Commit the events of one transaction; when this returns they are safe.

        Our own events wait for the next commit of somebody's words: a reaction to a card is filed
        together with the card's echo or after it. Should they be lost with us, the postman's own
        mark says the same, or a resend finds the event there (matrix.md §2.4).
        """
        sorted_ = self.sort(events, "")
        if not sorted_.rows:
            self._echoes = [*self._echoes, *sorted_.echoes][-MOST_ECHOES:]
            return
        sorted_.echoes, self._echoes = [*self._echoes, *sorted_.echoes], []
        await self.store.write(lambda c: self.file(c, sorted_))
        pass_by("receive.after_commit")
        self.ring()

    def sort(self, events: list[bytes], room: str) -> Sorted:
        """Look at each event just long enough to know where it belongs."""
        sorted_ = Sorted([], [])
        heard_at = micros(self.clock.now())
        for raw in events:
            try:
                glance = _GLANCE.decode(raw)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                sorted_.strange += 1
                continue
            self._sort_one(sorted_, glance, raw, room, heard_at)
        self.strange += sorted_.strange
        return sorted_

    def _sort_one(
        self, sorted_: Sorted, glance: Glance, raw: bytes, room: str, heard_at: int
    ) -> None:
        if self.ours(glance.sender):
            echo = _echo(raw)
            if echo:
                sorted_.echoes.append({"b_id": echo, "b_ref": glance.event_id, "b_at": heard_at})
        elif is_ours({"type": glance.type}) and len(glance.event_id) <= 255:
            sorted_.rows.append(
                {"key": f"matrix:{glance.event_id}", "ear": "matrix",
                 "place": glance.room_id or room, "body": _without_nul(raw),
                 "said_at": self._said_at(glance.origin_server_ts, heard_at),
                 "heard_at": heard_at, "state": 0}
            )  # fmt: skip

    def _said_at(self, stamp: int, heard_at: int) -> int:
        """Return when it was said: the homeserver's stamp if it is sane, and never after we heard it."""
        if not 0 < stamp < 4_102_444_800_000:  # before the year 2100, in milliseconds
            return heard_at
        wall = datetime.fromtimestamp(stamp / 1000, UTC)
        return min(micros(self.clock.at(wall)), heard_at)

    def file(self, connection: Connection, sorted_: Sorted) -> None:
        """Write what was sorted, inside a transaction of the caller's."""
        if sorted_.rows:
            insert_once(connection, t.inbox, sorted_.rows)
        if sorted_.echoes:
            connection.execute(
                update(t.outbox)
                .where(t.outbox.c.id == bindparam("b_id"), t.outbox.c.state == 0)
                .values(state=1, ref=bindparam("b_ref"), sent_at=bindparam("b_at")),
                sorted_.echoes,
            )
        pass_by("receive.before_commit")


def _without_nul(raw: bytes) -> bytes:
    while (found := _NUL.sub(rb"\1", raw)) != raw:  # what moves together may be one more
        raw = found
    return raw


def _echo(raw: bytes) -> str | None:
    content = msgspec.json.decode(raw).get("content")
    found = content.get(OUTBOX_ID) if isinstance(content, dict) else None
    return found if isinstance(found, str) else None
