"""What people say to each other, carried both ways between a circle's room and its mail members.

From the room: posts are gathered until fifteen minutes were quiet, and go out as one mail. From
mail: a post waits two minutes, so that it can be taken back, and is then said by its author's ghost.
Words live in ``words`` like all words, so that taking them back reaches every copy not yet sent.
"""

import json
import re
import textwrap
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bridges.email import tokens
from bridges.email.addresses import Purpose
from bridges.email.joining import WAY_BACK, home, is_member, is_open
from bridges.email.mailing import AFTER, Piece, confirmation, mail_address, note, send
from bridges.email.trust import Trust
from facilitator.acts import Say
from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Assistant, At, Notice, Text, To
from facilitator.hosting.ghosts import ghost_in
from facilitator.hosting.people import memberships
from facilitator.hosting.rights import is_host
from facilitator.hosting.voice import Occasion, own_reader, room_reader, tell_member
from facilitator.intake import Edited, Said, Ticked
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit
from facilitator.wording import Said as Spoken
from facilitator.wording import (
    escape_plain,
    from_member_html,
    member_text,
    one_line,
    to_mail_html,
)

if TYPE_CHECKING:
    from bridges.email.house import Arrival, MailHouse

QUIET = timedelta(minutes=15)
"""Talk with shorter silences is one mail (contract §7)."""

LONGEST_WAIT = timedelta(hours=1)
"""A talk that does not pause is mailed in parts."""

GATHERED, WAITING = "posts:", "mailpost:"
"""How the alarms are named: a room's quiet minutes, and a mail's two minutes."""

LONGEST_SUBJECT = 60

_AGAIN = re.compile(
    r"(?:\s*(?:re|aw|sv|vs|antw|odp|tr|rv|ref|回复|答复)(?:\[\d+\])?\s*[:：]|\s*\[[^\]]{1,80}\])+\s*",
    re.IGNORECASE,
)


# -- from the room -------------------------------------------------------------------------------


def posted(house: "MailHouse", visit: Visit, said: Said, circle: Record, by: Record) -> None:
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
    _wake(visit, place)


def edited(house: "MailHouse", visit: Visit, edit: Edited) -> None:
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


def _wake(visit: Visit, place: Record) -> None:
    waiting = visit.ledger.all(t.post, place=place["id"], mail=None)
    first = min(moment(post["said_at"]) for post in waiting)
    due = min(visit.now + QUIET, first + LONGEST_WAIT)
    visit.ledger.wake(f"{GATHERED}{place['id']}", place["id"], due)


def _post_of(visit: Visit, ref: str | None) -> Record | None:
    """Return the post that an event is: somebody's own, or one that a ghost said."""
    if ref is None:
        return None
    found = visit.ledger.one(t.post, id=ref)
    if found is None and (row := visit.ledger.one(t.outbox, ref=ref)):
        found = visit.ledger.one(t.post, id=row["id"])
    return found


def ticked(house: "MailHouse", visit: Visit, tick: Ticked) -> None:
    """Take an alarm of ours."""
    visit.ledger.wake(tick.subject, "", None)
    if tick.subject.startswith(GATHERED):
        _mail_out(house, visit, tick.subject.removeprefix(GATHERED))
    elif tick.subject.startswith(WAITING):
        held = visit.ledger.one(t.held, id=tick.subject.removeprefix(WAITING))
        if held is not None and held["settled_at"] is None:
            _say(visit, held)


@dataclass(frozen=True, slots=True)
class _Heard:
    """One post, with what it says now."""

    post: Record
    said: Spoken


def _mail_out(house: "MailHouse", visit: Visit, place: str) -> None:
    """Send what was gathered in a room: one mail for each who did not say all of it."""
    waiting = visit.ledger.all(t.post, place=place, mail=None)
    waiting.sort(key=lambda post: (post["said_at"], post["id"]))
    heard = [h for post in waiting if (h := _heard(visit, post))]
    circle = visit.ledger.one(t.circle, id=waiting[0]["circle"]) if waiting else None
    id_ = ""
    if heard and circle is not None and is_open(visit, circle):
        for reader in readers(visit, circle):
            if any(h.post["member"] != reader["member"] for h in heard):
                id_ = _mail_to(house, visit, circle, reader["member"], heard) or id_
    for post in waiting:
        visit.ledger.change(t.post, post, mail=id_)


def _heard(visit: Visit, post: Record) -> _Heard | None:
    words = visit.ledger.one(t.words, id=post["words"])
    if words is None or words["taken_back"] or not words["text"].strip():
        return None
    return _Heard(post, Spoken(words["text"], words["html"]))


def _mail_to(
    house: "MailHouse", visit: Visit, circle: Record, member: str, heard: list[_Heard]
) -> str | None:
    address = mail_address(visit, member)
    if address is None:
        return None
    item = f"post:{heard[-1].post['id']}"
    subject, parent = _thread(visit, heard[0])
    plain, html = _told(visit, circle, member, heard)
    names = dict.fromkeys(_author(visit, h.post) for h in heard)
    line = visit.house.wording.line
    one = line("mail-from-one", name=next(iter(names)), circle=circle["name"])
    piece = Piece(
        subject, plain, html, item, kind="post", seed=item,
        reply_to=tokens.address(
            house, visit, Purpose.REPLY, circle, item, member, visit.now + AFTER + WAY_BACK
        ),
        from_name=one if len(names) == 1 else None,
        in_reply_to=parent["message_id"] if parent else None,
        references=(*parent["references"].split(), parent["message_id"]) if parent else (),
    )  # fmt: skip
    return send(house, visit, circle, member, address, piece)


def _thread(visit: Visit, first: _Heard) -> tuple[str, Record | None]:
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


def _told(visit: Visit, circle: Record, member: str, heard: list[_Heard]) -> tuple[str, str]:
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


# -- from mail -----------------------------------------------------------------------------------


def arrived(house: "MailHouse", visit: Visit, arrival: "Arrival") -> None:
    """Take a post by mail: it waits its two minutes, or is held and its author asked."""
    circle, author = arrival.circle, arrival.author
    owner = _owner(visit, arrival)
    if owner is None:
        _hold_for_hosts(visit, arrival)
    elif not is_open(visit, circle):
        _answer(house, visit, arrival, owner, "mail-list-rests")
    elif not member_text(arrival.text).strip("> \n"):
        _answer(house, visit, arrival, owner, "mail-nothing-new")
    elif author is None or author["id"] != owner:
        _hold(house, visit, arrival, owner, "was-this-you", str(arrival.address))
    elif arrival.trust is not Trust.PASS:
        _hold(house, visit, arrival, owner, "was-this-you", "")
    elif _is_doubtful(visit, arrival):
        _hold(house, visit, arrival, owner, "new-message", "")
    else:
        _wait(house, visit, arrival.circle, owner, _body(visit, arrival))


def _owner(visit: Visit, arrival: "Arrival") -> str | None:
    """Return the member this mail claims to come from: the author's, else the token's."""
    if is_member(visit, arrival.circle, arrival.author):
        return str((arrival.author or {})["id"])
    token = arrival.token
    if token is None or token["purpose"] != Purpose.REPLY:
        return None
    row = visit.ledger.one(t.member, id=token["member"])
    return token["member"] if is_member(visit, arrival.circle, row) else None


def _is_doubtful(visit: Visit, arrival: "Arrival") -> bool:
    """Say whether an answer may be meant as something new: an old token, another subject."""
    token, parent = arrival.token, arrival.parent
    if token is not None and moment(token["expires_at"]) < visit.now:
        return True
    subject = bare_subject(arrival.mail.subject)
    known = bare_subject(parent["subject"]) if parent else ""
    return bool(known and subject) and not _alike(subject, known)


def bare_subject(subject: str) -> str:
    """Return a subject without "Re:" and the circle's name, folded for comparing."""
    return _AGAIN.sub("", one_line(subject), count=1).casefold().strip(" .…")


def _alike(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _body(visit: Visit, arrival: "Arrival") -> dict[str, Any]:
    """Return what is kept of a mail while it waits."""
    parent = arrival.parent
    item = (arrival.token or parent or {}).get("item", "")
    answers = item.removeprefix("post:") if item.startswith("post:") else None
    if parent is not None and parent["item"].startswith("post:"):
        answers = parent["item"].removeprefix("post:")
    return {
        "text": member_text(arrival.text), "subject": arrival.mail.subject, "ref": arrival.ref,
        "answers": answers, "key": visit.intake.key, "name": arrival.mail.from_name,
        "address": arrival.address, "attached": len(arrival.mail.attachments),
        "references": " ".join(reversed(arrival.mail.references)),
    }  # fmt: skip


def _wait(
    house: "MailHouse", visit: Visit, circle: Record, member: str, body: dict[str, Any]
) -> None:
    """Let a post wait, with a receipt that shows what will be posted and how to stop it."""
    held = visit.ledger.add(
        t.held, id=new_id("hld"), kind="waiting", circle=circle["id"], member=member,
        about=f"waiting:{member}", body=json.dumps(body), made_at=micros(visit.now),
    )  # fmt: skip
    due = visit.now + house.undo
    visit.ledger.wake(f"{WAITING}{held['id']}", home(visit, circle)["id"], due)
    address = mail_address(visit, member)
    if address:
        item = f"undo:{held['id']}"
        reply_to, links = confirmation(house, visit, circle, item, member, due + AFTER)
        note(
            house, visit, circle, member, address, "post-waits",
            {**links, "text": Text(body["text"]), "until": At(due), "attached": body["attached"]},
            item=item, reply_to=reply_to, in_reply_to=body["ref"] or None,
        )  # fmt: skip


def _say(visit: Visit, held: Record) -> None:
    """Say a post in the room by its author's ghost, as a reply where it is one."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    body = json.loads(held["body"])
    _settle(visit, held)
    if circle is None or not is_open(visit, circle):
        return
    place = home(visit, circle)
    answered = visit.ledger.one(t.post, id=body["answers"]) if body["answers"] else None
    if held["member"]:
        sender, text = ghost_in(visit, held["member"], place), body["text"]
        say = Say(text, aloud=True)
    else:
        sender, say = Assistant.POSTIE.value, _outside(visit, circle, body)
    row = visit.post(
        say, place["id"], sender=sender, refers=f"{WAITING}{held['id']}",
        target_ref=_event(visit, answered) if answered else None,
    )  # fmt: skip
    _remember(visit, circle, row.id, body)
    keep(
        visit, circle, place, row.id, held["member"] or "", Spoken(say.plain),
        answered["id"] if answered else None, source=body["key"],
    )  # fmt: skip


def _outside(visit: Visit, circle: Record, body: dict[str, Any]) -> Say:
    """Return a voice from outside as Postie reads it."""
    name = one_line(body["name"]) or visit.house.wording.line("mail-outside")
    phrase = visit.house.wording.phrase(
        "mail-outside-said", {"name": Text(name), "text": Text(body["text"])},
        room_reader(visit, circle),
    )  # fmt: skip
    return Say(phrase.plain, phrase.html)


def _event(visit: Visit, post: Record) -> str | None:
    """Return the event a post is in the room, once it is there."""
    if post["id"].startswith("$"):
        return str(post["id"])
    row = visit.ledger.one(t.outbox, id=post["id"])
    return str(row["ref"]) if row and row["ref"] else None


def _remember(visit: Visit, circle: Record, post: str, body: dict[str, Any]) -> None:
    """Keep a post's own Message-ID: others may answer it directly, and ours thread below it."""
    ref = body["ref"]
    if ref and len(ref) <= 320 and visit.ledger.one(t.sent_mail, message_id=ref) is None:
        visit.ledger.add(
            t.sent_mail, message_id=ref, circle=circle["id"], item=f"post:{post}", plain=None,
            references=body["references"], subject=_shown_subject(body["subject"]),
            made_at=micros(visit.now),
        )  # fmt: skip


def _shown_subject(subject: str) -> str:
    line = one_line(subject)
    bare = _AGAIN.sub("", line, count=1).strip()
    return f"Re: {bare}" if _AGAIN.match(line) and bare else bare


def _settle(visit: Visit, held: Record) -> None:
    """Close what was held, and let go of its words: they stand where they belong, or nowhere."""
    visit.ledger.change(t.held, held, settled_at=micros(visit.now), body="{}")
    visit.ledger.wake(f"{WAITING}{held['id']}", "", None)


def _answer(house: "MailHouse", visit: Visit, arrival: "Arrival", member: str, name: str) -> None:
    """Write back about a mail that is not used, with its words, so that nobody types twice."""
    address = mail_address(visit, member)
    if address:
        note(
            house, visit, arrival.circle, member, address, name,
            {"text": Text(member_text(arrival.text))},
            item=f"circle:{arrival.circle['id']}", in_reply_to=arrival.ref or None, kind="refused",
        )  # fmt: skip


# -- held ----------------------------------------------------------------------------------------


def _hold(
    house: "MailHouse", visit: Visit, arrival: "Arrival", member: str, name: str, other: str
) -> None:
    """Hold a post and ask the member about it, at the address we know."""
    address, circle = mail_address(visit, member), arrival.circle
    if address is None:
        _hold_for_hosts(visit, arrival)
        return
    body = {**_body(visit, arrival), "other": other}
    held = visit.ledger.add(
        t.held, id=new_id("hld"), kind="post", circle=circle["id"], member=member,
        about=f"post:{member}", body=json.dumps(body), made_at=micros(visit.now),
    )  # fmt: skip
    item = f"hold:{held['id']}"
    reply_to, links = confirmation(house, visit, circle, item, member, visit.now + AFTER)
    note(
        house, visit, circle, member, address, name,
        {**links, "text": Text(body["text"]), "other": "yes" if other else "no"},
        item=item, reply_to=reply_to, kind="asked",
    )  # fmt: skip


def released(house: "MailHouse", visit: Visit, held: Record, choice: str) -> None:
    """Take the answer about a held post: yes, no, or add (yes, and that address is mine too)."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    if held["settled_at"] is not None or circle is None:
        return
    body = json.loads(held["body"])
    _settle(visit, held)
    if choice == "add" and body.get("other"):
        add_address(visit, held["member"], body["other"])
    if choice in ("yes", "add"):
        _wait(house, visit, circle, held["member"], body)


def add_address(visit: Visit, member: str, address: str) -> bool:
    """Write down another address of a member; one that somebody else holds stays theirs."""
    handle = visit.ledger.one(t.handle, medium="mail", address=address)
    if handle is None:
        visit.ledger.add(
            t.handle, medium="mail", address=address, member=member, verified_at=micros(visit.now)
        )
    return handle is None or handle["member"] == member


def undone(house: "MailHouse", visit: Visit, held: Record) -> bool:
    """Take a post back before it is said; return whether there was still time."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    address = mail_address(visit, held["member"] or "")
    if circle is None or address is None:
        return False
    in_time = held["settled_at"] is None
    if in_time:
        text = json.loads(held["body"])["text"]
        _settle(visit, held)
        args, name = {"text": Text(text)}, "post-undone"
    else:
        args, name = {}, "post-undo-late"
    note(
        house, visit, circle, held["member"], address, name, args,
        item=f"circle:{circle['id']}",
    )  # fmt: skip
    return in_time


def take_back(house: "MailHouse", visit: Visit, arrival: "Arrival") -> bool:
    """Take back the member's newest post that still waits; return whether there was one."""
    if arrival.author is None or arrival.trust is not Trust.PASS:
        return False
    rows = visit.ledger.all(t.held, about=f"waiting:{arrival.author['id']}")
    waiting = [r for r in rows if r["settled_at"] is None and r["circle"] == arrival.circle["id"]]
    if not waiting:
        return False
    return undone(house, visit, max(waiting, key=lambda row: (row["made_at"], row["id"])))


def _hold_for_hosts(visit: Visit, arrival: "Arrival") -> None:
    """Hold a stranger's mail for the hosts. The stranger is told nothing: senders are forged."""
    circle, body = arrival.circle, _body(visit, arrival)
    if not body["text"]:
        return
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="stranger", circle=circle["id"], body=json.dumps(body),
        made_at=micros(visit.now),
    )  # fmt: skip
    number = len(strangers(visit, circle))
    name = one_line(body["name"]) or visit.house.wording.line("mail-outside")
    tell_hosts(visit, circle, "mail_held", {"name": Text(name), "number": number})


def strangers(visit: Visit, circle: Record) -> list[Record]:
    """Return what is held for the hosts of a circle, oldest first: its number is its place."""
    rows = visit.ledger.all(t.held, circle=circle["id"])
    held = [row for row in rows if row["kind"] == "stranger" and row["settled_at"] is None]
    return sorted(held, key=lambda row: (row["made_at"], row["id"]))


def tell_hosts(visit: Visit, circle: Record, kind: str, args: dict[str, Any]) -> None:
    """Tell each host alone."""
    for row in memberships(visit, circle):
        if is_host(visit, circle, row["member"]):
            notice = Notice(kind, To(MemberId(row["member"])), args)
            tell_member(visit, notice, Occasion(circle), row["member"])


def accept(visit: Visit, held: Record) -> None:
    """Say a stranger's mail in the room, as a voice from outside."""
    _say(visit, held)


def reject(visit: Visit, held: Record) -> None:
    """Let a stranger's mail go."""
    _settle(visit, held)


def stranger_name(visit: Visit, held: Record) -> str:
    """Return what a stranger calls themselves; their address is shown to nobody."""
    name = one_line(json.loads(held["body"]).get("name", ""))
    shown = "" if "@" in name else name
    return shown or visit.house.wording.line("mail-outside")
