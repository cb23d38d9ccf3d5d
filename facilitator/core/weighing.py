"""Deciding how to decide: three questions, and the lightest way of deciding that fits the answers.

Who is affected, how hard it is to undo, how urgent it is. The lighter the matter, the fewer it needs:
what touches only me and can be undone, I simply do and say so; what touches a few, I ask those about;
what touches all goes before all, and the harder it is to undo, the more time it has (after Sociocracy
3.0, "those affected decide", and the advice process).
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum


class Affected(StrEnum):
    """Whom it touches."""

    ME = "me"
    FEW = "few"
    ALL = "all"


class Undone(StrEnum):
    """How it can be undone."""

    EASILY = "easily"
    EFFORT = "effort"
    HARDLY = "hardly"


class Urgency(StrEnum):
    """How urgent it is."""

    TODAY = "today"
    WEEK = "week"
    CALM = "calm"


class Way(StrEnum):
    """How it could be decided, the lightest first."""

    DO = "do"
    """Just do it, and say so."""
    ADVICE = "advice"
    CONSENT = "consent"
    POLL = "poll"
    """There are several ways to go: hear first what people would choose."""
    FULL = "full"
    """Consent with a round of questions and one of reactions before it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What has been answered so far; None: not yet."""

    affected: Affected | None = None
    undone: Undone | None = None
    urgency: Urgency | None = None

    @property
    def asks(self) -> str | None:
        """The name of the first question that is open; None when all are answered."""
        return next((name for name in QUESTIONS if getattr(self, name) is None), None)


@dataclass(frozen=True, slots=True)
class Fitting:
    """The lightest way that fits; ``window`` is how long answers are waited for, None: as always."""

    way: Way
    window: timedelta | None = None


QUESTIONS: dict[str, type[Affected] | type[Undone] | type[Urgency]] = {
    "affected": Affected,
    "undone": Undone,
    "urgency": Urgency,
}
"""The questions in their order, and what can be answered."""

_SAID: tuple[tuple[str, str, str], ...] = (
    ("urgency", "calm", r"no hurry|no rush|not urgent|no time pressure|whenever|can wait|calm"),
    ("urgency", "today", r"today|now|at once|urgent(?:ly)?|immediately"),
    ("urgency", "week", r"(?:this|a|within a|one) week|week|soon|(?:a )?few days"),
    ("affected", "all", r"all of us|everyone|everybody|the whole circle|all"),
    ("affected", "few", r"a few of us|some of us|a few|few|some|several"),
    ("affected", "me", r"only me|just me|me alone|myself|me"),
    ("undone", "hardly", r"hardly|not at all|never|irreversible|for good|hard"),
    ("undone", "effort", r"(?:with )?(?:some )?effort|with work|costly"),
    ("undone", "easily", r"easily|easy|reversible|any time"),
)
_FILL = re.compile(
    r"[\s,;./&+–—-]|\band\b|\bit(?:'s| is)?\b|\bto undo\b|\bvery\b|\bis\b|\baffected\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[1-3](?:[\s,;./]*[1-3]){0,2}")
_EMOJI = str.maketrans("", "", "\ufe0f\u20e3")


def read_weighed(text: str, known: Weighed) -> Weighed | None:
    """Return ``known`` with what ``text`` answers, or None where any of it is something else.

    Digits answer the open questions in their order: 1, 2 or 3 as they are listed.
    """
    rest = " ".join(text.translate(_EMOJI).casefold().replace("’", "'").split())
    if _DIGITS.fullmatch(rest):
        return _by_digits(re.findall(r"[1-3]", rest), known)
    found: dict[str, str] = {}
    for question, answer, words in _SAID:
        rest, times = re.subn(rf"\b(?:{words})\b", " ", rest)
        if times and question in found:
            return None
        if times:
            found[question] = answer
    if not found or _FILL.sub("", rest):
        return None
    return _with(known, found)


def _by_digits(digits: list[str], known: Weighed) -> Weighed | None:
    open_ = [name for name in QUESTIONS if getattr(known, name) is None]
    if len(digits) > len(open_):
        return None
    pairs = zip(open_, digits, strict=False)
    return _with(known, {name: list(QUESTIONS[name])[int(digit) - 1] for name, digit in pairs})


def _with(known: Weighed, found: dict[str, str]) -> Weighed:
    for name, answer in found.items():
        known = replace(known, **{name: QUESTIONS[name](answer)})  # type: ignore[arg-type]
    return known


def fitting(weighed: Weighed, *, by_mail: bool, options: int = 0) -> Fitting:
    """Return the lightest way that fits what was answered in full.

    With somebody ``by_mail`` nothing is shorter than three days: a letter takes its time. Where there
    are several ``options``, those whom it touches are asked which.
    """
    if weighed.affected is Affected.ME:
        return Fitting(Way.ADVICE if weighed.undone is Undone.HARDLY else Way.DO)
    if options > 1:
        return Fitting(Way.POLL)
    if weighed.undone is Undone.HARDLY and weighed.affected is Affected.ALL:
        return Fitting(Way.FULL)
    days = {Urgency.TODAY: 3 if by_mail else 1, Urgency.WEEK: 3}.get(
        weighed.urgency or Urgency.CALM
    )
    window = timedelta(days=days) if days else None
    if weighed.affected is Affected.FEW and weighed.urgency is not Urgency.TODAY:
        return Fitting(Way.ADVICE)
    return Fitting(Way.CONSENT, window)
