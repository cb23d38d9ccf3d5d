"""Between the end for those at the table and the end for letters only the one still ahead is told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mail.scene import happen, scene
from tests.transcripts.meeting import Meeting


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """Ana has proposed, and three days have gone by: the table's time is over, the letters' is not."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben, eli; mail: cy") as meeting:
        await happen(meeting, "ana> !propose We water at seven. window=5d", "+3d")
        yield meeting


async def test_the_card_names_no_end_that_is_past(garden: Meeting) -> None:
    """An answer that comes now lets the card say the end that is still to come, and no other."""
    shown = await happen(garden, "eli> !consent")
    card = shown[shown.index("card |") :]
    assert "ago" not in card
    assert "At the table, please answer" not in card
    assert "Please answer by Tue 10 March, 18:00" in card


async def test_missed_names_the_end_that_is_still_to_come(garden: Meeting) -> None:
    """Who has not answered at the table hears until when they still can."""
    told = await happen(garden, "ben> !missed")
    assert "We water at seven" in told
    assert "10 March" in told
    assert "ago" not in told
