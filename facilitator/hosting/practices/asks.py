"""What the line that begins a practice says to what the practice asks."""

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from facilitator.core.dates import read_date
from facilitator.core.durations import read_span
from facilitator.core.formats.format import Ask, AskKind, Format
from facilitator.core.notices import Arg, Text
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.session import Answer

_KEY = re.compile(r"(?<!\S)([A-Za-z_]+)=(?=\S)")


def given(format_: Format, rest: str) -> tuple[dict[str, str], str]:
    """Return the answers by name, and the words that are none of them.

    Words run on until the next answer; everything else is one word. Raises ``Refusal`` for a key that
    is nearly one.
    """
    found: dict[str, str] = {}
    left: list[str] = []
    for name, text in _pieces(format_, rest):
        ask = format_.ask(name)
        if ask is None:
            left.append(text)
        elif ask.kind is AskKind.WORDS:
            found[name] = text.strip()
        else:
            found[name], after = _value(ask, text.split())
            left.append(after)
    return found, " ".join(part.strip() for part in left if part.strip())


def _value(ask: Ask, words: list[str]) -> tuple[str, str]:
    """Cut off the answer: one word, or the several that make a day."""
    lengths = [n for n in (3, 2) if ask.kind is AskKind.DATE and is_day(" ".join(words[:n]))]
    most = next(iter(lengths), 1)
    return " ".join(words[:most]), " ".join(words[most:])


def _pieces(format_: Format, rest: str) -> Iterator[tuple[str, str]]:
    """Cut a line where an answer begins; what stands before the first one has no name."""
    names, at, name = [ask.name for ask in format_.asks], 0, ""
    for key in _KEY.finditer(rest):
        folded = key[1].casefold()
        if folded not in names:
            near = get_close_matches(folded, names, n=1, cutoff=0.75)
            if near:
                raise Refusal(
                    "option-near-miss", {"typed": Text(key[1]), "meant": Text(near[0])}
                )  # fmt: skip
            continue
        yield name, rest[at : key.start()]
        at, name = key.end(), folded
    yield name, rest[at:]


def is_day(typed: str) -> bool:
    """Say whether a day was typed: as a date, or as a span from today on."""
    return read_span(typed) is not None or read_date(typed, date.min) is not None


def dated(format_: Format, answers: tuple[Answer, ...], today: date) -> tuple[Answer, ...]:
    """Return the answers with every day written out, those too that nobody typed."""
    said = {answer.name: answer.text for answer in answers}
    for ask in format_.asks:
        typed = said.get(ask.name, ask.default)
        if ask.kind is AskKind.DATE and typed is not None:
            said[ask.name] = _day(ask, typed, today)
    return tuple(Answer(name, text) for name, text in said.items())


def _day(ask: Ask, typed: str, today: date) -> str:
    """Raises ``Refusal`` for a day that is over, or none."""
    span = read_span(typed)
    day = today + span if span is not None else read_date(typed, today)
    if day is None:
        raise Refusal("format-answer", {"ask": Text(ask.line), "typed": Text(typed)})
    return f"{day.day} {day:%B %Y}"


def read_answers(format_: Format, rest: str) -> tuple[Answer, ...]:
    """Return what the line says to the format's asks.

    Raises ``Refusal`` with the first one missing, or for words that the format has no use for: an
    hour behind a name is a date, and nobody should be called together now instead.
    """
    said, words = given(format_, rest)
    free = next((ask for ask in format_.asks if ask.kind is AskKind.WORDS), None)
    if words and free is None:
        raise Refusal("format-words", {"typed": Text(words), "format": Text(format_.name)})
    if words and free is not None and free.name not in said:
        said[free.name] = words
    for ask in format_.asks:
        if ask.name in said:
            _check(ask, said[ask.name])
        elif ask.default is None:
            raise _asked(format_, ask)
    return tuple(Answer(name, text) for name, text in said.items())


def _asked(format_: Format, ask: Ask) -> Refusal:
    """Ask for what is missing, in the one kind line that the format has for it."""
    args: dict[str, Arg] = {
        "ask": Text(ask.line),
        "format": Text(format_.name),
        "key": Text(ask.name),
        "how": "words" if ask.kind is AskKind.WORDS else "option",
    }
    return Refusal("format-asks", args)


def _check(ask: Ask, typed: str) -> None:
    match ask.kind:
        case AskKind.SPAN:
            fine = read_span(typed) is not None
        case AskKind.NUMBER:
            fine = typed.isdecimal()
        case AskKind.CHOICE:
            fine = typed.casefold() in ask.choices
        case AskKind.DATE:
            fine = is_day(typed)
        case _:
            fine = True
    if not fine:
        raise Refusal("format-answer", {"ask": Text(ask.line), "typed": Text(typed)})
