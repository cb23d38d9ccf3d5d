"""What a decision has to do with one of another circle: handed on from there, or to there."""

from facilitator.core.notices import Arg, Text
from facilitator.core.rounds import consent as core
from facilitator.store import tables as t
from facilitator.visit import Visit


def links(visit: Visit, state: core.Decision) -> dict[str, Arg]:
    """Return where a decision came from, and where it went, for who looks at it."""
    came, went = state.came_from, state.handed_to
    return {
        "came": came.number if came else 0, "came_from": _called(visit, came),
        "went": went.number if went else 0, "went_to": _called(visit, went),
    }  # fmt: skip


def _called(visit: Visit, link: core.Link | None) -> Text:
    circle = visit.ledger.one(t.circle, id=link.circle) if link else None
    return Text(circle["name"] if circle else "")
