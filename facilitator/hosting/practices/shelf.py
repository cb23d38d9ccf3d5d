"""Which formats a circle has: its own, those of the circles around it, the house's."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from facilitator.core.formats.format import Above, Format
from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.session import parted
from facilitator.core.scales import Scale
from facilitator.hosting.nesting import parent_of
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


@dataclass(frozen=True, slots=True)
class Kept:
    """A format on the shelf of a circle, and the circle that wrote it (None: it is the house's)."""

    format: Format
    circle: Record | None = None


@cache
def library() -> dict[str, Format]:
    """Return the formats that come with the program, resolved, by name. Read once."""
    from facilitator.formats.library import Library  # what reads files strictly is slow to load
    from facilitator.formats.resolving import resolve

    written = Library.shipped()
    return {name: resolve(written.written(name), written) for name in written.names()}


def shelf(visit: Visit, circle: Record | None) -> dict[str, Kept]:
    """Return a circle's formats by name; what was written nearer to it wins."""
    found = {name: Kept(one) for name, one in {**library(), **visit.house.formats}.items()}
    for above in reversed(around(visit, circle)):
        for row in visit.ledger.all(t.format_, circle=above["id"]):
            found[row["name"]] = Kept(visit.house.states.read(Format, row["resolved"]), above)
    return dict(sorted(found.items()))


def around(visit: Visit, circle: Record | None) -> list[Record]:
    """Return a circle and those it is nested in, the nearest first."""
    found: list[Record] = []
    while circle is not None and circle not in found:
        found.append(circle)
        circle = parent_of(visit, circle)
    return found


def named(visit: Visit, word: str) -> Format | None:
    """Return the format somebody means here: ``check_in``, ``check-in``, ``Check-in`` or ``checkin``."""
    kept = meant(shelf(visit, visit.circle()), word)
    return kept.format if kept else None


def unknown(visit: Visit, word: str) -> Refusal:
    """Return the refusal of a name that no format here has, with the nearest that one has."""
    near = get_close_matches(word.casefold(), list(shelf(visit, visit.circle())), n=1, cutoff=0.5)
    if near:
        return Refusal("format-unknown-near", {"typed": Text(word), "meant": Text(near[0])})
    return Refusal("format-unknown", {"typed": Text(word)})


def meant(kept: dict[str, Kept], word: str) -> Kept | None:
    """Return the one of these formats that a word means."""
    return {squashed(name): one for name, one in kept.items()}.get(squashed(word))


def squashed(word: str) -> str:
    """Return a name as far as it is heard: without capitals, dashes and underscores."""
    return re.sub(r"[^a-z0-9]", "", word.casefold())


def fits(format_: Format, scale: Scale, people: int) -> bool:
    """Say whether a format can be held by so many people in a circle of this scale."""
    size = format_.size
    together = size.least <= people and (people <= size.most or size.above is Above.OPEN)
    return scale in format_.scales and (together or parted(format_, people) is not None)
