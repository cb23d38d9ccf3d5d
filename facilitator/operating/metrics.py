"""``/metrics``: the few numbers by which an operator sees that nothing waits or is lost.

The Prometheus text format (version 0.0.4) is a name and a number a line; a library would bring a
registry of its own, where ours are counted from the books and so survive a restart. No label holds
an id or an address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from facilitator.clock import Clock, micros
from facilitator.operating.outbox import PUT_BACK
from facilitator.operating.standing import oldest_waiting
from facilitator.postman import DROPPED, PARKED, SENT, WAITS
from facilitator.store import tables as t
from facilitator.store.ledger import DONE, SHUNTED, WAITING

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

OUTCOMES = {SENT: "sent", DROPPED: "dropped"}
"""Ends of a parcel; a parked one has not ended, since it can be put back."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the books say. ``inbox`` and ``outbox`` count rows by state."""

    inbox: dict[int, int]
    outbox: dict[int, int]
    oldest_seconds: float


def figures(connection: Connection, clock: Clock) -> Figures:
    """Count; both tables have an index by state."""
    oldest = oldest_waiting(connection)
    age = 0.0 if oldest is None else max(0.0, (micros(clock.now()) - oldest) / 1e6)
    return Figures(_by_state(connection, t.inbox), _by_state(connection, t.outbox), age)


def _by_state(connection: Connection, table: Any) -> dict[int, int]:
    state = table.c.state
    rows = connection.execute(select(state, func.count()).group_by(state))
    return {int(found): int(count) for found, count in rows}


def page(found: Figures, strange: int, ready: bool) -> str:
    """Return the page. ``strange`` counts events since the start that were no events."""
    return "".join(_page(found, strange, ready))


def _page(found: Figures, strange: int, ready: bool) -> Iterator[str]:
    inbox, outbox = found.inbox, found.outbox
    yield from _one("ready", "gauge", "Whether deadlines may pass: the homeserver reaches us.",
                    int(ready))  # fmt: skip
    yield from _one("inbox_waiting", "gauge", "Intakes nobody has taken yet.",
                    inbox.get(WAITING, 0))  # fmt: skip
    yield from _one("inbox_shunted", "gauge", "Intakes set aside after a bug.",
                    inbox.get(SHUNTED, 0))  # fmt: skip
    yield from _one("outbox_waiting", "gauge", "Parcels on their way.",
                    outbox.get(WAITS, 0) + outbox.get(PUT_BACK, 0))  # fmt: skip
    yield from _one("outbox_parked", "gauge", "Parcels that wait for the operator.",
                    outbox.get(PARKED, 0))  # fmt: skip
    yield from _one("oldest_waiting_seconds", "gauge", "Age of the oldest intake or parcel.",
                    found.oldest_seconds)  # fmt: skip
    yield from _one("intakes_taken_total", "counter", "Intakes taken at the desk.",
                    inbox.get(DONE, 0))  # fmt: skip
    yield from _one("strange_events_total", "counter",
                    "Pushed events that were no events, since the start.", strange)  # fmt: skip
    yield from _head("deliveries_total", "counter", "Parcels by what became of them.")
    for state, outcome in OUTCOMES.items():
        yield f'facilitator_deliveries_total{{outcome="{outcome}"}} {outbox.get(state, 0)}\n'


def _one(name: str, kind: Literal["gauge", "counter"], told: str, value: float) -> Iterator[str]:
    yield from _head(name, kind, told)
    yield f"facilitator_{name} {value:g}\n" if value < 1e6 else f"facilitator_{name} {value:.0f}\n"


def _head(name: str, kind: str, told: str) -> Iterator[str]:
    yield f"# HELP facilitator_{name} {told}\n"
    yield f"# TYPE facilitator_{name} {kind}\n"
