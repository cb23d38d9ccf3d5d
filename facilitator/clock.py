"""The service's time: deadlines, windows, tokens and what people read all ask here.

With ``speed`` above one (the demo) service time runs that many times faster than the wall from
``since`` on; ``Clock.at`` carries a homeserver's time stamp over, so that both stay comparable.
Network time-outs, back-off, leases and the debounce of card edits are real seconds and never ask.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What time it is, for the service."""

    def now(self) -> datetime:
        """Return service time: aware, UTC, never earlier than an earlier answer by design."""

    def at(self, wall: datetime) -> datetime:
        """Return the service time of the wall moment ``wall``."""

    def seconds_until(self, moment: datetime) -> float:
        """Return the real seconds until service time ``moment`` (negative when past)."""


class SystemClock:
    """The machine's clock, made ``speed`` times faster from ``since`` on."""

    def __init__(self, speed: float = 1.0, since: datetime | None = None) -> None:
        self.speed = speed
        self.since = since or datetime.now(UTC)

    def now(self) -> datetime:
        """Return service time now."""
        return self.at(datetime.now(UTC))

    def at(self, wall: datetime) -> datetime:
        """Map a wall moment to service time; with speed 1 it is the same moment."""
        if self.speed == 1.0 or wall <= self.since:
            return wall
        return self.since + (wall - self.since) * self.speed

    def seconds_until(self, moment: datetime) -> float:
        """Return real seconds until service time ``moment``."""
        return (moment - self.now()).total_seconds() / self.speed


class SetClock:
    """A clock moved by hand: for transcripts, tests and rehearsals."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the moment last set."""
        return self._now

    def at(self, wall: datetime) -> datetime:
        """Return ``wall`` unchanged."""
        return wall

    def seconds_until(self, moment: datetime) -> float:
        """Return the seconds from the set moment to ``moment``."""
        return (moment - self._now).total_seconds()

    def advance(self, span: timedelta) -> None:
        """Move the clock forward by ``span``."""
        self._now += span


def micros(moment: datetime) -> int:
    """Return ``moment`` as UTC microseconds since 1970: how the database keeps time (design §4)."""
    return int((moment - _EPOCH) / _MICRO)


def moment(micros: int) -> datetime:
    """Return the aware UTC moment of ``micros``."""
    return _EPOCH + micros * _MICRO


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)
