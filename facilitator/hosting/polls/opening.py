"""``!poll KIND QUESTION``, with an option on each line below it."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.consent.policies import rules_of
from facilitator.core.rounds.poll import native
from facilitator.core.rounds.poll.asking import MOST_OPTIONS
from facilitator.core.scales import ROUND_PARTS, Scale
from facilitator.hosting import chance
from facilitator.hosting.decisions.decisions import place_of
from facilitator.hosting.forms import POLL
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import need_circle, need_starter
from facilitator.hosting.polls.asked import asked
from facilitator.hosting.polls.finding import polls_of
from facilitator.hosting.polls.fitting import require_fitting, require_reachable
from facilitator.hosting.polls.voters import voters_said
from facilitator.hosting.polls.weights import UNIT, weights_said
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rounds import begin
from facilitator.hosting.spans import span_chosen, yes_chosen
from facilitator.intake import Said
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

_FLAGS = {"names": "names", "none": "none", "add": "adds", "native": "native"}
"""Options that are yes or no, and the settings they are."""

_RANGE = re.compile(r"(\d{1,3})(?:\.\.(\d{1,3}))?")
_SHARE = re.compile(r"(\d{1,3})(%?)")


def open_(visit: Visit, said: Said, line: Line) -> None:
    """Open a poll. Raises ``Refusal``."""
    circle, by = need_circle(visit), visit.member_of(said.by)
    if visit.place()["part"] not in ROUND_PARTS:
        raise Refusal("rounds-elsewhere", {"part": Text(visit.place()["part"])})
    need_starter(visit, circle, by["id"])
    need_awake(circle)
    kind, question, typed = asked(line.rest)
    require_fitting(kind, line)
    settings = settings_of(visit, circle, kind, line)
    given = weights_said(visit, said, circle, line)
    if given:
        settings = replace(settings, unit=UNIT)
    voters = voters_said(visit, said, circle, line, given)
    if voters:
        settings = replace(settings, chosen=True)
    require_reachable(settings, len(voters or memberships(visit, circle)))
    options = _options(visit, kind, typed, settings)
    if "native" in line.options and settings.native and not native.fits(kind, options, settings):
        raise Refusal("poll-native")
    ask(visit, circle, by["id"], kind.name, question, options, settings, given, voters)


def ask(
    visit: Visit,
    circle: Record,
    by: str,
    kind: str,
    question: str,
    options: tuple[core.Option, ...],
    settings: core.Settings,
    weights: Mapping[str, int] | None = None,
    voters: Collection[str] = (),
) -> Record:
    """Put a question before everybody in the circle, or before ``voters`` alone. ``weights`` are of
    those whose answer weighs more or less than one. Raises ``Refusal``."""
    given = weights or {}
    here = [one for one in memberships(visit, circle) if not voters or one["member"] in voters]
    places = tuple(_place(visit, one, given.get(one["member"], settings.unit)) for one in here)
    if not any(place.weight for place in places):
        raise Refusal("poll-weights-nothing")
    round_id, number = RoundId(new_id("rnd")), len(polls_of(visit, circle)) + 1
    facts = core.ask(
        round_id, number, kind, MemberId(by), question, options, places, settings, visit.now
    )
    return begin(visit, POLL, round_id, circle, visit.place(), question, facts)


def _place(visit: Visit, here: Record, weight: int) -> core.Place:
    place = place_of(visit, here)
    return core.Place(place.member, place.lane, place.by_mail, away=place.away, weight=weight)


def _options(
    visit: Visit, kind: core.AnyKind, typed: list[str], settings: core.Settings
) -> tuple[core.Option, ...]:
    line = visit.house.wording.line
    if kind.fixed:
        if typed:
            raise Refusal("poll-options-fixed")
        typed = [line(f"poll-{kind.name}-{key}") for key in kind.fixed]
    made = kind.make(typed, settings, visit.now)
    if not settings.none or kind.fixed:
        return made
    return (*made, core.Option(len(made) + 1, line("poll-none")))


# -- its settings --------------------------------------------------------------------------------


def settings_of(visit: Visit, circle: Record, kind: core.AnyKind, line: Line) -> core.Settings:
    """Return the usual settings of a kind in this circle, with what the line asks for instead."""
    rules = rules_of(Scale(circle["scale"]))
    usual = kind.usual(
        core.Settings(
            live_for=rules.live_for, slow_for=rules.slow_for, zone=circle["zone"],
            quiet_times=quiet_times(circle), seed=chance.seed(), native=True,
        )
    )  # fmt: skip
    if yes_chosen(line, "anonymous"):
        usual = core.anonymous(usual)
    chosen: dict[str, Any] = {}
    if window := span_chosen(line, "window"):
        chosen |= {"live_for": window, "slow_for": window}
    for option in ("lasts", "for", "each"):
        if lasts := span_chosen(line, option):
            chosen["lasts"] = lasts
    for option, field in _FLAGS.items():
        said = yes_chosen(line, option)
        if said is not None:
            chosen[field] = said
    for option, read in _READ.items():
        if option in line.options:
            chosen |= read(option, line.options[option])
    return replace(usual, **chosen)


def _one_of(field: str, values: type[Any]) -> Callable[[str, str], dict[str, Any]]:
    def read(option: str, typed: str) -> dict[str, Any]:
        try:
            return {field: values(typed.lower())}
        except ValueError:
            raise Refusal("poll-setting", {"setting": Text(option), "which": option}) from None

    return read


def _quorum(option: str, typed: str) -> dict[str, Any]:
    found = _SHARE.fullmatch(typed)
    if not found or (found[2] and int(found[1]) > 100):
        raise Refusal("quorum-unreadable", {"typed": Text(typed)})
    return {"quorum_percent" if found[2] else "quorum_people": int(found[1])}


def _threshold(option: str, typed: str) -> dict[str, Any]:
    found = _SHARE.fullmatch(typed)
    if not found or int(found[1]) > 100:
        raise Refusal("poll-setting", {"setting": Text(option), "which": option})
    return {"threshold_percent": int(found[1])}


def _range(option: str, typed: str) -> tuple[int, int | None]:
    found = _RANGE.fullmatch(typed)
    if not found:
        raise Refusal("poll-setting", {"setting": Text(option), "which": option})
    return int(found[1]), int(found[2]) if found[2] else None


def _choose(option: str, typed: str) -> dict[str, Any]:
    """``choose=3`` is three at most; ``choose=2..3`` two at least."""
    first, last = _range(option, typed)
    return {"least": 1, "most": first} if last is None else {"least": first, "most": last}


def _least(option: str, typed: str) -> dict[str, Any]:
    """``min=2`` is two at least, and as many more as there are, unless ``max=`` says how many."""
    return _number("least")(option, typed) | {"most": MOST_OPTIONS}


def _scale(option: str, typed: str) -> dict[str, Any]:
    first, last = _range(option, typed)
    return {"low": 0, "high": first} if last is None else {"low": first, "high": last}


def _number(field: str) -> Callable[[str, str], dict[str, Any]]:
    def read(option: str, typed: str) -> dict[str, Any]:
        number, last = _range(option, typed)
        if last is not None or not number:
            raise Refusal("poll-setting", {"setting": Text(option), "which": option})
        return {field: number}

    return read


_READ: Mapping[str, Callable[[str, str], dict[str, Any]]] = {
    "quorum": _quorum,
    "threshold": _threshold,
    "hidden": _one_of("hidden", core.Hidden),
    "reason": _one_of("reason", core.Reasons),
    "choose": _choose,
    "min": _least,
    "max": _number("most"),
    "scale": _scale,
    "points": _number("points"),
    "seats": _number("seats"),
    "target": _number("target"),
}
