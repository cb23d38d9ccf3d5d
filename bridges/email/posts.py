"""From mail into the room: a post waits two minutes, and is then said by its author's ghost.

What cannot be posted at once is held: for its author, where it is not sure who wrote it or what is
meant, and for the hosts where a stranger wrote. The other way round is `gathering`.
"""

import json
import re
from datetime import timedelta
from typing import Any

from bridges.email import tables
from bridges.email.addresses import Purpose
from bridges.email.calling import hosts_called, to_hosts
from bridges.email.gathering import GATHERED, keep, mail_out
from bridges.email.house import Arrival, MailHouse
from bridges.email.joining import home, is_member, is_open
from bridges.email.mailing import AFTER, confirmation, mail_address, note
from bridges.email.trust import Trust
from facilitator.acts import Say
from facilitator.clock import micros, moment
from facilitator.core.ids import MemberId
from facilitator.core.notices import Assistant, At, Notice, Text, To
from facilitator.hosting.members.ghosts import ghost_in
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import is_host
from facilitator.hosting.voice import Occasion, room_reader, tell_member
from facilitator.intake import Ticked
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit
from facilitator.wording import Said as Spoken
from facilitator.wording import member_text, one_line

WAITING = "mailpost:"
"""How the alarm of a mail's two minutes is named."""

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 10
"""Mails of strangers that the hosts of a circle are told of in an hour; the others wait unsaid."""

_AGAIN = re.compile(
    r"(?:\s*(?:re|aw|sv|vs|antw|odp|tr|rv|ref|回复|答复)(?:\[\d+\])?\s*[:：]|\s*\[[^\]]{1,80}\])+\s*",
    re.IGNORECASE,
)


def ticked(house: MailHouse, visit: Visit, tick: Ticked) -> None:
    """Take an alarm of ours."""
    visit.ledger.wake(tick.subject, "", None)
    if tick.subject.startswith(GATHERED):
        _talk_pauses(house, visit, tick.subject.removeprefix(GATHERED))
    elif tick.subject.startswith(WAITING):
        held = visit.ledger.one(t.held, id=tick.subject.removeprefix(WAITING))
        if held is not None and held["settled_at"] is None:
            _say(visit, held)


def _talk_pauses(house: MailHouse, visit: Visit, place: str) -> None:
    if (row := tables.row_of(visit, place)) is not None:
        tables.bring(house, visit, row)
    else:
        mail_out(house, visit, place)


def arrived(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Take a post by mail: it waits its two minutes, or is held and its author asked."""
    circle, author = arrival.circle, arrival.author
    owner = _owner(visit, arrival)
    if owner is None:
        hold_for_hosts(visit, arrival)
    elif not is_open(visit, circle):
        _answer(house, visit, arrival, owner, "mail-list-rests")
    elif not member_text(arrival.text).strip("> \n"):
        _answer(house, visit, arrival, owner, "mail-nothing-new")
    elif author is None or author["id"] != owner:
        _hold(house, visit, arrival, owner, "was-this-you", str(arrival.address))
    elif arrival.trust is not Trust.PASS:
        _hold(house, visit, arrival, owner, "was-this-you", "")
    elif (called := hosts_called(visit, circle, arrival.text))[0]:
        to_hosts(house, visit, arrival, owner, *called)
    elif _is_doubtful(visit, arrival):
        _hold(house, visit, arrival, owner, "new-message", "")
    else:
        _wait(house, visit, arrival.circle, owner, _body(visit, arrival))


def _owner(visit: Visit, arrival: Arrival) -> str | None:
    """Return the member this mail claims to come from: the author's, else the token's."""
    if is_member(visit, arrival.circle, arrival.author):
        return str((arrival.author or {})["id"])
    token = arrival.token
    if token is None or token["purpose"] != Purpose.REPLY:
        return None
    row = visit.ledger.one(t.member, id=token["member"])
    return token["member"] if is_member(visit, arrival.circle, row) else None


def _is_doubtful(visit: Visit, arrival: Arrival) -> bool:
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


def _body(visit: Visit, arrival: Arrival) -> dict[str, Any]:
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
    house: MailHouse, visit: Visit, circle: Record, member: str, body: dict[str, Any]
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


def _answer(house: MailHouse, visit: Visit, arrival: Arrival, member: str, name: str) -> None:
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
    house: MailHouse, visit: Visit, arrival: Arrival, member: str, name: str, other: str
) -> None:
    """Hold a post and ask the member about it, at the address we know."""
    address, circle = mail_address(visit, member), arrival.circle
    if address is None:
        hold_for_hosts(visit, arrival)
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


def released(house: MailHouse, visit: Visit, held: Record, choice: str) -> None:
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


def undone(house: MailHouse, visit: Visit, held: Record) -> bool:
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


def take_back(house: MailHouse, visit: Visit, arrival: Arrival) -> bool:
    """Take back the member's newest post that still waits; return whether there was one."""
    if arrival.author is None or arrival.trust is not Trust.PASS:
        return False
    rows = visit.ledger.all(t.held, about=f"waiting:{arrival.author['id']}")
    waiting = [r for r in rows if r["settled_at"] is None and r["circle"] == arrival.circle["id"]]
    if not waiting:
        return False
    return undone(house, visit, max(waiting, key=lambda row: (row["made_at"], row["id"])))


def hold_for_hosts(visit: Visit, arrival: Arrival) -> None:
    """Hold a stranger's mail for the hosts. The stranger is told nothing: senders are forged."""
    circle, body = arrival.circle, _body(visit, arrival)
    if not body["text"]:
        return
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="stranger", circle=circle["id"], body=json.dumps(body),
        made_at=micros(visit.now),
    )  # fmt: skip
    if not may_ring(visit, circle):
        return  # held all the same: the next one that rings has its number, and "!mail held" has all
    number = len(strangers(visit, circle))
    name = one_line(body["name"]) or visit.house.wording.line("mail-outside")
    tell_hosts(visit, circle, "mail_held", {"name": Text(name), "number": number})


def may_ring(visit: Visit, circle: Record) -> bool:
    """Say whether a stranger's mail may be told to the hosts now, and remember it.

    Anybody can write a hundred mails under a hundred names; a host's phone is no place for that.
    """
    about, hour_ago = f"ring:{circle['id']}", micros(visit.now - HOUR)
    rung = [row for row in visit.ledger.all(t.held, about=about) if row["made_at"] > hour_ago]
    if len(rung) >= MOST_AN_HOUR:
        return False
    now = micros(visit.now)
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="told", circle=circle["id"], about=about, body="{}",
        made_at=now, settled_at=now,
    )  # fmt: skip
    return True


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
