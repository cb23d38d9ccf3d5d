"""Who is meant by a mention: also of somebody who takes part by mail, as Element writes it."""

from sqlalchemy import select

from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting, play

GARDEN = "circle congregation Riverside: ana(host), ben; mail: cy"
ROUND = (
    "ana in riverside/rounds> !goaround What is ripe?",
    "cy@ The beans.",
    "ana in riverside/rounds> !end",
)


async def mention_of_cy(meeting: Meeting) -> str:
    """Let Cy be seen in the room, and return how Element mentions them."""
    await play(meeting, GARDEN, *ROUND)
    statement = select(t.member.c.ghost).where(t.member.c.name == "Cy")
    ghost = await meeting.store.read(lambda c: c.execute(statement).scalar_one())
    return f"@{ghost}"


async def test_a_member_by_mail_can_be_mentioned(meeting: Meeting) -> None:
    """As a host to be, in an order of turns, and for a part in a practice."""
    cy = await mention_of_cy(meeting)
    told = await play(meeting, f"ana in riverside/rounds> !hosts add {cy}")
    assert "Cy hosts here from now on" in told
    told = await play(meeting, f"ana in riverside/rounds> !start advice_process {cy} Who waters?")
    assert "I find nobody" not in told
    assert "Cy" in told


async def test_a_new_crew_cannot_invite_them_and_says_how(meeting: Meeting) -> None:
    """They have no room to be invited to; nobody is left out silently."""
    cy = await mention_of_cy(meeting)
    told = await play(meeting, f"ana> !new crew Pond with={cy}")
    assert "Cy takes part by mail" in told
    assert "!mail invite" in told
