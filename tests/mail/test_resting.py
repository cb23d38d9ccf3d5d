"""While Postie is away: what begins then waits too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.mail.scene import happen, scene
from tests.transcripts.meeting import Meeting


@pytest.fixture
async def garden(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A crew of two in chat and one by mail, without Postie."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy") as meeting:
        await happen(meeting, "ana> !helpers -postie")
        yield meeting


@pytest.mark.parametrize(
    "line", ["ben> !goaround What grows? order=seats", "ben> !propose We water at six."]
)
async def test_what_begins_without_postie_stands_still(garden: Meeting, line: str) -> None:
    """Its clock waits as those that ran, whoever began it hears why, and Postie lets all go on."""
    seen = await happen(garden, line)
    assert "its clock stands still" in seen or "is paused" in seen
    assert "Postie is not in the room" in seen
    assert "ben | (private)" in seen
    waited = await happen(garden, "+10d")
    assert "closes" not in waited
    assert "postponed" not in waited
    assert "We go on" in await happen(garden, "ana> !helpers +postie")


async def test_a_host_lets_it_run_all_the_same(garden: Meeting) -> None:
    """`!resume` is still the host's: nothing is paused twice."""
    await happen(garden, "ben> !goaround What grows? order=seats")
    assert "We go on" in await happen(garden, "ana> !resume")


async def test_with_nobody_by_mail_nothing_waits(tmp_path: Path) -> None:
    """Postie's absence is nobody's matter where all read in the room."""
    async with scene(tmp_path, "circle crew Garden: ana(host), ben; mail: cy") as meeting:
        await happen(meeting, "cy@garden-leave bye", "ana> !helpers -postie")
        seen = await happen(meeting, "ben> !propose We water at six.")
        assert "stands still" not in seen
