"""One thing that is wrong with a format, and where in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from facilitator.core.formats.format import Format
from facilitator.core.formats.references import Path


@dataclass(frozen=True, slots=True)
class Flaw:
    """``path`` leads to the value as in a file: ``("steps", 1, "slow")``; ``words`` say what to do."""

    path: Path
    words: str


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Return the words for a name that nothing has, with the nearest that something has."""
    near = get_close_matches(name, list(known), n=1)
    return f'there is no {what} "{name}"' + (f"; did you mean {near[0]}?" if near else "")


def places(whole: Format) -> dict[str, int]:
    """Return where each step stands; of two with the same id, the first."""
    found: dict[str, int] = {}
    for number, step in enumerate(whole.steps):
        found.setdefault(step.id, number)
    return found
