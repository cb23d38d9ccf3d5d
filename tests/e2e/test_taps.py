"""A practice answered by taps alone, on a homeserver that takes the same tap under a message once."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.assemble import Service
from facilitator.clock import SystemClock
from facilitator.demo.person import Person, notice_of
from facilitator.demo.waiting import until
from tests.e2e.conftest import served, settings_for
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

pytestmark = pytest.mark.synapse

PRACTICE = """\
format: 1
name: by_taps
title: By taps
purpose: Answer everything with one tap.
for: [crew]
size: {least: 2, most: 12, ideal: 3-8}
roles:
  guardian: {who: volunteers, title: guardian of the quiet}
privacy:
  record: none
  note: What is said here stays here.
steps:
  - id: hello
    kind: go_around
    prompt: How are you?
    host: Listen.
    live: {each: 20m}
    slow: 3d
  - id: fine
    kind: consent_vote
    prompt: We meet under the tree.
    host: Ask once.
    live: 20m
    slow: 3d
  - id: again
    kind: consent_vote
    prompt: We meet again next week.
    host: Ask once more.
    live: 20m
    slow: 3d
"""


async def tap(people: list[Person], room: str, asking: dict[str, Any], emoji: str) -> None:
    """Let everybody tap under a message, as the emoji offered there invites them to."""
    for person in people:
        await person.react(room, asking["event_id"], emoji)


def seeded(person: Person, room: str, asking: dict[str, Any]) -> set[str]:
    """The emoji that the Facilitator put under a message, as a person sees them."""
    relations = [event["content"].get("m.relates_to", {}) for event in person.timeline(room)]
    return {r["key"] for r in relations if r.get("event_id") == asking["event_id"] and "key" in r}


async def test_every_step_is_answered_by_taps(synapse: Lab, tmp_path: Path) -> None:
    """The same person taps 👋 for a part and in the roll-call, ✅ in their turn, 👍 in two votes."""
    service = Service(settings_for(synapse, tmp_path), SystemClock(speed=120))
    async with served(service):
        people, garden = await crew(synapse, service, "ana", "ben", "eli")
        ana, ben, eli = people
        await ana.say(garden, f"!format add\n{PRACTICE}")
        await ana.see(garden, "By taps", kind="format_kept", timeout=30)
        await ana.say(garden, "!start by_taps")
        offer = await eli.see(garden, kind="part_offered")
        await until(lambda: "👋" in seeded(eli, garden, offer), "nothing to tap under the offer")
        await eli.react(garden, offer["event_id"], "👋")

        call = await ana.see(garden, kind="roll_call")
        await until(lambda: "👋" in seeded(ana, garden, call), "nothing to tap under the roll-call")
        await tap(people, garden, call, "👋")
        for _ in people:
            turn = await ana.see(garden, kind="turn_opened")
            member = (notice_of(turn) or {})["member"]
            speaker = next(one for one in people if one.user_id == member)
            await speaker.say(garden, f"{speaker.name} is well.")
            await speaker.react(garden, turn["event_id"], "✅")

        for matter in ("under the tree", "next week"):
            asking = await ben.see(garden, matter, kind="proposal_opened", timeout=30)
            await tap(people, garden, asking, "👍")
            agreed = await ben.see(garden, kind="decision_adopted", timeout=60)
            assert "Nobody objects" in agreed["content"]["body"]
        await ana.see(garden, "is complete", kind="round_closed")
