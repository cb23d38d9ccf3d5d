"""How people write down their points: ``1: 3``, ``Garden tools: 40``, ``3 on 1, 2 on 4``.

A reading is never a guess: one line that cannot be told for certain, and the whole answer is asked
about. A number that is left open (``2:``) is nothing on that one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.dot_vote.state import Share

_DRESS = " \t\u00a0>*•–—-_.,;“”\"'"
_UNIT = r"(?:\s*(?:points?|dots?|pts?))?"
_NUMBER = r"(?:#|no\.?\s*|nr\.?\s*|number\s+|option\s+)?"
_BY_NUMBER = re.compile(rf"{_NUMBER}(\d{{1,4}})\s*[:=]\s*(?:(\d{{1,6}}){_UNIT})?", re.IGNORECASE)
_ON_NUMBER = re.compile(
    rf"(\d{{1,6}}){_UNIT}\s+(?:on|for|to)\s+{_NUMBER}(\d{{1,4}})", re.IGNORECASE
)
_BY_LABEL = re.compile(rf"(.+?)\s*[:=]\s*(\d{{1,6}}){_UNIT}", re.IGNORECASE)
_ON_LABEL = re.compile(rf"(\d{{1,6}}){_UNIT}\s+(?:on|for|to)\s+(.+)", re.IGNORECASE)
_BEHIND_LABEL = re.compile(rf"(.*[^\W\d].*?)\s+(\d{{1,6}}){_UNIT}", re.IGNORECASE)
"""Words and a number: its points, unless the two together are what an option is called."""
_NUMBERED = re.compile(r"(\d{1,4})[.)]\s+(.+)")
_PIECES = re.compile(r"\s*(?:[,;]|\band\b)\s*", re.IGNORECASE)
_LEAST_LABEL = 3
"""Letters from which the beginning of an option can stand for it."""

_Given = tuple[int, int | None]
"""An option by its number, and what it is given."""

Find = Callable[[str], int | None]
"""Which option is called so, by its number; None for none, or where it could be several."""


def read_ballot(text: str, labels: Sequence[str]) -> tuple[Share, ...]:
    """Return the points in ``text``, each option at most once, those of nothing left out.

    ``labels`` are the options in their order. Raises ``Refusal`` as :func:`read_numbers`.
    """
    given = read_numbers(text, partial(_called, labels=labels))
    return tuple(Share(option, points) for option, points in given.items() if points)


def read_numbers(text: str, find: Find) -> dict[int, int | None]:
    """Return the number that ``text`` gives each option, and None for one that it leaves open.

    Raises ``Refusal``: ``points-unread`` with the line that cannot be told, ``points-twice`` with the
    number of an option that has two answers.
    """
    given: dict[int, int | None] = {}
    for line in filter(str.strip, text.splitlines()):
        for option, number in _line(line, find):
            if option in given:
                raise Refusal("points-twice", {"number": option})
            given[option] = number
    if not given:
        raise Refusal("points-unread", {"line": Text(text.strip()[:200]), "number": 1})
    return given


def _line(line: str, find: Find) -> Iterator[_Given]:
    whole = _piece(line, find)
    if whole is not None:
        yield whole
        return
    for part in _PIECES.split(line.strip(_DRESS)):
        given = _piece(part, find)
        if given is None:
            raise Refusal("points-unread", {"line": Text(line.strip()), "number": 1})
        yield given


def _piece(piece: str, find: Find) -> _Given | None:
    said = piece.strip(_DRESS)
    if found := _BY_NUMBER.fullmatch(said):
        return int(found[1]), int(found[2]) if found[2] else None
    if found := _ON_NUMBER.fullmatch(said):
        return int(found[2]), int(found[1])
    if found := _BY_LABEL.fullmatch(said):
        option, points = find(found[1]), int(found[2])
    elif found := _ON_LABEL.fullmatch(said):
        option, points = find(found[2]), int(found[1])
    elif (found := _BEHIND_LABEL.fullmatch(said)) and find(said) is None:
        option, points = find(found[1]), int(found[2])
    else:
        return None
    return (option, points) if option is not None else None


def _called(label: str, labels: Sequence[str]) -> int | None:
    """The option that is called so, or alone begins so; a number before it has to be its own."""
    number, wanted = None, label
    if found := _NUMBERED.fullmatch(label.strip()):
        number, wanted = int(found[1]), found[2]
    known, sought = [_plain(one) for one in labels], _plain(wanted)
    same = [n for n, one in enumerate(known, 1) if one == sought]
    begins = [n for n, one in enumerate(known, 1) if one.startswith(sought)]
    option = _only(same) or (_only(begins) if len(sought) >= _LEAST_LABEL else None)
    return option if number in (None, option) else None


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _plain(label: str) -> str:
    return " ".join(label.split()).strip(_DRESS).casefold()
