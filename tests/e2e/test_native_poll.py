"""A native poll on a real homeserver: both forms of answers, a restart between, ended by us alone."""

from pathlib import Path
from typing import Any

import pytest

from facilitator.assemble import Service
from facilitator.demo.person import Person
from facilitator.demo.waiting import until
from facilitator.matrix.inbound import RESPONSES
from facilitator.matrix.rendering import POLL_END, POLL_START
from tests.e2e.conftest import served, settings_for
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

pytestmark = pytest.mark.synapse

STABLE, UNSTABLE = RESPONSES
TEXT = "org.matrix.msc1767.text"


async def tick(person: Person, room: str, poll: str, *answers: str, stable: bool = False) -> str:
    """Answer a native poll in one of the two forms; return the event's id."""
    relation = {"m.relates_to": {"rel_type": "m.reference", "event_id": poll}}
    if stable:
        return await person.send(room, STABLE, {**relation, "m.selections": list(answers)})
    return await person.send(room, UNSTABLE, {**relation, UNSTABLE: {"answers": list(answers)}})


async def stands(person: Person, room: str, said: str) -> None:
    """Wait until the card says this."""

    def shown() -> bool:
        cards = [e for e in person.timeline(room) if _kind(e) == "card"]
        return any(said in _words(card) for card in cards[-1:])

    await until(shown, f"the card never said {said}")


def _kind(event: dict[str, Any]) -> str:
    content = event["content"].get("m.new_content", event["content"])
    return str(content.get("org.facilitator.notice", {}).get("kind"))


def _words(event: dict[str, Any]) -> str:
    return str(event["content"].get("m.new_content", event["content"]).get("body"))


def ends(person: Person, room: str) -> list[dict[str, Any]]:
    """What has ended native polls in the room, as a person sees it."""
    return [event for event in person.timeline(room) if event["type"] == POLL_END]


async def test_a_native_poll_is_answered_in_both_forms_over_a_restart(
    synapse: Lab, tmp_path: Path
) -> None:
    """Ben ticks as Element does, Eli as the specification says; what Ben ticks anew while the service
    is away counts when it is back, and the end says what the books say."""
    settings = settings_for(synapse, tmp_path)
    service = Service(settings)
    async with served(service):
        people, garden = await crew(synapse, service, "ana", "ben", "eli")
        ana, ben, eli = people
        await ana.say(garden, "!poll choose What first? hidden=no\nApples\nPears")
        shown = await eli.see(garden, kind="native_poll")
        poll = shown["event_id"]
        assert shown["type"] == POLL_START
        await tick(ben, garden, poll, "1")
        await stands(ana, garden, "Apples: 1")
        await tick(eli, garden, poll, "2", stable=True)
        await stands(ana, garden, "Pears: 1")
        foreign = {"m.relates_to": {"rel_type": "m.reference", "event_id": poll}, POLL_END: {}}
        await ana.send(garden, POLL_END, {**foreign, TEXT: "Apples have it."})

    await tick(ben, garden, poll, "2")
    async with served(Service(settings)):
        await stands(ana, garden, "Pears: 2")
        again = await tick(eli, garden, poll, "1", stable=True)
        await stands(ana, garden, "Apples: 1")
        await eli.redact(garden, again)
        await stands(ana, garden, "1 of 3 answered")
        await ana.say(garden, "!end")
        await until(lambda: len(ends(ben, garden)) == 2, "the native poll was never ended")
        (ours,) = [e for e in ends(ben, garden) if e["sender"] == shown["sender"]]
        assert ours["content"]["m.relates_to"]["event_id"] == poll
        assert "Chosen: “Pears”." in ours["content"][TEXT]
        assert "1 of 3 answered" in ours["content"][TEXT]
