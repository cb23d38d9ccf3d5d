"""The tables of a session: a few people in a room of their own for a while.

A table is a round like any other, a talk, held in a temporary room that only those who sit there can
read; whoever takes part by mail has the same by mail (`bridges/email/tables.py`). Such a room
belongs to no circle in the books: rights in it give no rights in the circle. Where everybody of the
circle sits at one table, the circle's own room is the table.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from facilitator.acts import Enter, Invite, MakeRoom
from facilitator.clock import micros
from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Assistant
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands, discussion
from facilitator.core.rounds import session as core
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.forms import DISCUSSION, SESSION
from facilitator.hosting.members.ghosts import bring_in
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import membership
from facilitator.hosting.practices import about
from facilitator.hosting.rounds import act, begin, held_now, running, state_of
from facilitator.hosting.seats import invited
from facilitator.hosting.voice import chat_handle, is_apart
from facilitator.intake import Said
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
        found = visit.ledger.all(t.round_, place=place["id"])
        return next((row for row in found if row["table_of"]), next(iter(found), None))
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
    if state.each is not None:
        return  # each holds a session of its own (``apart``)
    rows = {_key(visit, one): one for one in _talks(visit, row)}
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


def _talks(visit: Visit, session: Record) -> Iterator[Record]:
    rows = visit.ledger.all(t.round_, session=session["id"], open=True)
    yield from sorted((r for r in rows if at_table(visit, r)), key=lambda r: r["id"])


def sessions_at(visit: Visit, session: Record) -> list[Record]:
    """Return the sessions that its tables hold now, where each holds one of its own."""
    rows = visit.ledger.all(t.round_, table_of=session["id"], open=True)
    return sorted(rows, key=lambda row: row["id"])


def _key(visit: Visit, row: Record) -> tuple[int, int, int]:
    table = at_table(visit, row) or discussion.AtTable()
    return (table.lap, table.turn, table.number)


def _begin(visit: Visit, row: Record, state: core.Session, table: core.Table) -> None:
    if state.step is None:
        return
    held = core.table_holding(state, state.step, table)
    command = about.with_quotes(visit, held)
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    everybody = [seat.member for seat in state.seats]
    if state.apart is None:
        everybody = [here["member"] for here in memberships(visit, circle)]
    whole = len(state.tables) == 1 and {*table.members} == {*everybody}
    settings = command.settings
    at = replace(settings.table, apart=not whole)
    command = replace(command, settings=replace(settings, table=at))
    place = visit.ledger.one(t.place, id=row["place"]) if whole else None
    names = ", ".join(_names(visit, table.members))
    name = visit.house.wording.line("table-name", names=names, title=state.format.title)
    place = place or room(visit, circle, state, table, name)
    facts = discussion.announce(command, visit.now)
    title = command.prompt
    begin(visit, DISCUSSION, RoundId(new_id("rnd")), circle, place, title, facts, session=row)


def room(
    visit: Visit,
    circle: Record,
    state: core.Session,
    table: core.Table,
    name: str,
    way: str = "tables",
) -> Record:
    """Open a room for those who sit at a table; who takes part by mail needs none."""
    id_ = new_id("plc")
    place = visit.ledger.add(
        t.place, id=id_, part=TABLE, assistants=Assistant.FACILITATOR, made_at=micros(visit.now)
    )
    line, title = visit.house.wording.line, state.format.title
    visit.post(
        MakeRoom(
            name,
            f"fac_table_{id_[4:].lower()}",
            topic=line("table-topic", title=title, circle=circle["name"], way=way),
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
    for seat in core.table_seats(state, table):
        if seat.member not in here:
            handle = chat_handle(visit, seat.member)
            if handle and not seat.by_mail and is_apart(visit, row):
                invite(visit, row, handle)
            act(visit, row, commands.Add(seat.member, seat, host=True))
    for member in here - {*table.members}:
        act(visit, row, commands.Left(member))


def invite(visit: Visit, row: Record, handle: str) -> None:
    """Ask somebody into the room of a table."""
    visit.post(Invite(handle), row["place"])


# -- coming and going ----------------------------------------------------------------------------


def take_in(visit: Visit, session: Record, command: commands.Add) -> bool:
    """Give somebody a place in a session, and in the step that it holds if it asks them."""
    done = bool(act(visit, session, command))
    state, held = state_of(visit, session), held_now(visit, session)
    if held["id"] == session["id"] or state.step is None:
        return done
    asked = {seat.member for seat in state.places(state.step)}
    return (command.invited.member in asked and bool(act(visit, held, command))) or done


def go_to(visit: Visit, said: Said, line: Line) -> None:
    """``!in 2``: I go to that table. Raises ``Refusal``."""
    by = visit.member_of(said.by)
    session = _session_meant(visit, by)
    if session is None:
        raise Refusal("no-tables")
    act(visit, session, core.Sit(MemberId(by["id"]), int(line.rest.strip()[:6])))
    acknowledge(visit, said.ref, "👋")


def come_late(visit: Visit, session: Record, by: Record) -> bool:
    """Give a member of the circle who has no place in a session one, at its smallest table; return
    whether they had none.
    """
    circle = visit.ledger.one(t.circle, id=session["circle"]) or {}
    here = membership(visit, circle, by["id"])
    if here is None or state_of(visit, session).seat(MemberId(by["id"])) is not None:
        return False
    add = commands.Add(MemberId(by["id"]), invited(visit, here), host=True)
    return bool(act(visit, session, add))


def _session_meant(visit: Visit, by: Record) -> Record | None:
    place = visit.place()
    row = row_here(visit, place) or running(visit, place)
    if row is not None:
        name = row["table_of"] or row["session"] or row["id"]
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
            act(visit, held_now(visit, row), commands.Pass(MemberId(member)))


# -- hosting -------------------------------------------------------------------------------------


Reach = Callable[[Visit, Record, commands.HostWord], bool]
"""How a host's word reaches one table."""


def steer_all(visit: Visit, row: Record, command: commands.HostWord, reach: Reach) -> bool:
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
    for one in (*_talks(visit, row), *sessions_at(visit, row)):
        with suppress(Refusal):  # one that is paused already, or over by now
            done |= reach(visit, one, for_tables)
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
        stays(visit, row)
    session = visit.ledger.one(t.round_, id=row["session"])
    if session is None or not session["open"]:
        return
    told = core.told_at(state)
    act(
        visit, session,
        core.TableOver(table.lap, table.turn, table.number, told, state.teller, ended),
    )  # fmt: skip


def stays(visit: Visit, row: Record) -> None:
    """The room of a table that is over waits for a day, to be kept."""
    visit.ledger.wake(f"{RESTS}{row['place']}", row["place"], visit.now + STAYS)


def ends_with(visit: Visit, step: Record) -> None:
    """With this step its whole session ends, and not only the step."""
    visit.ledger.memory[f"ending:{step['id']}"] = True


def is_the_end(visit: Visit, step: Record) -> bool:
    """Say whether a host has ended the whole session, with the step that ends now."""
    return bool(visit.ledger.memory.get(f"ending:{step['id']}"))


def sitting(visit: Visit, row: Record) -> list[tuple[MemberId, bool]]:
    """Return who sits at a table, and whether they do so by mail."""
    seats = state_of(visit, row).seats
    return [(seat.member, seat.by_mail) for seat in seats if getattr(seat, "present", True)]
