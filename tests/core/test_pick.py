"""One story each: how something is picked, and how answers are read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from facilitator.core.formats.steps import What
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Notice, People, Room, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import pick
from facilitator.core.rounds.pick import How, Mode, Name, Near, Nothing, Option, Phase, Read

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
TODAY = date(2026, 3, 5)
ANA, BEN, CY, DI = (MemberId(name) for name in ("ana", "ben", "cy", "di"))
SEATS = (say.Invited(ANA), say.Invited(BEN), say.Invited(CY, Lane.SLOW, by_mail=True))
PEOPLE = tuple(Option(m, m.title(), m) for m in (ANA, BEN, CY))
THREE = (Option("a", "More questions"), Option("b", "A mirror"), Option("c", "It is enough"))
OPEN = pick.Settings(What.PERSON, window=timedelta(days=3))


class Story:
    """One pick, with everything that was said of it."""

    def __init__(
        self, settings: pick.Settings = OPEN, options: tuple[Option, ...] = PEOPLE,
        seats: tuple[say.Invited, ...] = SEATS,
    ) -> None:  # fmt: skip
        self.now, self.told = START, list[Notice]()
        self.state: Any = None
        self._keep(pick.announce(pick.Begin(ANA, "Who?", seats, options, settings, "s"), START))

    def do(self, command: Any, **later: int) -> tuple[Any, ...]:
        """Something is said, after some time."""
        self.now += timedelta(**later)
        facts = pick.decide(self.state, command, self.now)
        self._keep(facts)
        return facts

    def name(self, by: MemberId, *keys: str, via: say.Via = say.Via.REPLY) -> None:
        """Somebody names these."""
        found = tuple(one for key in keys if (one := self.state.option(key)) is not None)
        self.do(Name(by, found, (WordsId(f"w-{by}-{len(self.told)}-{keys}"),), via))

    def _keep(self, facts: tuple[Any, ...]) -> None:
        before, after = self.state, self.state
        for fact in facts:
            after = pick.evolve(after, fact)
        self.told += pick.notices(before, facts, after)
        self.state = after

    def of(self, kind: str) -> list[Notice]:
        """The notices of a kind."""
        return [notice for notice in self.told if notice.kind == kind]


def test_all_who_speak_name_the_same() -> None:
    """Then that is it; a pass is an answer, and asks nobody to wait."""
    story = Story()
    story.name(BEN, BEN)
    story.name(ANA, BEN)
    story.do(say.Pass(CY))
    assert story.state.over
    assert pick.result(story.state) == pick.Result(How.SAME, (BEN,), (), (BEN,))
    (told,) = story.of("picked")
    assert told.to == Room()
    assert told.args["picked"] == People((BEN,))


def test_where_they_differ_the_host_says_which_one() -> None:
    """Alone, with the namings; anybody else is told that the naming is over."""
    story = Story()
    story.name(ANA, ANA)
    story.name(BEN, BEN)
    story.name(CY, BEN, via=say.Via.LETTER)
    assert story.state.phase is Phase.CHOOSING
    asked = [n for n in story.of("choosing_opened") if n.to == To(ANA)]
    assert asked[0].asks == (ANA,)
    with pytest.raises(Refusal, match="pick-is-chosen"):
        story.name(BEN, BEN)
    story.name(ANA, ANA)
    assert (story.state.picked, story.state.how) == ((ANA,), How.CHAIR)


def own_words(story: Story, by: MemberId, text: str) -> None:
    """Somebody names something in their own words."""
    found = pick.read(story.state, by, text, TODAY)
    assert isinstance(found, Read)
    story.do(Name(by, found.options, (WordsId(f"w:{by}:{text}"),), say.Via.LETTER))


def test_the_numbers_from_the_top_are_those_of_what_is_shown() -> None:
    """Cy was quicker than Ben, and Ben has thought again; the host says "1" and means Ben's."""
    story = Story(replace(OPEN, what=What.WORDS), options=())
    own_words(story, CY, "The fence")
    own_words(story, BEN, "The roof")
    own_words(story, BEN, "The well")
    own_words(story, ANA, "pass this year")
    (asked,) = [n for n in story.of("choosing_opened") if n.to == To(ANA)]
    shown = asked.args["letter"]
    assert isinstance(shown, Letter)
    number = [entry.member for entry in shown.entries].index(BEN) + 1
    own_words(story, ANA, f"{number}")
    (picked,) = story.state.picked
    assert picked in story.state.seat(BEN).keys
    assert isinstance(pick.read(story.state, ANA, "4", TODAY), Nothing)


def test_what_a_later_step_opens_is_chosen_from_without_names() -> None:
    """Not even the host sees before the opening whose words are whose, nor by their places."""
    settings = replace(OPEN, what=What.WORDS, sealed=True, opens=False)
    story = Story(settings, options=())
    own_words(story, CY, "The fence")
    own_words(story, BEN, "The well")
    own_words(story, ANA, "The roof")
    (asked,) = [n for n in story.of("choosing_opened") if n.to == To(ANA)]
    shown = asked.args["letter"]
    assert isinstance(shown, Letter)
    assert {entry.member for entry in shown.entries} == {None}
    number = [entry.words for entry in shown.entries].index(story.state.seat(BEN).words) + 1
    own_words(story, ANA, f"{number}")
    assert story.state.picked == story.state.seat(BEN).keys


def test_a_host_who_is_away_leaves_it_to_the_most_named() -> None:
    """And among equals to the lot: it always ends."""
    story = Story()
    story.name(ANA, ANA)
    story.name(BEN, BEN)
    story.name(CY, BEN)
    story.do(say.TimePassed(), days=1)
    assert (story.state.picked, story.state.how) == ((BEN,), How.MOST)
    story = Story()
    story.name(ANA, ANA)
    story.name(BEN, BEN)
    story.do(say.TimePassed(), days=3)
    story.do(say.Pass(ANA))
    assert story.state.how is How.LOT
    assert story.state.picked[0] in (ANA, BEN)


def test_silence_picks_nothing() -> None:
    """It ends at its time, and nobody is named."""
    story = Story()
    story.do(say.TimePassed(), days=3)
    assert story.state.over
    assert pick.result(story.state) == pick.Result(How.NONE)


def test_each_for_themselves() -> None:
    """Nothing is added up, and at most so many are named."""
    story = Story(replace(OPEN, what=What.CHOICE, mode=Mode.EACH, most=2), THREE)
    story.name(ANA, "a", "b")
    story.name(BEN, "c")
    with pytest.raises(Refusal, match="pick-too-many"):
        story.name(CY, "a", "b", "c")
    story.name(CY, "c")
    assert story.state.over
    assert story.state.picked == ()
    (told,) = story.of("picked")
    assert isinstance(told.args["letter"], Letter)
    assert len(told.args["letter"].entries) == 3


def test_a_part_alone_is_never_overruled() -> None:
    """Several who have it have to name the same; else nothing is picked."""
    story = Story(replace(OPEN, mode=Mode.ALONE))
    for member in (ANA, BEN, CY):
        story.name(member, member)
    assert (story.state.over, story.state.picked) == (True, ())


def test_what_only_some_may_know_only_they_are_told() -> None:
    """Neither the room nor the card has any of it."""
    story = Story(replace(OPEN, mode=Mode.EACH, sealed=True, readers=(DI,)))
    for member in (ANA, BEN, CY):
        story.name(member, BEN, via=say.Via.LETTER)
    assert [n.to for n in story.of("picked")] == [To(DI)]
    room = [n for n in story.told if n.to == Room()]
    assert not [n for n in room if isinstance(n.args.get("letter"), Letter)]
    assert not [n for n in room if "picked" in n.args]


def test_one_names_anew_and_takes_back() -> None:
    """The last naming counts; what is taken back leaves the place open."""
    story = Story()
    story.name(BEN, ANA)
    story.name(BEN, CY)
    assert story.state.named() == {CY: 1}
    (word,) = story.state.seat(BEN).words
    story.do(say.TookBack(BEN, (word,)))
    assert story.state.awaits(BEN)
    assert story.state.named() == {}


def test_more_time_once() -> None:
    """As in every round."""
    story = Story()
    before = story.state.ends
    story.do(say.More(CY))
    assert story.state.ends > before
    with pytest.raises(Refusal, match="more-used"):
        story.do(say.More(CY))


def test_words_that_nobody_else_said_are_the_hosts_to_find() -> None:
    """The host may answer with words of their own."""
    story = Story(replace(OPEN, what=What.WORDS), ())
    for member in (ANA, BEN, CY):
        story.do(say.Speak(member, (WordsId(f"w{member}"),), say.Via.LETTER))
    assert story.state.phase is Phase.CHOOSING
    own = Option("w:own", owner=ANA, words=WordsId("own"))
    story.do(Name(ANA, (own,), (WordsId("own"),), say.Via.LETTER))
    assert pick.result(story.state).words == (WordsId("own"),)


PERSON = Story().state
CHOICE = Story(replace(OPEN, what=What.CHOICE, most=2), THREE).state


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("2", (BEN,)), ("Ben", (BEN,)), (" ben. ", (BEN,)), ("I name Cy", (CY,)),
        ("me", (ANA,)), ("I have one", (ANA,)), ("number 3", (CY,)), ("I would", (ANA,)),
    ],
)  # fmt: skip
def test_persons_are_read(text: str, keys: tuple[str, ...]) -> None:
    """By number, by name, or as oneself."""
    found = pick.read(PERSON, ANA, text, TODAY)
    assert isinstance(found, Read)
    assert tuple(one.key for one in found.options) == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [("1", ("a",)), ("a mirror", ("b",)), ("1 and 3", ("a", "c")), ("2, 3", ("b", "c"))],
)
def test_choices_are_read(text: str, keys: tuple[str, ...]) -> None:
    """By number or title, several with "and" between them."""
    found = pick.read(CHOICE, ANA, text, TODAY)
    assert isinstance(found, Read)
    assert tuple(one.key for one in found.options) == keys


@pytest.mark.parametrize("text", ["Bem", "I think that Ben could do it well"])
def test_a_near_miss_is_asked_about(text: str) -> None:
    """Never guessed."""
    assert pick.read(PERSON, ANA, text, TODAY) == Near(PEOPLE[1], 2)


@pytest.mark.parametrize("text", ["", "hmm", "7", "whoever likes"])
def test_what_is_no_answer_is_none(text: str) -> None:
    """It asks how to read it."""
    assert pick.read(PERSON, ANA, text, TODAY) == Nothing()


def test_days_and_mentions_are_read() -> None:
    """A day in any usual form; a mention as the medium knows it."""
    days = Story(replace(OPEN, what=What.DATE), ()).state
    found = pick.read(days, ANA, "12 March", TODAY)
    assert isinstance(found, Read)
    assert found.options == (Option("2026-03-12", "Thursday 12 March 2026"),)
    assert pick.read(days, ANA, "soon", TODAY) == Nothing()
    found = pick.read(PERSON, ANA, "B. it is", TODAY, (BEN,))
    assert isinstance(found, Read)
    assert found.options == (PEOPLE[1],)


def test_whoever_answers_by_mail_comes_back_in_their_own_time() -> None:
    """Also when the host gives the place back, at whatever pace."""
    story = Story()
    story.do(say.Left(CY))
    story.do(say.Add(ANA, say.Invited(CY)))
    seat = story.state.seat(CY)
    assert seat.present
    assert seat.slow


def test_time_that_a_host_gives_in_a_pause_counts_once() -> None:
    """The clocks stand: what is added is added to the printed end, and the pause comes on top."""
    story = Story()
    story.do(say.Pause(ANA))
    story.do(say.Extend(ANA, timedelta(days=1)), days=5)
    story.do(say.Resume(ANA))
    assert story.state.until == START + timedelta(days=3 + 1 + 5)
