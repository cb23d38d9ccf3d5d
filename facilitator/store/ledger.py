"""The ledger: everything the desk reads and writes in one transaction, in the desk's own verbs.

What is read is kept (one object per row and transaction), what is written is gathered and goes out
in few statements at ``flush``: a batch of a hundred intakes costs hardly more than one. Nothing here
decides anything.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy.engine import RowMapping
from ulid import ULID

from facilitator.acts import AnyAct, encode
from facilitator.clock import micros
from facilitator.store import tables as t
from facilitator.store.statements import (
    INTAKES,
    LANES,
    adding,
    adding_once,
    all_by,
    any_by,
    blank,
    changing,
    columns_of,
    count_by,
    highest_by,
    key_of,
    one_by,
    removing,
    shape_of,
)

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
        self._changes: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {}  # by primary key
        self._inner: list[dict[str, Any]] = []
        self._alarms: dict[str, tuple[str, datetime] | None] = {}
        self.moved_alarms = False
        """Whether this transaction, once flushed, set, moved or silenced an alarm."""
        self._writes = 0
        self._at_end: dict[str, Callable[[], None]] = {}
        self.memory: dict[str, Any] = {}
        """What a transaction has worked out once and may use again (decoded states, say)."""

    # -- rows, kept once read -------------------------------------------------------------------

    def one(self, table: Any, **where: Any) -> dict[str, Any] | None:
        """Return the row that ``where`` names, as this transaction leaves it, or None."""
        found, key = self._found.setdefault(table.name, {}), _condition(where)
        if key not in found:
            found[key] = self._known(table, where) or self._fetch(table, where)
        return found[key]

    def recall(self, table: Any, column: str, values: Iterable[str], **where: Any) -> None:
        """Read at once what ``one`` will be asked for each of these values of ``column``."""
        found = self._found.setdefault(table.name, {})
        keys = {value: _condition({**where, column: value}) for value in values}
        missing = [value for value, key in keys.items() if key not in found]
        if not missing:
            return
        asked = any_by(table, column, shape_of(where))
        rows = {row[column]: row for row in self._read(table, asked, {**where, "any": missing})}
        for value in missing:
            found[keys[value]] = rows.get(value)

    def all(self, table: Any, **where: Any) -> list[dict[str, Any]]:
        """Return every row that ``where`` names, as this transaction leaves them, in key order."""
        lists, key = self._lists.setdefault(table.name, {}), _condition(where)
        if key not in lists:
            lists[key] = self._read(table, all_by(table, shape_of(where)), where)
        return list(lists[key])

    def ask(self, asked: Select[Any], where: Mapping[str, Any], *tables: Any) -> Sequence[Any]:
        """Return what a question of its own finds; it names the tables that it reads."""
        for table in tables:
            self.flush_rows(table)
        return self.connection.execute(asked, where).all()

    def count(self, table: Any, **where: Any) -> int:
        """Return how many rows ``where`` names, as this transaction leaves them."""
        self.flush_rows(table)
        return int(self.connection.execute(count_by(table, shape_of(where)), where).scalar_one())

    def highest(self, table: Any, column: str, **where: Any) -> int:
        """Return the highest value of ``column`` in the rows that ``where`` names, 0 without any.

        An index that ends in ``column`` answers it by one look, however many rows there are.
        """
        self.flush_rows(table)
        asked = highest_by(table, column, shape_of(where))
        return int(self.connection.execute(asked, where).scalar_one() or 0)

    def add(self, table: Any, **values: Any) -> dict[str, Any]:
        """Write a new row at the end of the transaction, and return it."""
        self._writes += 1
        row = dict(blank(table))
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
            changes = self._changes.setdefault(table.name, {})
            changes.setdefault(self._identity(table, row), {}).update(values)

    def remove(self, table: Any, row: dict[str, Any]) -> None:
        """Delete ``row`` at once."""
        self._writes += 1
        self.flush_rows(table)
        self.connection.execute(removing(table), {f"k_{name}": row[name] for name in key_of(table)})
        del self._rows[(table.name, self._identity(table, row))]
        self._forget(table)

    def _known(self, table: Any, where: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the row if ``where`` is exactly its primary key and it has been here before."""
        if where.keys() != set(key_of(table)):
            return None
        return self._rows.get((table.name, self._identity(table, where)))

    def _fetch(self, table: Any, where: Mapping[str, Any]) -> dict[str, Any] | None:
        return next(iter(self._read(table, one_by(table, shape_of(where)), where)), None)

    def _read(
        self, table: Any, asked: Select[Any], where: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Return whole rows of a table, each the one object that everybody has."""
        self.flush_rows(table)
        names, shared = columns_of(table), self._rows
        key = [names.index(name) for name in key_of(table)]
        found = []
        for row in self.connection.execute(asked, where).all():
            identity = (table.name, tuple([row[n] for n in key]))
            if identity not in shared:
                shared[identity] = dict(zip(names, row, strict=True))
            found.append(shared[identity])
        return found

    def _identity(self, table: Any, row: Any) -> tuple[Any, ...]:
        return tuple([row[name] for name in key_of(table)])

    def _forget(self, table: Any, changed: Mapping[str, Any] | None = None) -> None:
        """Forget which rows a condition names, where a write may have changed that."""
        kept: dict[Where, Any]
        for kept in (self._found.get(table.name, {}), self._lists.get(table.name, {})):
            for where in list(kept):
                if changed is None or any(name in changed for name, _ in where):
                    del kept[where]

    def flush_rows(self, table: Any = None) -> None:
        """Write what was added and changed so far, inside the transaction.

        Who is about to read one table names it: what waits for the others is written later, more of
        it in one statement.
        """
        names = {**self._inserts, **self._changes} if table is None else (table.name,)
        for name in names:
            if rows := self._inserts.pop(name, None):
                self.connection.execute(adding(t.metadata.tables[name]), rows)
            if changes := self._changes.pop(name, None):
                self._write_changes(t.metadata.tables[name], changes)

    def _write_changes(self, table: Any, changes: dict[tuple[Any, ...], dict[str, Any]]) -> None:
        """Write changed rows, all of which the same columns have changed in one statement."""
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        keys = [f"k_{name}" for name in key_of(table)]
        for identity, values in changes.items():
            bound = {f"b_{name}": value for name, value in values.items()}
            bound.update(zip(keys, identity, strict=True))
            alike.setdefault(tuple(values), []).append(bound)
        for names, rows in alike.items():
            self.connection.execute(changing(table, names), rows)

    # -- inbox ----------------------------------------------------------------------------------

    def done(self, seq: int, note: str | None = None) -> None:
        """Mark an intake as taken."""
        self._done.append({"k_seq": seq, "b_state": DONE, "b_note": note})

    def shunt(self, seq: int, reason: str) -> None:
        """Set an intake aside for the operator, with the reason; its neighbours go on."""
        self._done.append({"k_seq": seq, "b_state": SHUNTED, "b_note": reason})

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
            self.connection.execute(changing(t.inbox, ("state", "note")), self._done)

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
        self.connection.execute(adding(t.outbox), values)

    def _lane_seqs(self, counts: dict[str, int]) -> dict[str, int]:
        """Give each lane its next numbers, under the lane rows' locks (design §4)."""
        for row in self.posted:
            counts[row.lane] += 1
        found = self.connection.execute(LANES, {"any": list(counts)}).all()
        seqs = {row.id: row.seq for row in found}
        fresh = [{"id": lane, "seq": n} for lane, n in counts.items() if lane not in seqs]
        known = [{"k_id": lane, "b_seq": seq + counts[lane]} for lane, seq in seqs.items()]
        if fresh:
            self.connection.execute(adding(t.lane), fresh)
        if known:
            self.connection.execute(changing(t.lane, ("seq",)), known)
        return {lane: seqs.get(lane, 0) for lane in counts}

    def _write_alarms(self) -> None:
        """Write the alarms that are not so already: most acts leave a round's deadline as it is."""
        if not self._alarms:
            return
        asked = any_by(t.alarm, "subject", ())
        rows = self.connection.execute(asked, {"any": list(self._alarms)}).all()
        known = {row.subject: (row.place, row.due_at) for row in rows}
        wanted = {s: (at[0], micros(at[1])) if at else None for s, at in self._alarms.items()}
        moved = {s: at for s, at in wanted.items() if known.get(s) != at}
        gone = [{"k_subject": subject} for subject in moved if subject in known]
        if gone:
            self.connection.execute(removing(t.alarm), gone)
        fresh = [{"subject": s, "place": at[0], "due_at": at[1]} for s, at in moved.items() if at]
        if fresh:
            self.connection.execute(adding(t.alarm), fresh)
        self.moved_alarms = bool(moved)


def _condition(where: Mapping[str, Any]) -> Where:
    return tuple(sorted(where.items())) if len(where) > 1 else tuple(where.items())


def insert_once(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    """Insert rows whose unique key is new, skip the others.

    The unique constraint decides, not a look beforehand: two writers cannot both win.
    """
    connection.execute(adding_once(table, connection.dialect.name), rows)


def waiting(connection: Connection, most: int) -> list[RowMapping]:
    """Return the oldest intakes that nobody has taken yet, at most ``most``."""
    return list(connection.execute(INTAKES, {"most": most}).mappings())


def waiting_count(connection: Connection) -> int:
    """Return how many intakes wait."""
    statement = select(func.count()).select_from(t.inbox).where(t.inbox.c.state == WAITING)
    return int(connection.execute(statement).scalar_one())
