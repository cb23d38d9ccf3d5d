"""Sessions: how a format is begun, and how its steps are held as rounds of their own."""

from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

from facilitator.core.durations import read_span
from facilitator.core.formats.format import Ask, AskKind, Filled, Format
from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Arg, Assistant, Text
from facilitator.core.reading import Line
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
from facilitator.core.scales import Scale
from facilitator.hosting import asks, harvests, picks, rehearsals, tables, votes
from facilitator.hosting.chance import seed
from facilitator.hosting.circles import need_circle
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
from facilitator.hosting.ghosts import is_in
from facilitator.hosting.go_arounds import may_begin
from facilitator.hosting.newcomers import came_since
from facilitator.hosting.people import one_member, take_people
from facilitator.hosting.quiet import in_quiet_times
from facilitator.hosting.rounds import act, begin, state_of
from facilitator.hosting.seats import seats
from facilitator.hosting.shelf import named, shelf
from facilitator.hosting.voice import is_apart
from facilitator.intake import Said
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


# -- beginning -----------------------------------------------------------------------------------


def start(visit: Visit, said: Said, line: Line) -> None:
    """``!start FORMAT [words] [key=value…]``; ``!checkin`` is ``!start check_in``."""
    word, _, rest = line.rest.strip().partition(" ")
    if line.word != "start":
        word, rest = line.word, line.rest
    if not word:
        raise Refusal("format-missing")
    format_ = named(visit, word)
    if format_ is None:
        raise unknown(visit, word)
    rest, rehearse = rehearsals.wanted(rest)
    if rehearse:
        rehearsals.ask(
            visit, said, need_circle(visit), format_, read_answers(format_, rest.strip())
        )
        return
    circle, place, by = may_begin(visit, said)
    if Scale(circle["scale"]) not in format_.scales:
        raise Refusal("format-elsewhere", {"format": Text(format_.title)})
    if format_.plan:
        _season(visit, format_)
        return
    mentioned, rest = _mentioned(visit, said, circle, format_, rest)
    answers = read_answers(format_, rest.strip())
    open_session(visit, circle, place, MemberId(by["id"]), format_, answers, mentioned)


def _season(visit: Visit, format_: Format) -> None:
    from facilitator.hosting.rhythms import seasons

    seasons.start_now(visit, format_)


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


def unknown(visit: Visit, word: str) -> Refusal:
    """Return the refusal of a name that no format here has, with the nearest that one has."""
    near = get_close_matches(word.casefold(), list(shelf(visit, visit.circle())), n=1, cutoff=0.5)
    if near:
        return Refusal("format-unknown-near", {"typed": Text(word), "meant": Text(near[0])})
    return Refusal("format-unknown", {"typed": Text(word)})


def _mentioned(
    visit: Visit, said: Said, circle: Record, format_: Format, rest: str
) -> tuple[tuple[MemberId, ...], str]:
    """Return whom the line names for a part, where the format has a part for somebody named."""
    if not any(role.who in (Filled.MENTIONED, Filled.PICK) for role in format_.roles):
        return (), rest
    people, left = take_people(visit, said, rest)
    return tuple(one_member(visit, said, handle, circle)["id"] for handle in people), left


def read_answers(format_: Format, rest: str) -> tuple[core.Answer, ...]:
    """Return what the line says to the format's asks. Raises ``Refusal`` with the first one missing."""
    given, words = asks.given(format_, rest)
    free = next((ask for ask in format_.asks if ask.kind is AskKind.WORDS), None)
    if words and free is not None and free.name not in given:
        given[free.name] = words
    for ask in format_.asks:
        if ask.name in given:
            _check(ask, given[ask.name])
        elif ask.default is None:
            raise _asked(format_, ask)
    return tuple(core.Answer(name, text) for name, text in given.items())


def _asked(format_: Format, ask: Ask) -> Refusal:
    """Ask for what is missing, in the one kind line that the format has for it."""
    args: dict[str, Arg] = {
        "ask": Text(ask.line),
        "format": Text(format_.name),
        "key": Text(ask.name),
        "how": "words" if ask.kind is AskKind.WORDS else "option",
    }
    return Refusal("format-asks", args)


def _check(ask: Ask, typed: str) -> None:
    match ask.kind:
        case AskKind.SPAN:
            fine = read_span(typed) is not None
        case AskKind.NUMBER:
            fine = typed.isdecimal()
        case AskKind.CHOICE:
            fine = typed.casefold() in ask.choices
        case AskKind.DATE:
            fine = asks.is_day(typed)
        case _:
            fine = True
    if not fine:
        raise Refusal("format-answer", {"ask": Text(ask.line), "typed": Text(typed)})


# -- steps ---------------------------------------------------------------------------------------


def hold(visit: Visit, row: Record, state: core.Session) -> None:
    """Begin the round that holds the present step of a session, where it has one to begin."""
    tables.follow(visit, row, state)
    step = state.step
    if state.over or step is None or not state.begun or state.phase is not core.Phase.STEP:
        return
    if visit.ledger.all(t.round_, session=row["id"], open=True):
        return
    held = core.holding(state, step)
    command = held.begin
    if isinstance(command, vote.Begin):
        votes.hold(visit, row, state, command, _texts(visit, held.quotes))
        return
    if isinstance(command, pick.Begin):
        command = picks.named(visit, command)
    if held.quotes:
        command = _about(command, _quoted(visit, held.quotes))
    form, package = HOLDERS[type(command)]
    circle = visit.ledger.one(t.circle, id=row["circle"]) or {}
    facts = package.announce(in_quiet_times(command, circle), visit.now)
    place = visit.ledger.one(t.place, id=row["place"]) or {}
    title = command.prompt
    begin(visit, form, RoundId(new_id("rnd")), circle, place, title, facts, session=row)


def with_quotes(visit: Visit, held: core.Holding) -> Any:
    """Return what begins a round, with the earlier words that it is about."""
    return _about(held.begin, _quoted(visit, held.quotes)) if held.quotes else held.begin


def _about(command: Any, text: str) -> Any:
    return replace(command, prompt=f"{command.prompt}\n\n{text}".strip())


def _quoted(visit: Visit, words: tuple[str, ...]) -> str:
    return "\n\n".join(_texts(visit, words))


def _texts(visit: Visit, words: tuple[str, ...]) -> Iterator[str]:
    for one in words:
        found = visit.ledger.one(t.words, id=one)
        if found is not None and not found["taken_back"]:
            yield str(found["text"])


def step_over(visit: Visit, row: Record, state: Any) -> None:
    """The round of a step has ended: its session goes on."""
    if tables.at_table(visit, row) is not None:
        tables.over(visit, row, state, ended=bool(visit.ledger.memory.get(_ending(row))))
        return
    session = visit.ledger.one(t.round_, id=row["session"])
    if session is None or not session["open"]:
        return
    if row["form"] == HARVEST.name:
        harvests.keep_lines(visit, session, state)
    heard, table = core.heard_in(state, state_of(visit, session))
    ended = bool(visit.ledger.memory.get(_ending(row)))
    act(visit, session, core.StepOver(heard, table, ended))


def _ending(row: Record) -> str:
    return f"ending:{row['id']}"


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
            visit.ledger.memory[_ending(row)] = True
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
