"""Founding a congregation and a crew, and holding a go-around, as members in chat see it."""

import pytest

from facilitator.assemble import Service
from facilitator.demo.person import Person, notice_of
from tests.lab.homeserver import Lab

pytestmark = pytest.mark.synapse


async def open_chat(person: Person, service: Service) -> str:
    """Open a private chat with the Facilitator and wait until it says hello."""
    room = await person.create_dm(service.house.user("facilitator"))
    await person.see(room, "Hello")
    return room


async def test_a_congregation_is_founded_with_its_rooms_and_a_crew_under_it(
    synapse: Lab, service: Service
) -> None:
    """``!new congregation`` makes the space and five rooms, ``!new crew`` nests a crew (contract §2)."""
    ana, ben = await synapse.person("ana"), await synapse.person("ben")
    chat = await open_chat(ana, service)
    name = f"Riverside {ana.account.user_id[1:].partition(':')[0]}"

    await ana.say(chat, f"!new congregation {name}")
    created = await ana.see(chat, kind="circle_created")

    slug = notice_of(created)["circle"]
    space = await ana.invited(lambda i: i.is_space)
    await ana.join(space.room)
    assert await ana.state(space.room, "m.room.create")

    await ana.say(chat, f"new crew Garden with={ben.account.user_id}")
    crew_made = await ana.see(chat, kind="circle_created")
    assert notice_of(crew_made)["circle"] == f"{slug}-garden"

    garden = await ben.invited(lambda i: i.name == "Garden")
    await ben.join(garden.room)
    await ana.join(garden.room)
    levels = await ana.state(garden.room, "m.room.power_levels")
    assert levels
    assert levels["users"][ana.account.user_id] == 100
    assert levels["events"]["m.room.tombstone"] == 100
    parent = await ana.state(garden.room, "m.space.parent", space.room)
    assert parent
    assert parent["canonical"] is True

    await ana.say(garden.room, "!goaround What is growing in you this week? each=30s order=seats")
    await ana.see(garden.room, kind="roll_call")
    card = await ana.see_any(garden.room, kind="card")
    await ben.join(garden.room)
    await ben.react(garden.room, card["event_id"], "👋")
    turn = await ana.see(garden.room, kind="turn_opened")
    assert notice_of(turn)["member"] == ana.account.user_id
    await ana.say(garden.room, "Tired, but the seedlings are up.")
    await ana.say(garden.room, "done")
    turn = await ben.see(garden.room, kind="turn_opened")
    while notice_of(turn)["member"] != ben.account.user_id:
        turn = await ben.see(garden.room, kind="turn_opened")
    await ben.say(garden.room, "!pass")
    letter = await ana.see(garden.room, kind="circle_letter")
    assert "Tired, but the seedlings are up." in letter["content"]["body"]
    await ana.see(garden.room, kind="round_closed")


async def test_a_circle_of_two_is_a_room_for_both_and_for_nobody_else(
    synapse: Lab, service: Service
) -> None:
    """``!new dyad`` asks the other alone; with their yes both are keepers of a room in no space."""
    ana, ben = await synapse.person("ana"), await synapse.person("ben")
    hers = await open_chat(ana, service)
    his = await open_chat(ben, service)

    await ana.say(hers, f"!new dyad {ben.account.user_id}")
    await ana.see(hers, "You hear from me")
    question = await ben.see(his, "would like to have a circle of two")
    assert question["content"]["msgtype"] == "m.text"
    await ben.react(his, question["event_id"], "👍")

    created = await ana.see(hers, kind="circle_created")
    room = (await ana.invited(lambda i: " and " in i.name)).room
    assert room in created["content"]["body"]
    await ana.join(room)
    await ben.join((await ben.invited(lambda i: " and " in i.name)).room)
    await ben.see(room, "Welcome, you two")

    assert await ana.state(room, "m.room.name") == {"name": "Ana and Ben"}
    levels = await ana.state(room, "m.room.power_levels")
    assert levels
    assert [levels["users"][one.account.user_id] for one in (ana, ben)] == [100, 100]
    assert await ana.state(room, "m.room.join_rules") == {"join_rule": "invite"}
    assert await ana.state(room, "m.room.history_visibility") == {"history_visibility": "joined"}
    alias = await ana.state(room, "m.room.canonical_alias")
    assert alias
    assert alias["alias"].startswith("#fac_dyad_")
    assert not [event for event in ana.timeline(room) if event["type"] == "m.space.parent"]

    await ben.say(room, "!start dyad_conversation")
    await ana.see(room, "Dyad conversation")
    await ben.leave(room)
    await ana.see(room, "a room for one")
