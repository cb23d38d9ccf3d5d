"""What holds in every poll, whoever answers what, whenever one looks."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import RoundId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll
from facilitator.core.rounds.poll.tally import meets_quorum
from tests.core.poll_table import ANA, BEN, CY, DI, FRUIT, START

NAMES = (ANA, BEN, CY, DI)
PLACES = (
    poll.Place(ANA, Lane.LIVE), poll.Place(BEN, Lane.LIVE),
    poll.Place(CY, Lane.SLOW, by_mail=True), poll.Place(DI, Lane.SLOW),
)  # fmt: skip
OPTIONS = tuple(poll.Option(n, text) for n, text in enumerate(FRUIT, 1))
RULES = st.builds(
    poll.Settings,
    hidden=st.sampled_from(poll.Hidden),
    names=st.booleans(),
    most=st.integers(1, 3),
    quorum_people=st.integers(0, 4),
    quorum_percent=st.sampled_from((0, 50, 100)),
    threshold_percent=st.sampled_from((0, 50, 67)),
    adds=st.booleans(),
)
ACTIONS = st.sampled_from(
    ["vote", "tap", "pass", "take", "more", "add", "time", "pause", "resume", "extend", "end",
     "reopen", "leave", "join", "away", "back", "pace", "outage", "draw"]
)  # fmt: skip
ACTS = st.lists(st.tuples(ACTIONS, st.integers(0, 3), st.integers(1, 3)), max_size=30)
MANY = settings(max_examples=120, deadline=None)


def began(rules: poll.Settings) -> poll.Poll:
    """A poll that has just opened."""
    facts = poll.ask(RoundId("rnd"), 1, "choose", ANA, "What first?", OPTIONS, PLACES, rules, START)
    return poll.evolve(None, facts[0])


def command(what: str, index: int, n: int, choice: int, state: poll.Poll, now: Any) -> Any:
    """What somebody says, or the clock."""
    who = NAMES[index]
    last = state.ballots[-1].source if state.ballots else ""
    marks = (poll.Mark(choice),)
    return {
        "vote": poll.Vote(who, marks, f"v{n}", now, WordsId(f"w{n}") if index % 2 else None),
        "tap": poll.Vote(who, marks, f"t{n}", now, tapped=True, told=False),
        "pass": poll.Vote(who, (), f"p{n}", now),
        "take": poll.TakeBack(last),
        "more": poll.More(who),
        "add": poll.AddOption(who, f"Fruit {n}"),
        "time": poll.Tick(),
        "pause": poll.Pause(who),
        "resume": poll.Resume(who),
        "extend": poll.Extend(who, timedelta(hours=choice)),
        "end": poll.End(who),
        "reopen": poll.Reopen(who),
        "leave": poll.Leave(who),
        "join": poll.Join(who, Lane.LIVE),
        "away": poll.Presence(who, away=True),
        "back": poll.Presence(who, away=False),
        "pace": poll.Pace(who, Lane.SLOW if choice == 1 else Lane.LIVE),
        "outage": poll.Outage(timedelta(hours=choice)),
        "draw": poll.Draw(who, f"seed{n}"),
    }[what]


class Seen:
    """One step: what was done, the poll before and after, and what was told."""

    def __init__(self, what: str, before: poll.Poll, facts: Any, now: Any, refused: str) -> None:
        self.what, self.before, self.facts, self.now, self.refused = (
            what,
            before,
            facts,
            now,
            refused,
        )
        self.after = poll.fold(before, facts)
        self.told: tuple[Notice, ...] = poll.notices(before, facts, self.after)


def played(acts: list[Any], rules: poll.Settings) -> list[Seen]:
    """Let it happen."""
    state, now, seen = began(rules), START, []
    for n, (what, index, choice) in enumerate(acts):
        now += timedelta(hours=9 * index) if what == "time" else timedelta(0)
        facts: Any = ()
        refused = ""
        try:
            facts = poll.decide(state, command(what, index, n, choice, state, now), now)
        except Refusal as no:
            refused = no.code
        seen.append(Seen(what, state, facts, now, refused))
        state = seen[-1].after
    return seen


@MANY
@given(acts=ACTS, rules=RULES)
def test_one_person_counts_once(acts: list[Any], rules: poll.Settings) -> None:
    """However they answered and how often; and only who is there."""
    for step in played(acts, rules):
        members = [ballot.member for ballot in poll.counted(step.after)]
        assert len(members) == len(set(members))
        assert set(members) <= {place.member for place in poll.eligible(step.after)}


@MANY
@given(acts=ACTS, rules=RULES)
def test_a_pass_is_always_taken(acts: list[Any], rules: poll.Settings) -> None:
    """Unless there is no place to pass from."""
    for step in played(acts, rules):
        if step.what == "pass":
            assert step.refused in ("", "not-in-this-poll")


@MANY
@given(acts=ACTS, rules=RULES)
def test_the_last_answer_counts(acts: list[Any], rules: poll.Settings) -> None:
    """An answer in words stands as it was given, until its author changes or removes it."""
    for step in played(acts, rules):
        voted = [fact for fact in step.facts if type(fact).__name__ == "Voted"]
        if voted and step.what == "vote":
            assert poll.ballot_of(step.after, voted[0].ballot.member) == voted[0].ballot


@MANY
@given(acts=ACTS, rules=RULES)
def test_a_printed_time_never_moves_earlier(acts: list[Any], rules: poll.Settings) -> None:
    """And it never closes before that time by itself, unless all have answered."""
    for step in played(acts, rules):
        assert step.after.until >= step.before.until
        if step.after.over and not step.before.over and step.what == "time":
            early = step.now < step.before.until
            assert not early or not poll.unanswered(step.before)


@MANY
@given(acts=ACTS, rules=RULES)
def test_silence_never_meets_a_quorum(acts: list[Any], rules: poll.Settings) -> None:
    """One more place that says nothing makes no poll that lacks answers have enough."""
    for step in played(acts, rules):
        silent = replace(PLACES[0], member="zoe")  # type: ignore[arg-type]
        more = replace(step.after, places=(*step.after.places, silent))
        assert meets_quorum(step.after) or not meets_quorum(more)


@MANY
@given(acts=ACTS, rules=RULES, choice=st.integers(1, 3))
def test_nobody_can_tell_from_a_hidden_poll(
    acts: list[Any], rules: poll.Settings, choice: int
) -> None:
    """The same acts with other choices: the same card and room, to the very end of the hiding."""
    rules = replace(rules, hidden=poll.Hidden.CLOSED, most=1, threshold_percent=0)
    kept = [act for act in acts if act[0] not in ("end", "reopen", "draw")]
    other = [(what, who, choice if what in ("vote", "tap") else n) for what, who, n in kept]

    def visible(steps: list[Seen]) -> list[Any]:
        return [
            ([n for n in step.told if n.to == Room()], poll.card(step.after))
            for step in steps
            if not step.after.over
        ]

    one, two = played(kept, rules), played(other, rules)
    assert visible(one) == visible(two)


@MANY
@given(acts=ACTS, rules=RULES)
def test_nobody_silent_is_named(acts: list[Any], rules: poll.Settings) -> None:
    """A private question goes to who it asks alone."""
    for step in played(acts, rules):
        for notice in step.told:
            if notice.kind == "asked":
                assert isinstance(notice.to, To)
                assert notice.asks == (notice.to.member,)


@MANY
@given(acts=ACTS, rules=RULES)
def test_every_poll_ends(acts: list[Any], rules: poll.Settings) -> None:
    """However it went, its times lead to the close."""
    steps = played([act for act in acts if act[0] != "pause"], rules)
    state, now = (steps[-1].after, steps[-1].now) if steps else (began(rules), START)
    for _ in range(10):
        if (due := poll.next_due(state)) is None:
            break
        now = max(now, due)
        state = poll.fold(state, poll.decide(state, poll.Tick(), now))
    assert state.over
    assert state.came is not None


@MANY
@given(acts=ACTS, rules=RULES)
def test_looking_twice_does_nothing_twice(acts: list[Any], rules: poll.Settings) -> None:
    """A tick that comes again at the same moment finds nothing more of what it has done."""
    for step in played(acts, rules):
        if step.what == "time" and step.facts:
            again = poll.decide(step.after, poll.Tick(), step.now)
            assert not {type(fact) for fact in again} & {type(fact) for fact in step.facts}
