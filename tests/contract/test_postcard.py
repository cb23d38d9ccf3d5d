"""The postcard keeps the contract of a medium with rooms, and that of a mailbox."""

from datetime import UTC, datetime

import pytest

from facilitator.acts import Link, MakeRoom, Post, Say
from facilitator.clock import SetClock
from facilitator.medium import Delivered, Later, Parked
from facilitator.postcard import Postcard, World
from tests.contract.ground import Garden, Json
from tests.contract.rooms import RoomContract


def is_ours(user: str) -> bool:
    """Tell the service's users as the house does."""
    return user.startswith(("@_fac_", "@facilitator", "@scribe", "@greeter"))


class OnPostcard:
    """A world in memory."""

    def __init__(self) -> None:
        self.world = World("lab.test", SetClock(datetime(2026, 3, 5, 18, tzinfo=UTC)), is_ours)
        self.medium = Postcard(self.world)
        self.ana = self.user("ana")

    def user(self, localpart: str) -> str:
        return self.world.user(localpart)

    async def enter(self, room: str) -> None:
        self.world.join(self.ana, room)

    async def say(self, room: str, text: str) -> str:
        return self.world.say(self.ana, room, text)

    async def put_state(self, room: str, kind: str, content: Json) -> None:
        self.world.put_state(self.ana, room, kind, content)

    async def events(self, room: str) -> list[Json]:
        return self.world.room(room).timeline

    async def state(self, room: str, kind: str, key: str = "") -> Json:
        return self.world.room(room).content(kind, key)


@pytest.fixture
def ground() -> OnPostcard:
    """A new world."""
    return OnPostcard()


@pytest.fixture
async def garden(ground: OnPostcard) -> Garden:
    """A room in it."""
    return await Garden(ground).open()


class TestPostcard(RoomContract):
    """Every rule for media with rooms."""

    async def test_a_world_that_is_away_is_waited_for(
        self, garden: Garden, ground: OnPostcard
    ) -> None:
        """Nothing is lost and nothing doubled by an absence."""
        parcel = garden.parcel(Say("hello"))
        ground.world.is_away = True
        assert isinstance(await garden.medium.deliver(parcel), Later)
        ground.world.is_away = False
        assert isinstance(await garden.medium.deliver(parcel), Delivered)
        assert await garden.bodies() == ["hello"]

    async def test_a_room_waits_for_the_rooms_it_names(self, garden: Garden) -> None:
        """A link to a room, or a room in a space, that does not exist yet is for later."""
        assert isinstance(await garden.bring(Link("plc_unmade")), Later)
        child = MakeRoom("Crew", "fac_crew", parent="plc_unmade", join="restricted")
        assert isinstance(await garden.bring(child, address=None), Later)


def letter(recipient: str = "cy@example.org") -> Post:
    """Return a mail to somebody."""
    return Post(recipient, "garden@lists.example.org", "<1@lists>", b"Subject: Hi\n\nHello.\n")


class TestMailboxes:
    """Mail lies in mailboxes as it was written."""

    async def test_one_parcel_is_one_mail(self, garden: Garden, ground: OnPostcard) -> None:
        """Delivered twice, it lies there once, with its envelope and every byte."""
        assert await garden.twice(letter(), place=None, address=None) == "<1@lists>"
        (mail,) = ground.world.mailboxes["cy@example.org"]
        assert (mail.raw, mail.envelope_from) == (letter().raw, "garden@lists.example.org")

    async def test_a_closed_mailbox_is_parked(self, garden: Garden, ground: OnPostcard) -> None:
        """An address that its server refuses for good is for never."""
        ground.world.closed.add("cy@example.org")
        assert isinstance(await garden.bring(letter()), Parked)
        assert ground.world.mailboxes == {}
