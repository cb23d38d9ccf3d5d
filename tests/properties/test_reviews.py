"""What may never happen to a decision that is looked at again, whatever people and clocks do.

Two decisions, the one in force and its reviews, joined by nothing but what the core says that one does
to the other.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Amend,
    Answer,
    Bearing,
    BeginReview,
    Command,
    Decision,
    Fact,
    Phase,
    Place,
    Position,
    Postpone,
    Settings,
    TakeBack,
    Tick,
    What,
    Why,
    Withdraw,
    borne,
    decide,
    evolve,
    fold,
    late_objections,
    next_due,
    propose,
    review,
    worries_of,
)
from facilitator.core.rounds.consent.facts import (
    AdoptedProvisionally,
    Dropped,
    Kept,
    Proposed,
    Superseded,
)
from facilitator.core.rounds.consent.state import RUNNING
from tests.properties.of_decisions import stands_in_the_table

START = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
ANA, BEN, CY = (MemberId(f"mem_{name}") for name in ("ana", "ben", "cy"))
PLACES = (Place(ANA, Lane.LIVE), Place(BEN, Lane.LIVE), Place(CY, Lane.SLOW, by_mail=True))
TEXTS = {What.KEEP: "Version 1", What.REVISE: "Another text", What.DROP: "It goes."}
members = st.sampled_from((ANA, BEN, CY))


class Reviews(RuleBasedStateMachine):
    """One decision in force, one review at a time."""

    @initialize()
    def in_force(self) -> None:
        """All have consented, and the printed time is over."""
        self.now, self.serial, self.number = START, 0, 1
        self.log: list[tuple[int, Fact]] = []
        facts = propose(RoundId("rnd_1"), 1, ANA, "Version 1", PLACES, Settings(), self.now)
        self.earlier = self.fold_all(None, facts)
        for member in (BEN, CY):
            self.serial += 1
            said = Answer(member, Position.CONSENT, f"evt_{self.serial}", self.now)
            self.earlier = fold(self.earlier, decide(self.earlier, said, self.now))
        self.now += timedelta(days=5)
        self.earlier = fold(self.earlier, decide(self.earlier, Tick(), self.now))
        assert self.earlier.phase is Phase.IN_FORCE
        self.review: Decision | None = None

    def fold_all(self, state: Decision | None, facts: tuple[Fact, ...]) -> Decision:
        for fact in facts:
            state = evolve(state, fact)
        assert state is not None
        return state

    # ── what may happen ──────────────────────────────────────────────────────────────────────────

    @rule(what=st.sampled_from(What), why=st.sampled_from(Why), by=members)
    def a_review_begins(self, what: What, why: Why, by: MemberId) -> None:
        e = self.earlier
        bearing = Bearing(what, e.id, 1, e.text, why, worries_of(e), e.review_at)
        again = max(self.now + timedelta(days=91), e.review_at or self.now)
        rules = Settings(bearing=bearing, review_on=again if what is What.KEEP else None)
        try:
            begun = decide(e, BeginReview(self.number + 1, why), self.now)
        except Refusal:
            assert e.under_review or e.phase is not Phase.IN_FORCE
            return
        brought = late_objections(e, START)
        number = self.number + 1
        facts = review(
            RoundId(f"rnd_{number}"), number, by, TEXTS[what], PLACES, rules, self.now, brought
        )
        self.number = number
        self.earlier = fold(e, begun)
        self.review = self.fold_all(None, facts)

    @rule(by=members, position=st.sampled_from(Position), worded=st.booleans())
    def somebody_answers_the_review(self, by: MemberId, position: Position, worded: bool) -> None:
        self.serial += 1
        words = WordsId(f"wrd_{self.serial}") if worded else None
        self.do(Answer(by, position, f"evt_{self.serial}", self.now, words))

    @rule()
    def everybody_consents_to_the_review(self) -> None:
        for place in PLACES:
            self.serial += 1
            self.do(Answer(place.member, Position.CONSENT, f"evt_{self.serial}", self.now))

    @rule(by=members, host=st.booleans())
    def it_is_amended(self, by: MemberId, host: bool) -> None:
        self.serial += 1
        self.do(Amend(by, f"Text {self.serial}", as_host=host))

    @rule(by=members)
    def it_is_postponed_or_withdrawn(self, by: MemberId) -> None:
        self.serial += 1
        self.do(Withdraw(by, f"evt_{self.serial}", 0) if self.serial % 2 else Postpone(by))

    @rule(by=members, worded=st.booleans())
    def somebody_objects_late(self, by: MemberId, worded: bool) -> None:
        if self.earlier.under_review:
            return  # then it is heard in the review
        self.serial += 1
        words = WordsId(f"wrd_{self.serial}") if worded else None
        said = Answer(by, Position.OBJECT, f"evt_{self.serial}", self.now, words)
        self.earlier = fold(self.earlier, decide(self.earlier, said, self.now))

    @rule(serial=st.integers(1, 30))
    def words_are_taken_back(self, serial: int) -> None:
        back = TakeBack(f"evt_{serial}")
        self.earlier = fold(self.earlier, decide(self.earlier, back, self.now))
        self.do(back)

    @rule(hours=st.sampled_from([1, 30, 24 * 5, 24 * 40, 24 * 100]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        for _ in range(8):
            self.do(Tick())
        due = next_due(self.earlier)
        ticked = decide(self.earlier, Tick(), self.now)
        assert bool(ticked) is (due is not None and due <= self.now)
        self.earlier = fold(self.earlier, ticked)

    def do(self, command: Command) -> None:
        """Do something to the review, and to the earlier one what the core says follows there."""
        if self.review is None:
            return
        try:
            facts = decide(self.review, command, self.now)
        except Refusal:
            return
        for fact in facts:
            before, self.review = self.review, evolve(self.review, fact)
            stands_in_the_table(before, fact, self.review)
        for fact in facts:
            for there in borne(self.review, fact):
                self.follow(fact, decide(self.earlier, there, self.now))

    def follow(self, cause: Fact, facts: tuple[Fact, ...]) -> None:
        for fact in facts:
            assert not isinstance(cause, AdoptedProvisionally | Proposed)
            if isinstance(fact, Superseded | Dropped | Kept):
                assert self.review is not None
                assert self.review.phase is Phase.IN_FORCE, "settled by nothing less"
            if isinstance(fact, Kept):
                assert fact.review_at >= (self.earlier.review_at or fact.review_at)
                assert fact.review_at > self.now
            before, self.earlier = self.earlier, evolve(self.earlier, fact)
            stands_in_the_table(before, fact, self.earlier)

    # ── what must hold always ────────────────────────────────────────────────────────────────────

    @invariant()
    def it_is_out_of_force_only_by_a_review_in_force(self) -> None:
        """Nothing is replaced or let go but by a decision that is itself in force."""
        review = getattr(self, "review", None)
        if getattr(self, "earlier", None) and self.earlier.phase is not Phase.IN_FORCE:
            assert review is not None
            assert review.phase is Phase.IN_FORCE
            assert self.earlier.settled_by == review.number

    @invariant()
    def while_it_is_looked_at_its_own_clock_is_still(self) -> None:
        """A review that runs is not begun twice; one that is over leaves a day to come back."""
        if not getattr(self, "earlier", None):
            return
        if self.earlier.under_review:
            assert next_due(self.earlier) is None
            assert self.review is not None
            assert self.review.phase in RUNNING
        elif self.earlier.phase is Phase.IN_FORCE:
            assert next_due(self.earlier) is not None or self.earlier.reviewed


TestReviews = Reviews.TestCase
TestReviews.settings = settings(
    max_examples=100,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
