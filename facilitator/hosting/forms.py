"""The forms a round can have, each the same few functions of the pure core.

A new form is one entry here, its core package and its words; nothing else in the house changes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice
from facilitator.core.rounds import commands, consent, discussion, go_around, prompt_round, session


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


def iso(moment: datetime) -> str:
    """Return a moment as machine-readable fields tell it: UTC, whole seconds, ``Z``."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


GO_AROUND = Form(
    "go_around", 1, go_around.GoAround, {f.__name__: f for f in get_args(go_around.Fact)},
    go_around.decide, go_around.evolve, go_around.notices, go_around.next_due, _go_around_card,
    lambda state: state.over, go_around.TimePassed(), go_around.Outage,
    lambda state: len(state.seats), lambda _: ("👋", "✅", "⏭️"), _go_around_awaits,
)  # fmt: skip

CONSENT = Form(
    "consent", 1, consent.Decision, {f.__name__: f for f in get_args(consent.Fact)},
    consent.decide, consent.evolve, consent.notices, consent.next_due, _decision_card,
    lambda state: state.phase not in (consent.Phase.OPEN, consent.Phase.PROVISIONAL),
    consent.Tick(), consent.Outage, lambda state: len(state.places),
    lambda _: ("👍", "🤔", "🛑", "⏭️"), _decision_awaits,
)  # fmt: skip

PROMPT_ROUND = Form(
    "prompt_round", 1, prompt_round.PromptRound,
    {f.__name__: f for f in get_args(prompt_round.Fact)},
    prompt_round.decide, prompt_round.evolve, prompt_round.notices, prompt_round.next_due,
    _prompt_round_card, lambda state: state.over, prompt_round.TimePassed(), prompt_round.Outage,
    lambda state: len(state.seats), _prompt_round_seeds, _prompt_round_awaits,
    lambda state: state.hidden,
)  # fmt: skip

DISCUSSION = Form(
    "discussion", 1, discussion.Discussion, {f.__name__: f for f in get_args(discussion.Fact)},
    discussion.decide, discussion.evolve, discussion.notices, discussion.next_due,
    _discussion_card, lambda state: state.over, discussion.TimePassed(), discussion.Outage,
    lambda state: len(state.seats), lambda _: ("✋", "✅", "⏭️"), _discussion_awaits,
)  # fmt: skip

SESSION = Form(
    "session", 1, session.Session, {f.__name__: f for f in get_args(session.Fact)},
    session.decide, session.evolve, session.notices, session.next_due, _session_card,
    lambda state: state.over, commands.TimePassed(), commands.Outage,
    lambda state: len(state.seats), lambda _: ("👋", "✅", "⏭️"), lambda _, __: False,
)  # fmt: skip

FORMS: Mapping[str, Form] = {
    form.name: form for form in (GO_AROUND, CONSENT, PROMPT_ROUND, DISCUSSION, SESSION)
}
