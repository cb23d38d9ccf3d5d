"""Quiet times of a circle: hosts set them, and every clock of ours respects them.

They are data of the circle. Each round is given them when it begins, so that its printed ends are
right from the beginning; and no alarm of days rings in quiet time, also where the circle became
quiet only later. What people themselves do is answered at once, always.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from facilitator.core.notices import Arg, At, Text
from facilitator.core.quiet import Days, Night, Quiet
from facilitator.core.quiet_reading import read_quiet, still_to_come, with_time, without
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.hosting.members.rights import need_circle, need_host
from facilitator.hosting.voice import answer, room_reader
from facilitator.intake import Said
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

if TYPE_CHECKING:
    from facilitator.hosting.forms import Form

QUIET = "quiet"
"""The circle's setting that holds its quiet times."""


def quiet_times(circle: Record) -> Quiet:
    """Return when a circle is quiet, in its zone."""
    kept = json.loads(circle["settings"]).get(QUIET) if QUIET in circle["settings"] else None
    return replace(codecs.read(Quiet, kept) if kept else Quiet(), zone=circle["zone"])


def in_quiet_times(begin: Any, circle: Record) -> Any:
    """Return what begins a round, or its settings, with the quiet times of its circle."""
    if hasattr(begin, "quiet_times"):
        return replace(begin, quiet_times=quiet_times(circle))
    settings: Any = getattr(begin, "settings", None)
    if hasattr(settings, "quiet_times"):
        return replace(begin, settings=replace(settings, quiet_times=quiet_times(circle)))
    return begin


# -- clocks --------------------------------------------------------------------------------------


def ringing(
    visit: Visit, row: Record, form: "Form", state: Any, due: datetime | None
) -> datetime | None:
    """Return when a round's alarm may ring: of what is planned in days, not in quiet time."""
    if due is None or form.is_of_the_table(state, due):
        return due
    circle = visit.ledger.one(t.circle, id=row["circle"])
    return quiet_times(circle).waking(due) if circle and QUIET in circle["settings"] else due


# -- saying and setting --------------------------------------------------------------------------


def quiet(visit: Visit, said: Said, line: Line) -> None:
    """``!quiet``, ``!quiet nights 22:00-7:00``, ``!quiet sunday``, ``!quiet off`` (hosts set it)."""
    circle = need_circle(visit)
    today = visit.now.astimezone(ZoneInfo(circle["zone"])).date()
    times = still_to_come(quiet_times(circle), today)
    typed = line.rest.strip()
    if typed:
        need_host(visit, circle, visit.member_of(said.by)["id"])
        times = _changed(times, typed, today)
        _keep(visit, circle, times)
    answer(visit, "quiet-set" if typed else "quiet-shown", quiet_args(visit, circle))


def _changed(times: Quiet, typed: str, today: date) -> Quiet:
    word, _, rest = typed.partition(" ")
    if word.casefold() in ("off", "none", "never"):
        less = without(times, rest)
        if less is None:
            raise Refusal("quiet-how", {"typed": Text(typed)})
        return less
    found = read_quiet(typed, today)
    if found is None:
        raise Refusal("quiet-how", {"typed": Text(typed)})
    return with_time(times, found)


def _keep(visit: Visit, circle: Record, times: Quiet) -> None:
    settings = json.loads(circle["settings"])
    settings.pop(QUIET, None)
    if times:
        settings[QUIET] = codecs.write(times)
    visit.ledger.change(t.circle, circle, settings=json.dumps(settings))


def quiet_args(visit: Visit, circle: Record) -> dict[str, Arg]:
    """Return what sentences about a circle's quiet times need: ``$quiet``, ``$times``, ``$zone``."""
    today = visit.now.astimezone(ZoneInfo(circle["zone"])).date()
    times = still_to_come(quiet_times(circle), today)
    return {
        "quiet": "yes" if times else "no",
        "times": Text(_spoken(visit, circle, times)),
        "zone": Text(circle["zone"].replace("_", " ").rpartition("/")[2]),
    }


def _spoken(visit: Visit, circle: Record, times: Quiet) -> str:
    wording = visit.house.wording
    parts = [_night(visit, times.night)] if times.night else []
    parts += [wording.line("quiet-weekday", day=day) for day in times.weekdays]
    parts += [_days(visit, circle, days) for days in times.days]
    return "; ".join(parts)


def _night(visit: Visit, night: Night) -> str:
    begins, ends = (clock.strftime("%H:%M") for clock in (night.begins, night.ends))
    return visit.house.wording.line("quiet-night", begins=begins, ends=ends)


def _days(visit: Visit, circle: Record, days: Days) -> str:
    zone = ZoneInfo(circle["zone"])
    first, last = (
        At(datetime.combine(day, time(12), zone).astimezone(UTC)) for day in (days.first, days.last)
    )
    args = {"first": first, "last": last, "one": "yes" if days.first == days.last else "no"}
    return visit.house.wording.phrase("quiet-days", args, room_reader(visit, circle)).plain
