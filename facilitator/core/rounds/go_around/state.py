"""Where a go-around stands: its places in order, its phase, its deadlines.

Everything is a frozen value of plain fields, so that it is stored as JSON as it is. Questions that
several rules ask of a state are answered here, in the words of the practice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Call
from facilitator.core.people import Lane
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds import seats
from facilitator.core.rounds.windows import ECHO, IDLE, MAIL_ECHO, MORE, WINDOW

NO_LEAD = timedelta(0)
"""The circle gathers when it is announced (contract §5)."""

LIVE_CALL = timedelta(minutes=2)
"""Silence before a live turn moves on (contract §5)."""

DAY_CALL = timedelta(hours=12)
"""The call time of a day-paced go-around that was asked for without a span (contract §5)."""

LAST_WORDS = timedelta(minutes=1)
"""How long before the end of their time a speaker hears of it, at most; a quarter of a short turn."""

GRACE = timedelta(seconds=30)
"""How long a last sentence may take after that."""

DAY_PACE_FROM = timedelta(hours=1)
"""From this call time on nobody waits at the table: no roll-call, and a longer quiet."""

QUIET = timedelta(minutes=30)
"""The same in a day-paced turn: time to write a second message between two errands."""

ROLL_CALL = timedelta(minutes=3)
"""The longest time the table waits for those who may be here (contract §5)."""

MOST_LATERS = 2
"""``later`` per person and round (contract §5)."""


class Phase(StrEnum):
    """The steps of a go-around, in order; the last two are its ends."""

    ANNOUNCED = "announced"
    ROLL_CALL = "roll_call"
    TURNS = "turns"
    SWEEP = "sweep"
    SLOW = "slow"
    ECHO = "echo"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """What became of one member's place so far."""

    WAITING = "waiting"  # still to come in the order
    SPEAKING = "speaking"  # has the floor
    SWEEP = "sweep"  # is asked once more at the end
    OPEN = "open"  # stays open, in their own time
    SPOKE = "spoke"
    PASSED = "passed"
    LEFT = "left"  # left the circle unheard: not counted


class Cue(StrEnum):
    """What the Timekeeper says to a speaker."""

    NEARLY = "nearly"
    OVER = "over"


class Order(StrEnum):
    """How the order of places came about."""

    RANDOM = "random"
    SEATS = "seats"
    REVERSE = "reverse"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Given:
    """Words of a member that are there before the go-around begins."""

    member: MemberId
    words: tuple[WordsId, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """How one go-around runs; every span is data, so that a demonstration may shorten it."""

    each: timedelta = LIVE_CALL
    lead: timedelta = NO_LEAD
    window: timedelta = WINDOW
    order: Order = Order.RANDOM
    short_agreed: bool = False
    rollcall: timedelta = ROLL_CALL
    idle: timedelta = IDLE
    quiet: timedelta = QUIET
    echo: timedelta = ECHO
    mail_echo: timedelta = MAIL_ECHO
    more: timedelta = MORE
    grace: timedelta = GRACE
    calls: bool = False
    """Whether others may call out one short line in somebody's turn."""
    echoes: bool = True
    some: bool = False
    """Whether it is for a few of a circle only, who are then asked by name."""
    quiet_times: Quiet = NEVER

    @property
    def last_words(self) -> timedelta:
        """How long before the end of their time a speaker hears that it is near."""
        return min(LAST_WORDS, self.each / 4)

    @property
    def day_paced(self) -> bool:
        """Whether turns last hours, so that nobody waits at the table."""
        return self.each >= DAY_PACE_FROM

    @property
    def pause(self) -> timedelta:
        """The quiet after somebody's last message that ends their turn."""
        return self.quiet if self.day_paced else self.idle


@dataclass(frozen=True, slots=True)
class Seat(seats.Seat):
    """One member's place.

    ``words`` are what they said in their turn, ``letter`` what came and is not yet read out,
    ``until`` the moment the clock moves their turn on. ``heard_in`` is the lane they were heard in.
    ``mores`` are the steps in which they asked for more time.
    ``limit`` is the end of their time to speak while the Timekeeper keeps it, ``cues`` what was said
    of that already. ``calls`` are what others called out in their turn.
    """

    place: Place = Place.WAITING
    here: bool = False
    words: tuple[WordsId, ...] = ()
    letter: tuple[WordsId, ...] = ()
    echo: tuple[WordsId, ...] = ()
    echo_done: bool = False
    until: datetime | None = None
    heard_in: Lane | None = None
    laters: int = 0
    mores: tuple[Phase, ...] = ()
    limit: datetime | None = None
    cues: tuple[Cue, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing is asked of this place any more (the echo apart)."""
        return self.place in (Place.SPOKE, Place.PASSED, Place.LEFT)

    @property
    def heard(self) -> bool:
        """Spoke or passed: a pass is present and heard."""
        return self.place in (Place.SPOKE, Place.PASSED)

    @property
    def echoing(self) -> bool:
        """Whether the echo waits for them: they spoke, and neither answered nor passed it."""
        return self.present and self.place is Place.SPOKE and not self.echo_done


@dataclass(frozen=True, slots=True)
class GoAround(seats.Seated[Seat]):
    """One go-around. ``seats`` stand in the announced order, which is the order of the record.

    ``until`` is the printed end of the window; ``step_until`` the end of a phase that has its own
    (lead, roll-call, echo). ``echo_quiet`` is when the last echo typed in the room counts as ended.
    ``timed`` holds while the Timekeeper is in the room.
    """

    settings: Settings
    until: datetime
    phase: Phase = Phase.ANNOUNCED
    step_until: datetime | None = None
    echo_quiet: datetime | None = None
    extensions: int = 0
    late: tuple[WordsId, ...] = ()
    timed: bool = False

    @property
    def over(self) -> bool:
        """Whether the round has ended."""
        return self.phase in (Phase.CLOSED, Phase.CANCELLED)

    @property
    def early(self) -> bool:
        """Whether the turns are still to begin."""
        return self.phase in (Phase.ANNOUNCED, Phase.ROLL_CALL)

    @property
    def ends(self) -> datetime:
        """The printed moment up to which one may still answer in the present step."""
        return self.step_until if self.phase is Phase.ECHO and self.step_until else self.until

    @property
    def counted(self) -> tuple[Seat, ...]:
        """The places that count: everyone's but theirs who left unheard."""
        return tuple(seat for seat in self.seats if seat.place is not Place.LEFT)

    @property
    def heard(self) -> int:
        """How many spoke or passed."""
        return sum(seat.heard for seat in self.seats)

    @property
    def open_places(self) -> int:
        """How many places were not heard: a number, never a name (contract §8.2)."""
        return len(self.counted) - self.heard

    @property
    def speaker(self) -> Seat | None:
        """The one who has the floor."""
        return next(self.placed(Place.SPEAKING), None)

    @property
    def echo_span(self) -> timedelta:
        """How long the echo is open."""
        return self.settings.mail_echo if self.by_mail else self.settings.echo

    @property
    def both_lanes_spoke(self) -> bool:
        """Whether somebody at the table and somebody in their own time said something."""
        return {seat.heard_in for seat in self.seats if seat.words} >= {Lane.LIVE, Lane.SLOW}

    def placed(self, *places: Place) -> Iterator[Seat]:
        """The seats of which one of ``places`` holds, in order."""
        return (seat for seat in self.seats if seat.place in places)
