"""Ticked boxes, and answers with their reasons: shared by the kinds in which options are chosen."""

import re
from collections.abc import Iterator, Sequence

from facilitator.core.rounds.poll.kinds import editing
from facilitator.core.rounds.poll.state import Mark, Option

_BECAUSE = re.compile(
    r"\s*[,;:–—-]?\s+(?:(?:because|since)\s+(?!of\b)|(?=because\s+of\b))", re.IGNORECASE
)
"""What a reason stands behind; "because of" belongs to it, for without it the words make no sense."""
_EMPTY = frozenset({"", "-", "–", "0", "no", "n", "_", "__", "…", ".."})


def ticked(text: str, options: Sequence[Option]) -> tuple[int, ...] | None:
    """The options whose boxes are ticked in a ballot, or None where no ballot is in ``text``."""
    found = editing.marks_in(text, options)
    if found is None:
        return None
    return tuple(sorted(number for number, typed in found.items() if typed not in _EMPTY))


def written(options: Sequence[Option], marks: Sequence[Mark] = ()) -> str:
    """A ballot to be ticked, with the marks in it."""
    chosen = {mark.option for mark in marks if mark.value}
    return editing.written(options, lambda one: "x" if one.number in chosen else "")


def with_reason(text: str) -> Iterator[tuple[str, str]]:
    """The ways in which a text may be an answer and its reason: all of it, up to "because", its first
    line. Whoever reads takes the first that is an answer."""
    yield text, ""
    if said := behind_because(text):
        yield said
    if said := below(text):
        yield said


def behind_because(text: str) -> tuple[str, str] | None:
    """What stands before "because", and the reason behind it."""
    found = _BECAUSE.search(text)
    return (text[: found.start()], text[found.end() :].strip()) if found else None


def below(text: str) -> tuple[str, str] | None:
    """The first line, and what stands below it."""
    first, _, rest = text.strip().partition("\n")
    return (first, rest.strip()) if rest.strip() else None
