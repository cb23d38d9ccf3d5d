"""What people say about objections: examine, qualifies, suggest, adopt, escalate; and bare answers."""

import re
from collections.abc import Callable
from typing import Any

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.findings import (
    Agreement,
    leaves_it,
    read_agreement,
    read_finding,
    says_unmet,
)
from facilitator.core.rounds.consent.objections.escalating import waits_for
from facilitator.core.rounds.consent.objections.examining import asks
from facilitator.hosting import chairs
from facilitator.hosting.chance import seed
from facilitator.hosting.contributions import acknowledge, keep
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host
from facilitator.hosting.nesting import parent_of
from facilitator.hosting.rounds import act, state_of
from facilitator.hosting.voice import answer
from facilitator.intake import Reacted, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

WORDS = ("examine", "qualifies", "suggest", "adopt", "escalate")

ACKS = {
    "examine": "🔎", "suggest": "💡", "adopt": "🤝", "hold": "🛑", "escalate": "✅",
    core.Finding.QUALIFIES: "⚖️", core.Finding.NOT: "🍃", core.Finding.PASS: "⏭️",
}  # fmt: skip
"""How what was typed is acknowledged."""

TAPS = {
    "⚖": core.Finding.QUALIFIES, "🍃": core.Finding.NOT, "⏭": core.Finding.PASS,
}  # fmt: skip
"""Answers to whether an objection qualifies, as reactions, without variation selectors."""

AGREEING = {"👍": True, "✅": True, "👎": False, "❌": False}
"""Answers to whether it may go to the wider circle."""

_NUMBERED = re.compile(r"(?:objection\s+)?#?(\d{1,3})(?!\S*\w)[\s:,.;–—-]*(.*)", re.DOTALL)


def numbered(visit: Visit, line: Line) -> Record | None:
    """Return the decision of the circle that ``!escalate N`` names, open or not."""
    circle = visit.circle()
    found = _NUMBERED.fullmatch(line.rest) if line.word == "escalate" else None
    if found is None or circle is None:
        return None
    row = visit.ledger.one(t.round_, circle=circle["id"], number=int(found[1]))
    if row is None or row["form"] != CONSENT.name:
        raise Refusal("no-such-decision", {"typed": Text(line.rest)})
    return row


def word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!examine N WHY``, ``!qualifies``, ``!suggest TEXT``, ``!adopt N``, ``!escalate N``."""
    by = MemberId(visit.member_of(said.by)["id"])
    number, rest = _split(line.rest)
    match line.word:
        case "examine":
            _examine(visit, said, by, row, number, rest)
        case "qualifies":
            finding = _finding(rest)
            _do(visit, said.ref, row, core.Judge(by, finding, said.ref, number), finding)
        case "suggest":
            _suggest(visit, said, by, row, line.rest)
        case "adopt":
            _do(visit, said.ref, row, core.Adopt(by, said.ref, number), "adopt")
        case _:
            _escalate(visit, said, by, row, rest)


def _split(text: str) -> tuple[int | None, str]:
    """Return the number that a line begins with, and what stands behind it."""
    found = _NUMBERED.fullmatch(text.strip())
    return (int(found[1]), found[2].strip()) if found else (None, text.strip())


def _do(
    visit: Visit,
    source: str,
    row: Record,
    command: Any,
    meaning: str,
    write: Callable[[Any], object] | None = None,
) -> bool:
    """Let a word count; it can be taken back by its message, and is acknowledged there."""
    if not act(visit, row, command, write):
        return False
    if visit.ledger.one(t.receipt, source=source) is None:
        visit.ledger.add(
            t.receipt, source=source, round=row["id"], member=command.by, meaning=meaning
        )
    if isinstance(visit.intake.heard, Said):
        acknowledge(visit, source, ACKS[meaning])
    return True


def _keeping(visit: Visit, member: str, row: Record, said: Said, text: str, words: WordsId) -> Any:
    def write(_facts: object) -> None:
        keep(visit, member, row, said.ref, text, None, words)

    return write


def _examine(
    visit: Visit, said: Said, by: MemberId, row: Record, number: int | None, why: str
) -> None:
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    here = [MemberId(m["member"]) for m in memberships(visit, circle)]
    hosts = tuple(member for member in here if is_host(visit, circle, member))
    words = WordsId(new_id("wrd")) if why else None
    command = core.Examine(by, said.ref, number, words, seed(), hosts)
    write = _keeping(visit, by, row, said, why, words) if words else None
    _do(visit, said.ref, row, command, "examine", write)


def _suggest(visit: Visit, said: Said, by: MemberId, row: Record, text: str) -> None:
    if not text:
        raise Refusal("text-missing", {"typed": Text("suggest")})
    words = WordsId(new_id("wrd"))
    command = core.Suggest(by, words, said.ref)
    _do(visit, said.ref, row, command, "suggest", _keeping(visit, by, row, said, text, words))


def _finding(rest: str) -> core.Finding:
    """Return what ``!qualifies`` says with what stands behind it: ``not``, ``pass``, or nothing."""
    first = rest.casefold().strip(" .!").partition(" ")[0]
    if first in ("not", "no", "doesn't", "does"):
        return core.Finding.NOT
    return core.Finding.PASS if first == "pass" else core.Finding.QUALIFIES


# -- to the wider circle -------------------------------------------------------------------------


def _escalate(visit: Visit, said: Said, by: MemberId, row: Record, rest: str) -> None:
    """An objector's ``!escalate yes`` or ``no``; or the wish of the proposer or a host."""
    state: core.Decision = state_of(visit, row)
    agreement = read_agreement(rest) if rest else None
    if agreement is not None or by in waits_for(state):
        _agree(visit, said.ref, by, row, agreement or Agreement(True, True))
        return
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    if parent_of(visit, circle) is None:
        raise Refusal("no-wider-circle", {"number": state.number})
    host = is_host(visit, circle, by) or chairs.chair_of(visit, row) == by
    _do(visit, said.ref, row, core.Escalate(by, as_host=host), "escalate")


def _agree(visit: Visit, source: str, by: MemberId, row: Record, said: Agreement) -> None:
    command = core.AnswerEscalation(by, said.agrees, said.words)
    _do(visit, source, row, command, "escalate")


def agreed_later(visit: Visit, said: Said) -> bool:
    """Take a *yes* or a *no* about the wider circle for a decision that has been put off meanwhile."""
    by, agreement = MemberId(visit.member_of(said.by)["id"]), read_agreement(said.body)
    if agreement is None:
        return False
    circles = [m["circle"] for m in visit.ledger.all(t.membership, member=by) if not m["left_at"]]
    rows = [
        row
        for circle in circles
        for row in visit.ledger.all(t.round_, circle=circle, open=False)
        if row["form"] == CONSENT.name and by in waits_for(state_of(visit, row))
    ]
    if len(rows) > 1:
        raise Refusal("which-round", {"typed": Text("")})
    for row in rows:
        _agree(visit, said.ref, by, row, agreement)
    return bool(rows)


# -- bare answers --------------------------------------------------------------------------------


def heard(visit: Visit, said: Said, row: Record) -> bool:
    """Take a reply, or words alone, that answer a question about an objection; return whether any did."""
    by = MemberId(visit.member_of(said.by)["id"])
    return answered(visit, by, row, said.body, said.ref, _kind_of(visit, said.reply_to))


def answered(
    visit: Visit, by: MemberId, row: Record, text: str, source: str, asked: str | None = None
) -> bool:
    """Take bare words as an answer, if this member is asked.

    ``asked`` is the kind of the message that they reply to, None where that is not known: then a
    *pass* is about the objection until that is answered, and a *yes* is about the wider circle.
    """
    state: core.Decision = state_of(visit, row)
    objection, finding = asks(state, by), read_finding(text)
    if objection is not None and objection.examined is not None and finding is not None:
        open_ = objection.examined.finding_of(by) is None and asked is None
        if finding is not core.Finding.PASS or open_ or asked == core.Kind.EXAMINATION_ASKED:
            _do(visit, source, row, core.Judge(by, finding, source), finding)
            return True
    elif finding not in (None, core.Finding.PASS) and state.objections:
        raise Refusal("not-asked-to-judge")  # it is over, or was never asked of them
    agreement, about_it = read_agreement(text), asked in (None, core.Kind.ESCALATION_ASKED)
    if agreement is not None and about_it and by in waits_for(state):
        _agree(visit, source, by, row, agreement)
        return True
    return _leaves(visit, by, row, text) or _holds(visit, by, row, text, source)


def _leaves(visit: Visit, by: MemberId, row: Record, text: str) -> bool:
    """Take an owner's word that their objection, which is doubted, stays as it is: nothing changes."""
    own = state_of(visit, row).owned(by)
    if own is None or own.examined is None or own.examined.until is None or not leaves_it(text):
        return False
    answer(visit, "objection-left", {"objection": own.number})
    return True


def _holds(visit: Visit, by: MemberId, row: Record, text: str, source: str) -> bool:
    """Take an objector's *no* to whether the new text meets it, while that is their answer to give."""
    state: core.Decision = state_of(visit, row)
    own = state.owned(by)
    if own is None or own.version == state.version or not says_unmet(text):
        return False
    _do(visit, source, row, core.Hold(by, source), "hold")
    return True


def reacted(visit: Visit, by: Record, row: Record, reaction: Reacted, emoji: str) -> bool:
    """Take a tap under a question about an objection; return whether it was one."""
    member, kind = MemberId(by["id"]), _kind_of(visit, reaction.target)
    if kind == core.Kind.EXAMINATION_ASKED and emoji in TAPS:
        judge = core.Judge(member, TAPS[emoji], reaction.ref)
        _do(visit, reaction.ref, row, judge, judge.finding)
        return True
    if kind == core.Kind.ESCALATION_ASKED and emoji in AGREEING:
        agrees = AGREEING[emoji]
        _agree(visit, reaction.ref, member, row, Agreement(agrees, agrees))
        return True
    return kind in (core.Kind.EXAMINATION_ASKED, core.Kind.ESCALATION_ASKED)


def _kind_of(visit: Visit, ref: str | None) -> str | None:
    """Return the kind of one of our messages, or None where it is none."""
    row = visit.ledger.one(t.outbox, ref=ref) if ref else None
    return str(row["refers"]).partition(":")[0] if row and row["refers"] else None
