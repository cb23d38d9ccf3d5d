"""What somebody asks with ``!poll``: the kind, the question, and what there is to choose.

People type the kind and forget it, write options below the question or behind it, and begin a question
with a word that is also a kind ("When do we meet?"). Where it can be told, it is.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core

CALLED: Mapping[str, str] = {
    "choice": "choose", "simple": "choose", "single": "choose", "multiple": "choose",
    "sense": "check", "sense-check": "check", "sense_check": "check", "temperature": "check",
    "gradient": "gradients", "agreement": "gradients",
    "opt-in": "count", "optin": "count", "opt_in": "count", "who": "count", "in": "count",
    "rsvp": "count",
    "dot": "dots", "dot-vote": "dots", "dot_vote": "dots", "allocate": "dots", "points": "dots",
    "rank": "ranked", "ranking": "ranked", "irv": "ranked", "scores": "score", "rate": "score",
    "when": "time", "meeting": "time", "date": "time", "dates": "time", "doodle": "time",
    "schedule": "time",
}  # fmt: skip
"""Other names people give to the kinds."""

_QUESTIONS = frozenset(
    ("who", "whose", "when", "what", "which", "where", "why", "how", "do", "does", "did", "is", "are",
     "can", "could", "shall", "should", "will", "would", "may", "must")
)  # fmt: skip
"""Words a question begins with: they are the question's, and no kind misspelt."""

_BULLET = re.compile(r"^\s*(?:[-*•–]\s+|\(?\d{1,2}[.)]\s+|\[\s?\]\s*)")
_HOUR = re.compile(r"\d[:.h]\d\d|\d\s?[ap]m\b|\bnoon\b|\bmidday\b|\bmidnight\b", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<question>.+?(?:\?|:(?=\s)))\s+(?P<rest>\S.*)")
_SIGNS = (r"\s*\|\s*", r"\s*;\s*", r"\s+/\s+", r"\s*,\s*(?:or\s+)?|\s+or\s+")
"""What may stand between options on one line, the plainest sign first."""


def asked(text: str) -> tuple[core.AnyKind, str, list[str]]:
    """Return the kind, the question and the options as they were typed. Without a kind it is a choice,
    or what its first word makes of it. Raises ``Refusal``."""
    first, _, below = text.strip().partition("\n")
    word, _, rest = first.strip().partition(" ")
    kind = _kind(word)
    question, typed = _options(rest.strip() if kind else first.strip(), _lines(below), kind)
    if kind is None:
        kind = _guessed(word, question, typed)
    return kind, question, typed


def _kind(word: str) -> core.AnyKind | None:
    """The kind that is named. A capital makes another name for one the first word of the question."""
    named = word.strip(":").lower()
    if named in CALLED and (word[:1].isupper() or named in _QUESTIONS):
        return None
    return core.KINDS.get(CALLED.get(named, named))


def _guessed(word: str, question: str, typed: list[str]) -> core.AnyKind:
    """The kind of a question that names none. Raises ``Refusal`` where there is nothing to choose."""
    named = word.strip(":?").lower()
    meant = CALLED.get(named)
    if meant == "count" and not typed:
        return core.KINDS["count"]
    if meant == "time" and typed and all(_HOUR.search(one) for one in typed):
        return core.KINDS["time"]
    if meant is None and named not in _QUESTIONS:
        _require_no_near(word, named)
    if len(typed) < 2 and "?" not in question:
        args = {"typed": Text(word), "kinds": Text(", ".join(core.KINDS))}
        raise Refusal("poll-kind-unknown", args)
    return core.KINDS["choose"]


def _require_no_near(word: str, named: str) -> None:
    if near := get_close_matches(named, [*core.KINDS, *CALLED], n=1, cutoff=0.75):
        meant = CALLED.get(near[0], near[0])
        raise Refusal("poll-kind-near", {"typed": Text(word), "meant": Text(meant)})


def _options(question: str, below: list[str], kind: core.AnyKind | None) -> tuple[str, list[str]]:
    """The question and its options: below it, else behind its question mark or a colon."""
    found = None if below or (kind and kind.fixed) else _BEHIND.fullmatch(question)
    if not found:
        return question, below
    for sign in _SIGNS:
        behind = [one for one in re.split(sign, found["rest"].strip(" ?.")) if one.strip()]
        if len(behind) > 1:
            return found["question"].rstrip(":"), behind
    return question, below


def _lines(below: str) -> list[str]:
    """Return the options: the first lines that stand together. What comes after a blank line is a
    greeting, unless every option has a blank line around it."""
    blocks = [block.split("\n") for block in re.split(r"\n[ \t]*\n", below.strip("\n"))]
    lines = blocks[0] if len(blocks[0]) > 1 else [line for block in blocks for line in block]
    return [said for line in lines if (said := _BULLET.sub("", line).strip())]
