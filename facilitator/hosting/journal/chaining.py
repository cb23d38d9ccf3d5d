"""Binding each fact of a decision to the one before it, as it is written down.

Only forms that are logged pay for it (``Form.log``): a go-around's facts stand in the journal as they are.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from facilitator.clock import moment
from facilitator.core.chain import START, canonical, code_of, committed, linked
from facilitator.core.rounds.logged import Logged
from facilitator.hosting import chance
from facilitator.hosting.forms import FORMS, Form
from facilitator.hosting.journal.entries import (
    DIGEST,
    IS,
    Leaf,
    Writer,
    hidden_in,
    hide,
)
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from facilitator.visit import Record, Visit

ANSWERS = "answers"
"""Where the closing entry of a sealed decision holds its answers, by their receipts."""


@dataclass(frozen=True, slots=True)
class Salts:
    """What opens an entry, and what is hidden in it. ``receipt`` is the code its author holds."""

    entry: str
    leaves: dict[str, str] = field(default_factory=dict)
    receipt: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    """Receipts and positions of a sealed decision at its close, by receipt."""


@dataclass(slots=True)
class Chain:
    """The log of one round as far as it goes."""

    writer: Writer
    link: str | None = START
    """The newest link; None for a round that began before logs were kept, or has none."""
    receipts: dict[str, str] = field(default_factory=dict)
    """The code of each member's newest answer."""
    closing: str = ""
    """The link of the entry that closed it, the newest one."""
    state: Any = None
    """The round after the newest entry."""


def columns(visit: Visit, row: Record, n: int, fact: Any) -> Record:
    """Return what the journal keeps of a fact for the log of its round; nothing where there is none."""
    logged = FORMS[row["form"]].log
    chain = chain_of(visit.ledger, row) if logged is not None else None
    if logged is None or chain is None or chain.link is None:
        return {}
    KNOWN.pop(chain.link, None)  # from now on it is another
    visit.ledger.at_end(f"chain:{row['id']}", partial(_remember, chain))
    closes = _step(FORMS[row["form"]], chain, fact)
    if not logged.is_kept(chain.state):
        chain.link = None
        return {}
    entry = chain.writer.write(fact, n, visit.now)
    leaves = dict(chain.writer.leaves)
    is_sealed = logged.is_sealed(chain.state)
    answers = _answers(logged, chain) if is_sealed and closes else ()
    if is_sealed and closes:
        entry[ANSWERS] = {IS: ANSWERS, DIGEST: ""}
        leaves[ANSWERS] = Leaf(ANSWERS, _listed(answers))
    salts = {path: chance.salt() for path in leaves}
    hide(entry, leaves, salts)
    own, text = chance.salt(), canonical(entry).decode()
    chain.link = linked(chain.link, committed(own, entry))
    chain.closing = chain.link if closes else chain.closing
    receipt = _note(logged, chain, fact, sealed_code() if is_sealed else code_of(chain.link))
    kept = Salts(own, salts, receipt, answers)
    return {"entry": text, "salts": codecs.write(kept), "link": chain.link}


def sealed_code() -> str:
    """Return a code that nothing leads to: who sees the log cannot tell whose entry it belongs to."""
    return code_of(chance.salt() + chance.salt())


def _listed(answers: tuple[tuple[str, str], ...]) -> list[list[str]]:
    return [list(one) for one in answers]


def _step(form: Form, chain: Chain, fact: Any) -> bool:
    """Let the round of a chain go on by one fact; return whether that closed it."""
    was_over = chain.state is not None and form.is_over(chain.state)
    chain.state = form.evolve(chain.state, fact)
    return form.is_over(chain.state) and not was_over


def _answers(logged: Logged, chain: Chain) -> tuple[tuple[str, str], ...]:
    given = logged.given(chain.state)
    return tuple(sorted((chain.receipts.get(one.member, ""), one.position) for one in given))


def _note(logged: Logged, chain: Chain, fact: Any, code: str) -> str:
    """Remember whose answer a fact was; return the answer's code, if it was one."""
    member = logged.answer(fact)
    if member is None:
        return ""
    chain.receipts[member] = code
    return code


# -- what there is of it -------------------------------------------------------------------------


def chain_of(ledger: Ledger, row: Record) -> Chain | None:
    """Return the log of a round as this transaction has it; None where its form keeps none."""
    form, key = FORMS[row["form"]], f"chain:{row['id']}"
    if form.log is None:
        return None
    if key not in ledger.memory:
        ledger.memory[key] = _known(ledger, row, form.log) or _read(ledger, row, form, form.log)
    found: Chain = ledger.memory[key]
    return found


KNOWN: OrderedDict[str, Chain] = OrderedDict()
"""Logs as they were left last, by their newest link: no two logs share one, and none is as it was.

In a circle of a hundred and fifty, reading a log anew takes longer than all else an answer does.
"""

MOST = 64
"""Logs that are kept at hand."""


def _known(ledger: Ledger, row: Record, logged: Logged) -> Chain | None:
    """Return a log that is at hand just as it stands in the books."""
    newest = ledger.highest(t.journal, "n", round=row["id"])
    last = ledger.one(t.journal, round=row["id"], n=newest) if newest else None
    chain = KNOWN.get(last["link"]) if last and last["link"] else None
    if chain is not None:
        fresh = writer_of(ledger, logged)
        chain.writer.words, chain.writer.names = fresh.words, fresh.names
    return chain


def _remember(chain: Chain) -> None:
    """Keep a log at hand. If this transaction fails, nobody will ask for it by its link."""
    if chain.link in (None, START):
        return
    KNOWN[str(chain.link)] = chain
    while len(KNOWN) > MOST:
        KNOWN.popitem(last=False)


def _read(ledger: Ledger, row: Record, form: Form, logged: Logged) -> Chain:
    chain = Chain(writer_of(ledger, logged))
    for kept in rows_of(ledger, row):
        chain.link = kept["link"]
        if kept["link"] is None:
            break
        fact = fact_of(row, kept)
        chain.writer.write(fact, kept["n"], moment(kept["at"]))  # for its numbers
        _note(logged, chain, fact, salts_of(kept).receipt)
        if _step(form, chain, fact):
            chain.closing = kept["link"]
    return chain


def rows_of(ledger: Ledger, row: Record) -> list[Record]:
    """Return the journal of a round, in its order."""
    return ledger.all(t.journal, round=row["id"])


def fact_of(row: Record, kept: Record) -> Any:
    """Return the fact of a row of the journal."""
    return codecs.read_fact(dict(FORMS[row["form"]].facts), kept["fact"])


def salts_of(kept: Record) -> Salts:
    """Return what opens the entry of a row of the journal."""
    return codecs.read(Salts, kept["salts"])


def writer_of(ledger: Ledger, logged: Logged) -> Writer:
    """Return a writer that knows words and names as they are in the books now."""

    def said(words: str) -> str:
        found = ledger.one(t.words, id=words)
        return "" if found is None or found["taken_back"] else str(found["text"])

    def called(member: str) -> str:
        return str((ledger.one(t.member, id=member) or {}).get("name", ""))

    return Writer(logged, said, called)


def when(kept: Record) -> datetime:
    """Return when a row of the journal was written (UTC)."""
    return moment(kept["at"])


# -- letting go ----------------------------------------------------------------------------------


def let_go(ledger: Ledger, row: Record) -> None:
    """Throw away the salts of all that is no longer as it was in the books: nobody can guess at it.

    The entries and their links stay as they are; what was hidden there is hidden for good.
    """
    logged = FORMS[row["form"]].log
    if logged is None:
        return
    writer = writer_of(ledger, logged)
    for kept in rows_of(ledger, row):
        if kept["link"] is None:
            return
        KNOWN.pop(kept["link"], None)
        writer.write(fact_of(row, kept), kept["n"], when(kept))
        salts, digests = salts_of(kept), dict(hidden_in(codecs.read(dict, kept["entry"])))
        left = {
            path: salt
            for path, salt in salts.leaves.items()
            if path not in writer.leaves or committed(salt, writer.leaves[path].value)
            == digests[path][DIGEST]
        }  # fmt: skip
        if left != salts.leaves:
            fewer = Salts(salts.entry, left, salts.receipt, salts.answers)
            ledger.change(t.journal, kept, salts=codecs.write(fewer))
