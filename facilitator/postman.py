"""The postman: brings what the desk wrote to its readers, in order, and never forgets any of it.

A *lane* is one reader's queue (a room, a mailbox, a card): order holds within a lane, and a stuck
lane holds up nobody else. Rows come from the database at start and from the desk's hand after each
commit; what was sent is marked in groups. A *slot* is a lane of which only the newest waiting row
matters (a card's edits): older ones are dropped, and sends are spaced.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Connection, delete, select, update

from facilitator.acts import AnyAct, Link, MakeRoom, decode
from facilitator.clock import Clock, micros, moment
from facilitator.failpoints import pass_by
from facilitator.intake import Heard, RoomMade, Undelivered
from facilitator.medium import Delivered, Later, Medium, Outcome, Parcel, Parked
from facilitator.store import UNAVAILABLE, Store
from facilitator.store import tables as t
from facilitator.store.codecs import write_fact
from facilitator.store.ledger import AGAIN, Row, insert_once
from facilitator.store.statements import changing

log = structlog.get_logger()

SLOT_GAP = 2.0
"""Real seconds between two sends of one slot (design §7)."""

AT_ONCE = 10
"""Deliveries in flight at once in one medium (matrix.md §6.4: more gains nothing at a homeserver)."""

GATHER = 0.05
"""Real seconds for which settled rows are gathered into one commit. Nobody waits for it: a row that
a crash leaves unmarked is brought again, under the same transaction id."""

WAITS, SENT, PARKED, DROPPED = 0, 1, 2, 3


@dataclass(slots=True)
class Item:
    """An outbox row in the postman's bag."""

    id: str
    lane: str
    medium: str
    sender: str
    act: AnyAct
    place: str | None
    slot: str | None
    target: str | None
    target_ref: str | None
    refers: str | None
    made_at: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an item, to be marked in the books."""

    item: Item
    state: int
    ref: str | None = None
    note: str | None = None
    told: Heard | None = None


class Postman:
    """Carries outbox rows to their media until stopped."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        media: Mapping[str, Medium],
        ring: Callable[[], None],
        slot_gap: float = SLOT_GAP,
    ) -> None:
        self.store = store
        self.clock = clock
        self.media = media
        self.ring = ring
        self.slot_gap = slot_gap
        self._lanes: dict[str, deque[Item]] = {}
        self._walks: dict[str, asyncio.Task[None]] = {}
        self._gates = {name: asyncio.Semaphore(AT_ONCE) for name in media}
        self._refs: dict[str, str | None] = {}
        self._addresses: dict[str, str] = {}
        self._slot_sent: dict[str, float] = {}
        self._settled: list[Settled] = []
        self._has_settled = asyncio.Event()
        self._arrived = asyncio.Condition()
        self._stopping = False

    # -- what comes in --------------------------------------------------------------------------

    async def load(self) -> int:
        """Pick up what an earlier run left unsent; return how many rows that were."""
        rows = await self.store.read(
            lambda c: c.execute(
                select(t.outbox).where(t.outbox.c.state == WAITS).order_by(t.outbox.c.lane, t.outbox.c.seq)
            ).mappings().all()
        )  # fmt: skip
        self._carry(
            Item(row["id"], row["lane"], row["medium"], row["sender"], decode(row["body"]),
                 row["place"], row["slot"], row["target"], row["target_ref"], row["refers"],
                 moment(row["made_at"]), row["attempts"])
            for row in rows
        )  # fmt: skip
        return len(rows)

    def take(self, rows: Iterable[Row]) -> None:
        """Take rows that were just committed."""
        now = self.clock.now()
        self._carry(
            Item(row.id, row.lane, row.medium, row.sender, row.act, row.place, row.slot,
                 row.target, row.target_ref, row.refers, now)
            for row in rows
        )  # fmt: skip

    def waiting(self) -> int:
        """Return how many rows are in the bag."""
        return sum(len(lane) for lane in self._lanes.values())

    def _carry(self, items: Iterable[Item]) -> None:
        for item in items:
            self._lanes.setdefault(item.lane, deque()).append(item)
            if item.lane not in self._walks and not self._stopping:
                self._walks[item.lane] = asyncio.create_task(self._walk(item.lane))

    # -- walking a lane -------------------------------------------------------------------------

    async def _walk(self, lane: str) -> None:
        """Deliver a lane's items one after another until it is empty."""
        queue = self._lanes[lane]
        try:
            while queue and not self._stopping:
                if queue[0].slot:
                    await self._space(queue)
                await self._bring(queue)
        finally:
            self._walks.pop(lane, None)
            if not queue:
                self._lanes.pop(lane, None)

    async def _space(self, queue: deque[Item]) -> None:
        """Wait until the slot may be sent again, then keep only its newest item."""
        slot = queue[0].slot or ""
        loop = asyncio.get_running_loop()
        wait = self._slot_sent.get(slot, -self.slot_gap) + self.slot_gap - loop.time()
        if wait > 0:
            await asyncio.sleep(wait)
        while len(queue) > 1:
            self._settle(Settled(queue.popleft(), DROPPED, note="a newer one was written"))
        self._slot_sent[slot] = loop.time()

    async def _bring(self, queue: deque[Item]) -> None:
        item = queue[0]
        try:
            parcel = await self._parcel(item)
        except LookupError as lost:
            outcome: Outcome = Parked(str(lost))
        except UNAVAILABLE as away:
            outcome = Later(f"the database: {type(away.orig).__name__}")
        else:
            async with self._gates[item.medium]:
                pass_by("postman.before_send")
                outcome = await self._deliver(item, parcel)
                pass_by("postman.after_send")
        match outcome:
            case Delivered(ref, told):
                queue.remove(item)
                self._delivered(item, ref, told)
            case Parked(reason):
                queue.remove(item)
                log.warning(
                    "postman.parked", id=item.id, act=type(item.act).__name__, reason=reason
                )
                self._settle(Settled(item, PARKED, note=reason))
            case Later(reason, after):
                item.attempts += 1
                log.info("postman.later", id=item.id, attempts=item.attempts, reason=reason)
                await asyncio.sleep(after if after is not None else _pause(item.attempts))

    async def _deliver(self, item: Item, parcel: Parcel) -> Outcome:
        try:
            return await self.media[item.medium].deliver(parcel)
        except Exception as bug:
            log.exception("postman.bug", id=item.id, act=type(item.act).__name__)
            return Parked(f"a bug of ours: {type(bug).__name__}")

    async def _parcel(self, item: Item) -> Parcel:
        places = [item.place, *_places_in(item.act)]
        known = {place: await self._address(place) for place in places if place}
        target = item.target_ref or (await self._ref(item.target) if item.target else None)
        age = (self.clock.now() - item.made_at).total_seconds()
        return Parcel(item.id, item.sender, item.act, item.place,
                      known.get(item.place or ""), target, age,
                      {p: a for p, a in known.items() if a})  # fmt: skip

    def _delivered(self, item: Item, ref: str | None, told: Heard | None) -> None:
        if isinstance(item.act, MakeRoom) and item.place and ref:
            self._addresses[item.place] = ref
        if len(self._refs) > 50_000:
            self._refs.clear()  # a cache: the books know
        self._refs[item.id] = ref
        self._settle(Settled(item, SENT, ref=ref, told=told))

    async def _address(self, place: str) -> str | None:
        if place not in self._addresses:
            found = await self.store.read(
                lambda c: c.execute(select(t.place.c.address).where(t.place.c.id == place)).scalar()
            )
            if found is None:
                return None
            self._addresses[place] = found
        return self._addresses[place]

    async def _ref(self, id_: str) -> str | None:
        """Return the reference of an earlier row, waiting until it is sent.

        Raises ``LookupError`` when that row never will be.
        """
        async with self._arrived:
            while id_ not in self._refs:
                row = await self.store.read(
                    lambda c: c.execute(
                        select(t.outbox.c.state, t.outbox.c.ref).where(t.outbox.c.id == id_)
                    ).first()
                )
                if row is None or row.state in (PARKED, DROPPED):
                    raise LookupError("what it belongs to was never sent")
                if row.state == SENT:
                    self._refs[id_] = row.ref
                else:
                    await self._arrived.wait()
        return self._refs[id_]

    # -- marking --------------------------------------------------------------------------------

    def _settle(self, settled: Settled) -> None:
        self._settled.append(settled)
        self._has_settled.set()

    async def run(self) -> None:
        """Mark what was settled, in groups, until cancelled."""
        while True:
            await self._has_settled.wait()
            await asyncio.sleep(GATHER)
            self._has_settled.clear()
            await self.mark()

    async def drain(self) -> None:
        """Return when the bag is empty and all of it is marked: for those who drive without ``run``."""
        while self._walks or self._settled:
            settled = asyncio.ensure_future(self._has_settled.wait())
            try:
                await asyncio.wait(
                    [settled, *self._walks.values()], return_when=asyncio.FIRST_COMPLETED
                )
            finally:
                settled.cancel()
            self._has_settled.clear()
            await self.mark()

    async def mark(self) -> None:
        """Write down everything settled so far; waits for a database that is away."""
        group, self._settled = self._settled, []
        if not group:
            return
        pass_by("postman.before_mark")
        pause = 0.1
        while True:
            try:
                await self.store.write(lambda c: self._write(c, group))
                break
            except asyncio.CancelledError:
                # Whether it was written is not known; said twice it is the same, forgotten it would
                # bring a mail once more.
                self._settled = [*group, *self._settled]
                raise
            except UNAVAILABLE as trouble:
                log.warning("postman.waits_for_database", reason=type(trouble.orig).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10)
        pass_by("postman.after_mark")
        async with self._arrived:
            self._arrived.notify_all()
        if any(isinstance(s.item.act, MakeRoom) or s.told or s.state == PARKED for s in group):
            self.ring()

    def _write(self, connection: Connection, group: list[Settled]) -> None:
        now = micros(self.clock.now())
        connection.execute(
            changing(t.outbox, ("state", "ref", "note", "attempts", "sent_at")),
            [{"k_id": s.item.id, "b_state": s.state, "b_ref": s.ref, "b_note": s.note,
              "b_attempts": s.item.attempts, "b_sent_at": now} for s in group],
        )  # fmt: skip
        rooms = [s for s in group if isinstance(s.item.act, MakeRoom) and s.state == SENT]
        for made in rooms:
            _make_way(connection, made)
            connection.execute(
                update(t.place).where(t.place.c.id == made.item.place).values(address=made.ref)
            )
        inner = [_room_made(s) for s in rooms] + [
            _undelivered(s) for s in group if s.state == PARKED and s.item.refers
        ]
        inner += [self._told(s) for s in group if s.told]
        if inner:
            insert_once(connection, t.inbox, [{**row, "said_at": now, "heard_at": now, "state": 0}
                                              for row in inner])  # fmt: skip

    def _told(self, settled: Settled) -> dict[str, Any]:
        """Return the intake of what an act found out, in the place where it was asked for."""
        place = self._addresses.get(settled.item.place or "", "")
        return {"key": f"told:{settled.item.id}", "ear": "inner", "place": place,
                "body": inner_body(settled.told)}  # fmt: skip

    async def stop(self) -> None:
        """Let what is in flight arrive (two seconds at most), mark it, and stop."""
        self._stopping = True
        walks = list(self._walks.values())
        if walks:
            await asyncio.wait(walks, timeout=2)
        for walk in walks:
            walk.cancel()
        await asyncio.gather(*walks, return_exceptions=True)
        await self.mark()


def _pause(attempts: int) -> float:
    """Return the real seconds before the next try: from a quarter of a second up to a minute."""
    return float(min(60.0, 0.25 * 2 ** min(attempts - 1, 8)))


def _places_in(act: AnyAct) -> list[str]:
    match act:
        case MakeRoom(parent=str(parent)):
            return [parent]
        case Link(child=child):
            return [child]
        case _:
            return []


def _make_way(connection: Connection, made: Settled) -> None:
    """Let what was heard in a room before we knew that it is ours be heard again, as said in ours.

    Somebody quick can be in a new room before its address is written down.
    """
    stray = delete(t.place).where(
        t.place.c.address == made.ref, t.place.c.id != made.item.place, t.place.c.circle.is_(None)
    )
    if connection.execute(stray).rowcount:
        heard = update(t.inbox).where(t.inbox.c.place == made.ref, t.inbox.c.ear != "inner")
        connection.execute(heard.values(state=0, note=AGAIN))


def _room_made(settled: Settled) -> dict[str, Any]:
    heard = RoomMade(settled.item.place or "", settled.ref or "")
    return {"key": f"made:{settled.item.id}", "ear": "inner", "place": settled.ref or "",
            "body": inner_body(heard)}  # fmt: skip


def _undelivered(settled: Settled) -> dict[str, Any]:
    heard = Undelivered(settled.item.refers or "", "", settled.note or "")
    return {"key": f"undelivered:{settled.item.id}", "ear": "inner", "place": settled.item.lane,
            "body": inner_body(heard)}  # fmt: skip


def inner_body(heard: object) -> bytes:
    """Return an intake of our own as the inbox stores it."""
    return write_fact(heard).encode()
