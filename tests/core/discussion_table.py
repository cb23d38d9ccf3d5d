"""A table for stories: a discussion, a clock, and everything that was said, in order."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.rounds import discussion as di

ANA, BEN, CY, DI, ELI, FAY = (MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay"))
START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
PROMPT = "Where shall the compost go?"


def live(member: MemberId) -> di.Invited:
    """Somebody at the table."""
    return di.Invited(member)


def slow(member: MemberId) -> di.Invited:
    """Somebody in chat, in their own time."""
    return di.Invited(member, Lane.SLOW)


def by_mail(member: MemberId) -> di.Invited:
    """Somebody who has mail only."""
    return di.Invited(member, Lane.SLOW, by_mail=True)


def words(name: str) -> tuple[WordsId, ...]:
    """One message."""
    return (WordsId(name),)


@dataclass
class Table:
    """The shell in small: decides, folds, collects."""

    seats: tuple[di.Invited, ...]
    settings: di.Settings = field(default_factory=di.Settings)
    timed: bool = False
    now: datetime = START
    heard: list[Notice] = field(default_factory=list)
    facts: list[di.Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        begin = di.Begin(ANA, PROMPT, self.seats, self.settings, self.timed)
        facts = di.announce(begin, self.now)
        self.state = di.fold(di.evolve(None, facts[0]), facts[1:])
        self.heard += di.notices(None, facts, self.state)
        self.facts += facts

    def do(self, command: di.Command) -> list[Notice]:
        """What is said because of ``command``."""
        facts = di.decide(self.state, command, self.now)
        before, self.state = self.state, di.fold(self.state, facts)
        said = di.notices(before, facts, self.state)
        self.heard += said
        self.facts += facts
        return list(said)

    def pass_time(self, **span: float) -> list[Notice]:
        """Jump, and look at the clock once."""
        self.now += timedelta(**span)
        return self.do(di.TimePassed())

    def until_due(self) -> list[Notice]:
        """Jump to the next deadline, and look at the clock once."""
        due = di.next_due(self.state)
        assert due is not None
        self.now = max(self.now, due)
        return self.do(di.TimePassed())

    def run_out(self) -> None:
        """Let the clock run to the end, from one deadline to the next."""
        while di.next_due(self.state) is not None:
            self.until_due()

    def say(self, member: MemberId, name: str = "talk") -> list[Notice]:
        """Talk in the room."""
        return self.do(di.Speak(member, words(name)))

    def reply(self, member: MemberId, name: str) -> list[Notice]:
        """Reply to the card."""
        return self.do(di.Speak(member, words(name), di.Via.REPLY))

    def write(self, member: MemberId, name: str, *, replaces: bool = False) -> list[Notice]:
        """Send a letter."""
        return self.do(di.Speak(member, words(name), di.Via.LETTER, replaces))

    def hand(self, member: MemberId, kind: di.HandKind = di.HandKind.TOPIC) -> list[Notice]:
        """Raise a hand."""
        return self.do(di.Hand(member, kind))

    def place(self, member: MemberId) -> di.Place:
        """What became of a place."""
        seat = self.state.seat(member)
        assert seat is not None
        return seat.place


def kinds(said: list[Notice]) -> list[str]:
    """The names of notices, with ``>member`` where they go to one alone."""
    return [n.kind + (f">{n.to.member}" if isinstance(n.to, To) else "") for n in said]


def in_room(said: list[Notice], kind: str) -> Notice:
    """The one notice of this kind that the room hears."""
    (found,) = [n for n in said if n.kind == kind and isinstance(n.to, Room)]
    return found
