"""How long the steps of a round stay open, and what becomes of a printed time.

Spans that rounds of several forms share, and the two rules that concern people with mail only: a
window is never too short for a letter, and time in which the service was deaf is given back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from facilitator.core.quiet import Quiet
from facilitator.core.rounds.commands import Invited

WINDOW = timedelta(days=4)
"""How long every place stays open (contract §5)."""

LEAST_MAIL_WINDOW = timedelta(hours=72)
"""No window with mail members is shorter, unless the circle agreed: a letter takes days."""

ECHO = timedelta(hours=24)
"""Time to answer what the other lane said, when everybody reads the room."""

MAIL_ECHO = timedelta(hours=72)
"""The same with mail members, who first have to receive the letter (contract §5)."""

IDLE = timedelta(seconds=90)
"""What somebody says in chat is complete this long after their last message (contract §5)."""

MORE = timedelta(days=1)
"""What ``more`` adds to a window."""

MOST_EXTENSIONS = 2
"""Windows moved by ``more`` per round (contract §5)."""

SHORT = timedelta(hours=1)
"""A clock of less than an hour is for people who are there now: quiet times leave it alone."""

LONG = timedelta(days=1)
"""A window of at least a day is one that people plan by (design 5)."""

AFTER_OUTAGE = timedelta(hours=12)
"""Such a window ends no sooner than this after the service returned (design 5)."""

WORTH_TELLING = timedelta(hours=1)
"""A printed time that moves later by less is news for the room, not for anybody's mailbox."""


def mail_window(window: timedelta, seats: Iterable[Invited], *, short_agreed: bool) -> timedelta:
    """The window as it will be: long enough for a letter where somebody takes part by mail."""
    if short_agreed or not any(seat.by_mail for seat in seats):
        return window
    return max(window, LEAST_MAIL_WINDOW)


def end_of(start: datetime, span: timedelta, quiet: Quiet) -> datetime:
    """When ``span`` from ``start`` on ends, as it is printed: never in quiet time.

    Days keep the hour of the wall clock; a letter has its 72 hours also when the clocks change.
    """
    if span < SHORT:
        return start + span
    end = quiet.after(start, span)
    return max(end, quiet.waking(start + LEAST_MAIL_WINDOW)) if span >= LEAST_MAIL_WINDOW else end


def kept_open(end: datetime, span: timedelta, quiet: Quiet, now: datetime) -> datetime:
    """When a step ends that is kept open for ``span`` more, from its end or, if that is past, now."""
    return end_of(max(end, now), span, quiet)


def awake(end: datetime, length: timedelta, quiet: Quiet) -> datetime:
    """When a window of ``length`` ends that was moved to end at ``end``: never in quiet time."""
    return end if length < SHORT else quiet.waking(end)


def given_back(
    end: datetime, span: timedelta, length: timedelta, now: datetime, quiet: Quiet
) -> datetime:
    """When a window of ``length`` that ended at ``end`` ends after an outage of ``span``."""
    later = max(end + span, now + AFTER_OUTAGE) if length >= LONG else end + span
    return awake(later, length, quiet)


def moved(moment: datetime | None, span: timedelta) -> datetime | None:
    """A deadline later by ``span``, if there is one."""
    return None if moment is None else moment + span
