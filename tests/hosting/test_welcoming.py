"""Who is new, for practices that have a part for them; and what those by mail hear between steps."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mail.scene import box, words
from tests.transcripts.meeting import Meeting, play

GARDEN = "circle crew Garden: ana(host), ben, eli; mail: cy"


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew in Garden, and Fay, who is nowhere yet."""
    opened = await Meeting(tmp_path).open()
    await opened.take(GARDEN)
    await opened.take("people: fay")
    yield opened
    await opened.close()


async def test_whoever_came_since_the_last_round_is_new(meeting: Meeting) -> None:
    """Fay joined after it, so somebody is asked to greet her before the circle begins."""
    await play(meeting, "ana> !round What is ripe? sealed=no", "ana> !end", "+1d")
    await play(meeting, "ana invites fay", "fay joins")
    assert "Who would like to be Greeter?" in await play(meeting, "ana> !start welcome_circle")


async def test_in_a_first_round_nobody_is_new(meeting: Meeting) -> None:
    """All are new together, so the practice begins with everybody."""
    told = await play(meeting, "ana> !start welcome_circle")
    assert "Greeter?" not in told
    assert "Your name, the way you like to hear it" in told


async def test_what_was_told_at_the_table_comes_with_the_next_question(meeting: Meeting) -> None:
    """Cy was not asked for the draft, and finds it below the next one, after the sums."""
    await play(meeting, "ana> !start agenda_building", "ana re card> The gate.", "cy@ The well.")
    await play(meeting, "ana> !next", "ana>> 5 on 1", 'cy re "Your points"@ 2: 5')
    await play(meeting, "ana> !next", "ana> First the gate, then the well.", "ana> done")
    mail = words(box(meeting, "cy")[-1])
    assert "5 points: The gate. (Ana)" in mail
    assert "First the gate, then the well." in mail.partition("What was said before")[2]
