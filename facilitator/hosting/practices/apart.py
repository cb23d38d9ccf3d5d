"""Several tables that each hold a session of their own, because more came than a practice is for.

Such a table is a session like any other, in a room like any table's (``tables``): only its place in the
larger session is particular to it, and that whoever hosts it may be asked to tell the others a line.
"""

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.rounds import commands
from facilitator.core.rounds import session as core
from facilitator.hosting.forms import SESSION
from facilitator.hosting.practices import tables
from facilitator.hosting.rounds import act, begin, held_now, state_of
from facilitator.hosting.voice import chat_handle
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

NOBODY = MemberId("")
"""Who closes a table that is not needed any more."""


def follow(visit: Visit, row: Record, state: core.Session) -> None:
    """Let there be a session for each table of ``row``, with those who sit there; the others end."""
    if state.each is None:
        return
    rows = {state_of(visit, one).apart.number: one for one in tables.sessions_at(visit, row)}
    here = {table.number: table for table in state.running}
    for number, one in rows.items():
        if number not in here:
            _close(visit, one, cancelled=state.phase is core.Phase.CANCELLED)
    for number, table in here.items():
        if number in rows:
            _seat(visit, rows[number], state, table)
        elif table.members:
            _begin(visit, row, state, table)


def _begin(visit: Visit, row: Record, state: core.Session, table: core.Table) -> None:
    command = core.table_begin(state, table)
    circle = visit.ledger.one(t.circle, id=row["circle"])
    if command is None or command.apart is None or circle is None:
        return
    way = command.apart.way.value
    name = visit.house.wording.line(
        "apart-name", way=way, number=str(table.number), circle=circle["name"],
        title=state.format.title,
    )  # fmt: skip
    place = tables.room(visit, circle, state, table, name, way)
    facts = core.announce(command, visit.now)
    title = state.format.title
    begin(visit, SESSION, RoundId(new_id("rnd")), circle, place, title, facts, table_of=row)


def _close(visit: Visit, one: Record, *, cancelled: bool) -> None:
    """The whole has ended, or everybody has left this table: it ends with the step that it holds."""
    held = held_now(visit, one)
    if cancelled:
        act(visit, one, commands.Cancel(NOBODY, host=True))
    if held["id"] == one["id"]:
        act(visit, one, commands.End(NOBODY, host=True))
    elif cancelled:
        act(visit, held, commands.Cancel(NOBODY, host=True))
    else:
        tables.ends_with(visit, held)
        act(visit, held, commands.End(NOBODY, host=True))


def _seat(visit: Visit, one: Record, state: core.Session, table: core.Table) -> None:
    """Give who has come a place at the table, in the step that it holds as well."""
    here = {seat.member for seat in state_of(visit, one).seats}
    for invited in (seat for seat in state.seats if seat.member in table.members):
        if invited.member not in here:
            handle = chat_handle(visit, invited.member)
            if handle and not invited.by_mail:
                tables.invite(visit, one, handle)
            tables.take_in(visit, one, commands.Add(NOBODY, invited, host=True))
    for member in here - {*table.members}:
        for round_ in {r["id"]: r for r in (held_now(visit, one), one)}.values():
            if state_of(visit, round_).seat(member) is not None:
                act(visit, round_, commands.Left(member))


def over(visit: Visit, one: Record, state: core.Session) -> None:
    """A table's session is over: its room can be kept for a day, and the whole hears of it."""
    tables.stays(visit, one)
    whole = visit.ledger.one(t.round_, id=one["table_of"])
    if whole is None or not whole["open"] or state.apart is None:
        return
    now = state_of(visit, whole)
    number, speaker = state.apart.number, state.chair
    act(visit, whole, core.TableOver(now.lap, now.turn, number, speaker=speaker))
