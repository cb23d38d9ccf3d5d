"""A decision that heard questions first, and whose words changed, can be counted again."""

import json

import pytest

from facilitator.hosting.journal.recounting import read
from tests.hosting import test_journal as journal
from tests.hosting.test_journal import taken_away, wrong_in
from tests.transcripts.meeting import Meeting

FULL = """\
circle crew Garden: ana(host), ben, eli; mail: cy, di
ben> !propose We water the beds at six. steps=full
eli> !question Is the marrowfat thirsty?
ben re last> Always.
cy@ no questions
di@ Who has the key?
ben re last> Eli has.
ana +⏭️ card
+20m
ana re card> I like it
eli re last> Early for me
cy@ OBJECT because the medlars drown
di@ PASS
ben> !amend We water the beds at seven.
+20m
ben> !amend wording=yes We water our beds at seven.
ana> !anew
ana re card> consent
eli re card> concern the marrowfat
cy re "version 3"@ consent
di re "version 3"@ consent
+2d
"""
SEALED = """\
circle crew Garden: ana(host), ben, eli; mail: cy
ana> !propose We lend the barrow. steps=full sealed=yes
ben>> Who pays for the marrowfat?
ana re last> The circle.
cy@ pass
eli>> pass
+20m
+4d
ana> !amend wording=yes We lend our barrow.
ben>> consent
eli>> consent
cy re "Do you consent"@ consent
+2d
"""


@pytest.mark.parametrize("lines", [FULL, SEALED])
async def test_what_is_taken_away_can_be_counted_again(meeting: Meeting, lines: str) -> None:
    """Chain, answers and outcome hold, with steps before the asking and other words."""
    text = await taken_away(meeting, lines)
    (decision,) = read(text)["decisions"]
    assert "in_force" in json.dumps(decision)
    assert wrong_in(text) == []


@pytest.mark.parametrize("lines", [FULL, SEALED])
async def test_folding_gives_the_state(meeting: Meeting, lines: str) -> None:
    """Replaying what happened gives what is so."""
    await journal.test_folding_the_log_gives_the_state(meeting, lines)


async def test_what_was_said_first_is_not_in_the_file(meeting: Meeting) -> None:
    """Questions and reactions are no answers: the file has neither their words nor their authors."""
    text = await taken_away(meeting, SEALED)
    for hidden in ("marrowfat", "Ben", "Eli", "Cy", "mem_"):
        assert hidden not in text
