"""The Matrix faces of members whose words come from elsewhere: one each, named for a person.

A ghost's id is random (``@_fac_…``), never derived from an address; it enters a room when it first
has something to say there, so that joins come one by one (matrix.md §1.4).
"""

import secrets

from facilitator.acts import Enter
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def ghost_of(visit: Visit, member: str) -> str:
    """Return the localpart of a member's ghost; one is made when it is first needed."""
    row = visit.ledger.one(t.member, id=member)
    if row is None:
        raise LookupError("a ghost needs its member")
    if not row["ghost"]:
        visit.ledger.change(t.member, row, ghost=f"_fac_{secrets.token_hex(8)}")
    return str(row["ghost"])


def ghost_in(visit: Visit, member: str, place: Record) -> str:
    """Return the localpart of a member's ghost, in the place and called by the member's name."""
    localpart = ghost_of(visit, member)
    if not is_in(place, localpart):
        row = visit.ledger.one(t.member, id=member) or {}
        by_mail = visit.ledger.one(t.handle, member=member, medium="matrix") is None
        name = visit.house.wording.line(
            "ghost-name-mail" if by_mail else "ghost-name-letter", name=str(row.get("name", ""))
        )
        visit.post(Enter(name), place["id"], sender=localpart)
        bring_in(visit, place, localpart)
    return localpart


def is_in(place: Record, localpart: str) -> bool:
    """Say whether one of our users is in a place, as far as we asked it to be."""
    return localpart in place["assistants"].split()


def bring_in(visit: Visit, place: Record, localpart: str) -> None:
    """Write down that one of our users is in a place."""
    present = [*place["assistants"].split(), localpart]
    visit.ledger.change(t.place, place, assistants=" ".join(dict.fromkeys(present)))


def take_out(visit: Visit, place: Record, localpart: str) -> None:
    """Write down that one of our users is in a place no more."""
    rest = [name for name in place["assistants"].split() if name != localpart]
    visit.ledger.change(t.place, place, assistants=" ".join(rest))
