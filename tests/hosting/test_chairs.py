"""The chair of a round: who hears that it is handed on, and whose it is when its holder has left."""

import pytest

from tests.transcripts.meeting import Meeting, play

GARDEN = "circle crew Garden: ana(host), ben, eli; mail: cy(host), di"


def letters(told: str, who: str) -> str:
    """What became visible in somebody's mailbox."""
    return "\n".join(line for line in told.split("\n") if line.startswith(f"{who} | mail:"))


@pytest.mark.parametrize("begin", ["ana> !goaround How are we?", "ana> !propose We rest."])
async def test_hosts_hear_when_the_chair_is_handed_on(meeting: Meeting, begin: str) -> None:
    """The room reads it, a host by mail has a letter, and whoever only takes part has none."""
    await play(meeting, GARDEN, begin)
    told = await play(meeting, "ana re card> !chair ben")
    assert "Ben, " in told
    assert "The chair is handed on" in letters(told, "cy")
    assert letters(told, "di") == ""


async def test_other_hosts_hear_once_that_they_may_host_too(meeting: Meeting) -> None:
    """At the first practice that another one begins, and never again."""
    told = await play(meeting, GARDEN, "ben> !start check_in")
    assert "As a host of Garden" in told
    await play(meeting, "ana> !cancel")
    assert "As a host of" not in await play(meeting, "ben> !start check_out")


@pytest.mark.parametrize("gone", ["ben leaves", "ben> !away 2w"])
async def test_a_free_chair_is_theirs_at_once_who_take_it(meeting: Meeting, gone: str) -> None:
    """Nobody waits for somebody who has left the circle, or said that they are away."""
    await play(meeting, GARDEN, "ben> !goaround How are we?", gone)
    told = await play(meeting, "eli> !chair me")
    assert "Eli, the chair of this round is yours now" in told
    assert "puts ✅ under “!chair me”" in told


async def test_a_chair_that_is_held_is_theirs_after_a_while_only(meeting: Meeting) -> None:
    """Whoever has it hears first, and can keep it with a word."""
    await play(meeting, GARDEN, "ben> !goaround How are we?")
    assert "Eli would take the chair" in await play(meeting, "eli> !chair me")
    assert "Ben keeps the chair" in await play(meeting, "ben re card> !extend 1d")
