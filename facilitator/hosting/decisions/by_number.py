"""Which decision an answer is about, where it says so by its number: ``!consent 2``, ``!object #1 …``.

A number that could as well be the first of the words is never guessed at: where one proposal is open,
``!object 2 beds are too many`` is about that one, unless decision 2 is in force; then it is asked.
"""

import re
from collections.abc import Iterator

from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.lasting import holds
from facilitator.core.rounds.consent.state import Phase
from facilitator.hosting.bearings import numbered
from facilitator.hosting.decisions.decisions import POSITIONS
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.rounds import state_of
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_MARKED = re.compile(
    r"(?:decision\s+[#№]?\s*|[#№]\s*)(\d{1,6})(?!\w)[\s:.,;–—-]*(.*)", re.IGNORECASE | re.DOTALL
)
_NUMBERED = re.compile(
    r"(?:consent|concern|object|aside|pass|more|question)\s+(?:decision\s+)?[#№]?\s*\d{1,6}(?!\w).*",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"(\d{1,6})(?!\w)\s*:?\s*(.*)", re.DOTALL)


def named(
    visit: Visit, said: Said, line: Line, running: list[Record]
) -> tuple[Record, Line] | None:
    """Return the decision that a position is about, and the line without its number.

    ``running`` is what is open here. None where no decision is named. Raises ``Refusal`` where there is
    none of that number, or where it cannot be told whether a number is meant.
    """
    rest = line.rest.strip()
    open_ = [row for row in running if row["form"] == CONSENT.name and not row["session"]]
    if found := _MARKED.fullmatch(rest):
        return _one(_with(visit, said, int(found[1])), found[1]), Line(line.word, found[2].strip())
    if found := _BARE.fullmatch(rest):
        return _bare(visit, said, line, open_, int(found[1]), found[2].strip())
    if line.word == "object" and not running:
        return _late(visit, said, line)
    return None


def is_numbered(text: str) -> bool:
    """Say whether a private line is an answer that names its decision."""
    return _NUMBERED.fullmatch(text) is not None


def which(word: str, rows: list[Record]) -> Refusal:
    """Return the question which of several is meant; where they are proposals, a number answers it."""
    numbers = [row["number"] for row in rows if row["form"] == CONSENT.name and row["number"]]
    if word not in POSITIONS or len(set(numbers)) != len(rows):
        return Refusal("which-round", {"typed": Text(word)})
    return Refusal("which-number", {"typed": Text(word), "number": max(numbers)})


def _bare(
    visit: Visit, said: Said, line: Line, open_: list[Record], number: int, words: str
) -> tuple[Record, Line] | None:
    """A line whose words begin with a number, which may be a decision's."""
    rows = _with(visit, said, number)
    if len(open_) != 1:
        return (_one(rows, str(number)), Line(line.word, words)) if rows else None
    if open_[0]["number"] == number:
        return None if words else (open_[0], Line(line.word))
    if line.word == "object" and any(_is_in_force(visit, row) for row in rows):
        raise Refusal("object-to-number", {"number": number, "open": open_[0]["number"]})
    return None


def _late(visit: Visit, said: Said, line: Line) -> tuple[Record, Line] | None:
    """An objection while nothing is open: harm has shown up in what is in force."""
    rows = [row for row in _known(visit, said) if not row["open"] and _is_in_force(visit, row)]
    if len(rows) > 1:
        raise Refusal("object-to-which", {"number": max(row["number"] for row in rows)})
    return (rows[0], line) if rows else None


def _one(rows: list[Record], typed: str) -> Record:
    if not rows:
        raise Refusal("no-such-decision", {"typed": Text(typed)})
    if len(rows) > 1:
        raise Refusal("which-round", {"typed": Text(typed)})
    return rows[0]


def _with(visit: Visit, said: Said, number: int) -> list[Record]:
    """Return the decisions of that number which can be meant here."""
    found = (numbered(visit, circle, number) for circle in _circles(visit, said))
    return [row for row in found if row is not None and row["form"] == CONSENT.name]


def _known(visit: Visit, said: Said) -> list[Record]:
    rows = [visit.ledger.all(t.round_, circle=c["id"]) for c in _circles(visit, said)]
    return [row for some in rows for row in some if row["form"] == CONSENT.name and row["number"]]


def _circles(visit: Visit, said: Said) -> Iterator[Record]:
    """Give the circle of the room; in the private chat, all that the person is in."""
    member = visit.member_of(said.by)["id"]
    here = visit.circle()
    for row in visit.ledger.all(t.membership, member=member):
        is_member = row["left_at"] is None and row["joined_at"] is not None
        circle = visit.ledger.one(t.circle, id=row["circle"]) if is_member else None
        if circle is not None and (here is None or circle["id"] == here["id"]):
            yield circle


def _is_in_force(visit: Visit, row: Record) -> bool:
    state = state_of(visit, row)
    return state.phase is Phase.IN_FORCE and holds(state)
