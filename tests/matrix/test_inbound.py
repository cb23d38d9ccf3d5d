"""Event JSON → what was heard: exactly what we understand, and nothing else ever.

The shapes are the Client-Server API's; the poison is what rooms really hold, or could.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from facilitator.clock import SetClock, moment
from facilitator.intake import Edited, File, Locked, Moved, Powers, Reacted, Said, TookBack
from facilitator.matrix.inbound import hear, hear_event
from facilitator.matrix.receiving import OUTBOX_ID, Receiving
from facilitator.store import tables as t
from tests.lab.once import blank_books

Json = dict[str, Any]

ANA, BEN = "@ana:lab.test", "@ben:lab.test"


def event(kind: str, content: object, **more: object) -> Json:
    """Return an event as a homeserver pushes it."""
    return {"type": kind, "event_id": "$1", "sender": ANA, "room_id": "!garden",
            "origin_server_ts": 1_772_733_600_000, "content": content, **more}  # fmt: skip


def said(**content: object) -> Json:
    """Return a message event."""
    return event("m.room.message", {"msgtype": "m.text", "body": "hello", **content})


def heard(happened: object) -> object:
    """Return what the ear makes of it."""
    return hear(json.dumps(happened).encode())


# -- what people do ------------------------------------------------------------------------------


def test_a_plain_message() -> None:
    """A text is what it says."""
    assert heard(said()) == Said("$1", ANA, "hello")


def test_a_message_with_mentions_and_html() -> None:
    """Mentions are the listed ids; the rich twin counts only in the format we know."""
    rich = said(**{"m.mentions": {"user_ids": [BEN]}, "format": "org.matrix.custom.html",
                   "formatted_body": "<b>hello</b>"})  # fmt: skip
    assert heard(rich) == Said("$1", ANA, "hello", "<b>hello</b>", mentions=(BEN,))
    assert heard(said(format="text/markdown", formatted_body="**hi**")) == Said("$1", ANA, "hello")


@pytest.mark.parametrize(
    ("msgtype", "form"),
    [("m.text", "text"), ("m.emote", "emote"), ("m.notice", "notice"), ("m.image", "media"),
     ("m.audio", "media"), ("m.location", "media"), ("org.example.unheard", "notice")],
)  # fmt: skip
def test_forms_of_messages(msgtype: str, form: str) -> None:
    """Pictures and voice count as words; a form nobody told us of is only information."""
    assert heard(said(msgtype=msgtype)) == Said("$1", ANA, "hello", form=form)


def test_a_sticker_is_media() -> None:
    """Stickers count as words too, though they are no messages."""
    assert heard(event("m.sticker", {"body": "a leaf", "url": "mxc://x/y"})) == Said(
        "$1", ANA, "a leaf", form="media"
    )


def test_a_reply() -> None:
    """A reply names what it answers."""
    relation = {"m.in_reply_to": {"event_id": "$card"}}
    assert heard(said(**{"m.relates_to": relation})) == Said("$1", ANA, "hello", reply_to="$card")


def test_a_threads_fallback_is_no_reply() -> None:
    """In a thread the reply that old clients see answers nothing; the thread's root counts."""
    relation = {"rel_type": "m.thread", "event_id": "$card", "is_falling_back": True,
                "m.in_reply_to": {"event_id": "$latest"}}  # fmt: skip
    assert heard(said(**{"m.relates_to": relation})) == Said("$1", ANA, "hello", thread="$card")


def test_a_reply_inside_a_thread() -> None:
    """A true reply in a thread is both."""
    relation = {"rel_type": "m.thread", "event_id": "$card", "is_falling_back": False,
                "m.in_reply_to": {"event_id": "$asked"}}  # fmt: skip
    assert heard(said(**{"m.relates_to": relation})) == Said(
        "$1", ANA, "hello", reply_to="$asked", thread="$card"
    )


def test_an_edit_carries_the_new_words() -> None:
    """The new content counts, never the star before the fallback."""
    content = {"msgtype": "m.text", "body": "* water at eight",
               "m.new_content": {"msgtype": "m.text", "body": "water at eight"},
               "m.relates_to": {"rel_type": "m.replace", "event_id": "$old"}}  # fmt: skip
    assert heard(event("m.room.message", content)) == Edited("$1", ANA, "$old", "water at eight")


def test_an_edit_by_a_stranger_says_who_it_was() -> None:
    """The ear hears every edit with its sender; whether it may is judged where the first is known."""
    content = {"msgtype": "m.text", "body": "* x", "m.new_content": {"body": "x"},
               "m.relates_to": {"rel_type": "m.replace", "event_id": "$anas"}}  # fmt: skip
    assert heard(event("m.room.message", content, sender=BEN)) == Edited("$1", BEN, "$anas", "x")


def test_a_reaction() -> None:
    """A reaction is an emoji under a message."""
    relation = {"rel_type": "m.annotation", "event_id": "$card", "key": "👍"}
    assert heard(event("m.reaction", {"m.relates_to": relation})) == Reacted(
        "$1", ANA, "$card", "👍"
    )


@pytest.mark.parametrize("inside", [True, False])
def test_a_redaction_old_and_new(inside: bool) -> None:
    """From room version 11 on the target stands inside the content, before that beside it."""
    happened = (
        event("m.room.redaction", {"redacts": "$old"})
        if inside
        else event("m.room.redaction", {}, redacts="$old")
    )
    assert heard(happened) == TookBack("$1", ANA, "$old")


def test_somebody_joins() -> None:
    """Coming and going is told with the name of the one who moved."""
    content = {"membership": "join", "displayname": "Ben"}
    assert heard(event("m.room.member", content, state_key=BEN)) == Moved(
        "$1", ANA, BEN, "join", "Ben"
    )


@pytest.mark.parametrize("place", ["beside", "unsigned"])
def test_an_invitation_to_a_locked_chat(place: str) -> None:
    """An encrypted room is told by the stripped state, pushed or synced."""
    shown = [{"type": "m.room.encryption", "state_key": "", "content": {}}]
    more: Json = {"invite_room_state": shown}
    if place == "unsigned":
        more = {"unsigned": more}
    content = {"membership": "invite", "is_direct": True}
    assert heard(event("m.room.member", content, state_key="@facilitator:lab.test", **more)) == (
        Moved("$1", ANA, "@facilitator:lab.test", "invite", direct=True, locked=True)
    )


def test_power_levels_keep_only_numbers() -> None:
    """Levels of old rooms may be texts or floats; only whole numbers are rights."""
    content = {"users": {ANA: 100, BEN: "50", "@c:x": 50.5, "@d:x": None}, "users_default": 0}
    assert heard(event("m.room.power_levels", content, state_key="")) == Powers(
        "$1", ANA, {ANA: 100}
    )


def test_encryption_locks_a_room() -> None:
    """From here on we cannot read there."""
    assert heard(event("m.room.encryption", {}, state_key="")) == Locked("$1", ANA)


def test_words_stay_as_typed() -> None:
    """An old client's quote tags are left for the reader of HTML; the plain words are the truth."""
    html = "<mx-reply><blockquote>old</blockquote></mx-reply>new"
    found = heard(said(body="> old\n\nnew", format="org.matrix.custom.html", formatted_body=html))
    assert found == Said("$1", ANA, "> old\n\nnew", html)


# -- poison --------------------------------------------------------------------------------------

RELATION = "m.relates_to"
POISON: dict[str, object] = {
    "null content": event("m.room.message", None),
    "content is a list": event("m.room.message", [1]),
    "content is a text": event("m.room.message", "hello"),
    "content is empty": event("m.room.message", {}),
    "body is null": said(body=None),
    "body is a number": said(body=7),
    "body is an object": said(body={"text": "x"}),
    "no sender": {k: v for k, v in said().items() if k != "sender"},
    "sender is a number": said() | {"sender": 5},
    "no event id": {k: v for k, v in said().items() if k != "event_id"},
    "event id is null": said() | {"event_id": None},
    "type is null": said() | {"type": None},
    "type is an object": said() | {"type": {}},
    "type of nobody": said() | {"type": "org.example.unheard"},
    "encrypted": event("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2"}),
    "edit without new content": said(**{RELATION: {"rel_type": "m.replace", "event_id": "$x"}}),
    "edit of a number": said(
        **{RELATION: {"rel_type": "m.replace", "event_id": 3}, "m.new_content": {"body": "x"}}
    ),
    "edit to a number": said(
        **{RELATION: {"rel_type": "m.replace", "event_id": "$x"}, "m.new_content": {"body": 3}}
    ),
    "reaction without a relation": event("m.reaction", {}),
    "reaction whose relation is null": event("m.reaction", {RELATION: None}),
    "reaction with a number": event(
        "m.reaction", {RELATION: {"rel_type": "m.annotation", "event_id": "$x", "key": 1}}
    ),
    "redaction of nothing": event("m.room.redaction", {}),
    "redaction of a list": event("m.room.redaction", {"redacts": ["$x"]}),
    "membership is a number": event("m.room.member", {"membership": 1}, state_key=BEN),
    "member without a key": event("m.room.member", {"membership": "join"}),
    "an event that is a list": [said()],
    "an event that is a text": "m.room.message",
    "an event that is null": None,
    "an event that is a float": 1.5,
}


@pytest.mark.parametrize("name", POISON)
def test_poison_is_nothing(name: str) -> None:
    """What is not exactly what we understand is nothing to us, and raises nothing."""
    assert heard(POISON[name]) is None


HARMLESS: dict[str, Json] = {
    "relation is null": said(**{RELATION: None}),
    "relation is a list": said(**{RELATION: ["$x"]}),
    "reply to null": said(**{RELATION: {"m.in_reply_to": None}}),
    "reply to a number": said(**{RELATION: {"m.in_reply_to": {"event_id": 4}}}),
    "thread without a root": said(**{RELATION: {"rel_type": "m.thread"}}),
    "mentions are null": said(**{"m.mentions": None}),
    "mentions are a text": said(**{"m.mentions": {"user_ids": BEN}}),
    "mentions hold numbers": said(**{"m.mentions": {"user_ids": [1, None, {}]}}),
    "html is a number": said(format="org.matrix.custom.html", formatted_body=9),
    "format is a list": said(format=["x"], formatted_body="<b>x</b>"),
    "floats and depths beside": said(**{"org.example.x": [1.5, -0.0, {"a": {"b": [None]}}]}),
    "a relation of an unknown kind": said(**{RELATION: {"rel_type": "m.reference"}}),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_words_survive_what_is_wrong_beside_them(name: str) -> None:
    """A person's words are heard, whatever their client wrote around them."""
    assert heard(HARMLESS[name]) == Said("$1", ANA, "hello")


_KEYS = st.sampled_from(
    ["body", "msgtype", "m.relates_to", "rel_type", "event_id", "key", "m.new_content", "redacts",
     "m.mentions", "user_ids", "membership", "users", "is_direct", "m.in_reply_to", "format"]
)  # fmt: skip
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)
_TYPES = st.sampled_from(
    ["m.room.message", "m.sticker", "m.reaction", "m.room.redaction", "m.room.member",
     "m.room.power_levels", "m.room.encryption"]
)  # fmt: skip


@given(kind=_TYPES, content=anything, key=anything, beside=anything)
@settings(max_examples=200, deadline=None)
def test_no_content_breaks_the_ear(kind: str, content: object, key: object, beside: object) -> None:
    """Whatever stands in an event, the ear returns what it hears or nothing."""
    heard(event(kind, content, state_key=key, unsigned=beside, redacts=beside))


# -- filing --------------------------------------------------------------------------------------


@pytest.fixture
async def receiving(tmp_path: Path) -> Any:
    """The real receiver over a new database, at a set time."""
    store = blank_books(tmp_path / "facilitator.db")
    await store.open()
    clock = SetClock(datetime(2026, 3, 5, 18, tzinfo=UTC))
    yield Receiving(store, clock, lambda user: user.startswith("@facilitator:"), lambda: None)
    await store.close()


async def filed(receiving: Receiving) -> list[Any]:
    """Return the inbox in its order."""
    statement = select(t.inbox).order_by(t.inbox.c.seq)
    return await receiving.store.read(lambda c: list(c.execute(statement).all()))


async def push(receiving: Receiving, *events: object) -> None:
    """Push one transaction."""
    await receiving.push([json.dumps(each).encode() for each in events])


async def test_a_push_repeated_is_one(receiving: Receiving) -> None:
    """A homeserver that did not hear our 200 pushes again; nothing is heard twice."""
    for _ in range(2):
        await push(receiving, said(), said(body="more") | {"event_id": "$2"})
    assert [row.key for row in await filed(receiving)] == ["matrix:$1", "matrix:$2"]


async def test_poison_leaves_its_neighbours_alone(receiving: Receiving) -> None:
    """Good events of the same push are filed, each bad one is counted or filed as nothing."""
    good = said() | {"event_id": "$good"}
    await push(receiving, *POISON.values(), good, "not an event", 5, None, [])
    assert "matrix:$good" in [row.key for row in await filed(receiving)]
    assert receiving.strange >= 6


async def test_our_own_words_are_not_heard(receiving: Receiving) -> None:
    """An echo confirms its outbox row; nothing acts on ourselves."""
    echo = said(**{OUTBOX_ID: "out_1"}) | {"sender": "@facilitator:lab.test"}
    await push(receiving, echo)
    assert await filed(receiving) == []


@pytest.mark.parametrize(
    ("stamp", "shown"),
    [
        (1_772_733_500_000, datetime(2026, 3, 5, 17, 58, 20, tzinfo=UTC)),
        (1_772_733_600_000 + 10**9, datetime(2026, 3, 5, 18, tzinfo=UTC)),
        (0, datetime(2026, 3, 5, 18, tzinfo=UTC)),
        (-5, datetime(2026, 3, 5, 18, tzinfo=UTC)),
        (10**15, datetime(2026, 3, 5, 18, tzinfo=UTC)),
    ],
)
async def test_a_time_stamp_is_believed_within_reason(
    receiving: Receiving, stamp: int, shown: datetime
) -> None:
    """Nobody spoke in the future or before computers: then it was said when we heard it."""
    await push(receiving, said() | {"origin_server_ts": stamp})
    (row,) = await filed(receiving)
    assert moment(row.said_at) == shown


async def test_a_nul_in_words_is_left_out(receiving: Receiving) -> None:
    """PostgreSQL keeps no NUL: words are stored without it, and otherwise whole."""
    await push(receiving, said(body="a\x00b"))
    (row,) = await filed(receiving)
    assert hear(row.body) == Said("$1", ANA, "ab")


async def test_an_endless_event_id_is_not_filed(receiving: Receiving) -> None:
    """No id is longer than 255 bytes; a longer one is nobody's (spec: "Common identifier format")."""
    await push(receiving, said() | {"event_id": "$" + "x" * 300})
    assert await filed(receiving) == []


def test_a_file_is_heard_with_its_name_and_place() -> None:
    """With a caption, the caption is what was said, and the file keeps its name."""
    content = {"msgtype": "m.file", "body": "!format add", "filename": "tea.yaml",
               "url": "mxc://lab.test/abc", "info": {"size": 12}}  # fmt: skip
    event = {
        "type": "m.room.message",
        "event_id": "$1",
        "sender": "@ana:lab.test",
        "content": content,
    }
    said = hear_event(event)
    assert isinstance(said, Said)
    assert (said.body, said.file) == ("!format add", File("tea.yaml", "mxc://lab.test/abc", 12))
    assert getattr(hear_event({**event, "content": {**content, "url": 7}}), "file", 0) is None
