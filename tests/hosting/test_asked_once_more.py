"""Who is asked once more hears the rule of silence that was printed, and no other."""

from tests.transcripts.meeting import Meeting, play


async def test_where_the_others_decide_nothing_is_said_of_putting_off(meeting: Meeting) -> None:
    """A congregation waits once for enough answers; without them it lapses."""
    await play(
        meeting, "circle congregation Riverside: ana(host), ben, eli, fay, gus; mail: cy",
        "ana in riverside/commons> !propose We meet on Mondays.", "+4d",
    )  # fmt: skip
    told = [t for t in "\n".join(await meeting.take("+1d")).split("\n") if "once more" in t]
    assert told
    assert all("the others decide without your answer" in each for each in told if "chat" in each)
    assert not any("postponed" in each for each in told)


async def test_where_it_waits_the_end_is_said_once(meeting: Meeting) -> None:
    """In the chat as in the letter."""
    await play(
        meeting,
        "circle crew Garden: ana(host), ben, eli; mail: cy",
        "ana> !propose We paint.",
        "+3d",
    )
    told = "\n".join(await meeting.take("+1d"))
    assert told.count("If you leave it, nobody is named.") >= 2
    assert "We have waited once already" in told
