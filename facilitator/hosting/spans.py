"""What options of a command say: lengths of time, yes or no."""

from datetime import timedelta

from facilitator.core.durations import read_span
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal


def span_said(line: Line) -> timedelta:
    """Return the length of time that follows the word (``!extend 1d``). Raises ``Refusal``."""
    if not line.rest.strip():
        raise Refusal("extend-by-what")
    return _span(line.word, line.rest)


def span_chosen(line: Line, option: str) -> timedelta | None:
    """Return the length of time of an option, or None without it. Raises ``Refusal``."""
    typed = line.options.get(option)
    return None if typed is None else _span(option, typed)


def yes_chosen(line: Line, option: str) -> bool | None:
    """Return what an option says, or None without it. Raises ``Refusal``."""
    typed = line.options.get(option)
    if typed is None:
        return None
    if typed.lower() not in ("yes", "no"):
        raise Refusal("yes-or-no", {"option": Text(option), "typed": Text(typed)})
    return typed.lower() == "yes"


def _span(option: str, typed: str) -> timedelta:
    span = read_span(typed)
    if span is None:
        raise Refusal("span-unreadable", {"option": Text(option), "typed": Text(typed)})
    return span
