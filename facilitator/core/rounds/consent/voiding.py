"""A fault in how a decision came about, and a text that is taken up again.

Asking the wrong people or losing answers makes a decision void: a host says why, and says so twice,
because it undoes what others agreed to; then everybody is told. A text that was withdrawn, postponed,
lapsed or void can be taken up again by anyone, as a decision of its own; both know of each other.
"""

from datetime import datetime, timedelta

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import TakeUp, Void
from facilitator.core.rounds.consent.facts import Closed, Fact, TakenUp, VoidAsked
from facilitator.core.rounds.consent.state import Decision, Ending, Phase, Voiding

SURE_FOR = timedelta(days=1)
"""How long the first word waits for the second."""

TAKEN_UP_FOR = timedelta(days=7)
"""How long a withdrawn text can be taken up (Dec. 4.3, row 22)."""

_RESTS = frozenset({Phase.POSTPONED, Phase.LAPSED, Phase.VOID})
"""A text in one of these can be taken up at any time."""


def void(d: Decision, said: Void, now: datetime) -> tuple[Fact, ...]:
    """The first word says why; the second, a host's too, makes it void."""
    if d.over and d.phase is not Phase.IN_FORCE:
        raise Refusal(Code.VOID_OVER, {"number": d.number})
    if d.settings.within is not None and not d.over:
        raise Refusal(Code.VOID_IN_PRACTICE)
    if said.sure:
        if d.voiding is None or now > d.voiding.at + SURE_FOR:
            raise Refusal(Code.VOID_UNSAID, {"number": d.number})
        return (Closed(Phase.VOID, Ending.VOID, now),)
    if said.words is None:
        raise Refusal(Code.VOID_NEEDS_WORDS, {"number": d.number})
    return (VoidAsked(Voiding(said.by, said.words, said.source, now)),)


def need_rest(d: Decision, now: datetime) -> None:
    """Refuse to take up a text that is still in use, or was withdrawn long ago."""
    if d.phase is Phase.WITHDRAWN:
        if d.closed_at is not None and now > d.closed_at + TAKEN_UP_FOR:
            raise Refusal(Code.TAKE_UP_LATE, {"number": d.number})
    elif d.phase not in _RESTS:
        raise Refusal(Code.TAKE_UP_NOT_NOW, {"number": d.number, "outcome": d.phase.value})


def taken_up(d: Decision, said: TakeUp, now: datetime) -> tuple[Fact, ...]:
    """This text stands before the circle again; said again it is the same."""
    return () if said.number in d.taken_up else (TakenUp(said.number, now),)
