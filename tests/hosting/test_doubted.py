"""While an objection is looked at, nobody is pressed: neither its owner, nor a host."""

from tests.transcripts.meeting import Meeting, play

DOUBTED = (
    "circle crew Garden: ana(host), ben, eli, fay; mail: cy",
    "ben> !propose We water the beds at six.", "eli> !object I sleep then",
    "fay> !examine 1 He can sleep later",
)  # fmt: skip


async def test_an_owner_may_leave_it_as_it_is(meeting: Meeting) -> None:
    """The question offers it, so the words are understood."""
    await play(meeting, *DOUBTED)
    told = "\n".join(await meeting.take("eli>> leave it as it is"))
    assert "stands as it is" in told
    assert "not sure" not in told


async def test_by_mail_as_well(meeting: Meeting) -> None:
    """In the same words."""
    await play(
        meeting, *DOUBTED[:2], "cy@ OBJECT the gate is locked", "fay> !examine 1 No, it isn't"
    )
    assert "stands as it is" in "\n".join(await meeting.take("cy@ Leave it as it is."))


async def test_nobody_is_called_for_what_goes_on_by_itself(meeting: Meeting) -> None:
    """Others are asked for days; no chair is offered because nobody writes a new text meanwhile."""
    await play(meeting, *DOUBTED, "+25h")
    assert "take the chair" not in "\n".join(await meeting.take("+26h"))
