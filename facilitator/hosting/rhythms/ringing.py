"""What happens by itself: the next host is asked, a date is announced, a round begins, a season ends.

A date at which another round still runs, or at which we were not there, is left out and told to the
host alone; in a circle that rests it is left out in silence. A season's meeting that is left out is
held on the next date instead.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.core.formats.format import Format
from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Text
from facilitator.core.people import Lane
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rhythms import (
    GO_AROUND,
    ROUND,
    Due,
    Part,
    Rhythm,
    closing,
    held_as,
    meeting,
)
from facilitator.hosting import forms, go_arounds, prompt_rounds
from facilitator.hosting.members.rights import first_host
from facilitator.hosting.practices import sessions, shelf
from facilitator.hosting.resting import is_resting
from facilitator.hosting.rhythms import books, calendar, hosts, telling
from facilitator.hosting.rhythms.dates import settled_by
from facilitator.hosting.rounds import running, state_of
from facilitator.hosting.seats import seats
from facilitator.hosting.voice import room_reader
from facilitator.intake import Ticked
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

TOO_LATE = timedelta(days=1)
"""A date that is past by more is not held any more: nobody is waiting for it now."""

SOON = timedelta(hours=12)
"""A round that ends within this time is waited for."""

AGAIN = timedelta(days=1)
"""When the end of a season is tried again, where another round was in its way."""


def ticked(visit: Visit, tick: Ticked) -> None:
    """An alarm rang: let happen what is due."""
    row = visit.ledger.one(t.rhythm, id=tick.subject.removeprefix(books.RHYTHM))
    if row is None or row["ended_at"] is not None:
        visit.ledger.wake(tick.subject, "", None)
    else:
        look(visit, row)


def look(visit: Visit, row: Record) -> None:
    """Let happen everything that is due for a rhythm now."""
    while row["ended_at"] is None:
        rhythm = books.rhythm_of(visit, row)
        at = books.next_of(visit, row)
        if at is None:
            if rhythm.left == 0 and not rhythm.closing and not _is_open(visit, rhythm):
                _close(visit, row, rhythm)
            return
        what, moment = books.due_of(visit, row, rhythm, at)
        if moment > visit.now:
            books.keep(visit, row, rhythm)
            return
        _DO[what](visit, row, rhythm, at)
        if books.rhythm_of(visit, row) == rhythm:
            return  # it waits for a round that ends soon


def _tell_left_out(visit: Visit, row: Record, rhythm: Rhythm, at: datetime) -> None:
    """Tell the host, once and alone, which dates quiet days leave out before the next one."""
    gone = books.untold(rhythm, books.times_of(visit, row))
    books.keep(visit, row, replace(rhythm, quiet_told=gone[-1]))
    host = hosts.in_charge(visit, row, hosts.next_host(visit, row, at))
    gone = [one for one in gone if one > visit.now]
    if host is not None and gone and not is_resting(books.circle_of(visit, row)):
        args = {**telling.gone_out(gone), "place": telling.place_of(visit, row)}
        telling.to_member(visit, row, "rhythm_pauses", host, args)


def _ask(visit: Visit, row: Record, rhythm: Rhythm, at: datetime) -> None:
    hosts.ask(visit, row, at)


def _announce(visit: Visit, row: Record, rhythm: Rhythm, at: datetime) -> None:
    """Tell the date ahead. A go-around is announced by its own letters: it begins with the lead."""
    circle = books.circle_of(visit, row)
    slow = any(seat.lane is Lane.SLOW for seat in seats(visit, circle))
    free = not is_resting(circle) and running(visit, _place(visit, rhythm)) is None
    if rhythm.what.word == GO_AROUND and slow and free and at > visit.now:
        _begin(visit, row, rhythm, at)
        return
    books.keep(visit, row, replace(rhythm, announced=True))
    if at > visit.now and not is_resting(circle):
        args = telling.chair(hosts.next_host(visit, row, at))
        telling.to_room(visit, row, "rhythm_announced", args)
        telling.to_slow(visit, row, "rhythm_announced", args)


def _begin(visit: Visit, row: Record, rhythm: Rhythm, at: datetime) -> None:
    """Hold it, or leave this date out."""
    circle, other = books.circle_of(visit, row), running(visit, _place(visit, rhythm))
    host = hosts.next_host(visit, row, at)
    if is_resting(circle):
        _settle(visit, row, rhythm)
    elif visit.now - at > TOO_LATE:
        _left_out(visit, row, rhythm, host, "late")
    elif other is not None and (ends := _ends_soon(visit, other)):
        visit.ledger.wake(f"{books.RHYTHM}{row['id']}", rhythm.place, ends)
    elif other is not None:
        _left_out(visit, row, rhythm, host, "running")
    else:
        _hold(visit, row, rhythm, host, at)


def _place(visit: Visit, rhythm: Rhythm) -> Record:
    return visit.ledger.one(t.place, id=rhythm.place) or {}


def _ends_soon(visit: Visit, round_: Record) -> datetime | None:
    """Return when to look again, where a round in the way ends within hours: a go-around with its
    echo can take just a little longer than a week."""
    if round_["form"] not in (forms.GO_AROUND.name, forms.PROMPT_ROUND.name) or round_["session"]:
        return None
    ends: datetime = state_of(visit, round_).ends
    soon = visit.now <= ends < visit.now + SOON
    return ends + timedelta(minutes=1) if soon else None


def _hold(visit: Visit, row: Record, rhythm: Rhythm, host: MemberId | None, at: datetime) -> None:
    held = _turned(visit, row, rhythm, host)
    try:
        round_ = _open(visit, row, rhythm, held.parts, host, max(timedelta(0), at - visit.now))
    except Refusal as no:
        _left_out(visit, row, rhythm, host, "refused", no)
        return
    _settle(visit, row, replace(held, held=rhythm.held + 1, running=round_["id"]))


def _turned(visit: Visit, row: Record, rhythm: Rhythm, host: MemberId | None) -> Rhythm:
    """Return a rhythm whose turns have gone on by one; each part's holder is last in its queue."""
    here = books.here(visit, books.circle_of(visit, row))
    turns, holders = rhythm.rotation, hosts.holders(visit, row, host)
    parts = tuple(
        Part(part.role, part.rotation.among(here).turned(holders[part.role]))
        if part.role in holders
        else part
        for part in rhythm.parts
    )
    return replace(rhythm, rotation=turns.among(here).turned(host) if turns else None, parts=parts)


_DO = {Due.LEFT_OUT: _tell_left_out, Due.ASK: _ask, Due.ANNOUNCE: _announce, Due.BEGIN: _begin}


# -- beginning -----------------------------------------------------------------------------------


def _open(
    visit: Visit,
    row: Record,
    rhythm: Rhythm,
    parts: tuple[Part, ...],
    host: MemberId | None,
    lead: timedelta,
) -> Record:
    """Begin what a rhythm holds. Raises ``Refusal``."""
    circle = books.circle_of(visit, row)
    place = _place(visit, rhythm)
    what = rhythm.what
    line = Line(what.word, what.prompt, dict(what.options))
    if what.word == GO_AROUND:
        settings = replace(go_arounds.read_settings(line), lead=lead)
        places = go_arounds.in_order(seats(visit, circle), settings.order, [])
        with calendar.enclosed(visit, row):
            return go_arounds.open_round(visit, circle, place, host, what.prompt, places, settings)
    if what.word == ROUND:
        with calendar.enclosed(visit, row):
            return prompt_rounds.open_round(visit, circle, place, host, line)
    return _session(visit, row, rhythm, parts, _somebody(visit, circle, host))


def _session(
    visit: Visit, row: Record, rhythm: Rhythm, parts: tuple[Part, ...], by: MemberId
) -> Record:
    circle = books.circle_of(visit, row)
    place = _place(visit, rhythm)
    season = rhythm.what.format
    if season is None:
        raise LookupError("a practice that comes back has a format")
    if rhythm.meetings is None:
        return sessions.open_session(visit, circle, place, by, season, rhythm.what.answers)
    one = meeting(season, rhythm.meetings, rhythm.held + 1)
    format_ = held_as(one.format, one.roles)
    answers = tuple(answer for answer in rhythm.what.answers if format_.ask(answer.name))
    named = tuple(p.rotation.queue[-1] for p in parts if format_.role(p.role) and p.rotation.queue)
    round_ = sessions.open_session(visit, circle, place, by, format_, answers, named)
    telling.to_room(visit, row, "season_meeting", {"meeting": Text(one.title)})
    return round_


def _somebody(visit: Visit, circle: Record, host: MemberId | None) -> MemberId:
    """Return who begins a practice: it has parts for whoever begins it, so it needs somebody."""
    return host or MemberId(first_host(visit, circle) or books.here(visit, circle)[0])


# -- what becomes of a date ----------------------------------------------------------------------


def _settle(visit: Visit, row: Record, rhythm: Rhythm) -> None:
    """A date is over with: the next one comes."""
    past = settled_by(books.rhythm_of(visit, row), books.times_of(visit, row))
    before = books.rhythm_of(visit, row).held
    moved = tuple(one for one in rhythm.moved if one.number != before + 1)
    shifted = tuple(one for one in rhythm.shifted if one.of > past)
    settled = replace(
        rhythm, after=past, asked=False, announced=False, moved=moved, shifted=shifted
    )
    books.keep(visit, row, settled)


def _left_out(
    visit: Visit, row: Record, rhythm: Rhythm, host: MemberId | None, why: str,
    no: Refusal | None = None,
) -> None:  # fmt: skip
    """Leave this date out, and tell the host, once and alone."""
    at = books.next_of(visit, row) or visit.now
    _settle(visit, row, rhythm)
    member = hosts.in_charge(visit, row, host)
    if member is not None:
        args: dict[str, Arg] = {"why": why, "at": At(at), "reason": Text(_reason(visit, row, no))}
        telling.to_member(visit, row, "rhythm_left_out", member, args)


def _reason(visit: Visit, row: Record, no: Refusal | None) -> str:
    """Return why something could not be begun, in the words of the answer to who would try."""
    if no is None:
        return ""
    args: Mapping[str, Arg] = {**no.words, "you": Text(""), "host": Text("")}
    reader = room_reader(visit, books.circle_of(visit, row))
    return visit.house.wording.phrase(f"refused-{no.code}", args, reader).plain


# -- the end of a season -------------------------------------------------------------------------


def round_over(visit: Visit, round_: Record) -> None:
    """A round has ended: if it was the last meeting of a season, what follows it begins."""
    circle = visit.ledger.one(t.circle, id=round_["circle"])
    for row in books.rhythms(visit, circle, books.SEASON) if circle else ():
        rhythm = books.rhythm_of(visit, row)
        if rhythm.running != round_["id"]:
            continue
        if rhythm.closing:
            _finish(visit, row)
        elif rhythm.left == 0:
            _close(visit, row, rhythm)


def _title(season: Format) -> str:
    """Return what a season's end is called: not by a practice that was chosen for its meetings."""
    shipped = shelf.library().get(season.name)
    return shipped.title if shipped else season.title


def _is_open(visit: Visit, rhythm: Rhythm) -> bool:
    round_ = visit.ledger.one(t.round_, id=rhythm.running) if rhythm.running else None
    return round_ is not None and bool(round_["open"])


def _close(visit: Visit, row: Record, rhythm: Rhythm) -> None:
    """Hold the steps that follow the last meeting: how shall it go on?"""
    circle = books.circle_of(visit, row)
    place = _place(visit, rhythm)
    season = rhythm.what.format
    if season is None or not season.steps:
        _finish(visit, row)
        return
    if running(visit, place):
        visit.ledger.wake(f"{books.RHYTHM}{row['id']}", rhythm.place, visit.now + AGAIN)
        return
    last = visit.ledger.one(t.round_, id=rhythm.running) if rhythm.running else None
    by = _somebody(visit, circle, _chair(visit, last) or MemberId(row["member"]))
    telling.to_room(visit, row, "season_closing")
    try:
        round_ = sessions.open_session(visit, circle, place, by, closing(season, _title(season)))
    except Refusal:
        _finish(visit, row)  # too few are left to choose anything together
        return
    ended = replace(rhythm, closing=True, running=round_["id"])
    books.keep(visit, row, ended)


def _chair(visit: Visit, round_: Record | None) -> MemberId | None:
    chair: MemberId | None = state_of(visit, round_).chair if round_ else None
    return chair


def _finish(visit: Visit, row: Record) -> None:
    telling.to_room(visit, row, "season_over")
    books.end(visit, row)
