"""What points and scores have in common: a number for each option, read from words or a ballot."""

from collections.abc import Sequence
from functools import partial

from facilitator.core.notices import Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.dot_vote.reading import read_numbers
from facilitator.core.rounds.poll.counting.sums import Given
from facilitator.core.rounds.poll.kinds.editing import beside, marks_in
from facilitator.core.rounds.poll.kinds.kind import Cast
from facilitator.core.rounds.poll.kinds.naming import named
from facilitator.core.rounds.poll.kinds.ticking import behind_because, below
from facilitator.core.rounds.poll.state import Mark, Option, Settings

Answer = tuple[dict[int, int], str]
"""The number that each option is given, and the reason."""


def numbers_in(text: str, options: Sequence[Option]) -> Answer | None:
    """Return the number that each option is given, and why; None where the text has no number at all.

    Options that are left open are not among them. Raises ``Refusal``: ``points-unread``,
    ``points-twice``, ``points-number``, and ``ballot-empty`` for a ballot without a number.
    """
    filled = marks_in(text, options)
    if filled is None:
        return _from_words(text, options)
    given = {option: _number(mark, options[option - 1]) for option, mark in filled.items() if mark}
    above = beside(text).strip()
    return (given, above) if given else _from_words(above, options) or (_empty(), "")


def _from_words(text: str, options: Sequence[Option]) -> Answer | None:
    """All of it, or what stands before a reason; a number below the first line is none."""
    if not _has_number(text):
        return None
    try:
        return _numbers(text, options), ""
    except Refusal:
        for said in (behind_because(text), below(text)):
            if said and _has_number(said[0]) and not (said == below(text) and _has_number(said[1])):
                return _numbers(said[0], options), said[1]
        raise


def _has_number(text: str) -> bool:
    return any(letter.isdecimal() for letter in text)


def _numbers(text: str, options: Sequence[Option]) -> dict[int, int]:
    read = read_numbers(text, partial(named, options=options))
    for option in read:
        if not 1 <= option <= len(options):
            raise Refusal("points-number", {"number": option, "most": len(options)})
    given = {option: number for option, number in read.items() if number is not None}
    return given or _empty()


def _number(mark: str, option: Option) -> int:
    if not (mark.isdecimal() and len(mark) < 7):
        line = Text(f"[{mark}] {option.text}")  # no number: quoted, it would be a ballot itself
        raise Refusal("points-unread", {"line": line, "number": 1})
    return int(mark)


def _empty() -> dict[int, int]:
    raise Refusal("ballot-empty", {"how": "number"})


def given_by(ballots: Sequence[Cast]) -> list[Given]:
    """Return what each ballot gives, for the sums."""
    return [({mark.option: mark.value for mark in one.marks}, one.weight) for one in ballots]


def brief(marks: tuple[Mark, ...], options: Sequence[Option], settings: Settings) -> str:
    """Return an answer in one line: what each option was given, noughts too."""
    return ", ".join(f"{options[mark.option - 1].text} {mark.value}" for mark in marks)


def marked(marks: tuple[Mark, ...], option: Option) -> str:
    """Return what stands between the brackets of an option, or nothing."""
    return next((str(mark.value) for mark in marks if mark.option == option.number), "")
