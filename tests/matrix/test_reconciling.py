"""What a push left out is filed at its place in the stream, and nothing else changes its place."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator.clock import SetClock
from facilitator.matrix.gateway import Gateway
from facilitator.matrix.receiving import Receiving, Sorted
from facilitator.matrix.reconciling import Reconciling
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once
from tests.lab.once import blank_books


def row(name: str, state: int = 0, place: str = "!garden") -> dict[str, object]:
    """An intake as a push or a sync files it."""
    return {"key": f"matrix:${name}", "ear": "matrix", "place": place, "body": b"{}",
            "said_at": 1, "heard_at": 1, "state": state}  # fmt: skip


@pytest.mark.parametrize(
    ("inbox", "stream", "order"),
    [
        (["b", "c"], ["a", "b"], ["a", "b", "c"]),
        (["a", "b", "c"], ["a", "b"], ["a", "b", "c"]),
        (["c"], ["a", "b"], ["a", "b", "c"]),
        (["a", "c", "d"], ["a", "b", "c"], ["a", "b", "c", "d"]),
        ([], ["a", "b"], ["a", "b"]),
    ],
)
async def test_a_gap_is_filled_where_it_was(
    tmp_path: Path, inbox: list[str], stream: list[str], order: list[str]
) -> None:
    """Missing words go before what waits behind them in the stream; what came later stays behind."""
    store = blank_books(tmp_path / "books.db")
    await store.open()
    clock = SetClock(datetime(2026, 3, 5, 18, tzinfo=UTC))
    receiving = Receiving(store, clock, lambda _: False, lambda: None)
    gateway = Gateway("http://127.0.0.1:1", "lab.test", "facilitator", "t" * 32)
    reconciling = Reconciling(gateway, receiving, "facilitator")
    if inbox:
        await store.write(lambda c: insert_once(c, t.inbox, [row(name) for name in inbox]))

    found = Sorted([row(name) for name in stream], [])
    await store.write(lambda c: reconciling._file(c, found, "s1"))

    keys = await store.read(
        lambda c: [r.key[8:] for r in c.execute(select(t.inbox).order_by(t.inbox.c.seq))]
    )
    assert keys == order
    await store.close()
