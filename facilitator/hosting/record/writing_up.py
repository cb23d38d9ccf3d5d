"""Minutes in words: a phrase for each part, and as a Markdown file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from facilitator.clock import moment
from facilitator.core.formats.format import AskKind
from facilitator.core.notices import Arg, At, Text
from facilitator.core.record import literal
from facilitator.core.rounds import session
from facilitator.hosting.bearings import how_it_stands
from facilitator.hosting.forms import SESSION
from facilitator.hosting.record.lines import State
from facilitator.hosting.record.sheets import Heard, Sheet
from facilitator.hosting.rounds import state_of
from facilitator.hosting.voice import Reader, circle_zone, room_reader
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import Phrase, one_line

MOST = 40
"""Lines of one heading that a message shows; the file has them all."""

_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What is told: one or more sheets of one circle. ``about`` names it, to find it again."""

    circle: Record
    sheets: tuple[Sheet, ...]
    about: str
    day: date | None = None
    """The day in the circle's zone, where it is of everything of one day."""


def reader_of(visit: Visit, minutes: Minutes, *, in_chat: bool) -> Reader:
    """Return the reader that minutes are told to: dates stand in the circle's zone for everybody."""
    return Reader(visit, circle_zone(visit, minutes.circle), "own", in_chat)


def told(visit: Visit, minutes: Minutes, reader: Reader, surface: str) -> list[Phrase]:
    """Return minutes in words, a phrase for each part."""
    phrases: list[Phrase] = []
    for sheet in minutes.sheets:
        phrases.append(_head(visit, minutes, sheet, reader, surface))
        phrases += [
            _part(visit, kind, rows, reader, surface)
            for kind, rows in parts(visit, minutes.circle, sheet)
        ]
    return phrases


def _head(visit: Visit, minutes: Minutes, sheet: Sheet, reader: Reader, surface: str) -> Phrase:
    circle, row, heard = minutes.circle, sheet.row, sheet.heard
    if row is None:
        args: dict[str, Arg] = {
            "circle": Text(circle["name"]),
            "day": At(_noon(visit, minutes)),
        }
        return visit.house.wording.phrase("minutes-beside", args, reader, surface=surface)
    told: dict[str, Arg] = {
        "title": Text(_title(visit, row)),
        "circle": Text(circle["name"]),
        "began": At(moment(row["opened_at"])),
        "over": "no" if row["open"] else "yes",
        "heard": heard.people if heard else 0,
        "slow": heard.slow if heard else 0,
        "paces": _paces(heard),
        "counted": "yes" if heard and heard.people else "no",
        "empty": "yes" if sheet.is_empty else "no",
    }
    return visit.house.wording.phrase("minutes-head", told, reader, surface=surface)


def _title(visit: Visit, row: Record) -> str:
    """Return what was held: the question, or the practice with what it was about."""
    if row["form"] != SESSION.name:
        return one_line(row["title"])
    state: session.Session = state_of(visit, row)
    about = [state.answer(ask.name) for ask in state.format.asks if ask.kind is AskKind.WORDS]
    return one_line(": ".join([row["title"], *(text for text in about[:1] if text)]))


def _paces(heard: Heard | None) -> str:
    """Return at which paces people took part: at one, or at both."""
    if heard is None or not heard.slow:
        return "live"
    return "slow" if heard.slow == heard.people else "both"


def _noon(visit: Visit, minutes: Minutes) -> datetime:
    zone = circle_zone(visit, minutes.circle)
    day = minutes.day or visit.now.astimezone(zone).date()
    return datetime.combine(day, _NOON, zone).astimezone(UTC)


def _part(visit: Visit, kind: str, rows: list[str], reader: Reader, surface: str) -> Phrase:
    shown, more = rows[:MOST], max(0, len(rows) - MOST)
    args: dict[str, Arg] = {
        "kind": kind,
        "lines": Text("\n".join(_item(row) for row in shown)),
        "more": more,
    }
    return visit.house.wording.phrase("minutes-part", args, reader, surface=surface)


def _item(row: str) -> str:
    """Return a line as an item of a list: what has a number keeps it."""
    return row if re.match(r"\d+\. ", row) else f"- {row}"


def parts(visit: Visit, circle: Record, sheet: Sheet) -> Iterator[tuple[str, list[str]]]:
    """Give what stands under each heading, a line each; headings without lines are left out."""
    found = {
        "decided": [_decision(visit, row) for row in sheet.decided],
        "came": list(sheet.came),
        "kept": [_kept(visit, row) for row in sheet.kept],
        "notes": [one_line(row["text"]) for row in sheet.notes],
        "actions": [told_action(visit, circle, row) for row in sheet.actions],
        "quotes": [_quote(visit, row) for row in sheet.quotes],
    }
    yield from ((kind, rows) for kind, rows in found.items() if rows)


def _decision(visit: Visit, row: Record) -> str:
    state = state_of(visit, row)
    circle = visit.ledger.one(t.circle, id=row["circle"])
    label = how_it_stands(visit, state, room_reader(visit, circle))
    return visit.house.wording.line(
        "minutes-decision", number=row["number"] or 0, text=one_line(state.text), phase=label
    )


def _kept(visit: Visit, row: Record) -> str:
    """A line of a harvest, with its author's name where words have names."""
    return _quote(visit, row) if row["member"] else one_line(row["text"])


def _quote(visit: Visit, row: Record) -> str:
    name = one_line(_name(visit, row["member"]))
    return visit.house.wording.line("minutes-quote", name=name, text=one_line(row["text"]))


def told_action(visit: Visit, circle: Record, row: Record) -> str:
    """Return an action as one line: number, what, who takes it on, by when, whether it is done."""
    zone = circle_zone(visit, circle)
    taken = (
        row["owner"] and row["state"] != State.ASKED
    )  # who was asked is named once they said yes
    due = datetime.combine(date.fromisoformat(row["due"]), _NOON, zone) if row["due"] else None
    args: dict[str, Arg] = {
        "number": row["number"] or 0,
        "text": Text(one_line(row["text"])),
        "owner": Text(one_line(_name(visit, row["owner"])) if taken else ""),
        "owned": "yes" if taken else "no",
        "due": At(due.astimezone(UTC) if due else visit.now),
        "dated": "yes" if due else "no",
        "state": row["state"],
    }
    return visit.house.wording.phrase("minutes-action", args, Reader(visit, zone, "own")).plain


def _name(visit: Visit, member: str) -> str:
    return str((visit.ledger.one(t.member, id=member) or {}).get("name", ""))


# -- as a file -----------------------------------------------------------------------------------


def markdown(visit: Visit, minutes: Minutes) -> str:
    """Return minutes as a Markdown file: everything, each line as it was typed."""
    reader = reader_of(visit, minutes, in_chat=False)
    text: list[str] = []
    for sheet in minutes.sheets:
        head = _head(visit, minutes, sheet, reader, "mail").plain.strip().split("\n")
        text.append(f"# {literal(head[0])}\n")
        text += [f"{literal(line)}\n" for line in head[1:] if line.strip()]
        for kind, rows in parts(visit, minutes.circle, sheet):
            text += _section(visit, kind, rows)
    return "\n".join(text)


def _section(visit: Visit, kind: str, rows: list[str]) -> Iterator[str]:
    yield f"## {visit.house.wording.line('minutes-heading', kind=kind)}\n"
    yield "\n".join(_item(literal(row)) for row in rows) + "\n"


def title_of(visit: Visit, minutes: Minutes) -> str:
    """Return what minutes are of, as a subject names it: the first sheet's title, else the circle's."""
    row = minutes.sheets[0].row
    return _title(visit, row) if row else one_line(minutes.circle["name"])


def file_name(visit: Visit, minutes: Minutes) -> str:
    """Return what a file of these minutes is called: the circle and the day, nothing of what was said."""
    row = minutes.sheets[0].row
    at = moment(row["opened_at"]) if row else _noon(visit, minutes)
    day = at.astimezone(circle_zone(visit, minutes.circle)).date()
    return f"minutes-{minutes.circle['slug']}-{day.isoformat()}.md"
