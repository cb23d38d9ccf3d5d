"""Minutes as a file in the room: brought with the message, and brought anew where words leave them.

A file cannot be edited in Matrix. What somebody takes back is taken out by removing the file and
bringing another one; the removed one is named nowhere any more, but the homeserver may go on keeping
its octets until its operator clears them away (docs/operating.md).
"""

from facilitator.acts import Enclose, Remove
from facilitator.core.notices import Assistant, Notice, Room
from facilitator.hosting.record.lines import scribe_is_in
from facilitator.hosting.record.writing_up import Minutes, file_name, markdown
from facilitator.hosting.voice import Occasion, fields
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

MARKDOWN = "text/markdown"


def enclose(visit: Visit, minutes: Minutes, place: Record) -> None:
    """Bring minutes as a Markdown file into a place, by the Scribe where it is in."""
    sender = Assistant.SCRIBE if scribe_is_in(visit, place) else Assistant.FACILITATOR
    shown = fields(visit, Notice("minutes", Room()), Occasion(minutes.circle))
    if minutes.sheets[-1].row is not None:
        shown["round"] = minutes.sheets[-1].row["id"]
    file = Enclose(
        file_name(visit, minutes), MARKDOWN, markdown(visit, minutes).encode(), fields=shown
    )
    visit.post(file, place["id"], sender=sender, refers=_refers(minutes.about))


def renew(visit: Visit, minutes: Minutes) -> None:
    """Remove every file that shows these minutes as they were, and bring them as they are now."""
    reason = visit.house.wording.line("file-renewed")
    for sent in _standing(visit, minutes.about):
        place = visit.ledger.one(t.place, id=sent["place"])
        if place is None or place["gone"]:
            continue
        # Not by who brought it: the Scribe may have left, and the Facilitator may remove anything.
        visit.post(Remove(reason), place["id"], target=sent["id"], refers=_refers(minutes.about))
        if not all(sheet.is_empty and not sheet.actions for sheet in minutes.sheets):
            enclose(visit, minutes, place)


def _standing(visit: Visit, about: str) -> list[Record]:
    """Return the rows of files with these minutes that nobody has removed, those of this batch too."""
    refers = _refers(about)
    known = visit.ledger.all(t.outbox, refers=refers)
    fresh = [
        {"id": row.id, "act": type(row.act).__name__, "target": row.target, "place": row.place}
        for row in visit.ledger.posted
        if row.refers == refers
    ]  # fmt: skip
    rows = [*known, *fresh]
    gone = {row["target"] for row in rows if row["act"] == Remove.__name__}
    return [row for row in rows if row["act"] == Enclose.__name__ and row["id"] not in gone]


def _refers(about: str) -> str:
    return f"minutes:{about}:file"
