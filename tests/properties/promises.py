"""What every round promises, whatever its form: the people, the clock, and the machine that plays with them.

A form's own machine says how such a round begins, what else may be said in it, and what it promises
besides.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Letter, Notice, People, Who
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay"))
MEMBERS = st.sampled_from(NAMES)
LANES = st.sampled_from(Lane)
JUMPS = st.one_of(
    st.integers(1, 300).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 100).map(lambda hours: timedelta(hours=hours)),
)


def seats(least: int, most: int = 5) -> st.SearchStrategy[list[say.Invited]]:
    """People who are asked, each once, at any pace."""
    return st.lists(
        st.builds(say.Invited, MEMBERS, LANES, st.booleans()),
        min_size=least,
        max_size=most,
        unique_by=lambda invited: invited.member,
    )


def named(arg: Arg) -> set[MemberId]:
    """Everybody an argument names."""
    match arg:
        case Who(member):
            return {member}
        case People(members):
            return set(members)
        case Letter(entries):
            return {entry.member for entry in entries if entry.member}
        case _:
            return set()


class Promises(RuleBasedStateMachine):
    """People, hosts, outages and the clock, in any order."""

    form: Any
    """The package of the form: its doors are ``announce``, ``decide``, ``evolve``, ``notices``."""

    def begin(self, begin: Any) -> None:
        """A round begins."""
        self.now, self.count = START, 0
        facts = self.form.announce(begin, self.now)
        self.state = self.first = self.folded(None, facts)
        self.journal: list[Any] = []
        self.hear(None, None, self.form.notices(None, facts, self.state))

    def folded(self, state: Any, facts: tuple[Any, ...]) -> Any:
        """The round after ``facts``."""
        for fact in facts:
            state = self.form.evolve(state, fact)
        return state

    def do(self, command: Any) -> tuple[Any, ...] | None:
        """Decide, fold and judge; ``None`` if refused, which changes nothing."""
        before = self.state
        try:
            facts = self.form.decide(before, command, self.now)
        except Refusal:
            assert self.state == before
            return None
        assert facts == self.form.decide(before, command, self.now)
        self.state = self.folded(before, facts)
        self.journal += facts
        self.judge(before, command, facts)
        self.hear(before, command, self.form.notices(before, facts, self.state))
        return tuple(facts)

    def judge(self, before: Any, command: Any, facts: tuple[Any, ...]) -> None:
        """What a form promises of each thing that happens."""

    def hear(self, before: Any, command: Any, said: tuple[Notice, ...]) -> None:
        """What a form promises of what is said."""

    @rule(jump=JUMPS)
    def time_passes(self, jump: timedelta) -> None:
        """A jump and one look: afterwards nothing is due, and a second look does nothing."""
        self.now += jump
        self.do(say.TimePassed())
        due = self.form.next_due(self.state)
        assert due is None or due > self.now
        assert self.do(say.TimePassed()) == ()

    @rule()
    def to_the_next_deadline(self) -> None:
        """Just before a deadline nothing happens; at it something does."""
        due = self.form.next_due(self.state)
        if due is not None and due > self.now:
            self.now = max(self.now, due - timedelta(microseconds=1))
            assert self.do(say.TimePassed()) == ()
            self.now = due
            assert self.do(say.TimePassed())

    @rule(span=JUMPS)
    def outage(self, span: timedelta) -> None:
        """We were deaf: nothing ends for it, and nobody is moved on."""
        self.now += span
        before, phase = self.form.next_due(self.state), self.state.phase
        self.do(say.Outage(span))
        after = self.form.next_due(self.state)
        assert self.state.phase is phase
        if before is not None:
            assert after is not None
            assert after >= before + span

    @rule(word=st.sampled_from([say.Pause, say.Resume]))
    def pauses(self, word: Any) -> None:
        """A host lets the clocks stand, or run again; twice is once."""
        self.do(word(NAMES[0], host=True))
        assert not self.do(word(NAMES[0], host=True))

    @rule(member=MEMBERS, lane=LANES, by_mail=st.booleans())
    def add(self, member: MemberId, lane: Lane, by_mail: bool) -> None:
        """One more place."""
        self.do(say.Add(NAMES[0], say.Invited(member, lane, by_mail), host=True))

    @rule(
        member=MEMBERS, lane=LANES, what=st.sampled_from([say.Left, say.Joined, say.Pace, say.Away])
    )
    def comes_and_goes(self, member: MemberId, lane: Lane, what: Any) -> None:
        """Leaving, joining, another pace; each of them once."""
        passage = what(member, lane) if what in (say.Joined, say.Pace) else what(member)
        self.do(passage)
        assert self.do(passage) == ()

    def fresh(self) -> tuple[WordsId]:
        """Words that nobody has said before."""
        self.count += 1
        return (WordsId(f"wrd_{self.count}"),)

    @invariant()
    def it_folds_to_itself(self) -> None:
        """The journal is the state."""
        assert self.folded(self.first, tuple(self.journal)) == self.state

    def teardown(self) -> None:
        """Everybody falls silent, the clock goes on: it closes."""
        if not hasattr(self, "state"):
            return
        self.do(say.Resume(NAMES[0], host=True))
        for _ in range(60):
            due = self.form.next_due(self.state)
            if due is None:
                break
            self.now = max(self.now, due)
            self.do(say.TimePassed())
        assert self.state.over

    @classmethod
    def hold(cls, examples: int = 150, steps: int = 40) -> None:
        """Plays random rounds of up to ``steps`` steps."""
        playing = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
        run_state_machine_as_test(cls, settings=playing)
