"""``facilitator erase MEMBER``: the operator lets a member be forgotten, who cannot say it themselves.

It is the same as their own *!forget me*. The wish becomes a row of the inbox, as everything does that
happens; the running service takes it within seconds, one that is started later as the first thing.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy import Connection, func, insert, or_, select
from sqlalchemy.exc import InterfaceError, OperationalError

from facilitator.clock import micros
from facilitator.intake import Erased
from facilitator.operating.outbox import LOOK_EVERY, Unknown
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.codecs import write_fact
from facilitator.store.ledger import WAITING, new_id

log = structlog.get_logger()

WHOSE = "erase:"
"""How the key of such an intake begins."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who is meant: their number with us, their name, and in how many circles they are."""

    member: str
    name: str
    circles: int


def find(connection: Connection, typed: str) -> Found:
    """Return the member of a Matrix id, mail address, number with us or name that only they have.

    Raises ``Unknown``.
    """
    here, handle = t.member.c, t.handle.c
    by_handle = select(handle.member).where(handle.address == _folded(typed))
    same = or_(here.id == typed, here.id.in_(by_handle), func.lower(here.name) == typed.lower())
    known = select(handle.member)  # who is forgotten has no handle, and shares one name with others
    rows = connection.execute(select(here.id, here.name).where(same, here.id.in_(known))).all()
    if not rows:
        raise Unknown(f"There is no member {typed!r}: a Matrix id, a mail address or a name.")
    if len(rows) > 1:
        raise Unknown(f"{len(rows)} members are called {typed!r}: name a Matrix id or an address.")
    joined = t.membership.c
    count = select(func.count()).where(
        joined.member == rows[0].id, joined.joined_at.is_not(None), joined.left_at.is_(None)
    )
    return Found(rows[0].id, rows[0].name, int(connection.execute(count).scalar_one()))


def _folded(typed: str) -> str:
    return typed if typed.startswith("@") else typed.strip().lower()


def hand_in(connection: Connection, member: str, now: datetime) -> str:
    """Write the wish down for the desk; return the key it is known by."""
    key, at = f"{WHOSE}{new_id('ers')}", micros(now)
    row = {"key": key, "ear": "inner", "place": "", "body": write_fact(Erased(member)).encode(),
           "said_at": at, "heard_at": at, "state": WAITING}  # fmt: skip
    connection.execute(insert(t.inbox).values(row))
    return key


def is_taken(connection: Connection, key: str) -> bool:
    """Say whether the desk has taken it."""
    asked = select(t.inbox.c.state).where(t.inbox.c.key == key)
    return bool(connection.execute(asked).scalar() != WAITING)


# -- in the service ------------------------------------------------------------------------------


async def watch(store: Store, ring: Callable[[], None], every: float = LOOK_EVERY) -> None:
    """Ring the desk when somebody is to be erased, until cancelled; ``every`` is in real seconds."""
    while True:
        try:
            if await store.read(_is_any):
                ring()
        except (OperationalError, InterfaceError) as trouble:
            log.warning("erasing.waits_for_database", reason=type(trouble.orig).__name__)
        await asyncio.sleep(every)


def _is_any(connection: Connection) -> bool:
    here = t.inbox.c
    asked = select(here.seq).where(here.state == WAITING, here.key.startswith(WHOSE)).limit(1)
    return connection.execute(asked).first() is not None
