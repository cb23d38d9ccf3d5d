"""How people name an option: by its number, by its words, or by how it begins, if nothing else does.

Shared by the kinds. A reading is never a guess: what could be two options is asked about.
"""

import re
from collections.abc import Sequence

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.state import Option

DRESS = " \t\u00a0\u2007\u202f*_•–—-.,;:!?()“”„\"'«»‘’`"
"""What may stand round a name and means nothing."""

KEYCAPS = {f"{n}\u20e3": n for n in range(10)} | {"🔟": 10}
"""Number emoji, without their variation selector."""

LEAST = 3
"""Letters from which the beginning of an option can stand for it."""

_NUMBER = re.compile(r"(?:#|no\.?\s*|nr\.?\s*|number\s+|option\s+)?(\d{1,3})", re.IGNORECASE)
_LABELLED = re.compile(r"(?:#|option\s+)?(\d{1,3})\s*[.):]\s*(\S.*)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|for|i(?:'d| would)? (?:choose|prefer|pick|vote for))\s+")
_ROUND = re.compile(
    r"(?:(?:actually|well|ok|okay|sorry),?\s+)?"
    r"(?:(?:i|i'd|i’d|i would)\s+(?:choose|pick|take|prefer|like|want|vote for)\s+"
    r"|(?:i\s+)?vote(?:\s+for|:)\s+"
    r"|my\s+(?:vote|choice|pick|answer)\s*(?:is|goes to|:)\s*)?"
    r"(?P<name>.+?)(?:,?\s+(?:please|thanks|thank you|for me))?",
    re.IGNORECASE,
)
"""What people say round a name: "I vote for …", "my choice: …", "actually …", "… please"."""


def plain(text: str) -> str:
    """A name without case, dress and doubled blanks."""
    return " ".join(text.replace("\ufe0f", "").split()).strip(DRESS).casefold()


def bare(text: str) -> str:
    """A name without the words that people say round it."""
    found = _ROUND.fullmatch(text.strip())
    return found["name"] if found else text


def is_about(text: str, options: Sequence[Option]) -> bool:
    """Say whether a text has the whole name of an option in it, with words around."""
    said = f" {_words(text)} "
    return any((name := _words(_name(one.text))) and f" {name} " in said for one in options)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def named(text: str, options: Sequence[Option]) -> int | None:
    """The number of the option that ``text`` names; None where it names none.

    Raises ``Refusal``: ``poll-no-such-option`` for a number that none has, ``poll-which-option`` for
    words that two begin with.
    """
    said = text.replace("\ufe0f", "").strip()
    if said in KEYCAPS:
        return _numbered(KEYCAPS[said], options)
    said = said.strip(DRESS)
    if found := _NUMBER.fullmatch(said):
        same = [one.number for one in options if plain(one.text) == said]
        return same[0] if same else _numbered(int(found[1]), options)
    if found := _LABELLED.fullmatch(said):
        return _both(int(found[1]), found[2], options)
    return by_words(said, options)


def by_words(text: str, options: Sequence[Option]) -> int | None:
    """The option that is called so, or alone begins so, or alone has all these words."""
    sought = plain(text)
    bare = _ARTICLE.sub("", sought)
    for wanted in dict.fromkeys((sought, bare)):
        if not wanted:
            continue
        same = [one.number for one in options if plain(one.text) == wanted]
        if same:
            return same[0]
        if len(wanted) < LEAST:
            continue
        begins = [one.number for one in options if _name(one.text).startswith(wanted)]
        if len(begins) == 1:
            return begins[0]
        if begins:
            raise Refusal(Code.WHICH_OPTION, {"typed": Text(text.strip()[:80])})
    return _by_all(bare, options)


def _name(text: str) -> str:
    return _ARTICLE.sub("", plain(text))


def _by_all(wanted: str, options: Sequence[Option]) -> int | None:
    """The one option that has all the words, whole."""
    words = set(wanted.split())
    if not words or min(map(len, words)) < LEAST:
        return None
    found = [one.number for one in options if words <= set(plain(one.text).split())]
    return found[0] if len(found) == 1 else None


def _numbered(number: int, options: Sequence[Option]) -> int:
    if not 1 <= number <= len(options):
        raise Refusal(Code.NO_SUCH_OPTION, {"number": number, "most": len(options)})
    return number


def _both(number: int, text: str, options: Sequence[Option]) -> int | None:
    """ "2. Pears": the number, if the words do not name another one."""
    by_name = by_words(text, options)
    if 1 <= number <= len(options) and by_name in (number, None):
        return number if by_name == number else None
    if by_name is not None:
        raise Refusal(Code.WHICH_OPTION, {"typed": Text(text.strip()[:80])})
    return None
