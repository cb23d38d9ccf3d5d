"""What holds in every session, whatever its format, whoever does whatever, whenever one looks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
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

from facilitator.core.formats.format import (
    HOST,
    Above,
    Depth,
    Filled,
    Format,
    May,
    Role,
    Size,
)
from facilitator.core.formats.steps import (
    ALL,
    CIRCLE,
    EACH,
    END,
    Announce,
    BackTo,
    Break,
    Choice,
    ConsentVote,
    DotVote,
    GoAround,
    GroupMix,
    Harvest,
    Live,
    Order,
    PairMix,
    Pairs,
    Pick,
    PromptRound,
    Record,
    Reveal,
    RevealOrder,
    SilentWriting,
    Slow,
    SmallGroups,
    Speaks,
    Step,
    What,
    When,
    Who,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Letters, Notice, To, Words
from facilitator.core.notices import Who as Named
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import (
    consent,
    dot_vote,
    go_around,
    harvest,
    pick,
    prompt_round,
    session,
)
from facilitator.core.rounds.facts import Closed
from facilitator.core.rounds.session.facts import PartTurned, TurnOver, WentBack
from facilitator.core.rounds.session.simulating import Play
from facilitator.core.scales import Scale
from tests.formats.answering import Circle, Mood

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay"))
MEMBERS = st.sampled_from(NAMES)
LANES = st.sampled_from(Lane)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
JUMPS = st.one_of(
    st.integers(1, 300).map(lambda n: n * SECOND), st.integers(1, 100).map(lambda n: n * HOUR)
)
VIAS = st.sampled_from([say.Via.LETTER, say.Via.REPLY])
OWN_WORDS = st.sampled_from([say.Finish, say.Later, say.More, say.Here, say.StepOut])
MAY = st.sampled_from([(), (May.PAUSE,), (May.PAUSE, May.END)])
LEAST = st.integers(0, 1)
MOST = st.sampled_from([1, 2, None])
ROLES = st.tuples(
    st.builds(Role, st.just("giver"), st.just(Filled.VOLUNTEERS), st.just("giver"), LEAST, MOST),
    st.builds(
        Role, st.just("drawn"), st.just(Filled.LOT), st.just("drawn"), st.integers(0, 2),
        st.just(2), st.none(), MAY,
    ),
    st.just(Role("named", Filled.MENTIONED, "named")),
    st.just(Role("opener", Filled.STARTER, "opener")),
    st.just(Role("others", Filled.EVERYONE_ELSE, "others", 0, None)),
    st.just(Role("new", Filled.NEWCOMERS, "new", 0, None)),
    st.just(Role("chosen", Filled.PICK, "chosen", 0, None)),
    st.just(Role("tellers", Filled.PICK, "tellers", 0, None)),
)  # fmt: skip
WHO = st.one_of(
    st.just(Who()),
    st.builds(
        Who,
        st.sampled_from([HOST, "giver", "drawn", "named", "opener", "others", "new", "tellers"]),
        st.booleans(),
    ),
)
CHOICES = (Choice("stay", "Stay"), Choice("go", "Go"), Choice("end", "End", on_to=END))
PAIRS = st.builds(
    Pairs, st.sampled_from(PairMix), st.sampled_from(Speaks), st.booleans(), st.integers(1, 2)
)
TABLES = Pairs | SmallGroups
FOR_ALL = {"circle_letter", "words_revealed", "harvest_kept", "points_shown", "words_given"}
WRITERS = st.sampled_from([None, HOST, "giver", "drawn", "named"])
LIVES = st.sampled_from([None, Live(60 * SECOND), Live(90 * SECOND, each=True)])


@st.composite
def does(draw: st.DrawFn, sealed: list[str], heard: list[str]) -> dict[str, Any]:
    """What a step does; what it names stands in steps before it."""
    kinds = ["announce", "break_", "prompt_round", "go_around", "silent_writing"] * 2
    kinds += ["consent_vote", "pick", "dot_vote", "pairs", "small_groups"]
    kinds += ["harvest"] if heard else []
    kind = draw(st.sampled_from([*kinds, *(["reveal"] * 5 if sealed else [])]))
    earlier = st.sampled_from([None, *heard])
    match kind:
        case "consent_vote":
            last = draw(st.sampled_from([None, HOST, "drawn"]))
            return {kind: ConsentVote(draw(earlier), draw(st.booleans()), last)}
        case "pick":
            return {kind: draw(picks(heard))}
        case "dot_vote":
            return {kind: DotVote(3, draw(earlier), ("the fence", "the gate"))}
        case "harvest":
            of = draw(st.sampled_from(heard))
            return {kind: Harvest((of,), draw(st.sampled_from([None, None, HOST, "named"])))}
        case "pairs":
            return {kind: draw(PAIRS)}
        case "small_groups":
            mix, speaker = draw(st.sampled_from(GroupMix)), st.sampled_from([None, "tellers"])
            size, rounds = draw(st.integers(2, 4)), draw(st.integers(1, 2))
            return {kind: SmallGroups(size, mix, rounds, draw(earlier), draw(speaker))}
        case "announce":
            by = draw(WRITERS)
            texts = [name for name in heard if name not in sealed]
            rewrites = draw(st.sampled_from([None, *texts])) if by else None
            to = draw(st.sampled_from([None, None, "giver"]))
            return {kind: Announce(by, to, rewrites)}
        case "break_":
            return {kind: Break()}
        case "prompt_round":
            answering = draw(st.sampled_from([None, HOST, "named"]))
            return {kind: PromptRound(draw(st.booleans()), answered_by=answering)}
        case "go_around":
            ends = st.sampled_from([None, HOST, "drawn"])
            return {kind: GoAround(draw(st.sampled_from(Order)), draw(ends), draw(ends))}
        case "silent_writing":
            return {kind: SilentWriting(draw(st.booleans()), draw(st.integers(0, 3)) == 0)}
        case _:
            of = sealed.pop(draw(st.integers(0, len(sealed) - 1)))
            order = draw(st.sampled_from(RevealOrder))
            return {kind: Reveal((of,), order, draw(st.booleans()), aloud=draw(st.booleans()))}


@st.composite
def picks(draw: st.DrawFn, heard: list[str]) -> Pick:
    """A pick of anything, by all, by each or by a part alone."""
    what = draw(st.sampled_from(What))
    decides = draw(st.sampled_from([ALL, EACH, HOST, "giver"]))
    role = "chosen" if what is What.PERSON and draw(st.booleans()) else None
    over = draw(st.sampled_from([None, *heard])) if what is What.CHOICE else None
    choices = CHOICES if what is What.CHOICE and over is None else ()
    return Pick(what, decides, role, choices, over, draw(st.integers(1, 2)) if role else 1)


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    """Steps as a checked format may have them."""
    made: list[Step] = []
    sealed: list[str] = []
    heard: list[str] = []
    turns = draw(st.tuples(st.integers(0, 6), st.integers(1, 3)))
    for number in range(draw(st.integers(1, 6))):
        name = f"s{number}"
        kind = draw(does(sealed, heard))
        (does_,) = kind.values()
        asks = not isinstance(does_, Break | Reveal)
        earlier = [*(step.id for step in made), name]
        back = draw(st.sampled_from([None, None, None, *earlier]))
        private = isinstance(does_, SilentWriting | PromptRound) and draw(st.integers(0, 5)) == 0
        step = Step(
            name,
            prompt=draw(st.sampled_from(["Well?", None]))
            if not isinstance(does_, Announce)
            else "So.",
            prompt_from=draw(st.sampled_from([None, None, "ask", *heard])),
            host=draw(st.sampled_from([None, "Breathe."])),
            who=draw(WHO) if asks else Who(),
            live=draw(LIVES),
            slow=Slow(draw(st.sampled_from([1, 4])) * 24 * HOUR) if asks else None,
            see="giver" if private else CIRCLE,
            when=draw(st.sampled_from([None, None, None, When.MAIL_FREE, When.ANY_NEWCOMER]))
            if not isinstance(does_, Reveal)
            else None,
            back_to=BackTo(back, draw(st.integers(1, 2))) if back else None,
            once_each="client" if turns[0] <= number < sum(turns) else None,
            **kind,
        )
        if step.once_each and isinstance(does_, GoAround) and draw(st.booleans()):
            step = _for(step, Who("client", draw(st.booleans())))
        made.append(step)
        public = step.see == CIRCLE
        if public and (
            (isinstance(does_, SilentWriting) and not does_.kept)
            or (isinstance(does_, PromptRound) and does_.sealed)
            or isinstance(does_, Pick)
        ):
            sealed.append(name)
        if public and isinstance(does_, GoAround | PromptRound | Announce | SilentWriting):
            heard.append(name)
    return tuple(made)


def _for(step: Step, who: Who) -> Step:
    return Step(**{**{name: getattr(step, name) for name in Step.__slots__}, "who": who})


@st.composite
def formats(draw: st.DrawFn) -> Format:
    """A format of all kinds but free talk, which has a machine of its own."""
    held, roles = draw(steps()), draw(ROLES)
    host, client = Role(HOST, Filled.STARTER, "host"), Role("client", Filled.ROTATES, "client")
    spoke = Role("spoke", Filled.SPOKE, "spoke", 0, None, held[0].id)
    size = Size(2, draw(st.sampled_from([3, 6])), 2, 3, Above.OPEN)
    return Format(
        "sample", "Sample", "To try.", (Scale.CREW,), size, (host, client, spoke, *roles), (),
        Record.NONE, None, Depth.LIGHT, held,
    )  # fmt: skip


class Watched(Play):
    """A play that keeps how the round of each step ended."""

    ended: dict[int, Any]

    def _keep(self, facts: tuple[Any, ...], *, ended: bool) -> None:
        after, lap = self.round, self.session.lap
        for fact in facts:
            after = self.form.evolve(after, fact)  # type: ignore[union-attr]
        if after.over and any(isinstance(fact, Closed) for fact in facts):
            self.__dict__.setdefault("ended", {})[lap] = after
        super()._keep(facts, ended=ended)


def words_in(notice: Notice) -> Iterator[tuple[WordsId, Any]]:
    """Every word that a notice shows, with the name that stands with it."""
    for arg in notice.args.values():
        letters = [arg] if isinstance(arg, Letter) else []
        if isinstance(arg, Letters):
            letters = [letter for _, letter in arg.parts]
        for letter in letters:
            for entry in letter.entries:
                yield from ((word, entry.member) for word in (*entry.words, *entry.echo))
            yield from ((item.words, item.member) for item in letter.items if item.words)
        if isinstance(arg, Words):
            yield from (
                (word, notice.voice if notice.voice in NAMES else None) for word in arg.words
            )


def is_sealed(held: Any) -> bool:
    """Whether nobody sees what is answered in this round before it is opened."""
    if isinstance(held, dot_vote.DotVote | harvest.Harvest):
        return True
    settings_ = getattr(held, "settings", None)
    return bool(getattr(settings_, "sealed", False))


def counted_in(held: Any) -> Iterator[WordsId]:
    """What was said in a round in words that everybody reads in the end."""
    if isinstance(held, go_around.GoAround | prompt_round.PromptRound | pick.Pick):
        yield from (word for seat in held.seats for word in (*seat.words, *seat.echo))


def is_told_aloud(whole: Format, step: Step) -> bool:
    """Whether others, or other words, may stand for what was said there."""
    later = any(one.reveal and one.reveal.aloud and step.id in one.reveal.of for one in whole.steps)
    return later or step.reveal is not None


@dataclass
class Everybody(Circle):
    """People who answer what they are asked, and are judged by it."""

    seen: "Sessions" = None  # type: ignore[assignment]

    def do(self, command: Any) -> None:
        """What is refused is not said."""
        self.seen.do(command)

    def words(self, by: MemberId, *, apart: bool = False) -> tuple[WordsId]:
        """Fresh words, known by whose they are."""
        return (self.seen.fresh(by) or WordsId("wrd_0"),)


class Sessions(RuleBasedStateMachine):
    """People, hosts, outages and the clock, in any order, in any format."""

    @initialize(
        whole=formats(),
        seats=st.lists(
            st.builds(say.Invited, MEMBERS, LANES, st.booleans()),
            min_size=2,
            max_size=6,
            unique_by=lambda invited: invited.member,
        ),
        seed=st.sampled_from("abc"),
        named=st.lists(MEMBERS, max_size=2, unique=True),
        newcomers=st.lists(MEMBERS, max_size=2, unique=True),
        asked=st.booleans(),
    )
    def begins(
        self,
        whole: Format,
        seats: list[say.Invited],
        seed: str,
        named: list[MemberId],
        newcomers: list[MemberId],
        asked: bool,
    ) -> None:
        """A session begins."""
        answers = (session.Answer("ask", "What now?"),) if asked else ()
        begin = session.Begin(
            seats[0].member, whole, tuple(seats), seed, answers, tuple(named), tuple(newcomers)
        )
        self.origin: dict[WordsId, tuple[MemberId, Step, int, bool]] = {}
        self.taken: set[WordsId] = set()
        self.count = self.told = 0
        self.play = Watched.begin(begin, START)
        first = session.evolve(None, self.play.facts[0])
        self.first = first
        self.listen()

    def do(self, command: Any) -> tuple[Any, ...] | None:
        """Say it, and listen to what is told; ``None`` if refused."""
        before = (self.play.session, self.play.round)
        try:
            facts = self.play.do(command)
        except Refusal:
            assert (self.play.session, self.play.round) == before
            return None
        self.listen()
        return facts

    def listen(self) -> None:
        """Judge every notice since the last time."""
        new, self.told = self.play.told[self.told :], len(self.play.told)
        for notice in new:
            for word, name in words_in(notice):
                self.judge(notice, word, name)
            if notice.kind == "part_taken":
                holder = notice.args["member"]
                assert isinstance(holder, Named)

    def judge(self, notice: Notice, word: WordsId, name: MemberId | None) -> None:
        """Words reach whom they are for, when they are for them, with a name if they were signed."""
        author, step, lap, sealed = self.origin[word]
        assert word not in self.taken or notice.kind not in ("circle_letter", "words_revealed")
        if notice.to == To(author):
            return
        assert name in (None, author)
        if isinstance(step.does, TABLES):
            assert notice.kind not in FOR_ALL
            return
        unsigned = step.silent_writing is not None and not step.silent_writing.signed
        assert not (unsigned and name)
        if step.see != CIRCLE or (step.announce and step.announce.to):
            assert isinstance(notice.to, To)
            assert notice.to.member in self.play.session.holders("giver")
        elif sealed and notice.kind in ("choosing_opened", "picked"):
            assert name is None  # what was named is chosen from and told, and not by whom
            assert notice.kind == "picked" or isinstance(notice.to, To)
        elif sealed:
            assert not (step.silent_writing and step.silent_writing.kept)
            assert self.is_opened(step, lap)

    def is_opened(self, step: Step, lap: int) -> bool:
        """Whether a step that opens this one has been held since, or else the step itself is over."""
        now = self.play.session
        if now.phase is session.Phase.CLOSED:
            return True
        openers = {one.id for one in now.format.steps if one.reveal and step.id in one.reveal.of}
        if now.begun and now.lap > lap and now.step and now.step.id in openers:
            return True  # it is being told aloud
        if step.silent_writing or openers:
            return any(heard.step in openers and heard.lap > lap for heard in now.heard)
        return any(heard.lap == lap for heard in now.heard)

    @rule(jump=JUMPS)
    def time_passes(self, jump: timedelta) -> None:
        """A jump and one look; a second look does nothing."""
        self.play.now += jump
        self.do(say.TimePassed())
        before = (self.play.session, self.play.round)
        if self.play.form is None:
            due = session.next_due(self.play.session)
            assert due is None or due > self.play.now
            self.do(say.TimePassed())
            assert (self.play.session, self.play.round) == before

    @rule()
    def to_the_next_deadline(self) -> None:
        """Just before a deadline of the session nothing happens; at it something does."""
        due = session.next_due(self.play.session)
        if self.play.form is not None or due is None or due <= self.play.now:
            return
        self.play.now = max(self.play.now, due - timedelta(microseconds=1))
        assert self.do(say.TimePassed()) == ()
        self.play.now = due
        assert self.do(say.TimePassed())

    @rule()
    def the_round_goes_on(self) -> None:
        """The next deadline of whatever runs."""
        self.play.tick()
        self.listen()

    @rule(by=MEMBERS, via=st.sampled_from(say.Via), times=st.integers(1, 2))
    def speaks(self, by: MemberId, via: say.Via, times: int) -> None:
        """Words; delivered twice they count once."""
        for _ in range(times):
            word, lap = self.fresh(by), self.play.session.lap
            if word is None:
                return
            said = say.Speak(by, (word,), via)
            if self.do(said) and self.play.session.lap == lap and self.play.form:
                assert not self.do(said)

    def fresh(self, by: MemberId) -> WordsId | None:
        """Words that nobody has said before; None where nothing is asked."""
        now, step = self.play.session, self.play.session.step
        if step is None or (self.play.form is None and not self.play.tables):
            return None
        self.count += 1
        word = WordsId(f"wrd_{self.count}")
        self.origin[word] = (by, step, now.lap, is_sealed(self.play.round))
        return word

    @rule(by=MEMBERS, position=st.sampled_from(consent.Position), worded=st.booleans())
    def votes(self, by: MemberId, position: consent.Position, worded: bool) -> None:
        """A position, with a reason or without."""
        if isinstance(self.play.round, consent.Decision) and (word := self.fresh(by)):
            self.do(
                consent.Answer(by, position, str(word), self.play.now, word if worded else None)
            )

    @rule(mood=st.sampled_from(Mood), steps=st.integers(1, 4))
    def everybody_answers(self, mood: Mood, steps: int) -> None:
        """All who are asked, in whatever way a step asks, for some steps."""
        for _ in range(steps):
            lap = self.play.session.lap
            if self.play.session.begun and not self.play.over:
                Everybody(self.play, mood, lap=lap, seen=self).answer()
            if self.play.session.lap == lap:
                self.the_round_goes_on()

    @rule(by=MEMBERS, number=st.integers(0, 5), via=VIAS)
    def names(self, by: MemberId, number: int, via: say.Via) -> None:
        """One of what can be picked, or a day of their own."""
        held = self.play.round
        if isinstance(held, pick.Pick) and (word := self.fresh(by)):
            options = held.options or (pick.Option("2026-04-01", "1 April"),)
            self.do(pick.Name(by, (options[number % len(options)],), (word,), via))

    @rule(by=MEMBERS, number=st.integers(1, 3), points=st.integers(1, 3))
    def gives_points(self, by: MemberId, number: int, points: int) -> None:
        """A ballot."""
        if isinstance(self.play.round, dot_vote.DotVote) and (word := self.fresh(by)):
            self.do(dot_vote.Place(by, word, (dot_vote.Share(number, points),)))

    @rule(by=MEMBERS, keeps=st.booleans(), changes=st.booleans())
    def harvests(self, by: MemberId, keeps: bool, changes: bool) -> None:
        """A line of their own where lines are drafted, else an answer to the first of theirs."""
        held = self.play.round
        if not isinstance(held, harvest.Harvest) or (word := self.fresh(by)) is None:
            return
        if held.stage is harvest.Stage.DRAFTING:
            self.do(harvest.Draft(by, (harvest.Drafted(word, by),)))
            return
        fate = harvest.Fate.KEPT if keeps else harvest.Fate.OUT
        edited = self.fresh(by) if keeps and changes else None
        self.do(harvest.Answer(by, word, (harvest.Reply(1, fate, edited),)))

    @rule(by=MEMBERS, number=st.integers(1, 4))
    def sits(self, by: MemberId, number: int) -> None:
        """At another table."""
        self.do(session.Sit(by, number))

    @invariant()
    def nobody_sits_twice(self) -> None:
        """Unless everybody moves freely; and nobody sits who has no place."""
        if not hasattr(self, "play"):
            return
        now = self.play.session
        sitting = [member for table in now.running for member in table.members]
        free = now.step and now.step.small_groups and now.step.small_groups.mix is GroupMix.CHOOSE
        assert free or (now.step and now.step.pairs) or len(sitting) == len({*sitting})
        assert {*sitting} <= {seat.member for seat in now.seats}

    @rule(index=st.integers(0, 5), via=VIAS)
    def one_of_those_asked_answers(self, index: int, via: say.Via) -> None:
        """Words of somebody who has a place in the step, in a way that counts."""
        seats = getattr(self.play.round, "seats", ())
        if seats:
            self.speaks(seats[index % len(seats)].member, via, 1)

    @rule()
    def whoever_has_the_floor_speaks(self) -> None:
        """At the table, all who are called; then the one whose turn it is."""
        held = self.play.round
        if not isinstance(held, go_around.GoAround):
            return
        for seat in held.seats:
            if self.play.round is held and not seat.slow:
                self.do(say.Here(seat.member))
                held = self.play.round
        speaker = held.speaker if isinstance(held, go_around.GoAround) else None
        if speaker is not None and self.play.round is held:
            self.speaks(speaker.member, say.Via.ROOM, 1)
            self.do(say.Finish(speaker.member))

    @rule(by=MEMBERS, word=OWN_WORDS)
    def own_word(self, by: MemberId, word: Any) -> None:
        """Any word of their own."""
        self.do(word(by))

    @rule(by=MEMBERS)
    def passes(self, by: MemberId) -> None:
        """Whoever is asked and was not heard may pass, at any time."""
        now, held = self.play.session, self.play.round
        alike = not isinstance(held, consent.Decision)
        seat = held.seat(by) if held and alike else None
        asked = held is None and now.phase is session.Phase.FILLING and now.seat(by) is not None
        facts = self.do(say.Pass(by))
        if seat is not None and seat.present and not seat.heard:
            assert facts
        if asked and by not in {*now.holders(now.offered or ""), *now.declined}:
            assert facts
        if facts and held is None and self.play.session.phase is session.Phase.FILLING:
            assert self.play.session.offered != now.offered or self.do(say.Pass(by)) == ()

    @rule(by=MEMBERS)
    def takes(self, by: MemberId) -> None:
        """A part that is offered is theirs at once, and once."""
        now = self.play.session
        offered = now.offered if now.phase is session.Phase.FILLING else None
        facts = self.do(session.Take(by))
        if offered is None or now.seat(by) is None:
            assert facts is None
            return
        assert by in self.play.session.holders(offered)
        if self.play.session.offered == offered:
            assert self.do(session.Take(by)) == ()

    @rule(word=st.sampled_from([say.Pause, say.Resume, say.Next]), by=MEMBERS, host=st.booleans())
    def host_word(self, word: Any, by: MemberId, host: bool) -> None:
        """A host of the circle, or somebody whose part may (contract §4)."""
        now = self.play.session
        facts = self.do(word(by, host=host))
        wanted = May.END if word is say.End else May.PAUSE if word is not say.Next else None
        may = any(wanted in role.may and by in now.holders(role.name) for role in now.format.roles)
        if not (host or by == now.chair or may) and not now.over:
            assert facts is None

    @rule(member=MEMBERS, by_mail=st.booleans(), lane=LANES)
    def adds(self, member: MemberId, lane: Lane, by_mail: bool) -> None:
        """One more place, once."""
        add = say.Add(NAMES[0], say.Invited(member, lane, by_mail), host=True)
        if self.do(add) is not None:
            before = self.play.session
            self.do(add)
            assert self.play.session == before

    @rule(member=MEMBERS)
    def hands_the_chair(self, member: MemberId) -> None:
        """To somebody with a place, once."""
        has_place = self.play.session.seat(member) is not None
        over = self.play.over
        facts = self.do(say.Chair(NAMES[0], member, host=True))
        assert (facts is not None) is (has_place and not over)
        assert over or not has_place or self.play.session.chair == member

    @rule(span=JUMPS)
    def extends(self, span: timedelta) -> None:
        """More time by a host."""
        self.do(say.Extend(NAMES[0], span, host=True))

    @rule(member=MEMBERS, lane=LANES, what=st.integers(0, 3))
    def comes_and_goes(self, member: MemberId, lane: Lane, what: int) -> None:
        """Joining, leaving, another pace; twice is once."""
        passage = (
            say.Left(member), say.Joined(member, lane), say.Pace(member, lane), say.Away(member),
        )[what]  # fmt: skip
        self.do(passage)
        lap, before = self.play.session.lap, self.play.session
        if self.play.session.lap == lap:
            self.do(passage)
            assert self.play.session.seats == before.seats

    @rule(member=MEMBERS, number=st.integers(1, 12))
    def takes_back(self, member: MemberId, number: int) -> None:
        """Words go, of the present step and of those before, even after the end."""
        word = WordsId(f"wrd_{number}")
        if word not in self.origin or self.origin[word][0] != member:
            return
        self.taken.add(word)
        if isinstance(self.play.round, consent.Decision):
            self.do(consent.TakeBack(str(word)))
        took = say.TookBack(member, (word,))
        self.do(took)
        assert self.do(took) == ()
        assert word not in {w for h in self.play.session.heard for t in h.told for w in t.words}

    @rule(span=JUMPS)
    def outage(self, span: timedelta) -> None:
        """We were deaf: nothing ends for it."""
        self.play.now += span
        before, phase = session.next_due(self.play.session), self.play.session.phase
        self.do(say.Outage(span))
        after = session.next_due(self.play.session)
        assert self.play.session.phase is phase
        if before is not None:
            assert after is not None
            assert after >= before + span

    @rule(shift=st.integers(-2, 0))
    def a_stale_end(self, shift: int) -> None:
        """The end of a round that held an earlier step is no news."""
        now = self.play.session
        if now.step is None or (shift == 0 and self.play.form is not None):
            return
        over = session.StepOver(session.Heard(now.step.id, now.lap + shift))
        assert session.decide(now, over, self.play.now) == ()

    @precondition(lambda self: self.count > 3)
    @rule(ends=st.booleans())
    def ends(self, ends: bool) -> None:
        """A host closes it; what was said is in the letter."""
        over = self.play.over
        self.do((say.End if ends else say.Cancel)(NAMES[0], host=True))
        assert self.play.over
        if ends and not over:
            self.judge_letter()

    def judge_letter(self) -> None:
        """Everybody's words once; what stays its author's, or was for a role, is not there."""
        whole = session.letters(self.play.session)
        counted = Counter(w for _, letter in whole.parts for e in letter.entries for w in e.words)
        assert set(counted.values()) <= {1}
        said = set()
        for held in self.play.__dict__.get("ended", {}).values():
            said |= {*counted_in(held)}
        for word in said - self.taken:
            _, step, _, _ = self.origin[word]
            if is_told_aloud(self.play.session.format, step):
                continue
            private = step.see != CIRCLE or (step.announce and step.announce.to)
            opens = session_opens(self.play.session.format, step)
            kept = step.silent_writing and (step.silent_writing.kept or not opens)
            assert (word in counted) is not bool(private or kept), (word, step)

    @invariant()
    def it_folds_to_itself(self) -> None:
        """The journal is the state."""
        if hasattr(self, "play"):
            assert session.fold(self.first, self.play.facts[1:]) == self.play.session

    @invariant()
    def everyone_is_heard_once(self) -> None:
        """At most one entry each in every step held; laps only grow; each way back is limited."""
        if not hasattr(self, "play"):
            return
        now = self.play.session
        for heard in now.heard:
            members = [told.member for told in heard.told]
            held = now.format.step(heard.step)
            if held is not None and isinstance(held.does, Harvest | TABLES):
                continue  # several lines, or several tables
            assert len(members) == len(set(members))
        laps = [heard.lap for heard in now.heard]
        assert laps == sorted(set(laps))
        back = Counter(fact.step for fact in self.play.facts if isinstance(fact, WentBack))
        for step, times in back.items():
            found = now.format.step(step)
            assert found is not None
            assert found.back_to is not None
            assert times <= found.back_to.at_most

    @invariant()
    def each_has_the_part_once(self) -> None:
        """A part that goes round comes to everybody who is there, and to nobody twice."""
        if not hasattr(self, "play"):
            return
        had: list[MemberId] = []
        for fact in self.play.facts:
            if isinstance(fact, PartTurned):
                had.append(fact.member)
                assert len(had) == len(set(had))
            elif isinstance(fact, TurnOver) and fact.back_to is None:
                self.judge_turns(had, fact)
                had = []

    def judge_turns(self, had: list[MemberId], last: TurnOver) -> None:
        """When it has gone round, everybody who was there then has had it."""
        at = next(n for n, fact in enumerate(self.play.facts) if fact is last)
        then = session.fold(self.first, self.play.facts[1:at])
        assert {seat.member for seat in then.seats} <= set(had)

    @invariant()
    def what_is_asked_about_is_open(self) -> None:
        """No step asks about words that not everybody may read."""
        if not hasattr(self, "play") or self.play.form is None or self.play.session.step is None:
            return
        for word in session.holding(self.play.session, self.play.session.step).quotes:
            _, step, lap, sealed = self.origin[word]
            assert step.see == CIRCLE
            assert not sealed or self.is_opened(step, lap)

    def teardown(self) -> None:
        """Whoever stays silent: the clock closes every session that is not held up."""
        if not hasattr(self, "play") or self.play.over:
            return
        if self.play.session.paused_at or (self.play.round and self.play.round.paused_at):
            self.do(say.Resume(NAMES[0], host=True))
        assert self.play.to_the_end()
        self.listen()
        self.judge_letter()


def session_opens(whole: Format, step: Step) -> bool:
    """Whether a step opens this one."""
    return any(one.reveal and step.id in one.reveal.of for one in whole.steps)


@pytest.mark.parametrize("examples", [50, pytest.param(350, marks=pytest.mark.slow)])
def test_session(examples: int) -> None:
    """No sequence of words, host words, joins, jumps and outages breaks a session."""
    run_state_machine_as_test(
        Sessions, settings=settings(max_examples=examples, stateful_step_count=30, deadline=None)
    )
