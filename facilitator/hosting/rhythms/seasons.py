"""``!season``: so many meetings, the chair and other parts going round, and a kind way out at the end.

Each meeting is a session of its own. After the last one the steps that follow the plan are held, as a
session too: how shall it go on for each of us?
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from facilitator.core.formats.format import HOST, Filled, Format
from facilitator.core.notices import Arg, At, Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rhythms import (
    SESSION,
    Beat,
    Every,
    Moved,
    Part,
    Rhythm,
    Rotation,
    What,
    read_beat,
    read_weeks,
    season_of,
)
from facilitator.core.rhythms.meetings import weeks_between
from facilitator.core.rounds.session import Answer
from facilitator.core.scales import Scale
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import need_circle, need_member, need_starter
from facilitator.hosting.practices import asks, shelf
from facilitator.hosting.rhythms import books, commands, ringing, telling
from facilitator.hosting.rhythms.dates import upcoming
from facilitator.hosting.rhythms.shifting import named, need_loud
from facilitator.hosting.rounds import running
from facilitator.hosting.voice import answer, circle_zone
from facilitator.intake import Said
from facilitator.visit import Record, Visit

FRAME = "crew_season"
"""The season whose end every season has."""


def season(visit: Visit, said: Said, line: Line) -> None:
    """``!season [DAY HH:MM] [meetings=6 every=2w format=…]``, ``!season move N DATE``, ``stop``."""
    circle, by = need_circle(visit), visit.member_of(said.by)
    word, _, rest = line.rest.strip().partition(" ")
    match word.casefold():
        case "" if not line.options:
            need_member(visit, circle, by["id"])
            _show(visit, circle)
        case "stop":
            need_starter(visit, circle, by["id"])
            commands.stop(visit, _running(visit, circle))
        case "move":
            need_starter(visit, circle, by["id"])
            _move(visit, circle, rest.strip())
        case _:
            _start(visit, circle, by, line)


def start_now(visit: Visit, format_: Format) -> None:
    """``!start`` with a season: its first meeting is held now, the next ones follow at this hour."""
    said = visit.intake.heard
    circle, by = need_circle(visit), visit.member_of(getattr(said, "by", ""))
    _open(visit, circle, by, format_, None, Line("season"), "")


def _running(visit: Visit, circle: Record) -> Record:
    rows = books.rhythms(visit, circle, books.SEASON)
    if not rows:
        raise Refusal("season-none")
    return rows[0]


def _show(visit: Visit, circle: Record) -> None:
    """Tell where the season stands."""
    row = _running(visit, circle)
    rhythm = books.rhythm_of(visit, row)
    args: dict[str, Arg] = {**telling.about(visit, row), "held": rhythm.held}
    answer(visit, "season-shown", {**args, "phase": "closing" if rhythm.left == 0 else "under_way"})


# -- beginning -----------------------------------------------------------------------------------


def _start(visit: Visit, circle: Record, by: Record, line: Line) -> None:
    """A season with its options; without a day it begins now."""
    typed = line.options.get("format", FRAME)
    format_ = shelf.named(visit, typed)
    if format_ is None:
        raise shelf.unknown(visit, typed)
    zone, beat, rest = circle_zone(visit, circle), None, ""
    if line.rest.strip():
        beat, rest = read_beat(line.rest, visit.now.astimezone(zone).date())
    _open(visit, circle, by, format_, beat, line, rest)


def _open(
    visit: Visit, circle: Record, by: Record, chosen: Format, beat: Beat | None, line: Line, rest: str
) -> None:  # fmt: skip
    place = commands.place_for(visit, circle, by)
    if books.rhythms(visit, circle, books.SEASON):
        raise Refusal("season-running")
    if beat is None and running(visit, place):
        raise Refusal("round-running")
    frame = shelf.library()[FRAME]
    whole, count = season_of(frame, chosen, _meetings(line))
    answers = _fitting(visit, circle, whole, chosen, rest)
    weeks = read_weeks(line.options["every"]) if "every" in line.options else None
    rhythm = _rhythm(visit, circle, by, place, whole, count, beat, weeks or weeks_between(whole))
    rhythm = replace(rhythm, what=replace(rhythm.what, answers=answers))
    commands.need_dates(visit, circle, rhythm)
    row = books.add(visit, circle, books.SEASON, rhythm, by["id"])
    commands.tell_begun(visit, row)
    ringing.look(visit, row)


def _meetings(line: Line) -> int | None:
    typed = line.options.get("meetings")
    if typed is not None and not (typed.isdecimal() and len(typed) < 4):
        raise Refusal("season-number", {"typed": Text(typed)})
    return int(typed) if typed else None


def _fitting(
    visit: Visit, circle: Record, whole: Format, chosen: Format, rest: str
) -> tuple[Answer, ...]:
    """Refuse what the circle could not hold, now and not in three weeks; return what was answered."""
    people = len(memberships(visit, circle))
    for format_ in (meeting.format for meeting in whole.plan):
        title, size = Text(format_.title), format_.size
        if Scale(circle["scale"]) not in format_.scales:
            raise Refusal("format-elsewhere", {"format": title})
        if people < size.least:
            raise Refusal("format-too-few", {"format": title, "least": size.least})
    return () if chosen.plan else asks.read_answers(chosen, rest)


def _rhythm(
    visit: Visit, circle: Record, by: Record, place: Record, whole: Format, count: int,
    beat: Beat | None, weeks: int,
) -> Rhythm:  # fmt: skip
    zone, queue = circle_zone(visit, circle), commands.first(visit, circle, by)
    parts = tuple(Part(role, Rotation((*queue[1:], queue[0]))) for role in _turning(whole))
    what, rotation = What(SESSION, format=whole), Rotation(queue)
    if beat is not None:
        beat = books.anchored(replace(beat, step=max(weeks, beat.step)), zone, visit.now)
        return Rhythm(beat, what, place["id"], visit.now, commands.AHEAD, meetings=count,
                      rotation=rotation, parts=parts, asked=True)  # fmt: skip
    here = visit.now.astimezone(zone)
    today = Beat(Every.WEEK, here.hour, here.minute, here.date(), (here.weekday(),), weeks)
    return Rhythm(today, what, place["id"], visit.now - timedelta(days=1), commands.AHEAD,
                  meetings=count, rotation=rotation, parts=parts, asked=True, announced=True)  # fmt: skip


def _turning(whole: Format) -> Iterator[str]:
    """Return the parts, beside the host, that go round from meeting to meeting."""
    pairs = (pair for meeting in whole.plan for pair in meeting.roles)
    names = (name for name, how in pairs if how is Filled.ROTATES and name != HOST)
    return iter(dict.fromkeys(names))


# -- moving a meeting ----------------------------------------------------------------------------


def _move(visit: Visit, circle: Record, typed: str) -> None:
    """``!season move N DATE [HH:MM]``: between the meetings before and after it."""
    row = _running(visit, circle)
    rhythm = books.rhythm_of(visit, row)
    number, _, when = typed.partition(" ")
    coming = upcoming(rhythm, books.times_of(visit, row), rhythm.left or 0)
    at = int(number) - rhythm.held if number.isdecimal() and len(number) < 4 else 0
    if not 1 <= at <= len(coming):
        raise Refusal("season-which", {"typed": Text(number)})
    to = named(visit, row, rhythm, when)
    before = coming[at - 2] if at > 1 else visit.now
    if to <= before or (at < len(coming) and to >= coming[at]):
        raise Refusal("season-between")
    need_loud(visit, row, to)
    others = tuple(moved for moved in rhythm.moved if moved.number != int(number))
    moved = (*others, Moved(int(number), to))
    changed = replace(rhythm, moved=moved, sequence=rhythm.sequence + 1)
    if at == 1:
        changed = replace(changed, announced=False)
    books.keep(visit, row, changed)
    args: dict[str, Arg] = {"moved": int(number), "to": At(to)}
    telling.to_room(visit, row, "season_moved", args)
    telling.to_letters(visit, row, "season_moved", args)
    ringing.look(visit, row)
