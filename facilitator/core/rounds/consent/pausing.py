"""Stopping the clock: a host alone, or two members together (Dec. 4.3, row 27)."""

from datetime import datetime

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import Pause, Resume
from facilitator.core.rounds.consent.facts import Fact, PauseAsked, Paused, Resumed
from facilitator.core.rounds.consent.state import Decision


def pause(d: Decision, said: Pause, now: datetime) -> tuple[Fact, ...]:
    """A host stops the clock at once; of two members the first asks for it, the second does it."""
    if d.paused_at is not None:
        raise Refusal(Code.ALREADY_PAUSED)
    if said.as_host:
        return (Paused(now),)
    place = d.place(said.by)
    if place is None or place.left:
        raise Refusal(Code.NOT_IN_THIS_DECISION)
    if said.by in d.pausing:
        raise Refusal(Code.PAUSE_NEEDS_TWO)
    asked = (PauseAsked(said.by),)
    return (*asked, Paused(now)) if d.pausing else asked


def resume(d: Decision, said: Resume, now: datetime) -> tuple[Fact, ...]:
    """The clock runs on, with all its time: by a host, or by one of the two who stopped it."""
    if d.paused_at is None:
        raise Refusal(Code.NOT_PAUSED)
    if not said.as_host and said.by not in d.paused_by:
        raise Refusal(Code.PAUSE_NOT_YOURS)
    rest = now - d.paused_at
    closes = d.closing_at + rest if d.closing_at else None
    waking = d.settings.quiet_times.waking
    return (Resumed(waking(d.live_until + rest), waking(d.slow_until + rest), closes),)
