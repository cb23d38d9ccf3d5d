"""What holds in the kinds that are counted in numbers, orders and moments, whatever is answered."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import To
from facilitator.core.rounds import poll
from facilitator.core.rounds.poll.tally import result
from tests.core.poll_table import ANA, BEN, CY, MIXED, START

KINDS = ("score", "dots", "ranked", "stv", "time")
SEATS = poll.Settings(seats=2, seed="seed")
MOMENTS = ("2026-03-13 18:00", "2026-03-14 10:00", "2026-03-16 18:00")
MANY = settings(max_examples=60, deadline=None)
ANSWERS = st.lists(
    st.tuples(st.sampled_from((ANA, BEN, CY)), st.permutations((1, 2, 3)), st.integers(1, 3)),
    max_size=8,
)


def began(kind: str) -> poll.Poll:
    """A poll of that kind that has just opened, hidden until its end."""
    typed = MOMENTS if kind == "time" else ("Apples", "Pears", "Plums")
    options = poll.KINDS[kind].make(typed, SEATS, START)
    facts = poll.ask(RoundId("rnd"), 1, kind, ANA, "What?", options, MIXED, SEATS, START)
    return poll.evolve(None, facts[0])


def marks(kind: str, order: list[int], cut: int) -> tuple[poll.Mark, ...]:
    """An answer such as that kind takes."""
    chosen = order[:cut]
    if kind in ("ranked", "stv"):
        return tuple(poll.Mark(option, place) for place, option in enumerate(chosen, 1))
    return tuple(poll.Mark(option, 1 + (option + cut) % 2) for option in sorted(chosen))


def held(kind: str, answers: list[Any]) -> tuple[list[Any], poll.Poll]:
    """Let them answer; return what others could see on the way, and the poll before its end."""
    state, visible = began(kind), list[Any]()
    for n, (who, order, cut) in enumerate(answers):
        vote = poll.Vote(MemberId(who), marks(kind, order, cut), f"v{n}", START)
        facts = poll.decide(state, vote, START)
        after = poll.fold(state, facts)
        told = poll.notices(state, facts, after)
        visible.append([one for one in told if one.to != To(MemberId(who))])
        visible.append(poll.card(after))
        state = after
    return visible, state


@pytest.mark.parametrize("kind", KINDS)
@MANY
@given(answers=ANSWERS, other=st.permutations((1, 2, 3)), cut=st.integers(1, 3))
def test_nothing_tells_before_the_end(
    kind: str, answers: list[Any], other: list[int], cut: int
) -> None:
    """The same people with other answers: nobody else sees a difference."""
    changed = [(who, other, cut) for who, _, _ in answers]
    once, again = held(kind, answers)[0], held(kind, changed)[0]
    assert once == again


@pytest.mark.parametrize("kind", KINDS)
@MANY
@given(answers=ANSWERS)
def test_the_end_is_what_the_last_answers_come_to(kind: str, answers: list[Any]) -> None:
    """One person counts once, with the last answer."""
    _, state = held(kind, answers)
    last = {who: (who, order, cut) for who, order, cut in answers}
    _, alone = held(kind, list(last.values()))
    assert result(state) == result(alone)
    closed = poll.fold(state, poll.decide(state, poll.End(ANA), START + timedelta(hours=1)))
    assert closed.over
    assert closed.chosen == result(state).chosen


@pytest.mark.parametrize("kind", KINDS)
@MANY
@given(order=st.permutations((1, 2, 3)), cut=st.integers(1, 3))
def test_a_ballot_says_what_its_receipt_says(kind: str, order: list[int], cut: int) -> None:
    """What somebody fills in is read as that, and told to them line by line."""
    chosen, form = marks(kind, order, cut), poll.KINDS[kind]
    state = began(kind)
    taken = form.read(form.write(state.options, SEATS, chosen), state.options, SEATS)
    assert taken is not None
    assert taken.marks == chosen
    told = form.tell(chosen, state.options, SEATS)
    assert len(told) >= len(chosen)
