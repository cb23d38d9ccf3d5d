"""What somebody can answer to a proposal, and what a reading of an answer can come to.

An emoji is read here (contract §4); words are read in ``readings``.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Position(StrEnum):
    """What one can answer. The first five are positions; two are words beside them."""

    CONSENT = "consent"
    """Good enough for now, safe enough to try."""
    CONCERN = "concern"
    """Consents, and the worry is written down."""
    OBJECT = "object"
    """Stops it, with a reason: it would harm."""
    ASIDE = "aside"
    """Takes no part in it and does not stop it."""
    PASS = "pass"  # noqa: S105  the word of the practice, no secret
    """Leaves it to the others: answered, never counted as consent."""
    MORE = "more"
    """Asks for time; no position."""
    QUESTION = "question"
    """Goes to the proposer; never an answer."""


class Doubt(StrEnum):
    """Why a reading asks instead of counting."""

    NEGATION = "negation"
    CONDITION = "condition"
    TWO = "two"
    UNCLEAR = "unclear"
    QUESTION_WORDS = "question-words"
    DOWN = "down"
    HAND = "hand"
    AGAINST = "against"
    """A plain no: is it a harm, or a worry?"""
    OVER = "over"
    """An objection or worry that seems to be settled: what stands instead?"""
    OTHERS = "others"
    """ "same as Ana": everybody answers for themselves."""
    OUT = "out"
    """ "I'm out": aside, pass, or leaving the circle?"""
    NEUTRAL = "neutral"
    """ "abstain", "I don't mind": aside, or pass?"""
    TIME = "time"
    """A wish for time in other words than *more*."""
    ASKING = "asking"
    """A question that says not whom it is for."""


@dataclass(frozen=True, slots=True)
class Read:
    """The answer is clear. ``reason`` is what was said beside the word, as typed, or empty."""

    position: Position
    reason: str = ""
    free: bool = field(default=False, compare=False)
    """Found in free words: its own word does not begin the answer."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something about a position, but not clear enough to count: the member is asked."""

    why: Doubt


@dataclass(frozen=True, slots=True)
class Same:
    """My answer to the earlier version, for this one too."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No sign of a position: other talk is just talk. ``why`` is what to ask whoever was asked for
    an answer and gave these words instead."""

    why: Doubt = Doubt.UNCLEAR


Reading = Read | Ask | Same | Nothing

_REACTIONS: dict[str, Reading] = {
    "👍": Read(Position.CONSENT),
    "✅": Read(Position.CONSENT),
    "🤔": Read(Position.CONCERN),
    "🛑": Read(Position.OBJECT),
    "⏭": Read(Position.PASS),
    "⏳": Read(Position.MORE),
    "🔁": Same(),
    "👎": Ask(Doubt.DOWN),
    "❌": Ask(Doubt.DOWN),
    "✋": Ask(Doubt.HAND),
}
_DRESS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
"""Variation selectors and skin tones: the same hand in another dress."""


def read_reaction(emoji: str) -> Reading:
    """What an emoji under the card says; unknown ones say nothing (contract §4)."""
    return _REACTIONS.get(_DRESS.sub("", emoji.strip()), Nothing())
