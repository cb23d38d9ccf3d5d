"""``!poll``: alone it lists the circle's polls, with a number it shows one, else it asks."""

from facilitator.core.notices import Arg, Lines, Sentence
from facilitator.core.reading import Line
from facilitator.core.rounds import poll as core
from facilitator.hosting.journal.telling import closing_code
from facilitator.hosting.members.rights import need_circle
from facilitator.hosting.polls.finding import numbered, polls_of
from facilitator.hosting.polls.opening import open_
from facilitator.hosting.rounds import state_of
from facilitator.hosting.voice import answer
from facilitator.intake import Said
from facilitator.visit import Record, Visit

MOST = 20
"""How many polls a list shows, the newest first."""


def poll(visit: Visit, said: Said, line: Line) -> None:
    """``!poll``, ``!poll N`` and ``!poll KIND QUESTION``. Raises ``Refusal``."""
    asked = line.rest.strip().lstrip("#")
    if not asked and not line.options:
        _list(visit)
    elif asked.isdecimal():
        _show(visit, asked)
    else:
        open_(visit, said, line)


def _list(visit: Visit) -> None:
    rows = polls_of(visit, need_circle(visit))
    if not rows:
        answer(visit, "polls-none")
        return
    lines = tuple(_line(visit, row) for row in reversed(rows[-MOST:]))
    answer(visit, "polls-shown", {"count": len(rows), "lines": Lines(lines)})


def _line(visit: Visit, row: Record) -> Sentence:
    state: core.Poll = state_of(visit, row)
    said = core.listed(state)
    return Sentence("poll-listed", said)


def _show(visit: Visit, typed: str) -> None:
    """One poll; while it is hidden how it stands, only how many have answered."""
    row = numbered(visit, need_circle(visit), typed)
    args: dict[str, Arg] = {**core.shown(state_of(visit, row)), **closing_code(visit, row)}
    answer(visit, "poll-shown", args)
