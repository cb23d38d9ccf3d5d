"""A second question, answered in the private chat by who takes part in their own time."""

from dataclasses import replace

from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice, To
from facilitator.core.rounds.commands import Via
from facilitator.hosting import speaking
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.practices import beside
from facilitator.hosting.rounds import occasion_of, rounds_of_member, state_of
from facilitator.hosting.voice import answer, tell_privately
from facilitator.intake import Said
from facilitator.visit import Record, Visit


def answered(visit: Visit, said: Said, row: Record | None) -> bool:
    """Take what is for two questions, or for the second alone; return whether it was."""
    by = visit.member_of(said.by)
    row = row or _asked_beside(visit, by)
    two = beside.second(visit, row, by["id"]) if row else None
    if row is None or two is None or row["form"] == CONSENT.name or said.form == "media":
        return False
    if row["open"] and getattr(state_of(visit, row), "phase", None) == "echo":
        return False
    found = beside.sort(visit, two, row, by["id"], said.body)
    if found.unsure:
        answer(visit, "second-which")
        return True
    if found.second is None or found.first == said.body:
        return False
    _second(visit, said, by, row, two, found.second)
    if found.first:
        speaking.talk(visit, replace(said, body=found.first, html=None), by, row, Via.LETTER)
    return True


def is_labelled(visit: Visit, said: Said) -> bool:
    """Say whether a private line begins with the letter of a question that was asked beside another."""
    by = visit.member_of(said.by)
    return beside.has_letters(said.body) and _asked_beside(visit, by) is not None


def _asked_beside(visit: Visit, by: Record) -> Record | None:
    rows = rounds_of_member(visit, by["id"])
    return next((row for row in rows if beside.second(visit, row, by["id"])), None)


def _second(
    visit: Visit, said: Said, by: Record, row: Record, two: beside.Second, text: str
) -> None:
    if two.held is not None:
        speaking.talk(visit, replace(said, body=text, html=None), by, two.held, Via.LETTER)
        return
    if " ".join(text.split()).strip(" .!").casefold() == "take back":
        code = "taken_back" if beside.take_back(visit, two, by["id"]) else "nothing"
        args = beside.receipt(visit, two, code)
    else:
        args = beside.keep(visit, two, by["id"], f"{said.ref}/B", text)
    notice = Notice("second_received", To(MemberId(by["id"])), args)
    tell_privately(visit, notice, occasion_of(visit, row), by["id"])
