"""Where a prompt round stands: its places, its window, and whether its words are still sealed.

Everything is a frozen value of plain fields, so that it is stored as JSON as it is. Questions that
several rules ask of a state are answered here, in the words of the practice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds import seats
from facilitator.core.rounds.windows import ECHO, IDLE, MAIL_ECHO, MORE, WINDOW


class Phase(StrEnum):
    """The steps of a prompt round, in order; the last two are its ends."""

    OPEN = "open"
    ECHO = "echo"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Place(StrEnum):
    """What became of one member's place so far."""

    OPEN = "open"
    SPOKE = "spoke"
    PASSED = "passed"
    LEFT = "left"  # left the circle unheard


class Then(StrEnum):
    """What becomes of words that the close of the round itself does not show."""

    KEPT = "kept"  # they stay their author's
    SHOWN = "shown"  # a later step shows them to all
    GIVEN = "given"  # whoever they are for reads them, alone


@dataclass(frozen=True, slots=True)
class Settings:
    """How one prompt round runs; every span is data, so that a demonstration may shorten it.

    ``sealed`` keeps everyone's words until all are shown together; ``signed`` says whether they
    are then shown with names (words that are not sealed always have their author's name), ``opens``
    whether that is at the close (what is written in silence opens in a later step, or never).
    ``quiet`` is how long after the last words somebody may still add or regret.
    """

    window: timedelta = WINDOW
    sealed: bool = False
    signed: bool = True
    opens: bool = True
    short_agreed: bool = False
    quiet: timedelta = IDLE
    echo: timedelta = ECHO
    mail_echo: timedelta = MAIL_ECHO
    more: timedelta = MORE
    then: Then = Then.KEPT
    """What becomes of the words, where the close does not open them: it is said beforehand."""
    questions: bool = False
    """Only questions are asked for: what is none is asked about once, kindly and alone."""
    most_each: int | None = None
    """How often one person may write."""
    answerers: tuple[MemberId, ...] = ()
    """Who answers the questions: they are told each as it comes, and write as often as they like."""
    some: bool = False
    """Whether it is for some of a circle only, who are then asked by name."""
    quiet_times: Quiet = NEVER

    @property
    def is_apart(self) -> bool:
        """Whether even the question is for those alone who answer it."""
        return self.some and not self.opens and self.then is not Then.SHOWN


@dataclass(frozen=True, slots=True)
class Seat(seats.Seat):
    """One member's place.

    ``words`` are what they said, as it came; ``letter`` are those of them that nobody has seen
    because they wait for the opening. ``withdrawn`` are words that were replaced or taken back: a
    message that is delivered again does not bring them back. ``heard_in`` is the lane they were
    heard in. ``mores`` are the steps in which they asked for more time.
    """

    place: Place = Place.OPEN
    words: tuple[WordsId, ...] = ()
    letter: tuple[WordsId, ...] = ()
    echo: tuple[WordsId, ...] = ()
    withdrawn: tuple[WordsId, ...] = ()
    echo_done: bool = False
    heard_in: Lane | None = None
    mores: tuple[Phase, ...] = ()
    reminded: bool = False
    """Whether they were asked to put their words as a question."""

    @property
    def heard(self) -> bool:
        """Spoke or passed: a pass is present and heard."""
        return self.place in (Place.SPOKE, Place.PASSED)

    @property
    def echoing(self) -> bool:
        """Whether the echo is theirs: they spoke, and neither answered by letter nor passed it."""
        return self.present and self.place is Place.SPOKE and not self.echo_done


@dataclass(frozen=True, slots=True)
class PromptRound(seats.Seated[Seat]):
    """One prompt round. ``seats`` stand in the order of the record.

    ``until`` is the printed end of the window, ``step_until`` that of the echo. ``quiet`` is when
    the last words count as complete. ``seed`` is the chance that orders the words at the opening.
    """

    settings: Settings
    seed: str
    until: datetime
    phase: Phase = Phase.OPEN
    step_until: datetime | None = None
    quiet: datetime | None = None
    extensions: int = 0
    late: tuple[WordsId, ...] = ()

    @property
    def over(self) -> bool:
        """Whether the round has ended."""
        return self.phase in (Phase.CLOSED, Phase.CANCELLED)

    @property
    def hidden(self) -> bool:
        """Whether nobody may know what was said, and by whom. What is called off never opens."""
        return self.settings.sealed and self.phase is not Phase.CLOSED

    @property
    def ends(self) -> datetime:
        """The printed moment up to which one may still answer in the present step."""
        return self.step_until if self.phase is Phase.ECHO and self.step_until else self.until

    @property
    def counted(self) -> tuple[Seat, ...]:
        """The places that count: everyone's but theirs who left unheard.

        Before the opening all do: else the number would tell whether somebody who leaves had
        answered.
        """
        if self.hidden:
            return self.seats
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
    def echo_span(self) -> timedelta:
        """How long the echo is open."""
        return self.settings.mail_echo if self.by_mail else self.settings.echo

    @property
    def both_lanes_spoke(self) -> bool:
        """Whether somebody at the table and somebody in their own time said something."""
        return {seat.heard_in for seat in self.seats if seat.words} >= {Lane.LIVE, Lane.SLOW}

    def waits_for(self) -> Iterator[Seat]:
        """Those whose word would let the present step end before its time."""
        if self.phase is Phase.ECHO:
            return (seat for seat in self.seats if seat.echoing and not seat.echo)
        return (seat for seat in self.seats if seat.place is Place.OPEN and seat.waited)
