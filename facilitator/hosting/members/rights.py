"""Who may do what, read at the time of effect from what the rooms themselves say."""

import json

from facilitator.core.refusals import Refusal
from facilitator.core.scales import HOST_POWER, KEEPER_POWER, MAKEUP, Scale
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def membership(visit: Visit, circle: Record, member: str) -> Record | None:
    """Return someone's membership if they are in the circle now."""
    found = visit.ledger.one(t.membership, circle=circle["id"], member=member)
    return found if found and found["joined_at"] is not None and found["left_at"] is None else None


def is_host(visit: Visit, circle: Record, member: str) -> bool:
    """Say whether a member hosts: named by ``!hosts add``, or power 50 and more in a room of it."""
    here = membership(visit, circle, member)
    if here is None:
        return False
    return bool(here["host"]) or power(visit, circle, member) >= HOST_POWER


def is_keeper(visit: Visit, circle: Record, member: str) -> bool:
    """Say whether a member has the rooms' highest right."""
    return power(visit, circle, member) >= KEEPER_POWER


def power(visit: Visit, circle: Record, member: str) -> int:
    """Return the highest power level a member has in the circle's rooms, as last heard."""
    handles = visit.ledger.all(t.handle, member=member, medium="matrix")
    levels = [json.loads(p["levels"]) for p in visit.ledger.all(t.place, circle=circle["id"])]
    return max((int(level.get(h["address"], 0)) for level in levels for h in handles), default=0)


def need_circle(visit: Visit) -> Record:
    """Return the circle whose place this is, or say kindly that this works in a circle's room."""
    circle = visit.circle()
    if circle is None:
        raise Refusal("in-a-circle")
    return circle


def need_member(visit: Visit, circle: Record, member: str) -> Record:
    """Return the membership, or refuse kindly: this is for members of the circle."""
    found = membership(visit, circle, member)
    if found is None:
        raise Refusal("members-only")
    return found


def need_host(visit: Visit, circle: Record, member: str) -> None:
    """Refuse kindly unless the member hosts the circle."""
    if not is_host(visit, circle, member):
        raise Refusal("for-hosts")


def need_starter(visit: Visit, circle: Record, member: str) -> None:
    """Refuse kindly unless the member may start rounds and proposals here (contract §4)."""
    need_member(visit, circle, member)
    if not may_start(visit, circle, member):
        raise Refusal("for-hosts")


def may_start(visit: Visit, circle: Record, member: str) -> bool:
    """Say whether a member of the circle may start rounds and proposals in it."""
    settings = json.loads(circle["settings"])
    default = "everyone" if MAKEUP[Scale(circle["scale"])].anyone_starts else "hosts"
    return settings.get("starts", default) == "everyone" or is_host(visit, circle, member)


def may_found(visit: Visit, handle: str) -> bool:
    """Say whether someone may found circles here: by default our own homeserver's people."""
    allowed = visit.house.may_create or (visit.house.server_name,)
    server = handle.partition(":")[2]
    return handle in allowed or server in allowed


def first_host(visit: Visit, circle: Record, member: str | None = None) -> str | None:
    """Return the host whom a member may turn to: the longest in the circle, best another person."""
    rows = visit.ledger.all(t.membership, circle=circle["id"], host=True)
    here = [m for m in rows if m["left_at"] is None]
    here.sort(key=lambda m: (m["member"] == member, m["joined_at"] or 0, m["member"]))
    return str(here[0]["member"]) if here else None
