"""``facilitator status``: how the service stands, in numbers. No names, no addresses, no words."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from facilitator.clock import Clock, micros, moment
from facilitator.operating.outbox import PUT_BACK
from facilitator.postman import PARKED, WAITS
from facilitator.store import tables as t
from facilitator.store.ledger import SHUNTED, WAITING


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts; ages are spans of service time, None where nothing waits or ever beat."""

    circles: int
    members_in_chat: int
    members_by_mail: int
    rounds: dict[str, int]
    inbox_waiting: int
    inbox_shunted: int
    outbox_waiting: int
    outbox_parked: int
    oldest_waiting: timedelta | None
    last_heartbeat: timedelta | None


def standing(connection: Connection, clock: Clock) -> Standing:
    """Return how things stand now."""
    now = clock.now()
    inbox, outbox = _states(connection, t.inbox), _states(connection, t.outbox)
    oldest = oldest_waiting(connection)
    beat = connection.execute(
        select(t.bookmark.c.value).where(t.bookmark.c.name == "heartbeat")
    ).scalar()
    return Standing(
        connection.execute(select(func.count()).select_from(t.circle)).scalar_one(),
        _members(connection, t.membership.c.chat),
        _members(connection, t.membership.c.mail),
        _open_rounds(connection),
        inbox.get(WAITING, 0), inbox.get(SHUNTED, 0),
        outbox.get(WAITS, 0) + outbox.get(PUT_BACK, 0), outbox.get(PARKED, 0),
        None if oldest is None else max(timedelta(0), now - moment(oldest)),
        None if beat is None else max(timedelta(0), now - moment(int(beat))),
    )  # fmt: skip


def _states(connection: Connection, table: Any) -> dict[int, int]:
    """Count by state, without the states that grow for ever."""
    state = table.c.state
    rows = connection.execute(
        select(state, func.count()).where(state.in_((0, 2, PUT_BACK))).group_by(state)
    )
    return {int(found): int(count) for found, count in rows}


def oldest_waiting(connection: Connection) -> int | None:
    """Return since when (microseconds) the oldest intake or parcel waits, None if nothing does."""
    first = [
        connection.execute(
            select(func.min(t.inbox.c.heard_at)).where(t.inbox.c.state == WAITING)
        ).scalar(),
        connection.execute(
            select(func.min(t.outbox.c.made_at)).where(t.outbox.c.state.in_((WAITS, PUT_BACK)))
        ).scalar(),
    ]
    return min((int(at) for at in first if at is not None), default=None)


def _members(connection: Connection, way: Any) -> int:
    here = t.membership.c
    return int(
        connection.execute(
            select(func.count(here.member.distinct())).where(
                way, here.joined_at.is_not(None), here.left_at.is_(None)
            )
        ).scalar_one()
    )


def _open_rounds(connection: Connection) -> dict[str, int]:
    rows = connection.execute(
        select(t.round_.c.form, func.count())
        .where(t.round_.c.open)
        .group_by(t.round_.c.form)
        .order_by(t.round_.c.form)
    )
    return {form: int(count) for form, count in rows}


def lines(standing: Standing) -> list[str]:
    """Return the standing as people read it, one thing a line."""
    rounds = ", ".join(
        f"{count} {form.replace('_', '-')}" for form, count in standing.rounds.items()
    )
    beat = "never" if standing.last_heartbeat is None else f"{age(standing.last_heartbeat)} ago"
    oldest = "nothing waits" if standing.oldest_waiting is None else age(standing.oldest_waiting)
    return [
        f"circles          {standing.circles}",
        f"members in chat  {standing.members_in_chat}",
        f"members by mail  {standing.members_by_mail}",
        f"open rounds      {rounds or 0}",
        f"inbox            {standing.inbox_waiting} waiting, {standing.inbox_shunted} shunted",
        f"outbox           {standing.outbox_waiting} waiting, {standing.outbox_parked} parked",
        f"oldest waiting   {oldest}",
        f"last heartbeat   {beat}",
    ]


def age(span: timedelta) -> str:
    """Return a span in its largest whole unit: ``12s``, ``5m``, ``3h``, ``2d``."""
    seconds = int(span.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds >= size:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def waited(clock: Clock, since: int) -> timedelta:
    """Return for how long something written at ``since`` (microseconds) has been there."""
    return timedelta(microseconds=max(0, micros(clock.now()) - since))
