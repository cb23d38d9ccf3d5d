"""Who comes and goes: our own users asked in or sent away, members joining and leaving."""

from facilitator.acts import Enter
from facilitator.intake import Moved
from facilitator.visit import Visit


def hear_moved(visit: Visit, moved: Moved) -> None:
    """Take a change of somebody's membership in a place."""
    if visit.house.is_ours(moved.who):
        ours_moved(visit, moved)


def ours_moved(visit: Visit, moved: Moved) -> None:
    """One of our own was asked in (it comes) or sent away (its job here ends)."""
    if moved.change == "invite":
        localpart = moved.who.partition(":")[0][1:]
        visit.post(Enter(), visit.place()["id"], sender=localpart)
