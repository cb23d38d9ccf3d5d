"""Handing a mail to the postman: addressed, threaded, and remembered until it is answered."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from bridges.email import tokens
from bridges.email.addresses import Purpose
from bridges.email.composing import Enclosure, Letter, ListHeaders, compose, message_id
from bridges.email.house import MailHouse
from facilitator.acts import Post
from facilitator.clock import micros
from facilitator.core.notices import Arg
from facilitator.hosting.voice import Occasion, own_reader, standing
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

AFTER = timedelta(days=14)
"""How long after its item's end a token can still be used (contract §7)."""

BOUNCES = "bounce"
"""The item of the token in the envelope's sender: whose mail it was, and nothing else."""

LEAVE, OFF, NEVER = "leave", "off", "never"
"""What one click on "unsubscribe" does: leave the circle; on a mail that asks only rest; on an
invitation never be asked again."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one mail says and belongs to, before it is addressed.

    ``subject`` is without the circle's prefix. ``item`` is what an answer would be about. ``seed``
    makes the Message-ID: equal seeds, equal ids; without one it comes from the visit.
    """

    subject: str
    plain: str
    html: str
    item: str
    kind: Literal["post", "personal"] = "personal"
    notice: str | None = None
    reply_to: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    from_name: str | None = None
    version: int | None = None
    seed: str | None = None
    enclosures: tuple[Enclosure, ...] = ()


def send(
    house: MailHouse,
    visit: Visit,
    circle: Record,
    member: str | None,
    address: str,
    piece: Piece,
    refers: str | None = None,
) -> str:
    """Hand one mail for one person to the postman; return its Message-ID.

    ``member`` is None for somebody who is not a member (yet).
    """
    whose = member or f"to:{veil(house, address)}"
    seed = piece.seed or f"{visit.intake.key}/{piece.item}/{whose}/{len(visit.ledger.posted)}"
    id_ = message_id(house.lists.domain, seed, house.key)
    raw = compose(_letter(house, visit, circle, member, address, piece, id_))
    _remember(visit, circle, member, piece, id_)
    post = Post(address, _bounces(house, visit, circle, member, piece), id_, raw)
    lane = f"mail:{member or veil(house, address)}"
    visit.post(post, "", lane=lane, medium="mail", refers=(refers or piece.item)[:96])
    return id_


def note(
    house: MailHouse,
    visit: Visit,
    circle: Record,
    member: str | None,
    address: str,
    name: str,
    args: Mapping[str, Arg] | None = None,
    *,
    item: str,
    reply_to: str | None = None,
    in_reply_to: str | None = None,
    kind: str | None = None,
) -> str:
    """Write one mail in the catalogue's words ``name`` (its ``.mail`` and ``.mail-subject``)."""
    reader = own_reader(visit, member or "", circle, in_chat=False)
    given = {**standing(visit, Occasion(circle), reader, member), **(args or {})}
    wording = visit.house.wording
    phrase = wording.phrase(name, given, reader, surface="mail")
    piece = Piece(
        wording.subject(name, given, reader), phrase.plain, phrase.html, item,
        notice=f"kind={kind or name.replace('-', '_')}; circle={circle['slug']}",
        reply_to=reply_to, in_reply_to=in_reply_to,
        references=(in_reply_to,) if in_reply_to else (),
    )  # fmt: skip
    return send(house, visit, circle, member, address, piece)


def mail_address(visit: Visit, member: str) -> str | None:
    """Return the address a member reads at: the first they have confirmed."""
    rows = [
        row
        for row in visit.ledger.all(t.handle, member=member)
        if row["medium"] == "mail" and row["verified_at"] is not None
    ]
    rows.sort(key=lambda row: (row["verified_at"], row["address"]))
    return str(rows[0]["address"]) if rows else None


def page(house: MailHouse, path: str, token: str) -> str | None:
    """Return where a signed page is, if this service has pages that can be reached."""
    return f"{house.web}/{path}/{token}" if house.web else None


def confirmation(
    house: MailHouse, visit: Visit, circle: Record, item: str, member: str, until: datetime
) -> tuple[str, dict[str, Arg]]:
    """Return the address that confirms by reply, and the arguments that lead to the page."""
    token = tokens.give(house, visit, Purpose.CONFIRM, circle, item, member, until)
    link = page(house, "answer", token)
    args: dict[str, Arg] = {"link": link or "", "has_link": "yes" if link else "no"}
    return house.lists.tokened(circle["slug"], Purpose.CONFIRM, token), args


def called(visit: Visit, circle: Record) -> str:
    """Return a circle's name as mail shows it: "Garden (Riverside)"."""
    parent = visit.ledger.one(t.circle, id=circle["parent"]) if circle["parent"] else None
    return f"{circle['name']} ({parent['name']})" if parent else str(circle["name"])


def prefixed(circle: Record, subject: str) -> str:
    """Return a subject with the circle's name in front, and "Re:" before that."""
    bare = subject.removeprefix("Re: ")
    again = "Re: " if bare != subject else ""
    return f"{again}[{circle['name']}] {bare}"


def _letter(
    house: MailHouse,
    visit: Visit,
    circle: Record,
    member: str | None,
    address: str,
    piece: Piece,
    id_: str,
) -> Letter:
    reader = own_reader(visit, member or "", circle, in_chat=False)
    name = visit.ledger.one(t.member, id=member) if member else None
    footer = visit.house.wording.line(
        "mail-footer-member" if member else "mail-footer-guest", circle=circle["name"]
    )
    return Letter(
        message_id=id_,
        date=visit.now.astimezone(reader.zone),
        from_name=piece.from_name or called(visit, circle),
        from_address=house.lists.post(circle["slug"]),
        to_address=address,
        to_name=str(name["name"]) if name else None,
        subject=prefixed(circle, piece.subject),
        plain=piece.plain,
        html=piece.html,
        list=headers(house, visit, circle, member, _one_click(member, piece)),
        kind=piece.kind,
        reply_to=piece.reply_to,
        in_reply_to=piece.in_reply_to,
        references=piece.references,
        notice=piece.notice,
        footer_plain=footer,
        language=visit.house.wording.language,
        enclosures=piece.enclosures,
    )


def _one_click(member: str | None, piece: Piece) -> str:
    """Return what "unsubscribe" on a mail is about, empty where there is nothing to leave."""
    if member:
        return OFF if piece.kind == "personal" else LEAVE
    kind, _, held = piece.item.partition(":")
    return f"{NEVER}:{held}" if kind == "invite" else ""


def headers(
    house: MailHouse, visit: Visit, circle: Record, member: str | None, one_click: str
) -> ListHeaders:
    """Return the list headers of a circle, as one reader gets them."""
    slug, lists = circle["slug"], house.lists
    link, leave = None, lists.leave(slug)
    if one_click and (house.web or not member):
        until = visit.now + timedelta(days=365)
        token = tokens.give(house, visit, Purpose.CONFIRM, circle, one_click, member or "", until)
        link = page(house, "leave", token)
        if not member:
            leave = f"{lists.tokened(slug, Purpose.CONFIRM, token)}?subject=NO"
    return ListHeaders(
        name=called(visit, circle),
        list_id_host=f"{slug}.{lists.domain}",
        post=lists.post(slug),
        help=f"{lists.request(slug)}?subject=help",
        subscribe=lists.join(slug),
        unsubscribe_mailto=leave,
        owner=lists.owner(slug),
        unsubscribe_https=link,
    )


def _bounces(
    house: MailHouse, visit: Visit, circle: Record, member: str | None, piece: Piece
) -> str:
    """Return the envelope's sender, which tells whose mail came back (VERP)."""
    item = BOUNCES if member else piece.item
    until = visit.now + timedelta(days=30)
    return tokens.address(house, visit, Purpose.BOUNCE, circle, item, member or "", until)


def _remember(visit: Visit, circle: Record, member: str | None, piece: Piece, id_: str) -> None:
    """Keep what was sent, to know the answer to it and its quotes; a post is kept once for all."""
    if visit.ledger.one(t.sent_mail, message_id=id_):
        return
    visit.ledger.add(
        t.sent_mail, message_id=id_, circle=circle["id"], item=piece.item,
        member=None if piece.kind == "post" else member, plain=piece.plain,
        references=" ".join(piece.references), subject=piece.subject, version=piece.version,
        made_at=micros(visit.now),
    )  # fmt: skip


def veil(house: MailHouse, address: str) -> str:
    """Return a name for an address that does not show it."""
    return hmac.digest(house.key, b"lane " + address.encode(), sha256)[:10].hex()
