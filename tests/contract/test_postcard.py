"""The postcard keeps the contract of a medium with rooms, and that of a mailbox."""

from datetime import UTC, datetime

import pytest

from facilitator.acts import Link, MakeRoom, Post, Say
from facilitator.clock import SetClock
from facilitator.intake import Edited, Moved, Reacted, Said, TookBack
from facilitator.matrix.inbound import hear
from facilitator.medium import Delivered, Later, Parked
from facilitator.postcard import Postcard, Refused, World
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


class TestPeople:
    """What people do is pushed as a homeserver pushes it, and read by the real ear."""

    async def test_everything_people_do_is_heard_once(self, ground: OnPostcard) -> None:
        """Saying, answering, editing, reacting and taking back arrive as what they are."""
        world, ana = ground.world, ground.ana
        world.call(ana, "Ana")
        room = world.make_room(ana, {"name": "Kitchen", "invite": [ground.user("facilitator")]})
        world.join(ground.user("facilitator"), room)
        world.pushed()
        said = world.say(ana, room, "water at seven")
        answer = world.say(ana, room, "yes", reply_to=said, mentions=[ground.user("facilitator")])
        world.edit(ana, room, said, "water at eight")
        world.react(ana, room, answer, "👍")
        world.redact(ana, room, answer)
        world.leave(ana, room)
        heard = [hear(raw) for raw in world.pushed()]
        ids = [event["event_id"] for event in world.room(room).timeline[-6:]]
        assert heard == [
            Said(said, ana, "water at seven"),
            Said(answer, ana, "yes", reply_to=said, mentions=(ground.user("facilitator"),)),
            Edited(ids[2], ana, said, "water at eight"),
            Reacted(ids[3], ana, answer, "👍"),
            TookBack(ids[4], ana, answer),
            Moved(ids[5], ana, ana, "leave", "Ana"),
        ]
        assert world.pushed() == []
        assert world.lines(room) == ["Ana  water at eight"]

    async def test_a_locked_chat_is_told_in_its_invitation(self, ground: OnPostcard) -> None:
        """The stripped state says that the chat is encrypted, and that it is a direct one."""
        ground.world.open_private_chat(ground.ana, locked=True)
        (moved,) = [h for h in map(hear, ground.world.pushed()) if isinstance(h, Moved)]
        assert (moved.who, moved.direct, moved.locked) == (
            ground.user("facilitator"), True, True
        )  # fmt: skip

    async def test_rooms_without_us_are_not_pushed(self, ground: OnPostcard) -> None:
        """What people say where none of ours is, nobody tells us."""
        room = ground.world.make_room(ground.ana, {"name": "Cellar"})
        ground.world.say(ground.ana, room, "just us")
        assert ground.world.pushed() == []

    async def test_people_have_only_their_rights(self, ground: OnPostcard, garden: Garden) -> None:
        """A guest neither removes others' words nor sets the topic nor sends anybody away."""
        world, ben = ground.world, ground.user("ben")
        world.invite(ground.ana, garden.address, ben)
        world.join(ben, garden.address)
        said = world.say(ground.ana, garden.address, "hello")
        for forbidden in (
            lambda: world.redact(ben, garden.address, said),
            lambda: world.put_state(ben, garden.address, "m.room.topic", {"topic": "x"}),
            lambda: world.send_away(ben, garden.address, ground.ana),
        ):
            with pytest.raises(Refused):
                forbidden()


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
