"""A table for stories: a go-around, a clock, and everything that was said, in order."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.rounds import go_around as ga

ANA, BEN, CY, DI, ELI = (MemberId(name) for name in ("ana", "ben", "cy", "di", "eli"))
START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
PROMPT = "What is growing in you this week?"


def live(member: MemberId) -> ga.Invited:
    """Somebody who may be at the table."""
    return ga.Invited(member)


def slow(member: MemberId) -> ga.Invited:
    """Somebody in chat, in their own time."""
    return ga.Invited(member, Lane.SLOW)


def by_mail(member: MemberId) -> ga.Invited:
    """Somebody who has mail only."""
    return ga.Invited(member, Lane.SLOW, by_mail=True)


def words(name: str) -> tuple[WordsId, ...]:
    """One message."""
    return (WordsId(name),)


@dataclass
class Table:
    """The shell in small: decides, folds, collects."""

    seats: tuple[ga.Invited, ...]
    settings: ga.Settings = field(default_factory=ga.Settings)
    now: datetime = START
    heard: list[Notice] = field(default_factory=list)
    timed: bool = False

    def __post_init__(self) -> None:
        begin = ga.Begin(ANA, PROMPT, self.seats, self.settings, self.timed)
        facts = ga.announce(begin, self.now)
        self.state = ga.fold(ga.evolve(None, facts[0]), facts[1:])
        self.heard += ga.notices(None, facts, self.state)

    def do(self, command: ga.Command) -> list[Notice]:
        """What is said because of ``command``."""
        facts = ga.decide(self.state, command, self.now)
        before, self.state = self.state, ga.fold(self.state, facts)
        said = ga.notices(before, facts, self.state)
        self.heard += said
        return list(said)

    def pass_time(self, **span: float) -> list[Notice]:
        """Jump, and look at the clock once."""
        self.now += timedelta(**span)
        return self.do(ga.TimePassed())

    def until_due(self) -> list[Notice]:
        """Jump to the next deadline, and look at the clock once."""
        due = ga.next_due(self.state)
        assert due is not None
        self.now = max(self.now, due)
        return self.do(ga.TimePassed())

    def run_out(self) -> None:
        """Let the clock run to the end, from one deadline to the next."""
        while ga.next_due(self.state) is not None:
            self.until_due()

    def say(self, member: MemberId, name: str) -> list[Notice]:
        """Talk in the room."""
        return self.do(ga.Speak(member, words(name)))

    def reply(self, member: MemberId, name: str) -> list[Notice]:
        """Reply to the card."""
        return self.do(ga.Speak(member, words(name), ga.Via.REPLY))

    def write(self, member: MemberId, name: str, *, replaces: bool = False) -> list[Notice]:
        """Send a letter."""
        return self.do(ga.Speak(member, words(name), ga.Via.LETTER, replaces))

    def everyone_here(self) -> None:
        """Everyone at the table answers the roll-call."""
        for seat in self.state.seats:
            if not seat.slow and not seat.here:
                self.do(ga.Here(seat.member))

    def phase(self) -> ga.Phase:
        """The step the round is in."""
        return self.state.phase

    def place(self, member: MemberId) -> ga.Place:
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
