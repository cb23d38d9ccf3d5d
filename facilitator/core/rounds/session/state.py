"""Where a session stands: its format, who takes which part, which step is held, what was heard.

Everything is a frozen value of plain fields. The resolved format is part of it, so that editing a
file never changes a round in progress.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from facilitator.core.formats.format import HOST, Above, Filled, Format
from facilitator.core.formats.steps import (
    ALL,
    EACH,
    OBJECTOR,
    Announce,
    Harvest,
    OpenDiscussion,
    Pick,
    PromptRound,
    Step,
    Who,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Call
from facilitator.core.people import Lane
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.dot_vote.state import Sum
from facilitator.core.rounds.pick import Result as Picked
from facilitator.core.rounds.vote import Result as Voted


class Phase(StrEnum):
    """Where a session is; the last two are its ends."""

    FILLING = "filling"  # a part waits for somebody to take it
    STEP = "step"  # a step that asks is held, as a round of its own
    STILL = "still"  # nothing is asked for a while
    TABLES = "tables"  # people sit at several tables, each held as a round of its own
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Part:
    """Who holds a role."""

    role: str
    members: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one member said in a step, and what others called out in their turn.

    ``echo`` are those of the words that answered what others had said. ``passed`` tells a pass from
    what was said aloud without a written word.
    """

    member: MemberId
    words: tuple[WordsId, ...]
    calls: tuple[Call, ...] = ()
    echo: tuple[WordsId, ...] = ()
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one holding of a step. ``lap`` counts the steps begun so far.

    ``sums`` are what points came to. ``vote`` and ``picked`` are what a vote or a pick came to.
    ``fresh`` are words that are opened when the step ends, because nobody has heard them in it.
    """

    step: str
    lap: int
    told: tuple[Told, ...] = ()
    sums: tuple[Sum, ...] = ()
    vote: Voted | None = None
    picked: Picked | None = None
    fresh: tuple[WordsId, ...] = ()
    until: datetime | None = None
    """The printed end of its window, where it asked for words."""
    left: int = 0
    """How many points stayed unplaced, where a reveal shows the totals."""


@dataclass(frozen=True, slots=True)
class GivenAhead:
    """What one member answered before a step is held; no words: they pass."""

    member: MemberId
    words: tuple[WordsId, ...] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """A step to come that a letter has asked already, together with an earlier one.

    ``asked`` had that letter, and ``listed`` are the words it numbers, to choose among. ``time_over``
    holds once the printed time of that letter is over.
    """

    step: str
    asked: tuple[MemberId, ...]
    listed: tuple[WordsId, ...] = ()
    given: tuple[GivenAhead, ...] = ()
    time_over: bool = False

    def answer(self, member: MemberId) -> GivenAhead | None:
        """What a member has answered so far."""
        return next((one for one in self.given if one.member == member), None)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the present step: who sits there, around which topic, and what came of it.

    ``number`` counts from one. ``speaker`` tells the others, where the step asks for somebody.
    """

    number: int
    members: tuple[MemberId, ...]
    topic: tuple[WordsId, ...] = ()
    over: bool = False
    speaker: MemberId | None = None
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Apart:
    """Which table of a larger session a session is: one of so many, for so many people in all.

    ``tell`` is what one of those who sit there tells the others afterwards, if anything.
    """

    number: int
    tables: int
    people: int
    way: Above
    tell: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sat with whom, in one laying of the tables of a step."""

    step: str
    lap: int
    groups: tuple[tuple[MemberId, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the one who began it said to one of the format's asks."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Loop:
    """How often a step led back to an earlier one."""

    step: str
    times: int


@dataclass(frozen=True, slots=True)
class Session:
    """One running of a format.

    ``at`` is the index of the present step in ``format.steps``, ``lap`` its number in this session
    (a step may be held more than once), and ``begun`` holds while it runs. ``seed`` is chance, drawn
    once by the shell. ``until`` is when the stillness, or the offer of the part ``offered``, ends.
    ``declined`` are those who have left that part to others, ``settled`` the parts that are not
    offered any more. ``table`` are those who are at the table now; None while not everybody has been
    called yet. ``turning`` is the role that steps are being repeated for, and ``turns`` those who
    have had it, the one whose turn it is included. ``starter`` began it, whoever has the chair
    now. ``gone`` are the places of those who left. ``tables`` are those of the present step, laid
    for the ``turn``-th time in it; ``seatings`` is who sat with whom so far. ``ahead``
    are steps to come that letters have asked already. ``each`` is what every
    table holds as a session of its own, where more came than the format is for; ``apart`` says which
    of those tables this session is.
    """

    format: Format
    chair: MemberId | None
    seats: tuple[Invited, ...]
    seed: str
    answers: tuple[Answer, ...] = ()
    parts: tuple[Part, ...] = ()
    phase: Phase = Phase.STEP
    at: int = 0
    lap: int = 0
    begun: bool = False
    until: datetime | None = None
    offered: str | None = None
    declined: tuple[MemberId, ...] = ()
    settled: tuple[str, ...] = ()
    paused_at: datetime | None = None
    table: tuple[MemberId, ...] | None = None
    turns: tuple[MemberId, ...] = ()
    turning: str | None = None
    loops: tuple[Loop, ...] = ()
    heard: tuple[Heard, ...] = ()
    timed: bool = False
    starter: MemberId | None = None
    gone: tuple[Invited, ...] = ()
    tables: tuple[Table, ...] = ()
    turn: int = 0
    seatings: tuple[Seating, ...] = ()
    quiet_times: Quiet = NEVER
    each: Format | None = None
    apart: Apart | None = None
    ahead: tuple[Ahead, ...] = ()

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.phase in (Phase.CLOSED, Phase.CANCELLED)

    @property
    def ends(self) -> datetime:
        """The moment up to which a part that is offered can be taken; without one, long ago."""
        return self.until or datetime.fromtimestamp(0, UTC)

    @property
    def step(self) -> Step | None:
        """The present step; None behind the last one."""
        steps = self.format.steps
        return steps[self.at] if self.at < len(steps) else None

    @property
    def by_mail(self) -> tuple[MemberId, ...]:
        """Who reads and answers by mail."""
        return tuple(seat.member for seat in self.seats if seat.by_mail)

    def seat(self, member: MemberId) -> Invited | None:
        """The place of one member, if they have one."""
        return next((seat for seat in self.seats if seat.member == member), None)

    def holders(self, role: str) -> tuple[MemberId, ...]:
        """Who holds a role now; the host is whoever has the chair."""
        if role == HOST:
            return (self.chair,) if self.chair else ()
        if role == OBJECTOR:
            voted = self.last_vote
            return tuple(m for m in voted.objectors if self.seat(m)) if voted else ()
        found = self.format.role(role)
        if found is not None and found.who is Filled.EVERYONE_ELSE:
            named = (part for part in self.parts if self.format.role(part.role) is not None)
            taken = {member for part in named for member in part.members}
            return tuple(seat.member for seat in self.seats if seat.member not in taken)
        if found is not None and found.who is Filled.SPOKE and found.step:
            heard = self.last_heard(found.step)
            return tuple(told.member for told in heard.told if told.words) if heard else ()
        return next((part.members for part in self.parts if part.role == role), ())

    def asked(self, who: Who) -> tuple[Invited, ...]:
        """The places that a step asks, in the order of the circle."""
        if who.role is None:
            return self.seats
        named = set(self.holders(who.role))
        return tuple(seat for seat in self.seats if (seat.member in named) is not who.but)

    def places(self, step: Step) -> tuple[Invited, ...]:
        """Who has a place in a step: whoever writes it, else whom it asks, who may answer there, and
        who listens.
        """
        match step.does:
            case Announce(by=str() as writer) | Harvest(by=str() as writer):
                return self.asked(Who(writer))
            case Pick(decides=decides) if decides not in (ALL, EACH):
                return self.asked(Who(decides))
            case PromptRound(answered_by=str() as also) | OpenDiscussion(silent=str() as also):
                asked = self.asked(step.who)
                more = (seat for seat in self.asked(Who(also)) if seat not in asked)
                return (*asked, *more) if asked else ()
            case _:
                return self.asked(step.who)

    def is_live(self, seat: Invited) -> bool:
        """Whether somebody is at the table, or may be."""
        if seat.by_mail or seat.lane is Lane.SLOW:
            return False
        return self.table is None or seat.member in self.table

    @property
    def running(self) -> tuple[Table, ...]:
        """The tables at which people sit now."""
        return tuple(table for table in self.tables if not table.over)

    def tables_of(self, member: MemberId) -> tuple[Table, ...]:
        """The tables at which a member sits now: one, or several where everybody moves freely."""
        return tuple(table for table in self.running if member in table.members)

    def last_heard(self, step: str) -> Heard | None:
        """What came of a step when it was held last."""
        return next((heard for heard in reversed(self.heard) if heard.step == step), None)

    @property
    def last_vote(self) -> Voted | None:
        """What the last vote came to, if one was held."""
        return next((heard.vote for heard in reversed(self.heard) if heard.vote), None)

    def answer(self, name: str) -> str | None:
        """What was said to an ask, or its default."""
        said = next((answer.text for answer in self.answers if answer.name == name), None)
        ask = self.format.ask(name)
        return said if said is not None else ask.default if ask else None

    def asked_ahead(self, step: str) -> Ahead | None:
        """What letters have asked and brought for a step already, until it is over."""
        return next((one for one in self.ahead if one.step == step), None)

    def is_held(self, step: str) -> bool:
        """Whether a step is the present one, and runs."""
        return self.begun and self.step is not None and self.step.id == step

    def went_back(self, step: str) -> int:
        """How often a step has led back already."""
        return next((loop.times for loop in self.loops if loop.step == step), 0)
