"""The invariants of decisions that hear questions and reactions first, and whose words may change."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from facilitator.core.ids import RoundId, WordsId
from facilitator.core.notices import Letter, Notice, Room, To, Who
from facilitator.core.rounds.consent import (
    STEPS,
    Amend,
    Answer,
    Decision,
    Fact,
    Kind,
    Phase,
    Place,
    Position,
    Resume,
    Settings,
    Silence,
    Tick,
    decide,
    next_due,
    propose,
)
from facilitator.core.rounds.consent.early_commands import CallAnew, Contribute, MoveOn
from facilitator.core.rounds.consent.early_facts import CalledAnew, StepBegan, WordingMended
from facilitator.core.rounds.consent.facts import PositionTaken
from facilitator.core.rounds.consent.steps import asked, outstanding
from facilitator.core.rounds.consent.tally import counted
from tests.properties.test_consent import NAMES, START, Decisions, places

OPENING = {Kind.QUESTIONS_OPENED, Kind.REACTIONS_OPENED}
TELLING = {
    Kind.QUESTION_PUT, Kind.QUESTION_ANSWERED, Kind.REACTION_HEARD, Kind.TEXT_CHANGED,
    Kind.WORDING_MENDED,
}  # fmt: skip
ORDER = (Phase.QUESTIONS, Phase.REACTIONS, Phase.OPEN)


class FullDecisions(Decisions):
    """One decision with questions and reactions first; any order of events."""

    @initialize(
        around=st.lists(places, min_size=2, max_size=4),
        sealed=st.booleans(),
        silence=st.sampled_from(Silence),
        full=st.sampled_from([True, True, True, False]),
    )
    def propose(self, around: list[Place], sealed: bool, silence: Silence, full: bool) -> None:  # type: ignore[override]
        self.now = START
        self.sealed = sealed
        self.log: list[Fact] = []
        self.state: Decision | None = None
        self.serial = 0
        self.letters: list[tuple[str, str, int]] = []
        least = 3 if silence is Silence.CONSENTS else 0
        rules = Settings(sealed=sealed, silence=silence, least_consents=least, full=full)
        here = tuple(replace(p, member=NAMES[n]) for n, p in enumerate(around))
        self.take(propose(RoundId("rnd_1"), 1, NAMES[0], "Version 1", here, rules, self.now))

    # ── what may happen ──────────────────────────────────────────────────────────────────────────

    @rule(
        nth=st.integers(0, 3),
        step=st.sampled_from(["", "", "questions", "reactions"]),
        about=st.integers(0, 3),
        seen=st.booleans(),
    )
    def says_something(self, nth: int, step: str, about: int, seen: bool) -> None:
        self.serial += 1
        source, words = f"evt_{self.serial}", WordsId(f"wrd_{self.serial}")
        ballots = self.d.ballots
        said = Contribute(self.somebody(nth), source, self.now, words, step, about, seen)
        if self.do(said):
            settled = self.d
            self.do(said)
            assert settled == self.d, "the same words twice are heard once"
        assert ballots == self.d.ballots, "free words are never a position"

    @precondition(lambda self: self.d.phase in STEPS)
    @rule(nth=st.integers(0, 3))
    def pass_is_always_accepted(self, nth: int) -> None:
        self.serial += 1
        self.take(
            decide(
                self.d,
                Answer(self.somebody(nth), Position.PASS, f"evt_{self.serial}", self.now),
                self.now,
            )
        )

    @precondition(lambda self: self.d.phase in STEPS)
    @rule()
    def everybody_passes(self) -> None:
        for place in outstanding(self.d):
            self.serial += 1
            self.do(Answer(place.member, Position.PASS, f"evt_{self.serial}", self.now))

    @rule()
    def a_host_goes_on(self) -> None:
        waited_for = bool(outstanding(self.d)) and self.now < self.d.slow_until
        was = self.d.phase
        if self.do(MoveOn(NAMES[0])):
            assert not waited_for, "nobody loses their time"
            assert ORDER.index(self.d.phase) == ORDER.index(was) + 1

    @rule(number=st.integers(1, 5), host=st.booleans(), nth=st.integers(0, 3))
    def changes_words(self, number: int, host: bool, nth: int) -> None:
        before, version = counted(self.d), self.d.version
        by = self.somebody(nth)
        if self.do(Amend(by, f"Version {number}", as_host=host, wording=True)):
            assert self.d.version == version
            assert counted(self.d) == before, "every answer stays"

    @rule(nth=st.integers(0, 3))
    def calls_it_anew(self, nth: int) -> None:
        version, text = self.d.version, self.d.text
        if self.do(CallAnew(self.somebody(nth))):
            assert (self.d.version, self.d.text) == (version + 1, text)
            assert not self.d.over

    # ── what must hold of each fact and notice ───────────────────────────────────────────────────

    def check(self, before: Decision, fact: Fact) -> None:
        match fact:
            case StepBegan(phase):
                assert phase is not before.phase
                assert before.paused_at is None
                heard_all = not outstanding(before)
                assert heard_all or self.now >= min(before.live_until, before.slow_until)
                if any(p.apart for p in outstanding(before)):
                    assert self.now >= before.slow_until, "letters keep their time"
                return
            case PositionTaken(ballot) if before.phase in STEPS:
                assert ballot.source == "", "nobody answers before they are asked"
            case WordingMended(mend, _, slow):
                assert before.phase in STEPS or slow >= mend.until
            case CalledAnew():
                assert self.now < before.mends[-1].until
            case _:
                pass
        super().check(before, fact)

    def heard(self, notice: Notice) -> None:
        if notice.kind == Kind.WORDING_MENDED:  # who writes the text has a name, sealed or not
            self.names_nobody_silent(notice)
            return
        super().heard(notice)
        if notice.kind in (Kind.QUESTIONS_OPENED, Kind.REACTIONS_OPENED) and notice.to != Room():
            key = (notice.kind, str(notice.to), len([p for p in self.d.places if not p.left]))
            self.letters.append(key)
        if self.sealed and self.d.phase in STEPS and notice.to != To(notice.shown.get("member")):  # type: ignore[arg-type]
            self.hides_names(notice)

    def names_nobody_silent(self, notice: Notice) -> None:
        """Words are told with the name of whoever said them, and with nobody else's."""
        if notice.kind in OPENING:
            return
        if notice.kind not in TELLING:
            super().names_nobody_silent(notice)
            return
        spoke = {s.member for s in self.d.sayings} | {m.by for m in self.d.mends}
        assert self.told_of(notice) <= spoke | {v.author for v in self.d.versions} | {NAMES[0]}

    def hides_names(self, notice: Notice) -> None:
        """In a sealed decision only whoever writes the text has a name."""
        authors = {NAMES[0], *(v.author for v in self.d.versions), *(m.by for m in self.d.mends)}
        told = {arg.member for arg in notice.args.values() if isinstance(arg, Who)}
        assert told <= authors
        for arg in notice.args.values():
            if isinstance(arg, Letter):
                assert {e.member for e in arg.entries} <= {None, NAMES[0]}

    # ── what must hold always ────────────────────────────────────────────────────────────────────

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def nothing_is_decided_in_a_step(self) -> None:
        if self.d.phase in STEPS:
            assert not self.d.objections
            assert self.d.closed_at is None
            assert all(p.member in {a.member for a in asked(self.d)} for p in outstanding(self.d))

    def teardown(self) -> None:
        """Left alone with the clock, the steps end and everybody is asked; then it ends, too."""
        if getattr(self, "state", None) is None:
            return
        if self.d.paused_at is not None and not self.d.over:
            self.do(Resume(NAMES[0]))
        for _ in range(3):
            due = next_due(self.d)
            if self.d.phase not in STEPS or due is None:
                break
            self.now = max(self.now, due)
            self.do(Tick())
            if self.d.closing_at and self.d.phase in STEPS:
                self.now = self.d.closing_at
                self.do(Tick())
        assert self.d.phase not in STEPS
        super().teardown()


TestFullDecisions = FullDecisions.TestCase
TestFullDecisions.settings = settings(
    max_examples=100,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
