"""What holds in every go-around, whoever does whatever, whenever the clock is looked at."""

from dataclasses import fields
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import go_around as ga
from facilitator.core.rounds.go_around.facts import (
    Deferred,
    MovedToOwnTime,
    TimeCalled,
    TurnEnded,
    Why,
)
from tests.properties.promises import MEMBERS, NAMES, Promises, named, seats

SPEEDS = st.builds(
    ga.Settings,
    each=st.sampled_from([timedelta(minutes=2), ga.DAY_CALL]),
    lead=st.sampled_from([timedelta(0), timedelta(days=1)]),
    window=st.sampled_from([timedelta(hours=2), timedelta(days=4)]),
)
OWN_WORDS = st.sampled_from([say.Finish, say.Pass, say.Later, say.More, say.Here, say.StepOut])
ROOM_SAYS_NO_NAMES = {"place_stays_open", "round_closed", "round_extended", "round_resumed"}


class GoAround(Promises):
    """People, hosts, outages and the clock, in any order."""

    form = ga

    @initialize(seats=seats(2), chosen=SPEEDS, timed=st.booleans())
    def announce(self, seats: list[say.Invited], chosen: ga.Settings, timed: bool) -> None:
        """A round begins."""
        self.begin(ga.Begin(seats[0].member, "Well?", tuple(seats), chosen, timed))

    def judge(self, before: ga.GoAround, command: say.Command, facts: tuple[ga.Fact, ...]) -> None:
        """Deadlines move later only, and only a look at the clock moves anybody on, in time."""
        assert self.state.until >= before.until
        if self.state.phase is before.phase is ga.Phase.ECHO:
            assert before.step_until
            assert self.state.step_until
            assert self.state.step_until >= before.step_until
        self.judge_close(before, command)
        for fact in facts:
            if isinstance(fact, TimeCalled):
                assert isinstance(command, say.TimePassed)
                self.judge_cue(before, fact)
            quiet = isinstance(fact, Deferred | TurnEnded) and fact.why is Why.QUIET
            swept = isinstance(fact, MovedToOwnTime) and fact.why is Why.SWEEP
            if quiet or (swept and not isinstance(command, say.Next | say.Skip)):
                assert isinstance(command, say.TimePassed)
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

    def judge_close(self, before: ga.GoAround, command: say.Command) -> None:
        """An open place and an awaited echo end at their printed time, or by a host's word."""
        if isinstance(command, say.End | say.Cancel):
            return
        if before.phase is ga.Phase.SLOW and self.state.phase is not ga.Phase.SLOW:
            assert self.now >= before.until or not list(self.state.placed(ga.Place.OPEN))
        if before.phase is ga.Phase.ECHO and self.state.phase is ga.Phase.CLOSED:
            assert before.step_until
            awaited = [seat for seat in self.state.seats if seat.echoing and not seat.echo]
            assert self.now >= before.step_until or not awaited

    def hear(self, before: Any, command: Any, said: tuple[Notice, ...]) -> None:
        """No room message and no word to somebody else names who was not heard."""
        for notice in said:
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
        self.do(say.KeepTime(on))

    @rule(by=MEMBERS, via=st.sampled_from(say.Via), replaces=st.booleans())
    def speak(self, by: MemberId, via: say.Via, replaces: bool) -> None:
        """Words count once, however often they are delivered."""
        said = say.Speak(by, self.fresh(), via, replaces)
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
        facts = self.do(say.Pass(by))
        if seat is not None and seat.present and not seat.heard and not over:
            assert facts
            after = self.state.seat(by)
            assert after is not None
            assert after.heard
        if facts and not self.state.over:
            assert not self.do(say.Pass(by))

    @rule(by=MEMBERS)
    def finishes(self, by: MemberId) -> None:
        """*done* twice is *done* once."""
        if self.do(say.Finish(by)):
            assert self.do(say.Finish(by)) in ((), None)

    @rule()
    def goes_on(self) -> None:
        """A host goes on."""
        self.do(say.Next(NAMES[0], host=True))

    @rule(member=MEMBERS)
    def skip(self, member: MemberId) -> None:
        """A host asks somebody later."""
        self.do(say.Skip(NAMES[0], member, host=True))

    @rule(member=MEMBERS, index=st.integers(1, 20))
    def takes_back(self, member: MemberId, index: int) -> None:
        """Words go, whatever the phase, once."""
        took = say.TookBack(member, (WordsId(f"wrd_{index}"),))
        self.do(took)
        assert self.do(took) == ()
        seat = self.state.seat(member)
        held = {*seat.words, *seat.letter, *seat.echo} if seat else set()
        assert not held & set(took.words)

    @precondition(lambda self: self.count > 6)
    @rule(ends=st.booleans())
    def ends(self, ends: bool) -> None:
        """A host closes it; what was said and not taken back is in the letter."""
        over = self.state.over
        self.do((say.End if ends else say.Cancel)(NAMES[0], host=True))
        assert self.state.over
        if ends and not over:
            letter = ga.circle_letter(self.state)
            lettered = {word for entry in letter.entries for word in entry.words}
            assert lettered >= {word for seat in self.state.seats for word in seat.words}

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


def test_every_go_around_keeps_its_promises() -> None:
    """Random rounds of up to forty steps."""
    GoAround.hold()
