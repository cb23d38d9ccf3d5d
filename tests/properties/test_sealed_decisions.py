"""Sealed means sealed (Dec. 4.6, 7): two decisions in which the same people answer at the same times,
and only what they answer differs, are the same to everybody else until the close."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Notice, To
from facilitator.core.people import Lane
from facilitator.core.rounds.consent import (
    Answer,
    Decision,
    Place,
    Position,
    Settings,
    TakeBack,
    Tick,
    card,
    counts,
    decide,
    evolve,
    named,
    notices,
    propose,
)
from facilitator.core.rounds.consent.state import DECIDING, Silence

START = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(f"mem_{n}") for n in range(5))
POSITIONS = st.sampled_from([Position.CONSENT, Position.CONCERN, Position.ASIDE, Position.PASS])
"""An objection's words are read by all, also in a sealed decision; these four are nobody's to know."""

answers = st.lists(
    st.tuples(st.integers(0, 3), POSITIONS, POSITIONS, st.integers(0, 20), st.booleans()),
    min_size=1,
    max_size=8,
)
"""Who, what in the one world and in the other, how many hours later, and whether it is taken back."""


class World:
    """One of the two decisions, and all that anybody but the one who answers could see of it."""

    def __init__(self, silence: Silence, apart: bool) -> None:
        lanes = [Lane.LIVE, Lane.SLOW if apart else Lane.LIVE]
        places = tuple(
            Place(member, lanes[n % 2], by_mail=apart and n % 2 == 1)
            for n, member in enumerate(NAMES)
        )
        self.now = START
        self.seen: list[object] = []
        self.d: Decision | None = None
        rules = Settings(sealed=True, silence=silence)
        self.take(propose(RoundId("rnd_1"), 1, NAMES[0], "A text", places, rules, START), NAMES[0])

    def take(self, facts: tuple, by: MemberId | None) -> None:  # type: ignore[type-arg]
        before = self.d
        for fact in facts:
            self.d = evolve(self.d, fact)
        assert self.d is not None
        said = notices(before, facts, self.d)
        self.seen.append([self.shown(n) for n in said if by is None or n.to != To(by)])
        self.seen.append((card(self.d), named(self.d), self.d.live_until, self.d.slow_until))

    def shown(self, notice: Notice) -> object:
        return notice.kind, notice.to, dict(notice.args), notice.asks, dict(notice.shown)

    def answers(self, n: int, by: MemberId, position: Position, *, back: bool) -> None:
        assert self.d is not None
        words = WordsId(f"wrd_{n}") if position is Position.CONCERN else None
        said = Answer(by, position, f"evt_{n}", self.now, words)
        self.take(decide(self.d, said, self.now), by)
        if back:
            self.take(decide(self.d, TakeBack(f"evt_{n}"), self.now), by)
        self.take(decide(self.d, Tick(), self.now), None)


@given(said=answers, silence=st.sampled_from(Silence), apart=st.booleans())
@settings(max_examples=150, deadline=None)
def test_nobody_else_can_tell_what_was_answered(
    said: list[tuple[int, Position, Position, int, bool]], silence: Silence, apart: bool
) -> None:
    """Notices to all others, the card, names and printed times are the same in both worlds, as long
    as somebody at the table has not answered: when all have, the outcome tells."""
    one, other = World(silence, apart), World(silence, apart)
    until = one.d.live_until if one.d else START
    for n, (who, here, there, hours, back) in enumerate(said):
        for world, position in ((one, here), (other, there)):
            world.now = min(world.now + timedelta(hours=hours), until - timedelta(minutes=20))
            world.answers(n, NAMES[who], position, back=back)
    assert one.seen == other.seen
    for world in (one, other):
        assert world.d is not None
        assert world.d.phase in DECIDING
        assert counts(world.d).no_answer >= 1
