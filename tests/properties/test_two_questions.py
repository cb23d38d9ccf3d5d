"""What holds where a letter asks two questions, whoever answers which of them, and whenever."""

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

from facilitator.core.formats.format import HOST, Above, Depth, Filled, Format, Role, Size
from facilitator.core.formats.steps import (
    GoAround,
    Live,
    Order,
    PromptRound,
    Record,
    SilentWriting,
    Slow,
    Step,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Letters, Notice, To, Words
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import session
from facilitator.core.rounds.session.simulating import Play
from facilitator.core.scales import Scale

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di"))
MEMBERS = st.sampled_from(NAMES)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FIRST = st.sampled_from(
    [
        {"go_around": GoAround(Order.SEATS)},
        {"prompt_round": PromptRound(False)},
        {"silent_writing": SilentWriting(True, False)},
    ]
)
SECOND = st.one_of(FIRST, st.just({"prompt_round": PromptRound(True)}))
LIVE = Live(90 * timedelta(seconds=1), each=True)
JUMPS = st.sampled_from([MINUTE, HOUR, DAY, 2 * DAY])


def of_two(first: dict[str, Any], second: dict[str, Any]) -> Format:
    """A format of two steps, the second in the letter of the first."""
    steps = (
        Step("a", prompt="First?", live=LIVE, slow=Slow(4 * DAY), **first),
        Step("b", prompt="Second?", live=LIVE, slow=Slow(beside="a"), **second),
    )
    host, size = Role(HOST, Filled.STARTER, "host"), Size(2, 6, 2, 6, Above.OPEN)
    return Format(
        "sample", "Sample", "To try.", (Scale.CREW,), size, (host,), (), Record.NONE, None,
        Depth.LIGHT, steps,
    )  # fmt: skip


def shown(notice: Notice) -> set[WordsId]:
    """Every word that a notice shows."""
    found: set[WordsId] = set()
    for arg in notice.args.values():
        letters = [arg] if isinstance(arg, Letter) else []
        letters = [one for _, one in arg.parts] if isinstance(arg, Letters) else letters
        found |= {w for one in letters for e in one.entries for w in (*e.words, *e.echo)}
        found |= set(arg.words) if isinstance(arg, Words) else set()
    return found


class Letters2(RuleBasedStateMachine):
    """People at both paces, who answer either question in any order."""

    @initialize(
        first=FIRST, second=SECOND,
        lanes=st.tuples(*[st.sampled_from([Lane.LIVE, Lane.SLOW])] * 4), mail=st.booleans(),
    )  # fmt: skip
    def begins(
        self, first: dict[str, Any], second: dict[str, Any], lanes: tuple[Lane, ...], mail: bool
    ) -> None:
        """A session of two steps begins."""
        seats = tuple(
            say.Invited(name, lane, mail and lane is Lane.SLOW)
            for name, lane in zip(NAMES, lanes, strict=True)
        )
        begin = session.Begin(NAMES[0], of_two(first, second), seats, "seed")
        self.play = Play.begin(begin, START)
        self.count = self.told = 0
        self.waiting: dict[MemberId, WordsId] = {}
        self.printed: datetime = self.play.round.until
        ahead = self.play.session.asked_ahead("b")
        self.asked = ahead.asked if ahead else ()

    def do(self, command: Any) -> None:
        """Say it; what is refused changes nothing."""
        before = self.play.session, self.play.round
        try:
            self.play.do(command)
        except Refusal:
            assert (self.play.session, self.play.round) == before

    def words(self) -> tuple[WordsId]:
        """Words that nobody has said yet."""
        self.count += 1
        return (WordsId(f"wrd_{self.count}"),)

    def is_at_first(self) -> bool:
        """Whether the first step is held."""
        return not self.play.over and self.play.session.is_held("a")

    @rule(by=MEMBERS, via=st.sampled_from([say.Via.LETTER, say.Via.REPLY, say.Via.ROOM]))
    def speaks(self, by: MemberId, via: say.Via) -> None:
        """Somebody answers the question that is held."""
        self.do(say.Speak(by, self.words(), via))

    @rule(by=MEMBERS, word=st.sampled_from([say.Pass, say.Finish, say.Here, say.More, say.Later]))
    def says_a_word(self, by: MemberId, word: Any) -> None:
        """Somebody says one of the words of a round."""
        self.do(word(by))

    @rule(by=MEMBERS, passes=st.booleans())
    def answers_ahead(self, by: MemberId, passes: bool) -> None:
        """Who was asked both answers the second: always accepted as long as it waits."""
        words = () if passes else self.words()
        accepted = self.is_at_first() and by in self.asked
        self.do(session.AnswerAhead(by, "b", words))
        if not accepted:
            return
        ahead = self.play.session.asked_ahead("b")
        assert ahead is not None
        given = ahead.answer(by)
        assert given is not None
        assert given.words == words
        self.waiting.pop(by, None)
        if words:
            self.waiting[by] = words[0]

    @rule(by=MEMBERS)
    def takes_back(self, by: MemberId) -> None:
        """What waits can be taken back, and is nobody's then."""
        if by in self.waiting and self.is_at_first():
            self.do(say.TookBack(by, (self.waiting.pop(by),)))
            ahead = self.play.session.asked_ahead("b")
            assert ahead is not None
            assert ahead.answer(by) is None

    @rule(span=JUMPS)
    def time_passes(self, span: timedelta) -> None:
        """The clock goes on, deadline by deadline."""
        until = self.play.now + span
        while not self.play.over:
            before = self.play.now
            self.play.now = min(until, before + 6 * HOUR)
            self.do(say.TimePassed())
            if self.play.now >= until:
                break
        self.play.now = max(self.play.now, until)

    @invariant()
    def what_waits_is_told_to_nobody(self) -> None:
        """Before its step no message shows what was written for it; afterwards it is heard once."""
        if self.is_at_first():
            self.printed = self.play.round.until
        new, self.told = self.play.told[self.told :], len(self.play.told)
        hidden = set(self.waiting.values()) if self.is_at_first() else set()
        for notice in new:
            others = hidden - {
                words for by, words in self.waiting.items() if notice.to == To(by)
            }  # fmt: skip
            assert not shown(notice) & others

    @invariant()
    def nobody_is_heard_twice(self) -> None:
        """Of each step at most one entry is kept of each."""
        for heard in self.play.session.heard:
            members = [told.member for told in heard.told]
            assert len(members) == len(set(members))

    @invariant()
    def nobody_was_late_before_their_time(self) -> None:
        """Whoever was asked and has not answered may do so until the time that was printed."""
        heard = self.play.session.last_heard("b")
        if heard is None or self.play.now >= self.printed:
            return
        assert set(self.asked) <= {told.member for told in heard.told}

    def teardown(self) -> None:
        """Every session closes, whoever stays silent; what waited was brought to its step."""
        if not hasattr(self, "play"):
            return
        assert self.play.to_the_end()
        told = {w for h in self.play.session.heard for one in h.told for w in one.words}
        assert set(self.waiting.values()) <= told


def test_two_questions() -> None:
    """All of it, in a hundred meetings."""
    run_state_machine_as_test(
        Letters2, settings=settings(max_examples=100, stateful_step_count=20, deadline=None)
    )
