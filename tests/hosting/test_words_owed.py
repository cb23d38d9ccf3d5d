"""Who taps 🛑 or 🤔 and is asked what it is about just says it."""

import pytest

from tests.transcripts.meeting import Meeting, play

PROPOSED = (
    "circle crew Garden: ana(host), ben, eli, fay; mail: cy",
    "ben> !propose We water the beds at six.",
)


@pytest.mark.parametrize("line", ["fay>> it is cold at six", "fay re card> it is cold at six"])
async def test_the_answer_to_what_harm_is_the_harm(meeting: Meeting, line: str) -> None:
    """Everybody reads it, and its owner hears how it was read."""
    await play(meeting, *PROPOSED, "fay +🛑 card")
    told = "\n".join(await meeting.take(line))
    assert "Fay objects (objection 1 to version 1)" in told
    assert "I read this as: an objection" in told


async def test_by_mail_as_well(meeting: Meeting) -> None:
    """A bare OBJECT is asked about, and the reply is its words."""
    await play(meeting, *PROPOSED, "cy@ OBJECT")
    told = "\n".join(await meeting.take("cy@ The gate is locked until seven."))
    assert "objects (objection 1 to version 1)" in told


async def test_a_worry_as_well(meeting: Meeting) -> None:
    """The words of a concern are written down."""
    await play(meeting, *PROPOSED, "fay +🤔 card")
    told = "\n".join(await meeting.take("fay>> the pump may freeze"))
    assert "I read this as: consent, with the concern" in told


@pytest.mark.parametrize("words", ["Sorry, that was wrong", "thanks", "What do you mean by that?"])
async def test_small_talk_is_no_harm(meeting: Meeting, words: str) -> None:
    """What says nothing of a harm is never put before everybody as one."""
    await play(meeting, *PROPOSED, "fay +🛑 card")
    assert "Fay objects" not in "\n".join(await meeting.take(f"fay>> {words}"))


async def test_who_changes_their_mind_is_heard_so(meeting: Meeting) -> None:
    """A position in the words is read as that."""
    await play(meeting, *PROPOSED, "fay +🛑 card")
    assert "Consent 2" in "\n".join(await meeting.take("fay>> no objection"))
