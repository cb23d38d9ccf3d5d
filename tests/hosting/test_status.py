"""Where things stand is told in numbers, to those whom it concerns, and to nobody else."""

from tests.transcripts.meeting import Meeting

CREW = "circle crew Garden: ana(host), ben, eli, fay; mail: cy"


async def play(meeting: Meeting, *lines: str) -> str:
    """Let happen what the lines say; return what became visible of the last one."""
    seen: list[str] = []
    for line in lines:
        seen = await meeting.take(line)
    return " ".join(" ".join(seen).split())


async def test_a_step_its_question_its_numbers_its_end_and_what_follows(meeting: Meeting) -> None:
    """All five in three sentences, and nobody's name."""
    await play(meeting, CREW, "ana> !start talking_circle What do we carry?", "ana> !next")
    told = await play(meeting, "ben> !status")
    assert "Talking circle, step 1 of 6." in told
    assert "Heard 0 of 5; 5 places are open until" in told
    assert "Then: " in told
    for name in ("Ana", "Eli", "Fay", "Cy"):
        assert name not in told


async def test_a_pause_is_told(meeting: Meeting) -> None:
    """While the clocks stand still nobody looks for an end."""
    await play(meeting, CREW, "ana> !goaround How are we?", "ana> !pause")
    assert "It rests in a pause; no time runs." in await play(meeting, "ben> !status")


async def test_an_objection_is_what_a_proposal_waits_for(meeting: Meeting) -> None:
    """It says so without the name of who objects."""
    await play(meeting, CREW, "ana> !propose We rest.", "ben> !object It floods.")
    told = await play(meeting, "eli> !status")
    assert "Proposal 1. “We rest.” Answered 2 of 5; 3 places are open until" in told
    assert "An objection is open; when it is met, it goes on." in told
    assert "Ben" not in told


async def test_a_table_tells_of_itself_and_the_room_of_the_whole(meeting: Meeting) -> None:
    """What runs between a few is open to those who sit there; the others hear that they sit."""
    await play(meeting, CREW, "ana> !start one_two_four_all What shall become of the shed?")
    await play(meeting, "ana> !next")
    told = await play(meeting, "ana> !status")
    assert "1-2-4-All, step 2 of 4." in told
    assert "We sit in small company." in told
    rooms = [meeting.seen.label(room) for room in meeting.world.rooms.values()]
    table = next(room for room in rooms if room.startswith("table-") and "cy" not in room)
    who = table.split("-")[1]
    await play(meeting, f"{who} joins {table}")
    at_table = await play(meeting, f"{who} in {table}> !status")
    assert "1-2-4-All, step 2 of 4. “" in at_table
    alone = await play(meeting, f"{who}>> status")
    assert alone.count("1-2-4-All") == 1


async def test_by_mail_the_word_alone_is_enough(meeting: Meeting) -> None:
    """STATUS in capitals in reply to a question, and the times are the reader's own."""
    await play(meeting, CREW, "ana> !goaround How are we?")
    told = await play(meeting, "cy@ STATUS")
    assert "One question to all. “How are we?”" in told
    assert "Lisbon time" in told
    assert "Your words" not in told


async def test_a_part_between_a_few_is_told_of_without_its_matter(meeting: Meeting) -> None:
    """The room reads which step it is, and neither the question, nor numbers, nor an end of it."""
    await play(meeting, CREW, "ana> !start anti_retreat @ben", "+1h")
    told = await play(meeting, "eli> !status")
    assert "Moving toward the hurt, step" in told
    assert "Heard" not in told
    assert "until" not in told
