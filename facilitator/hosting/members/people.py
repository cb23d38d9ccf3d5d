"""Who is meant: mentions, Matrix ids, names (contract §4 "People")."""

import re
from html import unescape

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

# Bounded, so that no crafted message makes it slow: an id has 255 bytes at most.
_PILL = re.compile(
    r'<a\s{1,9}href="https://matrix\.to/#/(@[^"?]{1,255})(?:\?[^"]{0,255})?">(.{0,500}?)</a>',
    re.IGNORECASE,
)
_ID = re.compile(r"@[A-Za-z0-9._=/+-]+(?::[A-Za-z0-9.-]+(?::\d+)?)?")

PLAYED = "rehearsal~"
"""How the circle of a rehearsal is named: no list of ours and no name of a circle has this sign."""


def is_played(circle: Record) -> bool:
    """Say whether the people of a circle are played: it is a rehearsal's."""
    return str(circle["slug"]).startswith(PLAYED)


def take_people(visit: Visit, said: Said, text: str) -> tuple[list[str], str]:
    """Return the Matrix ids named in ``text``, in order, and the text without them.

    Mentions count wherever they stand: clients write them as display names and say in the rich
    text or in ``m.mentions`` whom they mean.
    """
    found: list[str] = []
    for handle, shown in _PILL.findall(said.html or ""):
        name = unescape(re.sub(r"<[^>]+>", "", shown))
        if name in text or handle in text:
            found.append(unescape(handle))
            text = text.replace(handle, " ", 1).replace(name, " ", 1)
    home = visit.house.server_name
    found += [match if ":" in match else f"{match}:{home}" for match in _ID.findall(text)]
    text = _ID.sub(" ", text)
    found += [mention for mention in said.mentions if mention not in found]
    house = visit.house
    people = [one for one in dict.fromkeys(found) if house.is_ghost(one) or not house.is_ours(one)]
    return people, re.sub(r"\s*,\s*(?=,|$)|^\s*,\s*|[ \t]{2,}", " ", text).strip(" ,")


def one_member(visit: Visit, said: Said, text: str, circle: Record) -> Record:
    """Return the one member of the circle that ``text`` names.

    Raises ``Refusal`` when nobody, somebody outside, or more than one is named.
    """
    handles, rest = take_people(visit, said, text)
    members = circle_members(visit, circle)
    if handles:
        meant = [m for m in members if _has_handle(visit, m, handles[0])]
        meant = meant or _called(members, handles[0])
    else:
        meant = [m for m in members if m["name"].casefold() == rest.casefold()]
    if len(meant) == 1:
        return meant[0]
    if not handles and not rest:
        raise Refusal("who-is-missing")
    if len(meant) > 1:
        raise Refusal("who-is-several", {"name": Text(rest)})
    raise Refusal("who-is-unknown", {"name": Text(rest or handles[0])})


def _called(members: list[Record], handle: str) -> list[Record]:
    """Return the members called as a handle's local part: ``@cy`` for Cy, who has no Matrix id."""
    name = handle[1:].partition(":")[0].casefold()
    return [m for m in members if m["name"].casefold() == name]


def _has_handle(visit: Visit, member: Record, handle: str) -> bool:
    return bool(whose(visit, handle) == member["id"])


def whose(visit: Visit, handle: str) -> str | None:
    """Return the member a Matrix id belongs to: their own, or under which they are seen in rooms."""
    if visit.house.is_ghost(handle):
        found = visit.ledger.one(t.member, ghost=handle[1:].partition(":")[0])
        return found["id"] if found else None
    known = visit.ledger.one(t.handle, medium="matrix", address=handle)
    return known["member"] if known else None


def memberships(visit: Visit, circle: Record) -> list[Record]:
    """Return the memberships of everyone who is in the circle now, in order of joining."""
    rows = visit.ledger.all(t.membership, circle=circle["id"])
    here = [m for m in rows if m["left_at"] is None and m["joined_at"] is not None]
    return sorted(here, key=lambda m: (m["joined_at"], m["member"]))


def circle_members(visit: Visit, circle: Record) -> list[Record]:
    """Return the members of a circle, in order of joining."""
    found = [visit.ledger.one(t.member, id=m["member"]) for m in memberships(visit, circle)]
    return [member for member in found if member]
