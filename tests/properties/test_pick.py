"""What holds in every pick, whoever does whatever, whenever one looks."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Notice, Room, To, Words
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import pick
from facilitator.core.rounds.pick import How, Mode, Name, Option, Phase, Place
from tests.properties.promises import MEMBERS, NAMES, Promises, seats

OPTIONS = tuple(Option(member, member, member) for member in NAMES)
VIAS = st.sampled_from([say.Via.REPLY, say.Via.LETTER])


class Picks(Promises):
    """People, hosts, outages and the clock, in any order."""

    form = pick

    @initialize(
        seats=seats(1, 4),
        mode=st.sampled_from(Mode),
        most=st.integers(1, 2),
        sealed=st.booleans(),
        apart=st.booleans(),
        chair=st.sampled_from([None, *NAMES]),
    )
    def begins(
        self, seats: list[say.Invited], mode: Mode, most: int, sealed: bool, apart: bool,
        chair: MemberId | None,
    ) -> None:  # fmt: skip
        """A pick begins."""
        chosen = pick.Settings(
            What.PERSON, mode, most, sealed=sealed or apart, readers=(NAMES[0],) if apart else None
        )
        self.told: list[Notice] = []
        self.begin(pick.Begin(chair, "Who?", tuple(seats), OPTIONS, chosen, "seed"))

    def judge(self, before: pick.Pick, command: Any, facts: tuple[pick.Fact, ...]) -> None:
        """Nobody is timed out before their time."""
        waited = before.phase is Phase.NAMING and any(self.state.waits_for())
        if isinstance(command, say.TimePassed) and waited and self.now < before.ends:
            assert self.state.phase is Phase.NAMING

    def hear(self, before: Any, command: Any, said: tuple[Notice, ...]) -> None:
        """Sealed never leaks: no notice shows another's words while it is."""
        self.told += said
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

    @rule()
    def goes_on(self) -> None:
        """A host goes on."""
        self.do(say.Next(NAMES[0], host=True))

    @invariant()
    def nothing_is_picked_but_what_was_named(self) -> None:
        """Nor more than asked for; each place counts once."""
        assert len(self.state.picked) <= max(1, self.state.settings.most) or (
            self.state.how is How.SAME
        )
        assert all(count <= len(self.state.seats) for count in self.state.named().values())

    def teardown(self) -> None:
        """Whoever stays silent: it ends, and those hear of it who may."""
        super().teardown()
        picked = [n for n in self.told if n.kind == "picked"]
        readers = self.state.settings.readers
        assert all(isinstance(n.to, Room if readers is None else To) for n in picked)


def test_pick() -> None:
    """No sequence of words, host words, joins, jumps and outages breaks a pick."""
    Picks.hold(examples=100, steps=25)
