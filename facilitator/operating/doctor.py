"""``facilitator doctor``: whether the books agree with themselves.

State and facts live side by side (the round and its journal); folding the facts again must give the
state. A difference is a bug of ours or of a disk, and never something to repair by hand.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select
from sqlalchemy.engine import Row

from facilitator.acts import decode
from facilitator.clock import Clock, micros
from facilitator.core.chain import START, committed, linked
from facilitator.hosting.forms import FORMS, Form
from facilitator.hosting.journal.chaining import Salts
from facilitator.hosting.rounds import ROUND
from facilitator.operating.findings import Finding, note, ok, wrong
from facilitator.operating.outbox import PUT_BACK
from facilitator.postman import DROPPED, PARKED, WAITS
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import SHUNTED, WAITING

STUCK = timedelta(hours=1)
"""What waits longer than this while the service runs has a reason worth looking for."""

OVERDUE = timedelta(minutes=10)
"""An alarm that is due for longer was not rung."""

REPORT = "keep a copy (facilitator backup) and report it: the journal is what happened"


def examine(connection: Connection, clock: Clock) -> list[Finding]:
    """Return what was found, in one reading of the books; nothing is changed."""
    if connection.dialect.name == "postgresql":
        # One moment for all questions, while the service goes on writing. SQLite reads so anyway.
        connection.execution_options(isolation_level="REPEATABLE READ")
    now = clock.now()
    return [
        _integrity(connection),
        *_rounds(connection),
        *_logs(connection),
        *_alarms(connection, now),
        *_inbox(connection, now),
        *_outbox(connection, now),
    ]


def _integrity(connection: Connection) -> Finding:
    if connection.dialect.name != "sqlite":
        return note("database", "PostgreSQL looks after its pages itself (see amcheck)")
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if said == ["ok"]:
        return ok("database", "SQLite finds its file whole")
    return wrong("database", f"SQLite finds {len(said)} faults in its file",
                 "stop the service, keep the file, restore the last backup")  # fmt: skip


# -- rounds --------------------------------------------------------------------------------------


def _rounds(connection: Connection) -> Iterator[Finding]:
    rounds = connection.execute(select(t.round_).order_by(t.round_.c.id)).all()
    bad = [finding for row in rounds for finding in _round(connection, row)]
    yield from bad
    if not bad:
        yield ok("rounds", f"{len(rounds)} journals give the state that is stored")


def _round(connection: Connection, row: Row[Any]) -> Iterator[Finding]:
    form = FORMS.get(row.form)
    if form is None or row.shape != form.shape:
        yield note("rounds", f"{row.id} is of a form this version does not fold ({row.form})")
        return
    try:
        stored = codecs.read(form.state, row.state)
        folded = _fold(connection, row.id, form)
    except (msgspec.MsgspecError, LookupError, ValueError, TypeError, AssertionError) as trouble:
        yield wrong("rounds", f"{row.id} cannot be folded ({type(trouble).__name__})", REPORT)
        return
    if folded != stored:
        yield wrong("rounds", f"{row.id}: its journal gives another state than is stored", REPORT)
    if form.is_over(stored) == row.open:
        told = "over but marked open" if row.open else "marked closed but not over"
        yield wrong("rounds", f"{row.id} is {told}", REPORT)


def _fold(connection: Connection, id_: str, form: Form) -> Any:
    """Return the state that a round's facts give, one after another."""
    facts = connection.execute(
        select(t.journal.c.n, t.journal.c.fact)
        .where(t.journal.c.round == id_)
        .order_by(t.journal.c.n)
    ).all()
    if [fact.n for fact in facts] != list(range(1, len(facts) + 1)) or not facts:
        raise LookupError("a fact is missing")
    state = None
    for fact in facts:
        state = form.evolve(state, codecs.read_fact(dict(form.facts), fact.fact))
    return state


# -- logs ----------------------------------------------------------------------------------------


def _logs(connection: Connection) -> Iterator[Finding]:
    """Look at every chain of a log: each entry is bound to the one before it."""
    asked = (
        select(t.journal.c.round, t.journal.c.n, t.journal.c.entry, t.journal.c.salts,
               t.journal.c.link)
        .where(t.journal.c.link.is_not(None))
        .order_by(t.journal.c.round, t.journal.c.n)
    )  # fmt: skip
    links, broken = dict[str, str](), list[str]()
    for row in connection.execute(asked):
        before = links.get(row.round, START)
        salts = codecs.read(Salts, row.salts)
        bound = committed(salts.entry, codecs.read(dict, row.entry))
        links[row.round] = row.link
        if linked(before, bound) != row.link:
            broken.append(f"{row.round}: entry {row.n} of its log is not what stood there")
    yield from (wrong("logs", told, REPORT) for told in broken)
    if not broken:
        yield ok("logs", f"{len(links)} logs of decisions are whole")


# -- alarms --------------------------------------------------------------------------------------


def _alarms(connection: Connection, now: datetime) -> Iterator[Finding]:
    set_ = {row.subject: row.due_at for row in connection.execute(select(t.alarm))}
    bad = [*_missing(connection, set_), *_idle(connection, set_, now)]
    yield from bad
    if not bad:
        yield ok("alarms", f"{len(set_)} set, and each open round's is the moment it needs")


def _missing(connection: Connection, set_: dict[str, int]) -> Iterator[Finding]:
    for row in connection.execute(select(t.round_).where(t.round_.c.open)):
        form = FORMS.get(row.form)
        if form is None or row.shape != form.shape:
            continue
        try:
            due = form.next_due(codecs.read(form.state, row.state))
        except msgspec.MsgspecError:
            continue  # told as a round already
        found = set_.get(ROUND + row.id)
        if found != (None if due is None else micros(due)):
            told = "has no alarm" if found is None else "has an alarm for another moment"
            yield wrong("alarms", f"{row.id} {told}", REPORT)


def _idle(connection: Connection, set_: dict[str, int], now: datetime) -> Iterator[Finding]:
    beat = connection.execute(
        select(t.bookmark.c.value).where(t.bookmark.c.name == "heartbeat")
    ).scalar()
    # Without a fresh heartbeat the service is down or deaf: then nothing may ring (design §5).
    runs = beat is not None and micros(now) - int(beat) < micros_of(OVERDUE)
    late = sum(due < micros(now) - micros_of(OVERDUE) for due in set_.values())
    if runs and late:
        yield wrong("alarms", f"{late} are overdue though the service runs",
                    "see /health/ready and the log; restart the service")  # fmt: skip
    closed = select(t.round_.c.id).where(~t.round_.c.open)
    for id_ in connection.execute(closed).scalars():
        if ROUND + id_ in set_:
            yield note("alarms", f"{id_} is closed and has an alarm: it goes when it rings")


# -- inbox and outbox ----------------------------------------------------------------------------


def _inbox(connection: Connection, now: datetime) -> Iterator[Finding]:
    shunted = _count(connection, t.inbox, t.inbox.c.state == SHUNTED)
    stuck = _count(connection, t.inbox, t.inbox.c.state == WAITING,
                   t.inbox.c.heard_at < micros(now - STUCK))  # fmt: skip
    if shunted:
        yield wrong("inbox", f"{shunted} set aside after a bug of ours",
                    "report the lines desk.shunted of the log; they hold no member's words")  # fmt: skip
    if stuck:
        yield wrong("inbox", f"{stuck} wait for more than an hour",
                    "see that the service runs, and its log for desk.waits_for_database")  # fmt: skip
    if not (shunted or stuck):
        yield ok("inbox", "nothing is set aside or stuck")


def _outbox(connection: Connection, now: datetime) -> Iterator[Finding]:
    here = t.outbox.c
    waits = here.state.in_((WAITS, PUT_BACK))
    parked = _count(connection, t.outbox, here.state == PARKED)
    stuck = _count(connection, t.outbox, waits, here.made_at < micros(now - STUCK))
    found = [
        *_unreadable(connection),
        *_orphans(connection),
        *_lanes(connection),
    ]
    if parked:
        found.append(wrong("outbox", f"{parked} parked", "facilitator outbox; then retry or drop"))
    if stuck:
        found.append(note("outbox", f"{stuck} wait for more than an hour",
                          "facilitator check says whether homeserver and mail server answer"))  # fmt: skip
    yield from found or [ok("outbox", "nothing is parked or stuck, and every lane counts right")]


def _unreadable(connection: Connection) -> Iterator[Finding]:
    here = t.outbox.c
    waiting = select(here.id, here.body).where(here.state.in_((WAITS, PUT_BACK)))
    for row in connection.execute(waiting):
        try:
            decode(row.body)
        except msgspec.MsgspecError:
            yield wrong("outbox", f"{row.id} cannot be read", f"facilitator outbox drop {row.id}")


def _orphans(connection: Connection) -> Iterator[Finding]:
    """What waits for something that will never be sent is parked when its turn comes."""
    target = t.outbox.alias("target")
    lost = (
        select(func.count())
        .select_from(t.outbox.join(target, target.c.id == t.outbox.c.target))
        .where(t.outbox.c.state == WAITS, target.c.state.in_((PARKED, DROPPED)))
    )
    if count := connection.execute(lost).scalar_one():
        yield note("outbox", f"{count} belong to something that was never sent",
                   "put that back first (facilitator outbox retry)")  # fmt: skip


def _lanes(connection: Connection) -> Iterator[Finding]:
    behind = (
        select(t.outbox.c.lane)
        .outerjoin(t.lane, t.lane.c.id == t.outbox.c.lane)
        .group_by(t.outbox.c.lane, t.lane.c.seq)
        .having((func.max(t.outbox.c.seq) > t.lane.c.seq) | t.lane.c.seq.is_(None))
    )
    if count := len(connection.execute(behind).all()):
        yield wrong("outbox", f"{count} lanes count behind their rows", REPORT)


def _count(connection: Connection, table: Any, *where: Any) -> int:
    statement = select(func.count()).select_from(table).where(*where)
    return int(connection.execute(statement).scalar_one())


def micros_of(span: timedelta) -> int:
    """Return a span in microseconds, as the books count."""
    return span // timedelta(microseconds=1)
