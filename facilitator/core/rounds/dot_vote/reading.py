"""How people write down their points: ``1: 3``, ``Garden tools: 40``, ``3 on 1, 2 on 4``.

A reading is never a guess: one line that cannot be told for certain, and the whole answer is asked
about. A number that is left open (``2:``) is nothing on that one.
"""

import re
from collections.abc import Iterator, Sequence

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
_NUMBERED = re.compile(r"(\d{1,4})[.)]\s+(.+)")
_PIECES = re.compile(r"\s*(?:[,;]|\band\b)\s*", re.IGNORECASE)
_LEAST_LABEL = 3
"""Letters from which the beginning of an option can stand for it."""


def read_ballot(text: str, labels: Sequence[str]) -> tuple[Share, ...]:
    """Return the points in ``text``, each option at most once, those of nothing left out.

    ``labels`` are the options in their order. Raises ``Refusal``: ``points-unread`` with the line
    that cannot be told, ``points-twice`` with the number of an option that has two answers.
    """
    shares = [share for line in text.splitlines() if line.strip() for share in _line(line, labels)]
    if not shares:
        raise Refusal("points-unread", {"line": Text(text.strip()[:200]), "number": 1})
    seen: set[int] = set()
    for share in shares:
        if share.option in seen:
            raise Refusal("points-twice", {"number": share.option})
        seen.add(share.option)
    return tuple(share for share in shares if share.points)


def _line(line: str, labels: Sequence[str]) -> Iterator[Share]:
    whole = _piece(line, labels)
    if whole is not None:
        yield whole
        return
    for part in _PIECES.split(line.strip(_DRESS)):
        share = _piece(part, labels)
        if share is None:
            raise Refusal("points-unread", {"line": Text(line.strip()), "number": 1})
        yield share


def _piece(piece: str, labels: Sequence[str]) -> Share | None:
    said = piece.strip(_DRESS)
    if found := _BY_NUMBER.fullmatch(said):
        return Share(int(found[1]), int(found[2] or 0))
    if found := _ON_NUMBER.fullmatch(said):
        return Share(int(found[2]), int(found[1]))
    if found := _BY_LABEL.fullmatch(said):
        return _labelled(found[1], int(found[2]), labels)
    if found := _ON_LABEL.fullmatch(said):
        return _labelled(found[2], int(found[1]), labels)
    return None


def _labelled(label: str, points: int, labels: Sequence[str]) -> Share | None:
    """The option that is called so, or alone begins so; a number before it has to be its own."""
    number, wanted = None, label
    if found := _NUMBERED.fullmatch(label.strip()):
        number, wanted = int(found[1]), found[2]
    known, sought = [_plain(one) for one in labels], _plain(wanted)
    same = [n for n, one in enumerate(known, 1) if one == sought]
    begins = [n for n, one in enumerate(known, 1) if one.startswith(sought)]
    option = _only(same) or (_only(begins) if len(sought) >= _LEAST_LABEL else None)
    if option is None or number not in (None, option):
        return None
    return Share(option, points)


def _only(found: list[int]) -> int | None:
    return found[0] if len(found) == 1 else None


def _plain(label: str) -> str:
    return " ".join(label.split()).strip(_DRESS).casefold()
