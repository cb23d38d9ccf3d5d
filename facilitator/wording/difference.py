"""Two texts, word by word: what an amendment changes, so that everybody can see it."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")
_MOST_CHANGES = 5
_MOST_WORDS = 2_000  # comparing takes quadratic time at worst


@dataclass(frozen=True, slots=True)
class Change:
    """One run of words that differs: ``old`` or ``new`` is empty where words came or went."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The new text in runs (text, is it new?), and its changes in order.

    ``changes`` are ``None`` when a list would help nobody: the texts share too little, differ in
    more than five places, or are longer than 2,000 words. Joined, the runs are the new text.
    """

    runs: tuple[tuple[str, bool], ...]
    changes: tuple[Change, ...] | None


def compared(old: str, new: str) -> Compared:
    """What differs between two texts. White space between words is not a difference."""
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    if max(len(before), len(after)) > _MOST_WORDS:
        return Compared(((new, False),), None)
    matcher = SequenceMatcher(
        None, [word[0] for word in before], [word[0] for word in after], False
    )
    runs: list[tuple[str, bool]] = []
    changes: list[Change] = []
    told = 0
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        changes.append(Change(_stretch(old, before[i:j]), _stretch(new, after[k:m])))
        if k < m:
            start, end = after[k].start(), after[m - 1].end()
            runs += [(new[told:start], False), (new[start:end], True)]
            told = end
    runs.append((new[told:], False))
    if len(changes) > _MOST_CHANGES or matcher.ratio() < 0.5:
        return Compared(((new, False),), None)
    return Compared(tuple(run for run in runs if run[0]), tuple(changes))


def _stretch(text: str, words: list[re.Match[str]]) -> str:
    return text[words[0].start() : words[-1].end()] if words else ""
