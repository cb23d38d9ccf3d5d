"""What holds in every prompt round, whoever does whatever, whenever the clock is looked at."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Arg, Letter, Notice, People, Room, To, Who, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import prompt_round as pr
from facilitator.core.rounds.facts import Closed, EchoOpened

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay"))
MEMBERS = st.sampled_from(NAMES)
LANES = st.sampled_from(Lane)
JUMPS = st.one_of(
    st.integers(1, 300).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 100).map(lambda hours: timedelta(hours=hours)),
)
CHOSEN = st.builds(
    pr.Settings,
    window=st.sampled_from([timedelta(hours=2), timedelta(days=4)]),
    sealed=st.booleans(),
    signed=st.booleans(),
)
OWN_WORDS = st.sampled_from([pr.Finish, pr.Later, pr.More, pr.Here, pr.StepOut])
ANSWERS = (pr.Speak, pr.Finish, pr.Pass, pr.Later, pr.Here, pr.StepOut, pr.TookBack, pr.Left)
"""Commands of which the room hears nothing before a sealed round opens."""
QUIET_KINDS = {"round_extended", "round_resumed", "round_closed"}


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


SEATS = (
    pr.Invited(NAMES[0]),
    pr.Invited(NAMES[1]),
    pr.Invited(NAMES[2], Lane.SLOW, by_mail=True),
    pr.Invited(NAMES[3], Lane.SLOW),
    pr.Invited(NAMES[4]),
)
ACTIONS = st.sampled_from(["write", "pass", "take", "later", "more", "time", "pause", "resume"])
ACTS = st.lists(st.tuples(ACTIONS, st.integers(1, 3)), max_size=25)


def what_the_room_sees(acts: list[tuple[str, int]], people: list[MemberId]) -> list[Any]:
    """The card and what the room hears, act by act, of a sealed round until it opens."""
    begin = pr.Begin(NAMES[0], "Well?", SEATS, pr.Settings(sealed=True), "seed")
    state, now, seen = pr.evolve(None, pr.announce(begin, START)[0]), START, list[Any]()
    for number, (what, index) in enumerate(acts):
        who, said = people[index], (WordsId(f"wrd_{number}"),)
        seat = state.seat(who)
        commands: dict[str, pr.Command] = {
            "write": pr.Speak(who, said, pr.Via.LETTER),
            "pass": pr.Pass(who),
            "take": pr.TookBack(who, seat.words if seat else ()),
            "later": pr.Later(who),
            "more": pr.More(who),
            "time": pr.TimePassed(),
            "pause": pr.Pause(NAMES[0]),
            "resume": pr.Resume(NAMES[0]),
        }
        now += timedelta(hours=12 * index) if what == "time" else timedelta(0)
        try:
            facts = pr.decide(state, commands[what], now)
        except Refusal:
            facts = ()
        before, state = state, pr.fold(state, facts)
        if not state.hidden:
            break
        heard = [n for n in pr.notices(before, facts, state) if n.to == Room()]
        seen.append((heard, pr.card(state)))
    return seen


@settings(max_examples=150, deadline=None)
@given(acts=ACTS, people=st.permutations(NAMES[1:5]))
def test_who_answered_makes_no_difference_to_the_room(
    acts: list[tuple[str, int]], people: list[MemberId]
) -> None:
    """The same acts by other people: the same card, the same messages, at the same moments."""
    assert what_the_room_sees(acts, people) == what_the_room_sees(acts, list(NAMES[1:5]))


class PromptRound(RuleBasedStateMachine):
    """People, hosts, outages and the clock, in any order."""

    @initialize(
        seats=st.lists(
            st.builds(pr.Invited, MEMBERS, LANES, st.booleans()),
            min_size=2,
            max_size=5,
            unique_by=lambda invited: invited.member,
        ),
        chosen=CHOSEN,
        seed=st.sampled_from("abc"),
    )
    def announce(self, seats: list[pr.Invited], chosen: pr.Settings, seed: str) -> None:
        """A round begins."""
        self.now = START
        self.count = 0
        begin = pr.Begin(seats[0].member, "Well?", tuple(seats), chosen, seed)
        facts = pr.announce(begin, self.now)
        self.state = pr.fold(pr.evolve(None, facts[0]), facts[1:])
        self.first = self.state
        self.journal: list[pr.Fact] = []
        self.hear(None, facts)

    def do(self, command: pr.Command) -> tuple[pr.Fact, ...] | None:
        """Decide, fold and judge; ``None`` if refused."""
        before = self.state
        try:
            facts = pr.decide(before, command, self.now)
        except Refusal:
            assert self.state == before
            return None
        assert facts == pr.decide(before, command, self.now)
        self.state = pr.fold(before, facts)
        self.journal += facts
        self.judge(before, command, facts)
        said = self.hear(before, facts)
        if before.hidden and not self.state.over:
            self.judge_seal(command, said)
        return facts

    def judge(
        self, before: pr.PromptRound, command: pr.Command, facts: tuple[pr.Fact, ...]
    ) -> None:
        """Printed times move later only; no step ends early while somebody is waited for."""
        assert self.state.until >= before.until
        if self.state.phase is before.phase is pr.Phase.ECHO:
            assert self.state.ends >= before.ends
        ended = any(isinstance(fact, Closed | EchoOpened) for fact in facts)
        if not ended or isinstance(command, pr.End | pr.Cancel):
            return
        in_time = isinstance(command, pr.TimePassed) and self.now >= before.ends
        quiet = before.quiet is None or self.now >= before.quiet
        waited = list(self.waited(before))
        assert in_time or (quiet and not waited)

    def waited(self, before: pr.PromptRound) -> list[pr.Seat]:
        """Whoever still had a word to say in the step that ended."""
        after = [self.state.seat(seat.member) for seat in before.waits_for()]
        if before.phase is pr.Phase.ECHO:
            return [s for s in after if s is not None and s.echoing and not s.echo]
        return [s for s in after if s is not None and s.place is pr.Place.OPEN]

    def judge_seal(self, command: pr.Command, said: tuple[Notice, ...]) -> None:
        """Before the opening nobody hears of another's answer, and the room of none."""
        for notice in said:
            mine = isinstance(notice.to, To) and notice.to.member == getattr(command, "by", None)
            assert mine or not any(isinstance(a, Words | Letter) for a in notice.args.values())
            assert notice.voice not in NAMES
            if isinstance(command, ANSWERS):
                assert mine
                assert set(notice.shown) <= {"until"}
        if isinstance(command, pr.More):
            assert all(not named(a) for n in said for a in n.args.values())

    def hear(self, before: pr.PromptRound | None, facts: tuple[pr.Fact, ...]) -> tuple[Notice, ...]:
        """No notice names who was not heard, and without names nobody is named with words."""
        said = pr.notices(before, facts, self.state)
        for notice in said:
            names = {name for arg in notice.args.values() for name in named(arg)}
            if notice.kind in QUIET_KINDS:
                assert not names
                assert "member" not in notice.shown
            if notice.kind in ("circle_letter", "echo_opened", "words_revealed"):
                heard = {seat.member for seat in self.state.seats if seat.heard}
                assert names <= heard
                assert self.state.settings.signed or not names
            if isinstance(notice.to, To) and notice.kind in ("place_kept", "word_taken"):
                assert names <= {notice.to.member}
        return said

    @rule(jump=JUMPS)
    def time_passes(self, jump: timedelta) -> None:
        """A jump and one look: afterwards nothing is due, and a second look does nothing."""
        self.now += jump
        self.do(pr.TimePassed())
        due = pr.next_due(self.state)
        assert due is None or due > self.now
        assert self.do(pr.TimePassed()) == ()

    @rule()
    def to_the_next_deadline(self) -> None:
        """Just before a deadline nothing happens; at it something does."""
        due = pr.next_due(self.state)
        if due is not None and due > self.now:
            self.now = max(self.now, due - timedelta(microseconds=1))
            assert self.do(pr.TimePassed()) == ()
            self.now = due
            assert self.do(pr.TimePassed())

    @rule(by=MEMBERS, via=st.sampled_from(pr.Via), replaces=st.booleans())
    def speak(self, by: MemberId, via: pr.Via, replaces: bool) -> None:
        """Words count once, however often they are delivered; talk in the room never does."""
        self.count += 1
        said = pr.Speak(by, (WordsId(f"wrd_{self.count}"),), via, replaces)
        facts = self.do(said)
        if facts:
            assert via is not pr.Via.ROOM
            assert not self.do(said)

    @rule(by=MEMBERS, index=st.integers(1, 20), via=st.sampled_from(pr.Via))
    def delivered_again(self, by: MemberId, index: int, via: pr.Via) -> None:
        """Old words change nothing, even if they were replaced or taken back since."""
        seat = self.state.seat(by)
        words = WordsId(f"wrd_{index}")
        if seat and words in {*seat.words, *seat.echo, *seat.withdrawn, *self.state.late}:
            assert not self.do(pr.Speak(by, (words,), via))

    @rule(by=MEMBERS, word=OWN_WORDS)
    def own_word(self, by: MemberId, word: Any) -> None:
        """Any word of their own; what it changed, it changed once."""
        self.do(word(by))
        before = self.state
        if word is not pr.More:
            self.do(word(by))
            assert self.state == before

    @rule(by=MEMBERS)
    def passes(self, by: MemberId) -> None:
        """Whoever was not heard may pass at any time while it is open, and twice is once."""
        seat, over = self.state.seat(by), self.state.over
        facts = self.do(pr.Pass(by))
        if seat is not None and seat.present and not seat.heard and not over:
            assert facts
            after = self.state.seat(by)
            assert after is not None
            assert after.place is pr.Place.PASSED
        if facts and not self.state.over:
            assert not self.do(pr.Pass(by))

    @rule(word=st.sampled_from([pr.Pause, pr.Resume, pr.Next]))
    def host_word(self, word: Any) -> None:
        """A host of the circle."""
        self.do(word(NAMES[0], host=True))

    @rule(member=MEMBERS, lane=LANES, by_mail=st.booleans())
    def add(self, member: MemberId, lane: Lane, by_mail: bool) -> None:
        """One more place."""
        self.do(pr.Add(NAMES[0], pr.Invited(member, lane, by_mail), host=True))

    @rule(span=JUMPS)
    def extend(self, span: timedelta) -> None:
        """More time by a host."""
        self.do(pr.Extend(NAMES[0], span, host=True))

    @rule(member=MEMBERS, lane=LANES, what=st.integers(0, 3))
    def comes_and_goes(self, member: MemberId, lane: Lane, what: int) -> None:
        """Joining, leaving, another pace."""
        passages: tuple[pr.Command, ...] = (
            pr.Left(member),
            pr.Joined(member, lane),
            pr.Pace(member, lane),
            pr.Away(member),
        )
        shown = pr.card(self.state)
        self.do(passages[what])
        if self.state.hidden and what == 0:
            assert (pr.card(self.state).heard, pr.card(self.state).seats) == (
                shown.heard,
                shown.seats,
            )

    @rule(member=MEMBERS, index=st.integers(1, 20))
    def takes_back(self, member: MemberId, index: int) -> None:
        """Words go, whatever the phase, once."""
        took = pr.TookBack(member, (WordsId(f"wrd_{index}"),))
        self.do(took)
        assert self.do(took) == ()
        seat = self.state.seat(member)
        held = {*seat.words, *seat.letter, *seat.echo} if seat else set()
        assert not held & set(took.words)

    @rule(span=JUMPS)
    def outage(self, span: timedelta) -> None:
        """We were deaf: nothing ends for it."""
        self.now += span
        before, phase = pr.next_due(self.state), self.state.phase
        self.do(pr.Outage(span))
        after = pr.next_due(self.state)
        assert self.state.phase is phase
        if before is not None:
            assert after is not None
            assert after >= before + span

    @precondition(lambda self: self.count > 6)
    @rule(ends=st.booleans())
    def ends(self, ends: bool) -> None:
        """A host closes it; what was said and not taken back is in the letter and the record."""
        over = self.state.over
        self.do((pr.End if ends else pr.Cancel)(NAMES[0], host=True))
        assert self.state.over
        if ends and not over:
            said = sorted(word for seat in self.state.seats for word in seat.words)
            letter = [w for entry in pr.circle_letter(self.state).entries for w in entry.words]
            assert set(letter) >= set(said)
            assert sorted(w for _, words in pr.spoken(self.state) for w in words) == said

    @invariant()
    def it_folds_to_itself(self) -> None:
        """The journal is the state."""
        if hasattr(self, "state"):
            assert pr.fold(self.first, self.journal) == self.state

    @invariant()
    def everyone_is_heard_once(self) -> None:
        """At most one entry each; numbers that fit; a place has words exactly if it spoke."""
        if hasattr(self, "state"):
            members = [entry.member for entry in pr.circle_letter(self.state).entries]
            assert not self.state.settings.signed or len(members) == len(set(members))
            assert self.state.heard + self.state.open_places == len(self.state.counted)
            assert self.state.extensions <= 2
            for seat in self.state.seats:
                assert bool(seat.words or seat.echo) is (seat.place is pr.Place.SPOKE)
                assert set(seat.letter) <= set(seat.words)

    @invariant()
    def the_seal_holds(self) -> None:
        """Before the opening the letter and the record are empty, and the card has numbers."""
        if hasattr(self, "state") and self.state.hidden:
            assert pr.circle_letter(self.state).entries == ()
            assert pr.spoken(self.state) == ()
            args = pr.card_args(pr.card(self.state))
            names = {name for arg in args.values() for name in named(arg)}
            assert names == set(self.state.by_mail)

    def teardown(self) -> None:
        """Everybody falls silent, the clock goes on: it closes."""
        if not hasattr(self, "state"):
            return
        self.do(pr.Resume(NAMES[0], host=True))
        for _ in range(10):
            due = pr.next_due(self.state)
            if due is None:
                break
            self.now = max(self.now, due)
            self.do(pr.TimePassed())
        assert self.state.over


def test_every_prompt_round_keeps_its_promises() -> None:
    """Random rounds of up to forty steps."""
    run_state_machine_as_test(
        PromptRound, settings=settings(max_examples=150, stateful_step_count=40, deadline=None)
    )
