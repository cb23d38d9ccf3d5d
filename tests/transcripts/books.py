"""The books as a meeting shows them: without ids, in an order that is the same in every run."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from facilitator.clock import moment
from facilitator.core.rounds.consent import Decision, Fact, Phase
from facilitator.core.rounds.consent.transitions import TABLE, rows_of
from facilitator.hosting.forms import FORMS
from facilitator.hosting.journal.chaining import fact_of
from facilitator.hosting.journal.chaining import rows_of as rows_of_journal
from facilitator.hosting.journal.exporting import decision_of, is_kept, is_over
from facilitator.hosting.journal.recounting import recount
from facilitator.postman import PARKED
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import SHUNTED, Ledger
from tests.transcripts.seen import hide


def trouble(connection: Connection) -> list[str]:
    """Return what no meeting may have: intakes shunted by a bug, and parcels parked."""
    shunted = select(t.inbox.c.note).where(t.inbox.c.state == SHUNTED).order_by(t.inbox.c.seq)
    parked = (
        select(t.outbox.c.act, t.outbox.c.note)
        .where(t.outbox.c.state == PARKED)
        .order_by(t.outbox.c.lane, t.outbox.c.seq)
    )
    return [
        *(hide(f"shunted: {row.note}") for row in connection.execute(shunted)),
        *(hide(f"parked {row.act}: {row.note}") for row in connection.execute(parked)),
    ]


def uncountable(connection: Connection, now: datetime) -> list[str]:
    """Return what no decision may have: a log that does not give its state, or does not hold."""
    ledger, wrong = Ledger(connection, now), list[str]()
    for row in ledger.all(t.round_):
        form, state = FORMS[row["form"]], None
        if form.log is None:
            continue
        for kept in rows_of_journal(ledger, row):
            state = form.evolve(state, fact_of(row, kept))
        if state != codecs.read(form.state, row["state"]):
            wrong.append(f"{row['title']}: folded again it is another")
        elif is_over(form, state) and is_kept(ledger, row):
            found = recount({**json.loads(json.dumps(decision_of(ledger, row)))})
            wrong += [f"{row['title']}: {one}" for one in found.wrong]
    return wrong


def beside_the_table(connection: Connection, now: datetime, meeting: str) -> list[str]:
    """Return what happened to a decision and is no row of its table of transitions, and each row that
    this meeting is said to show and does not."""
    ledger = Ledger(connection, now)
    happened = [step for row in ledger.all(t.round_) for step in _steps(ledger, row)]
    strange = [f"{type(s[1]).__name__} at {s[0]}" for s in happened if not rows_of(*s)]
    told = [row for row in TABLE if row.shown == meeting and row.facts]
    return strange + [
        f"row {row.number} is not shown"
        for row in told
        if not any(row.carried_by(*step) for step in happened)
    ]


def _steps(ledger: Ledger, row: Any) -> Iterator[tuple[Phase | None, Fact, Phase]]:
    """Each fact of a decision, with the phases before and after it."""
    form, state = FORMS[row["form"]], None
    if form.state is not Decision:
        return
    for kept in rows_of_journal(ledger, row):
        before, fact = state, fact_of(row, kept)
        state = form.evolve(state, fact)
        yield before.phase if before else None, fact, state.phase


def shown(connection: Connection) -> list[str]:
    """Return circles with their members, rounds, words and alarms."""
    lines = [*_circles(connection), *_rounds(connection), *_words(connection), *_alarms(connection)]
    return [f"ledger | {hide(line)}" for line in lines]


def _rows(connection: Connection, table: Any, *order: Any) -> list[Any]:
    return list(connection.execute(select(table).order_by(*order)))


def _circles(connection: Connection) -> list[str]:
    names = {row.id: row.name for row in _rows(connection, t.member, t.member.c.id)}
    lines = []
    for circle in _rows(connection, t.circle, t.circle.c.slug):
        lines.append(f"{circle.scale} {circle.slug}")
        statement = (
            select(t.membership)
            .where(t.membership.c.circle == circle.id)
            .order_by(t.membership.c.joined_at, t.membership.c.member)
        )
        lines += [f"  {names[row.member]}{_standing(row)}" for row in connection.execute(statement)]
    return lines


def _standing(row: Any) -> str:
    if row.joined_at is None:
        return ": asked"
    said = [
        "host" if row.host else "", row.lane, "chat" if row.chat else "",
        f"mail {row.delivery}" if row.mail else "", "away" if row.away_until else "",
        "left" if row.left_at else "",
    ]  # fmt: skip
    return ": " + ", ".join(word for word in said if word)


def _rounds(connection: Connection) -> list[str]:
    return [
        f"{row.form}{f' {row.number}' if row.number else ''} “{row.title}”: "
        f"{'open' if row.open else 'closed'}, {row.notices} notices"
        for row in _rows(connection, t.round_, t.round_.c.opened_at, t.round_.c.title)
    ]


def _words(connection: Connection) -> list[str]:
    statement = (
        select(t.words, t.member.c.name)
        .join(t.member, t.member.c.id == t.words.c.member)
        .order_by(t.words.c.said_at, t.member.c.name, t.words.c.text)
    )
    return [
        f"words of {row.name} ({row.visibility}{', taken back' if row.taken_back else ''}): “{row.text}”"
        for row in connection.execute(statement)
    ]


def _alarms(connection: Connection) -> list[str]:
    rows = _rows(connection, t.alarm, t.alarm.c.due_at, t.alarm.c.subject)
    return [f"alarm {moment(row.due_at):%a %d %B %H:%M} UTC: {row.subject}" for row in rows]
