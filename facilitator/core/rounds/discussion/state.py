"""Where a discussion stands: who is in it, its two clocks, the hands that are up, its letters.

Talk in the room is talk, like any other: nothing here holds a word of it. What the round holds are
letters, the hands of those who wish to speak, and who has the word.

Everything is a frozen value of plain fields, so that it is stored as JSON as it is. Questions that
several rules ask of a state are answered here, in the words of the practice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds import seats
from facilitator.core.rounds.windows import IDLE, MORE, WINDOW

BOX = timedelta(minutes=30)
"""How long the table talks, where nobody said."""

CALL = timedelta(minutes=2)
"""Silence of somebody called, before the next hand has its turn."""

LAST_CALL = timedelta(minutes=2)
"""How long before the end of the box the Timekeeper says so; in a short box a quarter of it."""


class Phase(StrEnum):
    """The steps of a discussion, in order; the last two are its ends."""

    OPEN = "open"  # the table talks
    SLOW = "slow"  # the table is through; letters are read as they come
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """What became of one member's place so far. None of it binds: talk is free."""

    OPEN = "open"
    DONE = "done"  # has said, or written, what they had to say
    PASSED = "passed"


class HandKind(StrEnum):
    """What a raised hand is for, the most pressing first."""

    ORDER = "order"  # a point of order
    CLARIFY = "clarify"  # a clarifying question
    REPLY = "reply"  # to what is being said
    TOPIC = "topic"  # something new


class Clock(StrEnum):
    """The two clocks, each with its own printed end."""

    BOX = "box"  # of the table
    WINDOW = "window"  # of those in their own time


@dataclass(frozen=True, slots=True)
class AtTable:
    """What is particular to a talk of a few at a table of a session.

    ``number``, ``turn`` and ``lap`` say which table it is. ``turns`` are those who have the word one
    after another, each as long; empty: everybody talks as they like. ``telling`` is the part that one
    of them takes, to tell the others. With ``stays`` it is open to whoever comes, until its printed
    end. ``apart``: it has a room of its own. ``kept_time``: the Timekeeper says the time there.
    """

    number: int = 1
    turn: int = 0
    lap: int = 0
    turns: tuple[MemberId, ...] = ()
    telling: str = ""
    stays: bool = False
    apart: bool = True
    kept_time: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """How one discussion runs; every span is data, so that a demonstration may shorten it.

    ``live`` is the time box of the table, ``slow`` the window of those in their own time. With ``queue``
    one hand after another is called; without, hands are only seen. ``questions`` asks for questions only,
    ``answerers`` answer them as they come. ``silent`` members read along, ``first`` members are called
    before all others. ``most_each`` is how many letters one person may write. ``table`` is set for a few at
    a table.
    """

    live: timedelta = BOX
    slow: timedelta = WINDOW
    queue: bool = False
    questions: bool = False
    answerers: tuple[MemberId, ...] = ()
    silent: tuple[MemberId, ...] = ()
    first: tuple[MemberId, ...] = ()
    most_each: int | None = None
    short_agreed: bool = False
    call: timedelta = CALL
    idle: timedelta = IDLE
    more: timedelta = MORE
    table: AtTable | None = None
    quiet_times: Quiet = NEVER

    @property
    def last_call(self) -> timedelta:
        """How long before the end of the box a spoken cue is due."""
        return min(LAST_CALL, self.live / 4)


@dataclass(frozen=True, slots=True)
class Seat(seats.Seat):
    """One member's place.

    ``turns`` is how often they had the word and used it, ``turn_ended`` when they last gave it
    back. ``mores`` are the clocks for which they asked for more time. ``silent`` members only read
    along: nothing is asked of them, and nobody waits for them.
    """

    silent: bool = False
    place: Place = Place.OPEN
    turns: int = 0
    turn_ended: datetime | None = None
    reminded: bool = False
    """Whether they were asked to put their words as a question."""
    mores: tuple[Clock, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether something may be asked of them."""
        return self.present and not self.silent


@dataclass(frozen=True, slots=True)
class Raised:
    """A hand that is up; ``first`` holds for those whom the format lets begin."""

    member: MemberId
    kind: HandKind
    at: datetime
    first: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """Who has the word, until when without another message, and whether they said something."""

    member: MemberId
    until: datetime
    spoke: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """One letter; ``read``: the room has heard it."""

    member: MemberId
    words: tuple[WordsId, ...]
    read: bool = False


@dataclass(frozen=True, slots=True)
class Discussion(seats.Seated[Seat]):
    """One discussion. ``seats`` stand in the order of the record, ``letters`` as they came.

    ``live_until`` and ``slow_until`` are the printed ends of the box and of the window. ``cue_at``
    is when a spoken cue is due, if somebody keeps the time (``timed``). ``quiet`` is when the last
    letter typed in chat counts as complete. ``withdrawn`` are words that were taken back or
    replaced: a message that is delivered again does not bring them back. At a table where the word
    goes round, ``turn`` is whose it is, and ``swap_at`` when it goes on; ``teller`` has taken the
    part of telling the others.
    """

    settings: Settings
    live_until: datetime
    slow_until: datetime
    phase: Phase = Phase.OPEN
    timed: bool = False
    cue_at: datetime | None = None
    floor: Floor | None = None
    hands: tuple[Raised, ...] = ()
    letters: tuple[Written, ...] = ()
    quiet: datetime | None = None
    extensions: tuple[Clock, ...] = ()
    withdrawn: tuple[WordsId, ...] = ()
    late: tuple[WordsId, ...] = ()
    swap_at: datetime | None = None
    turn: int = 0
    teller: MemberId | None = None

    @property
    def stays(self) -> bool:
        """Whether it stays open until its printed end, for whoever comes."""
        return self.settings.table is not None and self.settings.table.stays

    @property
    def over(self) -> bool:
        """Whether the discussion has ended."""
        return self.phase in (Phase.CLOSED, Phase.CANCELLED)

    @property
    def step_ends(self) -> datetime:
        """The printed end of the present step: of the box, then of the window."""
        return self.live_until if self.phase is Phase.OPEN else self.slow_until

    @property
    def window_ends(self) -> datetime:
        """Until when a letter is in time: while the table talks, it always is."""
        longer = self.phase is Phase.OPEN and self.live_until > self.slow_until
        return self.live_until if longer else self.slow_until

    @property
    def ends(self) -> datetime:
        """The printed moment up to which somebody may still add something."""
        in_own_time = any(seat.slow for seat in self.counted)
        return self.window_ends if in_own_time else self.step_ends

    @property
    def counted(self) -> tuple[Seat, ...]:
        """The places that count: of all who are here and do more than listen."""
        return tuple(seat for seat in self.seats if seat.counts)

    @property
    def at_table(self) -> tuple[Seat, ...]:
        """Those who talk in the room."""
        return tuple(seat for seat in self.counted if not seat.slow)

    @property
    def awaited(self) -> tuple[Seat, ...]:
        """Those in their own time whose place is open."""
        return tuple(s for s in self.counted if s.slow and s.place is Place.OPEN)

    def most_of(self, member: MemberId) -> int | None:
        """How often somebody may write; whoever answers does so as often as they are asked."""
        return None if member in self.settings.answerers else self.settings.most_each

    @property
    def speaker(self) -> MemberId | None:
        """The one who has the word."""
        return self.floor.member if self.floor else None

    @property
    def order(self) -> tuple[Raised, ...]:
        """The hands that are up, in the order in which they are called.

        A point of order is heard at once; then those whom the format lets begin; then by what the
        hand is for, within that whoever has spoken least (the progressive stack), and then by time.
        """
        return tuple(sorted(self.hands, key=self._rank))

    def _rank(self, hand: Raised) -> tuple[int, int, datetime]:
        if hand.kind is HandKind.ORDER:
            return (0, self.spoken(hand.member), hand.at)
        if hand.first:
            return (1, 0, hand.at)
        kind = tuple(HandKind).index(hand.kind)
        return (1 + kind, self.spoken(hand.member), hand.at)

    def spoken(self, member: MemberId) -> int:
        """How often a member was heard: with the word, and by letter, which weighs the same."""
        seat = self.seat(member)
        read = sum(letter.read for letter in self.letters_of(member))
        return read + (seat.turns if seat else 0)

    def hand(self, member: MemberId) -> Raised | None:
        """The hand of a member, if it is up."""
        return next((hand for hand in self.hands if hand.member == member), None)

    def letters_of(self, member: MemberId) -> tuple[Written, ...]:
        """What a member has written."""
        return tuple(letter for letter in self.letters if letter.member == member)

    @property
    def waiting(self) -> Iterator[Written]:
        """The letters that are to be read out, as they came."""
        return (letter for letter in self.letters if not letter.read)

    @property
    def known(self) -> frozenset[WordsId]:
        """All words that have been here: what comes twice is taken once."""
        written = (word for letter in self.letters for word in letter.words)
        return frozenset((*written, *self.withdrawn, *self.late))

    def clock_of(self, seat: Seat) -> Clock:
        """The clock that a member's *more* is about."""
        return Clock.BOX if self.phase is Phase.OPEN and not seat.slow else Clock.WINDOW

    def end_of(self, clock: Clock) -> datetime:
        """The printed end of one clock."""
        return self.live_until if clock is Clock.BOX else self.slow_until
