"""Transactions: whole or not at all, one pen, unique keys decide."""

import asyncio
import threading
from functools import partial

import pytest
from sqlalchemy import Connection, insert, select, text

from facilitator.clock import SetClock
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger, insert_once, waiting, waiting_count
from tests.store.conftest import NOON, ONLY_SQLITE, put, rows_of, said
from tests.store.parcels import letter


async def test_a_failed_write_leaves_nothing(store: Store) -> None:
    """An exception inside ``write`` reaches the caller and takes back every statement before it."""

    def half(connection: Connection) -> None:
        connection.execute(insert(t.lane).values(id="a", seq=1))
        raise LookupError("on purpose")

    with pytest.raises(LookupError):
        await store.write(half)
    assert await rows_of(store, t.lane) == []
    await store.write(lambda c: c.execute(insert(t.lane).values(id="b", seq=1)))
    assert [row.id for row in await rows_of(store, t.lane)] == ["b"]


async def test_a_key_is_taken_once(store: Store) -> None:
    """``insert_once`` skips keys that are known and keeps the first row."""
    await store.write(lambda c: insert_once(c, t.inbox, [said(1, "first")]))
    await store.write(lambda c: insert_once(c, t.inbox, [said(1, "second"), said(2)]))
    rows = await store.read(lambda c: waiting(c, 10))
    assert [row["body"] for row in rows] == [b"first", b"word 2"]
    assert await store.read(waiting_count) == 2


async def test_writers_at_once_take_turns(store: Store) -> None:
    """Read-then-write in many writers at once loses no update: there is one pen."""
    await store.write(lambda c: c.execute(insert(t.lane).values(id="a", seq=0)))

    def grow(connection: Connection) -> None:
        seq = connection.execute(select(t.lane.c.seq)).scalar_one()
        connection.execute(t.lane.update().values(seq=seq + 1))

    await asyncio.gather(*(store.write(grow) for _ in range(40)))
    assert [row.seq for row in await rows_of(store, t.lane)] == [40]


@ONLY_SQLITE
async def test_readers_do_not_wait_for_the_pen(store: Store) -> None:
    """A read during a long write answers at once, with what was committed before."""
    loop, written, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def long_write(connection: Connection) -> None:
        connection.execute(insert(t.lane).values(id="a", seq=1))
        loop.call_soon_threadsafe(written.set)
        go_on.wait(10)

    writing = asyncio.create_task(store.write(long_write))
    await written.wait()
    async with asyncio.timeout(2):
        assert await rows_of(store, t.lane) == []
    go_on.set()
    await writing
    assert len(await rows_of(store, t.lane)) == 1


async def test_lanes_count_without_gaps_under_concurrency(store: Store) -> None:
    """Each lane's numbers are 1, 2, 3 … in commit order, however many write at once."""

    def post(n: int, connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        for lane in ("red", "blue"):
            ledger.post(letter(n, lane))
        ledger.flush()

    await asyncio.gather(*(store.write(partial(post, n)) for n in range(20)))
    rows = await rows_of(store, t.outbox, t.outbox.c.lane, t.outbox.c.seq)
    assert [row.seq for row in rows if row.lane == "red"] == list(range(1, 21))
    assert [row.seq for row in rows if row.lane == "blue"] == list(range(1, 21))
    lanes = await rows_of(store, t.lane, t.lane.c.id)
    assert [(row.id, row.seq) for row in lanes] == [("blue", 20), ("red", 20)]


async def test_one_outbox_key_makes_one_row(store: Store) -> None:
    """A second row of the same derived key is refused, with everything around it (design §2)."""

    def post(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        ledger.post(letter(1, "red"))
        ledger.post(letter(1, "red"))
        ledger.flush()

    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        await store.write(post)
    assert await rows_of(store, t.outbox) == []


async def test_what_waits_comes_in_order_of_arrival(store: Store, clock: SetClock) -> None:
    """``waiting`` gives the oldest first, as many as were asked for, and no taken ones."""
    await put(store, *(said(n) for n in range(5)))

    def take_second(connection: Connection) -> None:
        ledger = Ledger(connection, clock.now())
        ledger.done(waiting(connection, 10)[1]["seq"])
        ledger.flush()

    await store.write(take_second)
    rows = await store.read(lambda c: waiting(c, 3))
    assert [row["body"] for row in rows] == [b"word 0", b"word 2", b"word 3"]


async def test_text_is_kept_as_it_came(store: Store) -> None:
    """Every kind of writing comes back from either database unchanged."""
    wording = "Añade — 日本語 🌿 \u2028 \\ ' \" % {x}"
    await store.write(lambda c: c.execute(insert(t.bookmark).values(name="w", value=wording)))
    found = await store.read(lambda c: c.execute(text("SELECT value FROM bookmark")).scalar_one())
    assert found == wording
