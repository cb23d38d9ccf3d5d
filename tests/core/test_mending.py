"""Other words for the same, and words that are called another matter (Dec. 4.3, rows 5 and 6)."""

import pytest

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent import Amend, Leave, Phase, Position, SameAgain, Settings
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.early_commands import CallAnew
from tests.core.consent_table import (
    ANA,
    BEN,
    CY,
    DAY,
    DI,
    ELI,
    FAY,
    HOUR,
    MINUTE,
    TEXT,
    Story,
    alone,
    in_room,
    kinds,
)

OTHER = "We water all beds at 7 in the morning, Monday to Friday."
MEND = Amend(ANA, OTHER, wording=True)


def refused(story: Story, command: object) -> str:
    with pytest.raises(Refusal) as no:
        story.do(command)  # type: ignore[arg-type]
    return str(no.value.code)


def test_the_version_and_every_answer_stay() -> None:
    """The text changes, its number and the ballots do not, and everybody hears of it once."""
    story = Story()
    story.consents(BEN)
    said = story.do(MEND)
    assert (story.d.version, story.d.text) == (1, OTHER)
    assert {b.member for b in story.d.ballots if b.version == 1} == {ANA, BEN}
    assert kinds(said) == ["wording_mended"] * 3
    assert len(in_room(said)) == len(alone(said, CY)) == len(alone(said, DI)) == 1


def test_by_the_proposer_or_a_host() -> None:
    """Nobody else changes the words, not even a little."""
    story = Story()
    assert refused(story, Amend(BEN, OTHER, wording=True)) == Code.NOT_YOUR_PROPOSAL
    story.do(Amend(BEN, OTHER, as_host=True, wording=True))
    assert refused(story, MEND) == Code.SAME_TEXT


def test_it_stays_open_as_long_as_it_can_be_called() -> None:
    """Neither an early close nor the printed time takes away the day to say that it is more."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.do(MEND)
    story.after(DAY - MINUTE)
    assert story.phase() is Phase.OPEN
    story.after(2 * MINUTE)
    assert story.phase() is Phase.IN_FORCE
    late = Story()
    late.after(96 * HOUR - HOUR)
    late.do(MEND)
    assert late.d.slow_until == late.now + DAY


def test_anybody_calls_it_anew() -> None:
    """It is version 2 then, against the words of version 1, and everybody is asked anew."""
    story = Story()
    story.consents(BEN, CY)
    story.do(MEND)
    said = story.do(CallAnew(CY))
    assert [v.text for v in story.d.versions] == [TEXT, OTHER]
    assert story.d.versions[1].author == ANA
    assert set(kinds(said)) == {"proposal_amended"}
    assert in_room(said)[0].args["because"] == "anew"
    assert in_room(said)[0].asks == (BEN, ELI)
    story.do(SameAgain(BEN, "evt", story.now))
    assert {b.member for b in story.d.ballots if b.version == 2} == {ANA, BEN}


def test_several_changes_are_called_as_one() -> None:
    """The earliest words of the day are what everybody answered."""
    story = Story()
    story.do(MEND)
    story.do(Amend(ANA, OTHER + " In summer.", wording=True))
    story.do(CallAnew(BEN))
    assert story.d.versions[0].text == TEXT


def test_within_a_day_and_only_once() -> None:
    """After a day, or without a change, there is nothing to call."""
    story = Story()
    assert refused(story, CallAnew(BEN)) == Code.NO_WORDS_TO_CALL
    story.do(MEND)
    assert refused(story, CallAnew(FAY)) == Code.NOT_IN_THIS_DECISION
    story.after(DAY)
    assert refused(story, CallAnew(BEN)) == Code.NO_WORDS_TO_CALL
    story.do(Amend(ANA, TEXT, wording=True))
    story.do(CallAnew(BEN))
    assert refused(story, CallAnew(BEN)) == Code.NO_WORDS_TO_CALL


def test_an_objection_outlives_both() -> None:
    """Other words do not meet an objection, and a new version does not either."""
    story = Story()
    story.says(BEN, Position.OBJECT, "too dry")
    story.do(MEND)
    assert story.d.objections[0].blocks
    story.do(CallAnew(ELI))
    assert story.d.objections[0].blocks


def test_its_author_may_have_left() -> None:
    """Nobody consents for somebody who is gone."""
    story = Story()
    story.do(Amend(BEN, OTHER, as_host=True, wording=True))
    story.do(Leave(BEN))
    story.do(CallAnew(ELI))
    assert all(b.version == 1 for b in story.d.ballots)


def test_before_the_asking_the_step_goes_on() -> None:
    """In a step nobody has answered yet: other words are told in the room, a new version too."""
    story = Story(settings=Settings(full=True))
    assert kinds(story.do(MEND)) == ["wording_mended"]
    assert kinds(story.do(CallAnew(BEN))) == ["text_changed"]
    assert (story.phase(), story.d.version) == (Phase.QUESTIONS, 2)


def test_after_the_close_it_is_over() -> None:
    """What is decided is not reworded."""
    story = Story()
    story.consents(BEN, ELI, CY, DI)
    story.after(11 * MINUTE)
    assert refused(story, MEND) == Code.DECISION_CLOSED
    assert refused(story, CallAnew(BEN)) == Code.DECISION_CLOSED
