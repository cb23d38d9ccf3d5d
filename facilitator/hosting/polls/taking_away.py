"""``!export poll N`` and ``!receipt poll N``: a poll to take away after its end, and one's own answer in it.

Both are for one person alone. What is not about a poll is a decision's.
"""

import re

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Lines, Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.rounds.poll.tally import kind_of
from facilitator.hosting.journal import chaining, exporting
from facilitator.hosting.members.rights import need_member
from facilitator.hosting.polls.finding import answered, polls_of
from facilitator.hosting.register import taking_away
from facilitator.hosting.register.taking_away import (
    File,
    bring,
    circles_of,
    kind_of_file,
    nod,
    written,
)
from facilitator.hosting.rounds import state_of
from facilitator.hosting.voice import answer_alone
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_ONE = re.compile(r"polls?\s*[#№]?\s*(\d{1,6})\b\s*(.*)", re.IGNORECASE | re.DOTALL)
_ALL = re.compile(r"polls(?:\s+([a-z]+))?[.]?", re.IGNORECASE)
_NO_NUMBER = re.compile(r"poll\b\s*(\w*)[.]?", re.IGNORECASE)


def export(visit: Visit, said: Said, line: Line) -> None:
    """``!export poll N [md|json|csv]``, ``!export polls [md|json|csv]``; else it is a decision's."""
    if all_ := _ALL.fullmatch(line.rest.strip()):
        _export_all(visit, said, all_[1] or "")
        return
    found = _meant(visit, said, line)
    if found is None:
        taking_away.export(visit, said, line)
        return
    circle, row, rest = found
    kind = kind_of_file(rest)
    poll = _closed(visit, row)
    document = exporting.file_of(visit.ledger, circle, [row])
    text = written(document, kind, visit.house.wording)
    name = f"poll-{circle['slug']}-{poll.number}.{kind}"
    has_answers = core.list_shown(poll) == "yes"
    file = File(circle, name, kind, text, poll.number, "poll", has_answers)
    bring(visit, said, visit.member_of(said.by), file)


def _export_all(visit: Visit, said: Said, typed: str) -> None:
    """Every poll of the circle here that is over."""
    by, circle = visit.member_of(said.by), visit.circle()
    if circle is None:
        raise Refusal("in-a-circle")
    need_member(visit, circle, by["id"])
    kind, rows = kind_of_file(typed), exporting.polled(visit.ledger, circle)
    if not rows:
        raise Refusal("poll-export-nothing")
    document = exporting.file_of(visit.ledger, circle, rows)
    text = written(document, kind, visit.house.wording)
    bring(visit, said, by, File(circle, f"polls-{circle['slug']}.{kind}", kind, text, of="poll"))


def receipt(visit: Visit, said: Said, line: Line) -> None:
    """``!receipt poll N``: how one's own answer counts, and its code; else it is a decision's."""
    found = _meant(visit, said, line)
    if found is None:
        taking_away.receipt(visit, said, line)
        return
    _, row, _ = found
    poll: core.Poll = state_of(visit, row)
    by = visit.member_of(said.by)
    if poll.over and poll.settings.anonymous:
        raise Refusal("poll-export-anonymous", {"number": poll.number})
    mine = core.ballot_of(poll, MemberId(by["id"]))
    if mine is None or mine not in core.counted(poll):
        raise Refusal("poll-no-receipt", {"number": poll.number})
    answer_alone(visit, by["id"], "poll-receipt-shown", _told(visit, row, poll, mine))
    if visit.intake.ear != "mail":
        nod(visit, said)


def _told(visit: Visit, row: Record, poll: core.Poll, mine: core.Ballot) -> dict[str, Arg]:
    chain = chaining.chain_of(visit.ledger, row)
    known = chain.receipts if chain is not None and chain.link is not None else {}
    code = mine.code or known.get(mine.member, "")
    choice = kind_of(poll).tell(mine.marks, poll.options, poll.settings) if mine.marks else ()
    return {
        "number": poll.number,
        "title": Text(titled(poll.question)),
        "passed": "yes" if mine.passed else "no",
        "choice": Lines(choice),
        "receipt": Text(code),
        "receipt_known": "yes" if code else "no",
        "over": "yes" if poll.over else "no",
        "list": core.list_shown(poll),
    }


# -- which one -----------------------------------------------------------------------------------


def _meant(visit: Visit, said: Said, line: Line) -> tuple[Record, Record, str] | None:
    """Return the circle and the poll that a line names, and what stands behind its number; None where
    it is about no poll. In the private chat it may be of any circle of the member's. Raises ``Refusal``.
    """
    text = line.rest.strip()
    if found := _ONE.fullmatch(text):
        return (*_numbered(visit, said, found[1]), found[2])
    unnumbered = _NO_NUMBER.fullmatch(text)
    row = None if re.search(r"\d", text) else answered(visit, said)
    circle = visit.ledger.one(t.circle, id=row["circle"]) if row is not None else None
    if row is not None and circle is not None:
        return circle, row, unnumbered[1] if unnumbered else text
    if unnumbered:
        raise Refusal("poll-export-which", {"typed": Text(line.word)})
    return None


def _numbered(visit: Visit, said: Said, typed: str) -> tuple[Record, Record]:
    by, here = visit.member_of(said.by), visit.circle()
    if here is not None:
        need_member(visit, here, by["id"])
    circles = [here] if here is not None else circles_of(visit, by)
    known = [
        (circle, row)
        for circle in circles
        for row in polls_of(visit, circle)
        if state_of(visit, row).number == int(typed)
    ]
    if not known:
        raise Refusal("no-such-poll", {"typed": Text(typed)})
    if len(known) > 1:
        raise Refusal("in-a-circle")
    return known[0]


def _closed(visit: Visit, row: Record) -> core.Poll:
    """Return a poll that may be taken away. Raises ``Refusal``."""
    poll: core.Poll = state_of(visit, row)
    about: dict[str, Arg] = {"number": poll.number}
    if poll.settings.anonymous:
        raise Refusal("poll-export-anonymous", about)
    if not poll.over:
        raise Refusal("poll-export-open", about)
    if not exporting.is_kept(visit.ledger, row):
        raise Refusal("poll-export-before", about)
    return poll
