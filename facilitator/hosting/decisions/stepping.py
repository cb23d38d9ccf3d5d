"""Before consent is asked: questions and first reactions, on every surface (``steps=full``)."""

import re
from functools import partial

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.besides import Unnamed, read_beside
from facilitator.core.rounds.commands import asks_something
from facilitator.core.rounds.consent.early_commands import Contribute
from facilitator.core.rounds.consent.replying import Reply, read_reply
from facilitator.core.rounds.consent.state import STEPS, Phase
from facilitator.core.rounds.consent.steps import outstanding, question, questions
from facilitator.core.rounds.positions import Read
from facilitator.hosting.contributions import keep
from facilitator.hosting.decisions import besides, decisions
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.rounds import act, open_rounds, state_of
from facilitator.intake import Reacted, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

HEARD = "💬"

_NUMBERED = re.compile(r"\s*#?(\d{1,3})\s*:")
"""How the proposer names the question that is answered (docs/hosting-a-round.md)."""

SAID = frozenset({"question_put", "question_answered", "reaction_heard", "text_changed"})
"""Messages that tell what somebody said, and ask for no tap."""


def is_before(visit: Visit, row: Record) -> bool:
    """Say whether a decision hears questions or reactions just now."""
    return state_of(visit, row).phase in STEPS


def waits_for(visit: Visit, row: Record, member: str) -> bool:
    """Say whether the present step has not heard somebody yet; the proposer has nothing to say."""
    return any(place.member == member for place in outstanding(state_of(visit, row)))


def reply(visit: Visit, said: Said, row: Record) -> None:
    """Words in answer to a decision: before the asking all are welcome, later they are read."""
    if not is_before(visit, row):
        decisions.reply(visit, said, row)
        return
    by = visit.member_of(said.by)["id"]
    about = decisions.number_shown(visit, said.reply_to or said.thread, "question") or 0
    if about and by != state_of(visit, row).proposer and not asks_something(said.body):
        return  # what somebody else says to a question is talk
    bring(visit, by, row, said.body, said.ref, about)


def answered(visit: Visit, said: Said) -> bool:
    """Take the proposer's answer to a question: a reply to it, where it was asked in somebody's own
    words, or words that begin with its number."""
    if said.reply_to is None and said.thread is None:
        return _answered_by_number(visit, said)
    for words in visit.ledger.all(t.words, source=said.reply_to) if said.reply_to else ():
        row = visit.ledger.one(t.round_, id=words["round"]) if words["round"] else None
        if row is None or row["form"] != CONSENT.name or not row["open"]:
            continue
        state: core.Decision = state_of(visit, row)
        number = max((q.number for q in questions(state) if q.source == said.reply_to), default=0)
        if number and visit.member_of(said.by)["id"] == state.proposer:
            bring(visit, state.proposer, row, said.body, said.ref, number)
            return True
    return False


def _answered_by_number(visit: Visit, said: Said) -> bool:
    found, by = _NUMBERED.match(said.body), visit.member_of(said.by)["id"]
    for row in open_rounds(visit, visit.place()) if found else ():
        state = state_of(visit, row) if row["form"] == CONSENT.name else None
        if state is None or state.proposer != by or state.phase is not Phase.QUESTIONS:
            continue
        if found and question(state, int(found[1])) is not None:
            bring(visit, by, row, said.body, said.ref)
            return True
    return False


def reacted(visit: Visit, by: Record, row: Record, reaction: Reacted) -> None:
    """A tap under a message of the decision; under what somebody said it is only warmth."""
    if is_before(visit, row) and decisions.kind_shown(visit, reaction.target) in SAID:
        return
    decisions.reacted(visit, by, row, reaction)


def bring(
    visit: Visit,
    member: str,
    row: Record,
    text: str,
    source: str,
    about: int = 0,
    step: str = "",
) -> None:
    """Let words be heard; ``step`` is the one whose letter they answer, ``about`` the question."""
    if isinstance(read_beside(text), Unnamed) and besides.taken(visit, member, row, text, source):
        return
    state: core.Decision = state_of(visit, row)
    now = Phase(step) if step else state.phase
    language = visit.house.wording.language
    read = read_reply(text, now, language, proposer=member == state.proposer)
    if read.position is None:
        _bring(visit, member, row, read, source, about, step)
    elif _is_of_its_time(state, read, step):
        decisions.take(visit, member, row, Read(read.position, read.words), source)


def _is_of_its_time(state: core.Decision, read: Reply, step: str) -> bool:
    """Say whether a word is meant for the present: a *pass* to a letter whose step is over is not."""
    over = bool(step) and step != state.phase
    return not (over and read.position is core.Position.PASS)


def _bring(
    visit: Visit, member: str, row: Record, read: Reply, source: str, about: int, step: str
) -> None:
    words = WordsId(new_id("wrd"))
    command = Contribute(
        MemberId(member), source, visit.intake.heard_at, words, step, about or read.about,
        seen=decisions.is_seen(visit),
    )  # fmt: skip
    write = partial(_keep, visit, member, row, source, read.words, words)
    if act(visit, row, command, write):
        decisions.was_heard(visit, source, row, member, HEARD)


def _keep(
    visit: Visit, member: str, row: Record, source: str, text: str, words: WordsId, _facts: object
) -> None:
    keep(visit, member, row, source, text, None, words)
