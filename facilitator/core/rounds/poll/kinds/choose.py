"""Choose: one option, or as many as the question allows. The most votes win; level ones are a tie."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from facilitator.core.notices import Sentence, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code
from facilitator.core.rounds.poll.kinds import editing, ticking
from facilitator.core.rounds.poll.kinds.kind import (
    Cast,
    Kind,
    Options,
    Result,
    Taken,
    figure,
    share,
)
from facilitator.core.rounds.poll.kinds.naming import DRESS, KEYCAPS, bare, named
from facilitator.core.rounds.poll.state import Came, Mark, Option, Settings

TAPS = (*(f"{n}\ufe0f\u20e3" for n in range(1, 10)), "🔟")
"""What is put under the card, one for each option."""

_PIECES = re.compile(r"\s*(?:[,;/&+\n]|\band\b|\bplus\b)\s*", re.IGNORECASE)
_NUMBERS = re.compile(r"(?:\d{1,3}[\s.]+)+\d{1,3}\.?")


def read(text: str, options: Options, settings: Settings) -> Taken | None:
    """Return what was chosen: numbers, names, or a ballot that was ticked."""
    chosen = ticking.ticked(text, options)
    if chosen:
        return _taken(chosen, editing.beside(text).strip(), settings)
    if chosen is not None:
        text = editing.beside(text)
    doubt: Refusal | None = None
    for answer, reason in ticking.with_reason(text):
        try:
            chosen_here = _chosen(answer, options)
        except Refusal as no:
            doubt = doubt or no
            continue
        if chosen_here:
            return _taken(chosen_here, reason, settings)
    if doubt is not None:
        raise doubt
    return None


def _chosen(text: str, options: Options) -> tuple[int, ...]:
    """Return the options that a text is nothing but a list of; none where it is about none.

    Raises ``Refusal`` where a part of it names an option and another part does not.
    """
    said = text.replace("\ufe0f", "").strip().strip(DRESS.replace("?", ""))
    if not said or "?" in said:
        return ()
    if (whole := named(said, options)) is not None:
        return (whole,)
    if (said := bare(said)) and (whole := named(said, options)) is not None:
        return (whole,)
    pieces = said.split() if _NUMBERS.fullmatch(said) or _is_keycaps(said) else _PIECES.split(said)
    found = [(piece, named(piece, options)) for piece in pieces if piece.strip(DRESS)]
    if not any(number for _, number in found):
        return ()
    for piece, number in found:
        if number is None:
            raise Refusal(Code.WHICH_OPTION, {"typed": Text(piece.strip()[:80])})
    return tuple(dict.fromkeys(number for _, number in found if number is not None))


def _is_keycaps(text: str) -> bool:
    return len(text.split()) > 1 and all(one in KEYCAPS for one in text.split())


def _taken(chosen: tuple[int, ...], reason: str, settings: Settings) -> Taken:
    """Refuse more or fewer than the question allows; they are asked again, and nothing changes."""
    args = {"given": len(chosen), "most": settings.most, "least": settings.least}
    if len(chosen) > settings.most:
        raise Refusal(Code.TOO_MANY, args)
    if len(chosen) < settings.least:
        raise Refusal(Code.TOO_FEW, args)
    return Taken(tuple(Mark(number) for number in sorted(chosen)), reason)


def write(options: Options, settings: Settings, marks: tuple[Mark, ...]) -> str:
    """Return the ballot to be ticked."""
    return ticking.written(options, marks)


def tell(marks: tuple[Mark, ...], options: Options, settings: Settings) -> tuple[Sentence, ...]:
    """Return the names of what was chosen."""
    chosen = (options[mark.option - 1] for mark in marks)
    return tuple(
        Sentence("poll-option", {"number": one.number, "option": Text(one.text)}) for one in chosen
    )


def votes(ballots: Sequence[Cast]) -> Counter[int]:
    """Return how many chose each option."""
    counted: Counter[int] = Counter()
    for ballot in ballots:
        for mark in ballot.marks:
            counted[mark.option] += ballot.weight
    return counted


def figures(options: Options, counted: Counter[int], settings: Settings) -> tuple[Sentence, ...]:
    """Return a line for each option, the most votes first, and among level ones the first written."""
    ordered = sorted(options, key=lambda one: (-counted[one.number], one.number))
    return tuple(
        Sentence(
            "poll-figure",
            {"option": Text(one.text), "votes": figure(counted[one.number], settings)},
        )
        for one in ordered
    )


def count(ballots: Sequence[Cast], options: Options, settings: Settings) -> Result:
    """Count the votes. What is asked for as a share is one of those who chose something."""
    counted = votes(ballots)
    best = max(counted.values(), default=0)
    lines = figures(options, counted, settings)
    if not best:
        return Result(Came.NOBODY, (), lines)
    leading = tuple(one.number for one in options if counted[one.number] == best)
    if share(best, sum(ballot.weight for ballot in ballots)) < settings.threshold_percent:
        return Result(Came.THRESHOLD, leading, lines)
    return Result(Came.DECIDED if len(leading) == 1 else Came.TIE, leading, lines)


def prepare(settings: Settings, options: Options) -> Settings:
    """Refuse to ask for more choices than there are options; with more to come that is no matter."""
    if settings.least < 1 or settings.most < settings.least:
        raise Refusal(Code.SETTING, {"setting": Text("choose"), "which": "choose"})
    if settings.most > len(options) and not settings.adds:
        return replace(settings, most=len(options), least=min(settings.least, len(options)))
    return settings


def tap(emoji: str, options: Options, settings: Settings) -> Mark | None:
    """Return what a number under the card stands for."""
    number = KEYCAPS.get(emoji.replace("\ufe0f", ""))
    return Mark(number) if number and number <= len(options) else None


def taps(options: Sequence[Option], settings: Settings) -> tuple[str, ...]:
    """Return a number for each option, as far as there are such emoji."""
    return TAPS[: len(options)] if len(options) <= len(TAPS) else ()


CHOOSE = Kind(
    "choose", read, write, count, tell,
    prepare=prepare, tap=tap, taps=taps, gathers=True, ticked=True,
)  # fmt: skip
