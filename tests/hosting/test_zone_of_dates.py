"""A circle that moves to another zone keeps the hour of its dates, on its new clock."""

from tests.transcripts.meeting import Meeting, play


async def test_dates_keep_their_hour_when_the_circle_moves(meeting: Meeting) -> None:
    """Six in the evening in Tokyo is nine hours before six in the evening in Lisbon."""
    await play(
        meeting, "circle crew Garden: ana(host), ben", "ana> !every monday 18:00 check_in lead=0"
    )
    await play(meeting, "ana> !zone Tokyo")
    assert "Ana invites us to: Check-in" in await play(meeting, "+4d")  # Monday 18:00 in Lisbon
    told = await play(meeting, "ana> !end", "+7d")
    assert "(Mon 16 March 09:00)" in told
