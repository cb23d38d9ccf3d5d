"""The ledger: one object per row and transaction, writes gathered, and seen by later reads."""

from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Connection, insert

from facilitator.clock import SetClock
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger, waiting
from tests.store.conftest import NOON, put, rows_of, said
from tests.store.parcels import letter


async def test_a_row_is_one_object(store: Store) -> None:
    """However a row is asked for, and also when just added, it is the same object to everybody."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        ana = ledger.add(t.member, id="mem_1", name="Ana", made_at=1)
        assert ledger.one(t.member, id="mem_1") is ana
        assert ledger.one(t.member, name="Ana") is ana
        assert ledger.all(t.member)[0] is ana
        ledger.change(t.member, ana, name="Anna")
        assert ledger.one(t.member, name="Anna") is ana
        ledger.flush()

    await store.write(use)
    assert [row.name for row in await rows_of(store, t.member)] == ["Anna"]


async def test_a_stored_row_is_one_object_too(store: Store) -> None:
    """A row from an earlier transaction is read once and shared; a change reaches the database."""
    await store.write(
        lambda c: c.execute(
            insert(t.member).values(id="mem_1", name="Ana", language="en", made_at=1)
        )
    )

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        [listed] = ledger.all(t.member, name="Ana")
        assert ledger.one(t.member, id="mem_1") is listed
        ledger.change(t.member, listed, zone="Europe/Lisbon")
        assert ledger.all(t.member, zone="Europe/Lisbon") == [listed]
        ledger.flush()

    await store.write(use)
    assert [row.zone for row in await rows_of(store, t.member)] == ["Europe/Lisbon"]


async def test_a_list_knows_what_was_written_since(store: Store) -> None:
    """``all`` shows additions, changes and removals of this transaction, whenever it was asked before."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        assert ledger.all(t.member, language="en") == []
        ana = ledger.add(t.member, id="mem_1", name="Ana", made_at=1)
        ben = ledger.add(t.member, id="mem_2", name="Ben", made_at=1)
        assert ledger.all(t.member, language="en") == [ana, ben]
        ledger.change(t.member, ben, language="pt")
        assert ledger.all(t.member, language="en") == [ana]
        ledger.remove(t.member, ana)
        assert ledger.all(t.member, language="en") == []
        assert ledger.count(t.member) == 1
        ledger.flush()

    await store.write(use)
    assert [row.id for row in await rows_of(store, t.member)] == ["mem_2"]


async def test_absence_is_forgotten_when_a_row_comes(store: Store) -> None:
    """Who was looked for in vain is found after being written down."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        assert ledger.one(t.handle, medium="matrix", address="@ana:lab.test") is None
        row = ledger.add(t.handle, medium="matrix", address="@ana:lab.test", member="mem_1")
        assert ledger.one(t.handle, medium="matrix", address="@ana:lab.test") is row
        ledger.remove(t.handle, row)
        assert ledger.one(t.handle, medium="matrix", address="@ana:lab.test") is None

    await store.write(use)


async def test_a_change_is_not_found_under_the_old_value(store: Store) -> None:
    """After a change, looking by the value a row had before does not find it."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        ana = ledger.add(t.member, id="mem_1", name="Ana", made_at=1)
        assert ledger.one(t.member, name="Ana") is ana
        ledger.change(t.member, ana, name="Anna")
        assert ledger.one(t.member, name="Ana") is None

    await store.write(use)


async def test_a_change_is_found_under_the_new_value(store: Store) -> None:
    """Who was looked for in vain by a value is found once a row has been changed to it."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        ana = ledger.add(t.member, id="mem_1", name="Ana", made_at=1)
        assert ledger.one(t.member, name="Anna") is None
        ledger.change(t.member, ana, name="Anna")
        assert ledger.one(t.member, name="Anna") is ana

    await store.write(use)


async def test_marks_tell_whether_anything_was_written(store: Store) -> None:
    """Reading leaves the marks as they are; every kind of write moves them."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        marks = [ledger.marks()]
        ledger.one(t.member, id="mem_1")
        ledger.all(t.member)
        assert ledger.marks() == marks[0]
        ana = ledger.add(t.member, id="mem_1", name="Ana", made_at=1)
        marks.append(ledger.marks())
        ledger.change(t.member, ana, name="Anna")
        marks.append(ledger.marks())
        ledger.post(letter(1, "red"))
        marks.append(ledger.marks())
        ledger.send_in("inner:1", "!a:lab.test", b"{}")
        marks.append(ledger.marks())
        ledger.wake("turn:1", "plc_1", NOON)
        marks.append(ledger.marks())
        ledger.remove(t.member, ana)
        marks.append(ledger.marks())
        assert marks == sorted(set(marks))

    await store.write(use)


async def test_the_end_happens_once(store: Store) -> None:
    """What is asked for at the end under one name is done once, before the writing."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)

        def render(n: int) -> None:
            ledger.post(letter(n, "red"))

        for n in range(3):
            ledger.at_end("card:rnd_1", partial(render, n))
        ledger.flush()

    await store.write(use)
    assert [row.key for row in await rows_of(store, t.outbox)] == ["test/red/2"]


async def test_an_alarm_is_set_moved_and_silenced(store: Store) -> None:
    """A subject has at most one alarm: the last that was set; None silences it."""

    def wake(subject: str, hours: float | None, connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        ledger.wake(subject, "plc_1", None if hours is None else NOON + timedelta(hours=hours))
        ledger.flush()
        assert ledger.moved_alarms

    for subject, hours in (("a", 1), ("b", 2), ("a", 3), ("b", None)):
        await store.write(partial(wake, subject, hours))
    [alarm] = await rows_of(store, t.alarm)
    assert (alarm.subject, alarm.place) == ("a", "plc_1")
    assert alarm.due_at - 3 * 3600 * 10**6 == said(0)["heard_at"]


async def test_an_alarm_that_stands_already_is_not_moved(store: Store) -> None:
    """Setting an alarm to its very moment, or silencing none, writes nothing and wakes nobody."""

    def wake(due: datetime | None, connection: Connection) -> bool:
        ledger = Ledger(connection, NOON)
        ledger.wake("a", "plc_1", NOON)
        ledger.wake("b", "plc_1", due)
        ledger.flush()
        return ledger.moved_alarms

    moved = [await store.write(partial(wake, due)) for due in (None, None, NOON, NOON, None)]
    assert moved == [True, False, True, False, True]
    assert [row.subject for row in await rows_of(store, t.alarm)] == ["a"]


async def test_each_table_is_read_as_it_will_be(store: Store) -> None:
    """Rows of several tables, added and changed in any order, are found and written as they were left."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        ana = ledger.add(t.member, id="mem_1", name="Ana", made_at=1)
        ben = ledger.add(t.member, id="mem_2", name="Ben", made_at=1)
        ledger.add(t.handle, medium="matrix", address="@ana:lab.test", member="mem_1")
        assert ledger.count(t.handle) == 1
        ledger.change(t.member, ana, name="Anna")
        assert ledger.count(t.member, name="Anna", zone=None) == 1
        ledger.change(t.member, ana, zone="Europe/Lisbon")
        ledger.change(t.member, ben, zone="Europe/Lisbon")
        ledger.change(t.member, ben, name="Benno")
        ledger.flush()

    await store.write(use)
    rows = await rows_of(store, t.member)
    assert sorted((row.name, row.zone) for row in rows) == [
        ("Anna", "Europe/Lisbon"),
        ("Benno", "Europe/Lisbon"),
    ]
    assert len(await rows_of(store, t.handle)) == 1


async def test_the_highest_number_is_known(store: Store) -> None:
    """The highest value of a column counts what was only just added; without rows it is 0."""

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, NOON)
        assert ledger.highest(t.journal, "n", round="rnd_1") == 0
        for n, round_ in ((1, "rnd_1"), (7, "rnd_1"), (9, "rnd_2")):
            ledger.add(t.journal, round=round_, n=n, fact="{}", at=1, cause="c")
        assert ledger.highest(t.journal, "n", round="rnd_1") == 7

    await store.write(use)


async def test_an_intake_of_our_own_is_in_the_same_commit(store: Store, clock: SetClock) -> None:
    """What the desk sends in waits after the commit, once by its key; what it took is done."""
    await put(store, said(1))

    def use(connection: Connection) -> None:
        ledger = Ledger(connection, clock.now())
        ledger.send_in("inner:1", "!b:lab.test", b"{}")
        ledger.done(waiting(connection, 1)[0]["seq"])
        assert ledger.sent_in
        ledger.flush()

    await store.write(use)
    rows = await store.read(lambda c: waiting(c, 10))
    assert [(row["key"], row["ear"], row["place"]) for row in rows] == [
        ("inner:1", "inner", "!b:lab.test")
    ]
