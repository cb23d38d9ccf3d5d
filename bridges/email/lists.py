"""The list's own addresses, and the few words that count wherever they come: leave, help, away."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta

from bridges.email import absence, joining, posts
from bridges.email.house import Arrival, MailHouse
from bridges.email.mailing import LEAVE, confirmation, mail_address, note
from bridges.email.trust import Trust
from bridges.email.words import Asking, Bare, BareWord, bare_word
from facilitator.clock import micros
from facilitator.core.notices import Arg, At, Text
from facilitator.hosting import helping
from facilitator.hosting.members.rights import membership
from facilitator.hosting.voice import own_reader
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit
from facilitator.wording import member_text, one_line

LONGEST_LETTER = 4000
"""Characters of a letter to the hosts that are passed on."""

DELIVERIES = ("each", "moments", "off")
"""What a member can ask for now; digests come with a later version."""

_DELIVER = re.compile(r"!?\s*(?:mail\s+)?deliver(?:y)?[\s:]+([a-z]+)\.?", re.IGNORECASE)


def known(arrival: Arrival) -> str | None:
    """Return the member this mail is certainly from, if they are in the circle."""
    trusted = arrival.trust is Trust.PASS and arrival.author is not None
    return str((arrival.author or {})["id"]) if trusted else None


# -- words that count anywhere -------------------------------------------------------------------


def bare(house: MailHouse, visit: Visit, arrival: Arrival, word: BareWord) -> None:
    """Take a whole reply that is LEAVE, HELP, AWAY … or BACK."""
    member = known(arrival)
    if member is None or membership(visit, arrival.circle, member) is None:
        if word.word is Bare.LEAVE:
            leave(house, visit, arrival)
        else:
            guest(house, visit, arrival)
        return
    match word.word:
        case Bare.LEAVE:
            joining.leave(house, visit, arrival.circle, member)
        case Bare.AWAY:
            until = _until(visit, arrival.circle, member, word)
            absence.away(visit, member, until)
            tell(house, visit, arrival, member, "mail-away", {"until": At(until)})
        case Bare.BACK:
            absence.back(visit, member)
            tell(house, visit, arrival, member, "mail-back", {})
        case _:
            works = _what_works(house, visit, arrival, member)
            tell(house, visit, arrival, member, "mail-help", works)


def _what_works(
    house: "MailHouse", visit: Visit, arrival: "Arrival", member: str
) -> dict[str, Arg]:
    """Return what help by mail begins with, and what this member may do in the circle."""
    address = Text(house.post_address(arrival.circle))
    return {"address": address, **helping.by_mail(visit, arrival.circle, member)}


def _until(visit: Visit, circle: Record, member: str, word: BareWord) -> datetime:
    """Return when an absence ends: at the beginning of the day that was named, in their zone."""
    if word.until is None:
        return visit.now + (word.span or timedelta(days=7))
    zone = own_reader(visit, member, circle, in_chat=False).zone
    return datetime.combine(word.until, time(), zone).astimezone(UTC)


def tell(
    house: MailHouse,
    visit: Visit,
    arrival: Arrival,
    member: str,
    name: str,
    args: Mapping[str, Arg],
) -> None:
    """Write back to a member about their mail."""
    address = mail_address(visit, member)
    if address:
        note(
            house, visit, arrival.circle, member, address, name, args,
            item=f"circle:{arrival.circle['id']}", in_reply_to=arrival.ref or None,
        )  # fmt: skip


# -- the list's own addresses --------------------------------------------------------------------


def join(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Take a mail to ``-join@``: for now a circle is joined by invitation, which may reach them again."""
    if arrival.trust is Trust.PASS and arrival.address:
        joining.welcome_again(house, visit, arrival.circle, arrival.address)
    guest(house, visit, arrival)


def guest(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Say to somebody who is not a member that joining opens by invitation.

    Only to an address that its server vouches for, once a day: anything else would write to people
    whose address was forged.
    """
    if arrival.trust is not Trust.PASS or not arrival.address:
        return
    if joining.is_member(visit, arrival.circle, arrival.author):
        me = str((arrival.author or {})["id"])
        tell(house, visit, arrival, me, "mail-help", _what_works(house, visit, arrival, me))
    elif once_a_day(visit, arrival.circle, arrival.address, "guest"):
        note(
            house, visit, arrival.circle, None, arrival.address, "mail-by-invitation",
            item=f"circle:{arrival.circle['id']}", in_reply_to=arrival.ref or None,
        )  # fmt: skip


def leave(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Take a mail to ``-leave@``: at once where its author is proven, else by their own yes."""
    author, circle = arrival.author, arrival.circle
    if author is None or not joining.is_member(visit, circle, author):
        guest(house, visit, arrival)
    elif arrival.trust is Trust.PASS:
        joining.leave(house, visit, circle, author["id"])
    elif once_a_day(visit, circle, arrival.address, "leaving"):
        reply_to, links = confirmation(
            house, visit, circle, LEAVE, author["id"], visit.now + joining.CONFIRM_WITHIN
        )
        note(
            house, visit, circle, author["id"], arrival.address, "confirm-leave", links,
            item=LEAVE, reply_to=reply_to, kind="asked",
        )  # fmt: skip


def request(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Take a mail to ``-request@``: its first line, or else its subject, is what is wanted."""
    member = known(arrival)
    today = visit.now.date()
    for text in (arrival.text, arrival.mail.subject):
        line = next((line.strip() for line in text.splitlines() if line.strip()), "")
        if word := bare_word(line.lstrip("! "), Asking.NONE, today):
            return bare(house, visit, arrival, word)
        if found := _DELIVER.fullmatch(line):
            return _deliver(house, visit, arrival, member, found[1].lower())
    return guest(house, visit, arrival)


def _deliver(
    house: MailHouse, visit: Visit, arrival: Arrival, member: str | None, how: str
) -> None:
    here = membership(visit, arrival.circle, member) if member else None
    if member is None or here is None:
        return guest(house, visit, arrival)
    if how not in DELIVERIES:
        return tell(house, visit, arrival, member, "mail-deliver-how", {})
    deliver(visit, here, how)
    return tell(house, visit, arrival, member, f"mail-deliver-{how}", {})


def deliver(visit: Visit, here: Record, how: str) -> None:
    """Change what reaches a member by mail from now on."""
    visit.ledger.change(t.membership, here, delivery=how)
    if how != "off" and not here["mail"]:
        visit.ledger.change(t.membership, here, mail=True)


def owner(house: MailHouse, visit: Visit, arrival: Arrival) -> None:
    """Take a mail to ``-owner@``: each host gets its words, privately."""
    text = member_text(arrival.text)[:LONGEST_LETTER]
    if not text or arrival.trust is Trust.FAIL:
        return
    if known(arrival) is None and not posts.may_ring(visit, arrival.circle):
        posts.hold_for_hosts(visit, arrival)
        return
    author = arrival.author or {}
    name = author.get("name") or one_line(arrival.mail.from_name)
    shown = name or visit.house.wording.line("mail-outside")
    posts.tell_hosts(
        visit, arrival.circle, "mail_for_hosts", {"name": Text(shown), "text": Text(text)}
    )


def once_a_day(visit: Visit, circle: Record, address: str, kind: str) -> bool:
    """Say whether an automatic answer of this kind may go to an address now, and remember it.

    One in 24 hours (RFC 3834 §2), so that two machines cannot keep each other talking.
    """
    about = f"{kind}:{address}"[:320]
    since = micros(visit.now - joining.DAY)
    if any(row["made_at"] > since for row in visit.ledger.all(t.held, about=about)):
        return False
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="told", circle=circle["id"], about=about, body="{}",
        made_at=micros(visit.now), settled_at=micros(visit.now),
    )  # fmt: skip
    return True
