"""A meeting for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.transcripts.meeting import Meeting


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A meeting that has not begun."""
    opened = await Meeting(tmp_path).open()
    yield opened
    await opened.close()
