"""How authors answer for their lines: ``ok``, new words, ``leave me out``; by number where several.

A reading is never a guess: *ok* counts alone, not with a condition after it; what is not clear is
asked about, and keeps nothing.
"""

import re
from dataclasses import dataclass

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.harvest.state import Fate

_MARKS = " \t\u00a0.!,;*“”\"'"
_OK = re.compile(
    r"(?:all\s+)?(?:ok|okay|oke|yes|yes please|fine|fine by me|keep|keep it|keep them|all fine)"
    r"(?:\s+(?:to|with|for)\s+(?:all|both|me))?",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"(?:please\s+)?(?:leave|take|keep)\s+(?:me|it|them|this|that|mine|all)\s+out|out|no|none|"
    r"no thanks|no,? thank you|don['’]?t keep (?:it|them|any)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?:ok|okay|yes|no|fine|leave (?:me|it) out|keep it)\b.+", re.IGNORECASE | re.DOTALL
)
_NUMBERED = re.compile(
    r"\s*(?:#|no\.?\s*|number\s+|line\s+)?(\d{1,3})\s*[:.)=]?\s+(\S.*)", re.IGNORECASE
)
_TIGHT = re.compile(r"\s*(\d{1,3})\s*[:.)=]\s*(\S.*)")
_PIECES = re.compile(r"\s*[,;]\s*|\s+and\s+(?=\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What somebody says to one line; ``text`` is there where it shall read otherwise."""

    number: int
    fate: Fate
    text: str | None = None


def read_answer(text: str, count: int) -> tuple[Reading, ...]:
    """Return what ``text`` says to which of an author's ``count`` lines.

    Raises ``Refusal``: ``line-which`` where there are several and no number tells which is meant,
    ``line-unclear`` where *ok* or *no* has more behind it.
    """
    whole = text.strip()
    fate = _word(whole)
    if fate is not None:
        return tuple(Reading(number, fate) for number in range(1, count + 1))
    if found := _by_number(whole):
        return found
    if count != 1 or not whole:
        raise Refusal("line-which", {"count": count})
    return (_changed(1, whole),)


def _word(said: str) -> Fate | None:
    plain = " ".join(said.strip(_MARKS).split())
    if _OK.fullmatch(plain):
        return Fate.KEPT
    return Fate.OUT if _OUT.fullmatch(plain) else None


def _by_number(text: str) -> tuple[Reading, ...]:
    """Lines that begin with a number; what follows without one belongs to the line above."""
    said: dict[int, list[str]] = {}
    last = None
    for line in _lines(text):
        found = _TIGHT.fullmatch(line) or _NUMBERED.fullmatch(line)
        if found:
            last = int(found[1])
            said[last] = [found[2]]
        elif last is None:
            return ()
        else:
            said[last].append(line.strip())
    return tuple(_reading(number, "\n".join(parts)) for number, parts in said.items())


def _lines(text: str) -> list[str]:
    """The lines of an answer; short answers may also stand on one (``1 ok, 2 leave me out``)."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        pieces = _PIECES.split(lines[0].strip())
        found = [_TIGHT.fullmatch(one) or _NUMBERED.fullmatch(one) for one in pieces]
        if len(pieces) > 1 and all(one and _word(one[2]) for one in found):
            return pieces
    return lines


def _reading(number: int, said: str) -> Reading:
    fate = _word(said)
    return Reading(number, fate) if fate is not None else _changed(number, said)


def _changed(number: int, said: str) -> Reading:
    if _HALF.fullmatch(said.strip()):
        raise Refusal("line-unclear", {"line": Text(said.strip()[:200])})
    return Reading(number, Fate.KEPT, said.strip())
