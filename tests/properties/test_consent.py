"""The invariants of consent decisions (Dec. 4.6), under anything that people and clocks may do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Notice, People, Room, To, Who
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import (
    Amend,
    Answer,
    Command,
    Decision,
    Extend,
    Fact,
    Join,
    Kind,
    Leave,
    Outage,
    Pause,
    Phase,
    Place,
    Position,
    Postpone,
    Presence,
    Resolve,
    Resume,
    SameAgain,
    Settings,
    TakeBack,
    Tick,
    Withdraw,
    card,
    decide,
    evolve,
    named,
    next_due,
    notices,
    propose,
)
from facilitator.core.rounds.consent.examination import Finding
from facilitator.core.rounds.consent.facts import (
    Adopted,
    AdoptedProvisionally,
    Closed,
    ClosingBegan,
    PositionTaken,
    ReviewFell,
    TakenBack,
    Waited,
    WordsMissed,
)
from facilitator.core.rounds.consent.objection_commands import (
    Adopt,
    AnswerEscalation,
    DropClaim,
    Escalate,
    Examine,
    Hold,
    Judge,
    Suggest,
)
from facilitator.core.rounds.consent.objection_facts import (
    ExaminationAsked,
    ExaminationEnded,
    IntegratingBegan,
    Judged,
)
from facilitator.core.rounds.consent.objections import escalating, examining, integrating
from facilitator.core.rounds.consent.state import DECIDING, Ballot, Ending, Objection, Silence
from facilitator.core.rounds.consent.tally import (
    SAYS_YES,
    Verdict,
    blocking,
    counted,
    eligible,
    unanswered,
    verdict,
    wordless,
)
from tests.properties.of_decisions import (
    asks_each_one_once,
    stands_in_the_table,
    tells_its_end,
    twice_is_once,
)

START = datetime(2026, 3, 8, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(f"mem_{n}") for n in range(6))
FINAL = frozenset(Phase) - DECIDING
members = st.sampled_from(NAMES)
places = st.builds(
    Place,
    member=st.just(NAMES[0]),
    lane=st.sampled_from(Lane),
    by_mail=st.booleans(),
    reached=st.sampled_from([True, True, True, False]),
    away=st.sampled_from([False, False, False, True]),
)
ASKS_ALL = {Kind.PROPOSAL_OPENED, Kind.PROPOSAL_AMENDED, Kind.EXAMINATION_ASKED}
BY_THEIR_OWN_WORD = {
    Kind.EXAMINATION_CLAIMED, Kind.TEXT_SUGGESTED, Kind.OBJECTION_ADOPTED, Kind.ESCALATION_ASKED,
    Kind.OBJECTOR_REVEALED,
}  # fmt: skip
"""Who says something aloud that is no answer is named with it."""
ASKS_SOMEBODY = {Kind.QUESTION_ASKED, Kind.QUESTION_RECEIVED, Kind.OBJECTOR_ASKED}
"""A question is no position: whoever is asked reads whose it is."""
UNSEALED_FIELDS = {"position", "consent", "concern", "object", "aside", "pass"}


class Decisions(RuleBasedStateMachine):
    """One decision, any order of events; the clock only looks when the test lets it."""

    sources = Bundle("sources")

    @initialize(
        around=st.lists(places, min_size=2, max_size=4),
        sealed=st.booleans(),
        percent=st.sampled_from([0, 50, 100]),
        people=st.sampled_from([0, 0, 3]),
        silence=st.sampled_from(Silence),
        panel=st.sampled_from([0, 0, 2]),
    )
    def propose(
        self,
        around: list[Place],
        sealed: bool,
        percent: int,
        people: int,
        silence: Silence,
        panel: int,
    ) -> None:
        self.now = START
        self.sealed = sealed
        self.log: list[Fact] = []
        self.state: Decision | None = None
        self.serial = 0
        least = 3 if silence is Silence.CONSENTS else 0
        rules = Settings(
            sealed=sealed, quorum_percent=percent, quorum_people=people, silence=silence,
            least_consents=least, panel=panel,
        )  # fmt: skip
        here = tuple(replace(p, member=NAMES[n]) for n, p in enumerate(around))
        self.take(propose(RoundId("rnd_1"), 1, NAMES[0], "Version 1", here, rules, self.now))

    @property
    def d(self) -> Decision:
        assert self.state is not None
        return self.state

    # ── what may happen ──────────────────────────────────────────────────────────────────────────

    def take(self, facts: tuple[Fact, ...]) -> None:
        before = self.state
        self.judging = [f.judgement for f in facts if isinstance(f, Judged)]
        for fact in facts:
            earlier = self.state
            if earlier is not None:
                self.check(earlier, fact)
            self.state = evolve(earlier, fact)
            stands_in_the_table(earlier, fact, self.state)
        self.log.extend(facts)
        said = notices(before, facts, self.d)
        for notice in said:
            self.heard(notice)
        asks_each_one_once(facts, said, self.d)
        tells_its_end(facts, said)

    def do(self, command: Command) -> bool:
        """Decide and fold; False when it was refused, and then nothing has changed."""
        before = self.d
        try:
            facts = decide(before, command, self.now)
        except Refusal:
            assert self.d == before
            return False
        assert facts == decide(before, command, self.now), "deciding is pure"
        self.take(facts)
        twice_is_once(self.d, command, self.now)
        return True

    @rule(
        target=sources,
        nth=st.integers(0, 3),
        position=st.sampled_from(Position),
        worded=st.booleans(),
        back=st.sampled_from([0, 0, 0, 1]),
    )
    def answer(self, nth: int, position: Position, worded: bool, back: int) -> str:
        by = self.somebody(nth)
        self.serial += 1
        source = f"evt_{self.serial}"
        words = WordsId(f"wrd_{self.serial}") if worded else None
        version = self.d.version - back
        said = Answer(by, position, source, self.now, words, version)
        before, was = counted(self.d), self.d.phase
        taken = self.do(said)
        if back and (was in DECIDING) and position is not Position.QUESTION:
            assert not taken, "an answer to an older version never counts"
        if taken:
            settled = self.d
            self.do(said)
            assert settled == self.d, "the same answer twice changes nothing"
        elif not back:
            assert before == counted(self.d)
        return source

    def somebody(self, nth: int) -> MemberId:
        """A member who takes part, so that most answers are answers."""
        here = [p.member for p in self.d.places if not p.left and p.since <= self.d.version]
        return here[nth % len(here)] if here else NAMES[0]

    @rule()
    def everybody_open_consents(self) -> None:
        """So that runs also come to the adoptions that the invariants are about."""
        for place in unanswered(self.d):
            self.serial += 1
            self.do(Answer(place.member, Position.CONSENT, f"evt_{self.serial}", self.now))

    @rule(target=sources, nth=st.integers(1, 3), worded=st.booleans())
    def somebody_objects(self, nth: int, worded: bool) -> str:
        self.serial += 1
        source = f"evt_{self.serial}"
        words = WordsId(f"wrd_{self.serial}") if worded else None
        self.do(Answer(self.somebody(nth), Position.OBJECT, source, self.now, words))
        return source

    @rule(nth=st.integers(0, 3))
    def somebody_resolves(self, nth: int) -> None:
        self.serial += 1
        self.do(Resolve(self.somebody(nth), f"evt_{self.serial}"))

    @rule(text=st.integers(1, 3))
    def the_proposer_amends(self, text: int) -> None:
        self.do(Amend(NAMES[0], f"Version {text}"))

    @precondition(lambda self: next_due(self.d) is not None and self.d.phase in DECIDING)
    @rule()
    def the_next_moment_comes(self) -> None:
        """The clock looks just when something is due, and a moment before."""
        due = next_due(self.d)
        assert due is not None
        if due > self.now:
            self.now = due - timedelta(seconds=1)
            before = self.d
            self.do(Tick())
            assert before == self.d
        self.now = max(self.now, due)
        self.do(Tick())

    @rule(by=st.integers(0, 3), number=st.integers(1, 2), worded=st.booleans())
    def somebody_examines(self, by: int, number: int, worded: bool) -> None:
        self.serial += 1
        words = WordsId(f"wrd_{self.serial}") if worded else None
        source = f"evt_{self.serial}"
        hosts = (NAMES[1],)
        self.do(Examine(self.somebody(by), source, number, words, "seed", hosts))

    @rule(nth=st.integers(0, 3), finding=st.sampled_from(Finding))
    def somebody_judges(self, nth: int, finding: Finding) -> None:
        self.serial += 1
        self.do(Judge(self.somebody(nth), finding, f"evt_{self.serial}"))

    @precondition(lambda self: any(o.examined for o in self.d.objections))
    @rule(finding=st.sampled_from([Finding.NOT, Finding.NOT, Finding.QUALIFIES]))
    def all_who_are_asked_judge(self, finding: Finding) -> None:
        """So that runs also come to findings."""
        for place in self.d.places:
            if examining.asks(self.d, place.member):
                self.serial += 1
                self.do(Judge(place.member, finding, f"evt_{self.serial}"))

    @rule(nth=st.integers(0, 3))
    def somebody_drops_a_claim(self, nth: int) -> None:
        self.do(DropClaim(self.somebody(nth)))

    @rule(nth=st.integers(0, 3), words=st.booleans())
    def somebody_suggests_or_adopts(self, nth: int, words: bool) -> None:
        self.serial += 1
        source, by = f"evt_{self.serial}", self.somebody(nth)
        suggests = Suggest(by, WordsId(f"wrd_{self.serial}"), source)
        self.do(suggests if words else Adopt(by, source))

    @precondition(lambda self: self.d.version > 1)
    @rule(nth=st.integers(0, 3))
    def somebody_holds(self, nth: int) -> None:
        self.serial += 1
        self.do(Hold(self.somebody(nth), f"evt_{self.serial}"))

    @precondition(lambda self: self.d.version > 1)
    @rule(agrees=st.booleans(), asked=st.booleans())
    def to_the_wider_circle(self, agrees: bool, asked: bool) -> None:
        if asked:
            self.do(Escalate(NAMES[0]))
        for member in escalating.waits_for(self.d)[:1]:
            self.do(AnswerEscalation(member, agrees))

    @rule(by=members)
    def same_again(self, by: MemberId) -> None:
        self.serial += 1
        self.do(SameAgain(by, f"evt_{self.serial}", self.now))

    @rule(by=members, number=st.integers(1, 3), host=st.booleans())
    def amend(self, by: MemberId, number: int, host: bool) -> None:
        self.do(Amend(by, f"Version {number}", as_host=host))

    @rule(by=members, what=st.sampled_from([None, 1, 2]))
    def withdraw(self, by: MemberId, what: int | None) -> None:
        assume(by != NAMES[0] or what is not None)
        self.serial += 1
        self.do(Withdraw(by, f"evt_{self.serial}", what))

    @rule(by=st.sampled_from(NAMES))
    def a_stranger_changes_nothing(self, by: MemberId) -> None:
        assume(self.d.place(by) is None)
        assert not self.do(Answer(by, Position.CONSENT, "evt_0", self.now))

    @rule(source=sources)
    def take_back(self, source: str) -> None:
        self.do(TakeBack(source))
        settled = self.d
        self.do(TakeBack(source))
        assert settled == self.d

    @rule(member=members, away=st.sampled_from([None, True, False]), reached=st.booleans())
    def presence(self, member: MemberId, away: bool | None, reached: bool) -> None:
        self.do(Presence(member, away, reached))

    @rule(member=st.sampled_from(NAMES[1:]))
    def leave(self, member: MemberId) -> None:
        self.do(Leave(member))

    @rule(member=members, lane=st.sampled_from(Lane), by_mail=st.booleans())
    def join(self, member: MemberId, lane: Lane, by_mail: bool) -> None:
        self.do(Join(member, lane, by_mail))

    @rule(command=st.sampled_from([Pause(NAMES[0]), Resume(NAMES[0])]))
    def pause_or_resume(self, command: Command) -> None:
        self.do(command)

    @rule(hours=st.integers(-1, 30))
    def extend(self, hours: int) -> None:
        self.do(Extend(NAMES[0], timedelta(hours=hours)))

    @rule(hours=st.integers(0, 30))
    def outage(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.do(Outage(timedelta(hours=hours)))

    @precondition(lambda self: self.d.version > 2)
    @rule()
    def postpone(self) -> None:
        self.do(Postpone(NAMES[0]))

    @rule(minutes=st.sampled_from([1, 11, 60, 60 * 24, 60 * 49]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def tick(self) -> None:
        due = next_due(self.d)
        before = self.d
        self.do(Tick())
        if due is None or due > self.now:
            assert before == self.d, "nothing happens that is not due"
        settled = self.d
        self.do(Tick())
        if next_due(settled) is None or (next_due(settled) or self.now) > self.now:
            assert settled == self.d, "nothing is due twice"

    # ── what must hold of each fact ──────────────────────────────────────────────────────────────

    def check(self, before: Decision, fact: Fact) -> None:
        match fact:
            case Adopted() | AdoptedProvisionally():
                assert not blocking(before), "nothing is adopted with an open objection"
                assert not wordless(before)
                assert before.closing_at is not None or self.now >= before.slow_until
                assert self.now >= min(before.closing_at or self.now, before.slow_until)
                rules = before.settings
                yes = sum(b.position in SAYS_YES for b in counted(before))
                assert yes >= min(rules.least_consents, len(eligible(before)))
                silent = unanswered(before)
                waits = rules.silence is Silence.WAITS
                if isinstance(fact, Adopted) and silent:
                    assert not waits, "nothing is decided by silence that nobody was told of"
                    assert self.now >= before.slow_until, "whoever is silent keeps the printed time"
            case ClosingBegan(at):
                assert at >= self.now + before.settings.regret
            case Waited(until):
                assert self.now >= before.slow_until, "nobody is timed out early"
                assert until >= self.now + before.settings.step
                assert not before.waited
            case WordsMissed():
                assert self.now >= before.slow_until
                assert before.waited or before.integrating_until
            case Closed(_, Ending.ESCALATED):
                agreed = before.escalation
                assert agreed is not None
                said = {*agreed.agreed, agreed.by}
                assert {o.member for o in integrating.standing(before)} <= said
            case Closed(_, ending) if ending not in (Ending.ASKED, Ending.WITHDRAWN):
                assert self.now >= before.slow_until
                tried = ending is Ending.OBJECTION and before.integrating_until is not None
                assert before.waited or tried or ending is Ending.CONSENTS
            case ExaminationAsked(number, asked):
                objection = before.objections[number - 1]
                assert objection.examined is not None
                assert self.now >= (objection.examined.until or START), "nobody is hurried"
                assert objection.member not in asked, "the owner judges not in their own cause"
            case ExaminationEnded(number, qualifies=False):
                self.overrules_nobody_alone(before.objections[number - 1])
            case IntegratingBegan():
                assert self.now >= before.slow_until
                assert integrating.standing(before)
            case ReviewFell():
                assert before.review_at is not None
                assert self.now >= before.review_at or before.look_again
            case _:
                pass
        assert evolve(before, fact).slow_until >= before.slow_until, "times only move later"

    def overrules_nobody_alone(self, objection: Objection) -> None:
        """Half of those asked say so clearly, nobody the contrary, and not only who wrote the text."""
        examined = objection.examined
        assert examined is not None
        found = {j.member: j.finding for j in (*examined.judged, *self.judging)}
        asked = {p.member for p in self.d.places if p.member in examined.asked and not p.left}
        clear = {m for m, finding in found.items() if finding is not Finding.PASS and m in asked}
        assert 2 * len(clear) >= len(asked)
        assert all(found[m] is Finding.NOT for m in clear)
        assert clear - examining.authors(self.d), "the proposer alone never overrules"

    # ── what must hold of each notice ────────────────────────────────────────────────────────────

    def heard(self, notice: Notice) -> None:
        if notice.to == Room():
            self.names_nobody_silent(notice)
        if notice.kind == Kind.POSITION_RECEIVED:
            assert notice.to == To(MemberId(str(notice.shown["member"])))
        if self.sealed and self.d.phase in DECIDING:
            assert not UNSEALED_FIELDS & set(notice.shown)
            if notice.kind == Kind.OBJECTION_RAISED:
                assert not isinstance(notice.args["by"], Who)
                assert "member" not in notice.shown
            if notice.kind not in ASKS_SOMEBODY:
                assert self.told_of(notice) <= {NAMES[0], self.d.versions[-1].author}

    @staticmethod
    def told_of(notice: Notice) -> set[MemberId]:
        """Whom a notice names, but for who reads by mail."""
        found: set[MemberId] = set()
        for name, arg in notice.args.items():
            if isinstance(arg, Who):
                found.add(arg.member)
            elif isinstance(arg, People) and name != "readers":
                found.update(arg.members)
        return found

    def names_nobody_silent(self, notice: Notice) -> None:
        if notice.kind in ASKS_ALL | BY_THEIR_OWN_WORD | {Kind.QUESTION_ASKED}:
            return
        silent = {p.member for p in unanswered(self.d)} - {NAMES[0]}
        told = self.told_of(notice) | set(notice.asks)
        if "member" in notice.shown:
            told.add(MemberId(str(notice.shown["member"])))
        assert not told & silent, "nobody silent is named in the room"

    # ── what must hold always ────────────────────────────────────────────────────────────────────

    @invariant()
    def folding_gives_the_same_state(self) -> None:
        state: Decision | None = None
        for fact in getattr(self, "log", []):
            state = evolve(state, fact)
        assert state == getattr(self, "state", None)

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def the_newest_ballot_of_each_place_counts(self) -> None:
        """A plain reading of the journal, beside the tally's own."""
        newest: dict[MemberId, Ballot | None] = {}
        for fact in self.log:
            match fact:
                case PositionTaken(ballot) if ballot.version == self.d.version:
                    newest[ballot.member] = ballot
                case WordsMissed(member) if owed := newest.get(member):
                    newest[member] = replace(owed, position=Position.CONCERN)
                case TakenBack(member, source):
                    standing = newest.get(member)
                    if standing and standing.source == source and self.was_open(fact):
                        newest[member] = None
        eligible = {p.member for p in self.d.places if not p.left and p.since <= self.d.version}
        expected = {(b.member, b.position) for m, b in newest.items() if b and m in eligible}
        assert expected == {(b.member, b.position) for b in counted(self.d)}

    def was_open(self, taken_back: TakenBack) -> bool:
        """True when the decision was open as that fact came."""
        state: Decision | None = None
        for fact in self.log:
            if fact is taken_back:
                break
            state = evolve(state, fact)
        return state is not None and state.phase in DECIDING

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def more_silent_people_never_adopt(self) -> None:
        """Silence added to what is not adopted leaves it so (Dec. 4.6, 4)."""
        for lane in Lane:
            silent = Place(MemberId("mem_silent"), lane)
            more = replace(self.d, places=(*self.d.places, silent))
            for moment in (self.now, self.d.slow_until):
                if verdict(self.d, moment) is not Verdict.READY:
                    assert verdict(more, moment) is not Verdict.READY

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def an_objection_always_stops_it(self) -> None:
        """What is adopted, provisionally or in force, has no open objection beside it."""
        if self.d.phase in (Phase.PROVISIONAL, Phase.IN_FORCE):
            assert not blocking(self.d)
            assert not wordless(self.d)

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def the_card_and_the_register_keep_what_is_sealed(self) -> None:
        seen = card(self.d)
        if self.d.phase in DECIDING:
            assert named(self.d) == ()
            assert (seen.counts is None) is self.sealed
            assert not (self.sealed and UNSEALED_FIELDS & set(seen.shown))
        elif self.sealed:
            assert named(self.d) == ()

    def teardown(self) -> None:
        """Left alone with the clock, every decision comes to an end, with a reason and a date."""
        if getattr(self, "state", None) is None:
            return
        if self.d.paused_at is not None and self.d.phase in DECIDING:
            self.do(Resume(NAMES[0]))
        for _ in range(20):
            due = next_due(self.d)
            if self.d.phase in FINAL or due is None:
                break
            self.now = max(self.now, due)
            self.do(Tick())
        assert self.d.phase in FINAL
        assert self.d.ending is not None or self.d.review_at is not None


TestDecisions = Decisions.TestCase
TestDecisions.settings = settings(
    max_examples=120,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
