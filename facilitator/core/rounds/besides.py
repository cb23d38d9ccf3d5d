"""Answers that stand beside the positions on a proposal, in the words in which they are given.

*consent ahead*, *object unnamed*, a question *about* an objection, and the owner's *answer* to one.
Each begins with its own words, so that nothing of somebody's free talk is taken for it. English only,
as :mod:`.positions` is.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ahead:
    """I consent, also to a next version that resolves objection ``number``."""

    number: int | None


@dataclass(frozen=True, slots=True)
class Unnamed:
    """I object, and would rather not be named. ``reason`` may be empty."""

    reason: str


@dataclass(frozen=True, slots=True)
class About:
    """A question to the owner of an objection."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What the owner of an objection says to a question about it."""

    number: int | None
    words: str


Beside = Ahead | Unnamed | About | Answered

_N = r"(?:(?:objection|number|no\.?)\s+|#)?(\d{1,3})"
_AHEAD = re.compile(
    rf"(?:i\s+)?consent,?\s+ahead(?:\s+(?:of|to|for))?(?:\s+(?:the\s+)?{_N}|\s+the\s+objection)?[\s.]*",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:i\s+)?object(?:ion)?,?\s+\(?(?:unnamed|anonymous(?:ly)?|without\s+(?:my|a)\s+name)\)?(?![\w-])"
    r"[\s:,.;–—-]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(
    r"question,?\s+about(?:=|\s+objection\s+#?|\s+#)(\d{1,3})(?!\w)[\s:,.;–—-]*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANSWERED = re.compile(
    rf"answer(?:\s+(?:to\s+)?{_N}(?!\w))?[\s:,.;–—-]+(\S.*)", re.IGNORECASE | re.DOTALL
)


def read_beside(text: str) -> Beside | None:
    """Return what the words say beside a position; None where they are none of these."""
    said = text.strip()
    if found := _AHEAD.fullmatch(said):
        return Ahead(int(found[1]) if found[1] else None)
    if found := _UNNAMED.fullmatch(said):
        return Unnamed(found[1].strip())
    if found := _ABOUT.fullmatch(said):
        return About(int(found[1]), found[2].strip())
    if found := _ANSWERED.fullmatch(said):
        return Answered(int(found[1]) if found[1] else None, found[2].strip())
    return None
