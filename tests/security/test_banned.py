"""Somebody who is removed for abuse while a proposal is open counts no more (Dec. 4.5)."""

import json
from typing import Any

import pytest

from facilitator.store import tables as t
from tests.mail.garden import Garden
from tests.security.conftest import Events


async def state_of(garden: Garden) -> dict[str, Any]:
    """The stored state of the decision."""
    [row] = await garden.rows(t.round_)
    found: dict[str, Any] = json.loads(row["state"])
    return found


@pytest.mark.parametrize("change", ["ban", "leave"])
async def test_a_banned_member_is_out_of_the_count(
    garden: Garden, events: Events, change: str
) -> None:
    """Their answer stays in the log and counts no more; an objection of theirs can be adopted."""
    await events.say("ben", "!propose We water at seven")
    await events.say("eli", "!object because I say so")
    assert len((await state_of(garden))["objections"]) == 1
    await events.move("eli", change, by="@ana:lab.test")
    state = await state_of(garden)
    places = {place["member"]: place for place in state["places"]}
    assert places["mem_eli"]["left"]
    assert state["objections"][0]["standing"] == "orphaned"
    assert any(ballot["member"] == "mem_eli" for ballot in state["ballots"])
    await events.say("eli", "!object because I still say so", "!eli:lab.test")
    assert len((await state_of(garden))["objections"]) == 1
    facts = [json.loads(row["fact"]) for row in await garden.rows(t.journal)]
    assert any("Left" in str(fact) for fact in facts)
