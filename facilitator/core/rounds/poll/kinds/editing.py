"""The ballot that a plain-text mailer answers by editing lines: ``[ ] 1. Apples``.

Mail programs quote it, wrap it anew, join its lines, widen its signs and cut its ends; people delete
lines, move them, and write beside the brackets. So a line is known by its brackets and its number,
wherever it stands, and the words behind it have to be those of that option. What cannot be told is
asked about, never guessed.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.kinds.copies import Line, standing
from facilitator.core.rounds.poll.kinds.naming import DRESS
from facilitator.core.rounds.poll.state import Option

_LEAD = re.compile(r"[\s>|]+")
_SLOT = re.compile(r"\[([^\[\]]{0,24})\]\s*(\d{1,3})\s*[.)]")
_BESIDE = re.compile(r"[\s:=–—-]*(\w{1,10}|[✓✔☑?])[\s.!]*")
_BLANKS = " \t\r\n\u00a0_."
_SHOWN = 60


def written(options: Sequence[Option], mark: Callable[[Option], str]) -> str:
    """Return the ballot, a line for each option, with its mark between the brackets."""
    return "\n".join(f"[{mark(one) or ' '}] {one.number}. {_one_line(one.text)}" for one in options)


def lines_in(text: str, options: Sequence[Option]) -> tuple[Line, ...]:
    """Return the lines of a ballot in ``text``, in their order; none where it has none.

    Of several copies it is the one that was filled in (``copies``). Raises ``Refusal``:
    ``poll-no-such-option``, ``poll-which-option`` where number and words belong to two options, and
    ``poll-unread`` where a line is there twice with two answers.
    """
    plain, depths = _plain(text)
    found = list(_SLOT.finditer(plain))
    starts = [*(one.start() for one in found), len(plain)]
    read = [
        _line(one, plain[one.end() : starts[place]], _depth(depths, one.start()), options)
        for place, one in enumerate(found, 1)
    ]
    return standing(read, len(options))


def marks_in(text: str, options: Sequence[Option]) -> dict[int, str] | None:
    """Return what stands in the brackets of each option, or None where no ballot is in ``text``.

    Raises ``Refusal`` as :func:`lines_in`, and where the number of one option stands before the words
    of another.
    """
    lines = lines_in(text, options)
    for line in lines:
        if line.number != line.option:
            raise Refusal(Code.WHICH_OPTION, {"typed": Text(options[line.option - 1].text)})
    return {line.option: line.mark for line in lines} if lines else None


def beside(text: str) -> str:
    """Return what stands before the ballot: an answer in words, where its brackets are empty."""
    found = _SLOT.search(unicodedata.normalize("NFKC", text))
    before = text[: found.start()] if found else text
    return "\n".join(line for line in before.splitlines() if not line.lstrip().startswith(">"))


def _line(slot: re.Match[str], rest: str, depth: int, options: Sequence[Option]) -> Line:
    mark, number, words = slot[1], int(slot[2]), _folded(rest).lstrip(DRESS)
    own = _of(number, words, options)
    name = _name(options[own - 1])
    beside = ""
    if not mark.strip(DRESS) and "?" not in mark:
        beside = _beside(words, name)
    ends = bool(name) and bool(words.removeprefix(name).strip(DRESS)) and not beside
    return Line(own, (beside or mark).strip(_BLANKS).casefold(), number, depth, ends)


def _depth(depths: Sequence[tuple[int, int]], at: int) -> int:
    return next((depth for begins, depth in reversed(depths) if begins <= at), 0)


def _of(number: int, words: str, options: Sequence[Option]) -> int:
    """Whose line it is: its words say so, and its number where the words are cut off or gone.

    A moment is known by its number alone: everybody reads it in words of their own.
    """
    names = {one.number: _name(one) for one in options}
    meant = [one for one, name in names.items() if name and words.startswith(name)]
    if meant:
        return max(meant, key=lambda one: len(names[one]))
    if number not in names:
        raise Refusal(Code.NO_SUCH_OPTION, {"number": number, "most": len(options)})
    if names[number] and not names[number].startswith(words):
        raise Refusal(Code.WHICH_OPTION, {"typed": Text(words[:_SHOWN])})
    return number


def _name(option: Option) -> str:
    return "" if option.begins else _folded(option.text).lstrip(DRESS)


def _beside(words: str, name: str) -> str:
    """What somebody wrote behind the words of the option, where that is all that follows."""
    rest = words.removeprefix(name)
    found = _BESIDE.fullmatch(rest) if name and rest != words else None
    return found[1] if found else ""


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without signs of quoting and as narrow as it comes, and how deeply it is quoted from
    where on."""
    whole, depths = "", list[tuple[int, int]]()
    for line in unicodedata.normalize("NFKC", text).replace("\u200b", "").splitlines():
        lead = _LEAD.match(line)
        depths.append((len(whole), lead[0].count(">") if lead else 0))
        whole += line[lead.end() if lead else 0 :].rstrip() + "\n"
    return whole, depths


def _folded(text: str) -> str:
    """Words as they are after any wrapping: one blank between them, and no case."""
    return _one_line(unicodedata.normalize("NFKC", text)).strip().casefold()


def _one_line(text: str) -> str:
    return " ".join(text.split())
