"""What holds in every harvest: nothing of anyone's is kept but by their own yes, and it ends."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Letter, Room, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import harvest, prompt_round
from facilitator.core.rounds.harvest import Fate

START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
NAMES = tuple(MemberId(name) for name in ("ana", "ben", "cy", "di"))
PEOPLE = (
    say.Invited(NAMES[0]),
    say.Invited(NAMES[1]),
    say.Invited(NAMES[2], Lane.SLOW, by_mail=True),
    say.Invited(NAMES[3], Lane.SLOW),
)
LINES = harvest.numbered(
    harvest.Line(NAMES[index], 0, WordsId(f"line{n}")) for n, index in enumerate((0, 1, 1, 2, 3))
)
ACTIONS = st.sampled_from(
    ["ok", "out", "edit", "draft", "pass", "take", "leave", "more", "time", "end"]
)
ACTS = st.lists(st.tuples(ACTIONS, st.integers(0, 3), st.integers(1, 3)), max_size=30)


def began(*, drafting: bool) -> harvest.Harvest:
    """A harvest that has just opened, with lines there or to be drafted by Ana and Cy."""
    seats = (PEOPLE[0], PEOPLE[2]) if drafting else ()
    lines = () if drafting else LINES
    settings_ = prompt_round.Settings(window=timedelta(days=3))
    begin = harvest.Begin(NAMES[0], "What we keep", seats, PEOPLE, settings_, "seed", lines)
    facts = harvest.announce(begin, START)
    return harvest.fold(harvest.evolve(None, facts[0]), facts[1:])


def command(what: str, index: int, n: int, number: int, state: harvest.Harvest) -> Any:
    """What somebody says."""
    who, words = NAMES[index], WordsId(f"w{n}")
    seat = state.seat(who)
    made = harvest.Drafted(WordsId(f"d{n}"), NAMES[(index + number) % 4])
    return {
        "ok": harvest.Answer(who, words, (harvest.Reply(number, Fate.KEPT),)),
        "out": harvest.Answer(who, words, (harvest.Reply(number, Fate.OUT),)),
        "edit": harvest.Answer(who, words, (harvest.Reply(number, Fate.KEPT, WordsId(f"e{n}")),)),
        "draft": harvest.Draft(who, (made,)),
        "pass": say.Pass(who),
        "take": say.TookBack(who, (*(seat.words if seat else ()), WordsId(f"line{number}"))),
        "leave": say.Left(who),
        "more": say.More(who),
        "time": say.TimePassed(),
        "end": say.End(NAMES[0], True),
    }[what]


def played(acts: list[Any], *, drafting: bool) -> list[Any]:
    """Let it happen; return before, facts, after and notices of each act."""
    state, now, seen = began(drafting=drafting), START, []
    for n, (what, index, number) in enumerate(acts):
        now += timedelta(hours=20 * number) if what == "time" else timedelta(0)
        said = command(what, index, n, number, state)
        before = state
        try:
            facts = harvest.decide(state, said, now)
        except Refusal as no:
            facts, refused = (), no.code
        else:
            refused = None
        if what == "pass":
            assert refused in (None, "not-in-this-round", "round-over", "kept-already")
        state = harvest.fold(state, facts)
        seen.append((said, before, state, harvest.notices(before, facts, state), now))
    return seen


@settings(max_examples=150, deadline=None)
@given(acts=ACTS, drafting=st.booleans())
def test_nothing_is_kept_but_by_its_authors_own_word(acts: list[Any], drafting: bool) -> None:
    """A line becomes kept by its author's answer, or because its author has written it down."""
    for said, before, after, _, _ in played(acts, drafting=drafting):
        was = {(one.author, one.words) for one in before.lines if one.fate is Fate.KEPT}
        for line in after.lines:
            if line.fate is Fate.KEPT and (line.author, line.words) not in was:
                assert isinstance(said, harvest.Answer | harvest.Draft)
                assert said.by == line.author


@settings(max_examples=150, deadline=None)
@given(acts=ACTS, drafting=st.booleans())
def test_no_line_is_shown_to_others_before_it_is_approved(acts: list[Any], drafting: bool) -> None:
    """The room sees no line at all; alone each sees their own, or what they have written down."""
    for _, before, after, told, _ in played(acts, drafting=drafting):
        for notice in told:
            shown = [one for one in notice.args.values() if isinstance(one, Letter)]
            if notice.to == Room():
                assert shown == []
            for item in (item for letter in shown for item in letter.items):
                assert isinstance(notice.to, To)
                lines = [one for one in (*before.lines, *after.lines) if one.words == item.words]
                assert any(notice.to.member in (one.author, one.drafter) for one in lines)
        assert after.kept == () or after.over


@settings(max_examples=120, deadline=None)
@given(acts=ACTS, drafting=st.booleans())
def test_every_harvest_ends(acts: list[Any], drafting: bool) -> None:
    """However it went, deadlines lead to the close, and what nobody answered is not kept."""
    seen = played(acts, drafting=drafting)
    state, now = (seen[-1][2], seen[-1][4]) if seen else (began(drafting=drafting), START)
    for _ in range(12):
        due = harvest.next_due(state)
        if due is None:
            break
        now = max(now, due)
        state = harvest.fold(state, harvest.decide(state, say.TimePassed(), now))
    assert state.over
    assert all(line.fate is Fate.KEPT for line in state.kept)


def test_silence_keeps_nothing() -> None:
    """Nobody answers: nothing is kept."""
    state, now = began(drafting=False), START
    while (due := harvest.next_due(state)) is not None:
        now = max(now, due)
        state = harvest.fold(state, harvest.decide(state, say.TimePassed(), now))
    assert state.over
    assert state.kept == ()
