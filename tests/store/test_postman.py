"""The postman: order in a lane, no lane waits for another, nothing forgotten, slots, parking."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert

from facilitator import postman as postman_module
from facilitator.clock import SetClock
from facilitator.demo.waiting import until
from facilitator.medium import Later, Parked
from facilitator.postman import AT_ONCE, DROPPED, PARKED, SENT, WAITS, Postman
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger, Row
from tests.store.conftest import NOON, ONLY_SQLITE, rows_of
from tests.store.parcels import Scripted, letter


@pytest.fixture
def medium() -> Scripted:
    """Delivers everything, unless told otherwise."""
    return Scripted()


@pytest.fixture
async def postman(store: Store, clock: SetClock, medium: Scripted) -> AsyncIterator[Postman]:
    """A postman at work, who spaces slots by a twentieth of a second."""
    at_work = Postman(store, clock, {"scripted": medium}, lambda: None, slot_gap=0.05)
    marking = asyncio.create_task(at_work.run())
    yield at_work
    marking.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await marking
    await at_work.stop()


async def write(store: Store, *rows: Row) -> None:
    """Commit rows to the outbox."""

    def post(connection: object) -> None:
        ledger = Ledger(connection, NOON)  # type: ignore[arg-type]
        for row in rows:
            ledger.post(row)
        ledger.flush()

    await store.write(post)


async def hand(store: Store, postman: Postman, *rows: Row) -> None:
    """Commit rows and hand them over, as the desk does."""
    await write(store, *rows)
    postman.take(rows)


async def states(store: Store) -> dict[str, int]:
    """The state of each outbox row, by its key."""
    return {row.key: row.state for row in await rows_of(store, t.outbox)}


async def until_marked(store: Store) -> None:
    """Return when no row waits."""
    async with asyncio.timeout(20):
        while WAITS in (await states(store)).values():  # noqa: ASYNC110 - the books do not call
            await asyncio.sleep(0.01)


async def test_a_lane_keeps_its_order(store: Store, postman: Postman, medium: Scripted) -> None:
    """Rows of a lane come one after the other in their order, also over a "later" in between."""
    medium.script["red 1"].extend([Later("busy", 0.01), Later("busy", 0.01)])
    await hand(store, postman, *(letter(n, "red") for n in range(5)))
    await until_marked(store)
    assert medium.texts() == ["red 0", "red 1", "red 1", "red 1", "red 2", "red 3", "red 4"]
    rows = await rows_of(store, t.outbox, t.outbox.c.seq)
    assert [(row.state, row.attempts) for row in rows] == [
        (SENT, 0), (SENT, 2), (SENT, 0), (SENT, 0), (SENT, 0)
    ]  # fmt: skip
    assert [row.ref for row in rows] == [f"${row.id}" for row in rows]


async def test_a_stuck_lane_holds_nobody_up(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """While one lane is told "later" again and again, another lane's rows arrive."""
    medium.script["red 0"].extend([Later("busy", 0.01)] * 1000)
    await hand(store, postman, letter(0, "red"), *(letter(n, "blue") for n in range(3)))
    await until(lambda: len(medium.texts("blue")) == 3, "the other lane waited")
    assert (await states(store))["test/red/0"] == WAITS


async def test_no_more_at_once_than_a_homeserver_likes(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """However many lanes there are, only ``AT_ONCE`` deliveries are under way in one medium."""
    medium.open.clear()
    await hand(store, postman, *(letter(0, f"lane{n}") for n in range(AT_ONCE * 2)))
    await until(lambda: medium.at_once == AT_ONCE, "they did not all set out")
    medium.open.set()
    await until_marked(store)
    assert medium.most_at_once == AT_ONCE


async def test_what_is_refused_for_good_is_parked(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """A parked row keeps its reason; its lane goes on; what it was for is told to the desk."""
    medium.script["red 0"].append(Parked("no such room"))
    await hand(store, postman, letter(0, "red", refers="ask:rnd_1:mem_1"), letter(1, "red"))
    await until_marked(store)
    assert await states(store) == {"test/red/0": PARKED, "test/red/1": SENT}
    [parked] = [r for r in await rows_of(store, t.outbox) if r.state == PARKED]
    assert parked.note == "no such room"
    [intake] = await rows_of(store, t.inbox)
    assert (intake.key, intake.ear) == (f"undelivered:{parked.id}", "inner")


async def test_a_bug_in_a_medium_parks_one_row(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """A medium that raises parks that row by the kind of bug; the next ones are delivered."""
    medium.script["red 0"].append(ZeroDivisionError("secret words"))
    await hand(store, postman, letter(0, "red"), letter(1, "red"))
    await until_marked(store)
    rows = await rows_of(store, t.outbox, t.outbox.c.seq)
    assert [(row.state, row.note) for row in rows] == [
        (PARKED, "a bug of ours: ZeroDivisionError"), (SENT, None)
    ]  # fmt: skip


async def test_of_a_slot_only_the_newest_is_sent(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """Edits of one card that wait together become one send: the newest; the others are dropped."""
    await hand(store, postman, letter(0, "card", slot="card:1"))
    await until(lambda: len(medium.came) == 1, "the first was not sent")
    await hand(store, postman, *(letter(n, "card", slot="card:1") for n in range(1, 5)))
    await until_marked(store)
    assert medium.texts() == ["card 0", "card 4"]
    assert medium.times[1] - medium.times[0] >= 0.04
    assert sorted((await states(store)).values()) == [SENT, SENT, DROPPED, DROPPED, DROPPED]


async def test_an_edit_waits_for_what_it_edits(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """A row whose target stands in another lane is sent after it, with the target's reference."""
    card = letter(0, "red")
    medium.script["red 0"].append(Later("busy", 0.05))
    await hand(store, postman, letter(0, "edits", target=card.id), card)
    await until_marked(store)
    assert medium.texts() == ["red 0", "red 0", "edits 0"]
    assert medium.came[-1].target == f"${card.id}"


async def test_an_edit_of_what_was_parked_is_parked(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """What belongs to a row that never will be sent is parked with that reason."""
    card = letter(0, "red")
    medium.script["red 0"].append(Parked("no such room"))
    await hand(store, postman, letter(0, "edits", target=card.id), card)
    await until_marked(store)
    assert await states(store) == {"test/red/0": PARKED, "test/edits/0": PARKED}


async def test_what_an_earlier_run_left_is_brought(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """Rows found waiting at start are delivered in order, with the ids they always had."""
    rows = [letter(n, "red") for n in range(3)]
    await write(store, *rows)
    assert await postman.load() == 3
    await until_marked(store)
    assert [parcel.id for parcel in medium.came] == [row.id for row in rows]


async def test_an_address_is_looked_up_when_it_is_needed(
    store: Store, postman: Postman, medium: Scripted
) -> None:
    """A place's address is found at sending; while it has none the parcel says so."""
    medium.script["red 0"].append(Later("no room yet", 0.05))
    at = {"id": "plc_1", "part": "room", "made_at": 1, "assistants": "", "levels": "{}"}
    await store.write(lambda c: c.execute(insert(t.place).values(**at, gone=False)))
    await hand(store, postman, letter(0, "red", place="plc_1"))
    await until(lambda: len(medium.came) == 1, "it was not tried")
    await store.write(lambda c: c.execute(t.place.update().values(address="!a:lab.test")))
    await until_marked(store)
    assert [parcel.address for parcel in medium.came] == [None, "!a:lab.test"]


async def test_what_was_delivered_but_not_marked_is_brought_again(
    store: Store, clock: SetClock, medium: Scripted
) -> None:
    """After a crash between delivery and mark the same id comes again: the medium knows it."""
    [row] = rows = [letter(0, "red")]
    await write(store, *rows)
    for _ in range(2):  # the first one never marks
        short_lived = Postman(store, clock, {"scripted": medium}, lambda: None)
        await short_lived.load()
        await until(lambda: not short_lived.waiting(), "it was not delivered")  # noqa: B023
    assert [parcel.id for parcel in medium.came] == [row.id, row.id]
    await short_lived.stop()
    assert await states(store) == {"test/red/0": SENT}


@ONLY_SQLITE
async def test_marks_outlive_a_mark_that_is_cut_off(
    store: Store, clock: SetClock, medium: Scripted
) -> None:
    """Cancelled while it waits for the database, what was settled is marked by ``stop`` all the same."""
    postman = Postman(store, clock, {"scripted": medium}, lambda: None)
    await hand(store, postman, letter(0, "red"))
    await until(lambda: not postman.waiting(), "it was not delivered")
    taken, given_back = threading.Event(), threading.Event()
    holding = asyncio.create_task(store.write(lambda _: taken.set() or given_back.wait(20)))  # type: ignore[func-returns-value]
    await until(taken.is_set, "nobody took the pen")
    marking = asyncio.create_task(postman.mark())
    await until(lambda: not postman._settled, "it did not begin to mark")
    marking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await marking
    given_back.set()
    await holding
    assert await states(store) == {"test/red/0": WAITS}
    await postman.stop()
    assert await states(store) == {"test/red/0": SENT}


async def test_the_pauses_grow_to_a_minute() -> None:
    """Without a word from the other side the next tries come after ¼, ½, 1 … 60 s at most."""
    pauses = [postman_module._pause(n) for n in range(1, 12)]
    assert pauses[:4] == [0.25, 0.5, 1.0, 2.0]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 60.0
