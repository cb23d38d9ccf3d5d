"""The places of a round, as the circle is when it begins."""

from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.rounds.commands import Invited
from facilitator.hosting.members.people import memberships
from facilitator.hosting.pacing import lane_of
from facilitator.visit import Record, Visit


def seats(visit: Visit, circle: Record) -> list[Invited]:
    """Return a place for everyone in the circle: those who are away or read by mail in their time."""
    return [invited(visit, here) for here in memberships(visit, circle)]


def invited(visit: Visit, here: Record) -> Invited:
    """Return the place of one member, by their membership."""
    by_mail = bool(here["mail"]) and not here["chat"]
    lane = Lane.SLOW if by_mail else lane_of(here, visit.now)
    return Invited(MemberId(here["member"]), lane, by_mail)
