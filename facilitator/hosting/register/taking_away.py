"""``!export`` and ``!receipt``: a decision to take away after its close, and one's own answer in it.

Both are for one person alone: the file comes in the private chat, or with a mail.
"""

import json
import re
from dataclasses import dataclass

from facilitator.acts import Enclose
from facilitator.core.notices import Arg, Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.forms import FORMS
from facilitator.hosting.journal import chaining, exporting, writing_up
from facilitator.hosting.journal.entries import Document
from facilitator.hosting.journal.letting_go import files_of
from facilitator.hosting.members.rights import membership, need_member
from facilitator.hosting.rounds import round_of_message, state_of
from facilitator.hosting.voice import answer_alone, chat_handle, private_chat
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import Wording

KINDS = {"md": "text/markdown", "json": "application/json", "csv": "text/csv"}
"""The formats of a file, and their media types."""

HEARD = "📎"
"""What the Facilitator puts under a word in the room whose answer comes in the private chat."""

_ALIASES = {"markdown": "md", "text": "md"}

_WHOLE = re.compile(r"export(?:\s+(\w+))?[.]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file for one person: decisions of one circle, and what it is called."""

    circle: Record
    name: str
    kind: str
    text: str
    number: int = 0
    """The decision that it is of; 0: all of the register."""
    of: str = "decision"
    """What it holds: ``decision`` or ``poll``."""
    has_answers: bool = True
    """Whether it lists answers; a poll in which few chose does not."""


def written(document: Document, kind: str, wording: Wording) -> str:
    """Return exported decisions as the text of a file of this kind."""
    if kind == "json":
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return writing_up.table(document) if kind == "csv" else writing_up.page(document, wording)


# -- asked for -----------------------------------------------------------------------------------


def export(visit: Visit, said: Said, line: Line) -> None:
    """``!export N [md|json|csv]``: one decision, after its close."""
    by = visit.member_of(said.by)
    circle, row, rest = _meant(visit, by, line, said.reply_to)
    kind = kind_of_file(rest)
    _need_closed(visit, row)
    document = exporting.file_of(visit.ledger, circle, [row])
    text = written(document, kind, visit.house.wording)
    name = f"decision-{circle['slug']}-{row['number']}.{kind}"
    bring(visit, said, by, File(circle, name, kind, text, row["number"]))


def asks_for_all(line: Line) -> bool:
    """Say whether ``!decisions …`` asks to take the register away."""
    return _WHOLE.fullmatch(line.rest.strip()) is not None


def export_all(visit: Visit, said: Said, line: Line) -> None:
    """``!decisions export [md|json|csv]``: every closed decision of the circle here."""
    by, circle = visit.member_of(said.by), visit.circle()
    if circle is None:
        raise Refusal("in-a-circle")
    need_member(visit, circle, by["id"])
    found = _WHOLE.fullmatch(line.rest.strip())
    kind = kind_of_file(found[1] or "" if found else "")
    rows = exporting.registered(visit.ledger, circle)
    if not rows:
        raise Refusal("export-nothing")
    document = exporting.file_of(visit.ledger, circle, rows)
    text = written(document, kind, visit.house.wording)
    bring(visit, said, by, File(circle, f"decisions-{circle['slug']}.{kind}", kind, text))


def kind_of_file(typed: str) -> str:
    """Return the kind of file that is asked for; to read, where none is. Raises ``Refusal``."""
    asked = typed.strip(" .").casefold() or "md"
    kind = _ALIASES.get(asked, asked)
    if kind not in KINDS:
        raise Refusal("export-kind", {"typed": Text(typed)})
    return kind


def _meant(visit: Visit, by: Record, line: Line, ref: str | None) -> tuple[Record, Record, str]:
    """Return the circle and the decision a line names by its number, and what stands behind it.

    In the private chat it may be of any circle of the member's, if only one has that number.
    """
    found = re.fullmatch(r"#?\s*(\d{1,6})\b\s*(.*)", line.rest.strip(), re.DOTALL)
    if found is None and (answered := _answered(visit, by, ref)):
        return (*answered, line.rest)
    if found is None:
        raise Refusal("export-which", {"typed": Text(line.word)})
    here = visit.circle()
    if here is not None:
        need_member(visit, here, by["id"])
    circles = [here] if here is not None else circles_of(visit, by)
    rows = [(one, _numbered(visit, one, int(found[1]))) for one in circles]
    known = [(circle, row) for circle, row in rows if row is not None]
    if not known:
        raise Refusal("no-such-decision", {"typed": Text(found[1])})
    if len(known) > 1:
        raise Refusal("in-a-circle")
    return (*known[0], found[2])


def _answered(visit: Visit, by: Record, ref: str | None) -> tuple[Record, Record] | None:
    """Return the decision that a line is a reply to, if it is one of the member's circles."""
    row = round_of_message(visit, ref)
    circle = visit.ledger.one(t.circle, id=row["circle"]) if row else None
    if row is None or circle is None or FORMS[row["form"]].log is None or not row["number"]:
        return None
    return (circle, row) if membership(visit, circle, by["id"]) else None


def circles_of(visit: Visit, by: Record) -> list[Record]:
    """Return the circles that somebody is in."""
    rows = visit.ledger.all(t.membership, member=by["id"])
    found = [visit.ledger.one(t.circle, id=row["circle"]) for row in rows]
    return [one for one in found if one is not None and membership(visit, one, by["id"])]


def _numbered(visit: Visit, circle: Record, number: int) -> Record | None:
    row = visit.ledger.one(t.round_, circle=circle["id"], number=number)
    return row if row is not None and FORMS[row["form"]].log is not None else None


def _need_closed(visit: Visit, row: Record) -> None:
    if not exporting.is_over(FORMS[row["form"]], state_of(visit, row)):
        raise Refusal("export-open", {"number": row["number"]})
    if not exporting.is_kept(visit.ledger, row):
        raise Refusal("export-before", {"number": row["number"]})


# -- bringing it ---------------------------------------------------------------------------------


def bring(visit: Visit, said: Said, by: Record, file: File) -> None:
    """Bring a file to one person: with a mail, or in their private chat."""
    args: dict[str, Arg] = {
        "number": file.number,
        "all": "no" if file.number else "yes",
        "kind": file.kind,
        "of": file.of,
        "list": "yes" if file.has_answers else "no",
    }
    if visit.intake.ear == "mail" and visit.house.mail is not None:
        visit.house.mail.bring_file(visit, file, by["id"], "export-brought", args)
        return
    answer_alone(visit, by["id"], "export-brought", args)
    nod(visit, said)
    if chat_handle(visit, by["id"]):
        enclosed = Enclose(file.name, KINDS[file.kind], file.text.encode())
        visit.post(
            enclosed, private_chat(visit, by["id"])["id"], refers=files_of(file.circle["id"])
        )


def nod(visit: Visit, said: Said) -> None:
    """Show in the room that a word was heard whose answer comes elsewhere."""
    if visit.place()["part"] != "private":
        acknowledge(visit, said.ref, HEARD)


# -- one's own answer ----------------------------------------------------------------------------


def receipt(visit: Visit, said: Said, line: Line) -> None:
    """``!receipt N``: how one's own answer counts, and by which code to find it; to oneself alone."""
    by = visit.member_of(said.by)
    _, row, _ = _meant(visit, by, line, said.reply_to)
    tell_receipt(visit, said, row)


def tell_receipt(visit: Visit, said: Said, row: Record) -> None:
    """Tell who asks, alone, how their answer counts. Raises ``Refusal`` where there is none."""
    by, form, state = visit.member_of(said.by), FORMS[row["form"]], state_of(visit, row)
    chain = chaining.chain_of(visit.ledger, row)
    given = form.log.given(state) if form.log else ()
    mine = next((one for one in given if one.member == by["id"]), None)
    if mine is None:
        raise Refusal("no-receipt", {"number": row["number"]})
    if chain is None or chain.link is None:
        raise Refusal("export-before", {"number": row["number"]})
    args: dict[str, Arg] = {
        "number": row["number"],
        "position": mine.position,
        "receipt": Text(chain.receipts.get(by["id"], "")),
        "over": "yes" if exporting.is_over(form, state) else "no",
    }
    answer_alone(visit, by["id"], "receipt-shown", args)
    if visit.intake.ear != "mail":
        nod(visit, said)
