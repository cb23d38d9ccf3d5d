"""Acts → Matrix content, to the letter."""

from facilitator.acts import MakeRoom, Say
from facilitator.matrix.rendering import LEVELS, message, reaction, room

FIELDS = {"v": 1, "kind": "turn_opened", "circle": "riverside-garden", "seq": 3}


def test_information() -> None:
    """What informs is a notice; it mentions nobody and says so."""
    assert message(Say("pong"), "out_1", None) == {
        "msgtype": "m.notice",
        "body": "pong",
        "m.mentions": {},
        "org.facilitator.id": "out_1",
    }


def test_a_turn() -> None:
    """What asks somebody is a text that mentions exactly them, with its machine-readable notice."""
    act = Say("Ben, the floor is yours.", "<b>Ben</b>, …", ["@ben:lab.test"], fields=FIELDS)
    assert message(act, "out_2", "$card") == {
        "msgtype": "m.text",
        "body": "Ben, the floor is yours.",
        "format": "org.matrix.custom.html",
        "formatted_body": "<b>Ben</b>, …",
        "m.mentions": {"user_ids": ["@ben:lab.test"]},
        "m.relates_to": {"m.in_reply_to": {"event_id": "$card"}},
        "org.facilitator.notice": FIELDS,
        "org.facilitator.id": "out_2",
    }


def test_words_read_out() -> None:
    """A person's own words are a text, and ring nobody."""
    assert message(Say("My knee is better.", aloud=True), "out_3", None) == {
        "msgtype": "m.text",
        "body": "My knee is better.",
        "m.mentions": {},
        "org.facilitator.id": "out_3",
    }


def test_a_cards_edit() -> None:
    """An edit holds the new state whole; the fallback has a star; only the event has the row's id."""
    act = Say("heard 3 of 5", "<i>heard 3 of 5</i>", edits=True, fields=FIELDS)
    new = {
        "msgtype": "m.notice",
        "body": "heard 3 of 5",
        "format": "org.matrix.custom.html",
        "formatted_body": "<i>heard 3 of 5</i>",
        "m.mentions": {},
        "org.facilitator.notice": FIELDS,
    }
    assert message(act, "out_4", "$card") == {
        **new,
        "body": "* heard 3 of 5",
        "formatted_body": "* <i>heard 3 of 5</i>",
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$card"},
        "org.facilitator.id": "out_4",
    }


def test_a_reaction() -> None:
    """A reaction names its row too."""
    assert reaction("👍", "out_5", "$said") == {
        "m.relates_to": {"rel_type": "m.annotation", "event_id": "$said", "key": "👍"},
        "org.facilitator.id": "out_5",
    }


def test_a_crew_inside_its_congregation() -> None:
    """A crew's room: every level spelled out, its door open to the space, pointing back to it."""
    act = MakeRoom(
        "Garden", "fac_riverside_garden", topic="Beds", parent="plc_space",
        join="knock_restricted", powers={"@ana:lab.test": 100}, invite=["@ana:lab.test"],
    )  # fmt: skip
    body = room(act, "!space", "lab.test")
    assert body["power_level_content_override"] == {
        "users": {"@ana:lab.test": 100},
        "users_default": 0,
        "events": LEVELS,
        "events_default": 0,
        "state_default": 50,
        "invite": 0,
        "kick": 50,
        "ban": 50,
        "redact": 50,
        "notifications": {"room": 100},
    }
    assert body["initial_state"] == [
        {"type": "m.room.join_rules", "state_key": "",
         "content": {"join_rule": "knock_restricted",
                     "allow": [{"type": "m.room_membership", "room_id": "!space"}]}},
        {"type": "m.room.history_visibility", "state_key": "",
         "content": {"history_visibility": "joined"}},
        {"type": "m.room.guest_access", "state_key": "",
         "content": {"guest_access": "forbidden"}},
        {"type": "m.space.parent", "state_key": "!space",
         "content": {"via": ["lab.test"], "canonical": True}},
    ]  # fmt: skip
    assert {key: body[key] for key in ("name", "topic", "room_alias_name", "invite")} == {
        "name": "Garden",
        "topic": "Beds",
        "room_alias_name": "fac_riverside_garden",
        "invite": ["@ana:lab.test"],
    }
    assert (body["visibility"], body["is_direct"]) == ("private", False)
    assert "creation_content" not in body


def test_a_space() -> None:
    """A space is told by its type; only hosts invite into it."""
    body = room(MakeRoom("Riverside", "fac_riverside", space=True, talk=100), None, "lab.test")
    assert body["creation_content"] == {"type": "m.space"}
    levels = body["power_level_content_override"]
    assert (levels["invite"], levels["events_default"]) == (50, 100)


def test_a_keeper_can_take_a_room_away() -> None:
    """The tombstone stands at the keeper's level, so that a community can always go (contract §2)."""
    assert LEVELS["m.room.tombstone"] == 100
