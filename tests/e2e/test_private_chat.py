"""The private chat: readable, greeted, and answering in it counts like answering in the room."""

import pytest

from facilitator.assemble import Service
from facilitator.demo.person import notice_of
from tests.e2e.crew import crew
from tests.lab.homeserver import Lab

pytestmark = pytest.mark.synapse


async def test_an_encrypted_chat_is_answered_with_a_readable_one(
    synapse: Lab, service: Service
) -> None:
    """It joins, opens a readable chat at once, and says so once in the old one (contract §3)."""
    ana = await synapse.person("ana")
    me = service.house.user("facilitator")
    locked = await ana.create_dm(me, encrypted=True)

    await ana.see(locked, "I can't read locked chats. I've opened one I can read")
    readable = await ana.invited(lambda i: i.sender == me and i.room != locked)
    await ana.join(readable.room)
    await ana.see(readable.room, "Hello")
    assert readable.is_direct
    assert await ana.state(readable.room, "m.room.encryption") is None
    await ana.say(readable.room, "ping")
    await ana.see(readable.room, "pong")


async def test_someone_away_answers_in_private_and_is_read_out_in_the_room(
    synapse: Lab, service: Service
) -> None:
    """A chat member in the slow lane is asked alone, and their letter is read by their ghost."""
    (ana, eli), garden = await crew(synapse, service, "ana", "eli")
    me = service.house.user("facilitator")
    await eli.say(garden, "!pace slow")
    chat = await eli.invited(lambda i: i.sender == me and i.is_direct)
    await eli.join(chat.room)
    await eli.see(chat.room, "your places stay open for days")

    await ana.say(garden, "!goaround What is growing? each=30s")
    asked = await eli.see(chat.room, kind="round_announced")
    assert asked["content"]["m.mentions"] == {"user_ids": [eli.user_id]}
    await eli.say(chat.room, "More time for bread, and for you.")
    await eli.see(chat.room, kind="words_received")

    await ana.see(garden, kind="turn_opened")
    await ana.say(garden, "!pass")
    heard = await ana.see(garden, "More time for bread, and for you.")
    assert heard["sender"].startswith("@_fac_")
    letter = await ana.see(garden, kind="circle_letter")
    assert (notice_of(letter) or {})["seq"] > 1
