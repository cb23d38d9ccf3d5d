"""An answer and its reason in one text, where the answer itself is several things: an order, moments."""

from collections.abc import Callable
from typing import TypeVar

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.kinds.ticking import with_reason

Answer = TypeVar("Answer")


def answered(
    text: str, read: Callable[[str], tuple[Answer, ...]]
) -> tuple[tuple[Answer, ...], str] | None:
    """Return the answer in ``text`` and the reason behind it; None where it is talk.

    Raises the ``Refusal`` that all of it raises, unless a part is an answer and the rest is talk: what
    stands below the first line may be the other half of an order.
    """
    doubt: Refusal | None = None
    for part, reason in with_reason(text):
        try:
            found = read(part)
        except Refusal as no:
            doubt = doubt or no
            continue
        if found and (not reason or _is_talk(reason, read)):
            return found, reason
    if doubt is not None:
        raise doubt
    return None


def _is_talk(text: str, read: Callable[[str], tuple[Answer, ...]]) -> bool:
    try:
        return not read(text)
    except Refusal:
        return False
