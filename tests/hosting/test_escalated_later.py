"""What was put off can still go to the wider circle, and nobody is left without an answer."""

from tests.transcripts.meeting import Meeting, play

ASKED = (
    "circle congregation Riverside: ana(host), ben, eli, fay",
    "circle crew Garden in Riverside: ana(host), ben, eli, fay",
    "ben> !propose We water the beds at six.", "eli> !object I sleep then", "ben> !escalate 1",
)  # fmt: skip


async def test_a_yes_counts_after_it_was_put_off(meeting: Meeting) -> None:
    """The question to the objector stays open, and a bare word answers it."""
    await play(meeting, *ASKED, "ana> !postpone")
    told = "\n".join(await meeting.take("eli>> yes, without my words"))
    assert "no open question" not in told
    assert "agree that" in told


async def test_asked_twice_it_says_that_it_waits(meeting: Meeting) -> None:
    """A second wish is no riddle."""
    await play(meeting, *ASKED)
    assert "asked already" in "\n".join(await meeting.take("ana> !escalate 1"))
