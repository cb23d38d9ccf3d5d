"""What holds at the tables of a session, whoever comes, goes, talks or stays silent."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.formats.format import HOST, Above, Depth, Filled, Format, Role, Size
from facilitator.core.formats.steps import (
    GroupMix,
    Live,
    PairMix,
    Pairs,
    PromptRound,
    Record,
    Slow,
    SmallGroups,
    Speaks,
    Step,
    Who,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letters, Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import session
from facilitator.core.rounds.session.facts import TablesLaid
from facilitator.core.rounds.session.simulating import Play
from facilitator.core.scales import Scale

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay", "gus", "hal"))
DAY = timedelta(days=1)
PAIRS = st.builds(
    Pairs, st.sampled_from(PairMix), st.sampled_from(Speaks), st.booleans(), st.integers(1, 3)
)
GROUPS = st.builds(
    SmallGroups, st.integers(2, 5), st.sampled_from(GroupMix), st.integers(1, 2),
    st.sampled_from([None, "topics"]), st.sampled_from([None, "tellers"]),
)  # fmt: skip


def step(number: int, does: Pairs | SmallGroups) -> Step:
    """A step at tables, in chat for four minutes and by mail for some days."""
    kind = {"pairs": does} if isinstance(does, Pairs) else {"small_groups": does}
    return Step(
        f"s{number}", prompt="Well?", live=Live(timedelta(minutes=4)), slow=Slow(3 * DAY), **kind
    )  # type: ignore[arg-type]


def format_of(steps: tuple[Step, ...]) -> Format:
    """Topics first, then tables, then whoever tells of them."""
    topics = Step("topics", prompt="What about?", slow=Slow(3 * DAY), prompt_round=PromptRound())
    told = Step(
        "told", prompt="And?", who=Who("tellers"), slow=Slow(3 * DAY), prompt_round=PromptRound()
    )
    roles = (
        Role(HOST, Filled.STARTER, "host"),
        Role("tellers", Filled.PICK, "tellers", 0, None),
    )
    return Format(
        "sample", "Sample", "To try.", (Scale.CREW,), Size(2, 8, 2, 8, Above.OPEN), roles, (),
        Record.NONE, None, Depth.LIGHT, (topics, *steps, told),
    )  # fmt: skip


FORMATS = st.lists(st.one_of(PAIRS, GROUPS), min_size=1, max_size=3).map(
    lambda found: format_of(tuple(step(n, does) for n, does in enumerate(found)))
)
LANES = st.lists(st.sampled_from(["live", "slow", "mail"]), min_size=2, max_size=8)
MEMBERS = st.sampled_from(NAMES)
DOINGS = st.one_of(
    st.builds(say.Left, MEMBERS),
    st.builds(say.Pass, MEMBERS),
    st.builds(say.Finish, MEMBERS),
    st.builds(say.Here, MEMBERS),
    st.builds(session.Sit, MEMBERS, st.integers(1, 4)),
    st.builds(say.Speak, MEMBERS, st.just((WordsId("secret"),)), st.sampled_from(say.Via)),
    st.builds(say.Next, st.just(NAMES[0]), st.just(True)),
    st.builds(say.Pause, st.just(NAMES[0]), st.just(True)),
    st.builds(say.Resume, st.just(NAMES[0]), st.just(True)),
    st.builds(say.Add, st.just(NAMES[0]), st.builds(say.Invited, MEMBERS), st.just(True)),
    st.none(),
)


def begun(whole: Format, lanes: list[str]) -> Play:
    """A session with a place for each lane; the first four bring a topic."""
    seats = tuple(
        say.Invited(name, Lane.LIVE if lane == "live" else Lane.SLOW, lane == "mail")
        for name, lane in zip(NAMES, lanes, strict=False)
    )
    play = Play.begin(session.Begin(NAMES[0], whole, seats, "seed", timed=True), START)
    for seat in seats[:4]:
        play.do(say.Speak(seat.member, (WordsId(f"topic {seat.member}"),), say.Via.LETTER))
    for seat in seats[4:]:
        play.do(say.Pass(seat.member))
    while play.session.at == 0:
        play.tick()
    return play


def do(play: Play, command: Any) -> None:
    """Let it happen, or be refused; without a command, time passes."""
    seats = [table.seat(getattr(command, "by", NAMES[0])) for table in play.tables.values()]
    sits = any(seat is not None and seat.present for seat in seats)
    try:
        play.do(command) if command is not None else play.tick()
    except Refusal:
        if isinstance(command, say.Pass) and sits:
            raise


@given(FORMATS, LANES, st.lists(DOINGS, max_size=25))
@settings(max_examples=100, deadline=None)
def test_every_session_with_tables_ends_and_keeps_what_was_said_there(
    whole: Format, lanes: list[str], doings: list[Any]
) -> None:
    """Nobody sits twice unless they move freely, no word leaves its table, and it always closes."""
    play = begun(whole, lanes)
    for command in doings:
        if play.over:
            break
        do(play, command)
        free = any(table.topic for table in play.session.tables)
        sitting = [member for table in play.session.running for member in table.members]
        assert free or len(sitting) == len({*sitting})
        assert {*sitting} <= {seat.member for seat in play.session.seats}
        assert {*play.tables} == {table.number for table in play.session.running}
    if not play.over:
        do(play, say.Resume(NAMES[0], True))
    assert play.over or play.to_the_end()
    for notice in play.told:
        assert not _leaks(notice)


def _leaks(notice: Notice) -> bool:
    """Whether the circle, in its letter or before, is shown what was said at a table."""
    letters = [arg for arg in notice.args.values() if isinstance(arg, Letters)]
    return any(
        WordsId("secret") in entry.words
        for arg in letters
        for prompt, letter in arg.parts
        for entry in letter.entries
        if prompt == "Well?"
    )


@pytest.mark.parametrize("people", range(2, 9))
@pytest.mark.parametrize("mix", PairMix)
def test_everybody_has_company(people: int, mix: PairMix) -> None:
    """In twos, with one of three where the number is odd."""
    play = begun(format_of((step(0, Pairs(mix)),)), ["live"] * people)
    laid = [fact for fact in play.facts if isinstance(fact, TablesLaid)]
    sizes = sorted(len(table.members) for table in laid[0].tables)
    assert sizes == [2] * (people // 2 - people % 2) + [3] * (people % 2)


def test_strangers_meet_somebody_else_each_time() -> None:
    """Among four there are three ways to sit in twos, and nobody meets anybody twice."""
    play = begun(format_of((step(0, Pairs(PairMix.STRANGERS, rounds=3)),)), ["live"] * 4)
    assert play.to_the_end()
    laid = [fact for fact in play.facts if isinstance(fact, TablesLaid)]
    met = [frozenset(table.members) for fact in laid for table in fact.tables]
    assert len(laid) == 3
    assert len(met) == len({*met}) == 6


def test_two_pairs_become_a_four_and_one_of_them_tells() -> None:
    """Pairs join as they are; who says *in* tells the others."""
    steps = (step(0, Pairs()), step(1, SmallGroups(4, GroupMix.JOIN, speaker="tellers")))
    play = begun(format_of(steps), ["live"] * 4)
    pairs = [{*table.members} for table in play.session.tables]
    while play.session.at == 1:
        play.tick()
    (four,) = play.session.tables
    assert all(pair <= {*four.members} for pair in pairs)
    play.do(say.Here(NAMES[2]))
    while play.session.at == 2:
        play.tick()
    assert play.session.holders("tellers") == (NAMES[2],)


def test_the_word_goes_on_at_half_time() -> None:
    """Each has the word as long, and both are told whose it is."""
    play = begun(format_of((step(0, Pairs(swap=True)),)), ["live"] * 2)
    at = play.now
    play.tick()
    assert play.now == at + timedelta(minutes=2)
    assert play.told[-1].kind == "table_swapped"


def test_whoever_is_left_alone_is_offered_another_table() -> None:
    """Alone they are told so, and may go to another table; nobody else is."""
    play = begun(format_of((step(0, Pairs()),)), ["live"] * 4)
    first, second = play.session.tables
    with pytest.raises(Refusal, match="table-is-yours"):
        play.do(session.Sit(first.members[0], second.number))
    play.do(say.Left(first.members[1]))
    alone = [notice for notice in play.told if notice.kind == "table_left_alone"]
    assert [notice.to for notice in alone] == [To(first.members[0])]
    play.do(session.Sit(first.members[0], second.number))
    assert [table.number for table in play.session.running] == [second.number]
    assert len(play.session.running[0].members) == 3


def test_nobody_else_hears_who_sits_with_whom() -> None:
    """The circle's room hears that people sit in twos, and no names."""
    play = begun(format_of((step(0, Pairs()),)), ["live", "mail", "live", "mail"])
    laid = [n for n in play.told if n.kind == "tables_laid" and isinstance(n.to, Room)]
    assert len(laid) == 1
    assert not any(type(arg).__name__ in ("Who", "People") for arg in laid[0].args.values())
