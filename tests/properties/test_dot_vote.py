"""What holds in every vote by points, whoever answers what, whenever one looks."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Room
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import dot_vote, prompt_round

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di"))
SEATS = (
    say.Invited(NAMES[0]),
    say.Invited(NAMES[1]),
    say.Invited(NAMES[2], Lane.SLOW, by_mail=True),
    say.Invited(NAMES[3], Lane.SLOW),
)
OPTIONS = tuple(dot_vote.Option(text=text) for text in ("butt", "fence", "August"))
POINTS = 5
SHARES = st.lists(
    st.builds(dot_vote.Share, st.integers(1, 3), st.integers(1, 3)), max_size=3,
    unique_by=lambda share: share.option,
).map(tuple)  # fmt: skip
ACTIONS = st.sampled_from(
    ["place", "reply", "pass", "take", "leave", "more", "time", "pause", "resume"]
)
ACTS = st.lists(st.tuples(ACTIONS, st.integers(0, 3), SHARES), max_size=25)


def began() -> dot_vote.DotVote:
    """A vote that has just opened."""
    begin = dot_vote.Begin(
        NAMES[0], "Which?", SEATS, prompt_round.Settings(), "seed", OPTIONS, POINTS
    )
    facts = dot_vote.announce(begin, START)
    return dot_vote.fold(dot_vote.evolve(None, facts[0]), facts[1:])


def command(what: str, who: MemberId, n: int, shares: Any, state: dot_vote.DotVote) -> Any:
    """What somebody says."""
    seat = state.seat(who)
    return {
        "place": dot_vote.Place(who, WordsId(f"w{n}"), shares),
        "reply": dot_vote.Place(who, WordsId(f"w{n}"), shares, say.Via.REPLY),
        "pass": say.Pass(who),
        "take": say.TookBack(who, seat.words if seat else ()),
        "leave": say.Left(who),
        "more": say.More(who),
        "time": say.TimePassed(),
        "pause": say.Pause(NAMES[0], True),
        "resume": say.Resume(NAMES[0], True),
    }[what]


def played(acts: list[Any], people: tuple[MemberId, ...] = NAMES) -> list[Any]:
    """Let it happen; return state and notices after each act, until the close."""
    state, now, seen = began(), START, []
    for n, (what, index, shares) in enumerate(acts):
        now += timedelta(hours=9 * index) if what == "time" else timedelta(0)
        before = state
        try:
            facts = dot_vote.decide(state, command(what, people[index], n, shares, state), now)
        except Refusal as no:
            facts, refused = (), no.code
        else:
            refused = None
        if what == "pass":
            assert refused in (None, "not-in-this-round", "round-over")
        state = dot_vote.fold(state, facts)
        seen.append((what, before, state, dot_vote.notices(before, facts, state), now))
    return seen


@settings(max_examples=120, deadline=None)
@given(acts=ACTS)
def test_no_points_are_made_or_lost(acts: list[Any]) -> None:
    """The sums are those of the ballots that stood at the close, and no ballot is above the points."""
    for _, before, state, _, _ in played(acts):
        assert all(ballot.placed <= POINTS for ballot in state.ballots)
        if state.over and not before.over:
            assert state.ballots == ()
            assert len(state.sums) == len(OPTIONS)
        if not state.over:
            assert state.sums == ()


@settings(max_examples=120, deadline=None)
@given(acts=ACTS)
def test_the_room_never_hears_who_gave_what(acts: list[Any]) -> None:
    """No message to the room carries an item with points; alone each hears of their own only."""
    for _, _, _, told, _ in played(acts):
        for notice in told:
            letter = notice.args.get("letter")
            if notice.to == Room():
                assert letter is None
                assert notice.kind != "words_received"
            elif isinstance(letter, Letter):
                assert notice.kind == "words_received"


@settings(max_examples=120, deadline=None)
@given(acts=ACTS, shares=SHARES)
def test_what_is_given_changes_nothing_that_is_seen(acts: list[Any], shares: Any) -> None:
    """The same acts with other points: the same card, the same messages in the room."""
    fits = sum(share.points for share in shares) <= POINTS
    acts = [a for a in acts if sum(share.points for share in a[2]) <= POINTS and fits]
    other = [(what, index, shares) for what, index, _ in acts]

    def visible(seen: list[Any]) -> list[Any]:
        return [
            ([n for n in told if n.to == Room()], dot_vote.card(state))
            for _, _, state, told, _ in seen
        ]

    assert visible(played(acts)) == visible(played(other))


@settings(max_examples=120, deadline=None)
@given(acts=ACTS)
def test_every_vote_ends(acts: list[Any]) -> None:
    """However it went, deadlines lead to the close; and no place was closed before its time."""
    seen = played([act for act in acts if act[0] != "pause"])
    state, now = (seen[-1][2], seen[-1][4]) if seen else (began(), START)
    for _ in range(10):
        due = dot_vote.next_due(state)
        if due is None:
            break
        now = max(now, due)
        state = dot_vote.fold(state, dot_vote.decide(state, say.TimePassed(), now))
    assert state.over
    assert len(state.sums) == len(OPTIONS)
