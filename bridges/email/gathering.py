"""From the room to mailboxes: posts are gathered until the talk pauses, and go out as one mail.

Their words live in ``words`` like all words, so that taking them back reaches what is not yet sent.
"""

import textwrap
from dataclasses import dataclass
from datetime import timedelta

from bridges.email import tokens
from bridges.email.addresses import Purpose
from bridges.email.house import MailHouse
from bridges.email.joining import home, is_open
from bridges.email.mailing import AFTER, Piece, mail_address, send
from facilitator.clock import micros, moment
from facilitator.core.notices import Arg, At, Text
from facilitator.hosting.forms import DISCUSSION
from facilitator.hosting.members.people import memberships
from facilitator.hosting.practices.tables import at_table
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.rounds import state_of, table_of
from facilitator.hosting.voice import own_reader
from facilitator.intake import Edited, Said
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit
from facilitator.wording import Said as Spoken
from facilitator.wording import escape_plain, from_member_html, one_line, to_mail_html

QUIET = timedelta(minutes=15)
"""Talk with shorter silences is one mail (contract §7)."""

LONGEST_WAIT = timedelta(hours=1)
"""A talk that does not pause is mailed in parts."""

GATHERED = "posts:"
"""How the alarm of a room's quiet minutes is named."""

ANSWERED_FOR = timedelta(days=30)
"""How long a post can be answered before the token's own days begin."""

LONGEST_SUBJECT = 60


def posted(house: MailHouse, visit: Visit, said: Said, circle: Record, by: Record) -> None:
    """Take what somebody said in a circle's home room; it goes out when the talk pauses."""
    place = home(visit, circle)
    if place["address"] != visit.intake.place or not is_open(visit, circle):
        return
    if not readers(visit, circle):
        return
    spoken = from_member_html(said.html, said.body)
    if said.form == "media":
        spoken = Spoken(visit.house.wording.line("mail-picture", name=one_line(said.body)))
    answers = _post_of(visit, said.reply_to or said.thread)
    keep(visit, circle, place, said.ref, by["id"], spoken, answers["id"] if answers else None)


def readers(visit: Visit, circle: Record) -> list[Record]:
    """Return the memberships of those who get each post by mail."""
    return [m for m in memberships(visit, circle) if m["mail"] and m["delivery"] == "each"]


def keep(
    visit: Visit,
    circle: Record,
    place: Record,
    id_: str,
    member: str,
    spoken: Spoken,
    answers: str | None,
    source: str | None = None,
) -> None:
    """Write down a post that waits for the next mail, and when that is."""
    words = visit.ledger.add(
        t.words, id=new_id("wrd"), member=member, source=source or id_, place=place["id"],
        version=1, text=spoken.plain, html=spoken.html, said_at=micros(visit.intake.said_at),
    )  # fmt: skip
    visit.ledger.add(
        t.post, id=id_, circle=circle["id"], place=place["id"], member=member,
        words=words["id"], answers=answers, said_at=micros(visit.now),
    )  # fmt: skip
    wake(visit, place)


def edited(house: MailHouse, visit: Visit, edit: Edited) -> None:
    """Follow an edit by the same person of a post that waits; what was mailed stays as it was."""
    post = visit.ledger.one(t.post, id=edit.target)
    if post is None or post["mail"] is not None:
        return
    words = visit.ledger.one(t.words, id=post["words"])
    if words and not words["taken_back"] and words["member"] == visit.member_of(edit.by)["id"]:
        said = from_member_html(edit.html, edit.body)
        visit.ledger.change(
            t.words, words, text=said.plain, html=said.html, version=words["version"] + 1
        )


def wake(visit: Visit, place: Record) -> None:
    """Set when what waits in a place goes out: when it has been quiet, or has waited long enough."""
    waiting = visit.ledger.all(t.post, place=place["id"], mail=None)
    first = min(moment(post["said_at"]) for post in waiting)
    due = min(visit.now + QUIET, first + LONGEST_WAIT)
    circle = visit.ledger.one(t.circle, id=waiting[0]["circle"])
    if circle is not None:
        due = quiet_times(circle).waking(due)  # letters come out of quiet hours
    visit.ledger.wake(f"{GATHERED}{place['id']}", place["id"], due)


def _post_of(visit: Visit, ref: str | None) -> Record | None:
    """Return the post that an event is: somebody's own, or one that a ghost said."""
    if ref is None:
        return None
    found = visit.ledger.one(t.post, id=ref)
    if found is None and (row := visit.ledger.one(t.outbox, ref=ref)):
        found = visit.ledger.one(t.post, id=row["id"])
    return found


@dataclass(frozen=True, slots=True)
class Heard:
    """One post, with what it says now."""

    post: Record
    said: Spoken


def mail_out(house: MailHouse, visit: Visit, place: str) -> None:
    """Send what was gathered in a room: one mail for each who did not say all of it."""
    waiting = visit.ledger.all(t.post, place=place, mail=None)
    waiting.sort(key=lambda post: (post["said_at"], post["id"]))
    heard = [h for post in waiting if (h := heard_of(visit, post))]
    circle = visit.ledger.one(t.circle, id=waiting[0]["circle"]) if waiting else None
    id_ = ""
    if heard and circle is not None and is_open(visit, circle):
        for reader in readers(visit, circle):
            if any(h.post["member"] != reader["member"] for h in heard):
                id_ = _mail_to(house, visit, circle, reader["member"], heard) or id_
    for post in waiting:
        visit.ledger.change(t.post, post, mail=id_)


def talked(house: MailHouse, visit: Visit, row: Record) -> None:
    """A talk of a practice is over: who reads by mail has all of it, before the next part asks them."""
    if row["form"] != DISCUSSION.name or row["session"] is None or at_table(visit, row) is not None:
        return
    if table_of(visit, row) is not None:
        return  # what is said at one table of several is for those who sit there (``tables``)
    if row["open"] and DISCUSSION.is_over(state_of(visit, row)):
        mail_out(house, visit, row["place"])
        visit.ledger.wake(f"{GATHERED}{row['place']}", "", None)


def heard_of(visit: Visit, post: Record) -> Heard | None:
    """Return a post with its words, or None where nothing of them is left to read."""
    words = visit.ledger.one(t.words, id=post["words"])
    if words is None or words["taken_back"] or not words["text"].strip():
        return None
    return Heard(post, Spoken(words["text"], words["html"]))


def _mail_to(
    house: MailHouse, visit: Visit, circle: Record, member: str, heard: list[Heard]
) -> str | None:
    address = mail_address(visit, member)
    if address is None:
        return None
    item = f"post:{heard[-1].post['id']}"
    subject, parent = _thread(visit, heard[0])
    plain, html = told(visit, circle, member, heard)
    names = dict.fromkeys(_author(visit, h.post) for h in heard)
    line = visit.house.wording.line
    one = line("mail-from-one", name=next(iter(names)), circle=circle["name"])
    piece = Piece(
        subject, plain, html, item, kind="post", seed=item,
        reply_to=tokens.address(
            house, visit, Purpose.REPLY, circle, item, member, visit.now + ANSWERED_FOR + AFTER
        ),
        from_name=one if len(names) == 1 else None,
        in_reply_to=parent["message_id"] if parent else None,
        references=(*parent["references"].split(), parent["message_id"]) if parent else (),
    )  # fmt: skip
    return send(house, visit, circle, member, address, piece)


def _thread(visit: Visit, first: Heard) -> tuple[str, Record | None]:
    """Return a mail's subject, and the mail it goes on from if it answers one."""
    answered = visit.ledger.one(t.post, id=first.post["answers"]) if first.post["answers"] else None
    mail = answered["mail"] if answered else None
    parent = visit.ledger.one(t.sent_mail, message_id=mail) if mail else None
    if parent is not None:
        return f"Re: {parent['subject'].removeprefix('Re: ')}", parent
    own = visit.ledger.one(t.sent_mail, item=f"post:{first.post['id']}", plain=None)
    if own and own["subject"]:
        return own["subject"], own  # it came by mail, under a subject of its own
    line = one_line(first.said.plain.strip().split("\n")[0])
    return textwrap.shorten(line, LONGEST_SUBJECT, placeholder=" …"), None


def told(visit: Visit, circle: Record, member: str, heard: list[Heard]) -> tuple[str, str]:
    """Return the talk in both twins. One voice's words come first, its name is in ``From``."""
    reader = own_reader(visit, member, circle, in_chat=False)
    plain, html = [], []
    for one in heard:
        args: dict[str, Arg] = {
            "name": Text(_author(visit, one.post)),
            "at": At(moment(one.post["said_at"])),
        }
        head = visit.house.wording.phrase("mail-post-head", args, reader, surface="mail")
        words = to_mail_html(one.said.html) if one.said.html else escape_plain(one.said.plain)
        parts = (one.said.plain, head.plain) if len(heard) == 1 else (head.plain, one.said.plain)
        plain.append("\n\n".join(parts) if len(heard) == 1 else "\n".join(parts))
        div = f"<div>{words}</div>"
        html.append(div + head.html if len(heard) == 1 else head.html + div)
    return "\n\n".join(plain), "\n".join(html)


def _author(visit: Visit, post: Record) -> str:
    row = visit.ledger.one(t.member, id=post["member"]) if post["member"] else None
    return str(row["name"]) if row else visit.house.wording.line("mail-outside")
