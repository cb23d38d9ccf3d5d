"""A table by mail: what is said there goes to those who sit there by mail, and to nobody else.

Talk is gathered as posts are, until it pauses; a reply to it is a letter to the table, read in its
room. After the end letters still go both ways, as long as the table's room is there.
"""

from typing import Any

from bridges.email import gathering, letters, tokens
from bridges.email.addresses import Purpose
from bridges.email.house import Arrival, MailHouse
from bridges.email.mailing import AFTER, Piece, mail_address, send
from bridges.email.speaking import source_of
from bridges.email.trust import Trust
from bridges.email.words import matter
from facilitator.acts import Say
from facilitator.clock import micros
from facilitator.core.rounds.discussion.facts import LetterRead
from facilitator.hosting import contributions
from facilitator.hosting.forms import DISCUSSION
from facilitator.hosting.members.ghosts import ghost_in
from facilitator.hosting.members.rights import membership
from facilitator.hosting.practices import keeping, tables
from facilitator.hosting.rounds import state_of, table_of
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import Said as Spoken
from facilitator.wording import from_member_html, member_text, one_line


def row_of(visit: Visit, place: str) -> Record | None:
    """Return the table of a place, if one is held there or was."""
    found = visit.ledger.one(t.place, id=place)
    return tables.row_here(visit, found) if found else None


# -- from the table to mailboxes -----------------------------------------------------------------


def posted(visit: Visit, said: Said, row: Record, by: Record) -> None:
    """Take what somebody said in a table's room; it goes out when the talk pauses."""
    place = visit.ledger.one(t.place, id=row["place"])
    circle = visit.ledger.one(t.circle, id=row["circle"])
    if place is None or circle is None or not _readers(visit, row, but=by["id"]):
        return
    spoken = from_member_html(said.html, said.body)
    if said.form == "media":
        spoken = Spoken(visit.house.wording.line("mail-picture", name=one_line(said.body)))
    gathering.keep(visit, circle, place, said.ref, by["id"], spoken, None)


def heard(house: MailHouse, visit: Visit, row: Record, facts: tuple[Any, ...]) -> None:
    """Let those who read by mail have what was read at their table; at its end, all of it."""
    if tables.at_table(visit, row) is None:
        _talked(house, visit, row)
        return
    for fact in facts:
        if isinstance(fact, LetterRead):
            read_out(visit, row, fact.member, fact.words)
    if DISCUSSION.is_over(state_of(visit, row)):
        bring(house, visit, row)


def _talked(house: MailHouse, visit: Visit, row: Record) -> None:
    """A talk is over that was a step at one of several tables: those who sit there have all of it."""
    table = table_of(visit, row) if row["form"] == DISCUSSION.name else None
    if table is not None and DISCUSSION.is_over(state_of(visit, row)):
        bring(house, visit, table)


def read_out(visit: Visit, row: Record, member: str, words: tuple[str, ...]) -> None:
    """Take a letter that was read at the table, for the others who read by mail."""
    if not _readers(visit, row, but=member):
        return
    for one in words:
        visit.ledger.add(
            t.post, id=one, circle=row["circle"], place=row["place"], member=member, words=one,
            answers=None, said_at=micros(visit.now),
        )  # fmt: skip
    gathering.wake(visit, {"id": row["place"]})


def _readers(visit: Visit, row: Record, but: str = "") -> list[str]:
    """Return who sits at the table by mail now."""
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    here = [member for member, by_mail in tables.sitting(visit, row) if by_mail]
    return [one for one in here if one != but and membership(visit, circle, one)]


def bring(house: MailHouse, visit: Visit, row: Record) -> None:
    """Bring those who read by mail what was said since the last letter, in one."""
    waiting = visit.ledger.all(t.post, place=row["place"], mail=None)
    waiting.sort(key=lambda post: (post["said_at"], post["id"]))
    heard = [one for post in waiting if (one := gathering.heard_of(visit, post))]
    for member in _readers(visit, row):
        others = [one for one in heard if one.post["member"] != member]
        if others:
            _mail_to(house, visit, row, member, others)
    for post in waiting:
        visit.ledger.change(t.post, post, mail="")
    visit.ledger.wake(f"{gathering.GATHERED}{row['place']}", "", None)


def _mail_to(
    house: MailHouse, visit: Visit, row: Record, member: str, heard: "list[gathering.Heard]"
) -> None:
    address, circle = mail_address(visit, member), visit.ledger.one(t.circle, id=row["circle"])
    if address is None or circle is None:
        return
    item = letters.round_item(row)
    until = max(letters.ends(visit, row), visit.now + gathering.ANSWERED_FOR) + AFTER
    plain, html = gathering.told(visit, circle, member, heard)
    title = one_line(row["title"].partition("\n")[0])
    piece = Piece(
        f"Re: {title}", plain, html, item, notice="kind=table_talk",
        seed=f"{row['id']}:{member}:{heard[-1].post['id']}",
        reply_to=tokens.address(house, visit, Purpose.TURN, circle, item, member, until),
        **letters.thread(visit, item, member, None),
    )  # fmt: skip
    send(house, visit, circle, member, address, piece)


# -- after the end -------------------------------------------------------------------------------


def goes_on(visit: Visit, row: Record) -> Record | None:
    """Return where the talk of a table in the circle's own room goes on: in the next step.

    None where it still runs, was held in a room of its own, or nothing goes on.
    """
    place = visit.ledger.one(t.place, id=row["place"])
    past = not row["open"] and row["session"] is not None and table_of(visit, row) is None
    return tables.row_here(visit, place) if past and place and not place["gone"] else None


def after(house: MailHouse, visit: Visit, arrival: Arrival, row: Record) -> bool:
    """Take a reply to a table that is over: KEEP keeps it, other words are read to those there.

    Return whether it was one.
    """
    place = visit.ledger.one(t.place, id=row["place"])
    table = table_of(visit, row)
    if table is None or table["open"] or place is None or place["gone"]:
        return False
    author = arrival.author
    if (
        author is None
        or arrival.trust is not Trust.PASS
        or author["id"] not in _readers(visit, table)
    ):
        return False
    if arrival.token is not None and arrival.token["member"] != author["id"]:
        return False
    words = matter(arrival.text, [author["name"]]).strip(" .!*")
    if words.casefold() == "keep":
        keeping.hand_over(visit, place, table)
    elif words:
        _relay(visit, arrival, author, place, table)
    if not letters.told_in(visit, author["id"]):
        letters.note(house, visit, arrival, "done")
    return True


def _relay(visit: Visit, arrival: Arrival, author: Record, place: Record, row: Record) -> None:
    """Read a letter in the table's room, and bring it to the others there who read by mail."""
    text = member_text(arrival.text)
    source = source_of(visit, arrival)
    if visit.ledger.all(t.words, source=source, member=author["id"]):
        return
    words = contributions.keep(visit, author["id"], row, source, text)
    sender = ghost_in(visit, author["id"], place)
    visit.post(Say(text, aloud=True), place["id"], sender=sender, words=words)
    read_out(visit, row, author["id"], (words,))
