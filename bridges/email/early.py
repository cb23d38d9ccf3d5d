"""Mails that answer the letters of a decision before consent is asked: questions, reactions, answers.

Each such letter is an item of its own, named by what it asks for, so that a reply is heard as that even
when the decision has moved on meanwhile.
"""

from bridges.email.house import Arrival
from facilitator.core.notices import Notice
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import consent as core
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.state import STEPS, Phase
from facilitator.core.rounds.positions import Ask, Nothing
from facilitator.core.rounds.readings import read_position
from facilitator.hosting.decisions import stepping
from facilitator.hosting.rounds import state_of
from facilitator.visit import Record, Visit

QUESTIONS, REACTIONS, ANSWER = "questions", "reactions", "answer"

ITEMS = {
    "questions_opened": QUESTIONS,
    "reactions_opened": REACTIONS,
    "question_answered": QUESTIONS,
    "question_put": ANSWER,
}
"""The notices whose letters are items of their own, and the kind of each."""

RECEIPT = "step_received"
"""The receipt for what was said: a reply to that of an answer says more to the same question."""

KINDS = frozenset(ITEMS.values())


def kind_of(notice: Notice) -> str | None:
    """Return what the letter of a notice asks for, where it is an item of its own."""
    if notice.kind == RECEIPT and notice.args.get("gives") == "answer":
        return ANSWER if "question" in notice.shown else None
    return ITEMS.get(notice.kind)


def answered(
    visit: Visit, arrival: Arrival, member: str, row: Record, text: str, source: str
) -> bool:
    """Take a mail that is heard as a question, a reaction or an answer; return whether it was."""
    state: core.Decision = state_of(visit, row)
    kind, number = _asked_by(arrival)
    if state.over or (not kind and state.phase not in STEPS):
        return False
    if state.phase not in STEPS and not _is_free(visit, text):
        return False  # a clear position, in reply to an older letter
    if kind == ANSWER:
        stepping.bring(visit, member, row, text, source, number)
    elif not kind or kind == state.phase:
        stepping.bring(visit, member, row, text, source)
    else:
        _late(visit, state, member, row, text, source, kind)
    return True


def _late(
    visit: Visit, state: core.Decision, member: str, row: Record, text: str, source: str, kind: str
) -> None:
    """Words for a step that is over: heard all the same, and passed on."""
    if member == state.proposer and kind != Phase.QUESTIONS:
        raise Refusal(Code.PROPOSER_LISTENS)
    stepping.bring(visit, member, row, text, source, step=kind)


def _asked_by(arrival: Arrival) -> tuple[str, int]:
    """Return what the letter asked for that is answered, and the number of the question in it."""
    parent, source = arrival.parent, arrival.token or arrival.parent
    item = str(source["item"]) if source else ""
    kind = item.partition(":")[0]
    if kind not in KINDS:
        return "", 0
    shown = parent["version"] if parent and parent["item"] == item and kind == ANSWER else None
    return kind, int(shown or 0)


def _is_free(visit: Visit, text: str) -> bool:
    """Say whether words have no sign of a position, or none that is clear."""
    return isinstance(read_position(text, visit.house.wording.language), Nothing | Ask)
