"""A go-around and a decision on PostgreSQL: what SQLite lets pass must pass there too (S28, scale)."""

from collections.abc import AsyncIterator

import pytest

from bridges.email.addresses import Lists
from bridges.email.face import MailFace
from facilitator.store import Store
from facilitator.store import tables as t
from tests.mail.garden import DOMAIN, KEY, ROOM, Garden, plant
from tests.security.conftest import Events


@pytest.fixture
async def garden(postgres_url: str) -> AsyncIterator[Garden]:
    """Garden, on PostgreSQL."""
    store = Store(postgres_url)
    await store.open()
    await store.write(plant)
    house = MailFace(Lists(DOMAIN), KEY, "https://pages.example", authserv_id="mx.mail.example")
    planted = Garden(store, house)
    yield planted
    await planted.postman.stop()
    await store.close()


async def test_a_whole_meeting(garden: Garden, events: Events) -> None:
    """A round with letters, a decision with an objection, and the longest names there may be."""
    await events.move("ana", "join", ROOM, displayname="Ana " + "long " * 200)
    await events.say("ana", "!goaround What grows?\u200d 🌱" + " very" * 400)
    await garden.write("cy", "My knee is better.", garden.newest("cy", "round_announced"))
    for who in ("ana", "ben", "eli"):
        await events.say(who, "Seedlings \\u0000 and such")
    await garden.later(minutes=30)
    await events.say("ana", "!end")
    [row] = await garden.rows(t.round_)
    assert not row["open"]
    await events.say("ben", "!propose We water at seven")
    await garden.write("di", "OBJECT because it is too early", garden.newest("di"))
    await events.say("ben", "!amend We water at eight")
    await garden.write("di", "CONSENT", garden.newest("di"))
    await events.move("@" + "e" * 240 + ":lab.test", "join", ROOM)
    await garden.write("eve", "Hello", by="e" * 60 + "@" + "x" * 60 + ".example.com", trust=None)
    await garden.later(days=30)
    assert await garden.count(t.inbox, state=2) == 0
    assert len(await garden.rows(t.round_)) == 2
