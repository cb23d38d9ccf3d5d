"""What holds in every anonymous poll, whoever answers what, whenever one looks."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.notices import Notice, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll
from facilitator.core.rounds.poll.facts import (
    ClosingBegan,
    ClosingStopped,
    TakenBack,
    Voted,
    VotedLate,
)
from facilitator.store import codecs
from tests.core.poll_table import FRUIT, START

NAMES = tuple(MemberId(f"mem-{n}") for n in range(7))
PLACES = tuple(poll.Place(name, Lane.LIVE) for name in NAMES)
OPTIONS = tuple(poll.Option(n, text) for n, text in enumerate(FRUIT, 1))
TELLING = (Voted, VotedLate, TakenBack, ClosingBegan, ClosingStopped)
ACTIONS = st.sampled_from(
    ["vote"] * 6 + ["pass", "take", "more", "add", "time", "pause", "resume", "leave", "join", "away",
     "outage", "end", "cancel"]
)  # fmt: skip
ACTS = st.lists(st.tuples(ACTIONS, st.integers(0, 6), st.integers(1, 3)), max_size=40)
MANY = settings(max_examples=120, deadline=None)
RULES = st.builds(
    lambda people, adds: poll.anonymous(poll.Settings(quorum_people=people, adds=adds)),
    st.integers(0, 6), st.booleans(),
)  # fmt: skip


def command(what: str, who: MemberId, n: int, choice: int, state: poll.Poll, now: Any) -> Any:
    """What somebody says, or the clock."""
    last = state.ballots[-1].source if state.ballots else ""
    code = f"C{(n * 7919) % 1000:03}"
    return {
        "vote": poll.Vote(who, (poll.Mark(choice),), f"said-{n}", now, code=code),
        "pass": poll.Vote(who, (), f"said-{n}", now, code=code),
        "take": poll.TakeBack(last),
        "more": poll.More(who),
        "add": poll.AddOption(who, f"Fruit {n}"),
        "time": poll.Tick(),
        "pause": poll.Pause(who),
        "resume": poll.Resume(who),
        "leave": poll.Leave(who),
        "join": poll.Join(who, Lane.LIVE),
        "away": poll.Presence(who, away=choice == 1),
        "outage": poll.Outage(timedelta(hours=choice)),
        "end": poll.End(who),
        "cancel": poll.Cancel(who),
    }[what]


def played(
    acts: list[Any], rules: poll.Settings
) -> tuple[list[Any], poll.Poll, poll.Poll, list[Notice]]:
    """All facts, the poll right before its end, the poll at last, and all that was told."""
    facts: list[Any] = list(
        poll.ask(RoundId("rnd"), 1, "choose", NAMES[0], "What?", OPTIONS, PLACES, rules, START)
    )
    state, now, told = poll.evolve(None, facts[0]), START, list[Notice]()
    last = state
    for n, (what, who, choice) in enumerate([*acts, ("end", 0, 1)]):
        now += timedelta(hours=9 * who) if what == "time" else timedelta(0)
        try:
            new = poll.decide(state, command(what, NAMES[who], n, choice, state, now), now)
        except Refusal:
            continue
        last = last if state.over else state
        before, state = state, poll.fold(state, new)
        told += poll.notices(before, new, state)
        facts += new
    return facts, last, state, told


@MANY
@given(acts=ACTS, rules=RULES)
def test_what_is_left_names_no_one_who_answered(acts: list[Any], rules: poll.Settings) -> None:
    """No ballot has a member, a source, a time of its own or words."""
    _, _, state, _ = played(acts, rules)
    assert state.over
    assert state.sums is not None
    assert all((one.member, one.source, one.words) == ("", "", None) for one in state.ballots)
    assert len({one.heard_at for one in state.ballots}) <= 1
    assert list(state.ballots) == sorted(state.ballots, key=lambda one: one.code)


@MANY
@given(acts=ACTS, rules=RULES)
def test_the_facts_that_stay_give_the_same_poll(acts: list[Any], rules: poll.Settings) -> None:
    """Without a fact that says who answered, folding comes to the very same state."""
    facts, _, state, _ = played(acts, rules)
    stay = [fact for fact in facts if not isinstance(fact, TELLING)]
    again: Any = None
    for fact in stay:
        again = poll.evolve(again, fact)
    assert again == state
    assert codecs.read(poll.Poll, codecs.write(state)) == state


@MANY
@given(acts=ACTS, rules=RULES)
def test_fewer_than_five_are_never_shown(acts: list[Any], rules: poll.Settings) -> None:
    """Neither in the state nor in anything that is told; from five on all of them are."""
    _, last, state, told = played(acts, rules)
    chose = sum(not one.passed for one in poll.counted(last))
    if chose < 5 or state.phase is poll.Phase.CANCELLED:
        assert state.ballots == ()
        assert state.chosen == ()
        assert all(one.args["told"] == "no" for one in told if one.kind == "poll_closed")
    else:
        assert len(state.ballots) == len(poll.counted(last))


@MANY
@given(acts=ACTS, rules=RULES)
def test_nobody_hears_of_anothers_answer(acts: list[Any], rules: poll.Settings) -> None:
    """A code, and what was chosen under it, is told to its author and nobody else."""
    _, _, _, told = played(acts, rules)
    for one in told:
        if one.kind in ("vote_received", "vote_taken_back"):
            assert isinstance(one.to, To)
            assert one.shown.get("member") == one.to.member
        assert "code" not in one.args or one.kind in ("vote_received", "asked")


@MANY
@given(acts=ACTS, rules=RULES)
def test_the_sums_are_those_of_the_last_moment(acts: list[Any], rules: poll.Settings) -> None:
    """What the quorum was reckoned from, and how many answered, does not change with the end."""
    _, last, state, _ = played(acts, rules)
    assert state.sums is not None
    heard = len(poll.counted(last))
    assert state.sums.answered == heard
    assert state.sums.base == heard + len(poll.unanswered(last))
