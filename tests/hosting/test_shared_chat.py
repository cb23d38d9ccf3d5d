"""A private chat that others can read is none any more."""

from sqlalchemy import select

from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben(slow), eli"
SHARED = "no longer our private chat"


def chats(meeting: Meeting) -> list[str]:
    """Return the text of every direct chat, oldest first."""
    rooms = [r for r in meeting.world.rooms.values() if r.id not in meeting.people.rooms.values()]
    return ["\n".join(meeting.world.lines(room.id)) for room in rooms]


async def open_chat(meeting: Meeting) -> str:
    """Let there be Garden, and Ben's private chat; return its room."""
    await meeting.take(GARDEN)
    await meeting.take("ben opens a private chat")
    chat = meeting.people.private("ben")
    assert chat
    return chat.id


async def test_an_invited_third_ends_the_private_chat(meeting: Meeting) -> None:
    """It says one kind line and leaves; what is next for Ben alone is told in a fresh chat."""
    chat = await open_chat(meeting)
    facilitator, world = meeting.world.user("facilitator"), meeting.world
    world.invite(world.user("ben"), chat, world.user("eli"))
    await meeting._settle()
    world.join(world.user("eli"), chat)
    await meeting._settle()
    assert chats(meeting)[0].count(SHARED) == 1
    assert world.room(chat).membership(facilitator) == "leave"
    assert len(chats(meeting)) == 1
    await meeting.take("ana> !goaround What is growing?")
    [old, fresh] = chats(meeting)
    assert "What is growing" not in old
    assert "What is growing" in fresh
    new = meeting.people.private("ben")
    assert new
    assert world.user("eli") not in new.members()
    await meeting.take("ben>> Beans.")
    kept = await meeting.store.read(lambda c: list(c.execute(select(t.words.c.text)).scalars()))
    assert kept == ["Beans."]


async def test_a_third_who_speaks_first_ends_it_too(meeting: Meeting) -> None:
    """Whoever was there before we came is found by their first word, which counts for nothing."""
    chat = await open_chat(meeting)
    await meeting.take("ana> !goaround What is growing?")
    world = meeting.world
    world.room(chat).state[("m.room.member", world.user("eli"))] = {
        "content": {"membership": "join"}, "event_id": "$silent", "sender": world.user("eli"),
    }  # fmt: skip
    world.say(world.user("eli"), chat, "Tomatoes")
    await meeting._settle()
    assert SHARED in chats(meeting)[0]
    assert "Tomatoes" not in "\n".join(world.lines(meeting.people.named("room").id))


async def test_assistants_and_the_member_are_no_third(meeting: Meeting) -> None:
    """The member who leaves and comes again, or asks an assistant in, keeps their chat."""
    chat = await open_chat(meeting)
    world = meeting.world
    world.invite(world.user("ben"), chat, world.user("scribe"))
    world.call(world.user("ben"), "Benjamin")
    await meeting._settle()
    assert SHARED not in chats(meeting)[0]
    assert world.room(chat).membership(world.user("facilitator")) == "join"


async def test_a_shared_chat_is_not_adopted_again(meeting: Meeting) -> None:
    """Asked back into it as into a direct chat, it is a room like any other."""
    chat = await open_chat(meeting)
    world = meeting.world
    world.invite(world.user("ben"), chat, world.user("eli"))
    await meeting._settle()
    world.invite(world.user("ben"), chat, world.user("facilitator"), direct=True)
    await meeting._settle()
    assert chats(meeting)[0].count("This is our private chat") == 1
    await meeting.take("ana> !goaround What is growing?")
    assert "What is growing" not in chats(meeting)[0]


async def test_who_comes_later_reads_nothing_from_before(meeting: Meeting) -> None:
    """The chats that we open show nobody what was said before they were invited."""
    await meeting.take(GARDEN)
    await meeting.take("ana> !goaround What is growing?")
    chat = meeting.people.private("ben")
    assert chat
    assert chat.content("m.room.history_visibility") == {"history_visibility": "invited"}
