"""What people would read alone, shown to the host of a rehearsal where it is read: once each."""

from dataclasses import replace
from datetime import timedelta

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Text, Who
from facilitator.hosting.members.people import is_played
from facilitator.hosting.members.rights import membership
from facilitator.hosting.practices import tables
from facilitator.hosting.rehearsals.stage import PART, hosts, read, say, write
from facilitator.hosting.voice import Occasion, chat_handle, own_reader, standing
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

HOST_SENTENCE = "host_sentence"
"""The kind of what a host may say next."""


def enter(visit: Visit) -> None:
    """Let a visit in a room of a rehearsal have its time, its asides, and no mail."""
    place = visit.ledger.one(t.place, address=visit.intake.place)
    circle = _circle_of(visit, place) if place else None
    if circle is None or not is_played(circle):
        return
    visit.ahead = timedelta(seconds=read(circle).ahead)
    visit.house = replace(visit.house, mail=None)
    visit.overhear = lambda notice, occasion, member: overheard(visit, notice, occasion, member)


def _circle_of(visit: Visit, place: Record) -> Record | None:
    """Return whose room it is; a table's is the room of those who sit there."""
    row = tables.row_here(visit, place) if place["part"] in tables.ROOMS else None
    id_ = row["circle"] if row else place["circle"]
    return visit.ledger.one(t.circle, id=id_) if id_ else None


def overheard(visit: Visit, notice: Notice, occasion: Occasion, member: str) -> None:
    """Show a private word or a letter in the room: to the host theirs, and one of each to the others."""
    circle = occasion.circle
    place = visit.ledger.one(t.place, circle=circle["id"], part=PART) if circle else None
    if circle is None or place is None:
        return
    if read(circle).unseen:
        _on_paper(visit, circle, place, notice, occasion, member)
    elif member in hosts(visit, circle):
        handle = chat_handle(visit, member)
        args: dict[str, Arg] = {"text": _told(visit, notice, occasion, member, "chat")}
        say(visit, circle, place, "rehearsal-for-you", args, (handle,) if handle else ())
    else:
        _of_somebody(visit, circle, place, notice, occasion, member)


def _on_paper(
    visit: Visit, circle: Record, place: Record, notice: Notice, occasion: Occasion, member: str
) -> None:
    """Where nobody watches: the host's own letters, one of each kind, and what is for a host to say."""
    wording = visit.house.wording
    if member not in hosts(visit, circle) or not wording.has(notice.kind, occasion.form, "mail"):
        return
    if notice.kind == HOST_SENTENCE:
        args: dict[str, Arg] = {"text": _told(visit, notice, occasion, member, "chat")}
        say(visit, circle, place, "rehearsal-for-you", args)
        return
    stage, known = read(circle), f"{occasion.form}:{notice.kind}"
    if known in stage.shown:
        return
    write(visit, circle, replace(stage, shown=[*stage.shown, known]))
    subject = Text(_subject(visit, notice, occasion, member))
    text = _told(visit, notice, occasion, member, "mail")
    say(visit, circle, place, "rehearsal-letter", {"subject": subject, "text": text})


def _of_somebody(
    visit: Visit, circle: Record, place: Record, notice: Notice, occasion: Occasion, member: str
) -> None:
    here = membership(visit, circle, member)
    surface = "mail" if here is not None and here["mail"] else "chat"
    if not visit.house.wording.has(notice.kind, occasion.form, surface):
        return
    stage = read(circle)
    known = f"{surface}:{notice.kind}:{occasion.round['id'] if occasion.round else ''}"
    if known in stage.shown:
        return
    write(visit, circle, replace(stage, shown=[*stage.shown, known]))
    args: dict[str, Arg] = {
        "member": Who(MemberId(member)),
        "how": surface,
        "subject": Text(_subject(visit, notice, occasion, member) if surface == "mail" else ""),
        "text": _told(visit, notice, occasion, member, surface),
    }
    say(visit, circle, place, "rehearsal-aside", args)


def _told(visit: Visit, notice: Notice, occasion: Occasion, member: str, surface: str) -> Text:
    reader = own_reader(visit, member, occasion.circle, in_chat=surface == "chat")
    args = {**notice.args, **standing(visit, occasion, reader, member)}
    phrase = visit.house.wording.phrase(
        notice.kind, args, reader, form=occasion.form, surface=surface
    )
    return Text(phrase.plain)


def _subject(visit: Visit, notice: Notice, occasion: Occasion, member: str) -> str:
    reader = own_reader(visit, member, occasion.circle, in_chat=False)
    args = {**notice.args, **standing(visit, occasion, reader, member)}
    return visit.house.wording.subject(notice.kind, args, reader, form=occasion.form)
