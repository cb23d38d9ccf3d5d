"""Event JSON → what was heard. Pure, strict about types, silent about everything else.

A homeserver pushes whatever stands in a room: null content, floats, foreign types. Anything that is
not exactly what we understand is nothing to us. Edits and redactions of strangers are judged later,
where the first sender is known.
"""

from typing import Any

import msgspec

from facilitator.intake import (
    Chose,
    Edited,
    File,
    Heard,
    Locked,
    Moved,
    Powers,
    Reacted,
    Said,
    TookBack,
)

Json = dict[str, Any]

RESPONSES = ("m.poll.response", "org.matrix.msc3381.poll.response")
"""The types of answers to native polls. Element sends the second, newer programs may send the first."""

_TEXT = {"m.text": "text", "m.emote": "emote", "m.notice": "notice"}
_MEDIA = {"m.image", "m.audio", "m.video", "m.file", "m.location"}


def hear(body: bytes) -> Heard | None:
    """Return what an event says, or None if the service has nothing to do with it."""
    event = msgspec.json.decode(body)
    return hear_event(event) if isinstance(event, dict) else None


def hear_event(event: Json) -> Heard | None:
    """Return what an event (a dict) says, or None."""
    content, ref, by = event.get("content"), event.get("event_id"), event.get("sender")
    if not (isinstance(content, dict) and isinstance(ref, str) and isinstance(by, str)):
        return None
    read = _READERS.get(str(event.get("type")))
    return read(event, content, ref, by) if read else None


def is_ours(event: Json) -> bool:
    """Say whether the desk could care for this kind of event at all (the cheap first look)."""
    return event.get("type") in _READERS


def _message(event: Json, content: Json, ref: str, by: str) -> Heard | None:
    relation = _dict(content.get("m.relates_to"))
    if relation.get("rel_type") == "m.replace":
        new = _dict(content.get("m.new_content"))
        target, body = relation.get("event_id"), new.get("body")
        if isinstance(target, str) and isinstance(body, str):
            return Edited(ref, by, target, body, _html(new))
        return None
    body = content.get("body")
    if not isinstance(body, str):
        return None
    return Said(
        ref, by, body, _html(content), _form(event, content), _reply(relation),
        _thread(relation), _mentions(content), _file(content, body),
    )  # fmt: skip


def _file(content: Json, body: str) -> File | None:
    """Return the file of a message; with a caption, ``filename`` is its name and ``body`` is that."""
    url, name = content.get("url"), content.get("filename")
    if content.get("msgtype") != "m.file" or not isinstance(url, str):
        return None
    size = _dict(content.get("info")).get("size")
    return File(name if isinstance(name, str) else body, url, size if isinstance(size, int) else 0)


def _form(event: Json, content: Json) -> str:
    kind = content.get("msgtype")
    if event.get("type") == "m.sticker" or kind in _MEDIA:
        return "media"
    return _TEXT.get(str(kind), "notice")


def _html(content: Json) -> str | None:
    html = content.get("formatted_body")
    if content.get("format") == "org.matrix.custom.html" and isinstance(html, str):
        return html
    return None


def _reply(relation: Json) -> str | None:
    """Return what it answers; a thread's fall-back reply is not an answer to that message."""
    if relation.get("is_falling_back") is True:
        return None
    target = _dict(relation.get("m.in_reply_to")).get("event_id")
    return target if isinstance(target, str) else None


def _thread(relation: Json) -> str | None:
    root = relation.get("event_id")
    return root if relation.get("rel_type") == "m.thread" and isinstance(root, str) else None


def _mentions(content: Json) -> tuple[str, ...]:
    users = _dict(content.get("m.mentions")).get("user_ids")
    return tuple(u for u in users if isinstance(u, str)) if isinstance(users, list) else ()


def _reaction(event: Json, content: Json, ref: str, by: str) -> Heard | None:
    relation = _dict(content.get("m.relates_to"))
    target, key = relation.get("event_id"), relation.get("key")
    if (
        relation.get("rel_type") == "m.annotation"
        and isinstance(target, str)
        and isinstance(key, str)
    ):
        return Reacted(ref, by, target, key)
    return None


def _response(event: Json, content: Json, ref: str, by: str) -> Heard | None:
    """An answer to a native poll, in the stable form (spec: "m.poll.response") or that of MSC3381."""
    relation = _dict(content.get("m.relates_to"))
    target = relation.get("event_id")
    if relation.get("rel_type") != "m.reference" or not isinstance(target, str):
        return None
    return Chose(ref, by, target, _selections(content))


def _selections(content: Json) -> tuple[str, ...]:
    """Return the ids of what was ticked; of what is no list of ids nothing is (MSC3381: "spoiled")."""
    shapes = (
        content.get("m.selections"),
        *(_dict(content.get(kind)).get("answers") for kind in RESPONSES),
    )
    ticked = next((shape for shape in shapes if isinstance(shape, list)), [])
    return tuple(ticked) if all(isinstance(one, str) for one in ticked) else ()


def _redaction(event: Json, content: Json, ref: str, by: str) -> Heard | None:
    target = event.get("redacts") or content.get("redacts")
    return TookBack(ref, by, target) if isinstance(target, str) else None


def _member(event: Json, content: Json, ref: str, by: str) -> Heard | None:
    who, change = event.get("state_key"), content.get("membership")
    if not (isinstance(who, str) and isinstance(change, str)):
        return None
    name = _inviter_name(event, by) if change == "invite" else content.get("displayname")
    return Moved(
        ref, by, who, change, name if isinstance(name, str) else None,
        content.get("is_direct") is True, _is_locked(event),
    )  # fmt: skip


def _inviter_name(event: Json, by: str) -> Any:
    """Return what the one who invites is called: the event itself names only who is invited."""
    for state in _stripped(event):
        if state.get("type") == "m.room.member" and state.get("state_key") == by:
            return _dict(state.get("content")).get("displayname")
    return None


def _stripped(event: Json) -> list[Json]:
    """Return the state that an invitation shows of its room."""
    shown = event.get("invite_room_state") or _dict(event.get("unsigned")).get("invite_room_state")
    return [s for s in shown if isinstance(s, dict)] if isinstance(shown, list) else []


def _is_locked(event: Json) -> bool:
    """Say whether the room we are invited to is encrypted, from the invitation's stripped state."""
    return any(state.get("type") == "m.room.encryption" for state in _stripped(event))


def _powers(event: Json, content: Json, ref: str, by: str) -> Heard | None:
    if event.get("state_key") != "":  # anybody may send a plain event of this type
        return None
    users = _dict(content.get("users"))
    default = content.get("users_default")
    levels = {u: n for u, n in users.items() if isinstance(u, str) and isinstance(n, int)}
    return Powers(ref, by, levels, default if isinstance(default, int) else 0)


def _encryption(event: Json, content: Json, ref: str, by: str) -> Heard | None:
    return Locked(ref, by) if event.get("state_key") == "" else None


def _dict(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


_READERS = {
    "m.room.message": _message,
    "m.sticker": _message,
    "m.reaction": _reaction,
    **dict.fromkeys(RESPONSES, _response),
    "m.room.redaction": _redaction,
    "m.room.member": _member,
    "m.room.power_levels": _powers,
    "m.room.encryption": _encryption,
}
