"""How people put options into their order: in words, with numbers in front, or by moving lines.

``2, 1, 3`` and ``pears > apples`` are options from the first choice on. ``1. Pears`` / ``2. Apples``
gives them places, and so does ``Pears: 1, Apples: 2``. On a ballot places stand in the brackets; or
the lines are moved into the order that is meant. Who leaves options out wants none of them. Where
lines and numbers say two different things it is asked about, and so is a place that two have.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.core.notices import Sentence, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.counting.papers import Papers
from facilitator.core.rounds.poll.kinds.answered import answered
from facilitator.core.rounds.poll.kinds.copies import Line
from facilitator.core.rounds.poll.kinds.editing import beside, lines_in, written
from facilitator.core.rounds.poll.kinds.kind import Cast, Taken
from facilitator.core.rounds.poll.kinds.naming import DRESS, by_words, named
from facilitator.core.rounds.poll.state import Mark, Option, Settings

_SPLIT = re.compile(r"\s*(?:[>,;\n→]|\bthen\b|\bbefore\b|\bover\b)+\s*", re.IGNORECASE)
_NUMBERS = re.compile(r"\d{1,3}(?:\s+\d{1,3})+")
_BEFORE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?\s*[.):]?\s+(\D.*)", re.IGNORECASE)
_AFTER = re.compile(r"(.*?\S)\s*[:=]\s*(\d{1,3})\.?")
_NUMBER_OF_NUMBER = re.compile(r"\d{1,3}\s*[.):=]\s*\d{1,3}")
_ONE_TICK = {"x", "✓", "✔", "☑", "*"}


@dataclass(frozen=True, slots=True)
class _Piece:
    """One option that somebody named, with the place that stands before or behind it."""

    option: int
    before: int | None = None
    behind: int | None = None


def read(text: str, options: Sequence[Option], settings: Settings) -> Taken | None:
    """Return the order; None where the text names no option.

    Raises ``Refusal``: ``ranked-equal``, ``ranked-two-ways``, ``ranked-twice``, ``ranked-unread``,
    and ``ballot-empty`` for a ballot that came back as it was.
    """
    lines = lines_in(text, options)
    if lines:
        order = _of_ballot(lines)
        above = beside(text).strip()
        taken = Taken(_marks(order), above) if order else _in_words(above, options)
        if taken is None:
            raise Refusal("ballot-empty", {"how": "order"})
        return taken
    return _in_words(text, options)


def _of_ballot(lines: Sequence[Line]) -> tuple[int, ...]:
    """By the places in the brackets; else by numbers typed over; else by lines that were moved."""
    if any(line.mark for line in lines):
        return _by_brackets([line for line in lines if line.mark])
    own = [line.option for line in lines]
    if any(line.number != line.option for line in lines):
        return _placed({line.option: line.number for line in lines})
    return tuple(own) if own != sorted(own) else ()


def _by_brackets(lines: Sequence[Line]) -> tuple[int, ...]:
    if len(lines) == 1 and lines[0].mark in _ONE_TICK:
        return (lines[0].option,)
    for line in lines:
        if not line.mark.isdecimal():
            raise Refusal("ranked-unread", {"typed": Text(f"[{line.mark}]")})
    return _placed({line.option: int(line.mark) for line in lines})


def _in_words(text: str, options: Sequence[Option]) -> Taken | None:
    """All of it, or what stands before a reason that is about no option."""
    found = answered(text, lambda said: _order(said, options))
    return Taken(_marks(found[0]), found[1]) if found else None


def _order(text: str, options: Sequence[Option]) -> tuple[int, ...]:
    said = text.replace("\ufe0f", "").strip().strip(DRESS.replace("?", ""))
    if "?" in said:
        return ()
    parts = said.split() if _NUMBERS.fullmatch(said) else _SPLIT.split(said)
    found = [(part, _piece(part, options)) for part in parts if part.strip(DRESS)]
    pieces = [piece for _, piece in found if piece is not None]
    if not pieces:
        return ()
    for part, piece in found:
        if piece is None:
            raise Refusal("ranked-unread", {"typed": Text(part.strip()[:80])})
    _each_once(pieces, options)
    return _of_pieces(pieces)


def _piece(part: str, options: Sequence[Option]) -> _Piece | None:
    said = part.strip(DRESS)
    if _NUMBER_OF_NUMBER.fullmatch(said):
        raise Refusal("ranked-unread", {"typed": Text(said)})
    exact = by_words(said, options) if not said.isdecimal() else None
    if exact is not None:
        return _Piece(exact)
    if (found := _AFTER.fullmatch(said)) and (option := by_words(found[1], options)):
        return _Piece(option, behind=int(found[2]))
    if (found := _BEFORE.fullmatch(said)) and (option := by_words(found[2], options)):
        return _Piece(option, before=int(found[1]))
    option = named(said, options)
    return _Piece(option) if option is not None else None


def _each_once(pieces: Sequence[_Piece], options: Sequence[Option]) -> None:
    named_ = [piece.option for piece in pieces]
    for option in named_:
        if named_.count(option) > 1:
            raise Refusal("ranked-twice", {"option": Text(options[option - 1].text)})


def _of_pieces(pieces: Sequence[_Piece]) -> tuple[int, ...]:
    """As they stand, or by their places. Numbers in front may be those of the options themselves."""
    as_they_stand = tuple(piece.option for piece in pieces)
    places = {piece.option: piece.before or piece.behind for piece in pieces}
    given = {option: place for option, place in places.items() if place is not None}
    if not given:
        return as_they_stand
    if len(given) < len(places):
        raise Refusal("ranked-two-ways")
    by_place = _placed(given)
    in_front = all(piece.before == piece.option for piece in pieces)
    if in_front and by_place != as_they_stand:
        raise Refusal("ranked-two-ways")
    return by_place


def _placed(places: Mapping[int, int]) -> tuple[int, ...]:
    """The options by their places; gaps mean nothing, and no place has two."""
    for place in places.values():
        if list(places.values()).count(place) > 1:
            raise Refusal("ranked-equal", {"place": place})
    return tuple(sorted(places, key=lambda option: places[option]))


def _marks(order: Sequence[int]) -> tuple[Mark, ...]:
    return tuple(Mark(option, place) for place, option in enumerate(order, 1))


def order_of(marks: Sequence[Mark]) -> tuple[int, ...]:
    """Return the options of a ballot from the first choice on."""
    return tuple(mark.option for mark in sorted(marks, key=lambda mark: mark.value))


def papers_of(ballots: Sequence[Cast]) -> Papers:
    """Return the ballots put together, each as often as it weighs."""
    papers: dict[tuple[int, ...], int] = {}
    for one in ballots:
        order = order_of(one.marks)
        papers[order] = papers.get(order, 0) + one.weight
    return papers


def write(options: Sequence[Option], settings: Settings, marks: tuple[Mark, ...]) -> str:
    """Return the ballot with places in its brackets."""
    places = {mark.option: str(mark.value) for mark in marks}
    return written(options, lambda option: places.get(option.number, ""))


def tell(
    marks: tuple[Mark, ...], options: Sequence[Option], settings: Settings
) -> tuple[Sentence, ...]:
    """Return one's own order, from the first choice on, and how many were left out."""
    own = tuple(
        Sentence("poll-ranked-own", {"place": place, "option": Text(options[option - 1].text)})
        for place, option in enumerate(order_of(marks), 1)
    )
    out = len(options) - len(marks)
    return (*own, Sentence("poll-left-out", {"number": out})) if out else own


def listed(numbers: Mapping[int, str], options: Sequence[Option]) -> Text:
    """Return options with their figures in one line: "Pears 3 · Apples 2"."""
    shown = (f"{options[option - 1].text} {figure}" for option, figure in numbers.items())
    return Text(" · ".join(shown))


def names(numbers: Sequence[int], options: Sequence[Option]) -> Text:
    """Return the names of several options in one line."""
    return Text(" · ".join(options[number - 1].text for number in numbers))
