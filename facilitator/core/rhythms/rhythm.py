"""Where a rhythm stands. Frozen plain values, stored as JSON as they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from facilitator.core.formats.format import Format
from facilitator.core.rhythms.beat import Beat
from facilitator.core.rhythms.rotation import Rotation
from facilitator.core.rounds.session import Answer

GO_AROUND, ROUND, SESSION = "goaround", "round", "start"
"""What can come back, by the words that begin it."""


@dataclass(frozen=True, slots=True)
class What:
    """What is held: a question with its options, or a resolved format with its answers.

    The format is kept whole, so that editing a file never changes what was agreed on.
    """

    word: str
    prompt: str = ""
    options: tuple[tuple[str, str], ...] = ()
    format: Format | None = None
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a format that goes round from meeting to meeting."""

    role: str
    rotation: Rotation


@dataclass(frozen=True, slots=True)
class Moved:
    """Meeting ``number`` is held at ``at`` and not on the day the beat gives it."""

    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Shifted:
    """The date that the beat gives for ``of`` is held at ``at``, this one time."""

    of: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What comes back, in which room, on which beat.

    ``after`` is the last date of the beat that is settled. ``held`` counts what has begun so far;
    ``meetings`` is how many there are to be, None for as long as nobody stops it. ``lead`` is how
    long before a date it is announced. ``asked`` holds once the next host was asked, ``announced``
    once the next date was told. ``sequence`` grows with every change of a date (RFC 5545).
    ``moved`` are meetings of a season, ``shifted`` dates of what has no end. Up to ``quiet_told`` the
    host knows which dates quiet days leave out. ``running`` is the round begun last, ``closing`` holds
    while a season's last steps are held.
    """

    beat: Beat
    what: What
    place: str
    after: datetime
    lead: timedelta = timedelta(0)
    held: int = 0
    meetings: int | None = None
    rotation: Rotation | None = None
    parts: tuple[Part, ...] = ()
    asked: bool = False
    announced: bool = False
    moved: tuple[Moved, ...] = ()
    sequence: int = 0
    running: str | None = None
    closing: bool = False
    shifted: tuple[Shifted, ...] = ()
    quiet_told: datetime | None = None

    @property
    def left(self) -> int | None:
        """How many are still to come; None without an end."""
        return None if self.meetings is None else max(0, self.meetings - self.held)

    def moved_to(self, number: int) -> datetime | None:
        """Where a meeting was moved to, if it was."""
        return next((moved.at for moved in self.moved if moved.number == number), None)

    def shifted_to(self, of: datetime) -> datetime | None:
        """Where a date of the beat was moved to, if it was."""
        return next((shifted.at for shifted in self.shifted if shifted.of == of), None)
