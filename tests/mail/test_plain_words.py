"""Words that ask for something without a ``!``: answered each time, as the commands they are."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mail.scene import box, happen, scene, words
from tests.transcripts.meeting import Meeting


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew of two in chat and two by mail."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy, di") as meeting:
        yield meeting


@pytest.mark.parametrize("word", ["STATUS", "MISSED", "MINUTES"])
async def test_the_second_question_of_a_day_is_answered_too(garden: Meeting, word: str) -> None:
    """It is answered as the first was, and never with "that is done"."""
    await happen(garden, f"cy@garden {word}")
    first = words(box(garden, "cy")[-1])
    await happen(garden, f"cy@garden {word}", f"cy@garden {word}")
    assert words(box(garden, "cy")[-1]) == first
    assert "that is done" not in first
    assert len(box(garden, "cy")) == 3


async def test_the_state_of_the_list_comes_by_mail(garden: Meeting) -> None:
    """Who asks by mail what holds for their mail is answered there, and no private chat is opened."""
    seen = await happen(garden, "cy@garden !mail")
    assert "private" not in seen
    assert "You get each post by mail" in words(box(garden, "cy")[-1])
