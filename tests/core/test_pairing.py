"""Pairs by lot: only who said so, each at most once, fair to every pace, and others again."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId
from facilitator.core.pairing import Pairing, laid, rather_not, took_back, waved

UNTIL = datetime(2026, 3, 8, 18, tzinfo=UTC)
PEOPLE = tuple(MemberId(f"mem_{n:02d}") for n in range(12))

people = st.lists(st.sampled_from(PEOPLE), unique=True, max_size=12)
seeds = st.text("0123456789abcdef", min_size=4, max_size=4)


def asked(members: list[MemberId], seed: str = "seed") -> Pairing:
    """A pairing in which these have said yes."""
    pairing = Pairing(seed, UNTIL)
    for member in members:
        pairing = waved(pairing, member, f"$by-{member}")
    return pairing


@settings(max_examples=100)
@given(people, people, people, seeds)
def test_only_who_said_so_is_paired_and_each_once(
    willing: list[MemberId], here: list[MemberId], live: list[MemberId], seed: str
) -> None:
    """Whoever said yes and is still here is in one pair or left over; nobody else is in any."""
    drawn = laid(asked(willing, seed), here, set(live), set(), set())
    sitting = [member for pair in drawn.pairs for member in pair]
    alone = [drawn.alone] if drawn.alone else []
    assert sorted([*sitting, *alone]) == sorted(set(willing) & set(here))
    assert len(alone) == len(set(willing) & set(here)) % 2


@settings(max_examples=100)
@given(people, seeds)
def test_nobody_is_left_over_twice_running(willing: list[MemberId], seed: str) -> None:
    """Who was left over is spared the next time, if there is anybody else."""
    first = laid(asked(willing, seed), willing, set(), set(), set())
    if first.alone and len(willing) > 1:
        again = laid(asked(willing, seed), willing, set(), set(), {first.alone})
        assert again.alone != first.alone


@settings(max_examples=50)
@given(seeds)
def test_pairs_meet_others_where_there_are_others(seed: str) -> None:
    """Of four, those who met do not meet again as long as that can be."""
    four = list(PEOPLE[:4])
    first = laid(asked(four, seed), four, set(four), set(), set())
    met = {frozenset(pair) for pair in first.pairs}
    second = laid(asked(four, seed), four, set(four), met, set())
    assert not {frozenset(pair) for pair in second.pairs} & met


def test_who_is_left_over_does_not_depend_on_their_pace() -> None:
    """The one who writes letters among those who chat is left over as rarely as any other."""
    three = list(PEOPLE[:3])
    alone = [
        laid(asked(three, f"{n:04d}"), three, set(three[:2]), set(), set()).alone
        for n in range(300)
    ]
    assert 60 < alone.count(three[2]) < 140


def test_a_yes_can_be_unsaid() -> None:
    """By taking back what said it, or by a plain no, which takes back all."""
    pairing = waved(asked(list(PEOPLE[:2])), PEOPLE[0], "$second")
    assert took_back(pairing, f"$by-{PEOPLE[0]}").willing == (PEOPLE[1], PEOPLE[0])
    assert took_back(pairing, f"$by-{PEOPLE[1]}").willing == (PEOPLE[0],)
    assert rather_not(pairing, PEOPLE[0]).willing == (PEOPLE[1],)
    assert waved(pairing, PEOPLE[0], "$second") == pairing
