"""What a step is about: words from an earlier one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from facilitator.core.rounds import session
from facilitator.store import tables as t
from facilitator.visit import Visit


def with_quotes(visit: Visit, held: session.Holding) -> Any:
    """Return what begins a round, with the earlier words that it is about."""
    return _about(held.begin, _quoted(visit, held.quotes)) if held.quotes else held.begin


def _about(command: Any, text: str) -> Any:
    return replace(command, prompt=f"{command.prompt}\n\n{text}".strip())


def _quoted(visit: Visit, words: tuple[str, ...]) -> str:
    return "\n\n".join(texts(visit, words))


def texts(visit: Visit, words: tuple[str, ...]) -> Iterator[str]:
    """Yield what somebody said earlier, as far as it was not taken back."""
    for one in words:
        found = visit.ledger.one(t.words, id=one)
        if found is not None and not found["taken_back"]:
            yield str(found["text"])
