"""A room's events as lines, the way a person reads them in Element.

Edits stand in the place of what they edit (only the author's own count), what was redacted is gone,
reactions stand behind their message with their count. Joins, names and other state are not shown.
Pure: events in, lines out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from facilitator.demo.client import Json


@dataclass(slots=True)
class _Line:
    """One message as it is shown now; ``reactions`` are key → who set it, in order of arrival."""

    event: Json
    edit: Json | None = None
    reactions: dict[str, set[str]] = field(default_factory=dict)


def transcript(events: Iterable[Json], name_of: Callable[[str], str]) -> list[str]:
    """One text per message in the order given, "Name  text  👍 2"; ``name_of`` takes a user id.

    Further lines of a message are indented below its text.
    """
    shown = _without_redacted(list(events))
    lines = {event["event_id"]: _Line(event) for event in shown if _is_message(event)}
    for event in shown:
        _apply(event, lines)
    return [_text(line, name_of) for line in lines.values()]


def body_of(event: Json) -> str:
    """What the event says: the new text of an edit, the question of a poll, else its ``body``."""
    content = event.get("content", {})
    said = content.get("m.new_content") or content
    return str(said.get("body") or said.get("org.matrix.msc1767.text") or "")


def relation_of(event: Json, kind: str) -> Json | None:
    """The event's relation if it is of that ``rel_type`` (spec: "Forming relationships")."""
    relation = event.get("content", {}).get("m.relates_to")
    if isinstance(relation, dict) and relation.get("rel_type") == kind:
        return relation
    return None


def _without_redacted(events: list[Json]) -> list[Json]:
    gone = {_redacts(event) for event in events if event["type"] == "m.room.redaction"}
    return [
        event
        for event in events
        if event["event_id"] not in gone and "redacted_because" not in event.get("unsigned", {})
    ]


def _redacts(event: Json) -> str:
    # Beside the content up to room version 10, inside it from 11 on; Synapse sends both.
    return str(event.get("redacts") or event.get("content", {}).get("redacts", ""))


def _is_message(event: Json) -> bool:
    spoken = event["type"] in {"m.room.message", "org.matrix.msc3381.poll.start", "m.poll.start"}
    return spoken and not relation_of(event, "m.replace")


def _apply(event: Json, lines: dict[str, _Line]) -> None:
    """Lay an edit or a reaction on the message it belongs to."""
    if relation := relation_of(event, "m.replace"):
        line = lines.get(relation.get("event_id", ""))
        if line and line.event["sender"] == event["sender"]:
            line.edit = event
    elif relation := relation_of(event, "m.annotation"):
        line = lines.get(relation.get("event_id", ""))
        if line and "key" in relation:
            line.reactions.setdefault(relation["key"], set()).add(event["sender"])


def _text(line: _Line, name_of: Callable[[str], str]) -> str:
    name = name_of(line.event["sender"])
    emote = line.event["content"].get("msgtype") == "m.emote"
    start = f"* {name} " if emote else f"{name}  "
    body = body_of(line.edit or line.event).replace("\n", "\n" + " " * len(start))
    reactions = "".join(f"  {key} {len(who)}" for key, who in line.reactions.items())
    return f"{start}{body}{reactions}"
