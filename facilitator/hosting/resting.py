"""A circle rests: nothing new begins and no clock runs, until somebody wakes it.

People may go on talking, and whoever answers what is open is heard: only time stands still.
"""

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Room, To, Who
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import need_circle, need_starter
from facilitator.hosting.pauses import RESTING, go_on, hold_up, is_still, release, starter_of
from facilitator.hosting.rounds import rounds_of_circle
from facilitator.hosting.voice import Occasion, answer, tell_member, tell_room
from facilitator.intake import Said
from facilitator.visit import Record, Visit


def is_resting(circle: Record) -> bool:
    """Say whether a circle rests as a whole."""
    return is_still(circle, RESTING)


def need_awake(circle: Record) -> None:
    """Refuse kindly to begin something while the circle rests."""
    if is_resting(circle):
        raise Refusal("circle-rests")


def rest(visit: Visit, said: Said, line: Line) -> None:
    """``!rest``: hosts, or in a small circle anybody who may begin rounds."""
    if line.rest and visit.intake.ear == "matrix":
        raise Refusal("rest-how")
    circle, by = _asked(visit, said)
    if is_resting(circle):
        answer(visit, "circle-rests-already")
        return
    hold_up(visit, circle, RESTING, by, (), tells=False)
    _tell(visit, circle, by, "circle_rests")
    hold_up(visit, circle, RESTING, by, _open(visit, circle), tells=False)


def wake(visit: Visit, said: Said, line: Line) -> None:
    """``!wake``: what stood still goes on, with all its time."""
    circle, by = _asked(visit, said)
    if not is_resting(circle):
        answer(visit, "circle-is-awake")
        return
    rows = release(visit, circle, RESTING)
    _tell(visit, circle, by, "circle_wakes", by_mail=not rows)  # else what goes on writes to them
    for row in rows:
        go_on(visit, row, by)


def begun(visit: Visit, circle: Record, row: Record) -> None:
    """The next step of a practice began while its circle rests: its clock stands still, too."""
    if is_resting(circle):
        hold_up(visit, circle, RESTING, starter_of(visit, circle, row), [row], tells=False)


def _asked(visit: Visit, said: Said) -> tuple[Record, MemberId]:
    circle, by = need_circle(visit), visit.member_of(said.by)
    need_starter(visit, circle, by["id"])
    return circle, MemberId(by["id"])


def _tell(visit: Visit, circle: Record, by: MemberId, kind: str, *, by_mail: bool = True) -> None:
    """Tell the room, and alone those who are not in it."""
    args: dict[str, Arg] = {"by": Who(by), "inviter": "named"}
    tell_room(visit, Notice(kind, Room(), args), Occasion(circle))
    mail = visit.house.mail
    for here in memberships(visit, circle) if by_mail else ():
        if mail is not None and mail.reads_mail(visit, circle, here["member"]):
            notice = Notice(kind, To(MemberId(here["member"])), args)
            tell_member(visit, notice, Occasion(circle), here["member"])


def _open(visit: Visit, circle: Record) -> list[Record]:
    return rounds_of_circle(visit, circle)
