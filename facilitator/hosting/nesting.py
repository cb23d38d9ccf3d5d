"""How circles stand in one another."""

from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def parent_of(visit: Visit, circle: Record) -> Record | None:
    """Return the circle that this one is nested in."""
    return visit.ledger.one(t.circle, id=circle["parent"]) if circle["parent"] else None
