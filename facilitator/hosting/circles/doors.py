"""Who comes and goes: our own users asked in or sent away, members joining and leaving."""

import json

from facilitator.acts import Depart, Enter, Say
from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.notices import Assistant, Notice, To
from facilitator.hosting import rehearsals
from facilitator.hosting.circles import dyad_rooms
from facilitator.hosting.members.ghosts import bring_in, take_out
from facilitator.hosting.members.rights import is_host, membership
from facilitator.hosting.practices import tables
from facilitator.hosting.rounds import member_moved
from facilitator.hosting.voice import Occasion, open_private_chat, room_reader, tell_privately
from facilitator.intake import Moved, Powers
from facilitator.store import tables as t
from facilitator.visit import Record, Visit, a_name

INVITED_PER_HOUR = 20
"""Invitations of one person that are followed in an hour: more is a mistake or a machine (S20)."""


def hear_moved(visit: Visit, moved: Moved) -> None:
    """Take a change of somebody's membership in a place."""
    if visit.house.is_ours(moved.who):
        _ours_moved(visit, moved)
    elif moved.change in ("invite", "join") and is_third(visit, moved.who):
        part_company(visit)
    elif moved.change == "invite":
        _asked_in(visit, moved)
    elif moved.change == "join":
        _came(visit, moved)
    elif moved.change in ("leave", "ban"):
        _went(visit, moved)


# -- our own -------------------------------------------------------------------------------------


def _ours_moved(visit: Visit, moved: Moved) -> None:
    """One of our own was asked in (it comes) or sent away (its job here ends)."""
    localpart = moved.who.partition(":")[0][1:]
    place = visit.place()
    if moved.change == "invite":
        # A ghost goes where its person speaks; only an assistant can be asked in.
        if localpart in set(Assistant) and visit.house.accepts(moved.by):
            _accept(visit, moved, place, localpart)
    elif moved.change in ("leave", "ban"):
        take_out(visit, place, localpart)
        if localpart == Assistant.POSTIE and visit.house.mail is not None:
            visit.house.mail.switched(visit, place, visit.member_of(moved.by)["id"], on=False)
        if localpart == Assistant.FACILITATOR:
            visit.ledger.change(t.place, place, gone=True)


def _accept(visit: Visit, moved: Moved, place: Record, localpart: str) -> None:
    refers = f"invited:{visit.member_of(moved.by, moved.name)['id']}"
    if _too_many(visit, refers):
        return
    visit.post(Enter(), place["id"], sender=localpart, refers=refers)
    bring_in(visit, place, localpart)
    if localpart == Assistant.POSTIE and visit.house.mail is not None:
        visit.house.mail.switched(visit, place, visit.member_of(moved.by)["id"], on=True)
    if localpart != Assistant.FACILITATOR:
        return
    visit.ledger.change(t.place, place, gone=False)
    if moved.locked:
        _open_readable(visit, moved, place)
    elif moved.direct and place["circle"] is None and place["part"] != SHARED:
        member = visit.member_of(moved.by, moved.name)
        _adopt(visit, place, member)
        tell_privately(visit, Notice("hello", To(MemberId(member["id"]))), Occasion(), member["id"])


def _too_many(visit: Visit, refers: str) -> bool:
    """Say whether the hour is full for one who invites, by the entries that followed so far."""
    hour_ago = micros(visit.now) - 3600 * 1_000_000
    sent = [r for r in visit.ledger.all(t.outbox, refers=refers) if r["made_at"] > hour_ago]
    now = [row for row in visit.ledger.posted if row.refers == refers]
    return len(sent) + len(now) >= INVITED_PER_HOUR


def _open_readable(visit: Visit, moved: Moved, place: Record) -> None:
    """Answer an encrypted chat with a readable one, and say so once in the old one (contract §3)."""
    phrase = visit.house.wording.phrase("locked-chat", {}, room_reader(visit, None))
    visit.post(Say(phrase.plain, phrase.html), place["id"])
    if moved.direct:
        member = visit.member_of(moved.by, moved.name)
        chat = visit.ledger.one(t.place, member=member["id"], part="private", gone=False)
        if chat is None:
            open_private_chat(visit, member["id"])
            tell_privately(
                visit, Notice("hello", To(MemberId(member["id"]))), Occasion(), member["id"]
            )


def _adopt(visit: Visit, place: Record, member: Record) -> None:
    """Make this place the member's one private chat; an earlier one is let go."""
    earlier = visit.ledger.all(t.place, member=member["id"], part="private", gone=False)
    for old in earlier:
        if old["id"] != place["id"]:
            visit.ledger.change(t.place, old, gone=True)
    visit.ledger.change(t.place, place, part="private", member=member["id"])


# -- private chats -------------------------------------------------------------------------------

SHARED = "shared"
"""The part of a place that was a private chat until somebody else could read there."""


def is_third(visit: Visit, handle: str) -> bool:
    """Say whether this is a private chat, and somebody else's than theirs."""
    place = visit.place()
    if place["part"] != "private" or visit.house.is_ours(handle):
        return False
    known = visit.ledger.one(t.handle, medium="matrix", address=handle)
    return known is None or known["member"] != place["member"]


def part_company(visit: Visit) -> None:
    """Leave a chat in which others read what is meant for one; the next private word opens another."""
    place = visit.place()
    phrase = visit.house.wording.phrase("private-chat-shared", {}, room_reader(visit, None))
    visit.post(Say(phrase.plain, phrase.html), place["id"])
    visit.post(Depart(), place["id"])
    visit.ledger.change(t.place, place, part=SHARED, member=None, gone=True)


# -- members -------------------------------------------------------------------------------------


def _came(visit: Visit, moved: Moved) -> None:
    """Someone is in a room of ours: in the rooms that make a member, they are one now."""
    member = visit.member_of(moved.who, moved.name)
    name = a_name(moved.name or "")
    if name and member["name"] != name:
        visit.ledger.change(t.member, member, name=name)
    circle, place = visit.circle(), visit.place()
    if circle is None or place["part"] == "hosts":
        return
    if rehearsals.is_stage(place):
        rehearsals.came(visit, circle, place, member)
        return
    found = visit.ledger.one(t.membership, circle=circle["id"], member=member["id"])
    if found is None and dyad_rooms.is_of_two(circle):
        return  # a third, by hand: a guest in the room of two, and no member
    comes_first = found is None or found["joined_at"] is None
    if found is None:
        visit.ledger.add(
            t.membership, circle=circle["id"], member=member["id"], chat=True,
            joined_at=micros(visit.now),
        )  # fmt: skip
        _welcome(visit, circle, place, member)
    elif found["left_at"] is not None or not found["chat"] or found["joined_at"] is None:
        visit.ledger.change(
            t.membership, found, left_at=None, chat=True, joined_at=micros(visit.now)
        )
    _tell_rounds(visit, circle, member, "joined")
    if comes_first and dyad_rooms.is_of_two(circle):
        dyad_rooms.came(visit, circle, place)


def _asked_in(visit: Visit, moved: Moved) -> None:
    """Somebody was asked into a room by hand: in a room of two both hear what that means."""
    circle, place = visit.circle(), visit.place()
    if circle is not None and dyad_rooms.is_of_two(circle) and place["part"] in LEAVING:
        dyad_rooms.asked_in(visit, circle, place, moved)


def _welcome(visit: Visit, circle: Record, place: Record, member: Record) -> None:
    """Tell a newcomer privately where they are: nobody is announced to a room by a program."""
    notice = Notice(
        "member_welcomed", To(MemberId(member["id"])), {"scale": circle["scale"]},
        shown={"member": member["id"]},
    )  # fmt: skip
    if member["id"] != circle["founder"]:
        tell_privately(visit, notice, Occasion(circle, place), member["id"])


LEAVING = {"space", "crew", "dyad"}
"""The parts of a circle whose leaving is leaving the circle."""


def _went(visit: Visit, moved: Moved) -> None:
    if visit.ledger.one(t.handle, medium="matrix", address=moved.who) is None:
        return  # nobody we know: who was forgotten is not written down for leaving
    member = visit.member_of(moved.who)
    place, circle = visit.place(), visit.circle()
    if place["part"] == "table":
        _left_table(visit, place, member)
    if place["part"] == "private" and place["member"] == member["id"]:
        visit.ledger.change(t.place, place, gone=True)
    if circle is not None and rehearsals.is_stage(place) and is_host(visit, circle, member["id"]):
        rehearsals.left(visit, circle, place)
    if circle is None or place["part"] not in LEAVING:
        return
    found = membership(visit, circle, member["id"])
    if found is None:
        dyad_rooms.stays_away(visit, circle, member["id"])
    elif found["mail"]:
        visit.ledger.change(t.membership, found, chat=False)
    else:
        dyad_rooms.leaves(visit, circle, member["id"])
        visit.ledger.change(t.membership, found, chat=False, left_at=micros(visit.now))
        _tell_rounds(visit, circle, member, "left")
        dyad_rooms.left(visit, circle)


def _left_table(visit: Visit, place: Record, member: Record) -> None:
    tables.left_room(visit, place, member["id"])


def _tell_rounds(visit: Visit, circle: Record, member: Record, change: str) -> None:
    member_moved(visit, circle, member["id"], change)


def hear_powers(visit: Visit, powers: Powers) -> None:
    """Remember a place's power levels: rights are read from what the room itself says."""
    visit.ledger.change(t.place, visit.place(), levels=json.dumps(powers.levels))
