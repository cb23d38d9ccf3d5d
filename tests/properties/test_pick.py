"""What holds in every pick, whoever does whatever, whenever one looks."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Room, To, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import pick
from facilitator.core.rounds.pick import How, Mode, Name, Option, Phase, Place

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di"))
MEMBERS = st.sampled_from(NAMES)
OPTIONS = tuple(Option(member, member, member) for member in NAMES)
VIAS = st.sampled_from([say.Via.REPLY, say.Via.LETTER])
JUMPS = st.integers(1, 100).map(lambda n: timedelta(hours=n))


class Picks(RuleBasedStateMachine):
    """People, hosts, outages and the clock, in any order."""

    @initialize(
        seats=st.lists(
            st.builds(say.Invited, MEMBERS, st.sampled_from(Lane), st.booleans()),
            min_size=1, max_size=4, unique_by=lambda one: one.member,
        ),
        mode=st.sampled_from(Mode),
        most=st.integers(1, 2),
        sealed=st.booleans(),
        apart=st.booleans(),
        chair=st.sampled_from([None, *NAMES]),
    )  # fmt: skip
    def begins(
        self, seats: list[say.Invited], mode: Mode, most: int, sealed: bool, apart: bool,
        chair: MemberId | None,
    ) -> None:  # fmt: skip
        """A pick begins."""
        chosen = pick.Settings(
            What.PERSON, mode, most, sealed=sealed or apart, readers=(NAMES[0],) if apart else None
        )
        self.now, self.count, self.state, self.told = START, 0, None, list[Any]()
        self.passed: set[MemberId] = set()
        begin = pick.Begin(chair, "Who?", tuple(seats), OPTIONS, chosen, "seed")
        self.facts = pick.announce(begin, START)
        self.keep(self.facts)

    def keep(self, facts: tuple[Any, ...]) -> None:
        before, after = self.state, self.state
        for fact in facts:
            after = pick.evolve(after, fact)
        said = pick.notices(before, facts, after)  # type: ignore[arg-type]
        self.judge(before, said)
        self.told += said
        self.state = after

    def judge(self, before: Any, said: tuple[Any, ...]) -> None:
        """Sealed never leaks: no notice shows another's words while it is."""
        for notice in said:
            shown = [arg for arg in notice.args.values() if isinstance(arg, Letter | Words)]
            words = {w for arg in shown if isinstance(arg, Words) for w in arg.words}
            words |= {w for a in shown if isinstance(a, Letter) for e in a.entries for w in e.words}
            if before is None or not before.settings.sealed or not words:
                continue
            if isinstance(notice.to, Room):
                assert notice.kind == "picked"
                assert before.settings.readers is None
            elif notice.kind not in ("choosing_opened", "picked"):
                seat = before.seat(notice.to.member)
                assert all(word.startswith(f"w-{notice.to.member}-") for word in words), seat

    def do(self, command: Any) -> tuple[Any, ...]:
        """Say something; a refusal changes nothing."""
        try:
            facts = pick.decide(self.state, command, self.now)
        except Refusal:
            return ()
        self.facts += facts
        self.keep(facts)
        return facts

    @rule(by=MEMBERS, keys=st.lists(MEMBERS, min_size=1, max_size=3, unique=True), via=VIAS)
    def names(self, by: MemberId, keys: list[MemberId], via: say.Via) -> None:
        """Somebody names some; delivered twice it is the same."""
        self.count += 1
        options = tuple(one for one in OPTIONS if one.key in keys)
        name = Name(by, options, (WordsId(f"w-{by}-{self.count}"),), via)
        self.do(name)
        again = self.state
        if again.phase is Phase.NAMING:
            self.do(name)
            assert self.state == again

    @rule(by=MEMBERS)
    def passes(self, by: MemberId) -> None:
        """A pass is always taken from whoever has a place."""
        seat, before = self.state.seat(by), self.state
        self.do(say.Pass(by))
        if before.phase is Phase.NAMING and seat is not None and seat.present:
            assert self.state.seat(by).place is Place.PASSED

    @rule(by=MEMBERS, word=st.sampled_from([say.More, say.Later, say.Here, say.Finish]))
    def another_word(self, by: MemberId, word: Any) -> None:
        """The other words of a round."""
        self.do(word(by))

    @rule(by=MEMBERS)
    def takes_back(self, by: MemberId) -> None:
        """What was named is theirs again."""
        seat = self.state.seat(by)
        if seat is not None and seat.words:
            self.do(say.TookBack(by, seat.words))
            assert not self.state.seat(by).words

    @rule(by=MEMBERS, lane=st.sampled_from(Lane))
    def comes_and_goes(self, by: MemberId, lane: Lane) -> None:
        """Somebody leaves, and may come back."""
        self.do(say.Left(by))
        if lane is Lane.LIVE:
            self.do(say.Joined(by, lane))

    @rule(span=JUMPS)
    def time_passes(self, span: timedelta) -> None:
        """The clock goes on; nobody is timed out before their time."""
        ends = self.state.ends
        self.now += span
        open_, was_over = any(self.state.waits_for()), self.state.over
        self.do(say.TimePassed())
        if self.now < ends and open_ and not was_over:
            assert not self.state.over

    @rule(span=JUMPS)
    def outage(self, span: timedelta) -> None:
        """We were deaf: nothing ends for it."""
        before = self.state
        self.now += span
        self.do(say.Outage(span))
        assert self.state.phase is before.phase
        assert self.state.ends >= before.ends

    @rule(word=st.sampled_from([say.Pause, say.Resume, say.Next]))
    def host(self, word: Any) -> None:
        """A host's words."""
        self.do(word(NAMES[0], host=True))

    @invariant()
    def it_folds_to_itself(self) -> None:
        """The journal is the state."""
        if hasattr(self, "facts"):
            state = None
            for fact in self.facts:
                state = pick.evolve(state, fact)
            assert state == self.state

    @invariant()
    def nothing_is_picked_but_what_was_named(self) -> None:
        """Nor more than asked for; each place counts once."""
        if not hasattr(self, "facts"):
            return
        assert len(self.state.picked) <= max(1, self.state.settings.most) or (
            self.state.how is How.SAME
        )
        assert all(count <= len(self.state.seats) for count in self.state.named().values())

    def teardown(self) -> None:
        """Whoever stays silent: it ends."""
        if not hasattr(self, "facts"):
            return
        self.do(say.Resume(NAMES[0], host=True))
        for _ in range(5):
            due = pick.next_due(self.state)
            if due is not None:
                self.now = max(self.now, due)
                self.do(say.TimePassed())
        assert self.state.over
        picked = [n for n in self.told if n.kind == "picked"]
        readers = self.state.settings.readers
        assert all(isinstance(n.to, Room if readers is None else To) for n in picked)


def test_pick() -> None:
    """No sequence of words, host words, joins, jumps and outages breaks a pick."""
    run_state_machine_as_test(
        Picks, settings=settings(max_examples=100, stateful_step_count=25, deadline=None)
    )
