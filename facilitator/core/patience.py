"""How often one person is answered in one place: calmly, however fast they ask.

It is about answers alone (help, a register shown, a "no"). What somebody asks for is done, and what
counts for a round always counts. It is remembered in memory only: after a restart a new minute
begins, and more cannot happen.
"""

from datetime import datetime, timedelta
from enum import Enum

MOST, WITHIN = 30, timedelta(minutes=1)
"""So many answers in such a time; who reads them needs longer."""

_MANY = 1000
"""From how many people remembered those who asked nothing lately are forgotten."""


class Reply(Enum):
    """What one more question gets."""

    ANSWER = "answer"
    SLOWER = "slower"
    """No answer, but the one line that asks for calm."""

    NOTHING = "nothing"


class Patience:
    """Remembers who was answered when, for as long as it matters."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], dict[str, tuple[datetime, Reply]]] = {}

    def reply(self, who: tuple[str, str], intake: str, at: datetime) -> Reply:
        """Return what a question gets that came at ``at``, by person and place.

        ``intake`` is its key: an intake that is taken again gets what it got before.
        """
        if len(self._given) > _MANY and who not in self._given:
            self._forget(at)
        given = self._given[who] = _lately(self._given.get(who, {}), at)
        if intake in given:
            return given[intake][1]
        so_far = [reply for _, reply in given.values()]
        if so_far.count(Reply.ANSWER) < MOST:
            reply = Reply.ANSWER
        elif Reply.SLOWER not in so_far:
            reply = Reply.SLOWER
        else:
            return Reply.NOTHING
        given[intake] = (at, reply)
        return reply

    def remembered(self) -> int:
        """Return of how many people in how many places something is remembered."""
        return len(self._given)

    def _forget(self, at: datetime) -> None:
        lately = ((who, _lately(given, at)) for who, given in self._given.items())
        self._given = {who: given for who, given in lately if given}


def _lately(
    given: dict[str, tuple[datetime, Reply]], at: datetime
) -> dict[str, tuple[datetime, Reply]]:
    return {intake: each for intake, each in given.items() if at - each[0] < WITHIN}
