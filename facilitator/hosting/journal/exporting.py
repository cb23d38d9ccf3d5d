"""A decision as others may take it away: its entries, what is opened of them, and what came out.

Nobody is named but whose answer counted, and nobody at all where it was sealed. What is private, what
somebody took back and what a person who was forgotten had said stays hidden; the chain holds all the
same. What the file looks like is told in docs/verify.md.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator.core.chain import code_of, committed
from facilitator.core.rounds.logged import Logged
from facilitator.hosting.forms import FORMS, POLL, Form
from facilitator.hosting.journal.chaining import (
    ANSWERS,
    Salts,
    fact_of,
    rows_of,
    salts_of,
    when,
    writer_of,
)
from facilitator.hosting.journal.entries import DIGEST, Document, Leaf, Writer, hidden_in
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from facilitator.visit import Record

FORMAT = "facilitator-decisions/1"
"""The name of the file's format, and its version."""


def file_of(ledger: Ledger, circle: Record, rows: Sequence[Record]) -> Document:
    """Return the decisions of a circle as one document; those without a log are left out."""
    exported = [decision_of(ledger, row) for row in rows if is_kept(ledger, row)]
    at = codecs.plain(ledger.now.replace(microsecond=0))
    return {"format": FORMAT, "circle": circle["name"], "exported": at, "decisions": exported}


def is_kept(ledger: Ledger, row: Record) -> bool:
    """Say whether a decision has a log: those begun before there were logs have none."""
    first = ledger.one(t.journal, round=row["id"], n=1)
    return first is not None and first["link"] is not None


def is_over(form: Form, state: Any) -> bool:
    """Say whether a decision may be taken away: while it is open its answers are nobody's yet."""
    return form.log is not None and form.is_over(state)


def registered(ledger: Ledger, circle: Record) -> list[Record]:
    """Return the closed decisions of a circle that have a number and a log, by number."""
    rows = [row for row in ledger.all(t.round_, circle=circle["id"]) if row["number"]]
    over = [row for row in rows if _is_over(ledger, row) and is_kept(ledger, row)]
    return sorted(over, key=lambda row: row["number"])


def polled(ledger: Ledger, circle: Record) -> list[Record]:
    """Return the polls of a circle that are over and have a log, in the order of their opening."""
    rows = ledger.all(t.round_, circle=circle["id"], form=POLL.name)
    over = [row for row in rows if _is_over(ledger, row) and is_kept(ledger, row)]
    return sorted(over, key=lambda row: (row["opened_at"], row["id"]))


def _is_over(ledger: Ledger, row: Record) -> bool:
    form = FORMS[row["form"]]
    return form.log is not None and is_over(form, codecs.read(form.state, row["state"]))


def decision_of(ledger: Ledger, row: Record) -> Document:
    """Return one closed decision: its result as our books have it, and its entries."""
    form = FORMS[row["form"]]
    assert form.log is not None  # noqa: S101 - only logged forms come here
    kept, closing = rows_of(ledger, row), 0
    state = closed = None
    for one in kept:
        was_over = state is not None and form.is_over(state)
        state = form.evolve(state, fact_of(row, one))
        if form.is_over(state) and not was_over:
            closed, closing = state, one["n"]
    told = _told(ledger, row, form.log, kept, closed, closing)
    return {**told, "stands": form.log.result(state, (), True)["outcome"]}


def _told(
    ledger: Ledger, row: Record, logged: Logged, kept: list[Record], closed: Any, closing: int
) -> Document:
    sealed = ANSWERS in codecs.read(dict, kept[closing - 1]["entry"])
    given = logged.given(closed)
    writer = writer_of(ledger, logged)
    known = frozenset() if sealed else frozenset(one.member for one in given)
    entries = [_entry(row, one, writer, sealed, known, closing) for one in kept]
    salts = salts_of(kept[closing - 1])
    answers = salts.answers if sealed and _is_listed(logged, salts) else ()
    positions = [pair[1] for pair in answers] if sealed else [one.position for one in given]
    return {
        "number": row["number"] or getattr(closed, "number", 0),
        "form": row["form"],
        "closed_by": closing,
        "code": code_of(kept[closing - 1]["link"]),
        "result": dict(logged.result(closed, positions, sealed)),
        "answers": [{"receipt": code, "position": position} for code, position in answers]
        if sealed
        else _answers(row, logged, kept[:closing], writer, given),
        "entries": entries,
    }


def _is_listed(logged: Logged, salts: Salts) -> bool:
    """Say whether the answers of a sealed decision may be shown, each by its receipt."""
    if logged.is_listed is None:
        return True
    return logged.is_listed([position for _, position in salts.answers])


def _answers(
    row: Record, logged: Logged, kept: list[Record], writer: Writer, given: Sequence[Any]
) -> list[Document]:
    """Return who answered what, by place; the code is of the newest answer of each."""
    codes: dict[str, str] = {}
    for one in kept:
        member = logged.answer(fact_of(row, one))
        if member is not None:
            codes[member] = code_of(one["link"])
    rows = [
        {"place": writer.numbers.place(one.member), "name": writer.names(one.member),
         "position": one.position, "receipt": codes.get(one.member, "")}
        for one in given
    ]  # fmt: skip
    return sorted(rows, key=lambda one: int(one["place"].rpartition("-")[2]))


def _entry(
    row: Record, kept: Record, writer: Writer, sealed: bool, known: frozenset[str], closing: int
) -> Document:
    """Return one entry as it may be shown: open, or as nothing but what it is committed to."""
    logged, fact, salts = writer.logged, fact_of(row, kept), salts_of(kept)
    writer.write(fact, kept["n"], when(kept))
    name = type(fact).__name__
    entry = codecs.read(dict, kept["entry"])
    seen = name in (logged.seen_when_sealed if sealed else logged.seen)
    if not seen:
        return {"commitment": committed(salts.entry, entry), "link": kept["link"]}
    leaves = dict(writer.leaves)
    if sealed and kept["n"] == closing and _is_listed(logged, salts):
        leaves[ANSWERS] = Leaf(ANSWERS, [list(one) for one in salts.answers])
    opened = _opened(entry, leaves, salts, known)
    return {"entry": entry, "salt": salts.entry, "opened": opened, "link": kept["link"]}


def _opened(
    entry: Document, leaves: Mapping[str, Leaf], salts: Salts, known: frozenset[str]
) -> Document:
    """Return what is opened of an entry: what may be shown, and is in the books as it was."""
    opened = {}
    for path, hidden in hidden_in(entry):
        leaf, salt = leaves.get(path), salts.leaves.get(path)
        if leaf is None or salt is None or not leaf.shown:
            continue
        if leaf.kind == "name" and leaf.member not in known:
            continue
        if committed(salt, leaf.value) == hidden[DIGEST]:
            opened[path] = {"salt": salt, "value": leaf.value}
    return opened
