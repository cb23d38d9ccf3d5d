"""A circle of two in which somebody takes part by mail: their place, and the letter that says so."""

from bridges.email.house import MailHouse
from bridges.email.joining import bring_postie
from bridges.email.mailing import mail_address, note
from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Text, Who
from facilitator.hosting.members.ghosts import ghost_of
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def seat(house: MailHouse, visit: Visit, circle: Record, member: Record, other: Record) -> None:
    """Seat one of the two by mail: they have said yes, so the letter only welcomes them."""
    row = visit.ledger.one(t.membership, circle=circle["id"], member=member["id"]) or {}
    visit.ledger.change(t.membership, row, mail=True, lane="slow", joined_at=micros(visit.now))
    ghost_of(visit, member["id"])
    bring_postie(visit, circle)
    address = mail_address(visit, member["id"])
    if address:
        args: dict[str, Arg] = {
            "member": Who(MemberId(other["id"])),
            "address": Text(house.post_address(circle)),
        }
        note(
            house, visit, circle, member["id"], address, "dyad-welcome", args,
            item=f"circle:{circle['id']}", kind="member_welcomed",
        )  # fmt: skip
