"""A mail that has come in, read once: whose it is, about what, how sure, and its new words."""

import re
from datetime import date
from zoneinfo import ZoneInfo

from bridges.email import tokens
from bridges.email.addresses import Addressed, Purpose, Role, normalise
from bridges.email.house import Arrival, MailHouse
from bridges.email.mailing import called
from bridges.email.parsing import Mail, read_mail
from bridges.email.replies import new_words, words_below
from bridges.email.trust import trust_of
from facilitator.hosting.voice import circle_zone
from facilitator.intake import Mailed
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_TOKEN = re.compile(r"(?<![a-z0-9])([rtvc])\.([a-z2-7]{26})(?![a-z2-7])", re.IGNORECASE)
"""A token in a subject: where a ``mailto:`` link cannot put it into the address (contract §7)."""


def read(house: MailHouse, visit: Visit, mailed: Mailed) -> Arrival | None:
    """Return what is known of a mail, or None for one to a circle that is gone."""
    addressed, circle = where(house, visit, mailed)
    if addressed is None or circle is None:
        return None
    return known_of(house, visit, mailed, read_mail(mailed.raw), addressed, circle)


def where(house: MailHouse, visit: Visit, mailed: Mailed) -> tuple[Addressed | None, Record | None]:
    """Return what of ours a mail is addressed to, and the circle."""
    addressed = house.lists.parse(mailed.recipient)
    circle = visit.ledger.one(t.circle, slug=addressed.slug) if addressed else None
    return addressed, circle


def known_of(
    house: MailHouse, visit: Visit, mailed: Mailed, mail: Mail, addressed: Addressed, circle: Record
) -> Arrival:
    """Return a mail with all that is known of whom and what it concerns."""
    addressed = _from_subject(mail, addressed)
    token = tokens.proven(house, visit, addressed, circle) if addressed.token else None
    address, author = author_of(visit, mail)
    parent = _parent(visit, mail, circle)
    whose = token["member"] if token else author["id"] if author else None
    return Arrival(
        mailed=mailed,
        mail=mail,
        addressed=addressed,
        circle=circle,
        address=address,
        author=author,
        trust=trust_of(mail, mailed.peer_trusted, house.authserv_id, house.assume_trusted),
        token=token,
        parent=parent,
        text=_words(house, visit, mail, circle, token, parent, whose),
    )


def _from_subject(mail: Mail, addressed: Addressed) -> Addressed:
    if addressed.role is not Role.POST or not (found := _TOKEN.search(mail.subject)):
        return addressed
    return Addressed(addressed.slug, Purpose(found[1].lower()), found[2].lower())


def author_of(visit: Visit, mail: Mail) -> tuple[str, Record | None]:
    """Return the author's address, and the member who holds it if it is verified."""
    try:
        address = normalise(mail.from_address or "")
    except ValueError:
        return "", None
    handle = visit.ledger.one(t.handle, medium="mail", address=address)
    if handle is None or handle["verified_at"] is None:
        return address, None
    return address, visit.ledger.one(t.member, id=handle["member"])


def _parent(visit: Visit, mail: Mail, circle: Record) -> Record | None:
    """Return the mail of ours that this one answers, the nearest first."""
    named = [mail.in_reply_to, *mail.references]
    for ref in dict.fromkeys(ref for ref in named if ref):
        ours = visit.ledger.one(t.sent_mail, message_id=ref)
        if ours is not None and ours["circle"] == circle["id"]:
            return ours
    return None


def _words(
    house: MailHouse,
    visit: Visit,
    mail: Mail,
    circle: Record,
    token: Record | None,
    parent: Record | None,
    whose: str | None,
) -> str:
    """Return the new words: without what we had written to this member about the item."""
    sent = _sent(visit, token, parent, whose)
    names = [called(visit, circle), circle["name"]]
    return new_words(mail.text, sent, names, [house.lists.post(circle["slug"])]).text


def pieces(house: MailHouse, visit: Visit, arrival: Arrival) -> list[tuple[str, str]]:
    """Return the new words of a mail piece by piece, each with what it quotes right above."""
    circle, token, author = arrival.circle, arrival.token, arrival.author
    whose = token["member"] if token else author["id"] if author else None
    sent = _sent(visit, token, arrival.parent, whose)
    names = [called(visit, circle), circle["name"]]
    return words_below(arrival.mail.text, sent, names, [house.lists.post(circle["slug"])])


def _sent(
    visit: Visit, token: Record | None, parent: Record | None, whose: str | None
) -> list[str]:
    """Return what we had written to this member about what a mail answers."""
    items = {row["item"] for row in (token, parent) if row is not None}
    readers = (whose, None) if whose else ()  # a post is kept once, for all its readers
    ours = [
        mail
        for item in sorted(items)
        for reader in readers
        for mail in visit.ledger.all(t.sent_mail, item=item, member=reader)
    ]
    rows = {row["message_id"]: row for row in [*ours, *([parent] if parent else [])]}
    return [row["plain"] for row in rows.values() if row["plain"]]


def today(visit: Visit, member: Record | None, circle: Record) -> date:
    """Return the day it is where the member lives, else where the circle does."""
    own = member["zone"] if member else None
    return visit.now.astimezone(ZoneInfo(own) if own else circle_zone(visit, circle)).date()
