"""Harvests: lines that are drafted, what their authors say to them, and what is kept."""

import re
from collections.abc import Iterator

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import harvest
from facilitator.core.rounds.commands import Via
from facilitator.hosting import contributions
from facilitator.hosting.record import lines
from facilitator.hosting.rounds import act, state_of
from facilitator.intake import Edited
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

_NAMED = re.compile(r"([^:：]{1,60})[:：]\s*(\S.*)")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


def answer(visit: Visit, member: Record, round_: Record, source: str, text: str, via: Via) -> bool:
    """Take what somebody writes in a harvest; return whether it counted. Raises ``Refusal``."""
    state: harvest.Harvest = state_of(visit, round_)
    if not state.over and state.stage is harvest.Stage.DRAFTING:
        return _draft(visit, member, round_, source, text, via, state)
    return _answer(visit, member, round_, source, text, via, state)


def edited(visit: Visit, words: Record, round_: Record, edit: Edited) -> None:
    """What was changed in chat is read anew: lines that are being drafted, or an answer to lines.

    Once authors are asked, what was drafted for them stays. Raises ``Refusal``.
    """
    state: harvest.Harvest = state_of(visit, round_)
    by = words["member"]
    member = visit.ledger.one(t.member, id=by) or {}
    rows = visit.ledger.all(t.words, source=edit.target, member=by, taken_back=False)
    ids = tuple(WordsId(row["id"]) for row in rows)
    if state.stage is harvest.Stage.DRAFTING and not state.over:
        _draft(visit, member, round_, edit.target, edit.body, Via.LETTER, state, ids)
        return
    if any(line.drafter == by and line.words in ids for line in state.lines):
        raise Refusal("harvest-past")
    _answer(visit, member, round_, edit.target, edit.body, Via.LETTER, state)


# -- drafting ------------------------------------------------------------------------------------


def _draft(
    visit: Visit, member: Record, round_: Record, source: str, text: str, via: Via,
    state: harvest.Harvest, drops: tuple[WordsId, ...] = (),
) -> bool:  # fmt: skip
    """One line each; *Ben:* before it makes it Ben's words. A new mail replaces the earlier one, and
    so does a changed message with the lines it had, ``drops``.
    """
    me = MemberId(member["id"])
    names = _names(visit, state)
    drafted = [(WordsId(new_id("wrd")), *_whose(line, me, names)) for line in _lines(text)]
    if not drafted:
        raise Refusal("line-empty")
    by_mail = source.startswith("mail:")
    earlier = _by_mail(visit, state, me) if by_mail else _rows(visit, drops)

    def keep(_facts: object) -> None:
        for words, _, said in drafted:
            contributions.keep(visit, me, round_, source, said, None, words)
        for old in earlier:
            contributions.hide(visit, old)

    made = tuple(harvest.Drafted(words, author) for words, author, _ in drafted)
    draft = harvest.Draft(me, made, via, by_mail and bool(earlier), drops)
    return bool(act(visit, round_, draft, keep))


def _rows(visit: Visit, ids: tuple[WordsId, ...]) -> list[Record]:
    found = (visit.ledger.one(t.words, id=words) for words in ids)
    return [row for row in found if row is not None]


def _lines(text: str) -> Iterator[str]:
    return (_BULLET.sub("", line).strip() for line in text.splitlines() if line.strip())


def _names(visit: Visit, state: harvest.Harvest) -> dict[str, MemberId]:
    """The people of the circle by what they are called; a name that two have is nobody's."""
    found: dict[str, list[MemberId]] = {}
    for seat in state.people:
        row = visit.ledger.one(t.member, id=seat.member)
        if row is not None:
            found.setdefault(row["name"].casefold(), []).append(seat.member)
    return {name: members[0] for name, members in found.items() if len(members) == 1}


def _whose(line: str, me: MemberId, names: dict[str, MemberId]) -> tuple[MemberId, str]:
    found = _NAMED.fullmatch(line)
    author = names.get(found[1].strip().casefold()) if found else None
    return (author, found[2]) if found and author is not None else (me, line)


def _by_mail(visit: Visit, state: harvest.Harvest, me: MemberId) -> list[Record]:
    """The words of somebody's earlier draft, if all of it came by mail."""
    seat = state.seat(me)
    rows = [visit.ledger.one(t.words, id=words) for words in (seat.letter if seat else ())]
    found = [row for row in rows if row is not None and row["source"].startswith("mail:")]
    return found if len(found) == len(rows) else []


# -- answering -----------------------------------------------------------------------------------


def _answer(
    visit: Visit, member: Record, round_: Record, source: str, text: str, via: Via,
    state: harvest.Harvest,
) -> bool:  # fmt: skip
    me = MemberId(member["id"])
    mine = {line.number: line for line in state.lines_of(me)}
    read = harvest.read_answer(text, len(mine)) if not state.over else ()
    new = {one.number: said for one in read if (said := _said(visit, mine, one)) is not None}
    ids = {number: WordsId(new_id("wrd")) for number in new}
    whole = WordsId(new_id("wrd"))

    def keep(_facts: object) -> None:
        contributions.keep(visit, me, round_, source, "", None, whole)
        for number, said in new.items():
            contributions.keep(visit, me, round_, source, said, None, ids[number])

    replies = tuple(harvest.Reply(one.number, one.fate, ids.get(one.number)) for one in read)
    return bool(act(visit, round_, harvest.Answer(me, whole, replies, via), keep))


def _said(visit: Visit, mine: dict[int, harvest.Line], read: harvest.Reading) -> str | None:
    """The words that a line has from here on, where they are new.

    Who says *ok* to what another has written down makes it words of their own, to take back as such.
    """
    line = mine.get(read.number)
    if read.text is not None or line is None or read.fate is not harvest.Fate.KEPT:
        return read.text
    row = visit.ledger.one(t.words, id=line.words)
    if row is None or row["member"] == line.author:
        return None
    return str(row["text"])


# -- keeping -------------------------------------------------------------------------------------


def keep_lines(visit: Visit, session: Record, state: harvest.Harvest) -> None:
    """Write down what was approved, for the minutes; without names where words are shown without."""
    circle = visit.ledger.one(t.circle, id=session["circle"]) or {}
    for line in state.kept:
        row = visit.ledger.one(t.words, id=line.words)
        if row is None or row["taken_back"]:
            continue
        author = line.author if state.signed else ""
        lines.write(
            visit, circle, lines.Kind.HARVEST, author, row["text"], round=session["id"],
            words=row["id"],
        )  # fmt: skip
