"""Push is fast, sync is sure: what the homeserver forgot to push is read by /sync (matrix.md §6.3).

The token is stored in the same commit as the events it covers, so that nothing between two tokens
can be missed. Events that a push has brought already are the same rows and change nothing.
"""

from hashlib import sha256
from typing import Any

import msgspec
import structlog
from sqlalchemy import Connection, delete, insert, select

from facilitator.matrix.gateway import Gateway, Json
from facilitator.matrix.receiving import Receiving, Sorted
from facilitator.store import tables as t
from facilitator.store.ledger import WAITING

log = structlog.get_logger()

TOKEN = "sync"  # noqa: S105 - the bookmark's name, not a secret
PAGES = 50
"""At most this many pages of 100 events are read back in one room after a long absence."""


class Reconciling:
    """Reads as one user what the pushes may have left out."""

    def __init__(self, gateway: Gateway, receiving: Receiving, localpart: str) -> None:
        self.gateway = gateway
        self.receiving = receiving
        self.user = gateway.user(localpart)

    async def catch_up(self) -> int:
        """Bring the inbox to the head of the stream; return how many events were filed or known."""
        store, total = self.receiving.store, 0
        since = await store.read(_token)
        while True:
            answer = await self.gateway.sync(self.user, since)
            found = Sorted([], []) if since is None else await self._sort(answer, since)
            token = str(answer.get("next_batch", ""))
            if not token:
                log.warning("sync.without_token")  # nothing to go on from: pushes alone must do
                return total
            await store.write(lambda c, f=found, k=token: self._file(c, f, k))  # type: ignore[misc]
            total += len(found.rows)
            if found.rows or found.echoes:
                self.receiving.ring()
            if since is None or token == since or not _has_rooms(answer):
                return total
            since = token

    async def _sort(self, answer: Json, since: str) -> Sorted:
        everything = Sorted([], [])
        rooms = answer.get("rooms", {})
        for room, joined in {**rooms.get("leave", {}), **rooms.get("join", {})}.items():
            timeline = joined.get("timeline", {})
            events = list(timeline.get("events", []))
            if timeline.get("limited"):
                events = [*await self._older(room, timeline.get("prev_batch"), since), *events]
            self._add(everything, events, room)
        for room, invited in rooms.get("invite", {}).items():
            self._add(everything, self._invitation(room, invited), room)
        return everything

    def _add(self, everything: Sorted, events: list[Json], room: str) -> None:
        found = self.receiving.sort([msgspec.json.encode(event) for event in events], room)
        everything.rows += found.rows
        everything.echoes += found.echoes

    async def _older(self, room: str, start: str | None, since: str) -> list[Json]:
        """Page back through a gap until the room's known part; oldest first."""
        events: list[Json] = []
        for _ in range(PAGES):
            page = await self.gateway.messages(self.user, room, start)
            chunk = page.get("chunk", [])
            events += chunk
            start = page.get("end")
            if not start or not chunk or await self._knows(chunk[-1]):
                break
        else:
            log.warning("sync.gap_too_long", pages=PAGES)
        return events[::-1]

    async def _knows(self, event: Json) -> bool:
        key = f"matrix:{event.get('event_id')}"
        found = await self.receiving.store.read(
            lambda c: c.execute(select(t.inbox.c.seq).where(t.inbox.c.key == key)).first()
        )
        return found is not None

    def _invitation(self, room: str, invited: Json) -> list[Json]:
        """Return the invitation as an event; stripped state has no id, so one is derived."""
        state = invited.get("invite_state", {}).get("events", [])
        for event in state:
            if event.get("type") == "m.room.member" and event.get("state_key") == self.user:
                name = sha256(f"{room}|{event.get('sender')}".encode()).hexdigest()[:32]
                return [{**event, "event_id": f"$invitation-{name}", "room_id": room,
                         "invite_room_state": state}]  # fmt: skip
        return []

    def _file(self, connection: Connection, found: Sorted, token: str) -> None:
        """File what was found; where something was missing, in the order of the stream."""
        aside = _step_aside(connection, found.rows)
        self.receiving.file(connection, found)
        if aside:
            connection.execute(insert(t.inbox), aside)
        connection.execute(delete(t.bookmark).where(t.bookmark.c.name == TOKEN))
        connection.execute(insert(t.bookmark).values(name=TOKEN, value=token))


def _step_aside(connection: Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make way for what a push left out: take what waits behind it from the inbox.

    What the stream holds is filed again in its order by the caller; what waits in those rooms and
    came by push after the stream was read is returned, to be put back behind it. Rooms without a
    gap are left as they are.
    """
    known = _known(connection, [row["key"] for row in rows])
    aside: list[dict[str, Any]] = []
    missing = [row for row in rows if row["key"] not in known]
    for place in {row["place"] for row in missing}:
        since = min(row["said_at"] for row in missing if row["place"] == place)
        keys = {row["key"] for row in rows if row["place"] == place}
        behind = _take_out(connection, place, since, keys)
        aside += [row for row in behind if row["key"] not in keys]
    return aside


def _known(connection: Connection, keys: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for start in range(0, len(keys), 500):
        part = t.inbox.c.key.in_(keys[start : start + 500])
        columns = select(t.inbox.c.key, t.inbox.c.seq, t.inbox.c.state)
        found |= {row.key: row for row in connection.execute(columns.where(part))}
    return found


def _take_out(
    connection: Connection, place: str, since: int, keys: set[str]
) -> list[dict[str, Any]]:
    """Take what waits in a place and was said since the gap, or is in the stream, out of the inbox."""
    here = t.inbox.c
    waiting = (here.place == place, here.ear == "matrix", here.state == WAITING)
    rows = connection.execute(select(t.inbox).where(*waiting).order_by(here.seq)).mappings()
    taken = [row for row in rows if row["said_at"] >= since or row["key"] in keys]
    for row in taken:
        connection.execute(delete(t.inbox).where(here.seq == row["seq"]))
    return [{k: v for k, v in row.items() if k != "seq"} for row in taken]


def _token(connection: Connection) -> str | None:
    value: str | None = connection.execute(
        select(t.bookmark.c.value).where(t.bookmark.c.name == TOKEN)
    ).scalar()
    return value


def _has_rooms(answer: dict[str, Any]) -> bool:
    rooms = answer.get("rooms", {})
    return any(rooms.get(part) for part in ("join", "leave", "invite"))
