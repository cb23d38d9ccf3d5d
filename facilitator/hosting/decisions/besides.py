"""What members say of a proposal beside their position: consent given ahead, an objection without a
name, and the private line to its owner.

An unnamed objection is written where nobody else reads it: in the private chat, or by mail. What its
owner would say in the room is not taken there, because others would see whose it is.
"""

from dataclasses import dataclass
from typing import Any

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.besides import About, Ahead, Answered, Unnamed, read_beside
from facilitator.core.rounds.consent.objections.relaying import owns_unnamed
from facilitator.core.rounds.consent.tally import is_nameless
from facilitator.core.rounds.positions import Position, Read, Reading, Same
from facilitator.core.scales import ROUND_PARTS
from facilitator.hosting import quoting
from facilitator.hosting.contributions import acknowledge, keep
from facilitator.hosting.rounds import act, state_of
from facilitator.hosting.voice import answer_alone
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

WORDS = ("answer", "reveal")
"""Words of whoever owns an unnamed objection."""

_SHOWS = frozenset({Position.CONSENT, Position.CONCERN, Position.OBJECT, Position.ASIDE})
"""Positions by which, in the room, an owner would show that the objection is theirs."""


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of one member about one decision, and where they were said."""

    visit: Visit
    member: str
    row: Record
    source: str

    def does(self, command: Any, emoji: str, text: str = "", words: WordsId | None = None) -> None:
        """Let it count; keep what was said, and acknowledge it where it was typed."""

        def write(_facts: object) -> None:
            keep(self.visit, self.member, self.row, self.source, text, None, words)

        if not act(self.visit, self.row, command, write if words else None):
            return
        if self.visit.ledger.one(t.receipt, source=self.source) is None:
            self.visit.ledger.add(
                t.receipt, source=self.source, round=self.row["id"], member=self.member,
                meaning="position",
            )  # fmt: skip
        if isinstance(self.visit.intake.heard, Said):
            acknowledge(self.visit, self.source, emoji)


def taken(
    visit: Visit, member: str, row: Record, text: str, source: str, version: int | None = None
) -> bool:
    """Take words that stand beside the positions; return whether they were some."""
    said, found = _Said(visit, member, row, source), read_beside(text)
    by = MemberId(member)
    match found:
        case Ahead(number):
            heard_at, by_mail = visit.intake.heard_at, visit.intake.ear == "mail"
            command = core.ConsentAhead(by, source, heard_at, number, version, by_mail)
            said.does(command, "👍")
        case Unnamed(reason):
            _object(said, reason)
        case About(number, asked):
            if not asked:
                raise Refusal("question-needs-words")
            words = WordsId(new_id("wrd"))
            said.does(core.AskObjector(by, words, source, number), "💬", asked, words)
        case Answered(number, told) if owns_unnamed(state_of(visit, row), by):
            _answer(said, number, told)
        case _:
            return False
    return True


def word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!answer [N] WORDS`` and ``!reveal [N]``, by whoever owns an unnamed objection."""
    by = visit.member_of(said.by)["id"]
    own = _Said(visit, by, row, said.ref)
    if line.word == "reveal":
        typed = line.rest.strip(" #.")
        number = int(typed) if typed.isdecimal() else None
        own.does(core.Reveal(MemberId(by), number), "✅")
        return
    found = read_beside(f"answer {line.rest}")
    if not isinstance(found, Answered):
        raise Refusal("nothing-asked")
    _answer(own, found.number, found.words)


def _answer(said: _Said, number: int | None, told: str) -> None:
    if in_room(said.visit):
        _alone(said.visit, said.member, _seen(number or 0))
        return
    words = WordsId(new_id("wrd"))
    command = core.AnswerAsked(MemberId(said.member), words, said.source, number)
    said.does(command, "💬", told, words)


def _object(said: _Said, reason: str) -> None:
    """An objection without a name; where others could see whose it is, it is not taken."""
    visit, by = said.visit, MemberId(said.member)
    if in_room(visit):
        _alone(visit, said.member, Refusal("unnamed-in-room"))
        return
    words = WordsId(new_id("wrd")) if reason else None
    command = core.Answer(
        by, Position.OBJECT, said.source, visit.intake.heard_at, words,
        by_mail=visit.intake.ear == "mail", unnamed=True,
    )  # fmt: skip
    said.does(command, "🛑", reason, words)


def in_room(visit: Visit) -> bool:
    """Say whether others read what is being said just now."""
    return visit.intake.ear == "matrix" and visit.place()["part"] in ROUND_PARTS


def would_show(visit: Visit, member: str, row: Record, reading: Reading) -> bool:
    """Say to the owner of an unnamed objection, alone, that their answer in the room would show
    whose it is; return whether it would have."""
    owned = owns_unnamed(state_of(visit, row), MemberId(member))
    shows = isinstance(reading, Same) or (isinstance(reading, Read) and reading.position in _SHOWS)
    if owned is None or not owned.unnamed or not shows or not in_room(visit):
        return False
    _alone(visit, member, _seen(owned.number))
    return True


def word_would_show(visit: Visit, member: str, row: Record, line: Line) -> bool:
    """The same, of ``!resolved`` and ``!withdraw`` in the room."""
    if line.word not in ("resolved", "withdraw", "same"):
        return False
    return would_show(visit, member, row, Same())


def _seen(number: int) -> Refusal:
    return Refusal("unnamed-seen", {"objection": number})


def _alone(visit: Visit, member: str, no: Refusal) -> None:
    answer_alone(visit, member, f"refused-{no.code}", no.words, code=no.code)


# -- a reply to an objection ---------------------------------------------------------------------


def answered_by_reply(visit: Visit, said: Said, row: Record) -> bool:
    """Take words in reply to a question about one's own unnamed objection; return whether they were."""
    posted = visit.ledger.one(t.outbox, ref=said.reply_to) if said.reply_to else None
    kind = str(posted["refers"]).partition(":")[0] if posted and posted["refers"] else None
    member = visit.member_of(said.by)["id"]
    owned = owns_unnamed(state_of(visit, row), MemberId(member))
    if kind != core.Kind.OBJECTOR_ASKED or owned is None or read_beside(said.body) is not None:
        return False
    _answer(_Said(visit, member, row, said.ref), owned.number, said.body)
    return True


def asked_by_reply(visit: Visit, said: Said, row: Record) -> bool:
    """Take words in reply to an unnamed objection as said to its owner too; return whether they were."""
    number = _objection_shown(visit, said.reply_to)
    state: core.Decision = state_of(visit, row)
    known = state.objections[number - 1] if 0 < number <= len(state.objections) else None
    if known is None or not known.blocks or not is_nameless(state, known):
        return False
    member = visit.member_of(said.by)["id"]
    if member == known.member:
        return False
    words = WordsId(new_id("wrd"))
    command = core.AskObjector(MemberId(member), words, said.ref, number)
    _Said(visit, member, row, said.ref).does(command, "💬", said.body, words)
    return True


def _objection_shown(visit: Visit, ref: str | None) -> int:
    """Return the number of the objection that one of our messages tells of; 0: none."""
    posted = visit.ledger.one(t.outbox, ref=ref) if ref else None
    row = visit.ledger.one(t.quote, id=posted["id"]) if posted else None
    quote = quoting.read(row) if row else None
    if quote is None or quote.kind != core.Kind.OBJECTION_RAISED:
        return 0
    number = quote.fields.get("objection")
    return number if isinstance(number, int) else 0
