"""The chair goes round: fairly, and only among those who are there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId
from facilitator.core.rhythms import Rotation

ANA, BEN, CY, DI = (MemberId(name) for name in ("ana", "ben", "cy", "di"))
ALL = (ANA, BEN, CY, DI)


def test_everybody_has_a_turn_before_anybody_has_a_second() -> None:
    """The queue goes round."""
    turns, had = Rotation(ALL), []
    for _ in range(8):
        had.append(turns.next())
        turns = turns.turned(had[-1])
    assert had == [*ALL, *ALL]


def test_who_declines_is_not_asked_twice_for_one_date() -> None:
    """The next one is; the one who declined comes again after the others."""
    turns = Rotation(ALL).declining(ANA).declining(BEN)
    assert turns.next() == CY
    assert turns.turned(CY).queue == (DI, ANA, BEN, CY)


def test_two_who_swap_have_each_others_turns() -> None:
    """And everybody else keeps theirs."""
    assert Rotation(ALL).swapped(ANA, CY).queue == (CY, BEN, ANA, DI)


def test_who_left_the_circle_drops_out_and_who_is_new_comes_last() -> None:
    """Whoever is out stays out until they join again."""
    turns = Rotation((ANA, BEN), out=(CY,)).among((BEN, CY, DI))
    assert (turns.queue, turns.out) == ((BEN, DI), (CY,))
    assert turns.joined(CY).queue == (BEN, DI, CY)


def test_when_all_declined_nobody_has_it() -> None:
    """Then it is for the starter, or for anyone."""
    assert Rotation((ANA,)).declining(ANA).next() is None
    assert Rotation((ANA, BEN)).next({ANA, BEN}) is None


ACTS = st.lists(
    st.tuples(st.sampled_from(["turn", "decline", "swap", "leave", "join", "gone"]),
              st.sampled_from(ALL), st.sampled_from(ALL)),
    max_size=30,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(ACTS)
def test_nobody_is_lost_or_doubled(acts: list[tuple[str, MemberId, MemberId]]) -> None:
    """Whatever is said: everybody is in the queue once, or out of it."""
    turns = Rotation(ALL)
    for act, one, other in acts:
        match act:
            case "turn":
                turns = turns.turned(turns.next())
            case "decline":
                turns = turns.declining(one)
            case "swap" if one in turns.queue and other in turns.queue:
                turns = turns.swapped(one, other)
            case "leave":
                turns = turns.without(one)
            case "join":
                turns = turns.joined(one)
            case _:
                turns = turns.among(m for m in ALL if m != one).among(ALL)
        assert sorted([*turns.queue, *turns.out]) == sorted(ALL)
        assert turns.next() is None or turns.next() in turns.queue
