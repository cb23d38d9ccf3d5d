"""Single transferable vote: a real election, published examples, and a slow second count."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from math import floor
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.rounds.poll.counting.blt import blt
from facilitator.core.rounds.poll.counting.papers import Order
from facilitator.core.rounds.poll.counting.ties import Settled
from facilitator.core.rounds.poll.counting.transferable import (
    UNIT,
    Step,
    Transferable,
    transferable,
)

CALTON = Path(__file__).parent / "files" / "calton_2007.blt"

# What each stage of that count came to, for A to J: the ward's result of 3 May 2007 (rules of SSI
# 2007/42), stage by stage as Droop 0.11 (J. Lundell) counts the published papers.
STAGES = [
    (None, "128 219 302 245 231 195 126 1982 628 1143"),
    (8, "130.40863 224.84953 325.39812 250.84953 245.79587 217.36585 134.94634 1300 1035.05847 "
        "1175.68855"),
    (1, "0 235.19362 349.74221 257.84953 252.79587 220.36585 140.29043 1300 1050.74665 1196.68855"),
    (7, "0 251.22589 373.77448 260.53771 257.82814 225.70994 0 1300 1072.12301 1221.72082"),
    (6, "0 264.91407 382.49493 348.69906 265.20450 0 0 1300 1086.94027 1231.40900"),
    (2, "0 0 420.83902 371.04315 329.26904 0 0 1300 1115.34890 1282.75309"),
    (5, "0 0 446.24765 409.10769 0 0 0 1300 1189.88661 1360.12945"),
    (10, "0 0 461.35742 412.58571 0 0 0 1300 1199.81406 1300"),
    (4, "0 0 485.84120 0 0 0 0 1300 1271.90931 1300"),
    (3, "0 0 0 0 0 0 0 1300 1393.86735 1300"),
]  # fmt: skip


def papers_of(file: Path) -> tuple[dict[Order, int], int]:
    """The papers and the seats of a BLT file."""
    first, *lines = file.read_text("utf-8").splitlines()
    papers: dict[Order, int] = {}
    for line in lines[: lines.index("0")]:
        number, *order = map(int, line.split())
        papers[tuple(order[:-1])] = number
    return papers, int(first.split()[1])


def test_a_ward_of_glasgow() -> None:
    """5,199 papers, three councillors: every stage has the published figures to five decimals."""
    papers, seats = papers_of(CALTON)
    counted = transferable(range(1, 11), papers, seats, "seed")
    assert (sum(papers.values()), counted.quota) == (5199, 1300)
    for stage, (of, figures) in zip(counted.stages, STAGES, strict=True):
        assert stage.of == of
        wanted = [int(Fraction(figure) * UNIT) for figure in figures.split()]
        assert [stage.votes[option] for option in range(1, 11)] == wanted
    assert counted.elected == (8, 10, 9)
    assert counted.stages[-1].spent == int(Fraction("1205.10743") * UNIT)


def test_food_for_a_party() -> None:
    """Twenty guests, three foods: chocolate, oranges, strawberries (Wikipedia, "Single
    transferable vote", the example of 20 votes and a quota of 6)."""
    orange, pear, chocolate, strawberry, sweets = 1, 2, 3, 4, 5
    papers = {
        (orange,): 4, (pear, orange): 2, (chocolate, strawberry): 8, (chocolate, sweets): 4,
        (strawberry,): 1, (sweets,): 1,
    }  # fmt: skip
    counted = transferable(range(1, 6), papers, 3, "seed")
    assert counted.quota == 6
    assert counted.stages[0].elected == (chocolate,)
    after = counted.stages[1].votes
    assert (after[strawberry], after[sweets]) == (5 * UNIT, 3 * UNIT)
    assert counted.stages[2].of == pear
    assert counted.stages[2].votes[orange] == 6 * UNIT
    assert counted.elected == (chocolate, orange, strawberry)


def test_level_surpluses_and_level_losers() -> None:
    """Who was higher in the stage before moves on first; who was lower goes out first. Both examples
    are Droop's own tests of rules 49 and 51."""
    papers: Mapping[Order, int] = {
        (1, 3): 10, (2,): 8, (3,): 6, (4,): 5, (5, 4): 3, (6, 4): 3
    }  # fmt: skip
    counted = transferable(range(1, 7), papers, 4, "seed")
    assert counted.quota == 8
    assert counted.stages[0].elected == (1, 2)
    assert counted.stages[1].elected == (3,)
    assert counted.stages[2].settled is Settled.LOT
    assert set(counted.elected) == {1, 2, 3, 4}


def test_as_many_as_seats() -> None:
    """Once no more are left than seats they have them, quota or not (rule 52)."""
    counted = transferable((1, 2, 3), {(1,): 3, (2,): 2, (3,): 1}, 2, "seed")
    assert counted.elected == (1, 2)
    assert transferable((1, 2), {(2,): 1}, 2, "seed").elected == (2, 1)


def test_no_vote() -> None:
    """Without a paper nobody is elected."""
    assert transferable((1, 2, 3), {}, 2, "seed") == Transferable(0, (), ())


OPTIONS = (1, 2, 3, 4, 5)
PAPERS = st.lists(st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(1, 5).map(lambda cut: tuple(order[:cut]))
), min_size=1, max_size=25)  # fmt: skip


class Slow:
    """A second count, one paper at a time, each with its own worth as a fraction of five decimals."""

    def __init__(self, orders: list[Order]) -> None:
        self.papers = [[order, Fraction(1)] for order in orders]
        self.at: list[int | None] = [order[0] for order in orders]

    def votes(self, option: int) -> Fraction:
        """What lies with an option."""
        return sum((p[1] for p, at in zip(self.papers, self.at, strict=True) if at == option),
                   Fraction(0))  # type: ignore[arg-type, return-value]  # fmt: skip

    def move(self, of: int, left: set[int], keeps: Fraction | None) -> None:
        """Move all papers of one on; with ``keeps`` only what is above that."""
        total = self.votes(of)
        for number, at in enumerate(self.at):
            if at != of:
                continue
            order, worth = self.papers[number]
            if keeps is not None:
                self.papers[number][1] = Fraction(
                    floor((total - keeps) * worth * UNIT / total), UNIT
                )
            self.at[number] = next((one for one in order if one in left), None)  # type: ignore[union-attr]


@settings(max_examples=150)
@given(PAPERS, st.integers(1, 4))
def test_a_slow_second_count_agrees(orders: list[Order], seats: int) -> None:
    """Played again paper by paper, each stage moves to what was told, by the rules."""
    counted = transferable(OPTIONS, Counter(orders), seats, "seed")
    slow, done, held = Slow(orders), set[int](), dict[int, Fraction]()
    quota = Fraction(len(orders) // (seats + 1) + 1)
    assert counted.quota == quota
    for stage in counted.stages:
        if stage.of is not None:
            above = [one for one, has in held.items() if has > quota]
            assert (stage.step is Step.SURPLUS) == bool(above)
            if above:
                assert held[stage.of] == max(held[one] for one in above)
                done_now = set(OPTIONS) - done
                slow.move(stage.of, done_now, quota)
                held[stage.of] = quota
            else:
                left = set(OPTIONS) - done
                assert slow.votes(stage.of) == min(slow.votes(one) for one in left)
                done.add(stage.of)
                slow.move(stage.of, left - {stage.of}, None)
        for one in set(OPTIONS) - done:
            assert slow.votes(one) * UNIT == stage.votes[one]
        for one in stage.elected:
            done.add(one)
            held[one] = slow.votes(one)
    assert len(counted.elected) == len(set(counted.elected)) == seats
    reached = [one for stage in counted.stages[:-1] for one in stage.elected]
    assert all(held[one] == quota or one in counted.stages[-1].elected for one in reached if
               held[one] <= quota)  # fmt: skip


@given(PAPERS, st.integers(1, 4))
def test_no_vote_is_made_from_nothing(orders: list[Order], seats: int) -> None:
    """Votes and what is spent never come to more than the papers cast; rounding loses a trifle."""
    for stage in transferable(OPTIONS, Counter(orders), seats, "seed").stages:
        whole = sum(stage.votes.values()) + stage.spent
        assert 0 <= len(orders) * UNIT - whole < len(orders) * 10


def test_a_file_that_others_read() -> None:
    """The file has options, seats, papers together and sorted, and names in quotation marks."""
    papers = Counter([(2, 1), (1,), (2, 1), ()])
    assert blt(["Pears", 'The "big"\nplum'], papers, 1, "Fruit") == (
        '2 1\n2 2 1 0\n1 1 0\n0\n"Pears"\n"The \'big\' plum"\n"Fruit"\n'
    )
    told, seats = papers_of(CALTON)
    names = [chr(64 + n) for n in range(1, 11)]
    again = blt(names, told, seats, "Calton ward, Glasgow, 3 May 2007")
    assert again == CALTON.read_text("utf-8")
