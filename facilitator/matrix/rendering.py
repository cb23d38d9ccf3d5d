"""Acts → Matrix content. Pure: the same row always makes the same event."""

from typing import Any

from facilitator.acts import Ask, Conclude, Enclose, MakeRoom, Say
from facilitator.matrix.inbound import RESPONSES
from facilitator.matrix.receiving import OUTBOX_ID

Json = dict[str, Any]

NOTICE = "org.facilitator.notice"
"""The content key of the machine-readable notice (contract §9)."""

POLL_START, POLL_END = "org.matrix.msc3381.poll.start", "org.matrix.msc3381.poll.end"
"""The types of native polls, in the form of MSC3381 before it was merged: matrix-js-sdk 43, on which
Element stands, sends these and cannot read the stable shape."""

MSC_TEXT = "org.matrix.msc1767.text"

LEVELS: Json = {
    "m.room.name": 50,
    "m.room.avatar": 50,
    "m.room.topic": 50,
    "m.room.canonical_alias": 50,
    "m.room.pinned_events": 50,
    "m.space.child": 50,
    "m.room.join_rules": 100,
    "m.room.power_levels": 100,
    "m.room.history_visibility": 100,
    "m.room.encryption": 100,
    "m.room.server_acl": 100,
    "m.room.guest_access": 100,
    "m.room.tombstone": 100,
    "m.space.parent": 100,
    **dict.fromkeys(RESPONSES, 0),
}
"""The whole map, because an override replaces the defaults (matrix.md §3.1). The tombstone stands at
100, not the default 150, so that a keeper can take a room away from us (contract §2). Answers to
polls are everybody's, also where few may speak."""


def message(act: Say, id_: str, target: str | None) -> Json:
    """Return the content of a message: what informs is a notice, what asks somebody is a text."""
    content = _body(act)
    content[OUTBOX_ID] = id_
    if act.edits and target:
        new = {key: value for key, value in content.items() if key != OUTBOX_ID}
        content["body"] = f"* {act.plain}"
        if act.html is not None:
            content["formatted_body"] = f"* {act.html}"
        content["m.new_content"] = new
        content["m.relates_to"] = {"rel_type": "m.replace", "event_id": target}
    elif target:
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": target}}
    return content


def _body(act: Say) -> Json:
    kind = "m.text" if act.asks or act.aloud else "m.notice"
    content: Json = {"msgtype": kind, "body": act.plain, "m.mentions": {}}
    if act.asks:
        content["m.mentions"] = {"user_ids": act.asks}
    if act.html is not None:
        content["format"] = "org.matrix.custom.html"
        content["formatted_body"] = act.html
    if act.fields is not None:
        content[NOTICE] = act.fields
    return content


def enclosure(act: Enclose, id_: str, url: str) -> Json:
    """Return the content of a file that lies at ``url`` (spec: "m.file"); it rings for nobody."""
    content: Json = {
        "msgtype": "m.file",
        "body": act.name,
        "filename": act.name,
        "url": url,
        "info": {"mimetype": act.kind, "size": len(act.data)},
        "m.mentions": {},
        OUTBOX_ID: id_,
    }
    if act.fields is not None:
        content[NOTICE] = act.fields
    return content


def native_poll(act: Ask, id_: str) -> Json:
    """Return the content of a native poll, in which answers can be seen while it is open."""
    answers = [{"id": name, MSC_TEXT: text} for name, text in act.answers]
    content: Json = {
        MSC_TEXT: act.plain,
        POLL_START: {
            "kind": "org.matrix.msc3381.poll.disclosed",
            "max_selections": act.most,
            "question": {MSC_TEXT: act.question},
            "answers": answers,
        },
        "m.mentions": {},
        OUTBOX_ID: id_,
    }
    if act.fields is not None:
        content[NOTICE] = act.fields
    return content


def native_end(act: Conclude, id_: str, target: str) -> Json:
    """Return the content that ends a native poll; its text is what holds, whatever a program counts."""
    relation = {"rel_type": "m.reference", "event_id": target}
    return {
        "m.relates_to": relation, POLL_END: {}, MSC_TEXT: act.plain, "m.mentions": {},
        OUTBOX_ID: id_,
    }  # fmt: skip


def opened_to_answers(levels: Json) -> Json | None:
    """Return a room's power levels with answers to native polls open to everybody; None: they are.

    Where only hosts may send, programs show a poll in which nobody can tap (element-web #21706).
    """
    events, everyone = levels.get("events", {}), levels.get("users_default", 0)
    usual = levels.get("events_default", 0)
    closed = [kind for kind in RESPONSES if events.get(kind, usual) > everyone]
    if not closed:
        return None
    return {**levels, "events": {**events, **dict.fromkeys(closed, everyone)}}


def reaction(emoji: str, id_: str, target: str) -> Json:
    """Return the content of a reaction."""
    relation = {"rel_type": "m.annotation", "event_id": target, "key": emoji}
    return {"m.relates_to": relation, OUTBOX_ID: id_}


def room(act: MakeRoom, parent: str | None, server_name: str) -> Json:
    """Return the body of createRoom: every level spelled out, the creator in no list (room v12)."""
    powers: Json = {
        "users": act.powers,
        "users_default": 0,
        "events": LEVELS,
        "events_default": act.talk,
        "state_default": 50,
        "invite": 50 if act.space else 0,
        "kick": 50,
        "ban": 50,
        "redact": 50,
        "notifications": {"room": 100},
    }
    body: Json = {
        "name": act.name,
        "topic": act.topic,
        "preset": "private_chat",
        "visibility": "private",
        "room_alias_name": act.alias,
        "invite": act.invite,
        "is_direct": act.direct,
        "power_level_content_override": powers,
        "initial_state": _initial_state(act, parent, server_name),
    }
    if act.space:
        body["creation_content"] = {"type": "m.space"}
    return body


def _initial_state(act: MakeRoom, parent: str | None, server_name: str) -> list[Json]:
    rule: Json = {"join_rule": act.join}
    if act.join in ("restricted", "knock_restricted") and parent:
        rule["allow"] = [{"type": "m.room_membership", "room_id": parent}]
    state = [
        _state("m.room.join_rules", rule),
        _state("m.room.history_visibility", {"history_visibility": act.history}),
        _state("m.room.guest_access", {"guest_access": "forbidden"}),
    ]
    if parent:
        link = {"via": [server_name], "canonical": True}
        state.append({"type": "m.space.parent", "state_key": parent, "content": link})
    return state


def _state(kind: str, content: Json) -> Json:
    return {"type": kind, "state_key": "", "content": content}
