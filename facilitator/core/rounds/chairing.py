"""Who would take the chair of a round that waits for it, and when it becomes theirs.

Clocks run without a host. What needs judgement waits: a pause that nobody ended, a pick that is the
host's, an objection that nobody builds in. When that has waited for a while, everybody hears once
that anyone may take the chair. Whoever would like it says so; after some notice it is theirs, unless
the one who has it keeps it by any word as host. Nobody is named as missing (contract §8.2).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Settings:
    """How long a round waits before the chair is offered, and how long the notice of a taking is.

    Two pair of spans: with others at the table, and where everybody is in their own time.
    """

    live_wait: timedelta = timedelta(minutes=10)
    slow_wait: timedelta = timedelta(days=2)
    live_notice: timedelta = timedelta(minutes=2)
    slow_notice: timedelta = timedelta(hours=12)

    def wait(self, *, live: bool) -> timedelta:
        """How long the round waits before the chair is offered."""
        return self.live_wait if live else self.slow_wait

    def notice(self, *, live: bool) -> timedelta:
        """How long whoever has the chair can keep it."""
        return self.live_notice if live else self.slow_notice


class Due(StrEnum):
    """What the clock brings about."""

    OFFER = "offer"  # everybody hears that anyone may take the chair
    HAND = "hand"  # the chair is theirs who asked for it


@dataclass(frozen=True, slots=True)
class Chairing:
    """How the chair of one round stands.

    ``since`` is when the round began to wait for it (or was last spoken to by a host while it
    waited), ``offered`` holds once everybody has heard so. ``taker`` has asked for the chair, which
    is theirs at ``takes_at``.
    """

    since: datetime | None = None
    offered: bool = False
    taker: MemberId | None = None
    takes_at: datetime | None = None


def waiting(chairing: Chairing, since: datetime | None) -> Chairing:
    """The same, of a round that waits since then; None: of one that goes on by itself."""
    if since is None:
        return replace(chairing, since=None, offered=False)
    return replace(chairing, since=chairing.since or since)


def asked(chairing: Chairing, by: MemberId, now: datetime, notice: timedelta) -> Chairing:
    """Somebody would like the chair. Said twice it changes nothing; raises ``Refusal`` for a second."""
    if chairing.taker == by:
        return chairing
    if chairing.taker is not None:
        raise Refusal("chair-asked-already")
    return replace(chairing, taker=by, takes_at=now + notice)


def kept(chairing: Chairing, now: datetime) -> Chairing:
    """Whoever has the chair said a word as host: it stays theirs, and waiting begins anew."""
    since = None if chairing.since is None else now
    return Chairing(since)


def given_back(chairing: Chairing, span: timedelta) -> Chairing:
    """Our deaf time is nobody's: what was heard too late to keep the chair may still come."""
    since, at = chairing.since, chairing.takes_at
    return replace(chairing, since=since and since + span, takes_at=at and at + span)


def next_due(chairing: Chairing, wait: timedelta) -> tuple[datetime, Due] | None:
    """What is due next, and when; while somebody has asked for the chair, nothing is offered."""
    if chairing.takes_at is not None:
        return chairing.takes_at, Due.HAND
    if chairing.since is None or chairing.offered:
        return None
    return chairing.since + wait, Due.OFFER
