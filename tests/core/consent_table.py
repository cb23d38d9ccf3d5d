"""A small circle around one decision, for telling stories: three at the table, two by mail.

Ana proposes. Ben and Eli sit at the table with her; Cy and Di take part by mail.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.rounds.consent import (
    Answer,
    Command,
    Decision,
    Fact,
    Phase,
    Place,
    Position,
    Settings,
    Tick,
    decide,
    evolve,
    next_due,
    notices,
    propose,
)

ANA, BEN, CY, DI, ELI, FAY = (
    MemberId(f"mem_{name}") for name in ("ana", "ben", "cy", "di", "eli", "fay")
)
START = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
TEXT = "We water the beds at 7 in the morning, Monday to Friday."
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

TABLE = (Place(ANA, Lane.LIVE), Place(BEN, Lane.LIVE), Place(ELI, Lane.LIVE))
MIXED = (*TABLE, Place(CY, Lane.SLOW, by_mail=True), Place(DI, Lane.SLOW, by_mail=True))


@dataclass
class Story:
    """A decision under way: every fact, every notice, and a clock that the test moves."""

    places: tuple[Place, ...] = MIXED
    settings: Settings = field(default_factory=Settings)
    now: datetime = START
    text: str = TEXT

    def __post_init__(self) -> None:
        self.facts: list[Fact] = []
        self.told: list[Notice] = []
        self._state: Decision | None = None
        self._source = 0
        opened = propose(RoundId("rnd_1"), 7, ANA, self.text, self.places, self.settings, self.now)
        self.last = self._take(opened)

    @property
    def d(self) -> Decision:
        assert self._state is not None
        return self._state

    def phase(self) -> Phase:
        return self.d.phase

    def _take(self, facts: tuple[Fact, ...]) -> tuple[Notice, ...]:
        before = self._state
        for fact in facts:
            self._state = evolve(self._state, fact)
            self.facts.append(fact)
        said = notices(before, facts, self.d) if facts else ()
        self.told.extend(said)
        return said

    def do(self, command: Command) -> tuple[Notice, ...]:
        """Give a command now; what is said of it, also kept as ``last``."""
        self.last = self._take(decide(self.d, command, self.now))
        return self.last

    def says(
        self,
        by: MemberId,
        position: Position,
        words: str | None = None,
        *,
        source: str | None = None,
        version: int | None = None,
    ) -> tuple[Notice, ...]:
        self._source += 1
        given = None if words is None else WordsId(f"wrd_{words}")
        where = source or f"evt_{self._source}"
        return self.do(Answer(by, position, where, self.now, given, version))

    def consents(self, *members: MemberId) -> None:
        for member in members:
            self.says(member, Position.CONSENT)

    def until(self, at: datetime) -> tuple[Notice, ...]:
        """Let time pass until a moment."""
        return self.after(at - self.now)

    def after(self, span: timedelta) -> tuple[Notice, ...]:
        """Let time pass; the clock looks at every moment that is due on the way."""
        end = self.now + span
        said: list[Notice] = []
        while (due := next_due(self.d)) is not None and due <= end:
            self.now = max(self.now, due)
            said.extend(self.do(Tick()))
        self.now = end
        self.last = tuple(said)
        return self.last

    def until_slow(self) -> tuple[Notice, ...]:
        return self.after(self.d.slow_until - self.now)


def kinds(said: tuple[Notice, ...]) -> list[str]:
    return [str(notice.kind) for notice in said]


def in_room(said: tuple[Notice, ...]) -> list[Notice]:
    return [notice for notice in said if notice.to == Room()]


def alone(said: tuple[Notice, ...], member: MemberId) -> list[Notice]:
    return [notice for notice in said if notice.to == To(member)]
