"""Founding a circle of two, once both want it: its name, its room, both as hosts (contract §2)."""

import json
from collections.abc import Iterable

from facilitator.acts import MakeRoom
from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.naming import is_reserved, slug_of, suggestions
from facilitator.core.notices import Arg, Assistant, Notice, Text, To
from facilitator.core.scales import KEEPER_POWER, MAKEUP, Scale
from facilitator.hosting.circles.circles import alias_of
from facilitator.hosting.circles.dyad_rooms import is_of_two
from facilitator.hosting.members.rights import membership
from facilitator.hosting.voice import Occasion, chat_handle, tell_privately
from facilitator.intake import RoomMade
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit, a_name

OUR_PART = MAKEUP[Scale.DYAD].parts[0]
"""The one room of a dyad."""

BY_LOT = "by_lot"
"""The setting of a circle whose two were drawn together: neither had asked the other."""


def between(visit: Visit, one: str, other: str) -> Record | None:
    """Return the dyad of two people, if both still belong to it."""
    mine = {row["circle"] for row in visit.ledger.all(t.membership, member=one, left_at=None)}
    for row in visit.ledger.all(t.membership, member=other, left_at=None):
        circle = visit.ledger.one(t.circle, id=row["circle"]) if row["circle"] in mine else None
        if is_of_two(circle):
            return circle
    return None


def couples(visit: Visit, members: Iterable[MemberId], *, ended: bool) -> set[frozenset[MemberId]]:
    """Return who of these have a circle of two together; with ``ended``, also who once had one."""
    seats: dict[str, set[MemberId]] = {}
    for member in members:
        for row in visit.ledger.all(t.membership, member=member):
            if ended or row["left_at"] is None:
                seats.setdefault(row["circle"], set()).add(member)
    return {
        frozenset(two)
        for circle, two in seats.items()
        if len(two) == 2 and is_of_two(visit.ledger.one(t.circle, id=circle))
    }


def found(
    visit: Visit, one: str, other: str, common: Record | None, *, by_lot: bool = False
) -> None:
    """Write the circle of two down, let its room be made, and seat both as its hosts.

    ``one`` had asked for it, unless they were drawn ``by_lot``.
    """
    both = [visit.ledger.one(t.member, id=member) or {} for member in (one, other)]
    names = {"first": both[0]["name"], "second": both[1]["name"]}
    name = a_name(visit.house.wording.line("dyad-name", **names))
    circle = visit.ledger.add(
        t.circle, id=new_id("cir"), slug=_free_slug(visit, name), name=name,
        scale=Scale.DYAD.value, zone=common["zone"] if common else visit.house.zone.key,
        founder=one, settings=json.dumps({BY_LOT: True} if by_lot else {}),
        made_at=micros(visit.now),
    )  # fmt: skip
    place = visit.ledger.add(
        t.place, id=new_id("plc"), circle=circle["id"], part=OUR_PART.name,
        made_at=micros(visit.now),
    )  # fmt: skip
    by_mail = [member for member in both if is_by_mail(visit, common, member)]
    _make(visit, circle, place, [member for member in both if member not in by_mail])
    for member in both:
        visit.ledger.add(
            t.membership, circle=circle["id"], member=member["id"], host=True,
            chat=member not in by_mail,
        )  # fmt: skip
    for member in by_mail:
        partner = both[1] if member is both[0] else both[0]
        visit.house.mail.seat(visit, circle, member, partner)


def _free_slug(visit: Visit, name: str) -> str:
    """Return a slug in the one name table of the service; a dyad never hears that one is taken."""
    slug = slug_of(name)
    if not slug or is_reserved(slug):
        slug = "dyad"
    taken = frozenset(c["slug"] for c in visit.ledger.all(t.circle))
    return suggestions(slug, taken) if slug in taken else slug


def _make(visit: Visit, circle: Record, place: Record, in_chat: list[Record]) -> None:
    """Let the room be made: in no space, by invitation, both with its highest right."""
    handles = [handle for one in in_chat if (handle := chat_handle(visit, one["id"]))]
    powers = dict.fromkeys(handles, KEEPER_POWER)
    levels, ours = json.dumps(powers), Assistant.FACILITATOR.value
    visit.ledger.change(t.place, place, levels=levels, assistants=ours)
    visit.post(
        MakeRoom(
            circle["name"],
            alias_of(circle, None, OUR_PART.name),
            topic=visit.house.wording.line("topic-dyad"),
            join=OUR_PART.join,
            history=OUR_PART.history,
            powers=powers,
            invite=handles,
        ),
        place["id"],
    )


def is_by_mail(visit: Visit, common: Record | None, member: Record) -> bool:
    """Say whether mail is how somebody takes part: as in the circle both are in, else anywhere."""
    mail = visit.house.mail
    here = membership(visit, common, member["id"]) if common else None
    return mail is not None and mail.reads_mail(visit, common if here else None, member["id"])


def room_made(visit: Visit, made: RoomMade) -> None:
    """The room is there: tell whoever asked for it in chat, or both if it was the lot."""
    place = visit.ledger.one(t.place, id=made.place)
    circle = visit.ledger.one(t.circle, id=place["circle"]) if place and place["circle"] else None
    if place is None or circle is None or place["part"] != OUR_PART.name:
        return
    by_lot = BY_LOT in json.loads(circle["settings"])
    for row in visit.ledger.all(t.membership, circle=circle["id"]):
        to_come = row["chat"] and row["joined_at"] is None
        if to_come and (by_lot or row["member"] == circle["founder"]):
            me, args = MemberId(row["member"]), way_to(visit, circle)
            notice = Notice("circle_created", To(me), {"scale": Scale.DYAD.value, **args})
            tell_privately(visit, notice, Occasion(circle), me)


def way_to(visit: Visit, circle: Record) -> dict[str, Arg]:
    """Return the way to a dyad: its room, or its list for those who write by mail."""
    place = visit.ledger.one(t.place, circle=circle["id"], part=OUR_PART.name) or {}
    if visit.intake.ear == "mail" and visit.house.mail is not None:
        return {"link": Text(visit.house.mail.post_address(circle))}
    server = visit.house.server_name
    return {"link": Text(f"https://matrix.to/#/{place.get('address') or ''}?via={server}")}
