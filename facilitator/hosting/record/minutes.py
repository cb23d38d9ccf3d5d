"""Minutes: as one message in the room, as one mail, and as Markdown to take away.

Whoever asks sees them as things stand now. At the end of a practice that may be recorded the Scribe
brings them by itself, once. When words are taken out, messages that showed them are said anew.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from facilitator.acts import Say
from facilitator.clock import moment
from facilitator.core.dates import read_date
from facilitator.core.formats.steps import Record as Keeps
from facilitator.core.notices import Assistant, Notice, Room
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import session
from facilitator.hosting.forms import SESSION
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import membership, need_member
from facilitator.hosting.record import files, lines, sheets
from facilitator.hosting.record.writing_up import Minutes, markdown, reader_of, told
from facilitator.hosting.rounds import state_of
from facilitator.hosting.voice import Occasion, circle_zone, fields, may_answer
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

LONGEST = 12_000
"""Characters of a message: a homeserver takes no event beyond 65,536 octets, both twins together."""

_WEEK, _YEAR = timedelta(days=8), timedelta(days=366)

# -- asked for -----------------------------------------------------------------------------------


def show(visit: Visit, said: Said, line: Line) -> None:
    """``!minutes``: of what runs here or was last; by number, name or day."""
    by = visit.member_of(said.by)
    circles = list(circles_asked(visit, by))
    minutes = _meant(visit, circles, line.rest.strip())
    if visit.intake.ear == "mail" and visit.house.mail is not None:
        visit.house.mail.bring_minutes(visit, minutes, by["id"])
    elif may_answer(visit):
        _say(visit, minutes, visit.place(), said.ref)
        if visit.place()["part"] == "private":
            files.enclose(visit, minutes, visit.place())


def circles_asked(visit: Visit, by: Record) -> Iterator[Record]:
    """Give the circle whose place this is; in the private chat all of the member's."""
    here = visit.circle()
    if here is not None:
        need_member(visit, here, by["id"])
        yield here
        return
    for row in visit.ledger.all(t.membership, member=by["id"]):
        circle = visit.ledger.one(t.circle, id=row["circle"])
        if circle is not None and membership(visit, circle, by["id"]) is not None:
            yield circle


def _meant(visit: Visit, circles: list[Record], asked: str) -> Minutes:
    """Return the minutes that are asked for. Raises ``Refusal`` where there are none."""
    rows = sheets.rounds_kept(visit, circles)
    if not asked:
        here = [row for row in rows if row["place"] == visit.place()["id"]]
        if not rows and circles:
            return _of_day(visit, circles[0], _today(visit, circles[0]))
        return _one(visit, (here or rows)[:1])
    if asked.lstrip("#").isdecimal():
        numbered = [
            visit.ledger.one(t.round_, circle=circle["id"], number=int(asked.lstrip("#")))
            for circle in circles
        ]
        return _one(visit, [row for row in numbered if row is not None][:1])
    for circle in circles:
        if day := _day(asked, _today(visit, circle)):
            return _of_day(visit, circle, day)
    words = asked.casefold().split()
    return _one(visit, [r for r in rows if all(w in r["title"].casefold() for w in words)][:1])


def _today(visit: Visit, circle: Record) -> date:
    return visit.now.astimezone(circle_zone(visit, circle)).date()


def _one(visit: Visit, rows: list[Record]) -> Minutes:
    if not rows:
        raise Refusal("no-minutes")
    circle = visit.ledger.one(t.circle, id=rows[0]["circle"]) or {}
    return Minutes(circle, (sheets.sheet_of(visit, rows[0]),), rows[0]["id"])


def _of_day(visit: Visit, circle: Record, day: date) -> Minutes:
    """Return everything of one day in the circle's zone."""
    zone = circle_zone(visit, circle)

    def on_it(at: int) -> bool:
        return moment(at).astimezone(zone).date() == day

    rows = [row for row in sheets.rounds_kept(visit, [circle]) if on_it(row["opened_at"])]
    found = [sheets.sheet_of(visit, row) for row in reversed(rows)]
    beside = sheets.beside_rounds(visit, circle, on_it)
    if not beside.is_empty or beside.actions:
        found.append(beside)
    if not found:
        raise Refusal("no-minutes")
    return Minutes(circle, tuple(found), f"{circle['id']}:{day.isoformat()}", day)


def _day(text: str, today: date) -> date | None:
    """Return the day in the past year that ``text`` names, today included."""
    folded = text.casefold().strip()
    if folded in ("today", "yesterday"):
        return today - timedelta(days=folded == "yesterday")
    try:
        return date.fromisoformat(folded)
    except ValueError:
        found = (read_date(text, today - back) for back in (_WEEK, _YEAR))
        return next((day for day in found if day and day <= today), None)


# -- brought by the Scribe -----------------------------------------------------------------------


def closed(visit: Visit, row: Record) -> None:
    """A session has ended: where something is kept and the Scribe is in, bring its minutes once."""
    place = visit.ledger.one(t.place, id=row["place"])
    if row["form"] != SESSION.name or place is None or not lines.scribe_is_in(visit, place):
        return
    state: session.Session = state_of(visit, row)
    if state.phase is not session.Phase.CLOSED or state.format.keeps is Keeps.NONE:
        return
    minutes = _one(visit, [row])
    if all(sheet.is_empty and not sheet.actions for sheet in minutes.sheets):
        return  # that nothing is kept needs no letter of its own
    _say(visit, minutes, place, None)
    files.enclose(visit, minutes, place)
    mail = visit.house.mail
    for one in memberships(visit, minutes.circle) if mail else ():
        if mail.reads_mail(visit, minutes.circle, one["member"]) and one["delivery"] != "off":
            mail.bring_minutes(visit, minutes, one["member"])


def let_go(visit: Visit, rows: Iterable[Record]) -> None:
    """Take lines out of the record, and out of every message of ours that shows them."""
    gone = [row for row in rows if row["state"] != lines.State.DECLINED]
    for row in gone:
        visit.ledger.change(t.note, row, text="", state=lines.State.DECLINED.value)
    refresh(visit, gone)


def refresh(visit: Visit, notes: Iterable[Record], *, with_files: bool = True) -> None:
    """Say minutes anew that show these lines, as they stand at the end of this transaction.

    ``with_files`` brings their files anew too: wanted where words or names have left them.
    """
    for row in notes:
        circle = visit.ledger.one(t.circle, id=row["circle"])
        if circle is None:
            continue
        for about in _abouts(visit, circle, row):
            _say_again(visit, circle, about, with_files)


def retell(visit: Visit, circle: Record, name: str) -> None:
    """Say those minutes anew, at the end of this transaction, in which a name stands now."""
    for row in visit.ledger.all(t.round_, circle=circle["id"], session=None):
        shown = visit.ledger.all(t.outbox, refers=_refers(row["id"]))
        if shown and name in markdown(visit, _one(visit, [row])):
            _say_again(visit, circle, row["id"], with_files=True)


def _say_again(visit: Visit, circle: Record, about: str, with_files: bool) -> None:
    visit.ledger.at_end(f"minutes:{about}", partial(_again, visit, circle, about))
    if with_files:
        renew = partial(_files_again, visit, circle, about)
        visit.ledger.at_end(f"minutes files:{about}", renew)


def _abouts(visit: Visit, circle: Record, note: Record) -> Iterator[str]:
    row = visit.ledger.one(t.round_, id=note["round"]) if note["round"] else None
    row = (
        None if row and row["number"] else row
    )  # a decision has no minutes: it is a line of its day
    whole = (
        visit.ledger.one(t.round_, id=row["session"]) if row and row["session"] else None
    ) or row
    if whole is not None:
        yield str(whole["id"])
    at = moment(whole["opened_at"] if whole else note["made_at"])
    yield f"{circle['id']}:{at.astimezone(circle_zone(visit, circle)).date().isoformat()}"


def _again(visit: Visit, circle: Record, about: str) -> None:
    """Edit every message that shows these minutes."""
    refers = _refers(about)
    known = {row["id"]: row for row in visit.ledger.all(t.outbox, refers=refers)}
    fresh = {r.id: {"id": r.id, "place": r.place, "sender": r.sender, "target": r.target}
             for r in visit.ledger.posted if r.refers == refers}  # fmt: skip
    first = [row for row in {**known, **fresh}.values() if row["target"] is None]
    if not first:
        return
    minutes = _about(visit, circle, about)
    if minutes is None:
        return
    for sent in first:
        place = visit.ledger.one(t.place, id=sent["place"])
        if place is not None and not place["gone"]:
            say = _message(visit, minutes, edits=True)
            visit.post(say, place["id"], sender=sent["sender"], target=sent["id"], refers=refers)


def _about(visit: Visit, circle: Record, about: str) -> Minutes | None:
    """Return the minutes of this name as they stand now, if anything is left of them."""
    name, _, day = about.partition(":")
    row = visit.ledger.one(t.round_, id=name)
    try:
        return _one(visit, [row]) if row else _of_day(visit, circle, date.fromisoformat(day))
    except Refusal:
        return None


def _files_again(visit: Visit, circle: Record, about: str) -> None:
    files.renew(visit, _about(visit, circle, about) or Minutes(circle, (), about))


def _refers(about: str) -> str:
    """Return how a message with minutes is told from one about a round: talk below it is just talk."""
    return f"minutes:{about}:told"


def _say(visit: Visit, minutes: Minutes, place: Record, ref: str | None) -> None:
    scribe = lines.scribe_is_in(visit, place)
    visit.post(
        _message(visit, minutes), place["id"], target_ref=ref, refers=_refers(minutes.about),
        sender=Assistant.SCRIBE if scribe else Assistant.FACILITATOR,
    )  # fmt: skip


def _message(visit: Visit, minutes: Minutes, *, edits: bool = False) -> Say:
    phrases = told(visit, minutes, reader_of(visit, minutes, in_chat=True), "chat")
    plain = "\n\n".join(p.plain for p in phrases)
    html: str | None = "".join(_paragraph(p.html) for p in phrases)
    if len(plain) > LONGEST:
        plain, html = f"{plain[:LONGEST]} …", None
    about = minutes.sheets[-1].row
    notice = Notice("minutes", Room())
    shown = {**fields(visit, notice, Occasion(minutes.circle))}
    if about is not None:
        shown["round"] = about["id"]
    return Say(plain, html, edits=edits, fields=shown)


def _paragraph(html: str) -> str:
    return html if html.startswith(("<p", "<blockquote", "<ul")) else f"<p>{html}</p>"
