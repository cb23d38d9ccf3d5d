"""Another day for one date: ``!every move 1 friday 17:00``; the dates before and after it stay.

``!every move 1 24 December to 22 December`` moves the date of that day, also one that quiet days leave
out. A meeting of a season has a number of its own (``seasons``).
"""

import re
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

from facilitator.core.dates import read_date
from facilitator.core.notices import Arg, At, Text
from facilitator.core.quiet import Quiet
from facilitator.core.refusals import Refusal
from facilitator.core.rhythms import Rhythm, Shifted
from facilitator.core.rhythms.beat import read_clock
from facilitator.hosting.quiet import quiet_args
from facilitator.hosting.rhythms import books, ringing, telling
from facilitator.hosting.rhythms.dates import Coming, coming
from facilitator.visit import Record, Visit

AHEAD = 20
"""So many dates ahead can be moved; what is further away can wait."""

_FROM_TO = re.compile(r"(?:(?P<of>.+?)\s+)?to\s+(?P<to>.+)", re.IGNORECASE)


def move(visit: Visit, row: Record, typed: str) -> None:
    """Hold one date on another day. Raises ``Refusal``."""
    if telling.is_season(row):
        raise Refusal("every-move-season")
    rhythm, times = books.rhythm_of(visit, row), books.times_of(visit, row)
    dates = list(islice(coming(rhythm, times), AHEAD))
    found = _FROM_TO.fullmatch(typed.strip())
    of, to = (found["of"], found["to"]) if found else (None, typed)
    at = _which(visit, dates, of, times)
    moved = named(visit, row, rhythm, to)
    _fits(visit, dates, at, moved)
    need_loud(visit, row, moved)
    _keep(visit, row, rhythm, dates[at], moved)
    args: dict[str, Arg] = {"was": At(dates[at].at), "to": At(moved)}
    telling.to_room(visit, row, "rhythm_moved", args)
    telling.to_letters(visit, row, "rhythm_moved", args)
    ringing.look(visit, row)


def _which(visit: Visit, dates: list[Coming], of: str | None, times: Quiet) -> int:
    """Return which date is meant: the next one, or that of the day named."""
    zone = ZoneInfo(times.zone)
    if of is None:
        meant = (n for n, one in enumerate(dates) if not one.left_out)
    else:
        day = _day(visit, of, zone)
        meant = (n for n, one in enumerate(dates) if one.at.astimezone(zone).date() == day)
    number = next(meant, None)
    if number is None:
        raise Refusal("every-date-none", {"named": "yes" if of else "no", "typed": Text(of or "")})
    return number


def _day(visit: Visit, text: str, zone: ZoneInfo) -> date | None:
    today = visit.now.astimezone(zone).date()
    return today if text.strip().casefold() == "today" else read_date(text, today)


def named(visit: Visit, row: Record, rhythm: Rhythm, text: str) -> datetime:
    """Return the moment that a day, and perhaps an hour, name; else the hour of the other dates.

    Raises ``Refusal``.
    """
    zone, beat = books.zone_of(visit, row), rhythm.beat
    day, _, hour = text.strip().rpartition(" ")
    clock = read_clock(hour)
    if clock is None:
        day, clock = text, (beat.hour, beat.minute)
    found = _day(visit, day, zone)
    if found is None:
        args = {"named": "yes" if text.strip() else "no", "typed": Text(text)}
        if telling.is_season(row):
            raise Refusal("season-date", args)
        raise Refusal("every-date", args)
    return datetime.combine(found, time(*clock), zone)


def need_loud(visit: Visit, row: Record, at: datetime) -> None:
    """Raise ``Refusal`` for a moment in the circle's quiet times."""
    if books.times_of(visit, row).covers(at):
        raise Refusal(
            "date-quiet", {**quiet_args(visit, books.circle_of(visit, row)), "at": At(at)}
        )


def _fits(visit: Visit, dates: list[Coming], at: int, moved: datetime) -> None:
    """Raise ``Refusal`` for a day that is over, or that would change the order of the dates."""
    before = [one.at for one in dates[:at] if not one.left_out]
    after = [one.at for one in dates[at + 1 :] if not one.left_out]
    if moved <= max([visit.now, *before]) or (after and moved >= min(after)):
        raise Refusal("every-between")


def _keep(visit: Visit, row: Record, rhythm: Rhythm, one: Coming, moved: datetime) -> None:
    others = tuple(shifted for shifted in rhythm.shifted if shifted.of != one.of)
    shifted = (*others, Shifted(one.of, moved)) if moved != one.of else others
    next_one = books.next_of(visit, row)
    changed = replace(rhythm, shifted=shifted, sequence=rhythm.sequence + 1)
    if next_one is None or one.at <= next_one:
        changed = replace(changed, announced=False)
    books.keep(visit, row, changed)
