"""A table for polls: people, a clock, and what is said, in one line each."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.rounds import poll

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA, BEN, CY, DI, ELI = (MemberId(name) for name in ("ana", "ben", "cy", "di", "eli"))
TABLE = (poll.Place(ANA, Lane.LIVE), poll.Place(BEN, Lane.LIVE), poll.Place(ELI, Lane.LIVE))
MIXED = (*TABLE, poll.Place(CY, Lane.SLOW, by_mail=True))
FRUIT = ("Apples", "Pears", "Plums")
SEEN = poll.Settings(hidden=poll.Hidden.NO)


@dataclass
class Story:
    """One poll as it goes."""

    places: tuple[poll.Place, ...] = TABLE
    settings: poll.Settings = field(default_factory=poll.Settings)
    kind: str = "choose"
    options: tuple[str, ...] = FRUIT
    question: str = "What first?"

    def __post_init__(self) -> None:
        """Ask."""
        self.now, self.said = START, 0
        options = tuple(poll.Option(n, text) for n, text in enumerate(self.options, 1))
        facts = poll.ask(
            RoundId("rnd"), 1, self.kind, ANA, self.question, options, self.places, self.settings,
            START,
        )  # fmt: skip
        self.state: Any = None
        for fact in facts:
            self.state = poll.evolve(self.state, fact)
        self.told: list[Notice] = list(poll.notices(None, facts, self.state))

    def do(self, command: Any) -> tuple[Any, ...]:
        """What a command makes happen; raises ``Refusal`` as the core does."""
        before = self.state
        facts = poll.decide(before, command, self.now)
        self.state = poll.fold(before, facts)
        self.last = poll.notices(before, facts, self.state)
        self.told += self.last
        return facts

    def says(self, who: MemberId, text: str, source: str = "") -> tuple[Any, ...]:
        """Somebody answers in words."""
        self.said += 1
        reading = poll.read(self.state, text)
        assert reading is not None, text
        if isinstance(reading, poll.MoreTime):
            return self.do(poll.More(who))
        words = WordsId(f"w{self.said}") if reading.reason else None
        return self.do(poll.Vote(who, reading.marks, source or f"s{self.said}", self.now, words))

    def taps(self, who: MemberId, emoji: str, source: str) -> tuple[Any, ...]:
        """Somebody taps under the card."""
        mark = poll.tapped(self.state, emoji)
        assert isinstance(mark, poll.Mark), emoji
        return self.do(poll.Vote(who, (mark,), source, self.now, tapped=True, told=False))

    def waits(self, span: timedelta) -> None:
        """Time passes, and every alarm rings when it is due."""
        end = self.now + span
        while (due := poll.next_due(self.state)) is not None and due <= end:
            self.now = max(self.now, due)
            if not self.do(poll.Tick()):
                break
        self.now = end

    def chose(self, who: MemberId) -> tuple[int, ...]:
        """What somebody's answer in force is."""
        ballot = poll.ballot_of(self.state, who)
        return () if ballot is None else tuple(mark.option for mark in ballot.marks)

    def heard(self, kind: str, to: MemberId | None = None) -> list[Notice]:
        """The notices of a kind that the room had, or one member alone."""
        whom = Room() if to is None else To(to)
        return [one for one in self.told if one.kind == kind and one.to == whom]
