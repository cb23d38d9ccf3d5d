"""A table for stories: a prompt round, a clock, and everything that was said, in order."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice
from facilitator.core.rounds import prompt_round as pr
from tests.core.go_around_table import ANA, PROMPT, START, words

SEALED = pr.Settings(sealed=True)
UNSIGNED = pr.Settings(sealed=True, signed=False)


@dataclass
class Table:
    """The shell in small: decides, folds, collects."""

    seats: tuple[pr.Invited, ...]
    settings: pr.Settings = field(default_factory=pr.Settings)
    seed: str = "chance"
    now: datetime = START
    heard: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        begin = pr.Begin(ANA, PROMPT, self.seats, self.settings, self.seed)
        facts = pr.announce(begin, self.now)
        self.state = pr.fold(pr.evolve(None, facts[0]), facts[1:])
        self.heard += pr.notices(None, facts, self.state)

    def do(self, command: pr.Command) -> list[Notice]:
        """What is said because of ``command``."""
        facts = pr.decide(self.state, command, self.now)
        before, self.state = self.state, pr.fold(self.state, facts)
        said = pr.notices(before, facts, self.state)
        self.heard += said
        return list(said)

    def pass_time(self, **span: float) -> list[Notice]:
        """Jump, and look at the clock once."""
        self.now += timedelta(**span)
        return self.do(pr.TimePassed())

    def until_due(self) -> list[Notice]:
        """Jump to the next deadline, and look at the clock once."""
        due = pr.next_due(self.state)
        assert due is not None
        self.now = max(self.now, due)
        return self.do(pr.TimePassed())

    def run_out(self) -> list[Notice]:
        """Let the clock run to the end, from one deadline to the next."""
        said: list[Notice] = []
        while pr.next_due(self.state) is not None:
            said += self.until_due()
        return said

    def say(self, member: MemberId, name: str) -> list[Notice]:
        """Talk in the room."""
        return self.do(pr.Speak(member, words(name)))

    def reply(self, member: MemberId, name: str) -> list[Notice]:
        """Reply to the card."""
        return self.do(pr.Speak(member, words(name), pr.Via.REPLY))

    def write(self, member: MemberId, name: str, *, replaces: bool = False) -> list[Notice]:
        """Send a letter; one whose name ends with a question mark asks something."""
        asks = name.endswith("?")
        return self.do(pr.Speak(member, words(name), pr.Via.LETTER, replaces, asks=asks))

    def phase(self) -> pr.Phase:
        """The step the round is in."""
        return self.state.phase

    def seat(self, member: MemberId) -> pr.Seat:
        """A member's place."""
        seat = self.state.seat(member)
        assert seat is not None
        return seat
