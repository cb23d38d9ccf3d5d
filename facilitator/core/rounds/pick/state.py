"""Where a pick stands: what can be picked, who has named what, and who says which one.

Everything is a frozen value of plain fields. Nothing that people wrote is in it: words that are
picked are known by a key, and kept apart.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds import seats
from facilitator.core.rounds.windows import MORE, WINDOW


class Mode(StrEnum):
    """Who decides."""

    ALL = "all"  # everybody names; where they differ, the host says which
    EACH = "each"  # everybody for themselves
    ALONE = "alone"  # those who have a part, by themselves


class Phase(StrEnum):
    """The steps of a pick, in order; the last two are its ends."""

    NAMING = "naming"
    CHOOSING = "choosing"  # several were named: the host is asked which one
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """What became of one member's place so far."""

    OPEN = "open"
    NAMED = "named"
    PASSED = "passed"
    LEFT = "left"  # left the circle unheard


class How(StrEnum):
    """How it came to what was picked."""

    SAME = "same"  # all who spoke named the same
    CHAIR = "chair"  # the host said which one
    MOST = "most"  # the host did not; this one was named most
    LOT = "lot"  # the same, and the lot fell among those named alike
    EACH = "each"  # everybody for themselves
    NONE = "none"  # nothing was picked


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be picked.

    ``title`` is what people read; of what somebody wrote it is empty, and ``words`` keep it. ``owner``
    is whose it is: the person themselves, or who wrote the words.
    """

    key: str
    title: str = ""
    owner: MemberId | None = None
    words: WordsId | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How one pick runs. ``most`` is how many one may name, and how many are picked.

    ``sealed``: nobody sees who named what before the end, nor at the end unless it ``opens``.
    ``readers`` alone are told what came of it; None: everybody. ``choosing`` is how long the host has.
    ``patience`` is how long it waits once more when nobody at the table has answered: they may be away.
    ``role`` is the part that the person picked gets, as people read it.
    """

    what: What
    mode: Mode = Mode.ALL
    most: int = 1
    window: timedelta = WINDOW
    choosing: timedelta = timedelta(days=1)
    sealed: bool = False
    opens: bool = True
    readers: tuple[MemberId, ...] | None = None
    role: str = ""
    patience: timedelta = timedelta(0)
    more: timedelta = MORE
    quiet_times: Quiet = NEVER


@dataclass(frozen=True, slots=True)
class Seat(seats.Seat):
    """One member's place: the ``keys`` they named, and ``words`` that keep it as they said it.

    ``withdrawn`` are words that were replaced or taken back. ``more`` holds once they asked for time.
    """

    place: Place = Place.OPEN
    keys: tuple[str, ...] = ()
    words: tuple[WordsId, ...] = ()
    letter: tuple[WordsId, ...] = ()
    echo: tuple[WordsId, ...] = ()
    withdrawn: tuple[WordsId, ...] = ()
    more: bool = False

    @property
    def heard(self) -> bool:
        """Named something, or passed."""
        return self.place in (Place.NAMED, Place.PASSED)


@dataclass(frozen=True, slots=True)
class Pick(seats.Seated[Seat]):
    """One pick. ``until`` is the printed end of the naming, ``choosing_until`` of the host's time."""

    settings: Settings
    seed: str
    options: tuple[Option, ...]
    until: datetime
    phase: Phase = Phase.NAMING
    choosing_until: datetime | None = None
    picked: tuple[str, ...] = ()
    how: How = How.NONE
    extensions: int = 0
    waited: bool = False

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.phase in (Phase.CLOSED, Phase.CANCELLED)

    @property
    def ends(self) -> datetime:
        """The printed moment up to which one may still answer."""
        choosing = self.phase is Phase.CHOOSING and self.choosing_until
        return choosing or self.until

    @property
    def decider(self) -> MemberId | None:
        """Who says which one where the namings differ; None where nobody does."""
        return self.chair if self.settings.mode is Mode.ALL else None

    @property
    def counted(self) -> tuple[Seat, ...]:
        """The places that count; while it is sealed all do, for their number would tell."""
        if self.settings.sealed and not self.over:
            return self.seats
        return tuple(seat for seat in self.seats if seat.place is not Place.LEFT)

    @property
    def heard(self) -> int:
        """How many named something or passed."""
        return sum(seat.heard for seat in self.seats)

    @property
    def open_places(self) -> int:
        """How many were not heard: a number, never a name."""
        return len(self.counted) - self.heard

    def waits_for(self) -> Iterator[Seat]:
        """Whose answer would let the naming end before its time."""
        places = (seat for seat in self.seats if seat.place is Place.OPEN and seat.present)
        return (seat for seat in places if seat.waited)

    def option(self, key: str) -> Option | None:
        """What is known under a key."""
        return next((option for option in self.options if option.key == key), None)

    def named(self) -> Counter[str]:
        """How often each was named, by those who were heard."""
        return Counter(key for seat in self.seats for key in seat.keys)

    @property
    def is_patient(self) -> bool:
        """Whether it waits once more, because nobody has answered."""
        return not self.waited and self.settings.patience > timedelta(0) and not self.heard

    def awaits(self, member: MemberId) -> bool:
        """Whether somebody's word is waited for: their naming, or the host's choice."""
        if self.phase is Phase.CHOOSING:
            return member == self.decider
        seat = self.seat(member)
        return not self.over and seat is not None and seat.place is Place.OPEN
