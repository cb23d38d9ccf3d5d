"""What goes wrong outside must not stop the house for good: databases, clocks, deep events (R6, R10)."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from bridges.email.addresses import Lists
from bridges.email.face import MailFace
from bridges.email.pages import Pages
from facilitator.acts import MakeRoom
from facilitator.clock import SetClock, micros
from facilitator.demo.waiting import until
from facilitator.hearing import Hearing
from facilitator.intake import Said
from facilitator.matrix.inbound import hear
from facilitator.matrix.receiving import Receiving
from facilitator.matrix.server import AppServiceDoor
from facilitator.postman import SENT, Item, Postman, Settled
from facilitator.store import UNAVAILABLE, Store
from facilitator.store import tables as t
from facilitator.store.ledger import Row
from facilitator.ticker import Ticker
from facilitator.wording import Wording
from tests.mail.garden import Garden
from tests.security.conftest import Events
from tests.store.parcels import Scripted, letter
from tests.store.test_postman import write

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
AWAY = OperationalError("", None, OSError("the books are away"))


class Flaky(Store):
    """A store that is away as often as a test asks."""

    away = 0

    def _maybe(self) -> None:
        if self.away:
            self.away -= 1
            raise AWAY

    async def write(self, do: Callable[[Connection], Any]) -> Any:
        self._maybe()
        return await super().write(do)

    async def read(self, do: Callable[[Connection], Any]) -> Any:
        self._maybe()
        return await super().read(do)


@pytest.fixture
async def flaky(tmp_path: Path) -> AsyncIterator[Flaky]:
    """An open store that can be told to be away."""
    store = Flaky(f"sqlite:///{tmp_path}/books.db")
    await store.open()
    yield store
    store.away = 0
    await store.close()


# -- the door ------------------------------------------------------------------------------------


@contextlib.asynccontextmanager
async def pushing(receive: Any) -> AsyncIterator[Callable[[bytes], Any]]:
    """A door on a port of its own, and a way to push to it."""

    async def knows(_user: str) -> bool:
        return False

    app = web.Application()
    app.add_routes(AppServiceDoor("token", receive, knows).routes())
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/_matrix/app/v1/transactions/1"

    async with aiohttp.ClientSession(headers={"Authorization": "Bearer token"}) as session:

        async def put(body: bytes) -> tuple[int, Any]:
            async with session.put(url, data=body) as answer:
                return answer.status, await answer.json()

        yield put
    await runner.cleanup()


def said(ref: str, body: str = "x", **more: Any) -> dict[str, Any]:
    """A message as a homeserver pushes it."""
    return {"type": "m.room.message", "event_id": ref, "sender": "@ana:lab.test", "room_id": "!a:b",
            "content": {"msgtype": "m.text", "body": body, **more}}  # fmt: skip


async def test_a_push_to_closed_books_comes_again(flaky: Flaky) -> None:
    """While the database is away the homeserver is told 503, and nothing of why; then 200 (R6)."""
    receiving = Receiving(flaky, SetClock(NOON), lambda _user: False, lambda: None)
    async with pushing(receiving.push) as put:
        body = json.dumps({"events": [said("$1")]}).encode()
        flaky.away = 1
        status, answer = await put(body)
        assert (status, answer["errcode"]) == (503, "M_UNKNOWN")
        assert "books are away" not in json.dumps(answer)
        assert await put(body) == (200, {})


async def test_one_deep_event_costs_its_neighbours_nothing(flaky: Flaky) -> None:
    """An event nested deeper than we read is counted; the push is taken, its neighbours heard."""
    receiving = Receiving(flaky, SetClock(NOON), lambda _user: False, lambda: None)
    poison = {
        depth: json.dumps(said("$deep")).replace('"x"', "[" * depth + "]" * depth)
        for depth in (900, 950, 980, 1000, 1100, 30_000)
    }
    async with pushing(receiving.push) as put:
        for depth, deep in poison.items():
            good = [json.dumps(said(f"${side}{depth}", 'a ]},{[ \\" b')) for side in "ab"]
            body = '{"x": [[1]], "events": [' + ", ".join([good[0], deep, good[1]]) + '], "y": {}}'
            assert await put(body.encode()) == (200, {}), depth
    rows = await flaky.read(lambda c: c.execute(select(t.inbox.c.key, t.inbox.c.body)).all())
    filed = {row.key: row.body for row in rows}
    for depth in poison:
        for side in "ab":
            heard = hear(filed[f"matrix:${side}{depth}"])
            assert isinstance(heard, Said)
            assert heard.body == 'a ]},{[ \\" b'
    assert receiving.strange >= 3


@pytest.mark.parametrize("words", ["C:\\u0000", "a\\\\u0000b", "\\", "\\u0000\\", "\x00\\\x00u"])
async def test_words_about_nul_are_words(flaky: Flaky, words: str) -> None:
    """Who writes a backslash and u0000 is heard as they wrote it; a real NUL alone is left out."""
    receiving = Receiving(flaky, SetClock(NOON), lambda _user: False, lambda: None)
    await receiving.push([json.dumps(said("$1", words)).encode()])
    [body] = await flaky.read(lambda c: c.execute(select(t.inbox.c.body)).scalars().all())
    heard = hear(body)
    assert isinstance(heard, Said)
    assert heard.body == words.replace("\x00", "")


# -- loops that must not end ---------------------------------------------------------------------


class Quiet:
    """A homeserver with nothing to say."""

    async def ping(self) -> int:
        return 1

    def __getattr__(self, _name: str) -> Any:
        async def nothing(*_: Any, **__: Any) -> None:
            return None

        return nothing


async def test_hearing_outlives_a_database_that_is_away(
    flaky: Flaky, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look for lost pushes goes on after the database was away; the deaf time is given back."""
    monkeypatch.setattr("facilitator.hearing.QUIET", 0.01)
    clock = SetClock(NOON)
    due = micros(NOON + timedelta(hours=1))
    await flaky.write(
        lambda c: c.execute(insert(t.alarm).values(subject="round:x", place="p", due_at=due))
    )

    class Looking(Quiet):
        looks = 0

        async def catch_up(self) -> int:
            self.looks += 1
            await flaky.read(lambda c: c.execute(text("select 1")).scalar())
            return 0

    looking = Looking()
    ticker = Ticker(flaky, clock, None)  # type: ignore[arg-type]
    hearing = Hearing(Quiet(), looking, flaky, clock, ticker, lambda: None, 0)  # type: ignore[arg-type]
    task = asyncio.create_task(hearing.run())
    await until(lambda: looking.looks > 1, "it never looked")
    flaky.away = 2
    await until(lambda: not ticker.may_ring.is_set() or task.done(), "nothing was noticed")
    clock.advance(timedelta(minutes=10))
    await until(lambda: ticker.may_ring.is_set() or task.done(), "it never came back")
    assert not task.done()
    rows = await flaky.read(lambda c: c.execute(select(t.inbox.c.key)).scalars().all())
    assert [key.split(":")[:2] for key in rows] == [["outage", "round"]]
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_a_lane_outlives_a_database_that_is_away(flaky: Flaky) -> None:
    """A row whose place cannot be looked up for the moment is tried again, not left for ever."""
    medium = Scripted()
    postman = Postman(flaky, SetClock(NOON), {"scripted": medium}, lambda: None)
    row = letter(1, "red", place="plc_1")
    await write(flaky, row)
    flaky.away = 1
    postman.take([row])
    async with asyncio.timeout(5):
        await postman.drain()
    assert medium.texts() == ["red 1"]
    states = await flaky.read(lambda c: c.execute(select(t.outbox.c.state)).scalars().all())
    assert states == [SENT]
    await postman.stop()


async def test_a_deadline_survives_a_clock_set_back(garden: Garden, events: Events) -> None:
    """An alarm that rang a moment too early, by a clock that was set back, rings again (R10)."""
    await events.say("ana", "!propose We water at seven")
    ticker = Ticker(garden.store, garden.clock, garden.desk)
    ticker.may_ring.set()

    async def alarm() -> datetime:
        found = await garden._first_alarm()
        assert found is not None
        return found[1]

    due = await alarm()
    garden.clock._now = due
    await ticker._ring_due()
    garden.clock._now = due - timedelta(seconds=3)
    while await garden.desk.take_waiting():
        pass
    garden.clock._now = due + timedelta(minutes=5)
    await ticker._ring_due()
    while await garden.desk.take_waiting():
        pass
    assert await alarm() > due + timedelta(minutes=5)


async def test_a_shunted_deadline_rings_again(
    garden: Garden, events: Events, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug of ours that shunts one ring delays a deadline; it does not silence it for good."""
    await events.say("ana", "!propose We water at seven")
    ticker = Ticker(garden.store, garden.clock, garden.desk)
    found = await garden._first_alarm()
    assert found is not None
    garden.clock._now = found[1]
    receive, garden.desk.receive = garden.desk.receive, lambda visit: 1 / 0  # type: ignore[assignment]
    await ticker._ring_due()
    while await garden.desk.take_waiting():
        pass
    assert await garden.count(t.inbox, state=2) == 1
    garden.desk.receive = receive
    for _ in range(3):
        garden.clock.advance(timedelta(minutes=1))
        await ticker._ring_due()
        while await garden.desk.take_waiting():
            pass
    later = await garden._first_alarm()
    assert later is not None
    assert later[1] > found[1]


# -- PostgreSQL ----------------------------------------------------------------------------------


async def test_a_database_that_is_not_there_is_unavailable() -> None:
    """Nobody at the port, or nobody yet: the same word as for a database that is locked."""
    store = Store("postgresql+asyncpg://nobody@127.0.0.1:9/none")
    for do in (store.read, store.write):
        with pytest.raises(UNAVAILABLE):
            await do(lambda c: c.execute(text("select 1")))
    await store.close()


async def test_a_cut_connection_is_unavailable(postgres_url: str) -> None:
    """A connection that the server ends in the middle is waited for, and the next one works."""
    store = Store(postgres_url)
    await store.open()

    def cut(c: Connection) -> None:
        c.execute(text("select pg_terminate_backend(pg_backend_pid())"))
        c.execute(text("select 1"))

    for do in (store.read, store.write):
        with pytest.raises(UNAVAILABLE):
            await do(cut)
        assert await do(lambda c: c.execute(text("select 1")).scalar()) == 1
    await store.close()


# -- what traces tell ----------------------------------------------------------------------------


async def test_no_database_error_tells_words(flaky: Flaky) -> None:
    """An error of the database, as it is logged, holds no value that was written."""

    def twice(c: Connection) -> None:
        row = {"id": "secret words", "seq": 1}
        c.execute(insert(t.lane), [row])
        c.execute(insert(t.lane), [row])

    with pytest.raises(IntegrityError) as raised:
        await flaky.write(twice)
    assert "secret words" not in str(raised.value)


async def test_a_page_over_closed_books_asks_to_come_again(flaky: Flaky) -> None:
    """While the database is away a page is 503, in our own words, with the strict headers."""
    house = MailFace(Lists("mail.example"), b"key", "https://pages.example")
    pages = Pages(house, flaky, SetClock(NOON), Wording("en"), lambda: None)
    async with TestClient(TestServer(pages.app())) as browser:
        flaky.away = 1
        answer = await browser.get("/answer/" + "a" * 26)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "later" in await answer.text()


async def test_somebody_quick_in_a_new_room_stops_nobody(garden: Garden, events: Events) -> None:
    """A join that comes before the room's address is written down is a join all the same."""
    room = "!new:lab.test"
    values = {"circle": "cir_r", "part": "commons", "id": "plc_new", "made_at": 0}
    await garden.store.write(lambda c: c.execute(insert(t.place).values(**values)))
    await events.move("ben", "join", room)
    act = MakeRoom("Riverside", "fac_riverside")
    row = Row("out_new", "k", "plc_new", "matrix", "facilitator", act, "plc_new")
    await write(garden.store, row)
    item = Item("out_new", "plc_new", "matrix", "facilitator", act, "plc_new", None, None, None,
                None, NOON)  # fmt: skip
    garden.postman._settle(Settled(item, SENT, ref=room))
    await garden.postman.mark()
    while await garden.desk.take_waiting():
        pass
    [place] = await garden.rows(t.place, address=room)
    assert place["id"] == "plc_new"
    assert await garden.count(t.membership, circle="cir_r", member="mem_ben") == 1
