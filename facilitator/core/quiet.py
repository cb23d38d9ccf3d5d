"""When a circle rests by its own wish: nights, days of the week, some days of the year.

Nothing that people plan by may end in quiet time, and a whole quiet day inside a window is given in
addition (after the quiet-days lists of slow communities, domain.md B). Days are days of the
calendar in the circle's zone: a window of four days ends at the hour of its beginning, also when the
clocks change in between. Lengths without a whole day in them are exact.

Reading a zone's clock changes is looking into a table, the same on every machine.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Night:
    """The hours of every day from ``begins`` on until ``ends``, usually over midnight."""

    begins: time
    ends: time

    def covers(self, clock: time) -> bool:
        """Whether it is night when the clock shows this."""
        if self.begins < self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


@dataclass(frozen=True, slots=True)
class Days:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Quiet:
    """A circle's quiet times, in its zone (an IANA name). ``weekdays`` count from Monday, 0.

    Some moment is always left: not every day of the week is quiet, and no night lasts a whole day.
    """

    zone: str = "UTC"
    night: Night | None = None
    weekdays: tuple[int, ...] = ()
    days: tuple[Days, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any quiet time."""
        return bool(self.night or self.weekdays or self.days)

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies in quiet time."""
        local = self._local(moment)
        at_night = self.night is not None and self.night.covers(local.time())
        return at_night or self.is_quiet_day(local.date())

    def is_quiet_day(self, day: date) -> bool:
        """Whether the whole of a day is quiet."""
        return day.weekday() in self.weekdays or any(d.first <= day <= d.last for d in self.days)

    def waking(self, moment: datetime) -> datetime:
        """The first moment at or after this one that is not quiet."""
        while self.covers(moment):
            moment = self._on(moment)
        return moment

    def after(self, start: datetime, span: timedelta) -> datetime:
        """When ``span`` from ``start`` on is over, never in quiet time; UTC."""
        begins = self._days_after(start, span.days) if span.days else start.astimezone(UTC)
        return self.waking(begins + span % DAY)

    def _days_after(self, start: datetime, count: int) -> datetime:
        """The same hour ``count`` days later; quiet days, the first one too, do not count."""
        local = self._local(start)
        day = local.date()
        count += self.is_quiet_day(day)
        while count:
            day += DAY
            count -= not self.is_quiet_day(day)
        return self._at(day, local.time())

    def _on(self, moment: datetime) -> datetime:
        """A step out of the quiet time that covers ``moment``: its day's end, or the night's."""
        local = self._local(moment)
        day = local.date()
        if self.is_quiet_day(day) or self.night is None:
            return self._at(day + DAY, time())
        over_midnight = self.night.begins >= self.night.ends and local.time() >= self.night.begins
        return self._at(day + DAY if over_midnight else day, self.night.ends)

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.zone))

    def _at(self, day: date, clock: time) -> datetime:
        """The moment when the clock shows this, in UTC: in an hour that comes twice the second time,
        in an hour that is left out as much later."""
        local = datetime.combine(day, clock.replace(fold=0), ZoneInfo(self.zone))
        return max(local.astimezone(UTC), local.replace(fold=1).astimezone(UTC))


NEVER = Quiet()
"""No quiet times, and a calendar without changes of the clock."""
