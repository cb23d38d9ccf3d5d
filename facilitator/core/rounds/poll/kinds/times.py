"""Time poll: which moment suits? To each *yes*, *if need be* or *no*; what is left open is a no.

The moment with the most *yes* has it; among those the one that suits most with *if need be* added.
Still level is a tie. Everybody reads the moments in their own zone, the room in the circle's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from facilitator.core.notices import At, Sentence, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.kinds.answered import answered
from facilitator.core.rounds.poll.kinds.editing import beside, marks_in, written
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind, Result, Taken, figure, share
from facilitator.core.rounds.poll.kinds.moments import in_full, read_moment
from facilitator.core.rounds.poll.kinds.naming import DRESS, named
from facilitator.core.rounds.poll.state import Came, Mark, Option, Settings

YES, MAYBE, NO = 2, 1, 0
WORDS = {YES: "yes", MAYBE: "maybe", NO: "no"}
"""What stands in the brackets of a ballot."""

_SAID = {
    **dict.fromkeys(("yes", "y", "x", "ok", "okay", "fine", "good", "works", "✓", "✔", "☑", "✅", "👍",
                     "suits", "2"), YES),
    **dict.fromkeys(("if need be", "if needed", "if i must", "if necessary", "maybe", "perhaps",
                     "possible", "possibly", "?", "(yes)", "~", "🤷", "1"), MAYBE),
    **dict.fromkeys(("no", "n", "not", "never", "-", "–", "❌", "👎", "0"), NO),
}  # fmt: skip
_WORD = "|".join(
    sorted((re.escape(word) for word in _SAID if not word.isdecimal()), key=len, reverse=True)
)
_BEHIND = re.compile(
    rf"(?P<which>.+?)(?:\s*[:=]\s*|\s+)(?:is\s+|are\s+)?(?P<word>{_WORD})", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?P<word>{_WORD})(?:\s*[:=]\s*|\s+)(?:(?:to|for|on|at)\s+)?(?P<which>.+)", re.IGNORECASE
)
_OF_THEM = r"(?: of)?(?: (?:them|these|the))?(?: ?(?:times?|days?|dates?))?"
_EVERY = re.compile(rf"(?:all|any|every|each){_OF_THEM}(?: of them)?", re.IGNORECASE)
_NONE = re.compile(rf"none{_OF_THEM}", re.IGNORECASE)
_ONE = re.compile(r"\S+?\s*[:=]?\s+(?:yes|maybe|no)\b[\s.!]*", re.IGNORECASE)
_ROW = re.compile(rf"(?:{_ONE.pattern}){{2,}}", re.IGNORECASE)
"""One moment after the other with its word behind it, and no comma between."""
_SEVERAL = re.compile(r"\s*(?:\band\b|[&+/])\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;\n]\s*(?:and\s+)?")


@dataclass(frozen=True, slots=True)
class _Part:
    """Some moments, and what was said to them; ``leads`` where the word stood before them."""

    options: tuple[int, ...]
    answer: int | None
    leads: bool = False


def read(text: str, options: Sequence[Option], settings: Settings) -> Taken | None:
    """Return the answers; None where the text is about none of the moments.

    Raises ``Refusal``: ``time-unread``, ``time-twice``, and ``ballot-empty`` for an empty ballot.
    """
    filled = marks_in(text, options)
    if filled is None:
        return _in_words(text, options)
    marks = tuple(
        Mark(option, _in_brackets(mark)) for option, mark in sorted(filled.items()) if mark
    )
    above = beside(text).strip()
    taken = Taken(marks, above) if marks else _in_words(above, options)
    if taken is None:
        raise Refusal("ballot-empty", {"how": "moment"})
    return taken


def _in_brackets(mark: str) -> int:
    if mark not in _SAID:
        raise Refusal("time-unread", {"typed": Text(f"[{mark}]")})
    return _SAID[mark]


def _in_words(text: str, options: Sequence[Option]) -> Taken | None:
    found = answered(text, lambda said: _answers(said, options))
    return Taken(*found) if found else None


def _answers(text: str, options: Sequence[Option]) -> tuple[Mark, ...]:
    said = text.replace("\ufe0f", "").strip()
    if said.endswith("?"):
        return ()
    split = _ONE.findall(said) if _ROW.fullmatch(said) else _PARTS.split(said)
    pieces = [piece for piece in split if piece.strip(DRESS)]
    parts = [(piece, _part(piece, options)) for piece in pieces]
    if not any(part for _, part in parts):
        return ()
    for piece, part in parts:
        if part is None:
            raise Refusal("time-unread", {"typed": Text(piece.strip()[:80])})
    return _marked([part for _, part in parts if part], options)


def _marked(parts: Sequence[_Part], options: Sequence[Option]) -> tuple[Mark, ...]:
    """Bare moments are those that suit, or go on with a word that stood before the ones before."""
    given: dict[int, int] = {}
    for option, answer in _said_to(parts, options):
        if given.setdefault(option, answer) != answer:
            raise Refusal("time-twice", {"option": Text(options[option - 1].text)})
    return tuple(Mark(option, answer) for option, answer in sorted(given.items()))


def _said_to(parts: Sequence[_Part], options: Sequence[Option]) -> Iterator[tuple[int, int]]:
    behind = any(part.answer is not None and not part.leads for part in parts)
    leading: int | None = None
    for part in parts:
        if part.answer is None and leading is None and behind:
            raise Refusal("time-unread", {"typed": Text(options[part.options[0] - 1].text)})
        leading = part.answer if part.leads else leading if part.answer is None else None
        answer = part.answer if part.answer is not None else leading
        for option in part.options:
            yield option, YES if answer is None else answer


def _part(piece: str, options: Sequence[Option]) -> _Part | None:
    said = piece.strip(DRESS.replace("?", "").replace("(", "").replace(")", ""))
    every = tuple(one.number for one in options)
    if _NONE.fullmatch(said):
        return _Part(every, NO)
    if which := _which(said, options):
        return _Part(which, None)
    if (found := _BEHIND.fullmatch(said)) and (which := _which(found["which"], options)):
        return _Part(which, _SAID[found["word"].casefold()])
    if (found := _BEFORE.fullmatch(said)) and (which := _which(found["which"], options)):
        return _Part(which, _SAID[found["word"].casefold()], leads=True)
    return None


def _which(text: str, options: Sequence[Option]) -> tuple[int, ...]:
    """The moments that a text is nothing but a list of."""
    said = text.strip(DRESS)
    if not said:
        return ()
    if _EVERY.fullmatch(said) or (len(options) == 2 and said.casefold() == "both"):
        return tuple(one.number for one in options)
    if (one_ := named(said, options)) is not None:
        return (one_,)
    pieces = _SEVERAL.split(said)
    if len(pieces) == 1 and all(piece.isdecimal() for piece in said.split()):
        pieces = said.split()
    found = [named(piece, options) for piece in pieces]
    return tuple(one for one in found if one is not None) if all(found) else ()


def write(options: Sequence[Option], settings: Settings, marks: tuple[Mark, ...]) -> str:
    """Return the ballot with *yes*, *maybe* or *no* in its brackets."""
    answers = {mark.option: WORDS[mark.value] for mark in marks}
    return written(options, lambda option: answers.get(option.number, ""))


def count(ballots: Sequence[Cast], options: Sequence[Option], settings: Settings) -> Result:
    """Return the moment that suits most; several where they are level."""
    suits = {one.number: _suits(one.number, ballots) for one in options}
    if not ballots:
        return Result(Came.NOBODY)
    ordered = sorted(options, key=lambda one: (*_worst_first(suits[one.number]), one.number))
    lines = tuple(_line(one, *suits[one.number], settings) for one in ordered)
    best = suits[ordered[0].number]
    if not any(best):
        return Result(Came.SHOWN, (), lines)
    chosen = tuple(one.number for one in options if suits[one.number] == best)
    if share(best[0], sum(one.weight for one in ballots)) < settings.threshold_percent:
        return Result(Came.THRESHOLD, chosen, lines)
    return Result(Came.DECIDED if len(chosen) == 1 else Came.TIE, chosen, lines)


def _suits(option: int, ballots: Sequence[Cast]) -> tuple[int, int]:
    """How many said *yes* to a moment, and how many *if need be*."""
    said = [
        (mark.value, one.weight) for one in ballots for mark in one.marks if mark.option == option
    ]
    yes = sum(weight for value, weight in said if value == YES)
    return yes, sum(weight for value, weight in said if value == MAYBE)


def _worst_first(suits: tuple[int, int]) -> tuple[int, int]:
    return -suits[0], -suits[1]


def _line(option: Option, yes: int, maybe: int, settings: Settings) -> Sentence:
    votes = {"yes": figure(yes, settings), "maybe": figure(maybe, settings)}
    return Sentence("poll-time-line", {"when": moment(option), **votes})


def tell(
    marks: tuple[Mark, ...], options: Sequence[Option], settings: Settings
) -> tuple[Sentence, ...]:
    """Return one's own answers, moment by moment, and how many were left open."""
    own = tuple(
        Sentence(
            "poll-time-own",
            {"when": moment(options[mark.option - 1]), "answer": WORDS[mark.value]},
        )
        for mark in marks
    )
    out = len(options) - len(marks)
    return (*own, Sentence("poll-left-out", {"number": out})) if out else own


def moment(option: Option) -> At | Text:
    """Return when it is, for each reader in their own zone."""
    return At(option.begins) if option.begins else Text(option.text)


def label(option: Option, settings: Settings) -> At | Text:
    """Return how a moment is named within a line."""
    return moment(option)


def brief(marks: tuple[Mark, ...], options: Sequence[Option], settings: Settings) -> str:
    """Return an answer in one line: the moments that suit, those at need with a question mark."""
    signs = {YES: "", MAYBE: "?"}
    return ", ".join(
        options[mark.option - 1].text + signs[mark.value] for mark in marks if mark.value in signs
    )


def make(typed: Sequence[str], settings: Settings, now: datetime) -> tuple[Option, ...]:
    """Return the moments that were written, in the zone of the settings.

    Raises ``Refusal("time-no-moment")`` with the first line that is none.
    """
    zone, made = ZoneInfo(settings.zone), list[Option]()
    for number, text in enumerate(typed, 1):
        begins = read_moment(text, now, zone)
        if begins is None:
            raise Refusal("time-no-moment", {"typed": Text(text.strip()[:80])})
        made.append(Option(number, in_full(begins, zone), begins=begins))
    return tuple(made)


TIME = Kind("time", read, write, count, tell, make=make, label=label, brief=brief)
