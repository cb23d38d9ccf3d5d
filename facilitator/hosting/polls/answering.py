"""Answers to a poll: in the room, by a tap, alone, by ``!vote`` and by mail."""

from collections.abc import Callable
from functools import partial
from typing import Any

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.rounds.poll import native
from facilitator.core.rounds.poll.kinds import naming
from facilitator.hosting.contributions import acknowledge, hide, keep
from facilitator.hosting.forms import POLL
from facilitator.hosting.members.rights import membership
from facilitator.hosting.polls import unsigned
from facilitator.hosting.polls.finding import meant
from facilitator.hosting.polls.native import of_message
from facilitator.hosting.rounds import act, occasion_of, state_of
from facilitator.hosting.voice import answer_alone, tell_member
from facilitator.intake import Chose, Edited, Reacted, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

VOTED, PASSED, MORE = "🗳️", "⏭️", "⏳"
"""How an answer typed in a room is acknowledged."""

TAKE_BACK = frozenset({"take back", "takeback", "take it back"})


def vote(visit: Visit, said: Said, line: Line) -> None:
    """``!vote [N] ANSWER``. Raises ``Refusal``."""
    row, text = meant(visit, said, line.rest)
    if not text.strip():
        raise Refusal("vote-what")
    _answer(visit, said, row, text, asks=True)


def word(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """A word of rounds and decisions, said to a poll: *pass*, *more*, *in*, or the name of an option."""
    _answer(visit, said, row, f"{line.word} {line.rest}".strip(), asks=True)


def reply(visit: Visit, said: Said, row: Record) -> bool:
    """Words in reply to a poll's message: an answer, or just talk. Return whether they counted."""
    return _answer(visit, said, row, said.body, asks=False)


def private(visit: Visit, said: Said, row: Record) -> None:
    """Words in the private chat that are for a poll: what is no answer is asked about."""
    _answer(visit, said, row, said.body, asks=True)


def _answer(visit: Visit, said: Said, row: Record, text: str, *, asks: bool) -> bool:
    """Let an answer count; what is not clear is asked about alone, because others read the room."""
    member = visit.member_of(said.by)["id"]
    try:
        if take(visit, member, row, text, said.ref):
            return True
        if asks or _names_an_option(visit, row, member, text):
            raise unclear(visit, row)
        return False
    except Refusal as no:
        if visit.intake.ear == "mail":
            raise
        answer_alone(visit, member, f"refused-{no.code}", no.words, code=no.code)
        return True


def unclear(visit: Visit, row: Record) -> Refusal:
    """Return what is said to words that are no answer."""
    poll: core.Poll = state_of(visit, row)
    if poll.over:
        return Refusal("poll-closed", {"number": poll.number})
    return Refusal("poll-unclear", {"title": Text(titled(poll.question)), "kind": poll.kind})


def _names_an_option(visit: Visit, row: Record, member: str, text: str) -> bool:
    """Say whether words in the room may be meant as an answer, of somebody who has given none."""
    poll: core.Poll = state_of(visit, row)
    unheard = not poll.over and core.ballot_of(poll, MemberId(member)) is None
    return unheard and naming.is_about(text, poll.options)


def take(visit: Visit, member: str, row: Record, text: str, source: str) -> bool:
    """Let a text count as a member's answer; return whether it was one. Raises ``Refusal``."""
    if " ".join(text.split()).strip(" .!").casefold() in TAKE_BACK:
        if not take_back(visit, member, row):
            raise Refusal("poll-nothing-to-take-back")
        return True
    if unsigned.is_late(visit, row, member):
        return True
    poll: core.Poll = state_of(visit, row)
    reading = core.read(poll, text)
    if reading is None:
        return False
    if isinstance(reading, core.MoreTime):
        act(visit, row, core.More(MemberId(member)))
        _acknowledge(visit, source, MORE)
        return True
    unsigned.require_alone(visit, poll)
    says_why = reading.reason and not poll.settings.anonymous
    words = WordsId(new_id("wrd")) if says_why else None
    write: Callable[[Any], object] | None = None
    if words:
        write = partial(_keep, visit, member, row, source, reading.reason, words)
    said = core.Vote(
        MemberId(member), reading.marks, source, visit.intake.heard_at, words,
        told=not _in_room(visit), code=unsigned.code(),
    )  # fmt: skip
    unsigned.kept(visit, poll)
    if act(visit, row, said, write):
        _receipt(visit, source, row, member)
        if not poll.over:
            _acknowledge(visit, source, VOTED if reading.marks else PASSED)
        _tell_seen(visit, row, member)
    return True


def take_back(visit: Visit, member: str, row: Record) -> bool:
    """Take back the member's answer in force; return whether there was one."""
    poll: core.Poll = state_of(visit, row)
    if poll.sums is not None:
        raise Refusal("poll-anonymous-over", {"title": Text(titled(poll.question))})
    found = core.ballot_of(poll, MemberId(member))
    if found is None:
        return False
    for source in [tap.source for tap in found.taps] or [found.source]:
        act(visit, row, core.TakeBack(source))
    return True


def reacted(visit: Visit, by: Record, row: Record, reaction: Reacted, emoji: str) -> None:
    """A reaction under a message of the poll: an answer, or just warmth. Raises ``Refusal``."""
    poll: core.Poll = state_of(visit, row)
    tapped = core.tapped(poll, emoji)
    member = MemberId(by["id"])
    if isinstance(tapped, core.MoreTime):
        act(visit, row, core.More(member))
    elif tapped is not None:
        unsigned.require_alone(visit, poll, tapped=True)
        marks = (tapped,) if isinstance(tapped, core.Mark) else ()
        said = core.Vote(
            member, marks, reaction.ref, visit.intake.heard_at,
            tapped=bool(marks), told=not _in_room(visit),
        )  # fmt: skip
        if act(visit, row, said):
            _receipt(visit, reaction.ref, row, member)
            _tell_seen(visit, row, member)


def chose(visit: Visit, said: Chose) -> None:
    """An answer to the native poll in which ours is shown: the last one counts, whatever way it came.

    To whoever is not in the circle it is as if there were no poll of ours. Raises ``Refusal``.
    """
    row = of_message(visit, said.target)
    circle = visit.ledger.one(t.circle, id=row["circle"]) if row else None
    if row is None or circle is None:
        return
    member = visit.member_of(said.by)["id"]
    if membership(visit, circle, member) is None:
        return
    marks = native.ticked(state_of(visit, row), said.answers)
    if not marks:
        take_back(visit, member, row)
        return
    vote = core.Vote(MemberId(member), marks, said.ref, visit.intake.heard_at, told=False)
    if act(visit, row, vote):
        _receipt(visit, said.ref, row, member)


def edited(visit: Visit, edit: Edited) -> bool:
    """Read an answer anew whose words were changed; return whether it was one to an open poll."""
    receipt = visit.ledger.one(t.receipt, source=edit.target)
    row = visit.ledger.one(t.round_, id=receipt["round"]) if receipt else None
    member = visit.member_of(edit.by)["id"]
    if receipt is None or row is None or row["form"] != POLL.name or receipt["member"] != member:
        return False
    if row["open"]:
        before = visit.ledger.all(t.words, source=edit.target, taken_back=False)
        if not take(visit, member, row, edit.body, edit.target):
            raise unclear(visit, row)
        for words in before:
            hide(visit, words)
    return True


def option(visit: Visit, said: Said, line: Line) -> None:
    """``!option NAME``: one more thing to choose. Raises ``Refusal``."""
    if not line.rest.strip():
        raise Refusal("option-what")
    row, text = meant(visit, said, line.rest)
    by = visit.member_of(said.by)
    poll: core.Poll = state_of(visit, row)
    [made] = core.KINDS[poll.kind].make([text.strip()], poll.settings, visit.now)
    if act(visit, row, core.AddOption(MemberId(by["id"]), made.text, made.begins)):
        acknowledge(visit, said.ref, "✅")


# -- what goes with an answer --------------------------------------------------------------------


def _in_room(visit: Visit) -> bool:
    """Say whether the answer was given where its author sees that it counted, and others see it."""
    return visit.intake.ear == "matrix" and visit.place()["part"] != "private"


def _acknowledge(visit: Visit, source: str, emoji: str) -> None:
    """In the room by a sign; alone, the receipt says it."""
    if _in_room(visit) and isinstance(visit.intake.heard, Said):
        acknowledge(visit, source, emoji)


def _tell_seen(visit: Visit, row: Record, member: str) -> None:
    """Tell whoever answered in a room what is hidden there: it counts, and others can see it."""
    poll: core.Poll = state_of(visit, row)
    if poll.hides and not poll.over and _in_room(visit):
        tell_member(visit, core.seen(poll, MemberId(member)), occasion_of(visit, row), member)


def _keep(
    visit: Visit, member: str, row: Record, source: str, reason: str, words: WordsId, _facts: object
) -> None:
    keep(visit, member, row, source, reason, None, words)


def _receipt(visit: Visit, source: str, row: Record, member: str) -> None:
    if visit.ledger.one(t.receipt, source=source) is None:
        visit.ledger.add(t.receipt, source=source, round=row["id"], member=member, meaning="vote")
