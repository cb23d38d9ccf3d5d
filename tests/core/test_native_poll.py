"""Which polls can be shown as a poll of the room itself, and what an answer there says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.core.rounds import poll
from facilitator.core.rounds.poll import native
from facilitator.core.rounds.poll.facts import NativeRemoved
from facilitator.store import codecs
from tests.core.poll_table import ANA, BEN, FRUIT, SEEN, Story

SHOWN = replace(SEEN, native=True)


def story(**changed: object) -> Story:
    """A poll that everybody sees, with these settings changed."""
    return Story(settings=replace(SHOWN, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["choose", "check", "gradients", "count"])
def test_a_poll_that_is_only_ticked_has_one(kind: str) -> None:
    """Where an answer is options and nothing more about them."""
    options = poll.KINDS[kind].fixed or FRUIT
    assert native.is_shown(Story(kind=kind, options=options, settings=SHOWN).state)


@pytest.mark.parametrize("kind", ["score", "dots", "ranked", "stv"])
def test_points_and_orders_have_none(kind: str) -> None:
    """A native poll knows no numbers."""
    assert not native.is_shown(Story(kind=kind, settings=SHOWN).state)


@pytest.mark.parametrize(
    "changed",
    [
        {"native": False},
        {"hidden": poll.Hidden.CLOSED},
        {"hidden": poll.Hidden.VOTED},
        {"anonymous": True},
        {"reason": poll.Reasons.ALWAYS},
        {"reason": poll.Reasons.OBJECTION},
        {"least": 2, "most": 3},
        {"unit": 1000},  # answers weigh differently
    ],
)
def test_what_it_cannot_carry_has_none(changed: dict[str, object]) -> None:
    """Hidden before the end above all: its answers are events that everybody can read."""
    shown = story()
    settings = replace(SHOWN, **changed)  # type: ignore[arg-type]
    assert not native.is_shown(replace(shown.state, settings=settings))


def test_many_options_have_none() -> None:
    """Programs would show the first twenty only."""
    many = tuple(f"Fruit {n}" for n in range(21))
    assert native.is_shown(Story(options=many[:20], settings=SHOWN).state)
    assert not native.is_shown(Story(options=many, settings=SHOWN).state)


def test_its_answers_are_the_numbers_of_the_options() -> None:
    """They never change, so that an answer to an older native poll says what it said."""
    assert native.answers(story().state) == (("1", "Apples"), ("2", "Pears"), ("3", "Plums"))


@pytest.mark.parametrize(
    ("chosen", "most", "meant"),
    [
        (("2",), 1, (2,)),
        (("3", "1"), 3, (1, 3)),
        (("3", "1"), 1, (3,)),  # more than allowed is cut off
        (("2", "2"), 2, (2,)),
        (("2", "9"), 2, ()),  # one unknown answer spoils all
        (("2", "9"), 1, (2,)),  # but not one that was cut off
        ((" 2",), 1, ()),
        ((), 1, ()),
    ],
)
def test_an_answer_is_read_as_the_proposal_says(
    chosen: tuple[str, ...], most: int, meant: tuple[int, ...]
) -> None:
    """MSC3381: cut off first, then one unknown answer spoils the vote."""
    assert tuple(m.option for m in native.ticked(story(most=most).state, chosen)) == meant


@given(st.lists(st.text(max_size=3) | st.sampled_from(["1", "2", "3"]), max_size=6))
def test_whatever_is_ticked_is_an_answer_or_none(chosen: list[str]) -> None:
    """Never more than may be chosen, never what there is not, and never an error."""
    marks = native.ticked(story(most=2).state, chosen)
    assert len(marks) <= 2
    assert {mark.option for mark in marks} <= {1, 2, 3}


def test_once_removed_it_stays_away() -> None:
    """Nobody is told by the poll itself, and nothing else about it changes; a second time is nothing."""
    gone = story(adds=True)
    before = gone.state
    assert gone.do(poll.RemoveNative(BEN)) == (NativeRemoved(BEN),)
    assert gone.state == replace(before, native_gone=True)
    assert gone.last == ()
    assert gone.do(poll.RemoveNative(BEN)) == ()
    gone.do(poll.AddOption(ANA, "Quinces"))
    assert not native.is_shown(gone.state)


def test_what_is_removed_after_the_end_is_nothing() -> None:
    """Then nothing goes on that hosts would have to know of."""
    over = story()
    over.do(poll.End(ANA))
    assert over.do(poll.RemoveNative(BEN)) == ()


def test_polls_written_before_there_were_native_ones_are_read() -> None:
    """They have none."""
    text = (
        codecs.write(story().state)
        .replace('"native":true,', "")
        .replace('"native_gone":false,', "")
    )
    assert "native" not in text
    assert not native.is_shown(codecs.read(poll.Poll, text))


@given(
    st.sampled_from(list(poll.KINDS)),
    st.builds(
        poll.Settings,
        hidden=st.sampled_from(poll.Hidden),
        reason=st.sampled_from(poll.Reasons),
        least=st.integers(1, 2),
        most=st.integers(1, 3),
        anonymous=st.booleans(),
        native=st.just(True),
        unit=st.sampled_from((1, 1000)),
    ),
    st.integers(2, 25),
)
def test_what_is_hidden_never_has_one(kind: str, rules: poll.Settings, options: int) -> None:
    """Whatever else is asked for: where there is one, everybody may see each answer at once."""
    named = tuple(poll.Option(n, f"Fruit {n}") for n in range(1, options + 1))
    if native.fits(poll.KINDS[kind], named, rules):
        assert rules.hidden is poll.Hidden.NO
        assert not rules.anonymous
        assert not rules.weighted
        assert options <= native.MOST_ANSWERS


WAYS = st.lists(
    st.tuples(
        st.sampled_from(["native", "tap", "words", "removed"]),
        st.lists(st.sampled_from(["1", "2", "3", "9"]), max_size=2),
    ),
    max_size=12,
)


@given(WAYS)
def test_the_last_answer_counts_whatever_way_it_came(ways: list[tuple[str, list[str]]]) -> None:
    """What is taken back, spoiled or removed leaves no answer, and no older one comes back."""
    going, expected = story(), None
    for n, (way, chosen) in enumerate(ways):
        marks = native.ticked(going.state, chosen)
        if way == "removed" or (way == "native" and not marks):
            standing = poll.ballot_of(going.state, BEN)
            if standing is not None:
                going.do(poll.TakeBack(standing.source))
            expected = None
        elif marks:
            tapped = way == "tap"
            going.do(poll.Vote(BEN, marks, f"s{n}", going.now, tapped=tapped, told=not tapped))
            expected = marks
        found = poll.ballot_of(going.state, BEN)
        assert (found.marks if found else None) == expected
