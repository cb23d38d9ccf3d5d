"""``!every``: what comes back by itself; how it is begun, shown and ended."""

from datetime import timedelta

from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rhythms import (
    GO_AROUND,
    ROUND,
    SESSION,
    Beat,
    Rhythm,
    Rotation,
    What,
    read_beat,
)
from facilitator.core.rounds import go_around
from facilitator.core.scales import ROUND_PARTS, Scale
from facilitator.hosting import go_arounds, spans
from facilitator.hosting.members.rights import need_circle, need_member, need_starter
from facilitator.hosting.practices import asks, shelf
from facilitator.hosting.quiet import quiet_args, quiet_times
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rhythms import books, hosts, ringing, shifting, telling
from facilitator.hosting.rhythms.dates import next_date
from facilitator.hosting.voice import answer, circle_zone
from facilitator.intake import Said
from facilitator.visit import Record, Visit

AHEAD = timedelta(days=1)
"""How long before a date it is announced: letters first (contract §5)."""

NOT_TOO_OFTEN = timedelta(days=3)
"""What comes back more often than this is not announced each time."""

MOST = 12
"""So many rhythms one circle can have: beyond, nobody knows any more what comes when."""

_QUESTIONS = {"goaround": GO_AROUND, "go-around": GO_AROUND, "go_around": GO_AROUND,
              "round": ROUND, "ask": ROUND}  # fmt: skip
_OPTIONS = {GO_AROUND: ("each", "order", "window"), ROUND: ("window", "sealed"), SESSION: ()}


def every(visit: Visit, said: Said, line: Line) -> None:
    """``!every [DAY HH:MM WHAT [key=value…] | stop N | move N [DATE to] DATE]``."""
    circle, by = need_circle(visit), visit.member_of(said.by)
    word, _, rest = line.rest.strip().partition(" ")
    if not word:
        need_member(visit, circle, by["id"])
        show(visit, circle, by)
    elif word.casefold() == "stop":
        need_starter(visit, circle, by["id"])
        stop(visit, _meant(visit, circle, rest.strip()))
    elif word.casefold() == "move":
        need_starter(visit, circle, by["id"])
        which, _, when = rest.strip().partition(" ")
        shifting.move(visit, _meant(visit, circle, which), when)
    else:
        _begin(visit, circle, by, line)


def show(visit: Visit, circle: Record, by: Record) -> None:
    """Show what comes back here."""
    lines = telling.list_lines(visit, circle, by["id"])
    if lines:
        answer(visit, "rhythms-shown", {"count": len(lines), "lines": Text("\n".join(lines))})
    else:
        answer(visit, "rhythms-none")


def stop(visit: Visit, row: Record) -> None:
    """End a rhythm, and say so to everyone it concerned."""
    books.end(visit, row)
    telling.to_room(visit, row, "rhythm_stopped")
    telling.to_letters(visit, row, "rhythm_stopped")


def _meant(visit: Visit, circle: Record, typed: str) -> Record:
    """Return the rhythm that a number of the list, or a name, means."""
    rows = books.rhythms(visit, circle)
    if typed.isdecimal() and 1 <= int(typed) <= len(rows):
        return rows[int(typed) - 1]
    named = [row for row in rows if shelf.squashed(typed) in _names(visit, row)]
    if len(named) != 1:
        raise Refusal("every-which")
    return named[0]


def _names(visit: Visit, row: Record) -> set[str]:
    what = books.rhythm_of(visit, row).what
    names = (what.format.name, what.format.title) if what.format else (what.word, what.prompt)
    return {shelf.squashed(name) for name in names}


# -- beginning -----------------------------------------------------------------------------------


def place_for(visit: Visit, circle: Record, by: Record) -> Record:
    """Return the room in which a rhythm may be begun by a member. Raises ``Refusal``."""
    place = visit.place()
    if place["part"] not in ROUND_PARTS:
        raise Refusal("rounds-elsewhere", {"part": Text(place["part"])})
    need_starter(visit, circle, by["id"])
    need_awake(circle)
    if len(books.rhythms(visit, circle)) >= MOST:
        raise Refusal("every-enough", {"most": MOST})
    return place


def _begin(visit: Visit, circle: Record, by: Record, line: Line) -> None:
    place = place_for(visit, circle, by)
    zone = circle_zone(visit, circle)
    beat, wanted = read_beat(line.rest, visit.now.astimezone(zone).date())
    what = _what(visit, circle, wanted, line)
    rotation = Rotation(first(visit, circle, by)) if _rotates(line) else None
    rhythm = Rhythm(
        books.anchored(beat, zone, visit.now), what, place["id"], visit.now, _lead(line, beat),
        rotation=rotation, asked=True,  # whoever begins it knows that they host first
    )  # fmt: skip
    need_dates(visit, circle, rhythm)
    row = books.add(visit, circle, books.EVERY, rhythm, by["id"])
    tell_begun(visit, row)
    ringing.look(visit, row)


def need_dates(visit: Visit, circle: Record, rhythm: Rhythm) -> None:
    """Raise ``Refusal`` for what would always fall into the circle's quiet times."""
    if next_date(rhythm, quiet_times(circle)) is None:
        raise Refusal("every-quiet", quiet_args(visit, circle))


def tell_begun(visit: Visit, row: Record) -> None:
    """Say in the room and to those who read by mail what comes back from now on, and who begins."""
    at = books.next_of(visit, row)
    turns = books.rhythm_of(visit, row).rotation is not None
    args = telling.chair(hosts.next_host(visit, row, at) if turns and at else None)
    telling.to_room(visit, row, "rhythm_begun", args)
    telling.to_letters(visit, row, "rhythm_begun", args)


def first(visit: Visit, circle: Record, by: Record) -> tuple[MemberId, ...]:
    """Return the members in their order, from whoever begins on round."""
    here = books.here(visit, circle)
    at = here.index(MemberId(by["id"]))
    return (*here[at:], *here[:at])


def _rotates(line: Line) -> bool:
    typed = line.options.get("host")
    if typed is None:
        return False
    if typed.casefold() != "rotate":
        raise Refusal("every-host", {"typed": Text(typed)})
    return True


def _lead(line: Line, beat: Beat) -> timedelta:
    """Return how long ahead it is announced: as asked for, and never before the date it follows."""
    if line.options.get("lead") == "0":
        return timedelta(0)
    chosen = spans.span_chosen(line, "lead")
    if chosen is not None and chosen >= beat.gap:
        raise Refusal("every-lead")
    usual = AHEAD if beat.gap >= NOT_TOO_OFTEN else timedelta(0)
    return usual if chosen is None else chosen


def _what(visit: Visit, circle: Record, wanted: str, line: Line) -> What:
    """Return what is to come back. Raises ``Refusal`` where it is not clear."""
    word, _, rest = wanted.partition(" ")
    if not word:
        raise Refusal("every-what")
    kind = _QUESTIONS.get(word.casefold(), SESSION)
    chosen = {k: v for k, v in line.options.items() if k not in ("host", "lead")}
    if foreign := [key for key in chosen if key not in _OPTIONS[kind]]:
        raise Refusal("every-option", {"typed": Text(foreign[0])})
    if kind == SESSION:
        return practice(visit, circle, word, rest)
    if not rest.strip():
        raise Refusal("text-missing", {"typed": Text(f"every … {word}")})
    _check(Line(kind, rest, chosen))
    return What(kind, rest.strip(), tuple(chosen.items()))


def _check(line: Line) -> None:
    """Let a question be refused now and not on its first date."""
    if line.word == GO_AROUND:
        settings = go_arounds.read_settings(line)
        if settings.order is go_around.Order.NAMED:
            raise Refusal("every-order")
    else:
        spans.span_chosen(line, "window")
        spans.yes_chosen(line, "sealed")


def practice(visit: Visit, circle: Record, word: str, rest: str) -> What:
    """Return a practice that comes back, with what it needs to know. Raises ``Refusal``."""
    format_ = shelf.named(visit, word)
    if format_ is None:
        raise shelf.unknown(visit, word)
    if format_.plan:
        raise Refusal("every-season", {"format": Text(format_.name)})
    if Scale(circle["scale"]) not in format_.scales:
        raise Refusal("format-elsewhere", {"format": Text(format_.title)})
    return What(SESSION, format=format_, answers=asks.read_answers(format_, rest.strip()))
