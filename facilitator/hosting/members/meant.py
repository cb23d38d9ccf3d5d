"""Who is meant by a name, an id or an address, where no one circle says so."""

import re
from collections.abc import Iterator

from facilitator.acts import Remove
from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.hosting.members.people import circle_members, is_played, take_people, whose
from facilitator.hosting.members.rights import is_host, membership
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_ADDRESS = re.compile(r"(?<![\w.@])([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+)(?![\w@])")


def circles_of(visit: Visit, member: str) -> Iterator[Record]:
    """Give the circles a member is in, the one spoken in first; rehearsals are none."""
    here = visit.circle()
    rows = visit.ledger.all(t.membership, member=member)
    found = [visit.ledger.one(t.circle, id=row["circle"]) for row in rows]
    mine = [c for c in found if c is not None and not is_played(c)]
    for circle in sorted(mine, key=lambda c: (c["id"] != (here or {}).get("id"), c["id"])):
        if membership(visit, circle, member):
            yield circle


def address_in(text: str) -> str | None:
    """Return the mail address in a line, if there is one."""
    found = _ADDRESS.search(text)
    return found[1].casefold() if found else None


def member_at(visit: Visit, said: Said, by: Record, address: str) -> Record:
    """Return the member who reads at an address: for those who host a circle of theirs.

    A line that shows an address is taken out of a room at once. Whom we know nowhere else is not
    told: one answer for all that cannot be. Raises ``Refusal``.
    """
    if visit.intake.ear == "matrix" and visit.place()["part"] != "private":
        reason = visit.house.wording.line("mail-line-removed")
        visit.post(Remove(reason), visit.place()["id"], target_ref=said.ref)
    handle = visit.ledger.one(t.handle, medium="mail", address=address)
    if handle is not None and handle["verified_at"] is not None:
        for circle in circles_of(visit, by["id"]):
            theirs = membership(visit, circle, handle["member"])
            if theirs and is_host(visit, circle, by["id"]):
                return visit.ledger.one(t.member, id=handle["member"]) or {}
    raise Refusal("address-unknown")


def meant(visit: Visit, said: Said, by: Record, text: str) -> Record:
    """Return the one person a line names: by mention, id, or the name they have in a common circle.

    Raises ``Refusal`` when nobody, somebody unknown, or more than one is named.
    """
    handles, rest = take_people(visit, said, text)
    if len(handles) > 1:
        raise Refusal("one-person-please")
    if handles:
        return _with_handle(visit, said, by, handles[0])
    if not (name := rest.strip(" .,")):
        raise Refusal("who-is-missing")
    return _called(visit, by, name)


def _with_handle(visit: Visit, said: Said, by: Record, handle: str) -> Record:
    """Return who has a Matrix id; ``@cy`` is also Cy, who has none."""
    if visit.house.is_ghost(handle) and (member := whose(visit, handle)):
        return visit.ledger.one(t.member, id=member) or {}
    if visit.ledger.one(t.handle, medium="matrix", address=handle) is None:
        name = handle[1:].partition(":")[0]
        if _all_called(visit, by, name) or not _is_written_out(said, handle):
            return _called(visit, by, name)
        if not visit.house.accepts(handle):
            raise Refusal("nobody-known", {"name": Text(handle)})
    return visit.member_of(handle)


def _is_written_out(said: Said, handle: str) -> bool:
    return handle in said.mentions or handle in said.body or handle in (said.html or "")


def _called(visit: Visit, by: Record, name: str) -> Record:
    """Return who is called so in the circle spoken in, else in any circle of the speaker's."""
    here = visit.circle()
    found = _all_called(visit, by, name)
    nearest = [m for m in found if here and membership(visit, here, m["id"])] or found
    if len(nearest) > 1:
        raise Refusal("who-is-several", {"name": Text(name)})
    if not nearest:
        raise Refusal("nobody-known", {"name": Text(name)})
    return nearest[0]


def _all_called(visit: Visit, by: Record, name: str) -> list[Record]:
    """Return everybody of that name in the circles that the speaker is in."""
    found = {
        member["id"]: member
        for circle in circles_of(visit, by["id"])
        for member in circle_members(visit, circle)
        if member["name"].casefold() == name.casefold()
    }
    return list(found.values())
