"""Who hosts next: the chair goes round, and can be declined, swapped, left and joined again.

Whoever's turn it is hears of it alone, a week before. Doing nothing is a yes. Nobody in the room hears
who declined.
"""

from dataclasses import replace
from datetime import datetime

from facilitator.core.formats.format import Format
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Text, Who
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rhythms import Rhythm, Rotation, meeting
from facilitator.hosting.members.people import one_member
from facilitator.hosting.members.rights import first_host, membership
from facilitator.hosting.rhythms import books, telling
from facilitator.hosting.voice import answer, answer_alone
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit


def next_host(visit: Visit, row: Record, at: datetime) -> MemberId | None:
    """Return who hosts the next date: whose turn it is, else who began it, if they are here and have
    not declined. None: anyone may take the chair."""
    rhythm, circle = books.rhythm_of(visit, row), books.circle_of(visit, row)
    starter, turns = MemberId(row["member"]), _turns(visit, circle, rhythm)
    if turns is not None:
        found = turns.next(books.away(visit, circle, at))
        if found is not None or starter in turns.declined:
            return found
    return starter if membership(visit, circle, starter) else None


def in_charge(visit: Visit, row: Record, host: MemberId | None) -> str | None:
    """Return whom to tell what a host should know of a rhythm."""
    circle = books.circle_of(visit, row)
    if host is not None:
        return host
    starter = str(row["member"])
    return starter if membership(visit, circle, starter) else first_host(visit, circle)


def _turns(visit: Visit, circle: Record, rhythm: Rhythm) -> Rotation | None:
    return rhythm.rotation.among(books.here(visit, circle)) if rhythm.rotation else None


def ask(visit: Visit, row: Record, at: datetime, why: str = "turn", by: str | None = None) -> None:
    """Ask whose turn it is to host the next date, alone.

    ``why`` is *turn*, *swap* (``by`` gave them theirs) or *passed_on*.
    """
    rhythm, circle = books.rhythm_of(visit, row), books.circle_of(visit, row)
    books.keep(visit, row, replace(rhythm, rotation=_turns(visit, circle, rhythm), asked=True))
    host = next_host(visit, row, at)
    if why == "turn":
        _tell_parts(visit, row, at, host)
    if host is None:
        return
    args: dict[str, Arg] = {"why": why, "by": Who(MemberId(by)) if by else Text(""), "at": At(at)}
    telling.to_member(visit, row, "host_turn", host, {**args, **_sentence(rhythm)}, asks=True)


def holders(visit: Visit, row: Record, host: MemberId | None) -> dict[str, MemberId]:
    """Return who has each part that goes round, beside the host, in the next meeting of a season."""
    rhythm, taken = books.rhythm_of(visit, row), [host] if host else []
    here, found = books.here(visit, books.circle_of(visit, row)), {}
    for part in rhythm.parts:
        member = part.rotation.among(here).next(taken)
        if member is not None and _next_meeting(rhythm).role(part.role) is not None:
            found[part.role] = member
            taken.append(member)
    return found


def _next_meeting(rhythm: Rhythm) -> Format:
    if rhythm.what.format is None or rhythm.meetings is None:
        raise LookupError("only the meetings of a season have parts that go round")
    return meeting(rhythm.what.format, rhythm.meetings, rhythm.held + 1).format


def _tell_parts(visit: Visit, row: Record, at: datetime, host: MemberId | None) -> None:
    """Tell those whose turn it is to take another part, so that they can think of it before."""
    for role, member in holders(visit, row, host).items():
        found = _next_meeting(books.rhythm_of(visit, row)).role(role)
        args: dict[str, Arg] = {"at": At(at), "role": Text(found.title if found else role)}
        telling.to_member(visit, row, "part_turn", member, args, asks=True)


def _sentence(rhythm: Rhythm) -> dict[str, Arg]:
    """Return what a season tells the host of its next meeting."""
    season, count = rhythm.what.format, rhythm.meetings
    said = meeting(season, count, rhythm.held + 1).host if season and count else None
    return {"has_note": "yes" if said else "no", "note": Text(said or "")}


# -- words ---------------------------------------------------------------------------------------


def host(visit: Visit, said: Said, line: Line) -> None:
    """``!host [swap @x | decline | leave | join]``: the turn to host, where it goes round."""
    by = visit.member_of(said.by)
    word, _, rest = line.rest.strip().partition(" ")
    match word.casefold().rstrip("."):
        case "":
            _show(visit, by)
        case "swap":
            _swap(visit, said, by, rest)
        case "decline":
            _decline(visit, by)
        case "leave":
            _leave(visit, by)
        case "join":
            _join(visit, by)
        case _:
            raise Refusal("host-how")


def turning(visit: Visit, by: Record) -> list[Record]:
    """Return the rhythms whose chair goes round where this is said: here, or in all one's circles."""
    circle = visit.circle()
    if circle is not None:
        circles = [circle]
    else:
        rows = visit.ledger.all(t.membership, member=by["id"])
        living = [m["circle"] for m in rows if m["left_at"] is None and m["joined_at"] is not None]
        circles = [c for c in (visit.ledger.one(t.circle, id=one) for one in living) if c]
    found = [row for one in circles for row in books.rhythms(visit, one)]
    found = [row for row in found if books.rhythm_of(visit, row).rotation is not None]
    if not found:
        raise Refusal("host-no-turns")
    return sorted(found, key=lambda row: (row["next_at"] is None, row["next_at"]))


def _mine(visit: Visit, by: Record) -> tuple[Record, datetime]:
    """Return the soonest date that this member is to host."""
    for row in turning(visit, by):
        at = books.next_of(visit, row)
        if at is not None and next_host(visit, row, at) == by["id"]:
            return row, at
    raise Refusal("host-not-you")


def _show(visit: Visit, by: Record) -> None:
    lines = []
    for row in turning(visit, by):
        at = books.next_of(visit, row)
        if at is None:
            continue
        reader = telling.reader_here(visit, books.circle_of(visit, row), by["id"])
        args = {**telling.about(visit, row), **telling.chair(next_host(visit, row, at))}
        lines.append(visit.house.wording.phrase("host-line", args, reader).plain)
    answer(visit, "hosts-to-come", {"count": len(lines), "lines": Text("\n".join(lines))})


def _decline(visit: Visit, by: Record) -> None:
    row, at = _mine(visit, by)
    rhythm, circle = books.rhythm_of(visit, row), books.circle_of(visit, row)
    turns = _turns(visit, circle, rhythm) or Rotation()
    books.keep(visit, row, replace(rhythm, rotation=turns.declining(MemberId(by["id"]))))
    _answer(visit, row, by, "host-declined", at)
    _pass_on(visit, row, at)


def _leave(visit: Visit, by: Record) -> None:
    """Out of the rotation everywhere the word is said for."""
    mine = []
    for row in turning(visit, by):
        at = books.next_of(visit, row)
        if at is not None and next_host(visit, row, at) == by["id"]:
            mine.append((row, at))
        rhythm = books.rhythm_of(visit, row)
        turns = _turns(visit, books.circle_of(visit, row), rhythm) or Rotation()
        books.keep(visit, row, replace(rhythm, rotation=turns.without(MemberId(by["id"]))))
    answer_alone(visit, by["id"], "host-left")
    for row, at in mine:
        _pass_on(visit, row, at)


def _join(visit: Visit, by: Record) -> None:
    for row in turning(visit, by):
        rhythm = books.rhythm_of(visit, row)
        turns = _turns(visit, books.circle_of(visit, row), rhythm) or Rotation()
        books.keep(visit, row, replace(rhythm, rotation=turns.joined(MemberId(by["id"]))))
    answer_alone(visit, by["id"], "host-joined")


def _pass_on(visit: Visit, row: Record, at: datetime) -> None:
    """Ask the next one, if the one before was asked already."""
    if books.rhythm_of(visit, row).asked:
        ask(visit, row, at, "passed_on")


def _swap(visit: Visit, said: Said, by: Record, name: str) -> None:
    row, at = _mine(visit, by)
    rhythm, circle = books.rhythm_of(visit, row), books.circle_of(visit, row)
    other = one_member(visit, said, name, circle)
    turns = _turns(visit, circle, rhythm) or Rotation()
    if other["id"] == by["id"]:
        raise Refusal("host-swap-whom")
    if other["id"] not in turns.queue or other["id"] in books.away(visit, circle, at):
        raise Refusal("host-not-in-turn", {"name": Text(other["name"])})
    turns = turns.swapped(MemberId(by["id"]), MemberId(other["id"]))
    books.keep(visit, row, replace(rhythm, rotation=turns))
    _answer(visit, row, by, "host-swapped", at, Who(MemberId(other["id"])))
    ask(visit, row, at, "swap", by["id"])


def _answer(visit: Visit, row: Record, by: Record, kind: str, at: datetime, who: Arg = "") -> None:
    args: dict[str, Arg] = {**telling.about(visit, row), "at": At(at), "other": who}
    answer_alone(visit, by["id"], kind, args)
