"""What holds in every prompt round, whoever does whatever, whenever the clock is looked at."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Notice, Room, To, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import prompt_round as pr
from facilitator.core.rounds.facts import Closed, EchoOpened
from tests.properties.promises import JUMPS, MEMBERS, NAMES, START, Promises, named, seats

CHOSEN = st.builds(
    pr.Settings,
    window=st.sampled_from([timedelta(hours=2), timedelta(days=4)]),
    sealed=st.booleans(),
    signed=st.booleans(),
)
OWN_WORDS = st.sampled_from([say.Finish, say.Later, say.More, say.Here, say.StepOut])
ANSWERS = (
    say.Speak,
    say.Finish,
    say.Pass,
    say.Later,
    say.Here,
    say.StepOut,
    say.TookBack,
    say.Left,
)
"""Commands of which the room hears nothing before a sealed round opens."""
QUIET_KINDS = {"round_extended", "round_resumed", "round_closed"}


SEATS = (
    say.Invited(NAMES[0]),
    say.Invited(NAMES[1]),
    say.Invited(NAMES[2], Lane.SLOW, by_mail=True),
    say.Invited(NAMES[3], Lane.SLOW),
    say.Invited(NAMES[4]),
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
        commands: dict[str, say.Command] = {
            "write": say.Speak(who, said, say.Via.LETTER),
            "pass": say.Pass(who),
            "take": say.TookBack(who, seat.words if seat else ()),
            "later": say.Later(who),
            "more": say.More(who),
            "time": say.TimePassed(),
            "pause": say.Pause(NAMES[0]),
            "resume": say.Resume(NAMES[0]),
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


class PromptRound(Promises):
    """People, hosts, outages and the clock, in any order."""

    form = pr

    @initialize(seats=seats(2), chosen=CHOSEN, seed=st.sampled_from("abc"))
    def announce(self, seats: list[say.Invited], chosen: pr.Settings, seed: str) -> None:
        """A round begins."""
        self.begin(pr.Begin(seats[0].member, "Well?", tuple(seats), chosen, seed))

    def judge(
        self, before: pr.PromptRound, command: say.Command, facts: tuple[pr.Fact, ...]
    ) -> None:
        """Printed times move later only; no step ends early while somebody is waited for."""
        assert self.state.until >= before.until
        if self.state.phase is before.phase is pr.Phase.ECHO:
            assert self.state.ends >= before.ends
        ended = any(isinstance(fact, Closed | EchoOpened) for fact in facts)
        if not ended or isinstance(command, say.End | say.Cancel):
            return
        in_time = isinstance(command, say.TimePassed) and self.now >= before.ends
        quiet = before.quiet is None or self.now >= before.quiet
        waited = list(self.waited(before))
        assert in_time or (quiet and not waited)

    def waited(self, before: pr.PromptRound) -> list[pr.Seat]:
        """Whoever still had a word to say in the step that ended."""
        after = [self.state.seat(seat.member) for seat in before.waits_for()]
        if before.phase is pr.Phase.ECHO:
            return [s for s in after if s is not None and s.echoing and not s.echo]
        return [s for s in after if s is not None and s.place is pr.Place.OPEN]

    def judge_seal(self, command: say.Command, said: tuple[Notice, ...]) -> None:
        """Before the opening nobody hears of another's answer, and the room of none."""
        for notice in said:
            mine = isinstance(notice.to, To) and notice.to.member == getattr(command, "by", None)
            assert mine or not any(isinstance(a, Words | Letter) for a in notice.args.values())
            assert notice.voice not in NAMES
            if isinstance(command, ANSWERS):
                assert mine
                assert set(notice.shown) <= {"until"}
        if isinstance(command, say.More):
            assert all(not named(a) for n in said for a in n.args.values())

    def hear(self, before: Any, command: Any, said: tuple[Notice, ...]) -> None:
        """No notice names who was not heard, and without names nobody is named with words."""
        if before is not None and before.hidden and not self.state.over:
            self.judge_seal(command, said)
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

    @rule(by=MEMBERS, via=st.sampled_from(say.Via), replaces=st.booleans())
    def speak(self, by: MemberId, via: say.Via, replaces: bool) -> None:
        """Words count once, however often they are delivered; talk in the room never does."""
        said = say.Speak(by, self.fresh(), via, replaces)
        facts = self.do(said)
        if facts:
            assert via is not say.Via.ROOM
            assert not self.do(said)

    @rule(by=MEMBERS, index=st.integers(1, 20), via=st.sampled_from(say.Via))
    def delivered_again(self, by: MemberId, index: int, via: say.Via) -> None:
        """Old words change nothing, even if they were replaced or taken back since."""
        seat = self.state.seat(by)
        words = WordsId(f"wrd_{index}")
        if seat and words in {*seat.words, *seat.echo, *seat.withdrawn, *self.state.late}:
            assert not self.do(say.Speak(by, (words,), via))

    @rule(by=MEMBERS, word=OWN_WORDS)
    def own_word(self, by: MemberId, word: Any) -> None:
        """Any word of their own; what it changed, it changed once."""
        self.do(word(by))
        before = self.state
        if word is not say.More:
            self.do(word(by))
            assert self.state == before

    @rule(by=MEMBERS)
    def passes(self, by: MemberId) -> None:
        """Whoever was not heard may pass at any time while it is open, and twice is once."""
        seat, over = self.state.seat(by), self.state.over
        facts = self.do(say.Pass(by))
        if seat is not None and seat.present and not seat.heard and not over:
            assert facts
            after = self.state.seat(by)
            assert after is not None
            assert after.place is pr.Place.PASSED
        if facts and not self.state.over:
            assert not self.do(say.Pass(by))

    @rule(span=JUMPS)
    def extend(self, span: timedelta) -> None:
        """More time by a host."""
        self.do(say.Extend(NAMES[0], span, host=True))

    @rule(member=MEMBERS)
    def leaves(self, member: MemberId) -> None:
        """While it is sealed no number tells whether somebody who leaves had answered."""
        shown = pr.card(self.state)
        self.do(say.Left(member))
        if self.state.hidden:
            now = pr.card(self.state)
            assert (now.heard, now.seats) == (shown.heard, shown.seats)

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
        """A host closes it; what was said and not taken back is in the letter and the record."""
        over = self.state.over
        self.do((say.End if ends else say.Cancel)(NAMES[0], host=True))
        assert self.state.over
        if ends and not over:
            said = sorted(word for seat in self.state.seats for word in seat.words)
            letter = [w for entry in pr.circle_letter(self.state).entries for w in entry.words]
            assert set(letter) >= set(said)
            assert sorted(w for _, words in pr.spoken(self.state) for w in words) == said

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


def test_every_prompt_round_keeps_its_promises() -> None:
    """Random rounds of up to forty steps."""
    PromptRound.hold()
