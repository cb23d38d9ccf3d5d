"""Sessions: how a format is begun, and how its steps are held as rounds of their own."""

from typing import Any
from zoneinfo import ZoneInfo

from facilitator.core.formats.format import Format
from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Assistant
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import (
    commands,
    discussion,
    dot_vote,
    go_around,
    harvest,
    pick,
    prompt_round,
    vote,
)
from facilitator.core.rounds import session as core
from facilitator.hosting.chance import seed
from facilitator.hosting.forms import (
    DISCUSSION,
    DOT_VOTE,
    GO_AROUND,
    HARVEST,
    PICK,
    PROMPT_ROUND,
    SESSION,
    Form,
)
from facilitator.hosting.members.ghosts import is_in
from facilitator.hosting.newcomers.newcomers import came_since
from facilitator.hosting.practices import about, apart, asks, beside, harvests, picks, tables, votes
from facilitator.hosting.quiet import in_quiet_times
from facilitator.hosting.rounds import act, begin, held_now, state_of
from facilitator.hosting.seats import seats
from facilitator.hosting.voice import is_apart
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

HOLDERS: dict[type[Any], tuple[Form, Any]] = {
    go_around.Begin: (GO_AROUND, go_around),
    prompt_round.Begin: (PROMPT_ROUND, prompt_round),
    discussion.Begin: (DISCUSSION, discussion),
    dot_vote.Begin: (DOT_VOTE, dot_vote),
    harvest.Begin: (HARVEST, harvest),
    pick.Begin: (PICK, pick),
}
"""Which form of round holds a step that begins so."""


def open_session(
    visit: Visit,
    circle: Record,
    place: Record,
    by: MemberId,
    format_: Format,
    answers: tuple[core.Answer, ...] = (),
    mentioned: tuple[MemberId, ...] = (),
) -> Record:
    """Hold a format now, ``by`` being its host; return its round. Raises ``Refusal``."""
    today = visit.now.astimezone(ZoneInfo(circle["zone"])).date()
    command = core.Begin(
        by,
        format_,
        tuple(seats(visit, circle)),
        seed(),
        asks.dated(format_, answers, today),
        mentioned,
        came_since(visit, circle),
        timed=is_in(place, Assistant.TIMEKEEPER),
    )
    facts = core.announce(in_quiet_times(command, circle), visit.now)
    return begin(visit, SESSION, RoundId(new_id("rnd")), circle, place, format_.title, facts)


# -- steps ---------------------------------------------------------------------------------------


def hold(visit: Visit, row: Record, state: core.Session) -> None:
    """Begin the round that holds the present step of a session, where it has one to begin."""
    tables.follow(visit, row, state)
    apart.follow(visit, row, state)
    step = state.step
    if state.over or step is None or not state.begun or state.phase is not core.Phase.STEP:
        return
    if visit.ledger.all(t.round_, session=row["id"], open=True):
        return
    held = core.holding(state, step)
    if isinstance(held.begin, vote.Begin):
        votes.hold(visit, row, state, held.begin, about.texts(visit, held.quotes))
        return
    command = about.with_quotes(visit, held)
    if isinstance(command, pick.Begin):
        command = picks.named(visit, command)
    form, package = HOLDERS[type(command)]
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    facts = package.announce(in_quiet_times(command, circle), visit.now)
    place = visit.ledger.one(t.place, id=row["place"]) or {}
    title = command.prompt
    name = RoundId(new_id("rnd"))
    beside.knows(visit, state, step, name)
    begun = begin(visit, form, name, circle, place, title, facts, session=row)
    beside.ask_in_chat(visit, row, state, begun)
    beside.bring(visit, state, step, begun)


def step_over(visit: Visit, row: Record, state: Any) -> None:
    """The round of a step has ended: its session goes on."""
    if tables.at_table(visit, row) is not None:
        tables.over(visit, row, state, ended=tables.is_the_end(visit, row))
        return
    session = visit.ledger.one(t.round_, id=row["session"])
    if session is None or not session["open"]:
        return
    if row["form"] == HARVEST.name:
        harvests.keep_lines(visit, session, state)
    heard, table = core.heard_in(state, state_of(visit, session))
    act(visit, session, core.StepOver(heard, table, tables.is_the_end(visit, row)))


# -- a host's words ------------------------------------------------------------------------------


def steer_whole(visit: Visit, row: Record, command: commands.HostWord) -> bool:
    """Let a host's word reach a session that holds no step in its room just now, or any round that is
    no step. While people sit at tables it reaches all of them. Return whether anything followed.
    """
    if not tables.has_tables(visit, row):
        return bool(act(visit, row, command))
    return tables.steer_all(visit, row, command, _steer_table)


def _steer_table(visit: Visit, row: Record, command: commands.HostWord) -> bool:
    if row["table_of"] is None:
        return bool(act(visit, row, command))
    held = held_now(visit, row)
    return (steer if held["session"] else steer_whole)(visit, held, command)


def steer(visit: Visit, row: Record, command: commands.HostWord) -> bool:
    """Let a host's word reach the round of a step, and its session where it is about the whole.

    *next* ends a step in which nobody is next; *end* and *cancel* are for the whole. Return whether
    anything followed.
    """
    if is_apart(visit, row):
        return tables.steer_one(visit, row, command)
    session = visit.ledger.one(t.round_, id=row["session"]) or row
    state = state_of(visit, session)
    if isinstance(command, commands.Add | commands.Chair | commands.Cancel):
        done = bool(act(visit, session, command))
        return (_is_for_step(state, command) and bool(act(visit, row, command))) or done
    command = core.as_host(state, command)
    match command:
        case commands.Next():
            return _next(visit, row, command)
        case commands.End():
            tables.ends_with(visit, row)
            return bool(act(visit, row, command))
        case _:
            return bool(act(visit, row, command))


def _is_for_step(state: core.Session, command: commands.HostWord) -> bool:
    """Say whether a word for the whole is for the round of the step as well.

    The chair is the session's; whoever is added has a place in the step if it asks them, too.
    """
    if isinstance(command, commands.Add) and state.step is not None:
        return command.invited.member in {seat.member for seat in state.places(state.step)}
    if isinstance(command, commands.Chair):
        return state.step is not None and state.step.pick is not None  # who says which one
    return isinstance(command, commands.Cancel)


def _next(visit: Visit, row: Record, command: commands.Next) -> bool:
    try:
        return bool(act(visit, row, command))
    except Refusal as refusal:
        if refusal.code not in ("nothing-to-move-on", "table-has-ended"):
            raise
    return bool(act(visit, row, commands.End(command.by, command.host)))
