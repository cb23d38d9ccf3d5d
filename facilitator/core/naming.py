"""Names of circles: slugs of letters, digits and ``-``, one name table for the whole service."""

import re
import unicodedata

RESERVED_ENDINGS = ("join", "leave", "request", "owner", "bounces", "confirm")
"""Words of the mail addresses (contract §7): no circle may end in one."""

RESERVED_PARTS = ("space", "commons", "rounds", "welcome", "board", "hosts", "private", "self")
"""Names of rooms inside a circle: a crew of that name would take their alias."""

LONGEST = 30
"""Characters of a slug's part, so that every mail address with its token stays below 64 octets."""


def slug_of(name: str) -> str:
    """Return the slug of a name: lower case, accents dropped, everything else a single ``-``.

    Empty when nothing of the name can stand in an address.
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")


def is_reserved(slug: str) -> bool:
    """Say whether a slug would be taken for a mail word or a room of a circle."""
    return slug in RESERVED_PARTS or slug.rsplit("-", 1)[-1] in RESERVED_ENDINGS


def suggestions(slug: str, taken: frozenset[str]) -> str:
    """Return a free slug close to one that is taken."""
    for number in range(2, 1000):
        candidate = f"{slug}-{number}"
        if candidate not in taken:
            return candidate
    return f"{slug}-circle"
