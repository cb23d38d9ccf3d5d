"""What is said of a rhythm: its beat in words, its name, its dates; in the room and to each alone."""

from collections.abc import Iterable
from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, Room, Text, To, Who
from facilitator.core.people import Lane
from facilitator.core.rhythms import Beat, Rhythm
from facilitator.core.rhythms.beat import LAST
from facilitator.hosting.rhythms import calendar
from facilitator.hosting.rhythms.books import (
    SEASON,
    circle_of,
    next_of,
    rhythm_of,
    rhythms,
    times_of,
    zone_of,
)
from facilitator.hosting.rhythms.dates import left_out, upcoming
from facilitator.hosting.seats import seats
from facilitator.hosting.voice import Occasion, Reader, own_reader, room_reader, tell
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording.times import Times

SHOWN = 3
"""How many dates are told ahead."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}


def title_of(rhythm: Rhythm) -> str:
    """Return what a rhythm holds: the practice's title, or the question."""
    return rhythm.what.format.title if rhythm.what.format else rhythm.what.prompt


def beat_words(visit: Visit, beat: Beat) -> str:
    """Return a beat as people say it: "every Monday at 18:00"."""
    line = visit.house.wording.line
    times = Times(visit.house.wording.language, line)
    days = times.spoken([line("weekday-name", day=_DAYS[day]) for day in beat.days])
    return line(
        "rhythm-beat",
        every=beat.every.value,
        step=beat.step,
        which=_WHICH.get(beat.which, "none"),
        days=days,
        clock=f"{beat.hour:02}:{beat.minute:02}",
    )


def about(visit: Visit, row: Record) -> dict[str, Arg]:
    """Return the arguments that every sentence about a rhythm may use."""
    rhythm, at = rhythm_of(visit, row), next_of(visit, row)
    link = calendar.link(visit, row)
    return {
        "title": Text(title_of(rhythm)),
        "beat": Text(beat_words(visit, rhythm.beat)),
        "zone": Text(str(zone_of(visit, row)).replace("_", " ").rpartition("/")[2]),
        "kind": row["kind"],
        "number": rhythm.held + 1,
        "meetings": rhythm.meetings or 0,
        "next": At(at or visit.now),
        "has_next": "yes" if at else "no",
        "has_link": "yes" if link else "no",
        "link": Text(link or ""),
    }


def gone_out(gone: list[datetime]) -> dict[str, Arg]:
    """Return the dates that quiet days leave out, for a sentence: the first and the last of them."""
    days = "more" if len(gone) > 1 else "one"
    return {"days": days, "first": At(gone[0]), "last": At(gone[-1])}


def place_of(visit: Visit, row: Record) -> int:
    """Return the number under which ``!every`` shows a rhythm."""
    return 1 + rhythms(visit, circle_of(visit, row)).index(row)


def chair(host: MemberId | None) -> dict[str, Arg]:
    """Return who hosts, for a sentence."""
    return {"hosted": "yes" if host else "no", "by": Who(host) if host else Text("")}


def to_room(visit: Visit, row: Record, kind: str, args: dict[str, Arg] | None = None) -> None:
    """Say something of a rhythm in its room."""
    _tell(visit, row, Notice(kind, Room(), {**about(visit, row), "where": "room", **(args or {})}))


def to_member(
    visit: Visit, row: Record, kind: str, member: str, args: dict[str, Arg] | None = None,
    *, asks: bool = False,
) -> None:  # fmt: skip
    """Tell or ask one member alone."""
    one = MemberId(member)
    given = {**about(visit, row), "where": "alone", **(args or {})}
    if given.get("hosted") == "yes" and given.get("by") == Who(one):
        given["hosted"] = "you"
    _tell(visit, row, Notice(kind, To(one), given, asks=(one,) if asks else ()))


def to_letters(visit: Visit, row: Record, kind: str, args: dict[str, Arg] | None = None) -> None:
    """Tell everyone who takes part by mail, with the dates for their calendar."""
    for seat in seats(visit, circle_of(visit, row)):
        if seat.by_mail:
            to_member(visit, row, kind, seat.member, args)


def to_slow(visit: Visit, row: Record, kind: str, args: dict[str, Arg] | None = None) -> None:
    """Tell everyone who takes part in their own time."""
    for seat in seats(visit, circle_of(visit, row)):
        if seat.lane is Lane.SLOW:
            to_member(visit, row, kind, seat.member, args)


def _tell(visit: Visit, row: Record, notice: Notice) -> None:
    rhythm, circle = rhythm_of(visit, row), circle_of(visit, row)
    place = visit.ledger.one(t.place, id=rhythm.place)
    with calendar.enclosed(visit, row):
        tell(visit, notice, Occasion(circle, place))
    if isinstance(notice.to, Room):
        calendar.enclose(visit, row, notice.kind)


# -- dates ---------------------------------------------------------------------------------------


def reader_here(visit: Visit, circle: Record, member: str) -> Reader:
    """Return who reads an answer: the room it is asked in, or who asks by mail."""
    if visit.intake.ear == "mail":
        return own_reader(visit, member, circle, in_chat=False)
    return room_reader(visit, circle)


def date_lines(visit: Visit, rows: Iterable[Record], reader: Reader, most: int) -> list[str]:
    """Return the next dates of rhythms as lines, the soonest first."""
    found: list[tuple[datetime, str]] = []
    for row in rows:
        rhythm = rhythm_of(visit, row)
        for at in upcoming(rhythm, times_of(visit, row), most):
            args: dict[str, Arg] = {"title": Text(title_of(rhythm)), "at": At(at)}
            found.append((at, visit.house.wording.phrase("rhythm-date", args, reader).plain))
    return [line for _, line in sorted(found)[:most]]


def circle_dates(visit: Visit, circle: Record, member: str) -> dict[str, Arg]:
    """Return the next dates of a circle as ``!circle`` shows them: three at most."""
    reader = reader_here(visit, circle, member)
    lines = date_lines(visit, rhythms(visit, circle), reader, SHOWN)
    return {"has_dates": "yes" if lines else "no", "dates": Text("; ".join(lines))}


def list_lines(visit: Visit, circle: Record, member: str) -> list[str]:
    """Return what comes back in a circle, one numbered line each."""
    reader, lines = reader_here(visit, circle, member), []
    for number, row in enumerate(rhythms(visit, circle), 1):
        soon = left_out(rhythm_of(visit, row), times_of(visit, row), SHOWN)
        gone = [at for at in soon if at > visit.now]
        args = {**about(visit, row), **gone_out(gone or [visit.now]), "n": number}
        args["quiet"] = "yes" if gone else "no"
        lines.append(visit.house.wording.phrase("rhythm-line", args, reader).plain)
    return lines


def is_season(row: Record) -> bool:
    """Whether a rhythm is a season."""
    return bool(row["kind"] == SEASON)
