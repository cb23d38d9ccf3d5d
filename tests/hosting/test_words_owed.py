"""Who taps 🛑 or 🤔 and is asked what it is about just says it, and nothing else is taken for it."""

import pytest

from tests.transcripts.meeting import Meeting, play

PROPOSED = (
    "circle crew Garden: ana(host), ben, eli, fay",
    "ben> !propose We water the beds at six.",
)


async def test_the_answer_to_what_harm_is_the_harm(meeting: Meeting) -> None:
    """Everybody reads it."""
    await play(meeting, *PROPOSED, "fay +🛑 card")
    told = "\n".join(await meeting.take("fay>> it is cold at six"))
    assert "Fay objects (objection 1 to version 1)" in told


@pytest.mark.parametrize(
    "words", ["Sorry, that was wrong", "thanks", "What do you mean by that?", "oops", "never mind"]
)
async def test_small_talk_is_no_harm(meeting: Meeting, words: str) -> None:
    """What says nothing of a harm is never put before everybody as one."""
    await play(meeting, *PROPOSED, "fay +🛑 card")
    assert "Fay objects" not in "\n".join(await meeting.take(f"fay>> {words}"))


async def test_who_changes_their_mind_is_heard_so(meeting: Meeting) -> None:
    """A position in the words is read as that."""
    await play(meeting, *PROPOSED, "fay +🛑 card")
    assert "Consent 2" in "\n".join(await meeting.take("fay>> no objection"))
