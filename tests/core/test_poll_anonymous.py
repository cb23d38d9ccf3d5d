"""Anonymous polls: what is refused, what is shown, and what is left when they are over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from facilitator.core.ids import MemberId
from facilitator.core.notices import Lines, Text, To
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll
from tests.core.poll_table import ANA, BEN, CY, DAY, DI, ELI, START, Story

FAY = MemberId("fay")
SIX = tuple(poll.Place(who, Lane.LIVE) for who in (ANA, BEN, CY, DI, ELI, FAY))
UNSIGNED = poll.anonymous(poll.Settings())


def given(answers: Mapping[MemberId, int | None], **more: Any) -> Story:
    """A poll in which some have answered; None is a pass."""
    story = Story(SIX, replace(UNSIGNED, **more))
    for n, (who, option) in enumerate(answers.items()):
        votes(story, who, option, f"CODE{9 - n}")
    return story


def votes(story: Story, who: MemberId, option: int | None, code: str) -> tuple[Any, ...]:
    """Somebody answers, with a code of their own."""
    marks = (poll.Mark(option),) if option else ()
    return story.do(poll.Vote(who, marks, f"said-{who}-{code}", story.now, code=code))


FIVE = {ANA: 1, BEN: 2, CY: 1, DI: 1, ELI: 2}


def test_at_the_end_nothing_says_whose_ballot_is_whose() -> None:
    """No member, no source, no order but that of the codes, and one time for all."""
    story = given(FIVE)
    story.do(poll.End(ANA))
    assert {one.member for one in story.state.ballots} == {""}
    assert {one.source for one in story.state.ballots} == {""}
    assert [one.code for one in story.state.ballots] == [
        "CODE5",
        "CODE6",
        "CODE7",
        "CODE8",
        "CODE9",
    ]
    assert {one.heard_at for one in story.state.ballots} == {START}
    assert (story.state.came, story.state.chosen) == (poll.Came.DECIDED, (1,))


def test_the_numbers_are_as_they_were() -> None:
    """How many answered, are counted on, were not reached and have left, is still known."""
    story = given({**FIVE, FAY: None}, quorum_percent=50)
    story.do(poll.Leave(BEN))
    story.do(poll.Presence(CY, reached=False))
    before = poll.outcome(story.state)
    story.do(poll.End(ANA))
    after = poll.outcome(story.state)
    same = ("answered", "base", "places", "not_reached", "no_answer", "gone", "needed")
    assert [before[key] for key in same] == [after[key] for key in same]


@pytest.mark.parametrize("number", range(5))
def test_below_five_nothing_is_shown_and_nothing_stays(number: int) -> None:
    """Not the counts, not the outcome, not the ballots; a pass shows nobody's choice and counts not."""
    story = given(dict(list(FIVE.items())[:number]))
    votes(story, FAY, None, "PASS1")
    story.do(poll.End(ANA))
    told = poll.outcome(story.state)
    assert story.state.ballots == ()
    assert (story.state.came, story.state.chosen) == (poll.Came.FEW, ())
    assert (told["told"], told["lines"], told["passed"]) == ("no", Lines(()), 0)
    assert told["answered"] == number + 1


def test_too_few_stay_hidden_below_a_quorum_as_well() -> None:
    """Not enough answers is no way to see those that came."""
    story = given({ANA: 1, BEN: 2}, quorum_people=6)
    story.do(poll.End(ANA))
    assert story.state.came is poll.Came.QUORUM
    assert poll.outcome(story.state)["told"] == "no"


def test_called_off_it_leaves_no_ballot() -> None:
    """Nothing is counted, so nothing needs to stay."""
    story = given({**FIVE, FAY: 1})
    story.do(poll.Cancel(ANA))
    assert story.state.ballots == ()
    assert story.state.sums is not None


def test_the_last_answer_counts_and_a_taken_back_one_does_not() -> None:
    """While it is open it is known whose is whose, for just that."""
    story = given(FIVE)
    votes(story, ANA, 2, "AGAIN")
    story.do(poll.TakeBack("said-ben-CODE8"))
    votes(story, FAY, 3, "FAYS")
    story.do(poll.End(CY))
    assert [one.code for one in story.state.ballots] == ["AGAIN", "CODE5", "CODE6", "CODE7", "FAYS"]


def test_its_receipt_has_the_code() -> None:
    """By it an answer is found in the list; the receipt is for its author alone."""
    story = given({ANA: 1})
    [receipt] = story.last
    assert receipt.to == To(ANA)
    assert receipt.args["code"] == Text("CODE9")


def test_who_answers_too_late_is_not_kept() -> None:
    """The core refuses it; the shell tells its author kindly."""
    story = given(FIVE)
    story.do(poll.End(ANA))
    with pytest.raises(Refusal, match="poll-late-unkept"):
        votes(story, FAY, 1, "LATE")
    assert story.state.late == ()


def test_it_is_opened_no_second_time() -> None:
    """Nobody could change their answer: it is not known which it is."""
    story = given(FIVE)
    story.do(poll.End(ANA))
    with pytest.raises(Refusal, match="poll-not-reopened"):
        story.do(poll.Reopen(ANA))


def test_a_tie_can_be_drawn() -> None:
    """The lot needs the options alone."""
    story = given({**FIVE, FAY: 2})
    story.do(poll.End(ANA))
    assert story.state.came == "tie"
    story.do(poll.Draw(ANA, "seed"))
    assert story.state.came == "decided"


def test_those_not_heard_are_reminded_while_it_is_open() -> None:
    """Each alone; after the end nobody is known to be silent."""
    story = given(FIVE)
    story.waits(1.5 * DAY)
    assert [one.to for one in story.told if one.kind == "asked"] == [To(FAY)]
    story.waits(3 * DAY)
    assert story.state.over
    assert poll.unanswered(story.state) == ()


@pytest.mark.parametrize(
    "wrong",
    [{"hidden": poll.Hidden.NO}, {"hidden": poll.Hidden.VOTED}, {"names": True},
     {"reason": poll.Reasons.ALWAYS}, {"unit": 1000}],
)  # fmt: skip
def test_what_would_show_whose_it_is_is_refused(wrong: dict[str, Any]) -> None:
    """Before anything is asked."""
    with pytest.raises(Refusal, match="poll-anonymous-with"):
        Story(SIX, replace(UNSIGNED, **wrong))


def test_who_is_in_cannot_be_anonymous() -> None:
    """It is about who it is."""
    with pytest.raises(Refusal, match="poll-anonymous-with"):
        Story(SIX, UNSIGNED, kind="count", options=("in", "out"))


def test_a_circle_of_four_has_no_anonymous_poll() -> None:
    """Nothing could ever be shown of it."""
    with pytest.raises(Refusal, match="poll-anonymous-few"):
        Story(SIX[:4], UNSIGNED)
