"""Ballots that came back: whatever mail does to them, the same marks are read, or it is asked."""

import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.kinds.dots import DOTS
from facilitator.core.rounds.poll.kinds.editing import lines_in, marks_in, written
from facilitator.core.rounds.poll.kinds.kind import Kind
from facilitator.core.rounds.poll.kinds.naming import plain
from facilitator.core.rounds.poll.kinds.ranked import RANKED
from facilitator.core.rounds.poll.kinds.score import SCORE
from facilitator.core.rounds.poll.kinds.stv import STV
from facilitator.core.rounds.poll.kinds.times import TIME
from facilitator.core.rounds.poll.state import Mark, Option, Settings

FRUIT = tuple(Option(n, text) for n, text in enumerate(("Apples", "Pears", "Plums", "Figs"), 1))
FIRST = datetime(2026, 11, 27, 18, tzinfo=UTC)
RULES = Settings(points=8, seats=2)

NAMES = st.lists(
    st.text("abcdefghij äß漢１(),'", min_size=1, max_size=90).map(
        lambda text: " ".join(text.split())
    ).filter(lambda text: any(letter.isalpha() for letter in text)),
    min_size=3,
    max_size=8,
    unique_by=plain,
)  # fmt: skip


@st.composite
def marked(draw: st.DrawFn) -> tuple[Kind, tuple[Option, ...], tuple[Mark, ...]]:
    """A kind, its options, and a filled-in answer."""
    kind = draw(st.sampled_from((DOTS, SCORE, RANKED, STV, TIME)))
    texts = draw(NAMES)
    numbers = range(1, len(texts) + 1)
    options = tuple(
        Option(n, text, begins=FIRST + timedelta(days=n))
        for n, text in zip(numbers, texts, strict=True)
    )
    chosen = draw(st.lists(st.sampled_from(list(numbers)), min_size=1, unique=True))
    if kind in (RANKED, STV):
        return kind, options, tuple(Mark(one, place) for place, one in enumerate(chosen, 1))
    least, most = {DOTS.name: (1, 1), SCORE.name: (0, 5), TIME.name: (0, 2)}[kind.name]
    return kind, options, tuple(
        Mark(one, draw(st.integers(least, most))) for one in sorted(chosen)
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(marked(), st.integers(0, 2), st.sampled_from((0, 72, 78)), st.booleans(), st.booleans())
def test_what_was_filled_in_is_read_back(
    answer: tuple[Kind, tuple[Option, ...], tuple[Mark, ...]],
    quoted: int,
    width: int,
    blanks: bool,
    joined: bool,
) -> None:
    """Quoted, wrapped, joined into paragraphs, with blanks at the ends: the same marks come back."""
    kind, options, marks = answer
    assume(len(marks) <= RULES.points or kind is not DOTS)
    text = kind.write(options, RULES, marks)
    if joined:
        text = textwrap.fill(text, width or 60)
    elif width:
        text = "\n".join(textwrap.fill(line, width) for line in text.splitlines())
    for _ in range(quoted):
        text = "\n".join(f"> {line}" for line in text.splitlines())
    if blanks:
        text = "\n".join(f"{line}  " for line in text.splitlines()).replace("\n", "\r\n")
    taken = kind.read(text, options, RULES)
    assert taken is not None
    assert taken.marks == marks


def test_wide_signs_and_deleted_lines() -> None:
    """Wide brackets and figures are read; a line that is gone is left out."""
    assert marks_in("［３］ １．Apples\n[ 2 ] 4) figs", FRUIT) == {1: "3", 4: "2"}


def test_behind_the_words_is_as_good_as_in_the_brackets() -> None:
    """Somebody writes the number at the end of the line."""
    text = written(FRUIT, lambda one: "").replace("Pears", "Pears: 3").replace("Plums", "Plums 2")
    assert marks_in(text, FRUIT) == {1: "", 2: "3", 3: "2", 4: ""}


def test_an_empty_copy_below_means_nothing() -> None:
    """Filled in above, and the one that was sent quoted below."""
    sent = written(FRUIT, lambda one: "")
    text = "[3] 2. Pears\n\nAna\n\n" + "\n".join(f"> {line}" for line in sent.splitlines())
    assert {n: mark for n, mark in (marks_in(text, FRUIT) or {}).items() if mark} == {2: "3"}


SENT = "\n".join(f"> {line}" for line in written(FRUIT, lambda one: "").splitlines())


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[ ] 3. Plums\n[ ] 2. Pears\n\nOn Monday Ana wrote:\n" + SENT, [3, 2]),
        ("[ ] 3. Plums\n\nOn Monday Ana wrote:\n" + SENT, [3]),
        ("> [ ] 3. Plums\n> [ ] 2. Pears\n\n> Dear Ana,\n" + SENT, [3, 2]),
        ("[ ] 3. Plums, yes\n[ ] 1. Apples\n[ ] 2. Pears\n\nAna wrote:\n" + SENT, [3, 1, 2]),
        (SENT, [1, 2, 3, 4]),
    ],
)
def test_the_copy_that_was_changed(text: str, wanted: list[int]) -> None:
    """What was sent stands below what came back; only the latter is the answer."""
    assert [line.option for line in lines_in(text, FRUIT)] == wanted


def test_of_two_that_were_filled_in_the_newer() -> None:
    """An older answer is quoted below a new one; at the same depth it is asked."""
    old = "> [1] 1. Apples\n> [2] 2. Pears\n"
    assert marks_in("[2] 1. Apples\n[1] 2. Pears\n" + old, FRUIT) == {1: "2", 2: "1"}
    with pytest.raises(Refusal, match="poll-unread"):
        marks_in("> [2] 1. Apples\n> [1] 2. Pears\n" + old, FRUIT)


@pytest.mark.parametrize(
    "text",
    [
        "[3] 1. Pears",
        "[3] 1. Nothing like it",
        "[3] 9. Apples and more",
        "[3] 9.",
        "[3] 1. Apples\n[2] 1. Apples",
    ],
)
def test_what_does_not_hold_together_is_asked(text: str) -> None:
    """Number and words of two options, a number that none has, two answers to one."""
    with pytest.raises(Refusal):
        marks_in(text, FRUIT)


def test_longer_names_that_begin_the_same() -> None:
    """ "Pears" and "Pears and plums" are two options, and each is known by all its words."""
    options = (Option(1, "Pears"), Option(2, "Pears and plums"))
    assert marks_in("[1] 2. Pears and\n> plums\n[2] 1. Pears", options) == {2: "1", 1: "2"}


def test_a_ballot_that_came_back_as_it_was() -> None:
    """Nothing filled in is no answer, in any kind, and it is said."""
    for kind in (DOTS, SCORE, RANKED, STV, TIME):
        with pytest.raises(Refusal, match="ballot-empty"):
            kind.read(kind.write(FRUIT, RULES, ()), FRUIT, RULES)


def order(text: str, options: Sequence[Option] = FRUIT) -> tuple[int, ...]:
    """The order that a text puts the options in; nothing for talk."""
    taken = RANKED.read(text, options, RULES)
    return tuple(mark.option for mark in taken.marks) if taken else ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2, 1, 3", (2, 1, 3)),
        ("2 1 3", (2, 1, 3)),
        ("2 > 1", (2, 1)),
        ("pears", (2,)),
        ("Pears > Apples > Plums", (2, 1, 3)),
        ("pears, then apples, then figs", (2, 1, 4)),
        ("1. Pears\n2. Apples", (2, 1)),
        ("2. Apples\n1. Pears", (2, 1)),
        ("1st Pears, 2nd Apples", (2, 1)),
        ("Pears: 1, Apples: 2", (2, 1)),
        ("Apples: 2\nPears: 1", (2, 1)),
        ("1. Apples\n2. Pears", (1, 2)),
        ("Pears, apples because they keep", (2, 1)),
        ("[2] 1. Apples\n[1] 2. Pears\n[ ] 3. Plums", (2, 1)),
        ("[10] 1. Apples\n[5] 2. Pears", (2, 1)),
        ("[ ] 3. Plums\n[ ] 1. Apples\n[ ] 2. Pears", (3, 1, 2)),
        ("> [ ] 3. Plums\n> [ ] 1. Apples", (3, 1)),
        ("[ ] 2. Apples\n[ ] 1. Pears\n[ ] 3. Plums", (2, 1, 3)),
        ("[x] 2. Pears\n[ ] 1. Apples", (2,)),
        ("pears, plums\n\n> [ ] 1. Apples\n> [ ] 2. Pears", (2, 3)),
        ("I hear you all", ()),
        ("shall we take pears?", ()),
    ],
)
def test_orders(text: str, wanted: tuple[int, ...]) -> None:
    """Lists, places in front or behind, brackets, moved lines; and talk stays talk."""
    assert order(text) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[1] 1. Apples\n[1] 2. Pears", "ranked-equal"),
        ("1. Pears\n1. Apples", "ranked-equal"),
        ("2. Pears\n1. Apples", "ranked-two-ways"),
        ("1. Pears\nApples", "ranked-two-ways"),
        ("pears, pears", "ranked-twice"),
        ("pears, quinces", "ranked-unread"),
        ("1: 3, 2: 1", "ranked-unread"),
        ("[x] 1. Apples\n[x] 2. Pears", "ranked-unread"),
        ("[ ] 1. Apples\n[ ] 3. Plums", "ballot-empty"),
        ("7, 1", "poll-no-such-option"),
    ],
)
def test_orders_that_are_asked_about(text: str, code: str) -> None:
    """Equal places, lines against numbers, one option twice: never a guess."""
    with pytest.raises(Refusal) as caught:
        order(text)
    assert caught.value.code == code


@given(st.permutations((1, 2, 3, 4)), st.integers(1, 4))
def test_moved_lines(moved: list[int], kept: int) -> None:
    """Lines moved and the last deleted: their order is the order, unless it is as it was sent."""
    lines = written(FRUIT, lambda one: "").splitlines()
    text = "\n".join(lines[number - 1] for number in moved[:kept])
    if moved[:kept] == sorted(moved[:kept]):
        assert [line.option for line in lines_in(text, FRUIT)] == moved[:kept]
        with pytest.raises(Refusal):
            order(text)
    else:
        assert order(text) == tuple(moved[:kept])
