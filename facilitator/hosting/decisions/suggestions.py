"""Wordings that members offer for the next version of a proposal, as the proposer takes them."""

from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import Decision
from facilitator.hosting.rounds import state_of
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def text_of(visit: Visit, row: Record, line: Line) -> str:
    """Return the text that ``!amend`` brings: what stands behind it, or a suggestion's words.

    Raises ``Refusal`` where there is neither.
    """
    typed = line.options.get("suggestion")
    if typed is None:
        if not line.rest:
            raise Refusal("text-missing", {"typed": Text("amend")})
        return line.rest
    state: Decision = state_of(visit, row)
    number = int(typed) if typed.isdecimal() else 0
    known = state.suggestions[number - 1] if 0 < number <= len(state.suggestions) else None
    words = visit.ledger.one(t.words, id=known.words) if known else None
    if words is None or not words["text"]:
        raise Refusal("no-such-suggestion", {"typed": Text(typed)})
    return str(words["text"])
