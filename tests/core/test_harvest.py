"""Harvests: how authors' answers are read, and when they end."""

from datetime import timedelta

import pytest

from facilitator.core.ids import WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import harvest
from facilitator.core.rounds.harvest import Fate, read_answer
from tests.properties.test_harvest import LINES, NAMES, START, began


@pytest.mark.parametrize(
    ("text", "count", "said"),
    [
        ("ok", 1, [(1, Fate.KEPT, None)]),
        ("OK.", 2, [(1, Fate.KEPT, None), (2, Fate.KEPT, None)]),
        ("Leave me out", 2, [(1, Fate.OUT, None), (2, Fate.OUT, None)]),
        ("no", 1, [(1, Fate.OUT, None)]),
        ("Mulch in April.", 1, [(1, Fate.KEPT, "Mulch in April.")]),
        ("1: ok\n2: leave me out", 2, [(1, Fate.KEPT, None), (2, Fate.OUT, None)]),
        ("1 ok, 2 leave me out", 2, [(1, Fate.KEPT, None), (2, Fate.OUT, None)]),
        ("2. Ask first,\nalways", 2, [(2, Fate.KEPT, "Ask first,\nalways")]),
    ],
)
def test_answers_are_read(text: str, count: int, said: list[tuple[int, Fate, str | None]]) -> None:
    """One word for all of them, by number, or as the line should read."""
    assert [(one.number, one.fate, one.text) for one in read_answer(text, count)] == said


@pytest.mark.parametrize(
    ("text", "count", "code"),
    [
        ("Shorter please", 2, "line-which"),
        ("", 1, "line-which"),
        ("ok but without my name", 1, "line-unclear"),
        ("1: yes, if Ben agrees", 2, "line-unclear"),
    ],
)
def test_what_is_not_clear_is_asked(text: str, count: int, code: str) -> None:
    """*ok* counts alone; with a condition it is asked about."""
    with pytest.raises(Refusal) as no:
        read_answer(text, count)
    assert no.value.code == code


def answered(state: harvest.Harvest, who: int, *numbers: int) -> harvest.Harvest:
    """The harvest after somebody said *ok* to these lines of theirs."""
    replies = tuple(harvest.Reply(number, Fate.KEPT) for number in numbers)
    said = harvest.Answer(NAMES[who], WordsId(f"a{who}{numbers}"), replies)
    return harvest.fold(state, harvest.decide(state, said, START))


def test_it_ends_early_when_all_authors_answered() -> None:
    """A last while to change one's mind, and then it closes."""
    state = began(drafting=False)
    for who, numbers in ((0, (1,)), (1, (1,)), (1, (2,)), (2, (1,))):
        state = answered(state, who, *numbers)
    state = harvest.fold(state, harvest.decide(state, say.Pass(NAMES[3]), START))
    late = START + timedelta(seconds=90)
    state = harvest.fold(state, harvest.decide(state, say.TimePassed(), late))
    assert state.over
    assert [line.words for line in state.kept] == [line.words for line in LINES[:4]]


def test_words_taken_back_are_kept_no_longer() -> None:
    """Also after the close."""
    state = answered(began(drafting=False), 0, 1)
    state = harvest.fold(state, harvest.decide(state, say.End(NAMES[0], True), START))
    assert len(state.kept) == 1
    back = say.TookBack(NAMES[0], (LINES[0].words,))
    assert harvest.fold(state, harvest.decide(state, back, START)).kept == ()


def test_nobody_answers_for_another() -> None:
    """A number that is not one's own is answered kindly, and changes nothing."""
    with pytest.raises(Refusal) as no:
        answered(began(drafting=False), 0, 2)
    assert no.value.code == "line-unknown"


def test_whose_answer_is_taken_back_is_left_out() -> None:
    """Nothing of theirs is kept, nobody waits for them, and they may still change their mind."""
    state = answered(began(drafting=False), 1, 1, 2)
    back = say.TookBack(NAMES[1], state.seat(NAMES[1]).words)  # type: ignore[union-attr]
    state = harvest.fold(state, harvest.decide(state, back, START))
    assert [line.fate for line in state.lines_of(NAMES[1])] == [Fate.OUT, Fate.OUT]
    assert state.open_lines(NAMES[1]) == ()
    again = answered(state, 1, 2)
    assert [line.fate for line in again.lines_of(NAMES[1])] == [Fate.OUT, Fate.KEPT]


def test_a_changed_message_takes_its_lines_place() -> None:
    """What it said before is dropped; lines of other messages stay."""
    state, drafter = began(drafting=True), NAMES[0]
    for name, drops in (("w1", ()), ("w2", ()), ("w3", (WordsId("w1"),))):
        made = (harvest.Drafted(WordsId(name), drafter),)
        draft = harvest.Draft(drafter, made, drops=drops)
        state = harvest.fold(state, harvest.decide(state, draft, START))
    assert [line.words for line in state.lines] == ["w2", "w3"]
