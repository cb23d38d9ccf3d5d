"""In the room of two: both have come, a third is asked in by hand, one of them leaves.

What was said between two is opened to no third: for three a crew has a room of its own.
"""

from contextlib import suppress

from facilitator.clock import micros
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, People, Room, To
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, consent, poll
from facilitator.core.scales import Scale
from facilitator.hosting.forms import CONSENT, POLL
from facilitator.hosting.members.people import memberships
from facilitator.hosting.practices import sessions
from facilitator.hosting.rhythms.books import end, rhythms
from facilitator.hosting.rounds import act, rounds_of_circle
from facilitator.hosting.voice import Occasion, tell_member, tell_room
from facilitator.intake import Moved
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def is_of_two(circle: Record | None) -> bool:
    """Say whether a circle is a dyad."""
    return circle is not None and circle["scale"] == Scale.DYAD


def belongs(visit: Visit, circle: Record, member: str) -> bool:
    """Say whether somebody is one of the two, be they here, still to come, or gone."""
    return visit.ledger.one(t.membership, circle=circle["id"], member=member) is not None


# -- both are here -------------------------------------------------------------------------------


def came(visit: Visit, circle: Record, place: Record) -> None:
    """The second of the two has come in: bid both welcome."""
    here = memberships(visit, circle)
    if len(here) == 1 and _has_parted(visit, circle):
        _tell(visit, circle, place, "dyad_over")
    elif len(here) == 2:
        letters = tuple(MemberId(row["member"]) for row in here if row["mail"] and not row["chat"])
        args: dict[str, Arg] = {"by_mail": People(letters), "letters": len(letters)}
        tell_room(visit, Notice("dyad_begun", Room(), args), Occasion(circle, place))


def _has_parted(visit: Visit, circle: Record) -> bool:
    rows = visit.ledger.all(t.membership, circle=circle["id"])
    return any(row["left_at"] is not None for row in rows)


# -- a third -------------------------------------------------------------------------------------


def asked_in(visit: Visit, circle: Record, place: Record, moved: Moved) -> None:
    """Somebody was asked in by hand: if it is a third, tell both so, and send nobody away."""
    if not belongs(visit, circle, visit.member_of(moved.who, moved.name)["id"]):
        _tell(visit, circle, place, "dyad_third")


def need_no_third(circle: Record) -> None:
    """Refuse to ask a third into a dyad."""
    if is_of_two(circle):
        raise Refusal("dyad-is-two")


# -- one leaves ----------------------------------------------------------------------------------


def leaves(visit: Visit, circle: Record, member: str) -> None:
    """One of the two is about to leave: what runs ends, nothing comes back by itself.

    The other hears one line, which names nobody.
    """
    if not is_of_two(circle):
        return
    rest = [row["member"] for row in memberships(visit, circle) if row["member"] != member]
    for row in rhythms(visit, circle):
        end(visit, row)
    for row in rounds_of_circle(visit, circle):
        with suppress(Refusal):  # it has ended with the one before
            _end(visit, row, MemberId(rest[0] if rest else member))


def stays_away(visit: Visit, circle: Record, member: str) -> None:
    """One of the two said yes, and did not take up the invitation to the room after all."""
    row = visit.ledger.one(t.membership, circle=circle["id"], member=member)
    if is_of_two(circle) and row is not None and row["left_at"] is None:
        visit.ledger.change(t.membership, row, chat=False, left_at=micros(visit.now))
        left(visit, circle)


def left(visit: Visit, circle: Record) -> None:
    """One of the two has left: tell the other, in a line that names nobody."""
    if is_of_two(circle) and len(memberships(visit, circle)) == 1:
        place = visit.ledger.one(t.place, circle=circle["id"], part=circle["scale"])
        _tell(visit, circle, place, "dyad_over")


def _end(visit: Visit, row: Record, by: MemberId) -> None:
    """End what runs: a round with its letter; a proposal is decided by no one alone."""
    if row["form"] == CONSENT.name and row["session"] is None:
        act(visit, row, consent.Postpone(by, as_host=True))
        return
    if row["form"] == POLL.name:
        act(visit, row, poll.Cancel(by))
        return
    steer = sessions.steer if row["session"] else sessions.steer_whole
    steer(visit, row, commands.End(by, host=True))


def _tell(visit: Visit, circle: Record, place: Record | None, kind: str) -> None:
    """Tell those in the room there, and by mail those who are not in it."""
    here = memberships(visit, circle)
    if any(row["chat"] for row in here):
        tell_room(visit, Notice(kind, Room()), Occasion(circle, place))
    for row in here:
        if not row["chat"]:
            notice = Notice(kind, To(MemberId(row["member"])))
            tell_member(visit, notice, Occasion(circle), row["member"])
