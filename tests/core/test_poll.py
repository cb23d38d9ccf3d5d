"""What happens in a poll, case by case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from facilitator.core.notices import Letter, Room
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll
from facilitator.core.rounds.poll.later import drawn
from tests.core.poll_table import ANA, BEN, CY, DAY, DI, ELI, HOUR, MIXED, SEEN, TABLE, Story

ANSWERS = [
    ("2", (2,)), ("#2", (2,)), ("option 2", (2,)), ("2.", (2,)), ("2️⃣", (2,)), ("pears", (2,)),
    ("the Pears", (2,)), ("I prefer pears", (2,)), ("pea", (2,)), ("2. Pears", (2,)),
    ("[ ] 1. Apples\n[x] 2. Pears\n[ ] 3. Plums", (2,)),
    ("> [ ] 1. Apples\n> [X] 2. Pears\n> [ ] 3. Plums", (2,)),
    ("pears because they keep", (2,)), ("2\nThey keep so well.", (2,)),
]  # fmt: skip
MANY = [
    ("1, 3", (1, 3)), ("3 1", (1, 3)), ("apples and plums", (1, 3)), ("1️⃣ 3️⃣", (1, 3)),
    ("Plums\nApples", (1, 3)), ("1 & 3", (1, 3)), ("[x] 1. Apples\n[x] 3. Plums", (1, 3)),
]  # fmt: skip
TALK = ["what a good question", "apples or pears?", "not pears", "hm", "Apples?"]
UNCLEAR = [
    ("p", None), ("pl and pears", "poll-which-option"), ("7", "poll-no-such-option"),
    ("1, 2", "poll-too-many"), ("2. Apples", "poll-which-option"),
    ("apples and oranges", "poll-which-option"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chosen"), ANSWERS)
def test_an_answer_may_be_written_in_many_ways(text: str, chosen: tuple[int, ...]) -> None:
    """A number, a name, the way it begins, or a ballot."""
    story = Story()
    story.says(BEN, text)
    assert story.chose(BEN) == chosen


@pytest.mark.parametrize(("text", "chosen"), MANY)
def test_several_may_be_chosen_where_that_is_asked(text: str, chosen: tuple[int, ...]) -> None:
    """A list in any of the ways people write one."""
    story = Story(settings=poll.Settings(most=2))
    story.says(BEN, text)
    assert story.chose(BEN) == chosen


@pytest.mark.parametrize("text", TALK)
def test_talk_is_no_answer(text: str) -> None:
    """A question, a no to something, and anything else are talk."""
    assert poll.read(Story().state, text) is None


@pytest.mark.parametrize(("text", "code"), UNCLEAR)
def test_what_is_not_clear_is_asked_about(text: str, code: str | None) -> None:
    """Nothing is guessed, and nothing changes."""
    if code is None:
        assert poll.read(Story().state, text) is None
        return
    with pytest.raises(Refusal) as no:
        poll.read(Story().state, text)
    assert no.value.code == code


def test_two_options_that_begin_alike_are_asked_about() -> None:
    """The beginning of an option is enough where it can be only one."""
    story = Story(options=("South bed", "South wall", "North"))
    with pytest.raises(Refusal) as no:
        poll.read(story.state, "south")
    assert no.value.code == "poll-which-option"
    story.says(BEN, "wall")
    assert story.chose(BEN) == (2,)


def test_the_last_answer_counts_and_is_one() -> None:
    """Whatever somebody used, and however often they answered."""
    story = Story(settings=SEEN)
    story.says(BEN, "1")
    story.taps(BEN, "3⃣", "tap")
    assert story.chose(BEN) == (3,)
    assert len(poll.counted(story.state)) == 1


def test_a_pass_is_an_answer() -> None:
    """It counts to the quorum, and chooses nothing."""
    story = Story(settings=poll.Settings(quorum_people=3))
    for who in (ANA, BEN, ELI):
        story.says(who, "pass")
    story.waits(HOUR)
    assert story.state.came is poll.Came.NOBODY


def test_taps_gather_where_several_may_be_chosen() -> None:
    """Each tap stands beside the others; taking one back leaves the rest."""
    story = Story(settings=replace(SEEN, most=2))
    story.taps(BEN, "1⃣", "a")
    story.taps(BEN, "3⃣", "b")
    assert story.chose(BEN) == (1, 3)
    with pytest.raises(Refusal):
        story.taps(BEN, "2⃣", "c")
    story.do(poll.TakeBack("a"))
    assert story.chose(BEN) == (3,)
    story.do(poll.TakeBack("b"))
    assert poll.ballot_of(story.state, BEN) is None


def test_what_is_taken_back_brings_no_older_answer_back() -> None:
    """An answer that was replaced stays replaced."""
    story = Story()
    story.says(BEN, "1", "one")
    story.says(BEN, "2", "two")
    story.do(poll.TakeBack("two"))
    assert poll.ballot_of(story.state, BEN) is None
    assert story.do(poll.TakeBack("two")) == ()


def test_taking_back_an_older_answer_changes_nothing() -> None:
    """The newest stands, and nobody is told that it doesn't."""
    story = Story()
    story.says(BEN, "1", "one")
    story.says(BEN, "2", "two")
    story.do(poll.TakeBack("one"))
    assert story.chose(BEN) == (2,)
    assert story.last == ()


def test_it_closes_when_all_have_answered_after_a_while_to_think() -> None:
    """Ten minutes, in which an answer may change."""
    story = Story()
    for who, text in ((ANA, "1"), (BEN, "2"), (ELI, "2")):
        story.says(who, text)
    story.waits(timedelta(minutes=9))
    assert not story.state.over
    story.says(BEN, "1")
    story.waits(timedelta(minutes=2))
    assert (story.state.came, story.state.chosen) == (poll.Came.DECIDED, (1,))
    assert story.state.ending is poll.Ending.ALL


def test_it_stays_open_to_the_printed_time_where_somebody_is_silent() -> None:
    """The others are counted then without them, and nobody is named."""
    story = Story()
    story.says(ANA, "2")
    story.waits(2 * DAY - HOUR)
    assert not story.state.over
    story.waits(HOUR)
    assert story.state.chosen == (2,)
    assert all(BEN not in notice.asks for notice in story.heard("poll_closed"))


def test_mail_members_have_three_days_at_least() -> None:
    """However short a window was asked for."""
    story = Story(MIXED, poll.Settings(live_for=HOUR, slow_for=HOUR))
    assert story.state.until == story.state.opened_at + timedelta(hours=72)


def test_those_not_heard_are_reminded_once_and_alone() -> None:
    """A day before the end."""
    story = Story(MIXED)
    story.says(ANA, "1")
    story.waits(4 * DAY)
    asked = [notice for notice in story.told if notice.kind == "asked"]
    assert {notice.to for notice in asked} == {notice.to for notice in asked if notice.to != Room()}
    assert [notice.asks for notice in asked] == [(BEN,), (ELI,), (CY,)]


def test_a_little_more_time_reminds_nobody_again() -> None:
    """A day more does, before the new end."""
    story = Story()
    story.waits(2 * DAY - HOUR)
    story.do(poll.Extend(ANA, HOUR))
    story.waits(HOUR)
    assert len(story.heard("asked", BEN)) == 1
    story.do(poll.Extend(ANA, 2 * DAY))
    story.waits(2 * DAY)
    assert len(story.heard("asked", BEN)) == 2


def test_with_too_few_answers_it_waits_once() -> None:
    """Then nothing is chosen."""
    story = Story(settings=poll.Settings(quorum_percent=60))
    story.says(ANA, "1")
    story.waits(2 * DAY)
    assert story.state.waited
    assert len(story.heard("round_extended")) == 1
    story.waits(2 * DAY)
    assert story.state.came is poll.Came.QUORUM


def test_an_answer_in_the_time_it_waits_is_enough() -> None:
    """It closes with what there is then."""
    story = Story(settings=poll.Settings(quorum_people=2))
    story.says(ANA, "1")
    story.waits(2 * DAY)
    story.says(BEN, "1")
    story.waits(2 * DAY)
    assert story.state.came is poll.Came.DECIDED


def test_a_threshold_is_a_share_of_those_who_chose() -> None:
    """Passes are no part of it, and what is just below does not meet it."""
    story = Story(settings=poll.Settings(threshold_percent=67))
    story.says(ANA, "1")
    story.says(BEN, "1")
    story.says(ELI, "2")
    story.waits(HOUR)
    assert story.state.came is poll.Came.THRESHOLD


def test_a_tie_is_an_outcome_and_a_lot_can_be_drawn_again() -> None:
    """The same seed draws the same; without a tie there is no lot."""
    story = Story()
    with pytest.raises(Refusal):
        story.do(poll.Draw(ANA, "seed"))
    story.says(ANA, "1")
    story.says(BEN, "2")
    story.says(ELI, "pass")
    story.waits(HOUR)
    assert (story.state.came, story.state.chosen) == (poll.Came.TIE, (1, 2))
    story.do(poll.Draw(ANA, "seed"))
    assert story.state.chosen == (drawn((2, 1), "seed"),)
    assert story.state.came is poll.Came.DECIDED
    with pytest.raises(Refusal):
        story.do(poll.Draw(ANA, "another"))


def test_more_time_is_asked_for_once_by_each() -> None:
    """Two days for everybody; a second wish of the same person is answered kindly."""
    story = Story()
    until = story.state.until
    story.says(BEN, "more")
    assert story.state.until == until + 2 * DAY
    with pytest.raises(Refusal):
        story.says(BEN, "more")


def test_a_late_answer_is_kept_and_not_counted() -> None:
    """Its author hears that, and the outcome stays as it is."""
    story = Story()
    story.says(ANA, "1")
    story.waits(3 * DAY)
    story.says(BEN, "2")
    assert [ballot.member for ballot in story.state.late] == [BEN]
    assert story.state.chosen == (1,)
    assert story.heard("late_vote", BEN)


def test_an_added_option_changes_nobodys_answer() -> None:
    """There is time to choose it, and it does not close early any more."""
    story = Story(settings=poll.Settings(adds=True))
    for who in (ANA, BEN, ELI):
        story.says(who, "1")
    story.do(poll.AddOption(BEN, "Quinces"))
    story.waits(HOUR)
    assert not story.state.over
    assert story.chose(ANA) == (1,)
    story.says(ELI, "quinces")
    story.waits(3 * DAY)
    assert story.state.chosen == (1,)


def test_an_added_option_asks_everybody_alike() -> None:
    """Whether somebody has answered is nobody's business: the room's message calls all but who adds."""
    story = Story(settings=poll.Settings(adds=True))
    story.says(ANA, "1")
    story.do(poll.AddOption(BEN, "Quinces"))
    assert story.heard("option_added")[0].asks == (ANA, ELI)


def test_options_are_added_only_where_that_is_so() -> None:
    """And never one that is there already."""
    with pytest.raises(Refusal):
        Story().do(poll.AddOption(BEN, "Quinces"))
    with pytest.raises(Refusal):
        Story(settings=poll.Settings(adds=True)).do(poll.AddOption(BEN, "pears "))


def test_a_reason_can_be_owed() -> None:
    """Always, or by who speaks against it; a pass owes none."""
    story = Story(kind="check", options=("good", "unsure", "worried"),
                  settings=poll.Settings(reason=poll.Reasons.OBJECTION))  # fmt: skip
    story.says(ANA, "looks good")
    with pytest.raises(Refusal):
        story.says(BEN, "worried")
    story.says(BEN, "worried, it floods")
    story.says(ELI, "pass")
    story.waits(HOUR)
    assert story.state.came is poll.Came.SHOWN


def test_hidden_means_hidden_until_the_end() -> None:
    """Neither card nor room shows how it stands; then everybody sees numbers."""
    story = Story(MIXED)
    before = poll.card(story.state)
    story.says(BEN, "2 because they keep")
    after = poll.card(story.state)
    assert before.args["lines"] == after.args["lines"]
    assert after.args["reasons"] == Letter(())
    assert not [n for n in story.told if n.kind == "vote_received" and n.to == Room()]


def test_names_are_shown_only_where_that_was_said() -> None:
    """With names=yes the end says who chose what; without, reasons have no name either."""
    for names in (True, False):
        story = Story(settings=poll.Settings(names=names))
        story.says(BEN, "2 because they keep")
        story.waits(3 * DAY)
        closed = story.heard("poll_closed")[0]
        reasons = closed.args["reasons"]
        assert isinstance(reasons, Letter)
        assert [entry.member for entry in reasons.entries] == [BEN if names else None]
        assert closed.args["named"] == ("yes" if names else "no")


def test_whoever_joins_is_asked_while_a_day_is_left() -> None:
    """Later there is no place any more."""
    story = Story()
    story.do(poll.Join(DI, Lane.SLOW, by_mail=True))
    assert story.heard("poll_opened", DI)
    story.waits(30 * HOUR)
    assert story.do(poll.Join(CY, Lane.LIVE)) == ()


def test_the_answer_of_who_leaves_counts_no_more() -> None:
    """And the end says how many those are."""
    story = Story()
    story.says(BEN, "2")
    story.says(ANA, "1")
    story.do(poll.Leave(BEN))
    story.waits(3 * DAY)
    assert story.state.chosen == (1,)
    assert story.heard("poll_closed")[0].args["gone"] == 1
    with pytest.raises(Refusal):
        story.says(BEN, "2")


def test_a_pause_and_an_outage_are_given_back() -> None:
    """The printed end moves later by as much, never earlier."""
    story = Story()
    until = story.state.until
    story.do(poll.Pause(ANA))
    story.waits(DAY)
    assert poll.next_due(story.state) is None
    story.do(poll.Resume(ANA))
    assert story.state.until == until + DAY
    story.do(poll.Outage(2 * HOUR))
    assert story.state.until == until + DAY + 2 * HOUR


def test_a_host_ends_it_at_once_and_it_says_so() -> None:
    """What there is is counted, and the outcome names who ended it."""
    story = Story()
    story.says(BEN, "3")
    story.do(poll.End(ANA))
    assert (story.state.chosen, story.state.closed_by) == ((3,), ANA)
    assert story.state.ending is poll.Ending.HOST


def test_it_opens_again_with_all_its_answers() -> None:
    """Within two weeks; then it runs to its printed end."""
    story = Story()
    story.says(BEN, "3")
    story.do(poll.End(ANA))
    story.do(poll.Reopen(ANA))
    assert story.chose(BEN) == (3,)
    for who in (ANA, ELI):
        story.says(who, "1")
    story.waits(HOUR)
    assert not story.state.over
    story.waits(3 * DAY)
    assert story.state.chosen == (1,)
    story.waits(15 * DAY)
    with pytest.raises(Refusal) as no:
        story.do(poll.Reopen(ANA))
    assert no.value.code == "poll-too-late-to-reopen"


def test_who_is_in_needs_its_target() -> None:
    """Enough, or not enough; without a target it only shows."""
    for target, came in ((2, poll.Came.DECIDED), (3, poll.Came.THRESHOLD), (0, poll.Came.SHOWN)):
        story = Story(kind="count", options=("in", "out"), settings=poll.Settings(target=target))
        for who, text in ((ANA, "in"), (BEN, "I'm in"), (ELI, "out")):
            story.says(who, text)
        story.waits(HOUR)
        assert story.state.came is came


def test_gradients_show_and_decide_nothing() -> None:
    """Eight steps, by number or words."""
    steps = ("yes", "wish", "reservations", "none", "aside", "along", "apart", "stop it")
    story = Story(kind="gradients", options=steps)
    for who, text in ((ANA, "1"), (BEN, "block"), (ELI, "5")):
        story.says(who, text)
    story.waits(HOUR)
    assert story.state.came is poll.Came.SHOWN
    assert [story.chose(who) for who in (ANA, BEN, ELI)] == [(1,), (8,), (5,)]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "guess"}, "poll-kind-unknown"),
        ({"question": " "}, "poll-no-question"),
        ({"options": ("Apples",)}, "poll-no-options"),
        ({"options": ("Apples", "apples ")}, "poll-options-alike"),
        ({"places": TABLE[1:]}, "not-in-this-poll"),
        ({"options": tuple(str(n) for n in range(99))}, "poll-too-many-options"),
        ({"settings": poll.Settings(least=3, most=2)}, "poll-setting"),
    ],
)
def test_what_cannot_be_asked_is_said(changes: dict[str, object], code: str) -> None:
    """One clear answer, before anybody is bothered."""
    with pytest.raises(Refusal) as no:
        Story(**changes)  # type: ignore[arg-type]
    assert no.value.code == code


def test_a_quoted_ballot_counts_wherever_it_stands() -> None:
    """Below thanks, as a quote; what was typed above and says something else is asked about."""
    state = Story().state
    quoted = "> [ ] 1. Apples\n> [x] 2. Pears\n> [ ] 3. Plums"
    text = poll.on_paper(state, "Thanks", f"Thanks\n\nOn Monday Garden wrote:\n\n{quoted}")
    assert poll.read(state, text) == poll.Taken((poll.Mark(2),), "Thanks")
    empty = quoted.replace("x", " ")
    assert poll.on_paper(state, "1", f"1\n\n{empty}") == "1"
    with pytest.raises(Refusal):
        poll.on_paper(state, "1", f"1\n\n{quoted}")
