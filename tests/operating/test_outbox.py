"""``facilitator outbox``: what is stuck is seen without being read, tried again once, or given up."""

import asyncio
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from facilitator.cli import main
from facilitator.clock import SetClock, micros
from facilitator.demo.waiting import until
from facilitator.medium import Parked
from facilitator.operating.outbox import (
    PUT_BACK,
    Unknown,
    discreet,
    drop,
    put_back,
    rows,
    take_put_back,
    watch,
)
from facilitator.postman import DROPPED, PARKED, SENT, WAITS, Postman
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger, Row
from tests.operating.conftest import eventually
from tests.store.conftest import NOON, rows_of
from tests.store.parcels import Scripted, letter


async def posted(store: Store, *letters: Row) -> None:
    """Commit outbox rows, as the desk does."""

    def write(connection: object) -> None:
        ledger = Ledger(connection, NOON)  # type: ignore[arg-type]
        for row in letters:
            ledger.post(row)
        ledger.flush()

    await store.write(write)


async def states(store: Store) -> dict[str, int]:
    """Key → state."""
    return {row.key: row.state for row in await rows_of(store, t.outbox)}


async def all_sent(store: Store) -> bool:
    """Whether every row is sent."""
    return set((await states(store)).values()) == {SENT}


@pytest.fixture
def parked(store: Store, clock: SetClock) -> tuple[Scripted, Postman]:
    """A medium that parks the first "red 1", and a postman."""
    medium = Scripted()
    medium.script["red 1"].append(
        Parked("550 5.1.1 <cy@garden.net>: no such user in !room:lab.test")
    )
    return medium, Postman(store, clock, {"scripted": medium}, lambda: None)


async def test_a_parked_row_is_tried_again_once(
    store: Store, clock: SetClock, parked: tuple[Scripted, Postman]
) -> None:
    """Put back while the service runs, it is delivered once, and its lane goes on."""
    medium, postman = parked
    red = letter(1, "red")
    await posted(store, red, letter(2, "red"))
    await postman.load()
    await postman.drain()
    assert await states(store) == {"test/red/1": PARKED, "test/red/2": SENT}
    watching = asyncio.create_task(watch(store, postman.take, every=0.01))
    marking = asyncio.create_task(postman.run())
    try:
        await store.write(lambda c: put_back(c, red.id))
        await until(lambda: medium.texts() == ["red 1", "red 2", "red 1"], "it was not tried again")
        await eventually(lambda: all_sent(store), "it was not marked")
    finally:
        for task in (watching, marking):
            task.cancel()
        await asyncio.gather(watching, marking, return_exceptions=True)
        await postman.stop()
    assert medium.texts() == ["red 1", "red 2", "red 1"]


async def test_a_service_that_starts_later_takes_it_once(
    store: Store, clock: SetClock, parked: tuple[Scripted, Postman]
) -> None:
    """A row put back without a service is neither lost nor taken twice at the start."""
    medium, postman = parked
    red = letter(1, "red")
    await posted(store, red)
    await postman.load()
    await postman.drain()
    await store.write(lambda c: put_back(c, red.id))
    later = Postman(store, clock, {"scripted": medium}, lambda: None)
    assert await later.load() == 0
    later.take(await store.write(take_put_back))
    assert await store.write(take_put_back) == []
    await later.drain()
    assert medium.texts() == ["red 1", "red 1"]
    assert await states(store) == {"test/red/1": SENT}


async def test_what_is_shown(
    store: Store, clock: SetClock, parked: tuple[Scripted, Postman]
) -> None:
    """Id, act, age, tries and reason; never the words, a mail address or a room's."""
    _, postman = parked
    await posted(store, letter(1, "red"))
    await postman.load()
    await postman.drain()
    await posted(store, letter(1, "blue"))
    clock.advance(clock.now() - NOON)
    shown = await store.read(lambda c: rows(c, clock))
    assert [(row.act, row.state) for row in shown] == [("Say", "parked"), ("Say", "waiting")]
    assert shown[0].reason == "550 5.1.1 … no such user in …"


async def test_what_is_dropped_is_never_sent(store: Store, clock: SetClock) -> None:
    """A dropped row keeps its key, has a mark, and no later postman takes it."""
    red = letter(1, "red")
    await posted(store, red)
    await store.write(lambda c: drop(c, red.id, micros(NOON), running=False))
    assert await Postman(store, clock, {"scripted": Scripted()}, lambda: None).load() == 0
    (row,) = await rows_of(store, t.outbox)
    assert (row.state, row.note, row.sent_at) == (DROPPED, "dropped by the operator", micros(NOON))


async def test_what_cannot_be_done_is_said(store: Store) -> None:
    """Unknown rows, rows in the service's hand, sent rows and unreadable ones are refused in words."""
    red = letter(1, "red")
    await posted(store, red)
    with pytest.raises(Unknown, match="There is no row 'out_x'"):
        await store.write(lambda c: put_back(c, "out_x"))
    with pytest.raises(Unknown, match="Only a parked row can be tried again"):
        await store.write(lambda c: put_back(c, red.id))
    with pytest.raises(Unknown, match="stop it first"):
        await store.write(lambda c: drop(c, red.id, 0, running=True))
    await store.write(lambda c: c.execute(update(t.outbox).values(state=SENT)))
    with pytest.raises(Unknown, match="sent or dropped already"):
        await store.write(lambda c: drop(c, red.id, 0, running=False))
    await store.write(lambda c: c.execute(update(t.outbox).values(state=PARKED, body=b"")))
    with pytest.raises(Unknown, match="cannot be read"):
        await store.write(lambda c: put_back(c, red.id))
    assert {WAITS, SENT, PARKED, DROPPED, PUT_BACK} == {0, 1, 2, 3, 4}


def test_reasons_are_discreet() -> None:
    """Addresses of people and rooms leave a reason; the rest stays readable, in one line."""
    assert discreet("403 M_FORBIDDEN") == "403 M_FORBIDDEN"
    assert discreet("no\n<cy@garden.net> and @ana:lab.test\t#x:lab.test") == "no … and … …"


async def test_the_commands(store: Store, url: str, tmp_path: Path) -> None:
    """list, retry and drop work on either database, from a configuration file."""
    red = letter(1, "red")
    await posted(store, red)
    await store.write(lambda c: c.execute(update(t.outbox).values(state=PARKED, note="404")))
    config = tmp_path / "config.yaml"
    config.write_text(
        "homeserver: {url: 'http://127.0.0.1:9', name: lab.test, listen: {port: 9},"
        f" as_token: {'a' * 43}, hs_token: {'h' * 43}}}\ndatabase: '{url}'\n"
    )

    async def run(*words: str) -> str:
        group = ["outbox", "--config", str(config)]
        done = await asyncio.to_thread(CliRunner().invoke, main, [*group, *words])
        assert done.exit_code == 0, done.output
        return done.output

    assert f"{red.id}  Say      parked" in await run()
    assert "404" in await run("list")
    assert "will be tried again" in await run("retry", red.id)
    assert "put back" in await run("list")
    assert "is dropped" in await run("drop", red.id)
    assert await run() == "Nothing waits and nothing is parked.\n"
