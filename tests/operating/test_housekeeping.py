"""What we let go of, and when; on both databases, with a set clock."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from facilitator.clock import SetClock, micros
from facilitator.operating.housekeeping import SILENCE, keep_house, tidy
from facilitator.store import Store
from facilitator.store import tables as t
from tests.operating.conftest import eventually
from tests.store.conftest import NOON, put, rows_of, said

DAY = timedelta(days=1)


async def add(store: Store, table: Any, *rows: dict[str, Any]) -> None:
    """Write rows."""
    await store.write(lambda c: c.execute(insert(table), list(rows)))


def ago(days: float) -> int:
    """That many days before noon, as the books count."""
    return micros(NOON - timedelta(days=days))


def parcel(id_: str, state: int, made: float, sent: float | None = None) -> dict[str, Any]:
    """An outbox row."""
    return {"id": id_, "key": id_, "lane": "a", "seq": 1, "medium": "matrix", "act": "Say", "refers": None,
            "sender": "facilitator", "body": b"words", "state": state, "attempts": 1,
            "made_at": ago(made), "sent_at": None if sent is None else ago(sent)}  # fmt: skip


def round_(id_: str, form: str, closed: float | None) -> dict[str, Any]:
    """A round that closed so many days ago, or runs."""
    return {"id": id_, "circle": "cir", "place": "plc", "form": form, "title": "What grows?",
            "state": "{}", "shape": 1, "version": 1, "open": closed is None, "notices": 0,
            "opened_at": ago(90), "closed_at": None if closed is None else ago(closed)}  # fmt: skip


async def test_raw_intakes_go_after_a_week(store: Store) -> None:
    """Taken ones lose their content after 7 days, those set aside after 30, waiting ones never; keys stay."""
    ages = {1: (8, 1), 2: (6, 1), 3: (8, 2), 4: (31, 2), 5: (40, 0)}
    await put(store, *({**said(n), "state": state, "heard_at": ago(days)}
                       for n, (days, state) in ages.items()))  # fmt: skip
    assert (await tidy(store, NOON))["intakes"] == 2
    rows = await rows_of(store, t.inbox, t.inbox.c.key)
    assert [row.body != b"" for row in rows] == [False, True, True, False, True]
    assert len({row.key for row in rows}) == 5
    await put(store, said(1))
    assert len(await rows_of(store, t.inbox)) == 5  # a repeat is still known
    assert (await tidy(store, NOON))["intakes"] == 0


async def test_sent_parcels_go_after_a_week(store: Store) -> None:
    """Sent and dropped ones lose their content; what waits keeps it; what is parked a month is given up."""
    await add(
        store, t.round_, round_("rnd_runs", "consent", None), round_("rnd_over", "consent", 1)
    )
    await add(
        store, t.outbox,
        parcel("sent-old", 1, 9, 8), parcel("sent-new", 1, 9, 6), parcel("dropped", 3, 9, 8),
        {**parcel("asks", 1, 40, 40), "refers": "ask:rnd_runs:mem"},
        {**parcel("asked", 1, 40, 6), "refers": "ask:rnd_over"},
        parcel("waits", 0, 40), parcel("parked-old", 2, 31), parcel("parked-new", 2, 29),
    )  # fmt: skip
    done = await tidy(store, NOON)
    assert (done["parcels"], done["parked"]) == (2, 1)
    rows = {row.id: row for row in await rows_of(store, t.outbox)}
    assert {id_ for id_, row in rows.items() if row.body == SILENCE} == {
        "sent-old",
        "dropped",
        "parked-old",
    }
    assert rows["parked-old"].state == 3
    assert rows["sent-old"].key == "sent-old"


async def test_words_of_a_go_around_go_after_a_month(store: Store) -> None:
    """30 days after the close, where the form records none; a decision's reasons stay.

    Our copies of what was said between rounds go after the same time. That something was said
    stays, so that taking it back still reaches what shows it; how to show it anew goes.
    """
    await add(store, t.round_, round_("old", "go_around", 31), round_("new", "go_around", 29),
              round_("runs", "go_around", None), round_("decision", "consent", 60))  # fmt: skip
    await add(store, t.words, *(
        {"id": f"w-{of}", "member": "mem", "round": of, "source": of or "none", "version": 1,
         "text": "My knee is better.", "visibility": "room", "said_at": ago(60), "taken_back": False}
        for of in ("old", "new", "runs", "decision", None)
    ))  # fmt: skip
    await add(store, t.quote, *(
        {"id": f"out-{of}", "round": of, "place": "plc", "words": f"w-{of}", "notice": "{}"}
        for of in ("old", "new", "runs", "decision")
    ))  # fmt: skip
    done = await tidy(store, NOON)
    assert (done["words"], done["quotes"]) == (2, 1)
    rows = {row.id: row.text for row in await rows_of(store, t.words)}
    assert {id_ for id_, text in rows.items() if text} == {"w-new", "w-runs", "w-decision"}
    assert {"w-old", "w-None"} <= set(rows)
    quotes = {row.id for row in await rows_of(store, t.quote) if row.notice}
    assert quotes == {"out-new", "out-runs", "out-decision"}
    assert (await tidy(store, NOON))["words"] == 0


async def test_ballots_go_once_they_are_counted(store: Store) -> None:
    """Who placed which points stays while a vote is open; the other facts of it stay for ever."""
    await add(store, t.round_, round_("open", "dot_vote", None), round_("over", "dot_vote", 0.1),
              round_("talk", "go_around", 0.1))  # fmt: skip
    facts = ['{"type":"VoteOpened"}', '{"type":"PointsPlaced","member":"mem"}', '{"type":"Closed"}']
    await add(store, t.journal, *(
        {"round": of, "n": n, "fact": fact, "at": ago(1), "cause": "matrix:$1"}
        for of in ("open", "over", "talk") for n, fact in enumerate(facts)
    ))  # fmt: skip
    assert (await tidy(store, NOON))["ballots"] == 1
    left = {(row.round, row.n) for row in await rows_of(store, t.journal)}
    assert left == {(of, n) for of in ("open", "over", "talk") for n in range(3)} - {("over", 1)}


async def test_words_of_a_vote_in_passing_go_like_all_talk(store: Store) -> None:
    """A practice's vote outside the register keeps its words no longer than a go-around does."""
    await add(store, t.round_, {**round_("passing", "consent", 31), "session": "rnd", "number": None},
              {**round_("counted", "consent", 31), "session": "rnd", "number": 4})  # fmt: skip
    await add(store, t.words, *(
        {"id": of, "member": "mem", "round": of, "source": of, "version": 1, "text": "Too early.",
         "visibility": "room", "said_at": ago(60), "taken_back": False}
        for of in ("passing", "counted")
    ))  # fmt: skip
    assert (await tidy(store, NOON))["words"] == 1
    assert {row.id for row in await rows_of(store, t.words) if row.text} == {"counted"}


async def test_letters_are_known_as_long_as_their_item(store: Store) -> None:
    """The text of our mails goes 14 days after the round's end, at the latest after 30; the row stays."""
    await add(store, t.round_, round_("over", "go_around", 15), round_("fresh", "consent", 13),
              round_("runs", "consent", None))  # fmt: skip
    items = {"turn:over": 20, "decision:fresh": 20, "decision:runs": 29, "post:$a": 31}
    await add(store, t.sent_mail, *(
        {"message_id": f"<{n}@x>", "circle": "cir", "item": item, "member": "mem",
         "plain": "Dear Cy", "references": "", "made_at": ago(days)}
        for n, (item, days) in enumerate(items.items())
    ))  # fmt: skip
    assert (await tidy(store, NOON))["letters"] == 2
    rows = await rows_of(store, t.sent_mail)
    assert {row.item for row in rows if row.plain is None} == {"turn:over", "post:$a"}
    assert len(rows) == 4


async def test_tokens_receipts_and_what_was_held(store: Store) -> None:
    """What expired a month ago goes; what still waits for a yes stays, however old."""
    await add(store, t.token, *(
        {"id": n, "purpose": "t", "member": "mem", "circle": "cir", "item": f"i{n}",
         "expires_at": ago(days)}
        for n, days in enumerate((31, 29, -5))
    ))  # fmt: skip
    await add(store, t.round_, round_("old", "consent", 31), round_("new", "consent", 3))
    await add(store, t.receipt, *(
        {"source": f"${of}", "round": of, "member": "mem", "meaning": "consent"} for of in ("old", "new")
    ))  # fmt: skip
    await add(store, t.held, *(
        {"id": f"h{n}", "kind": "post", "circle": "cir", "body": "words", "made_at": ago(60),
         "settled_at": None if days is None else ago(days)}
        for n, days in enumerate((8, 6, None))
    ))  # fmt: skip
    done = await tidy(store, NOON)
    assert (done["tokens"], done["receipts"], done["held"]) == (1, 1, 1)
    assert [row.body for row in await rows_of(store, t.held, t.held.c.id)] == [
        "{}",
        "words",
        "words",
    ]
    assert {row.id for row in await rows_of(store, t.token)} == {1, 2}


async def test_once_a_day_also_across_restarts(store: Store, clock: SetClock) -> None:
    """A service that is restarted every hour still tidies once a day, and no more."""

    async def marked() -> str | None:
        name = select(t.bookmark.c.value).where(t.bookmark.c.name == "housekeeping")
        found: str | None = await store.read(lambda c: c.execute(name).scalar())
        return found

    async def run_until_settled(expected: datetime) -> None:
        task = asyncio.create_task(keep_house(store, clock))
        try:

            async def is_marked() -> bool:
                return await marked() == str(micros(expected))

            await eventually(is_marked, "the day was never marked")
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    await run_until_settled(NOON)
    clock.advance(timedelta(hours=23))
    await run_until_settled(NOON)
    clock.advance(timedelta(hours=1))
    await run_until_settled(NOON + DAY)


async def test_the_loop_really_tidies(store: Store, clock: SetClock) -> None:
    """What the loop claims it also does."""
    await put(store, {**said(1), "state": 1, "heard_at": ago(8)})

    async def is_blank() -> bool:
        return [row.body for row in await rows_of(store, t.inbox)] == [b""]

    task = asyncio.create_task(keep_house(store, clock))
    try:
        await eventually(is_blank, "the loop never tidied")
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
