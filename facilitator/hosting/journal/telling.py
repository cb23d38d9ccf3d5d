"""Codes of the log in what is told: the receipt of an answer, the code of a close."""

from dataclasses import replace

from facilitator.core.chain import code_of
from facilitator.core.notices import Arg, Notice, Text, To
from facilitator.hosting.forms import FORMS, POLL
from facilitator.hosting.journal.chaining import chain_of
from facilitator.visit import Record, Visit

RECEIPT, CLOSE = "receipt", "log_code"
"""What a form's notices leave empty, for the code that stands there."""


def with_codes(visit: Visit, row: Record, notice: Notice) -> Notice:
    """Return a notice with the codes of the log, where it has room for one and the decision a number."""
    wanted = {RECEIPT, CLOSE} & notice.args.keys()
    can_be_taken = row["number"] or row["form"] == POLL.name
    chain = chain_of(visit.ledger, row) if wanted and can_be_taken else None
    if chain is None or chain.link is None:
        return notice
    codes: dict[str, Arg] = {}
    if RECEIPT in wanted and isinstance(notice.to, To):
        codes |= _code(RECEIPT, chain.receipts.get(notice.to.member, ""))
    if CLOSE in wanted and chain.closing:
        codes |= _code(CLOSE, code_of(chain.closing))
    return replace(notice, args={**notice.args, **codes})


def _code(name: str, code: str) -> dict[str, Arg]:
    return {name: Text(code), f"{name}_known": "yes"} if code else {}


def closing_code(visit: Visit, row: Record) -> dict[str, Arg]:
    """Return the code with which the log of a decision closed, and whether there is one."""
    chain = chain_of(visit.ledger, row)
    over = chain is not None and chain.state is not None and FORMS[row["form"]].is_over(chain.state)
    code = code_of(chain.closing) if chain is not None and over and chain.closing else ""
    return {CLOSE: Text(code), f"{CLOSE}_known": "yes" if code else "no"}
