"""What holds where more came than a practice is for, whoever comes, goes, speaks or stays silent."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.formats.format import Above, Format, Size
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letters, Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import session
from facilitator.core.rounds.session.facts import TablesLaid
from facilitator.core.rounds.session.simulating import Play
from facilitator.formats.library import Library
from facilitator.formats.resolving import resolve

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(f"member-{number}") for number in range(40))
SHIPPED = Library.shipped()
WIDE = {
    name: whole
    for name in SHIPPED.names()
    if (whole := resolve(SHIPPED.written(name), SHIPPED)).size.above
    in (Above.TABLES, Above.CIRCLES)
}
MEMBERS = st.sampled_from(NAMES[:24])
DOINGS = st.one_of(
    st.builds(say.Here, MEMBERS),
    st.builds(say.Pass, MEMBERS),
    st.builds(say.Finish, MEMBERS),
    st.builds(say.Left, MEMBERS),
    st.builds(say.Speak, MEMBERS, st.just((WordsId("secret"),)), st.sampled_from(say.Via)),
    st.builds(session.Sit, MEMBERS, st.integers(1, 4)),
    st.builds(say.Pause, st.just(NAMES[0]), st.just(True)),
    st.builds(say.Resume, st.just(NAMES[0]), st.just(True)),
    st.builds(say.Add, st.just(NAMES[0]), st.builds(say.Invited, st.sampled_from(NAMES)), st.just(True)),
    st.none(),
)  # fmt: skip
PACES = st.lists(st.sampled_from(["live", "slow", "mail"]), min_size=7, max_size=24)


def begun(whole: Format, paces: list[str]) -> Play:
    """A session with a place for each pace; where so many cannot be divided, with a few more."""
    people = len(paces)
    while people <= whole.size.most or session.tables_for(whole.size, people) is None:
        people += 1
    seats = tuple(
        say.Invited(name, Lane.LIVE if pace == "live" else Lane.SLOW, pace == "mail")
        for name, pace in zip(NAMES, [*paces, *["live"] * people][:people], strict=False)
    )
    play = Play.begin(session.Begin(NAMES[0], whole, seats, "seed", timed=True), START)
    while not play.apart:
        play.tick()
    return play


def do(play: Play, command: Any) -> None:
    """Let it happen, or be refused; without a command, time passes."""
    try:
        play.do(command) if command is not None else play.tick()
    except Refusal as no:
        if isinstance(command, say.Pass) and _sits(play, command.by):
            raise AssertionError(f"a pass was refused: {no.code}") from no


def _sits(play: Play, member: MemberId) -> bool:
    """Whether somebody is asked in a step of their own table just now, and was not heard yet."""
    for one in play.apart.values():
        seat = one.round.seat(member) if one.form is not None and not one.over else None
        open_ = getattr(seat, "present", False) and not getattr(seat, "heard", True)
        if open_ and one.session.paused_at is None:
            return True
    return False


def seen_by_all(play: Play) -> list[WordsId]:
    """The words in letters of the whole."""
    letters = [arg for n in play.told for arg in n.args.values() if isinstance(arg, Letters)]
    entries = (entry for one in letters for _, letter in one.parts for entry in letter.entries)
    return [word for entry in entries for word in entry.words]


@pytest.mark.parametrize("name", WIDE)
@given(paces=PACES, doings=st.lists(DOINGS, max_size=25))
@settings(max_examples=25, deadline=None)
def test_everybody_sits_at_one_table_and_every_session_ends(
    name: str, paces: list[str], doings: list[Any]
) -> None:
    """Nobody sits twice or nowhere, no word leaves its table, and all of it always closes."""
    play = begun(WIDE[name], paces)
    for command in doings:
        if play.session.phase is not session.Phase.TABLES:
            break
        do(play, command)
        _sit_once(play)
    if not play.over:
        do(play, say.Resume(NAMES[0], True))
    assert play.over or play.to_the_end()
    assert all(one.over for one in play.apart.values())
    assert WordsId("secret") not in seen_by_all(play)
    for one in play.apart.values():
        _heard_once(one)


def _sit_once(play: Play) -> None:
    sitting = [member for table in play.session.running for member in table.members]
    assert len(sitting) == len({*sitting})
    for table in play.session.running:
        assert {*table.members} == {seat.member for seat in play.apart[table.number].session.seats}


def _heard_once(one: Play) -> None:
    for heard in one.session.heard:
        told = [entry.member for entry in heard.told if entry.words or entry.calls]
        step = one.session.format.step(heard.step)
        assert step is None or not step.go_around or len(told) == len({*told})


@pytest.mark.parametrize("name", WIDE)
@pytest.mark.parametrize("people", [*range(5, 40)])
def test_tables_are_neither_too_small_nor_too_large(name: str, people: int) -> None:
    """Each has as many as the practice is for; mail and chat are spread over all of them."""
    size = WIDE[name].size
    if people <= size.most or session.tables_for(size, people) is None:
        return
    play = begun(WIDE[name], ["mail", "live", "live"] * (people // 3) + ["live"] * (people % 3))
    laid = next(fact for fact in play.facts if isinstance(fact, TablesLaid))
    sizes = [len(table.members) for table in laid.tables]
    assert size.least <= min(sizes) <= max(sizes) <= size.most
    assert max(sizes) - min(sizes) <= 1
    by_mail = [sum(seat.by_mail for seat in one.session.seats) for one in play.apart.values()]
    assert size.ideal_most <= 4 or max(by_mail) - min(by_mail) <= 1


@pytest.mark.parametrize("name", [name for name in WIDE if WIDE[name].size.tell])
def test_one_of_each_table_tells_the_others_a_line(name: str) -> None:
    """Its host does: whoever took it, or the one on whom the lot fell."""
    play = begun(WIDE[name], ["live"] * 24)
    while play.session.phase is session.Phase.TABLES:
        play.tick()
    hosts = {one.session.chair for one in play.apart.values()}
    assert {seat.member for seat in play.round.seats} == hosts
    assert len(hosts) == len(play.apart)
    assert NAMES[0] in hosts


def test_nobody_hears_who_sits_where_but_those_who_sit_there() -> None:
    """The room of all hears of tables, and no names; each table hears its own."""
    play = begun(WIDE["check_in"], ["live", "mail", "live"] * 7)
    laid = [n for n in play.told if n.kind == "apart_laid"]
    assert [n.to for n in laid] == [Room()]
    assert not any(type(arg).__name__ in ("Who", "People") for arg in laid[0].args.values())
    opened = [n for one in play.apart.values() for n in one.told if n.kind == "apart_opened"]
    assert len(opened) == len(play.apart)


def test_whoever_mails_hears_of_the_end_at_their_own_table_alone() -> None:
    """Where nothing is told to all, the whole has no letter of its own at its end."""
    play = begun(WIDE["talking_circle"], ["live", "mail", "live"] * 7)
    assert play.to_the_end()
    ends: list[Notice] = [n for n in play.told if n.kind in ("circle_letter", "round_closed")]
    assert [n.to for n in ends] == [Room()]
    own = [
        n
        for one in play.apart.values()
        for n in one.told
        if "letters" in n.args and n.kind == "circle_letter"
    ]
    assert sum(isinstance(n.to, To) for n in own) == 7


def test_who_comes_late_sits_at_the_smallest_table() -> None:
    """And has a place in the step that is held there."""
    play = begun(WIDE["check_in"], ["live"] * 23)
    while not all(one.form for one in play.apart.values()):
        play.tick()
    least = min(play.session.running, key=lambda table: len(table.members))
    play.do(say.Add(NAMES[0], say.Invited(NAMES[30]), True))
    assert play.apart[least.number].session.seat(NAMES[30]) is not None
    assert play.apart[least.number].round.seat(NAMES[30]) is not None


def test_whoever_is_left_alone_is_offered_another_table() -> None:
    """And the table that nobody sits at any more is over."""
    play = begun(WIDE["troika"], ["live"] * 7)
    first, second = play.session.tables
    for member in first.members[1:]:
        play.do(say.Left(member))
    assert [n.to for n in play.told if n.kind == "table_left_alone"] == [To(first.members[0])]
    play.do(session.Sit(first.members[0], second.number))
    assert play.apart[first.number].over
    assert play.apart[second.number].session.seat(first.members[0]) is not None


@pytest.mark.parametrize(
    ("size", "people", "tables"),
    [
        (Size(2, 20, 3, 8, Above.TABLES), 27, 5),
        (Size(3, 4, 3, 3, Above.TABLES), 5, None),
        (Size(3, 4, 3, 3, Above.TABLES), 7, 2),
        (Size(4, 20, 10, 20, Above.TABLES), 21, 2),
        (Size(5, 6, 5, 6, Above.TABLES), 9, None),
    ],
)
def test_so_many_sit_at_so_many_tables(size: Size, people: int, tables: int | None) -> None:
    """As near to the ideal as can be; where it cannot be done it is not tried."""
    assert session.tables_for(size, people) == tables


def test_a_number_that_cannot_be_divided_is_told() -> None:
    """Five are too many for one troika and too few for two: six would do."""
    seats = tuple(say.Invited(name) for name in NAMES[:5])
    with pytest.raises(Refusal, match="format-too-many") as no:
        Play.begin(session.Begin(NAMES[0], WIDE["troika"], seats, "seed"), START)
    assert no.value.words["next"] == 6
