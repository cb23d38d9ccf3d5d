"""A format as a whole: what it is for, whom it needs, what it keeps; its steps, or its meetings."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from facilitator.core.formats.steps import Record, Step
from facilitator.core.scales import Scale

HOST = "host"
"""The role that every format has: whoever starts it."""

MOST_STEPS = 60
"""Steps of one format, the ones it uses included."""


class Depth(StrEnum):
    """How close a format goes; a deep one wants people who know each other."""

    LIGHT = "light"
    DEEPER = "deeper"
    DEEP = "deep"


class Above(StrEnum):
    """What happens when more come than ``most``."""

    TABLES = "tables"  # each step in small groups of the ideal size, then a line of each
    CIRCLES = "circles"  # parallel circles of the ideal size
    OPEN = "open"  # as it is; turns become replies in any order


@dataclass(frozen=True, slots=True)
class Size:
    """For how many people; ``above`` None: more are refused kindly.

    ``tell``: what one of each table tells all the others afterwards; None: what is said there stays.
    """

    least: int
    most: int
    ideal_least: int
    ideal_most: int
    above: Above | None = None
    tell: str | None = None


class Filled(StrEnum):
    """How a role finds its holders."""

    STARTER = "starter"
    MENTIONED = "mentioned"  # in the line that starts it; nobody mentioned: the starter
    VOLUNTEERS = "volunteers"
    LOT = "lot"
    PICK = "pick"  # by a pick step, or as the speaker of a small group
    SPOKE = "spoke"  # whoever spoke in the step that it names
    ROTATES = "rotates"  # everybody in turn: within a format, or meeting by meeting
    EVERYONE_ELSE = "everyone_else"  # holds none of the other roles; the host is no other role
    NEWCOMERS = "newcomers"


class May(StrEnum):
    """What a role may do at any time, beside passing."""

    PAUSE = "pause"
    END = "end"


@dataclass(frozen=True, slots=True)
class Role:
    """A part that people take. ``most`` None: as many as there are."""

    name: str
    who: Filled
    title: str
    least: int = 1
    most: int | None = 1
    step: str | None = None
    may: tuple[May, ...] = ()


class AskKind(StrEnum):
    """What kind of answer the one who starts gives."""

    WORDS = "words"
    SPAN = "span"
    DATE = "date"
    NUMBER = "number"
    MEMBER = "member"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of whoever starts the format, in one kind line. ``default`` as people write it."""

    name: str
    line: str
    kind: AskKind = AskKind.WORDS
    choices: tuple[str, ...] = ()
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a season. ``fills``: held again until the season has its number of meetings.

    ``roles`` says how roles of its format find their holders in this season.
    """

    format: "Format"
    title: str
    host: str | None = None
    fills: bool = False
    roles: tuple[tuple[str, Filled], ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A resolved format. With a ``plan``, ``steps`` are what follows its last meeting."""

    name: str
    title: str
    purpose: str
    scales: tuple[Scale, ...]
    size: Size
    roles: tuple[Role, ...]
    asks: tuple[Ask, ...]
    record: Record
    note: str | None
    depth: Depth
    steps: tuple[Step, ...]
    plan: tuple[Meeting, ...] = ()
    every: timedelta | None = None
    meetings: int | None = None
    variations: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def keeps(self) -> Record:
        """What is kept of it, at most: as it says of itself, or else of one of its steps."""
        own = (step.record for step in self.steps if step.record is not Record.NONE)
        return self.record if self.record is not Record.NONE else next(own, Record.NONE)

    def role(self, name: str) -> Role | None:
        """Return the role of that name, if there is one."""
        return next((role for role in self.roles if role.name == name), None)

    def ask(self, name: str) -> Ask | None:
        """Return what is asked under that name, if anything."""
        return next((ask for ask in self.asks if ask.name == name), None)

    def step(self, identity: str) -> Step | None:
        """Return the step of that id, if there is one."""
        return next((step for step in self.steps if step.id == identity), None)
