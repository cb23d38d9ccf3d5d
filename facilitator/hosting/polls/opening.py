"""``!poll KIND QUESTION``, with an option on each line below it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.consent.policies import rules_of
from facilitator.core.scales import ROUND_PARTS, Scale
from facilitator.hosting import chance
from facilitator.hosting.decisions import place_of
from facilitator.hosting.forms import POLL
from facilitator.hosting.members.people import memberships
from facilitator.hosting.members.rights import need_circle, need_starter
from facilitator.hosting.polls.finding import polls_of
from facilitator.hosting.quiet import quiet_times
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rounds import begin
from facilitator.hosting.spans import span_chosen, yes_chosen
from facilitator.intake import Said
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

CALLED: Mapping[str, str] = {
    "choice": "choose", "simple": "choose", "single": "choose", "multiple": "choose",
    "sense": "check", "sense-check": "check", "sense_check": "check", "temperature": "check",
    "gradient": "gradients", "agreement": "gradients",
    "opt-in": "count", "optin": "count", "opt_in": "count", "who": "count",
    "dot": "dots", "dot-vote": "dots", "dot_vote": "dots", "allocate": "dots", "points": "dots",
    "rank": "ranked", "ranking": "ranked", "irv": "ranked", "scores": "score", "rate": "score",
    "when": "time", "meeting": "time", "date": "time", "dates": "time",
}  # fmt: skip
"""Other names people give to the kinds."""

_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\(?\d{1,2}[.)]\s+|\[\s?\]\s*)")
_RANGE = re.compile(r"(\d{1,3})(?:\.\.(\d{1,3}))?")
_SHARE = re.compile(r"(\d{1,3})(%?)")


def open_(visit: Visit, said: Said, line: Line) -> None:
    """Open a poll. Raises ``Refusal``."""
    circle, by = need_circle(visit), visit.member_of(said.by)
    if visit.place()["part"] not in ROUND_PARTS:
        raise Refusal("rounds-elsewhere", {"part": Text(visit.place()["part"])})
    need_starter(visit, circle, by["id"])
    need_awake(circle)
    kind, question, typed = _asked(line.rest)
    settings = settings_of(visit, circle, kind, line)
    options = _options(visit, kind, typed, settings)
    ask(visit, circle, by["id"], kind.name, question, options, settings)


def ask(
    visit: Visit,
    circle: Record,
    by: str,
    kind: str,
    question: str,
    options: tuple[core.Option, ...],
    settings: core.Settings,
) -> Record:
    """Put a question before everybody in the circle."""
    places = tuple(_place(visit, here) for here in memberships(visit, circle))
    round_id, number = RoundId(new_id("rnd")), len(polls_of(visit, circle)) + 1
    facts = core.ask(
        round_id, number, kind, MemberId(by), question, options, places, settings, visit.now
    )
    return begin(visit, POLL, round_id, circle, visit.place(), question, facts)


def _place(visit: Visit, here: Record) -> core.Place:
    place = place_of(visit, here)
    return core.Place(place.member, place.lane, place.by_mail, away=place.away)


# -- what is asked -------------------------------------------------------------------------------


def _asked(text: str) -> tuple[core.AnyKind, str, list[str]]:
    """Return the kind, the question and the lines of options. Without a kind it is a choice, where
    there is something to choose."""
    first, _, below = text.strip().partition("\n")
    word, _, question = first.strip().partition(" ")
    typed = _lines(below)
    named = word.strip(":").lower()
    kind = core.KINDS.get(CALLED.get(named, named))
    if kind is not None:
        return kind, question.strip(), typed
    if near := get_close_matches(named, [*core.KINDS, *CALLED], n=1, cutoff=0.75):
        meant = CALLED.get(near[0], near[0])
        raise Refusal("poll-kind-near", {"typed": Text(word), "meant": Text(meant)})
    if len(typed) < 2:
        args = {"typed": Text(word), "kinds": Text(", ".join(core.KINDS))}
        raise Refusal("poll-kind-unknown", args)
    return core.KINDS["choose"], first.strip(), typed


def _lines(below: str) -> list[str]:
    """Return the options: the first lines that stand together. What comes after a blank line is a
    greeting, unless every option has a blank line around it."""
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", below.strip("\n"))]
    lines = blocks[0] if len(blocks[0]) > 1 else [line for block in blocks for line in block]
    return [said for line in lines if (said := _BULLET.sub("", line).strip())]


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
            quiet_times=quiet_times(circle), seed=chance.seed(),
        )
    )  # fmt: skip
    chosen: dict[str, Any] = {}
    if window := span_chosen(line, "window"):
        chosen |= {"live_for": window, "slow_for": window}
    for option in ("lasts", "for", "each"):
        if lasts := span_chosen(line, option):
            chosen["lasts"] = lasts
    for option, field in (("names", "names"), ("none", "none"), ("add", "adds")):
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
            raise Refusal("poll-setting", {"setting": Text(option)}) from None

    return read


def _quorum(option: str, typed: str) -> dict[str, Any]:
    found = _SHARE.fullmatch(typed)
    if not found or (found[2] and int(found[1]) > 100):
        raise Refusal("quorum-unreadable", {"typed": Text(typed)})
    return {"quorum_percent" if found[2] else "quorum_people": int(found[1])}


def _threshold(option: str, typed: str) -> dict[str, Any]:
    found = _SHARE.fullmatch(typed)
    if not found or int(found[1]) > 100:
        raise Refusal("poll-setting", {"setting": Text(option)})
    return {"threshold_percent": int(found[1])}


def _range(option: str, typed: str) -> tuple[int, int | None]:
    found = _RANGE.fullmatch(typed)
    if not found:
        raise Refusal("poll-setting", {"setting": Text(option)})
    return int(found[1]), int(found[2]) if found[2] else None


def _choose(option: str, typed: str) -> dict[str, Any]:
    """``choose=3`` is three at most; ``choose=2..3`` two at least."""
    first, last = _range(option, typed)
    return {"least": 1, "most": first} if last is None else {"least": first, "most": last}


def _scale(option: str, typed: str) -> dict[str, Any]:
    first, last = _range(option, typed)
    return {"low": 0, "high": first} if last is None else {"low": first, "high": last}


def _number(field: str) -> Callable[[str, str], dict[str, Any]]:
    def read(option: str, typed: str) -> dict[str, Any]:
        number, last = _range(option, typed)
        if last is not None or not number:
            raise Refusal("poll-setting", {"setting": Text(option)})
        return {field: number}

    return read


_READ: Mapping[str, Callable[[str, str], dict[str, Any]]] = {
    "quorum": _quorum,
    "threshold": _threshold,
    "hidden": _one_of("hidden", core.Hidden),
    "reason": _one_of("reason", core.Reasons),
    "choose": _choose,
    "scale": _scale,
    "points": _number("points"),
    "seats": _number("seats"),
    "target": _number("target"),
}
