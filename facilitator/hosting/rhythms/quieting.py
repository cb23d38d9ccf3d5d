"""``!quiet`` and ``!zone``, and what they do to the dates of a circle: what changes is told."""

from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from facilitator.core.notices import Arg, At
from facilitator.core.reading import Line
from facilitator.core.rhythms import Rhythm
from facilitator.core.rhythms.course import ASK_AHEAD
from facilitator.hosting import quiet as times
from facilitator.hosting.members.rights import need_circle
from facilitator.hosting.newcomers import zones
from facilitator.hosting.rhythms import books, ringing, telling
from facilitator.hosting.rhythms.dates import coming, upcoming
from facilitator.intake import Said
from facilitator.visit import Record, Visit

AHEAD = 12
"""So many dates are compared: what changes later is told to the host a week before."""


def quiet(visit: Visit, said: Said, line: Line) -> None:
    """``!quiet``: show or set the quiet times; where dates change by it, everybody hears of them."""
    rows = books.rhythms(visit, need_circle(visit))
    before = {row["id"]: _dates(visit, row) for row in rows}
    settled = {row["id"]: _settled(visit, row) for row in rows}
    times.quiet(visit, said, line)
    for row in rows:
        _follow(visit, row, settled[row["id"]], before[row["id"]])


def zone(visit: Visit, said: Said, line: Line) -> None:
    """``!zone``: a circle's dates keep their hour, on the clock that its people live by now."""
    zones.zone(visit, said, line)
    circle = visit.circle()
    for row in books.rhythms(visit, circle) if circle else ():
        rhythm = books.rhythm_of(visit, row)
        books.keep(visit, row, replace(rhythm, sequence=rhythm.sequence + 1))


def _settled(visit: Visit, row: Record) -> Rhythm:
    """Return a rhythm without the dates that were left out and are past: they do not come back."""
    rhythm = books.rhythm_of(visit, row)
    gone = takewhile(
        lambda one: one.left_out and one.of <= visit.now, coming(rhythm, books.times_of(visit, row))
    )
    return replace(rhythm, after=max([rhythm.after, *(one.of for one in gone)]))


def _dates(visit: Visit, row: Record) -> list[datetime]:
    return upcoming(books.rhythm_of(visit, row), books.times_of(visit, row), AHEAD)


def _follow(visit: Visit, row: Record, rhythm: Rhythm, before: list[datetime]) -> None:
    """Keep the dates as they are now, and tell everybody what has become of them."""
    after = upcoming(rhythm, books.times_of(visit, row), AHEAD)
    if after == before:
        books.keep(visit, row, rhythm)
        return
    goes_on = len(after) == (AHEAD if rhythm.left is None else min(AHEAD, rhythm.left))
    gone = [at for at in before if at not in after and (not goes_on or at < after[-1])]
    changed = replace(rhythm, sequence=rhythm.sequence + 1)
    if after[:1] != before[:1]:
        changed = replace(changed, asked=changed.rotation is None, announced=False)
    soon = [at for at in gone if at - ASK_AHEAD <= visit.now]  # else the host hears it then
    books.keep(visit, row, replace(changed, quiet_told=soon[-1] if soon else rhythm.quiet_told))
    args: dict[str, Arg] = {
        "state": "none" if not goes_on else "left_out" if gone else "back",
        "place": telling.place_of(visit, row),
        "days": "more" if len(gone) > 1 else "one",
        "first": At(gone[0] if gone else visit.now),
        "last": At(gone[-1] if gone else visit.now),
    }
    telling.to_room(visit, row, "rhythm_quiet", args)
    telling.to_letters(visit, row, "rhythm_quiet", args)
    ringing.look(visit, row)
