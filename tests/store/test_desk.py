"""The desk: one bad intake costs its neighbours nothing; a refusal changes nothing; a full or locked
database is waited for."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from facilitator.acts import Say
from facilitator.clock import SetClock
from facilitator.core.refusals import Refusal
from facilitator.demo.waiting import until
from facilitator.desk import Desk
from facilitator.hosting import refuse
from facilitator.intake import Heard, Said
from facilitator.postman import Postman
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import DONE, SHUNTED, waiting_count
from facilitator.visit import House, Visit
from facilitator.wording import Wording
from tests.store.conftest import ONLY_SQLITE, put, rows_of, said
from tests.store.parcels import Scripted


def plain(body: bytes) -> Heard | None:
    """An ear: what stands there was said by Ana; nothing is heard in nothing."""
    return Said("$x", "@ana:lab.test", body.decode()) if body != b"-" else None


def echo(visit: Visit) -> None:
    """A handler: writes the place down, says the same again, or does what the word asks for."""
    heard = visit.intake.heard
    assert isinstance(heard, Said)
    if heard.body == "refuse at once":
        raise Refusal("not-yet", {"typed": "x"})
    visit.post(Say(heard.body), visit.place()["id"], medium="scripted")
    if heard.body == "refuse late":
        raise Refusal("not-yet", {"typed": "x"})
    if heard.body == "break":
        raise ZeroDivisionError("secret words")
    if heard.body == "send in":
        visit.ledger.send_in("plain:inner", "!a:lab.test", b"inner")


Make = Callable[..., Desk]


@pytest.fixture
def desk(store: Store, clock: SetClock) -> Desk:
    """A desk that hears plain words; its postman is never started."""
    postman = Postman(store, clock, {"scripted": Scripted()}, lambda: None)
    postman._stopping = True  # takes rows, carries none
    house = House("lab.test", Wording("en"))
    return Desk(store, clock, house, {"plain": plain, "inner": plain}, echo, refuse, postman)


async def spoken(store: Store) -> list[str]:
    """What the outbox holds, in order."""
    from facilitator.acts import decode

    rows = await rows_of(store, t.outbox, t.outbox.c.lane, t.outbox.c.seq)
    acts = [decode(row.body) for row in rows]
    return [act.plain for act in acts if isinstance(act, Say)]


async def fates(store: Store) -> list[int]:
    """The state of every intake, in order of arrival."""
    return [row.state for row in await rows_of(store, t.inbox, t.inbox.c.seq)]


async def test_a_batch_is_taken_in_order(store: Store, desk: Desk) -> None:
    """All that waits is taken in one go, in order, and the place is written down once."""
    await put(store, *(said(n) for n in range(5)))
    assert await desk.take_waiting() == 5
    assert await spoken(store) == [f"word {n}" for n in range(5)]
    assert await fates(store) == [DONE] * 5
    assert len(await rows_of(store, t.place)) == 1
    assert await desk.take_waiting() == 0


async def test_a_bug_shunts_one_intake(store: Store, desk: Desk) -> None:
    """A handler that raises costs that intake, with type and place of the bug, never its words."""
    await put(store, said(0), said(1, "break"), said(2))
    await desk.take_waiting()
    assert await fates(store) == [DONE, SHUNTED, DONE]
    assert await spoken(store) == ["word 0", "word 2"]
    [note] = [row.note for row in await rows_of(store, t.inbox) if row.state == SHUNTED]
    assert note.startswith("ZeroDivisionError at test_desk.py:")
    assert "secret" not in note


async def test_what_cannot_be_read_is_shunted_too(store: Store, desk: Desk) -> None:
    """An ear that fails on its bytes costs that intake only."""
    await put(store, said(0), {**said(1), "body": b"\xff\xfe"}, said(2))
    await desk.take_waiting()
    assert await fates(store) == [DONE, SHUNTED, DONE]


async def test_what_is_nothing_to_us_is_done(store: Store, desk: Desk) -> None:
    """An intake in which nothing is heard is done, with a note, and writes nothing."""
    await put(store, said(0, "-"))
    await desk.take_waiting()
    [row] = await rows_of(store, t.inbox)
    assert (row.state, row.note) == (DONE, "nothing for us")
    assert await rows_of(store, t.outbox) == []


async def test_a_refusal_is_answered(store: Store, desk: Desk) -> None:
    """A refusal before any write is answered in the same transaction as its neighbours."""
    await put(store, said(0), said(1, "refuse at once"), said(2))
    await desk.take_waiting()
    assert await fates(store) == [DONE] * 3
    words = await spoken(store)
    assert (words[0], words[2], len(words)) == ("word 0", "word 2", 3)


async def test_a_refusal_after_a_write_takes_the_write_back(store: Store, desk: Desk) -> None:
    """What was written before a refusal is rolled back; the answer is all that remains of it."""
    await put(store, said(0), said(1, "refuse late", place="!b:lab.test"), said(2))
    await desk.take_waiting()
    assert await fates(store) == [DONE] * 3
    words = await spoken(store)
    assert "refuse late" not in words
    assert len(words) == 3


async def test_more_than_a_batch_is_taken(store: Store, desk: Desk) -> None:
    """What does not fit into one batch is taken by the next, without another ring."""
    desk.most = 3
    await put(store, *(said(n) for n in range(8)))
    async with at_work(desk):
        await until_taken(store)
    assert await spoken(store) == [f"word {n}" for n in range(8)]


async def test_what_the_desk_sends_in_is_taken(store: Store, desk: Desk) -> None:
    """An intake of our own, written while taking another, is taken without another ring."""
    desk.ears = {**desk.ears, "inner": plain}
    await put(store, said(0, "send in"))
    async with at_work(desk):
        await until_taken(store)
    assert await spoken(store) == ["send in", "inner"]


async def test_alarms_are_told_of(store: Store, desk: Desk, clock: SetClock) -> None:
    """Whoever looks after alarms is called when one was set, and not otherwise."""
    rung: list[str] = []
    desk.after_commit = lambda: rung.append("look")
    await put(store, said(0))
    await desk.take_waiting()
    assert rung == []
    desk.receive = lambda visit: visit.ledger.wake("a", "plc_1", clock.now())
    await put(store, said(1))
    await desk.take_waiting()
    assert rung == ["look"]


@ONLY_SQLITE
async def test_a_locked_database_is_waited_for(
    store: Store, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another holds SQLite's lock the desk waits; once it is free, everything is taken."""
    await put(store, said(0), said(1))
    await store.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout=10"))
    other = sqlite3.connect(tmp_path / "books.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waits = count_waits(monkeypatch)
    async with at_work(desk):
        await until(lambda: len(waits) > 1, "the desk never found it locked")
        other.execute("ROLLBACK")
        await until_taken(store)
    other.close()
    assert await fates(store) == [DONE, DONE]


@ONLY_SQLITE
async def test_a_full_disk_is_waited_for(
    store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While SQLite has no room the desk waits; once there is, everything is taken, nothing twice."""
    await put(store, *(said(n, "long " * 2000) for n in range(20)))

    def pages(most: int) -> Callable[[Connection], object]:
        return lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={most}").scalar()

    await store.write(pages(1))  # SQLite takes the present number: no page more
    waits = count_waits(monkeypatch)
    async with at_work(desk):
        await until(lambda: len(waits) > 1, "the desk never found it full")
        assert await fates(store) == [0] * 20
        await store.write(pages(1_000_000))
        await until_taken(store)
    assert await fates(store) == [DONE] * 20
    assert len(await spoken(store)) == 20


# -- the desk at work -------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def at_work(desk: Desk):  # type: ignore[no-untyped-def]
    """The desk takes what comes while the body runs."""
    task = asyncio.create_task(desk.run())
    try:
        yield
    finally:
        assert not task.done(), "the desk stopped by itself"
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def until_taken(store: Store) -> None:
    """Return when nothing waits in the inbox."""
    async with asyncio.timeout(20):
        while await store.read(waiting_count):  # noqa: ASYNC110 - the books do not call
            await asyncio.sleep(0.01)


def count_waits(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that grows whenever the desk logs that it waits."""
    from facilitator import desk

    waits: list[str] = []

    class Listening:
        def __getattr__(self, _level: str) -> Callable[..., None]:
            return lambda event, **_: waits.append(event)

    monkeypatch.setattr(desk, "log", Listening())
    return waits
