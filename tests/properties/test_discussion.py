"""What holds in every discussion, whoever does whatever, whenever the clock is looked at."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import discussion as di
from facilitator.core.rounds.discussion.facts import (
    CueGiven,
    HandCalled,
    TableEnded,
    TurnEnded,
    Why,
)
from facilitator.core.rounds.facts import Closed
from tests.properties.promises import JUMPS, MEMBERS, NAMES, Promises, named, seats

KINDS = st.sampled_from(di.HandKind)
MANNERS = st.builds(
    di.Settings,
    live=st.sampled_from([timedelta(minutes=3), timedelta(minutes=30), timedelta(days=2)]),
    slow=st.sampled_from([timedelta(minutes=20), timedelta(days=4)]),
    queue=st.booleans(),
    silent=st.sampled_from([(), (NAMES[1],)]),
    first=st.sampled_from([(), (NAMES[2], NAMES[0])]),
    most_each=st.sampled_from([None, 1, 2]),
)
OWN_WORDS = st.sampled_from([say.Finish, say.Later, say.More, say.Here, say.StepOut, di.Lower])
ROOM_SAYS_NO_NAMES = {"round_extended", "round_resumed", "time_cue"}
ALONE_SAYS_OWN_NAME_ONLY = {"place_kept", "word_taken", "words_received", "words_removed"}


class Discussion(Promises):
    """People, hosts, outages and the clock, in any order."""

    form = di

    @initialize(seats=seats(3), chosen=MANNERS, timed=st.booleans())
    def open(self, seats: list[say.Invited], chosen: di.Settings, timed: bool) -> None:
        """A discussion begins."""
        self.begin(di.Begin(seats[0].member, "Well?", tuple(seats), chosen, timed))

    def judge(self, before: di.Discussion, command: di.Command, facts: tuple[di.Fact, ...]) -> None:
        """Printed times move later only, and only a look at the clock brings a deadline about."""
        assert self.state.live_until >= before.live_until
        assert self.state.slow_until >= before.slow_until
        state = before
        for fact in facts:
            if isinstance(fact, CueGiven) or (
                isinstance(fact, TurnEnded) and fact.why is Why.QUIET
            ):
                assert isinstance(command, say.TimePassed)
                due = di.next_due(state)
                assert due is not None
                assert due <= self.now
            if isinstance(fact, HandCalled):
                assert state.floor is None
                assert not any(state.waiting)
            if isinstance(fact, TableEnded | Closed):
                self.judge_end(state, command)
            state = di.evolve(state, fact)

    def judge_end(self, state: di.Discussion, command: di.Command) -> None:
        """No step ends before its printed time, unless nobody is waited for, or by a host's word."""
        assert not any(state.waiting)
        if isinstance(command, say.End | say.Next):
            return
        assert state.floor is None
        if state.phase is di.Phase.OPEN:
            talking = [seat for seat in state.at_table if seat.place is di.Place.OPEN]
            assert self.now >= state.live_until or not talking
        else:
            assert self.now >= state.slow_until or not state.awaited

    def hear(self, before: Any, command: Any, said: tuple[Notice, ...]) -> None:
        """No room message and no word to somebody else names who is silent, late or away."""
        for notice in said:
            self.kind_to_all(notice, {hand.member for hand in before.hands} if before else set())

    def kind_to_all(self, notice: Notice, hands: set[MemberId]) -> None:
        names = {name for arg in notice.args.values() for name in named(arg)}
        if isinstance(notice.to, Room) and notice.kind in ROOM_SAYS_NO_NAMES:
            assert not names
            assert "member" not in notice.shown
        if notice.kind in ("discussion_goes_on", "round_closed"):
            wrote = {letter.member for letter in self.state.letters}
            assert names <= hands | wrote
        if isinstance(notice.to, To) and notice.kind in ALONE_SAYS_OWN_NAME_ONLY:
            assert names <= {notice.to.member}
        if notice.asks:
            silent = {seat.member for seat in self.state.seats if seat.silent}
            assert notice.kind == "chair_handed" or not silent & {*notice.asks}

    @rule(by=MEMBERS, via=st.sampled_from(say.Via), replaces=st.booleans())
    def speak(self, by: MemberId, via: say.Via, replaces: bool) -> None:
        """Letters count once, however often they are delivered, and so does a message."""
        said = say.Speak(by, self.fresh(), via, replaces)
        if self.do(said):
            assert not self.do(said)

    @rule(by=MEMBERS)
    def talks(self, by: MemberId) -> None:
        """Talk needs no words to be kept, and changes neither letters nor anybody's place."""
        before = self.state
        self.do(say.Speak(by, ()))
        assert self.state.letters == before.letters
        assert [s.place for s in self.state.seats] == [s.place for s in before.seats]

    @rule(by=MEMBERS, kind=KINDS)
    def raises_hand(self, by: MemberId, kind: di.HandKind) -> None:
        """The same hand twice is one hand; whoever talks in the room may raise it."""
        seat = self.state.seat(by)
        facts = self.do(di.Hand(by, kind))
        if seat and seat.counts and not seat.by_mail and self.state.phase is di.Phase.OPEN:
            assert facts is not None
        if facts:
            assert self.do(di.Hand(by, kind)) == ()

    @rule(by=MEMBERS, word=OWN_WORDS)
    def own_word(self, by: MemberId, word: Any) -> None:
        """Any word of their own; *done* and a lowered hand twice are once."""
        facts = self.do(word(by))
        if facts and word in (say.Finish, di.Lower):
            assert not self.do(word(by))

    @rule(by=MEMBERS)
    def passes(self, by: MemberId) -> None:
        """Whoever is here may pass at any time, and is not waited for afterwards; twice is once."""
        seat, over = self.state.seat(by), self.state.over
        spoke = self.state.floor and self.state.floor.spoke and self.state.speaker == by
        facts = self.do(say.Pass(by))
        if seat is None or not seat.present or over:
            return
        assert facts is not None
        after = self.state.seat(by)
        assert after is not None
        assert spoke or after.place is not di.Place.OPEN
        assert self.state.speaker != by
        if facts and not spoke and not self.state.over:
            assert self.do(say.Pass(by)) == ()

    @rule(after=st.none() | MEMBERS)
    def goes_on(self, after: MemberId | None) -> None:
        """A host goes on; a tap on a turn that is over changes nothing."""
        stale = after is not None and after != self.state.speaker
        facts = self.do(say.Next(NAMES[0], host=True, after=after))
        assert not (stale and facts)
        if facts and after is not None and self.state.speaker != after:
            assert not self.do(say.Next(NAMES[0], host=True, after=after))

    @rule(member=MEMBERS, span=JUMPS, what=st.integers(0, 2))
    def steers(self, member: MemberId, span: timedelta, what: int) -> None:
        """A host asks somebody to wait, extends, hands the chair."""
        words: tuple[di.Command, ...] = (
            say.Skip(NAMES[0], member, host=True),
            say.Extend(NAMES[0], span, host=True),
            say.Chair(NAMES[0], member, host=True),
        )
        self.do(words[what])

    @rule(on=st.booleans())
    def timekeeper(self, on: bool) -> None:
        """The Timekeeper comes or goes, once."""
        self.do(say.KeepTime(on))
        assert self.do(say.KeepTime(on)) == ()

    @rule(member=MEMBERS, index=st.integers(1, 20))
    def takes_back(self, member: MemberId, index: int) -> None:
        """Letters go, whatever the phase, once, and do not come back."""
        took = say.TookBack(member, (WordsId(f"wrd_{index}"),))
        taken = self.do(took)
        assert self.do(took) == ()
        held = {word for letter in self.state.letters_of(member) for word in letter.words}
        assert not held & set(took.words)
        if taken:
            assert not self.do(say.Speak(member, took.words, say.Via.LETTER))

    @precondition(lambda self: self.count > 6)
    @rule(ends=st.booleans())
    def ends(self, ends: bool) -> None:
        """A host closes it; every letter that was written and not taken back has been read."""
        over = self.state.over
        self.do((say.End if ends else say.Cancel)(NAMES[0], host=True))
        assert self.state.over
        if ends and not over:
            assert all(letter.read for letter in self.state.letters)

    @invariant()
    def the_queue_is_in_order(self) -> None:
        """Each has one hand at most and no hand with the word; a point of order is first."""
        if not hasattr(self, "state"):
            return
        order = self.state.order
        members = [hand.member for hand in order]
        assert len(members) == len(set(members))
        assert self.state.speaker not in members
        pressing = [hand.kind is di.HandKind.ORDER for hand in order]
        assert pressing == sorted(pressing, reverse=True)
        if self.state.phase is not di.Phase.OPEN:
            assert self.state.floor is None
            assert not order

    @invariant()
    def everybody_has_the_same_limits(self) -> None:
        """Letters and time are counted alike, for both paces."""
        if not hasattr(self, "state"):
            return
        most = self.state.settings.most_each
        for seat in self.state.seats:
            assert most is None or len(self.state.letters_of(seat.member)) <= most
            assert len(seat.mores) == len(set(seat.mores))
        assert all(self.state.extensions.count(clock) <= 2 for clock in di.Clock)

    @invariant()
    def the_card_ticks_nobody(self) -> None:
        """It names the speaker and the hands that are up: no more."""
        if hasattr(self, "state"):
            shown = di.card(self.state)
            assert {field.name for field in fields(shown)} & {"missing", "silent", "late"} == set()
            names = {name for arg in di.card_args(shown).values() for name in named(arg)}
            hands = {hand.member for hand in self.state.hands}
            assert names - {self.state.speaker} <= hands | {*self.state.by_mail}


def test_every_discussion_keeps_its_promises() -> None:
    """Random discussions of up to forty steps."""
    Discussion.hold()
