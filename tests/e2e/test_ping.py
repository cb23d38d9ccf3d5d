"""``!ping`` through the whole house."""

import pytest

from facilitator.assemble import Service
from tests.lab.homeserver import Lab

pytestmark = pytest.mark.synapse


async def test_ping_is_answered_once_as_a_notice_that_replies(
    synapse: Lab, service: Service
) -> None:
    """One ``!ping`` gets one notice "pong" that replies to it, and nothing else (contract §4)."""
    ana = await synapse.person("ana")
    room = await ana.create_dm(service.house.user("facilitator"))
    await ana.state_of(room, "m.room.member", service.house.user("facilitator"),
                       until=lambda c: c["membership"] == "join")  # fmt: skip

    asked = await ana.say(room, "!ping")
    pong = await ana.see(room, "pong")

    assert pong["content"]["msgtype"] == "m.notice"
    assert pong["content"]["m.mentions"] == {}
    assert pong["content"]["m.relates_to"] == {"m.in_reply_to": {"event_id": asked}}
