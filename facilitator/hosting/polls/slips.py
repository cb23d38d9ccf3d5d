"""The list of an anonymous poll: each answer under the code that its author was told, for all to count.

CSV (RFC 4180) in the order of the codes, which are chance. Nobody finds another's in it.
"""

import csv
import io
from typing import Any

from facilitator.core.rounds import poll as core
from facilitator.core.rounds.poll.tally import kind_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


def table(poll: core.Poll) -> str:
    """Return a line for each ballot: its code, the answer in words, and what each option was given."""
    out, kind = io.StringIO(), kind_of(poll)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["code", "answer", *(_cell(option.text) for option in poll.options)])
    for ballot in core.counted(poll):
        given = {mark.option: mark.value for mark in ballot.marks}
        words = kind.brief(ballot.marks, poll.options, poll.settings) if ballot.marks else "pass"
        marks = (given.get(option.number, "") for option in poll.options)
        writer.writerow([ballot.code, _cell(words), *marks])
    return out.getvalue()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
