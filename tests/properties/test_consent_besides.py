"""The same decisions, with all that stands beside a position: what must hold then as well."""

from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from facilitator.core.ids import MemberId, RoundId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.rounds.consent import (
    Answer,
    AnswerAsked,
    AskObjector,
    ConsentAhead,
    Decision,
    Fact,
    Kind,
    Pause,
    Phase,
    Place,
    Position,
    Resume,
    Reveal,
    Settings,
    Void,
    card,
    named,
    propose,
)
from facilitator.core.rounds.consent.facts import Closed, Paused, PositionTaken
from facilitator.core.rounds.consent.state import DECIDING, Ending, Silence, Standing
from facilitator.core.rounds.consent.tally import eligible, is_nameless
from tests.properties.test_consent import NAMES, START, Decisions, members, places


class Besides(Decisions):
    """One decision, and everything that can be said beside a position."""

    @initialize(
        around=st.lists(places, min_size=3, max_size=6),
        sealed=st.sampled_from([False, False, False, True]),
        silence=st.sampled_from(Silence),
    )
    def propose(self, around: list[Place], sealed: bool, silence: Silence) -> None:
        """Mostly five or six, so that objections can be unnamed."""
        self.now, self.sealed, self.serial = START, sealed, 0
        self.log: list[Fact] = []
        self.state: Decision | None = None
        rules = Settings(sealed=sealed, silence=silence)
        here = tuple(replace(p, member=NAMES[n]) for n, p in enumerate(around))
        self.take(propose(RoundId("rnd_1"), 1, NAMES[0], "Version 1", here, rules, self.now))

    @rule(nth=st.integers(0, 3), number=st.sampled_from([None, 1, 2]))
    def consent_ahead(self, nth: int, number: int | None) -> None:
        self.serial += 1
        said = ConsentAhead(self.somebody(nth), f"evt_{self.serial}", self.now, number)
        if self.do(said):
            settled = self.d
            self.do(said)
            assert settled == self.d, "the same word twice changes nothing"

    @rule(nth=st.integers(0, 4))
    def object_unnamed(self, nth: int) -> None:
        self.serial += 1
        words, few = WordsId(f"wrd_{self.serial}"), len(eligible(self.d)) < 5
        taken = self.do(
            Answer(
                self.somebody(nth),
                Position.OBJECT,
                f"evt_{self.serial}",
                self.now,
                words,
                unnamed=True,
            )
        )
        assert not (taken and few and not self.sealed), "with few, it would be easy to guess"

    @rule(nth=st.integers(0, 3), number=st.integers(1, 2))
    def ask_its_owner(self, nth: int, number: int) -> None:
        self.serial += 1
        words = WordsId(f"wrd_{self.serial}")
        self.do(AskObjector(self.somebody(nth), words, f"evt_{self.serial}", number))

    @rule(by=members)
    def answer_what_was_asked(self, by: MemberId) -> None:
        self.serial += 1
        words, source = WordsId(f"wrd_{self.serial}"), f"evt_{self.serial}"
        mine = any(o.member == by and is_nameless(self.d, o) for o in self.d.objections)
        assert not self.do(AnswerAsked(by, words, source)) or mine

    @rule(by=members)
    def reveal(self, by: MemberId) -> None:
        mine = any(o.member == by and o.unnamed for o in self.d.objections)
        assert not self.do(Reveal(by)) or mine, "only its owner shows whose it is"

    @rule(by=members, on=st.booleans())
    def a_member_steers_the_clock(self, by: MemberId, on: bool) -> None:
        self.do(Resume(by, as_host=False) if on else Pause(by, as_host=False))

    @precondition(lambda self: self.d.version > 1)
    @rule(sure=st.booleans())
    def void(self, sure: bool) -> None:
        self.serial += 1
        words = None if sure else WordsId(f"wrd_{self.serial}")
        said = self.d.voiding is not None
        assert not self.do(Void(self.somebody(0), f"evt_{self.serial}", words, sure)) or (
            said or not sure
        ), "it takes two words"

    def check(self, before: Decision, fact: Fact) -> None:
        match fact:
            case Closed(Phase.VOID, Ending.VOID):
                assert before.voiding is not None
                return
            case Paused() if before.pausing:
                assert len(set(before.pausing)) == len(before.pausing), "not one twice"
            case PositionTaken(ballot) if ballot.ahead:
                met = before.objections[ballot.ahead - 1]
                assert ballot.position in (Position.CONSENT, Position.CONCERN)
                assert met.member != ballot.member
                assert met.standing in (Standing.RESOLVED, Standing.OPEN, Standing.QUALIFIED)
                assert ballot.version > met.version
            case _:
                pass
        super().check(before, fact)

    def heard(self, notice: Notice) -> None:
        super().heard(notice)
        mine = notice.to.member if isinstance(notice.to, To) else None
        hidden = {o.member for o in self.d.objections if o.unnamed and o.member != mine}
        number = int(notice.shown.get("objection", 0))
        told = (Kind.OBJECTION_RAISED, Kind.OBJECTION_RESOLVED, Kind.OBJECTOR_ANSWERED)
        if notice.kind in told and number:
            about = self.d.objections[number - 1]
            if about.unnamed and mine != about.member:
                proposer = {self.d.proposer, self.d.owner}
                assert about.member not in self.told_of(notice) - proposer
                assert notice.shown.get("member") != about.member
        if notice.kind == Kind.OBJECTOR_ASKED and mine not in hidden:
            assert notice.to != Room(), "a question to an objection is for its owner alone"

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def an_unnamed_objection_keeps_all_names(self) -> None:
        """Beside it no position is ever shown by name: its owner would be whoever is left."""
        if any(o.unnamed for o in self.d.objections):
            assert named(self.d) == ()

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def the_card_and_the_register_keep_what_is_sealed(self) -> None:
        """Nor are positions counted out while one is open: whose 👍 is gone could be seen."""
        unnamed = any(o.unnamed for o in self.d.objections)
        if self.d.phase in DECIDING:
            assert (card(self.d).counts is None) is (self.sealed or unnamed)

    @precondition(lambda self: getattr(self, "state", None) is not None)
    @invariant()
    def what_is_given_ahead_waits_for_an_open_objection(self) -> None:
        """It ends with the objection, and with an answer of one's own."""
        if self.d.phase in DECIDING:
            for one in self.d.ahead:
                assert self.d.objections[one.objection - 1].blocks


TestBesides = Besides.TestCase
TestBesides.settings = settings(
    max_examples=80,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
