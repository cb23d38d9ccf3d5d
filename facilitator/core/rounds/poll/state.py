"""What a poll is, at one moment: values only.

Nothing here decides. Everything is a string, a number, a moment, a length of time, a tuple or
another such value, so that a codec needs no hooks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.people import Lane
from facilitator.core.quiet import NEVER, Quiet


class Phase(StrEnum):
    """Where a poll stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Hidden(StrEnum):
    """Who sees how it stands before the end."""

    NO = "no"
    """Everybody: the card has the counts."""
    VOTED = "voted"
    """Whoever has answered, alone."""
    CLOSED = "closed"
    """Nobody: so nobody is led by what others chose."""


class Reasons(StrEnum):
    """Whether an answer owes a reason."""

    NEVER = "never"
    ALWAYS = "always"
    OBJECTION = "objection"
    """Only an answer that speaks against it."""


class Came(StrEnum):
    """What a poll came to."""

    DECIDED = "decided"
    TIE = "tie"
    SHOWN = "shown"
    """It shows what people think, and decides nothing."""
    THRESHOLD = "threshold"
    """Nothing got the share that was asked for."""
    QUORUM = "quorum"
    """Too few answered."""
    NOBODY = "nobody"
    """No answer, or only passes."""
    CANCELLED = "cancelled"
    FEW = "few"
    """So few chose, where it is anonymous, that the answers would show whose they are."""


class Ending(StrEnum):
    """Why it closed."""

    ALL = "all"
    """Everybody had answered."""
    TIME = "time"
    HOST = "host"
    LOT = "lot"
    """A tie was settled by lot."""


class Cause(StrEnum):
    """Why there is more time."""

    MORE = "more"
    HOST = "host"
    OUTAGE = "outage"
    LETTER = "letter"
    OPTION = "option"
    """An option was added near the end."""
    QUORUM = "quorum"
    """Too few had answered: the one automatic extension."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. Options are numbered from one on, only ever added, and never renumbered.

    ``author`` is there where a member added it. ``begins`` is the moment it stands for, in a poll
    about times.
    """

    number: int
    text: str
    author: MemberId | None = None
    begins: datetime | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a ballot gives one option: 1 where it is chosen, its points, its rank, …"""

    option: int
    value: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """The rules of one poll, copied at its opening; all lengths are data.

    Spans are those of a consent decision in a crew (Dec. 4.4, contract §5). ``names`` says that who
    chose what is shown after the end. ``seed`` settles ties by lot within a count, so that others
    can draw the same; ``lasts`` is the length of a meeting, where moments are chosen.
    """

    live_for: timedelta = timedelta(hours=48)
    slow_for: timedelta = timedelta(hours=96)
    quorum_people: int = 0
    quorum_percent: int = 0
    """Of those who are counted on, rounded up. Both quorums must be met; 0 asks for nothing."""
    threshold_percent: int = 0
    """What share of those who chose an option has to stand behind the winner; 0 asks for nothing."""
    hidden: Hidden = Hidden.CLOSED
    names: bool = False
    reason: Reasons = Reasons.NEVER
    least: int = 1
    most: int = 1
    """How many options one may choose."""
    points: int = 8
    low: int = 0
    high: int = 5
    """The ends of the scale, where options get a score."""
    seats: int = 1
    target: int = 0
    """How many have to be in; 0: no number was named."""
    adds: bool = False
    """Members may add options."""
    none: bool = False
    """The last of the first options is "none of these"."""
    chosen: bool = False
    """Only those are asked who were named; whoever comes later is not."""
    anonymous: bool = False
    """Once it is over nothing says who answered, or what (``detaching``)."""
    shows_from: int = 5
    """How many have to choose, where it is anonymous, before anything is shown of it."""
    unit: int = 1
    """How much one vote weighs: 1000 where hosts gave some answers another weight, so that weights of
    three decimals are whole numbers."""
    native: bool = False
    """It is also shown as a poll of the room itself, where that can carry it (``native``)."""
    seed: str = ""
    zone: str = "UTC"
    lasts: timedelta = timedelta(hours=1)
    letters_for: timedelta = timedelta(hours=72)
    regret: timedelta = timedelta(minutes=10)
    step: timedelta = timedelta(days=2)
    extensions: int = 2
    reminds: timedelta = timedelta(days=1)
    """So long before the end those not yet heard are reminded, each alone."""
    reopen_for: timedelta = timedelta(days=14)
    joins: timedelta = timedelta(days=1)
    """Whoever joins the circle gets a place while at least so much time is left."""
    outage_grace: timedelta = timedelta(hours=12)
    quiet_times: Quiet = NEVER

    @property
    def weighted(self) -> bool:
        """Whether answers weigh differently."""
        return self.unit > 1


@dataclass(frozen=True, slots=True)
class Place:
    """One member's place. ``reached`` is what the medium knows (no bounce, a sign of life).

    ``weight`` is what their answer weighs, reckoned in the poll's ``unit``; 0 is a voice without a
    vote.
    """

    member: MemberId
    lane: Lane
    by_mail: bool = False
    reached: bool = True
    away: bool = False
    left: bool = False
    weight: int = 1

    @property
    def apart(self) -> bool:
        """True when what concerns them must also reach them outside the room."""
        return self.by_mail or self.lane is Lane.SLOW


@dataclass(frozen=True, slots=True)
class Tap:
    """One option tapped under the card, and the reaction it was."""

    option: int
    source: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """One answer. Ballots are only ever added; the newest of a member counts.

    Without ``marks`` it is a pass. ``source`` names what was said where, so that taking it back
    withdraws the ballot; a ballot of ``taps`` has a source for each of them. ``code`` is chance that
    its author was told: by it they find their own in the list of an anonymous poll.
    """

    member: MemberId
    marks: tuple[Mark, ...]
    words: WordsId | None
    source: str
    heard_at: datetime
    taps: tuple[Tap, ...] = ()
    withdrawn: bool = False
    code: str = ""

    @property
    def passed(self) -> bool:
        """True where they leave it to the others."""
        return not self.marks

    def came_from(self, source: str) -> bool:
        """Whether that is where it was said, or one of its taps."""
        return self.source == source or any(tap.source == source for tap in self.taps)


@dataclass(frozen=True, slots=True)
class Sums:
    """The numbers that are left of an anonymous poll, when nothing says any more who answered.

    ``few``: so few chose that nothing else is left. ``base`` is what the quorum is reckoned from.
    """

    answered: int
    base: int
    not_reached: int
    gone: int
    few: bool


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll. ``until`` is its printed end, which never moves earlier.

    ``number`` is its own in the circle's row of polls.
    """

    id: RoundId
    number: int
    kind: str
    asker: MemberId
    question: str
    options: tuple[Option, ...]
    settings: Settings
    places: tuple[Place, ...]
    opened_at: datetime
    until: datetime
    phase: Phase = Phase.OPEN
    ballots: tuple[Ballot, ...] = ()
    late: tuple[Ballot, ...] = ()
    more: tuple[MemberId, ...] = ()
    """Who had their *more*."""
    waited: bool = False
    """The one automatic extension has been taken."""
    reminded: bool = False
    runs_on: bool = False
    """It runs to its printed end, also when all have answered: an option came later, or it was
    opened again."""
    closing_at: datetime | None = None
    """All have answered; it closes then, unless somebody thinks again."""
    paused_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: MemberId | None = None
    ending: Ending | None = None
    came: Came | None = None
    chosen: tuple[int, ...] = ()
    """What it came to: one option, or the tied ones, or those who are elected."""
    native_gone: bool = False
    """Somebody removed the poll of the room itself: there is none any more."""
    lot: str = ""
    """The seed by which a tie was settled; empty where none was."""
    sums: Sums | None = None
    """Set once its ballots are detached from whoever gave them."""

    @property
    def over(self) -> bool:
        """Whether no answer counts any more."""
        return self.phase is not Phase.OPEN

    @property
    def ends(self) -> datetime:
        """The printed moment up to which one may answer."""
        return self.until

    @property
    def hides(self) -> bool:
        """Whether nobody may see now who has answered what."""
        hidden = self.settings.anonymous or self.settings.hidden is not Hidden.NO
        return hidden and not self.over

    def place(self, member: MemberId) -> Place | None:
        """The member's place, also after they left."""
        return next((place for place in self.places if place.member == member), None)

    def option(self, number: int) -> Option:
        """The option of that number."""
        return self.options[number - 1]
