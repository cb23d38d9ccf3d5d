"""``facilitator outbox``: what could not be brought to its reader, and what the operator does about it.

A row that is put back waits in a state of its own. The running service looks for such rows every few
seconds and takes them into the postman's bag in the same step that marks them waiting, so each is
taken once; a service that is started later does the same. Nothing else has to be told.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec
import structlog
from sqlalchemy import Connection, select, update
from sqlalchemy.engine import Row as SqlRow
from sqlalchemy.exc import InterfaceError, OperationalError

from facilitator.acts import decode
from facilitator.clock import Clock, micros
from facilitator.postman import DROPPED, PARKED, WAITS
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import Row

log = structlog.get_logger()

PUT_BACK = 4
"""The state of a row that the operator wants tried again (beside waiting, sent, parked, dropped)."""

LOOK_EVERY = 5.0
"""Real seconds between two looks for rows put back."""

MARK = "dropped by the operator"


class Unknown(Exception):
    """There is no such row, or it is not in a state for this; the message is for the operator."""


@dataclass(frozen=True, slots=True)
class Line:
    """What an operator may see of a row: never what it says nor to whom."""

    id: str
    act: str
    state: str
    age: timedelta
    attempts: int
    reason: str


def rows(connection: Connection, clock: Clock) -> list[Line]:
    """Return the rows that are parked or wait, oldest first."""
    shown = {WAITS: "waiting", PARKED: "parked", PUT_BACK: "put back"}
    found = connection.execute(
        select(t.outbox.c.id, t.outbox.c.act, t.outbox.c.state, t.outbox.c.made_at,
               t.outbox.c.attempts, t.outbox.c.note)
        .where(t.outbox.c.state.in_(shown))
        .order_by(t.outbox.c.made_at, t.outbox.c.id)
    )  # fmt: skip
    now = micros(clock.now())
    return [
        Line(row.id, row.act, shown[row.state], timedelta(microseconds=max(0, now - row.made_at)),
             row.attempts, discreet(row.note or ""))
        for row in found
    ]  # fmt: skip


def discreet(reason: str) -> str:
    """Return a reason without addresses: mail servers like to repeat them in their answers."""
    return " ".join(re.sub(r"\S*@\S*|[!#$]\S*:\S*", "…", reason).split())[:160]


def put_back(connection: Connection, id_: str) -> None:
    """Have a parked row tried again. Raises ``Unknown``."""
    row = _row(connection, id_)
    try:
        decode(row.body)
    except msgspec.MsgspecError:
        raise Unknown(f"Row {id_} cannot be read any more: drop it.") from None
    _move(connection, id_, (PARKED,), "Only a parked row can be tried again.",
          state=PUT_BACK, note=None, attempts=0)  # fmt: skip


def drop(connection: Connection, id_: str, now: int, running: bool) -> None:
    """Give a row up for good, at ``now`` (microseconds). Raises ``Unknown``.

    A running service has waiting rows in its hand already: those can only be dropped without it.
    """
    _row(connection, id_)
    otherwise = "It is sent or dropped already."
    states: tuple[int, ...] = (PARKED, PUT_BACK, WAITS)
    if running:
        states = (PARKED, PUT_BACK)
        otherwise = "Only a parked row can be dropped while the service runs: stop it first."
    _move(connection, id_, states, otherwise, state=DROPPED, note=MARK, sent_at=now)


def _row(connection: Connection, id_: str) -> SqlRow[Any]:
    row = connection.execute(select(t.outbox.c.body).where(t.outbox.c.id == id_)).first()
    if row is None:
        raise Unknown(f"There is no row {id_!r}: `facilitator outbox` lists them.")
    return row


def _move(
    connection: Connection, id_: str, states: tuple[int, ...], otherwise: str, **values: Any
) -> None:
    """Change a row if it still is in one of ``states``: the service may be quicker than we are."""
    where = (t.outbox.c.id == id_, t.outbox.c.state.in_(states))
    if connection.execute(update(t.outbox).where(*where).values(values)).rowcount == 0:
        raise Unknown(otherwise)


# -- in the service ------------------------------------------------------------------------------


def take_put_back(connection: Connection) -> list[Row]:
    """Mark rows put back as waiting and return them; the commit makes them the caller's."""
    found = connection.execute(
        select(t.outbox)
        .where(t.outbox.c.state == PUT_BACK)
        .order_by(t.outbox.c.lane, t.outbox.c.seq)
        .with_for_update(skip_locked=True)
    ).all()
    if found:
        connection.execute(
            update(t.outbox).where(t.outbox.c.id.in_([row.id for row in found])).values(state=WAITS)
        )
    return [
        Row(r.id, r.key, r.lane, r.medium, r.sender, decode(r.body), r.place, r.slot, r.target,
            r.target_ref, r.refers, r.words)
        for r in found
    ]  # fmt: skip


async def watch(store: Store, take: Callable[[list[Row]], None], every: float = LOOK_EVERY) -> None:
    """Hand rows put back to the postman until cancelled; ``every`` is in real seconds."""
    while True:
        try:
            if await store.read(_is_any):
                taken = await store.write(take_put_back)
                log.info("outbox.put_back", rows=len(taken))
                take(taken)
        except (OperationalError, InterfaceError) as trouble:
            log.warning("outbox.waits_for_database", reason=type(trouble.orig).__name__)
        await asyncio.sleep(every)


def _is_any(connection: Connection) -> bool:
    found = connection.execute(
        select(t.outbox.c.id).where(t.outbox.c.state == PUT_BACK).limit(1)
    ).first()
    return found is not None
