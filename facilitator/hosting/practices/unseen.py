"""Answers that are read before they count, and that nobody else sees: points, and lines to keep."""

from collections.abc import Callable

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import Via
from facilitator.hosting import contributions
from facilitator.hosting.forms import DOT_VOTE, HARVEST
from facilitator.hosting.practices import harvests, points
from facilitator.hosting.voice import answer_alone
from facilitator.intake import Edited, Said
from facilitator.visit import Record, Visit

Take = Callable[[Visit, Record, Record, str, str, Via], bool]

ANSWERS: dict[str, Take] = {DOT_VOTE.name: points.place, HARVEST.name: harvests.answer}
"""Who reads what is written to a round of a form: its author, the round, the source, the text."""

EDITS = {DOT_VOTE.name: points.edited, HARVEST.name: harvests.edited}
"""Who reads an edit of what was written to a round of a form; elsewhere it is a new version."""


def edited(visit: Visit, edit: Edited) -> None:
    """Let an edited answer count as it reads now."""
    found = contributions.edited(visit, edit)
    if found is not None:
        words, round_ = found
        EDITS.get(round_["form"], contributions.new_version)(visit, words, round_, edit)


def take(visit: Visit, said: Said, by: Record, round_: Record, via: Via) -> bool:
    """Take an answer typed in chat; what is not clear is asked alone. Other talk is just talk."""
    if via is Via.ROOM or said.form == "media":
        return False
    try:
        return ANSWERS[round_["form"]](visit, by, round_, said.ref, said.body, via)
    except Refusal as no:
        answer_alone(visit, by["id"], f"refused-{no.code}", no.words, code=no.code)
        return False
