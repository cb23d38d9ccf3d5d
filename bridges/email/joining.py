"""Coming to a circle by mail and leaving it: always by the person's own confirmation, at once."""

import json
from datetime import timedelta

from bridges.email.house import MailHouse
from bridges.email.mailing import confirmation, mail_address, note, veil
from facilitator.acts import Enter, Say
from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Assistant, Notice, Room, Text, Who
from facilitator.core.scales import MAKEUP, Scale
from facilitator.hosting.circles import dyad_rooms
from facilitator.hosting.members.ghosts import bring_in, ghost_of, is_in
from facilitator.hosting.members.rights import membership
from facilitator.hosting.rounds import member_moved
from facilitator.hosting.voice import Occasion, fields, room_reader
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit, a_name

WAY_BACK = timedelta(days=30)
"""How long a goodbye mail opens the door again (contract §7)."""

CONFIRM_WITHIN = timedelta(days=14)
DAY = timedelta(days=1)
MOST_A_DAY = 3
"""Confirmations one address is sent in a day, whoever asks for them."""


def home_part(circle: Record) -> str:
    """Return which room of a circle its list belongs to: where the circle talks."""
    names = [part.name for part in MAKEUP[Scale(circle["scale"])].parts]
    return "commons" if "commons" in names else names[0]


def home(visit: Visit, circle: Record) -> Record:
    """Return the room whose list the circle's address is."""
    found = visit.ledger.one(t.place, circle=circle["id"], part=home_part(circle))
    if found is None:
        raise LookupError("the circle has no home")
    return found


def is_open(visit: Visit, circle: Record) -> bool:
    """Say whether the list works: Postie is its switch (contract §3)."""
    return is_in(home(visit, circle), Assistant.POSTIE)


def is_member(visit: Visit, circle: Record, member: Record | None) -> bool:
    """Say whether somebody is in the circle now."""
    return member is not None and membership(visit, circle, member["id"]) is not None


# -- being asked ---------------------------------------------------------------------------------


def ask(
    house: MailHouse, visit: Visit, circle: Record, address: str, name: str, by: Record
) -> None:
    """Ask at an address whether its owner wants to take part; too often is not at all.

    Nobody is told which it was: the answer must not show whom we know (email.md §4).
    """
    if _asked_enough(visit, circle, address) or _takes_part(visit, circle, address):
        return
    held = _hold(visit, "invite", circle, by["id"], address, {"name": a_name(name)})
    reply_to, links = confirmation(
        house, visit, circle, f"invite:{held['id']}", "", visit.now + CONFIRM_WITHIN
    )
    args: dict[str, Arg] = {
        "by": Who(MemberId(by["id"])),
        "you": Text(a_name(name)),
        "named": "yes" if a_name(name) else "no",
    }
    item = f"invite:{held['id']}"
    note(
        house, visit, circle, None, address, "confirm-asked", {**args, **links}, item=item,
        reply_to=reply_to,
    )  # fmt: skip


def ask_link(house: MailHouse, visit: Visit, circle: Record, address: str, by: Record) -> None:
    """Ask at an address whether it belongs to a member: it works when that is confirmed there."""
    if _asked_enough(visit, circle, address):
        return
    held = _hold(visit, "link", circle, by["id"], address, {})
    reply_to, links = confirmation(
        house, visit, circle, f"link:{held['id']}", "", visit.now + CONFIRM_WITHIN
    )
    note(
        house, visit, circle, None, address, "confirm-link",
        {"by": Who(MemberId(by["id"])), **links}, item=f"link:{held['id']}", reply_to=reply_to,
    )  # fmt: skip


def _asked_enough(visit: Visit, circle: Record, address: str) -> bool:
    """Say whether the limits are reached: one a day for each list, three in all."""
    since = micros(visit.now - DAY)
    recent = [
        row
        for row in visit.ledger.all(t.held, about=address)
        if row["made_at"] > since and row["kind"] in ("invite", "link")
    ]
    return len(recent) >= MOST_A_DAY or any(row["circle"] == circle["id"] for row in recent)


def _takes_part(visit: Visit, circle: Record, address: str) -> bool:
    handle = visit.ledger.one(t.handle, medium="mail", address=address)
    here = membership(visit, circle, handle["member"]) if handle else None
    return bool(here and here["mail"])


def _hold(
    visit: Visit, kind: str, circle: Record, member: str, about: str, body: dict[str, str]
) -> Record:
    return visit.ledger.add(
        t.held, id=new_id("hld"), kind=kind, circle=circle["id"], member=member, about=about,
        body=json.dumps(body), made_at=micros(visit.now),
    )  # fmt: skip


# -- coming --------------------------------------------------------------------------------------


def invited(house: MailHouse, visit: Visit, held: Record, choice: str, name: str) -> None:
    """Take the answer to an invitation: whoever confirms is a member from this moment."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    if held["settled_at"] is not None or circle is None:
        return
    visit.ledger.change(t.held, held, settled_at=micros(visit.now))
    if choice not in ("yes", "add"):  # "yes, add me" is a yes
        _remember_no(house, visit, circle, held["about"])
        return
    known = json.loads(held["body"])["name"] or a_name(name)
    member = _member_at(visit, held["about"], known)
    come(house, visit, circle, member, held["member"])


def never(house: MailHouse, visit: Visit, held: Record) -> None:
    """Take "unsubscribe" on an invitation: a no for good. Whoever came after all only rests."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    handle = visit.ledger.one(t.handle, medium="mail", address=held["about"])
    if held["settled_at"] is None:
        invited(house, visit, held, "no", "")
    elif circle is not None and handle is not None:
        rest(house, visit, circle, handle["member"])


def declined(house: MailHouse, visit: Visit, circle: Record, address: str) -> bool:
    """Say whether an address asked not to be invited to this circle again."""
    return _no(house, visit, circle, address) is not None


def welcome_again(house: MailHouse, visit: Visit, circle: Record, address: str) -> None:
    """Forget an address's no: its owner has written that they would like to come."""
    if said := _no(house, visit, circle, address):
        visit.ledger.change(t.held, said, about="")


def _remember_no(house: MailHouse, visit: Visit, circle: Record, address: str) -> None:
    """Keep that an address said no; veiled, since only its return is to be known."""
    visit.ledger.add(
        t.held, id=new_id("hld"), kind="no", circle=circle["id"], about=_veiled(house, address),
        body="{}", made_at=micros(visit.now), settled_at=micros(visit.now),
    )  # fmt: skip


def _no(house: MailHouse, visit: Visit, circle: Record, address: str) -> Record | None:
    return visit.ledger.one(t.held, kind="no", circle=circle["id"], about=_veiled(house, address))


def _veiled(house: MailHouse, address: str) -> str:
    return f"no:{veil(house, address)}"


def _member_at(visit: Visit, address: str, name: str) -> Record:
    unnamed = visit.house.wording.line("mail-unnamed")
    member = visit.member_of(address, name or unnamed, "mail")
    handle = visit.ledger.one(t.handle, medium="mail", address=address) or {}
    if handle.get("verified_at") is None:
        visit.ledger.change(t.handle, handle, verified_at=micros(visit.now))
    return member


def come(
    house: MailHouse, visit: Visit, circle: Record, member: Record, by: str | None = None
) -> None:
    """Make somebody a member who takes part by mail, bring Postie, and bid them welcome."""
    found = visit.ledger.one(t.membership, circle=circle["id"], member=member["id"])
    now = micros(visit.now)
    fresh = {"mail": True, "delivery": "each", "left_at": None, "away_until": None}
    is_new = found is None or found["left_at"] is not None or found["joined_at"] is None
    if found is None:
        visit.ledger.add(
            t.membership, circle=circle["id"], member=member["id"], lane="slow", chat=False,
            invited_by=by, joined_at=now, **fresh,
        )  # fmt: skip
    elif is_new:
        visit.ledger.change(t.membership, found, lane="slow", chat=False, joined_at=now, **fresh)
    else:
        visit.ledger.change(t.membership, found, **fresh)
    ghost_of(visit, member["id"])
    bring_postie(visit, circle)
    if is_new:
        _announce(visit, circle, member)
        member_moved(visit, circle, member["id"], "joined")
    _welcome(house, visit, circle, member)


def bring_postie(visit: Visit, circle: Record) -> None:
    """Let Postie in with the first member by mail (contract §3)."""
    place = home(visit, circle)
    if not is_in(place, Assistant.POSTIE):
        visit.post(Enter(), place["id"], sender=Assistant.POSTIE)
        bring_in(visit, place, Assistant.POSTIE)


def _announce(visit: Visit, circle: Record, member: Record) -> None:
    """Say in the room that somebody reads along by mail now: who can read must be known."""
    who = MemberId(member["id"])
    phrase = visit.house.wording.phrase(
        "mail-member-came", {"member": Who(who)}, room_reader(visit, circle)
    )
    shown = Notice("member_welcomed", Room(), shown={"member": who})
    say = Say(phrase.plain, phrase.html, fields=fields(visit, shown, Occasion(circle)))
    visit.post(say, home(visit, circle)["id"], sender=Assistant.POSTIE)


def _welcome(house: MailHouse, visit: Visit, circle: Record, member: Record) -> None:
    address = mail_address(visit, member["id"])
    if address:
        note(
            house, visit, circle, member["id"], address, "mail-welcome",
            {"address": Text(house.post_address(circle)), "scale": circle["scale"]},
            item=f"circle:{circle['id']}", kind="member_welcomed",
        )  # fmt: skip


def linked(house: MailHouse, visit: Visit, held: Record, choice: str) -> None:
    """Take the answer to a link: from now on mail from this address is that member's."""
    circle = visit.ledger.one(t.circle, id=held["circle"])
    if held["settled_at"] is not None or circle is None:
        return
    visit.ledger.change(t.held, held, settled_at=micros(visit.now))
    if choice != "yes":
        return
    member, address = held["member"], held["about"]
    handle = visit.ledger.one(t.handle, medium="mail", address=address)
    if handle is not None and handle["member"] != member:
        # Merging two members is a later matter: kept apart rather than guessed (design §3).
        note(house, visit, circle, None, address, "link-taken", item=f"circle:{circle['id']}")
        return
    if handle is None:
        visit.ledger.add(
            t.handle, medium="mail", address=address, member=member, verified_at=micros(visit.now)
        )
    note(
        house, visit, circle, member, address, "link-made", item=f"circle:{circle['id']}",
    )  # fmt: skip


# -- leaving -------------------------------------------------------------------------------------


def leave(house: MailHouse, visit: Visit, circle: Record, member: str) -> None:
    """Take a member off the list at once, and say goodbye with a way back."""
    here = membership(visit, circle, member)
    if here is None or not here["mail"]:
        return
    if here["chat"]:
        visit.ledger.change(t.membership, here, mail=False)
    else:
        dyad_rooms.leaves(visit, circle, member)
        visit.ledger.change(t.membership, here, mail=False, left_at=micros(visit.now))
        member_moved(visit, circle, member, "left")
        dyad_rooms.left(visit, circle)
    _goodbye(house, visit, circle, member, "mail-goodbye")


def rest(house: MailHouse, visit: Visit, circle: Record, member: str) -> None:
    """Stop all mail to a member and keep their place in the circle (one click on a mail that asks)."""
    from bridges.email.absence import away

    here = membership(visit, circle, member)
    if here is None or here["delivery"] == "off":
        return
    visit.ledger.change(t.membership, here, delivery="off")
    away(visit, member, visit.now + WAY_BACK, (here,))
    _goodbye(house, visit, circle, member, "mail-resting")


def _goodbye(house: MailHouse, visit: Visit, circle: Record, member: str, name: str) -> None:
    address = mail_address(visit, member)
    if address is None:
        return
    item = f"return:{circle['id']}"
    reply_to, links = confirmation(house, visit, circle, item, member, visit.now + WAY_BACK)
    note(house, visit, circle, member, address, name, links, item=item, reply_to=reply_to)


def returned(house: MailHouse, visit: Visit, circle: Record, member: str, choice: str) -> None:
    """Come back by the goodbye mail's way, or leave altogether after all."""
    row = visit.ledger.one(t.member, id=member)
    if choice == "yes" and row is not None:
        from bridges.email.absence import back

        come(house, visit, circle, row)
        back(visit, member)
    elif choice == "leave":
        leave(house, visit, circle, member)
