"""What holds in every go-around, whoever does whatever, whenever the clock is looked at."""

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
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
from facilitator.core.notices import Arg, Letter, Notice, People, Room, To, Who
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import go_around as ga
from facilitator.core.rounds.go_around.facts import (
    Deferred,
    MovedToOwnTime,
    TimeCalled,
    TurnEnded,
    Why,
)

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay"))
MEMBERS = st.sampled_from(NAMES)
LANES = st.sampled_from(Lane)
JUMPS = st.one_of(
    st.integers(1, 300).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 100).map(lambda hours: timedelta(hours=hours)),
)
SPEEDS = st.builds(
    ga.Settings,
    each=st.sampled_from([timedelta(minutes=2), ga.DAY_CALL]),
    lead=st.sampled_from([timedelta(0), timedelta(days=1)]),
    window=st.sampled_from([timedelta(hours=2), timedelta(days=4)]),
)
OWN_WORDS = st.sampled_from([ga.Finish, ga.Pass, ga.Later, ga.More, ga.Here, ga.StepOut])
HOST_WORDS = st.sampled_from([ga.Next, ga.Pause, ga.Resume])
ROOM_SAYS_NO_NAMES = {"place_stays_open", "round_closed", "round_extended", "round_resumed"}


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


class GoAround(RuleBasedStateMachine):
    """People, hosts, outages and the clock, in any order."""

    @initialize(
        seats=st.lists(
            st.builds(ga.Invited, MEMBERS, LANES, st.booleans()),
            min_size=2,
            max_size=5,
            unique_by=lambda invited: invited.member,
        ),
        chosen=SPEEDS,
        timed=st.booleans(),
    )
    def announce(self, seats: list[ga.Invited], chosen: ga.Settings, timed: bool) -> None:
        """A round begins."""
        self.now = START
        self.count = 0
        begin = ga.Begin(seats[0].member, "Well?", tuple(seats), chosen, timed)
        facts = ga.announce(begin, self.now)
        self.state = ga.fold(ga.evolve(None, facts[0]), facts[1:])
        self.first = self.state
        self.journal: list[ga.Fact] = []
        self.hear(None, facts)

    def do(self, command: ga.Command) -> tuple[ga.Fact, ...] | None:
        """Decide, fold and judge; ``None`` if refused."""
        before = self.state
        try:
            facts = ga.decide(before, command, self.now)
        except Refusal:
            assert self.state == before
            return None
        assert facts == ga.decide(before, command, self.now)
        self.state = ga.fold(before, facts)
        self.journal += facts
        self.judge(before, command, facts)
        self.hear(before, facts)
        return facts

    def judge(self, before: ga.GoAround, command: ga.Command, facts: tuple[ga.Fact, ...]) -> None:
        """Deadlines move later only, and only a look at the clock moves anybody on, in time."""
        assert self.state.until >= before.until
        if self.state.phase is before.phase is ga.Phase.ECHO:
            assert before.step_until
            assert self.state.step_until
            assert self.state.step_until >= before.step_until
        self.judge_close(before, command)
        for fact in facts:
            if isinstance(fact, TimeCalled):
                assert isinstance(command, ga.TimePassed)
                self.judge_cue(before, fact)
            quiet = isinstance(fact, Deferred | TurnEnded) and fact.why is Why.QUIET
            swept = isinstance(fact, MovedToOwnTime) and fact.why is Why.SWEEP
            if quiet or (swept and not isinstance(command, ga.Next | ga.Skip)):
                assert isinstance(command, ga.TimePassed)
                seat = before.seat(fact.member)  # type: ignore[union-attr]
                assert seat is not None
                assert seat.until is not None
                assert seat.until <= self.now

    def judge_cue(self, before: ga.GoAround, fact: TimeCalled) -> None:
        """A cue is for who has the floor, comes when it is due, and comes once."""
        seat = before.speaker
        assert before.timed
        assert seat is not None
        assert seat.limit is not None
        assert fact.member == seat.member
        assert fact.cue not in seat.cues
        early = before.settings.last_words if fact.cue is ga.Cue.NEARLY else timedelta(0)
        assert seat.limit - early <= self.now

    def judge_close(self, before: ga.GoAround, command: ga.Command) -> None:
        """An open place and an awaited echo end at their printed time, or by a host's word."""
        if isinstance(command, ga.End | ga.Cancel):
            return
        if before.phase is ga.Phase.SLOW and self.state.phase is not ga.Phase.SLOW:
            assert self.now >= before.until or not list(self.state.placed(ga.Place.OPEN))
        if before.phase is ga.Phase.ECHO and self.state.phase is ga.Phase.CLOSED:
            assert before.step_until
            awaited = [seat for seat in self.state.seats if seat.echoing and not seat.echo]
            assert self.now >= before.step_until or not awaited

    def hear(self, before: ga.GoAround | None, facts: tuple[ga.Fact, ...]) -> None:
        """No room message and no word to somebody else names who was not heard."""
        for notice in ga.notices(before, facts, self.state):
            self.kind_to_all(notice)

    def kind_to_all(self, notice: Notice) -> None:
        names = {name for arg in notice.args.values() for name in named(arg)}
        if isinstance(notice.to, Room) and notice.kind in ROOM_SAYS_NO_NAMES:
            assert not names
            assert "member" not in notice.shown
        if notice.kind in ("circle_letter", "echo_opened"):
            heard = {seat.member for seat in self.state.seats if seat.heard}
            assert names <= heard
        if isinstance(notice.to, To) and notice.kind in ("place_kept", "word_taken"):
            assert names <= {notice.to.member}

    @rule(on=st.booleans())
    def timekeeper(self, on: bool) -> None:
        """The Timekeeper comes or goes."""
        self.do(ga.KeepTime(on))

    @rule(jump=JUMPS)
    def time_passes(self, jump: timedelta) -> None:
        """A jump and one look: afterwards nothing is due, and a second look does nothing."""
        self.now += jump
        self.do(ga.TimePassed())
        due = ga.next_due(self.state)
        assert due is None or due > self.now
        assert self.do(ga.TimePassed()) == ()

    @rule()
    def to_the_next_deadline(self) -> None:
        """Just before a deadline nothing happens; at it something does."""
        due = ga.next_due(self.state)
        if due is not None and due > self.now:
            self.now = max(self.now, due - timedelta(microseconds=1))
            assert self.do(ga.TimePassed()) == ()
            self.now = due
            assert self.do(ga.TimePassed())

    @rule(by=MEMBERS, via=st.sampled_from(ga.Via), replaces=st.booleans())
    def speak(self, by: MemberId, via: ga.Via, replaces: bool) -> None:
        """Words count once, however often they are delivered."""
        self.count += 1
        said = ga.Speak(by, (WordsId(f"wrd_{self.count}"),), via, replaces)
        if self.do(said):
            assert not self.do(said)

    @rule(by=MEMBERS, word=OWN_WORDS)
    def own_word(self, by: MemberId, word: Any) -> None:
        """Any word of their own."""
        self.do(word(by))

    @rule(by=MEMBERS)
    def passes(self, by: MemberId) -> None:
        """Whoever was not heard may pass at any time while it is open, and twice is once."""
        seat, over = self.state.seat(by), self.state.over
        facts = self.do(ga.Pass(by))
        if seat is not None and seat.present and not seat.heard and not over:
            assert facts
            after = self.state.seat(by)
            assert after is not None
            assert after.heard
        if facts and not self.state.over:
            assert not self.do(ga.Pass(by))

    @rule(by=MEMBERS)
    def finishes(self, by: MemberId) -> None:
        """*done* twice is *done* once."""
        if self.do(ga.Finish(by)):
            assert self.do(ga.Finish(by)) in ((), None)

    @rule(word=HOST_WORDS)
    def host_word(self, word: Any) -> None:
        """A host of the circle."""
        self.do(word(NAMES[0], host=True))

    @rule(member=MEMBERS, lane=LANES, by_mail=st.booleans())
    def add(self, member: MemberId, lane: Lane, by_mail: bool) -> None:
        """One more place."""
        self.do(ga.Add(NAMES[0], ga.Invited(member, lane, by_mail), host=True))

    @rule(member=MEMBERS)
    def skip(self, member: MemberId) -> None:
        """A host asks somebody later."""
        self.do(ga.Skip(NAMES[0], member, host=True))

    @rule(member=MEMBERS, lane=LANES, what=st.integers(0, 3))
    def comes_and_goes(self, member: MemberId, lane: Lane, what: int) -> None:
        """Joining, leaving, another pace."""
        passages: tuple[ga.Command, ...] = (
            ga.Left(member),
            ga.Joined(member, lane),
            ga.Pace(member, lane),
            ga.Away(member),
        )
        self.do(passages[what])

    @rule(member=MEMBERS, index=st.integers(1, 20))
    def takes_back(self, member: MemberId, index: int) -> None:
        """Words go, whatever the phase, once."""
        took = ga.TookBack(member, (WordsId(f"wrd_{index}"),))
        self.do(took)
        assert self.do(took) == ()
        seat = self.state.seat(member)
        held = {*seat.words, *seat.letter, *seat.echo} if seat else set()
        assert not held & set(took.words)

    @rule(span=JUMPS)
    def outage(self, span: timedelta) -> None:
        """We were deaf: nobody is moved on for it."""
        self.now += span
        before = ga.next_due(self.state)
        self.do(ga.Outage(span))
        after = ga.next_due(self.state)
        if before is not None:
            assert after is not None
            assert after >= before + span

    @precondition(lambda self: self.count > 6)
    @rule(ends=st.booleans())
    def ends(self, ends: bool) -> None:
        """A host closes it; what was said and not taken back is in the letter."""
        over = self.state.over
        self.do((ga.End if ends else ga.Cancel)(NAMES[0], host=True))
        assert self.state.over
        if ends and not over:
            letter = ga.circle_letter(self.state)
            lettered = {word for entry in letter.entries for word in entry.words}
            assert lettered >= {word for seat in self.state.seats for word in seat.words}

    @invariant()
    def it_folds_to_itself(self) -> None:
        """The journal is the state."""
        if hasattr(self, "state"):
            assert ga.fold(self.first, self.journal) == self.state

    @invariant()
    def everyone_is_heard_once(self) -> None:
        """At most one entry each; at most one voice; numbers that fit."""
        if hasattr(self, "state"):
            members = [entry.member for entry in ga.circle_letter(self.state).entries]
            assert len(members) == len(set(members))
            assert len(list(self.state.placed(ga.Place.SPEAKING))) <= 1
            assert self.state.heard + self.state.open_places == len(self.state.counted)
            assert self.state.extensions <= 2
            assert all(seat.laters <= 2 for seat in self.state.seats)

    @invariant()
    def the_card_ticks_nobody(self) -> None:
        """It names the speaker, the next at the table, and everybody's place: no more."""
        if hasattr(self, "state"):
            shown = ga.card(self.state)
            assert shown.order == tuple(seat.member for seat in self.state.counted)
            assert {field.name for field in fields(shown)} & {"missing", "silent", "late"} == set()
            if shown.comes is not None:
                seat = self.state.seat(shown.comes)
                assert seat is not None
                assert not seat.slow

    def teardown(self) -> None:
        """Everybody falls silent, the clock goes on: it closes."""
        if not hasattr(self, "state"):
            return
        self.do(ga.Resume(NAMES[0], host=True))
        for _ in range(60):
            due = ga.next_due(self.state)
            if due is None:
                break
            self.now = max(self.now, due)
            self.do(ga.TimePassed())
        assert self.state.over


def test_every_go_around_keeps_its_promises() -> None:
    """Random rounds of up to forty steps."""
    run_state_machine_as_test(
        GoAround, settings=settings(max_examples=150, stateful_step_count=40, deadline=None)
    )
