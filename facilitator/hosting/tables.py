"""The tables of a session: a few people in a room of their own for a while.

A table is a round like any other, a talk, held in a temporary room that only those who sit there can
read; whoever takes part by mail has the same by mail (`bridges/email/tables.py`). Such a room
belongs to no circle in the books: rights in it give no rights in the circle. Where everybody of the
circle sits at one table, the circle's own room is the table.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from facilitator.acts import Depart, Enter, Invite, MakeRoom, Power
from facilitator.clock import micros
from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Assistant, Notice, Room, To
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, discussion
from facilitator.core.rounds import session as core
from facilitator.core.scales import HOST_POWER, KEEPER_POWER
from facilitator.hosting import about
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.forms import DISCUSSION, SESSION
from facilitator.hosting.ghosts import bring_in
from facilitator.hosting.people import memberships
from facilitator.hosting.rounds import act, begin, occasion_of, running, state_of
from facilitator.hosting.voice import chat_handle, is_apart, tell
from facilitator.intake import Said, Ticked
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

TABLE, KEPT = "table", "kept"
"""The parts of a place that is a table's room, and of one that its people have kept."""

ROOMS = frozenset({TABLE, KEPT})

RESTS = "table:"
"""How the alarm is named at which nobody can write at a table any more."""

STAYS = timedelta(days=1)
"""How long a table's room can be kept after its end."""


def at_table(visit: Visit, row: Record) -> discussion.AtTable | None:
    """Return which table a round is, if it is one."""
    if row["form"] != DISCUSSION.name or row["session"] is None:
        return None
    table: discussion.AtTable | None = state_of(visit, row).settings.table
    return table


def row_here(visit: Visit, place: Record) -> Record | None:
    """Return the table that is held, or was, in a place."""
    if place["part"] in ROOMS:
        return visit.ledger.one(t.round_, place=place["id"])
    rows = visit.ledger.all(t.round_, place=place["id"], open=True)
    return next((row for row in rows if at_table(visit, row) is not None), None)


def circle_here(visit: Visit) -> Record | None:
    """Return the circle whose people sit in this table's room."""
    place = visit.place()
    row = row_here(visit, place) if place["part"] in ROOMS else None
    return visit.ledger.one(t.circle, id=row["circle"]) if row else None


# -- laying --------------------------------------------------------------------------------------


def follow(visit: Visit, row: Record, state: core.Session) -> None:
    """Let the rounds be as the session's tables are: begun, ended, with those who sit there."""
    rows = {_key(visit, one): one for one in _rows(visit, row)}
    here = {(state.lap, state.turn, table.number): table for table in state.running}
    for key, one in rows.items():
        if key not in here:
            cancelled = state.phase is core.Phase.CANCELLED
            close = commands.Cancel if cancelled else commands.End
            act(visit, one, close(MemberId(""), host=True))
    for key, table in here.items():
        if key in rows:
            _seat(visit, rows[key], state, table)
        elif table.members:
            _begin(visit, row, state, table)


def _rows(visit: Visit, session: Record) -> Iterator[Record]:
    rows = visit.ledger.all(t.round_, session=session["id"], open=True)
    yield from sorted((r for r in rows if at_table(visit, r)), key=lambda r: r["id"])


def _key(visit: Visit, row: Record) -> tuple[int, int, int]:
    table = at_table(visit, row) or discussion.AtTable()
    return (table.lap, table.turn, table.number)


def _begin(visit: Visit, row: Record, state: core.Session, table: core.Table) -> None:
    if state.step is None:
        return
    held = core.table_holding(state, state.step, table)
    command = about.with_quotes(visit, held)
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    whole = len(state.tables) == 1 and {*table.members} == {
        here["member"] for here in memberships(visit, circle)
    }
    settings = command.settings
    at = replace(settings.table, apart=not whole)
    command = replace(command, settings=replace(settings, table=at))
    place = visit.ledger.one(t.place, id=row["place"]) if whole else None
    place = place or _room(visit, circle, state, table)
    facts = discussion.announce(command, visit.now)
    title = command.prompt
    begin(visit, DISCUSSION, RoundId(new_id("rnd")), circle, place, title, facts, session=row)


def _room(visit: Visit, circle: Record, state: core.Session, table: core.Table) -> Record:
    """Open a room for those who sit at a table; who takes part by mail needs none."""
    id_ = new_id("plc")
    place = visit.ledger.add(
        t.place, id=id_, part=TABLE, assistants=Assistant.FACILITATOR, made_at=micros(visit.now)
    )
    line, title = visit.house.wording.line, state.format.title
    names = ", ".join(_names(visit, table.members))
    visit.post(
        MakeRoom(
            line("table-name", names=names, title=title),
            f"fac_table_{id_[4:].lower()}",
            topic=line("table-topic", title=title, circle=circle["name"]),
            history="invited",  # what is said before they come in is for them too
            invite=[h for m in table.members if (h := chat_handle(visit, m)) and _chats(state, m)],
        ),
        id_,
    )
    if state.timed:
        visit.post(Enter(), id_, sender=Assistant.TIMEKEEPER)
        bring_in(visit, place, Assistant.TIMEKEEPER)
    return place


def _names(visit: Visit, members: tuple[MemberId, ...]) -> Iterator[str]:
    for member in members:
        found = visit.ledger.one(t.member, id=member)
        if found is not None:
            yield str(found["name"])


def _chats(state: core.Session, member: MemberId) -> bool:
    seat = state.seat(member)
    return seat is not None and not seat.by_mail


def _seat(visit: Visit, row: Record, state: core.Session, table: core.Table) -> None:
    """Give who has come a place at the table, and let go of who has gone to another."""
    held = state_of(visit, row)
    here = {seat.member for seat in held.seats if seat.present}
    for invited in core.table_seats(state, table):
        if invited.member not in here:
            handle = chat_handle(visit, invited.member)
            if handle and not invited.by_mail and is_apart(visit, row):
                visit.post(Invite(handle), row["place"])
            act(visit, row, commands.Add(invited.member, invited, host=True))
    for member in here - {*table.members}:
        act(visit, row, commands.Left(member))


# -- coming and going ----------------------------------------------------------------------------


def go_to(visit: Visit, said: Said, line: Line) -> None:
    """``!in 2``: I go to that table. Raises ``Refusal``."""
    by = visit.member_of(said.by)
    session = _session_meant(visit, by)
    if session is None:
        raise Refusal("no-tables")
    act(visit, session, core.Sit(MemberId(by["id"]), int(line.rest.strip()[:6])))
    acknowledge(visit, said.ref, "👋")


def _session_meant(visit: Visit, by: Record) -> Record | None:
    place = visit.place()
    row = row_here(visit, place) or running(visit, place)
    if row is not None:
        name = row["session"] or row["id"]
        found = visit.ledger.one(t.round_, id=name)
        return found if found is not None and found["form"] == SESSION.name else None
    return next(_sessions_of(visit, by), None)


def _sessions_of(visit: Visit, by: Record) -> Iterator[Record]:
    """Return the sessions at whose tables somebody may sit now."""
    for here in visit.ledger.all(t.membership, member=by["id"]):
        if here["left_at"] is None and here["joined_at"] is not None:
            rows = visit.ledger.all(t.round_, circle=here["circle"], open=True)
            yield from (r for r in rows if has_tables(visit, r))


def has_tables(visit: Visit, row: Record) -> bool:
    """Say whether people sit at tables in a session now."""
    return row["form"] == SESSION.name and state_of(visit, row).phase is core.Phase.TABLES


def left_room(visit: Visit, place: Record, member: str) -> None:
    """Somebody left a table's room: nobody there waits for them."""
    row = row_here(visit, place)
    if row is not None and row["open"]:
        with suppress(Refusal):
            act(visit, row, commands.Pass(MemberId(member)))


# -- hosting -------------------------------------------------------------------------------------


def steer_all(visit: Visit, row: Record, command: commands.HostWord) -> bool:
    """A host's word in the circle's room while people sit at tables reaches all of them."""
    state = state_of(visit, row)
    for_tables = core.as_host(state, command)
    match command:
        case commands.End() | commands.Cancel() | commands.Chair() | commands.Add():
            return bool(act(visit, row, command))
        case commands.Pause() | commands.Resume():
            done = bool(act(visit, row, command))
        case commands.Next() | commands.Skip():
            for_tables, done = commands.End(command.by, host=True), False
        case _:
            done = False
    for one in list(_rows(visit, row)):
        with suppress(Refusal):  # one that is paused already, or over by now
            done |= bool(act(visit, one, for_tables))
    return done


def steer_one(visit: Visit, row: Record, command: commands.HostWord) -> bool:
    """A host's word at a table is for that table; the chair, and who takes part, are the session's."""
    session = visit.ledger.one(t.round_, id=row["session"]) or row
    if isinstance(command, commands.Add | commands.Chair):
        return bool(act(visit, session, command))
    command = core.as_host(state_of(visit, session), command)
    if isinstance(command, commands.Next | commands.Skip | commands.Cancel):
        command = commands.End(command.by, host=True)
    return bool(act(visit, row, command))


# -- the end -------------------------------------------------------------------------------------


def over(visit: Visit, row: Record, state: discussion.Discussion, *, ended: bool) -> None:
    """A table is over: its session hears so, and its room stays for a day, to be kept."""
    table = state.settings.table or discussion.AtTable()
    if is_apart(visit, row):
        visit.ledger.wake(f"{RESTS}{row['place']}", row["place"], visit.now + STAYS)
    session = visit.ledger.one(t.round_, id=row["session"])
    if session is None or not session["open"]:
        return
    told = core.told_at(state)
    act(
        visit, session,
        core.TableOver(table.lap, table.turn, table.number, told, state.teller, ended),
    )  # fmt: skip


def keep(visit: Visit, said: Said, line: Line) -> None:
    """``!keep``: the room of a table stays with those who sat there. Raises ``Refusal``."""
    place, by = visit.place(), visit.member_of(said.by)
    row = row_here(visit, place)
    if place["part"] not in ROOMS or row is None or place["gone"]:
        raise Refusal("nothing-to-keep")
    state = state_of(visit, row)
    if state.seat(MemberId(by["id"])) is None:
        raise Refusal("not-in-this-round")
    if row["open"]:
        raise Refusal("keep-later")
    hand_over(visit, place, row)


def hand_over(visit: Visit, place: Record, row: Record) -> None:
    """Give a table's room to its people; the Facilitator stays only where letters are to be carried."""
    if place["part"] == KEPT:
        return
    visit.ledger.wake(f"{RESTS}{place['id']}", "", None)
    visit.ledger.change(t.place, place, part=KEPT)
    seats = [seat for seat in state_of(visit, row).seats if seat.present]
    by_mail = [seat.member for seat in seats if seat.by_mail]
    handles = [chat_handle(visit, seat.member) for seat in seats if not seat.by_mail]
    levels = {handle: KEEPER_POWER for handle in handles if handle}
    visit.ledger.change(t.place, place, levels=json.dumps(levels))
    visit.post(Power(levels), place["id"])
    audience: list[Room | To] = [Room(), *(To(member) for member in by_mail)]
    for to in audience:
        notice = Notice("table_kept", to, {"mail": "some" if by_mail else "none"})
        tell(visit, notice, occasion_of(visit, row))
    if not by_mail:
        _leave(visit, place)


def rest(visit: Visit, tick: Ticked) -> None:
    """A day after its end nobody can write at a table that was not kept; nobody is sent away."""
    place = visit.ledger.one(t.place, id=tick.subject.removeprefix(RESTS))
    visit.ledger.wake(tick.subject, "", None)
    row = row_here(visit, place) if place else None
    if place is None or row is None or place["part"] != TABLE or place["gone"]:
        return
    tell(visit, Notice("table_rests", Room()), occasion_of(visit, row))
    visit.post(Power({}, talk=HOST_POWER), place["id"])
    _leave(visit, place)


def _leave(visit: Visit, place: Record) -> None:
    """All of ours go, the Facilitator last."""
    ours = [one for one in place["assistants"].split() if one != Assistant.FACILITATOR]
    for localpart in (*ours, Assistant.FACILITATOR):
        visit.post(Depart(), place["id"], sender=localpart)
    visit.ledger.change(t.place, place, assistants="", gone=True)
