"""A second question, answered in the private chat by who takes part in their own time."""

from dataclasses import replace

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, To
from facilitator.core.rounds.commands import Via
from facilitator.hosting import contributions, speaking
from facilitator.hosting.forms import BESIDE
from facilitator.hosting.practices import beside
from facilitator.hosting.rounds import held_now, occasion_of, rounds_of_member, state_of
from facilitator.hosting.voice import answer, tell_privately
from facilitator.intake import Edited, Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def answered(visit: Visit, said: Said, row: Record | None) -> bool:
    """Take what is for two questions, or for the second alone; return whether it was."""
    by = visit.member_of(said.by)
    row = row or _asked_beside(visit, by)
    two = beside.second(visit, row, by["id"]) if row else None
    if row is None or two is None or row["form"] in BESIDE or said.form == "media":
        return False
    if row["open"] and getattr(state_of(visit, row), "phase", None) == "echo":
        return False
    found = beside.sort(visit, two, row, by["id"], said.body)
    if found.unsure:
        answer(visit, "second-which")
        return True
    if found == beside.Sorted() or found.first == said.body:
        return False
    if found.second is not None:
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
        args = beside.keep(visit, two, by["id"], f"{said.ref}{contributions.SECOND}", text)
    _tell(visit, by, row, args)


def _tell(visit: Visit, by: Record, row: Record, args: dict[str, Arg]) -> None:
    notice = Notice("second_received", To(MemberId(by["id"])), args)
    tell_privately(visit, notice, occasion_of(visit, row), by["id"])


# -- edits ---------------------------------------------------------------------------------------


def edited(visit: Visit, edit: Edited) -> bool:
    """Follow the edit of a message that answers two questions, or the second alone; return whether it
    was one. What is for the second never becomes words of the first, which others may hear by now.
    """
    by = visit.member_of(edit.by)
    found, waiting = contributions.edited(visit, edit), _waiting(visit, edit, by)
    row = found[1] if found else _held_beside(visit, waiting)
    two = beside.second(visit, row, by["id"]) if row else None
    if row is None or two is None:
        return False
    said = beside.sort(visit, two, row, by["id"], edit.body)
    if said.unsure:
        answer(visit, "second-which")
        return True
    if said.second is None and said.first == edit.body and waiting is None:
        return False
    if found and said.first:
        contributions.new_version(visit, *found, replace(edit, body=said.first, html=None))
    if said.second is not None:
        _changed(visit, replace(edit, body=said.second, html=None), by, row, two, waiting)
    return True


def _changed(
    visit: Visit, edit: Edited, by: Record, row: Record, two: beside.Second, waiting: Record | None
) -> None:
    """Let the second answer read as it does now, also where it was brought to its step already."""
    if two.held is None:
        source = f"{edit.target}{contributions.SECOND}"
        _tell(visit, by, row, beside.keep(visit, two, by["id"], source, edit.body))
    elif waiting is not None and two.takes_words:
        contributions.new_version(visit, waiting, two.held, edit)


def _waiting(visit: Visit, edit: Edited, by: Record) -> Record | None:
    source = f"{edit.target}{contributions.SECOND}"
    rows = visit.ledger.all(t.words, source=source, member=by["id"], taken_back=False)
    return next(iter(rows), None)


def _held_beside(visit: Visit, waiting: Record | None) -> Record | None:
    session = visit.ledger.one(t.round_, id=waiting["round"]) if waiting else None
    return held_now(visit, session) if session is not None else None
