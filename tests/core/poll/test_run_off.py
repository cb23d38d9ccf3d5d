"""The instant run-off: published examples, its own rules, and a slow second count."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.rounds.poll.counting.papers import Order
from facilitator.core.rounds.poll.counting.runoff import run_off
from facilitator.core.rounds.poll.counting.ties import Settled

MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE = 1, 2, 3, 4

# The capital of Tennessee, in hundredths of the voters: Wikipedia, "Instant-runoff voting".
TENNESSEE: Mapping[Order, int] = {
    (MEMPHIS, NASHVILLE, CHATTANOOGA, KNOXVILLE): 42,
    (NASHVILLE, CHATTANOOGA, KNOXVILLE, MEMPHIS): 26,
    (CHATTANOOGA, KNOXVILLE, NASHVILLE, MEMPHIS): 15,
    (KNOXVILLE, CHATTANOOGA, NASHVILLE, MEMPHIS): 17,
}


def test_tennessee() -> None:
    """Chattanooga and Nashville go out, and Knoxville has 58 of 100, as in the published example."""
    counted = run_off((1, 2, 3, 4), TENNESSEE, "seed")
    assert [dict(one.votes) for one in counted.rounds] == [
        {MEMPHIS: 42, NASHVILLE: 26, CHATTANOOGA: 15, KNOXVILLE: 17},
        {MEMPHIS: 42, NASHVILLE: 26, KNOXVILLE: 32},
        {MEMPHIS: 42, KNOXVILLE: 58},
    ]
    assert [one.out for one in counted.rounds] == [(CHATTANOOGA,), (NASHVILLE,), ()]
    assert counted.winners == (KNOXVILLE,)


def test_bob_sue_and_bill() -> None:
    """Five voters: Bill goes out, and Sue wins by 3 to 2 (Wikipedia, "Instant-runoff voting")."""
    bob, sue, bill = 1, 2, 3
    ballots = [(bob, bill, sue), (sue, bob, bill), (bill, sue, bob), (bob, bill, sue)]
    counted = run_off((1, 2, 3), Counter([*ballots, (sue, bob, bill)]), "seed")
    assert [dict(one.votes) for one in counted.rounds] == [
        {bob: 2, sue: 2, bill: 1},
        {bob: 2, sue: 3},
    ]
    assert counted.winners == (sue,)


def test_a_short_ballot_is_spent_and_leaves_the_half() -> None:
    """Who names only one option is no obstacle once it is out: more than half of what is in play."""
    counted = run_off((1, 2, 3), {(1,): 4, (2,): 3, (3,): 2, (3, 2): 0}, "seed")
    first, last = counted.rounds
    assert (first.out, first.moved, first.ended) == ((3,), (), 2)
    assert (dict(last.votes), last.spent, counted.winners) == ({1: 4, 2: 3}, 2, (1,))


def test_what_nobody_has_first_goes_out_together() -> None:
    """Options without a first choice move nobody's vote, so they are one step and no lot."""
    counted = run_off((1, 2, 3, 4), {(1, 3): 3, (2, 4): 2, (2,): 1}, "seed")
    assert counted.rounds[0].out == (3, 4)
    assert counted.rounds[0].settled is Settled.CLEAR
    assert counted.winners == (1, 2)


def test_level_to_the_end_is_a_tie_and_no_lot() -> None:
    """All who are left have the same: no chance makes a winner of one of them."""
    assert run_off((1, 2), {(1,): 2, (2,): 2}, "seed").winners == (1, 2)
    assert run_off((1, 2, 3), {(1,): 1, (2,): 1, (3,): 1}, "seed").winners == (1, 2, 3)


def test_level_at_the_end_of_the_row_looks_back() -> None:
    """Two with the fewest: who had fewer in the round before goes out."""
    papers = {(1,): 5, (2,): 4, (3,): 3, (4, 3): 1, (5, 1): 0}
    counted = run_off((1, 2, 3, 4), papers, "seed")
    second = counted.rounds[1]
    assert dict(second.votes) == {1: 5, 2: 4, 3: 4}
    assert (second.out, second.settled) == ((3,), Settled.EARLIER)


def test_a_lot_can_be_drawn_again() -> None:
    """Level in every round: the same seed draws the same one, and other seeds another."""
    papers = {(1, 3): 3, (2, 3): 2, (3, 1): 2}
    drawn = {run_off((1, 2, 3), papers, f"seed {n}").rounds[0].out for n in range(20)}
    assert drawn == {(2,), (3,)}
    again = [run_off((1, 2, 3), papers, "seed 1").rounds[0] for _ in range(3)]
    assert all(one == again[0] and one.settled is Settled.LOT for one in again)


@pytest.mark.parametrize("papers", [{}, {(): 3}])
def test_nobody_named_anybody(papers: Mapping[Order, int]) -> None:
    """Without a vote there is no winner and no round."""
    assert run_off((1, 2), papers, "seed").winners == ()


ORDERS = st.lists(st.permutations((1, 2, 3, 4)).flatmap(
    lambda order: st.integers(0, 4).map(lambda cut: tuple(order[:cut]))
), max_size=12)  # fmt: skip


@settings(max_examples=200)
@given(ORDERS)
def test_a_slow_second_count_agrees(orders: list[Order]) -> None:
    """Counted anew by hand, ballot by ballot, each round has the votes that were told."""
    counted = run_off((1, 2, 3, 4), Counter(orders), "seed")
    out: set[int] = set()
    for one in counted.rounds:
        alive = [n for n in (1, 2, 3, 4) if n not in out]
        tops = [next((n for n in order if n in alive), None) for order in orders if order]
        assert dict(one.votes) == {n: tops.count(n) for n in alive}
        assert one.spent == tops.count(None)
        assert all(one.votes[n] == min(one.votes.values()) for n in one.out)
        out |= set(one.out)
    assert bool(counted.winners) == any(orders)
    if len(counted.winners) == 1:
        last = counted.rounds[-1].votes
        assert 2 * last[counted.winners[0]] > sum(last.values())


@given(ORDERS, st.randoms())
def test_the_order_of_ballots_means_nothing(orders: list[Order], chance: object) -> None:
    """The same ballots in any order come to the same."""
    mixed = sorted(orders, key=lambda order: (len(order), order))
    assert run_off((1, 2, 3, 4), Counter(orders), "seed") == run_off(
        (1, 2, 3, 4), Counter(mixed), "seed"
    )
