"""The forms a round can have, each the same few functions of the pure core.

A new form is one entry here, its core package and its words; nothing else in the house changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice
from facilitator.core.rounds import (
    commands,
    consent,
    discussion,
    dot_vote,
    go_around,
    harvest,
    pick,
    poll,
    prompt_round,
    session,
    vote,
)
from facilitator.core.rounds.consent.state import Objection
from facilitator.core.rounds.logged import Logged


@dataclass(frozen=True, slots=True)
class Shown:
    """A card's words (an attribute of ``<form>-card``), their arguments, and its visible fields."""

    face: str
    args: Mapping[str, Arg]
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """What the shell needs to know of a form. ``shape`` numbers the stored state's layout."""

    name: str
    shape: int
    state: type[Any]
    facts: Mapping[str, type[Any]]
    decide: Callable[[Any, Any, datetime], tuple[Any, ...]]
    evolve: Callable[[Any, Any], Any]
    notices: Callable[[Any, tuple[Any, ...], Any], tuple[Notice, ...]]
    next_due: Callable[[Any], datetime | None]
    card: Callable[[Any], Shown]
    is_over: Callable[[Any], bool]
    tick: Any
    outage: Callable[..., Any]
    places: Callable[[Any], int]
    seeds: Callable[[Any], tuple[str, ...]]
    """Emoji put under the card, so that an answer is one tap (they do not count)."""
    awaits: Callable[[Any, str], bool]
    """Whether the round waits for somebody's words."""
    is_sealed: Callable[[Any], bool] = lambda _: False
    """Whether even an edit of the card could tell that somebody has answered."""
    is_of_the_table: Callable[[Any, datetime], bool] = lambda _, __: False
    """Whether a clock that rings then is of people who are there: quiet times leave it alone."""
    waits: Callable[[Any], datetime | None] = lambda state: state.paused_at
    """Since when it waits for a host's judgement; None while it goes on by itself."""
    at_table: Callable[[Any], tuple[MemberId, ...]] = lambda _: ()
    """Who is at the table just now."""
    has_table: bool = True
    """Whether the form itself knows who is at the table; else the session that it is a step of."""
    log: Logged | None = None
    """How its facts stand in a log that others count again; None for forms that keep none."""


def _go_around_card(state: go_around.GoAround) -> Shown:
    shown = go_around.card(state)
    fields: dict[str, Any] = {
        "phase": shown.phase.value,
        "prompt": shown.prompt,
        "order": list(shown.order),
        "heard": shown.heard,
        "seats": shown.seats,
        "until": iso(shown.until),
    }
    if shown.speaking:
        fields["speaking"] = shown.speaking
    return Shown(go_around.card_surface(shown), go_around.card_args(shown), fields)


def _decision_card(state: consent.Decision) -> Shown:
    shown = consent.card(state)
    return Shown(shown.face, shown.args, {"phase": shown.phase.value, **shown.shown})


def _prompt_round_card(state: prompt_round.PromptRound) -> Shown:
    shown = prompt_round.card(state)
    fields: dict[str, Any] = {
        "phase": shown.phase.value,
        "prompt": shown.prompt,
        "sealed": shown.sealed,
        "heard": shown.heard,
        "seats": shown.seats,
        "until": iso(shown.until),
    }
    return Shown(prompt_round.card_surface(shown), prompt_round.card_args(shown), fields)


def _prompt_round_seeds(state: prompt_round.PromptRound) -> tuple[str, ...]:
    """None under a sealed card: a tap there would show who has answered."""
    return () if state.settings.sealed else ("✅", "⏭️")


def _decision_seeds(state: consent.Decision) -> tuple[str, ...]:
    """None where answers are sealed: a tap would show whose it is."""
    if state.phase in consent.STEPS:
        return () if state.settings.sealed else ("⏭️",)
    return () if state.settings.sealed else ("👍", "🤔", "🛑", "⏭️")


def _discussion_card(state: discussion.Discussion) -> Shown:
    shown = discussion.card(state)
    fields: dict[str, Any] = {
        "phase": shown.phase.value,
        "prompt": shown.prompt,
        "order": list(shown.order),
        "seats": shown.seats,
        "until": iso(shown.until),
    }
    if shown.speaking:
        fields["speaking"] = shown.speaking
    return Shown(discussion.card_surface(shown), discussion.card_args(shown), fields)


def _discussion_seeds(state: discussion.Discussion) -> tuple[str, ...]:
    """At a table whose talk one of them tells the others, 👋 takes that part."""
    tells = state.settings.table is not None and bool(state.settings.table.telling)
    return (*(("👋",) if tells else ()), "✋", "✅", "⏭️")


def _pick_card(state: pick.Pick) -> Shown:
    shown = pick.card(state)
    fields: dict[str, Any] = {
        "phase": shown.phase.value,
        "prompt": shown.prompt,
        "heard": shown.heard,
        "seats": shown.seats,
        "until": iso(shown.until),
    }
    return Shown(shown.face, shown.args, fields)


def _session_card(state: session.Session) -> Shown:
    shown = session.card(state)
    fields: dict[str, Any] = {
        "phase": shown.phase.value,
        "prompt": shown.title,
        "order": list(shown.order),
        "seats": len(shown.order),
    }
    if shown.until:
        fields["until"] = iso(shown.until)
    return Shown(session.card_surface(shown), session.card_args(shown), fields)


def _go_around_awaits(state: go_around.GoAround, member: str) -> bool:
    seat = state.seat(MemberId(member))
    return seat is not None and (not seat.settled or seat.echoing)


def _decision_awaits(state: consent.Decision, member: str) -> bool:
    return any(place.member == member and not place.left for place in state.places)


def _prompt_round_awaits(state: prompt_round.PromptRound, member: str) -> bool:
    seat = state.seat(MemberId(member))
    return seat is not None and (seat.place is prompt_round.Place.OPEN or seat.echoing)


def _discussion_awaits(state: discussion.Discussion, member: str) -> bool:
    """A letter does not end a place in one's own time: the next one is welcome as well."""
    seat = state.seat(MemberId(member))
    if seat is None or not seat.counts or state.over:
        return False
    return seat.slow or seat.place is discussion.Place.OPEN


def _dot_vote_card(state: dot_vote.DotVote) -> Shown:
    shown = dot_vote.card(state)
    return Shown(dot_vote.card_surface(shown), dot_vote.card_args(shown), _unseen(shown))


def _harvest_card(state: harvest.Harvest) -> Shown:
    shown = harvest.card(state)
    return Shown(harvest.card_surface(shown, state), harvest.card_args(shown), _unseen(shown))


def _unseen(shown: prompt_round.Card) -> dict[str, Any]:
    """The visible fields of what is answered unseen: numbers, and nobody's answer."""
    return {
        "phase": shown.phase.value,
        "prompt": shown.prompt,
        "sealed": True,
        "heard": shown.heard,
        "seats": shown.seats,
        "until": iso(shown.until),
    }


def _unseen_awaits(state: dot_vote.DotVote | harvest.Harvest, member: str) -> bool:
    """An answer may be given anew until the close."""
    seat = state.seat(MemberId(member))
    return seat is not None and seat.present and seat.place is not prompt_round.Place.PASSED


def _poll_card(state: poll.Poll) -> Shown:
    shown = poll.card(state)
    return Shown(shown.face, shown.args, shown.shown)


def _poll_awaits(state: poll.Poll, member: str) -> bool:
    """An answer may be given anew until the close."""
    place = state.place(MemberId(member))
    return place is not None and not place.left and not state.over


_AT_TABLE = (go_around.Phase.ROLL_CALL, go_around.Phase.TURNS, go_around.Phase.SWEEP)


def _go_around_table(state: go_around.GoAround) -> tuple[MemberId, ...]:
    if state.settings.day_paced or state.phase not in _AT_TABLE:
        return ()
    return tuple(seat.member for seat in state.seats if seat.present and not seat.slow)


def _discussion_table(state: discussion.Discussion) -> tuple[MemberId, ...]:
    talking = state.phase is discussion.Phase.OPEN
    return tuple(seat.member for seat in state.at_table) if talking else ()


def _session_table(state: session.Session) -> tuple[MemberId, ...]:
    return tuple(seat.member for seat in state.seats if state.is_live(seat))


def _decision_waits(state: consent.Decision) -> datetime | None:
    """A pause, or an objection that nobody builds in: since the newest of them, or the last text. One
    that lost its owner waits for no host: it finds somebody, or time keeps it as a concern. Nor does
    one that others are looking at."""
    held = [o for o in state.objections if o.standing in consent.STANDS and not _is_looked_at(o)]
    if state.paused_at is not None or not held:
        return state.paused_at
    owners = {o.member for o in held}
    raised = [b.heard_at for b in state.ballots if b.member in owners]
    return max([state.versions[-1].at, *raised])


def _is_looked_at(objection: Objection) -> bool:
    """Say whether it is asked just now if an objection qualifies: that goes on by itself."""
    return objection.examined is not None and objection.examined.until is not None


def _table_of_go_around(state: go_around.GoAround, due: datetime) -> bool:
    """Calls of minutes, and the quiet after somebody's words in the room."""
    calls = state.phase in (
        go_around.Phase.ROLL_CALL, go_around.Phase.TURNS, go_around.Phase.SWEEP,
    )  # fmt: skip
    return (calls and not state.settings.day_paced) or due == state.echo_quiet


def _table_of_discussion(state: discussion.Discussion, due: datetime) -> bool:
    return state.phase is discussion.Phase.OPEN or due == state.quiet


def _table_of_session(state: session.Session, due: datetime) -> bool:
    """A stillness or an offer of minutes, where all are there."""
    return all(map(state.is_live, state.seats))


def iso(moment: datetime) -> str:
    """Return a moment as machine-readable fields tell it: UTC, whole seconds, ``Z``."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


GO_AROUND = Form(
    "go_around", 1, go_around.GoAround, {f.__name__: f for f in get_args(go_around.Fact)},
    go_around.decide, go_around.evolve, go_around.notices, go_around.next_due, _go_around_card,
    lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), lambda _: ("👋", "✅", "⏭️"), _go_around_awaits,
    is_of_the_table=_table_of_go_around,
    at_table=_go_around_table,
)  # fmt: skip

CONSENT = Form(
    "consent", 1, consent.Decision, {f.__name__: f for f in get_args(consent.Fact)},
    vote.decide, consent.evolve, consent.notices, consent.next_due, _decision_card,
    lambda state: state.over,
    consent.Tick(), consent.Outage, lambda state: len(state.places),
    _decision_seeds, _decision_awaits, waits=_decision_waits, log=consent.LOG,
)  # fmt: skip

PROMPT_ROUND = Form(
    "prompt_round", 1, prompt_round.PromptRound,
    {f.__name__: f for f in get_args(prompt_round.Fact)},
    prompt_round.decide, prompt_round.evolve, prompt_round.notices, prompt_round.next_due,
    _prompt_round_card, lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), _prompt_round_seeds, _prompt_round_awaits,
    lambda state: state.hidden, has_table=False,
    is_of_the_table=lambda state, due: due == state.quiet,
)  # fmt: skip

DISCUSSION = Form(
    "discussion", 1, discussion.Discussion, {f.__name__: f for f in get_args(discussion.Fact)},
    discussion.decide, discussion.evolve, discussion.notices, discussion.next_due,
    _discussion_card, lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), _discussion_seeds, _discussion_awaits,
    is_of_the_table=_table_of_discussion,
    at_table=_discussion_table,
)  # fmt: skip

PICK = Form(
    "pick", 1, pick.Pick, {f.__name__: f for f in get_args(pick.Fact)},
    pick.decide, pick.evolve, pick.notices, pick.next_due, _pick_card,
    lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), lambda _: (),
    lambda state, member: state.awaits(MemberId(member)),
    lambda state: state.settings.sealed and not state.over, has_table=False,
)  # fmt: skip

SESSION = Form(
    "session", 1, session.Session, {f.__name__: f for f in get_args(session.Fact)},
    session.decide, session.evolve, session.notices, session.next_due, _session_card,
    lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), lambda _: ("👋", "✅", "⏭️"), lambda _, __: False,
    is_of_the_table=_table_of_session,
    at_table=_session_table,
)  # fmt: skip

DOT_VOTE = Form(
    "dot_vote", 1, dot_vote.DotVote, {f.__name__: f for f in get_args(dot_vote.Fact)},
    dot_vote.decide, dot_vote.evolve, dot_vote.notices, dot_vote.next_due, _dot_vote_card,
    lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), lambda _: (), _unseen_awaits, lambda state: state.hidden,
    is_of_the_table=lambda state, due: due == state.held.quiet, has_table=False,
)  # fmt: skip

HARVEST = Form(
    "harvest", 1, harvest.Harvest, {f.__name__: f for f in get_args(harvest.Fact)},
    harvest.decide, harvest.evolve, harvest.notices, harvest.next_due, _harvest_card,
    lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), lambda _: (), _unseen_awaits, lambda state: state.hidden,
    is_of_the_table=lambda state, due: due == state.held.quiet, has_table=False,
)  # fmt: skip

POLL = Form(
    "poll", 1, poll.Poll, {f.__name__: f for f in get_args(poll.Fact)},
    poll.decide, poll.evolve, poll.notices, poll.next_due, _poll_card,
    lambda state: state.over, poll.Tick(), poll.Outage, lambda state: len(state.places),
    poll.taps, _poll_awaits, log=poll.LOG,
)  # fmt: skip

BESIDE = frozenset({CONSENT.name, POLL.name})
"""Forms that may run beside a round, several at a time: they have places and no seats, and hear of
people and clocks in a decision's words."""

UNSEEN = frozenset({PROMPT_ROUND.name, DOT_VOTE.name, HARVEST.name, POLL.name})
"""Forms that may be sealed: what each is told alone is not counted where all can see it."""

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        GO_AROUND,
        CONSENT,
        PROMPT_ROUND,
        DISCUSSION,
        SESSION,
        PICK,
        DOT_VOTE,
        HARVEST,
        POLL,
    )
}
