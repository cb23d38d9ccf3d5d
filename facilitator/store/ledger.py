"""The ledger: everything the desk reads and writes in one transaction, in the desk's own verbs.

What is read is kept (one object per row and transaction), what is written is gathered and goes out
in few statements at ``flush``: a batch of a hundred intakes costs hardly more than one. Nothing here
decides anything.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from ulid import ULID

from facilitator.acts import AnyAct, encode
from facilitator.clock import micros
from facilitator.store import tables as t

WAITING, DONE, SHUNTED = 0, 1, 2
AGAIN = "again"
"""The note of an intake that is taken a second time: what it says then has keys of its own."""

Where = tuple[tuple[str, Any], ...]
"""A condition as a key: columns and the values they have."""


def new_id(prefix: str) -> str:
    """Return a fresh id: prefix and ULID, sortable by birth."""
    return f"{prefix}_{ULID()}"


@dataclass(slots=True)
class Row:
    """An outbox row about to be written (see ``tables.outbox``)."""

    id: str
    key: str
    lane: str
    medium: str
    sender: str
    act: AnyAct
    place: str | None = None
    slot: str | None = None
    target: str | None = None
    target_ref: str | None = None
    refers: str | None = None
    words: str | None = None


class Ledger:
    """One transaction's view of the books."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self.now = now
        self.posted: list[Row] = []
        self._done: list[dict[str, Any]] = []
        self._rows: dict[tuple[str, Any], dict[str, Any]] = {}  # by primary key
        # By table and condition: a write to one table never looks at what is kept of another.
        self._found: dict[str, dict[Where, dict[str, Any] | None]] = {}
        self._lists: dict[str, dict[Where, list[dict[str, Any]]]] = {}
        self._inserts: dict[str, list[dict[str, Any]]] = {}
        self._changes: dict[tuple[str, Any], dict[str, Any]] = {}
        self._inner: list[dict[str, Any]] = []
        self._alarms: dict[str, tuple[str, datetime] | None] = {}
        self._writes = 0
        self._at_end: dict[str, Callable[[], None]] = {}
        self.memory: dict[str, Any] = {}
        """What a transaction has worked out once and may use again (decoded states, say)."""

    # -- rows, kept once read -------------------------------------------------------------------

    def one(self, table: Any, **where: Any) -> dict[str, Any] | None:
        """Return the row that ``where`` names, as this transaction leaves it, or None."""
        found, key = self._found.setdefault(table.name, {}), _condition(where)
        if key not in found:
            found[key] = self._known(table, where) or self._share(table, self._fetch(table, where))
        return found[key]

    def recall(self, table: Any, column: str, values: Iterable[str], **where: Any) -> None:
        """Read at once what ``one`` will be asked for each of these values of ``column``.

        A card names a hundred and fifty people; asked for one by one they cost more than all else.
        """
        found = self._found.setdefault(table.name, {})
        names = sorted({*where, column})
        keys = {
            value: tuple((name, value if name == column else where[name]) for name in names)
            for value in values
        }
        missing = [value for value, key in keys.items() if key not in found]
        if not missing:
            return
        self.flush_rows()
        statement = select(table).filter_by(**where).where(table.c[column].in_(missing))
        rows = {row[column]: row for row in self.connection.execute(statement).mappings()}
        for value in missing:
            found[keys[value]] = self._share(table, rows.get(value))

    def all(self, table: Any, **where: Any) -> list[dict[str, Any]]:
        """Return every row that ``where`` names, as this transaction leaves them, in key order."""
        lists, key = self._lists.setdefault(table.name, {}), _condition(where)
        if key not in lists:
            self.flush_rows()
            statement = select(table).filter_by(**where).order_by(*table.primary_key.columns)
            rows = self.connection.execute(statement).mappings()
            lists[key] = [self._share(table, row) or {} for row in rows]
        return list(lists[key])

    def count(self, table: Any, **where: Any) -> int:
        """Return how many rows ``where`` names, as this transaction leaves them."""
        self.flush_rows()
        statement = select(func.count()).select_from(table).filter_by(**where)
        return int(self.connection.execute(statement).scalar_one())

    def add(self, table: Any, **values: Any) -> dict[str, Any]:
        """Write a new row at the end of the transaction, and return it."""
        self._writes += 1
        row = dict(_blank(table))
        row.update((name, value) for name, value in values.items() if value is not None)
        self._inserts.setdefault(table.name, []).append(row)
        self._rows[(table.name, self._identity(table, row))] = row
        self._forget(table)
        return row

    def change(self, table: Any, row: dict[str, Any], **values: Any) -> None:
        """Change columns of ``row`` now for all who hold it, and in the database at the end."""
        self._writes += 1
        row.update(values)
        self._forget(table, values)
        if not any(row is waiting for waiting in self._inserts.get(table.name, ())):
            self._changes.setdefault((table.name, self._identity(table, row)), {}).update(values)

    def remove(self, table: Any, row: dict[str, Any]) -> None:
        """Delete ``row`` at once."""
        self._writes += 1
        self.flush_rows()
        where = [column == row[column.name] for column in table.primary_key.columns]
        self.connection.execute(delete(table).where(*where))
        del self._rows[(table.name, self._identity(table, row))]
        self._forget(table)

    def _known(self, table: Any, where: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the row if ``where`` is exactly its primary key and it has been here before."""
        if where.keys() != set(_key(table)):
            return None
        return self._rows.get((table.name, self._identity(table, where)))

    def _fetch(self, table: Any, where: Mapping[str, Any]) -> RowMapping | None:
        self.flush_rows()
        if None in where.values():  # SQL asks for nothing in another way than for something
            statement = select(table).filter_by(**where).limit(1)
            return self.connection.execute(statement).mappings().first()
        return self.connection.execute(_asking(table, tuple(where)), where).mappings().first()

    def _share(self, table: Any, row: RowMapping | None) -> dict[str, Any] | None:
        if row is None:
            return None
        key = (table.name, self._identity(table, row))
        return self._rows.setdefault(key, dict(row))

    def _identity(self, table: Any, row: Any) -> tuple[Any, ...]:
        return tuple([row[name] for name in _key(table)])

    def _forget(self, table: Any, changed: Mapping[str, Any] | None = None) -> None:
        """Forget which rows a condition names, where a write may have changed that."""
        kept: dict[Where, Any]
        for kept in (self._found.get(table.name, {}), self._lists.get(table.name, {})):
            for where in list(kept):
                if changed is None or any(name in changed for name, _ in where):
                    del kept[where]

    def flush_rows(self) -> None:
        """Write what was added and changed so far, inside the transaction."""
        for name, rows in self._inserts.items():
            self.connection.execute(insert(t.metadata.tables[name]), rows)
        self._inserts.clear()
        for (name, identity), values in self._changes.items():
            table = t.metadata.tables[name]
            where = zip(table.primary_key.columns, identity, strict=True)
            self.connection.execute(update(table).where(*(c == v for c, v in where)).values(values))
        self._changes.clear()

    # -- inbox ----------------------------------------------------------------------------------

    def done(self, seq: int, note: str | None = None) -> None:
        """Mark an intake as taken."""
        self._done.append({"b_seq": seq, "b_state": DONE, "b_note": note})

    def shunt(self, seq: int, reason: str) -> None:
        """Set an intake aside for the operator, with the reason; its neighbours go on."""
        self._done.append({"b_seq": seq, "b_state": SHUNTED, "b_note": reason})

    def send_in(self, key: str, place: str, body: bytes) -> None:
        """Write an intake of our own, for the desk to take next (once, by its key)."""
        at = micros(self.now)
        self._inner.append(
            {"key": key, "ear": "inner", "place": place, "body": body, "said_at": at,
             "heard_at": at, "state": WAITING}
        )  # fmt: skip

    def marks(self) -> int:
        """Return a number that grows with every write: equal numbers mean nothing was written."""
        return self._writes + len(self.posted) + len(self._inner)

    @property
    def sent_in(self) -> bool:
        """Whether this transaction gave the desk more to take."""
        return bool(self._inner)

    @property
    def moved_alarms(self) -> bool:
        """Whether this transaction set or silenced an alarm."""
        return bool(self._alarms)

    # -- outbox ---------------------------------------------------------------------------------

    def post(self, row: Row) -> Row:
        """Hand over one act for one recipient; it is sent after the commit, in lane order."""
        self.posted.append(row)
        return row

    # -- alarms ---------------------------------------------------------------------------------

    def wake(self, subject: str, place: str, due: datetime | None) -> None:
        """Ring for ``subject`` at ``due``, and only then; None switches its alarm off."""
        self._writes += 1
        self._alarms[subject] = None if due is None else (place, due)

    # -- the end --------------------------------------------------------------------------------

    def at_end(self, name: str, do: Callable[[], None]) -> None:
        """Do something once, before the end of the transaction, however often it is asked for.

        A hundred turns of one round in one batch make one rendering of its card.
        """
        self._writes += 1
        self._at_end[name] = do

    def flush(self) -> None:
        """Write everything gathered. After this the transaction may commit."""
        for do in self._at_end.values():
            do()
        self.flush_rows()
        self._write_outbox()
        self._write_alarms()
        if self._inner:
            insert_once(self.connection, t.inbox, self._inner)
        if self._done:
            self.connection.execute(
                update(t.inbox)
                .where(t.inbox.c.seq == bindparam("b_seq"))
                .values(state=bindparam("b_state"), note=bindparam("b_note")),
                self._done,
            )

    def _write_outbox(self) -> None:
        if not self.posted:
            return
        seqs = self._lane_seqs({row.lane: 0 for row in self.posted})
        at = micros(self.now)
        values = []
        for row in self.posted:
            seqs[row.lane] += 1
            values.append(
                {"id": row.id, "key": row.key, "lane": row.lane, "seq": seqs[row.lane],
                 "medium": row.medium, "act": type(row.act).__name__, "sender": row.sender,
                 "place": row.place, "body": encode(row.act), "slot": row.slot,
                 "target": row.target, "target_ref": row.target_ref, "refers": row.refers,
                 "words": row.words, "state": 0, "attempts": 0, "made_at": at}
            )  # fmt: skip
        self.connection.execute(insert(t.outbox), values)

    def _lane_seqs(self, counts: dict[str, int]) -> dict[str, int]:
        """Give each lane its next numbers, under the lane rows' locks (design §4)."""
        for row in self.posted:
            counts[row.lane] += 1
        found = self.connection.execute(
            select(t.lane).where(t.lane.c.id.in_(counts)).order_by(t.lane.c.id).with_for_update()
        )
        seqs = {row.id: row.seq for row in found}
        fresh = [{"id": lane, "seq": n} for lane, n in counts.items() if lane not in seqs]
        known = [{"b_id": lane, "b_seq": seq + counts[lane]} for lane, seq in seqs.items()]
        if fresh:
            self.connection.execute(insert(t.lane), fresh)
        if known:
            self.connection.execute(
                update(t.lane)
                .where(t.lane.c.id == bindparam("b_id"))
                .values(seq=bindparam("b_seq")),
                known,
            )
        return {lane: seqs.get(lane, 0) for lane in counts}

    def _write_alarms(self) -> None:
        if not self._alarms:
            return
        self.connection.execute(delete(t.alarm).where(t.alarm.c.subject.in_(self._alarms)))
        rows = [
            {"subject": subject, "place": at[0], "due_at": micros(at[1])}
            for subject, at in self._alarms.items()
            if at is not None
        ]
        if rows:
            self.connection.execute(insert(t.alarm), rows)


@cache
def _key(table: Any) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns)


@cache
def _blank(table: Any) -> dict[str, Any]:
    """Return a row of nothing but defaults."""
    return {c.name: c.default.arg if c.default is not None else None for c in table.columns}


@cache
def _asking(table: Any, names: tuple[str, ...]) -> Select[Any]:
    """Return the question for one row by these columns; making it anew costs more than asking."""
    return select(table).where(*(table.c[name] == bindparam(name) for name in names)).limit(1)


def _condition(where: Mapping[str, Any]) -> Where:
    return tuple(sorted(where.items()))


def insert_once(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows whose unique key is new, skip the others.

    The unique constraint decides, not a look beforehand: two writers cannot both win.
    """
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_pg

        statement: Any = insert_pg(table).on_conflict_do_nothing()
    else:
        from sqlalchemy.dialects.sqlite import insert as insert_lite

        statement = insert_lite(table).on_conflict_do_nothing()
    connection.execute(statement, rows)


def waiting(connection: Connection, most: int) -> list[RowMapping]:
    """Return the oldest intakes that nobody has taken yet, at most ``most``."""
    statement = (
        select(t.inbox).where(t.inbox.c.state == WAITING).order_by(t.inbox.c.seq).limit(most)
    )
    return list(connection.execute(statement).mappings())


def waiting_count(connection: Connection) -> int:
    """Return how many intakes wait."""
    statement = select(func.count()).select_from(t.inbox).where(t.inbox.c.state == WAITING)
    return int(connection.execute(statement).scalar_one())
