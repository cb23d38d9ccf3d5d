"""What became visible since one last looked: rooms, private chats and mailboxes, as lines.

Only what the service did is told, for what people did stands in the meeting itself. The order is
always the same: rooms, cards, private chats, mail. No id of any kind is shown.
"""

import re
from collections.abc import Iterable
from email import message_from_bytes, policy
from functools import lru_cache
from typing import Any

from facilitator.matrix.rendering import MSC_TEXT, NOTICE, POLL_END, POLL_START
from facilitator.postcard import Mail, Room, World

Json = dict[str, Any]

_HIDDEN = (
    (re.compile(r"\b[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}\b"), "…"),
    (re.compile(r"\+([a-z])\.[^@\s>]+@"), r"+\1.…@"),
    (re.compile(r"(https?://\S*?/)[\w.~-]{16,}"), r"\1…"),
    (re.compile(r"[$!](?:event|room)\d+"), "…"),
    (re.compile(r"@_fac_(?!sender)\w+"), "@_fac_…"),
    (re.compile(r"\b[A-Z2-7]{5}-[A-Z2-7]{5}\b"), "ABCDE-FGHIJ"),
)
_BRIEF = 32
"""Letters of a message by which another line tells which one is meant."""


def hide(text: str) -> str:
    """Return ``text`` without ids, tokens and addresses that are new in every run."""
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


def block(label: str, text: str) -> list[str]:
    """Return a text as lines that all stand behind ``label``."""
    first, *rest = hide(text).splitlines() or [""]
    gap = " " * len(label)
    return [f"{label} | {first}".rstrip(), *(f"{gap} | {line}".rstrip() for line in rest)]


def is_private(room: Room) -> bool:
    """Say whether a room was opened as somebody's direct chat."""
    return any(event["content"].get("is_direct") for event in room.timeline)


def current(room: Room, event: Json) -> Json:
    """Return a message's content as it stands now, its last edit by the same sender laid over it."""
    content: Json = event["content"]
    for other in room.timeline:
        relation = other["content"].get("m.relates_to", {})
        edits = relation.get("rel_type") == "m.replace" and other["sender"] == event["sender"]
        if edits and relation.get("event_id") == event["event_id"]:
            content = other["content"]["m.new_content"]
    return content


def is_card(event: Json) -> bool:
    """Say whether a message is a round's card."""
    return bool(event["content"].get(NOTICE, {}).get("kind") == "card")


def messages(room: Room) -> list[Json]:
    """Return the room's messages, edits left out, oldest first."""
    return [
        event
        for event in room.timeline
        if event["type"] == "m.room.message"
        and event["content"].get("m.relates_to", {}).get("rel_type") != "m.replace"
    ]


class Seen:
    """Looks at a world, and remembers what was looked at."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.labels: dict[str, str] = {}
        self.people: dict[str, str] = {}
        """Matrix id or mail address → the name a meeting knows somebody by."""
        self.watched: tuple[str, ...] = ()
        """The rooms, chats and mailboxes that are told of; none named: all of them."""
        self._looked: dict[str, int] = {}
        self._words: dict[str, str] = {}
        self._cards: dict[str, str] = {}

    def name(self, user: str) -> str:
        """Return how somebody is called."""
        return self.world.names.get(user, user)

    def label(self, room: Room) -> str:
        """Return how a meeting calls a room."""
        if is_private(room):
            who = [self.people[m] for kind, m in room.state
                   if kind == "m.room.member" and m in self.people]  # fmt: skip
            return who[0] if who else "nobody"
        if room.id not in self.labels:
            alias = next((a for a, id_ in self.world.aliases.items() if id_ == room.id), "")
            alias = alias.partition("_rehearsal_")[1].strip("_") or alias  # its number says nothing
            self.labels[room.id] = alias.removeprefix("fac_").replace("_", "/") or room.name.lower()
            if alias.startswith("fac_table_"):
                self.labels[room.id] = self._of_table(room)
            elif alias.startswith("fac_dyad_"):
                self.labels[room.id] = re.sub(r"\W+", "-", room.name.lower())
        return self.labels[room.id]

    def _of_table(self, room: Room) -> str:
        """Return a name for a table's room, by who sits there; the same people again have a number."""
        names = re.sub(r"\W+", "-", room.name.partition(" · ")[0].lower())
        if names.startswith(("table-", "circle-")):
            return names
        same = sum(
            re.sub(r"-\d+$", "", label) == f"table-{names}" for label in self.labels.values()
        )
        return f"table-{names}" if not same else f"table-{names}-{same + 1}"

    def news(self) -> list[str]:
        """Return what became visible since the last look."""
        rooms = sorted(
            self.world.rooms.values(), key=lambda room: (is_private(room), self._rank(room))
        )
        shared = [line for room in rooms if not is_private(room) for line in self._room(room)]
        private = [line for room in rooms if is_private(room) for line in self._room(room)]
        return [*shared, *private, *self._mailboxes()]

    def forget(self) -> None:
        """Take everything so far as seen."""
        self.news()

    def _rank(self, room: Room) -> tuple[bool, str, int]:
        label = self.label(room)
        return (label != "room", label, list(self.world.rooms).index(room.id))

    # -- rooms ----------------------------------------------------------------------------------

    def _room(self, room: Room) -> list[str]:
        fresh = room.timeline[self._looked.get(room.id, 0) :]
        self._looked[room.id] = len(room.timeline)
        lines: list[str] = []
        cards: dict[str, Json] = {}
        for event in fresh:
            if not self.world.ours(event["sender"]):
                self._remember(event)
                continue
            card = self._card_of(room, event)
            if card is not None:
                cards[card["event_id"]] = card
            else:
                lines += self._event(room, event)
            self._remember(event)
        for card in cards.values():
            lines += self._card(room, card)
        return _links_sorted(lines) if self._is_watched(self.label(room)) else []

    def _is_watched(self, label: str) -> bool:
        return not self.watched or label in self.watched

    def _remember(self, event: Json) -> None:
        """Keep words, so that a later line can say which message it means, even when it is gone."""
        content = event["content"]
        if event["type"] == "m.room.message" and content.get("body"):
            words = content.get("m.new_content", content)["body"]
            target = content.get("m.relates_to", {})
            edited = target.get("event_id") if target.get("rel_type") == "m.replace" else None
            self._words[edited or event["event_id"]] = str(words)

    def _card_of(self, room: Room, event: Json) -> Json | None:
        """Return the card that this event is, or edits."""
        if event["type"] != "m.room.message":
            return None
        if is_card(event):
            target = event["content"].get("m.relates_to", {})
            edits = target.get("rel_type") == "m.replace"
            return room.event(target["event_id"]) if edits else event
        return None

    def _card(self, room: Room, card: Json) -> list[str]:
        body = current(room, card).get("body")
        before = self._cards.get(card["event_id"])
        if body is None or body == before:
            return []
        self._cards[card["event_id"]] = body
        if before is not None:
            body = _changed(before, body)
        label = "card" if self.label(room) == "room" else f"{self.label(room)} card"
        return block(label, body)

    def _event(self, room: Room, event: Json) -> list[str]:
        if not event["content"] and "redacted_because" in event.get("unsigned", {}):
            return []
        if is_private(room) and _is_routine(event):
            return []
        told = _TOLD.get(event["type"])
        text = told(self, room, event) if told else None
        if text is None:
            return []
        label = self.label(room)
        return block(label, f"(private) {text}" if is_private(room) else text)

    def _message(self, room: Room, event: Json) -> str:
        content = event["content"]
        relation = content.get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            was = self._meant(room, relation["event_id"])
            return f"{self._who(event)} changes {was} to: {content['m.new_content']['body']}"
        if content["msgtype"] == "m.file":
            return f"{self._who(event)} brings the file “{content['body']}”"
        asked = ", ".join(self.name(u) for u in content["m.mentions"].get("user_ids", []))
        answered = relation.get("m.in_reply_to", {}).get("event_id")
        to = f" (to {self._meant(room, answered)})" if answered else ""
        return f"{self._who(event)}{f' → {asked}' if asked else ''}{to}: {content['body']}"

    def _who(self, event: Json) -> str:
        return self.name(event["sender"])

    def _meant(self, room: Room, id_: str) -> str:
        event = next((e for e in room.timeline if e["event_id"] == id_), None)
        if event is not None and is_card(event):
            return "the card"
        words = self._words.get(id_, "something")
        first = words.splitlines()[0] if words else ""
        return f"“{first if len(first) <= _BRIEF else first[: _BRIEF - 1].rstrip() + '…'}”"

    def _reaction(self, room: Room, event: Json) -> str:
        relation = event["content"]["m.relates_to"]
        return f"{self._who(event)} puts {relation['key']} under {self._meant(room, relation['event_id'])}"

    def _poll(self, room: Room, event: Json) -> str:
        """Return a native poll as Element shows it: the question, and answers to tick."""
        poll = event["content"][POLL_START]
        answers = "".join(f"\n( ) {answer[MSC_TEXT]}" for answer in poll["answers"])
        most = poll["max_selections"]
        ticks = "" if most == 1 else f" (up to {most})"
        asked = f"{poll['question'][MSC_TEXT]}{answers}"
        return f"{self._who(event)} shows a native poll{ticks}: {asked}"

    def _poll_end(self, room: Room, event: Json) -> str:
        return f"{self._who(event)} ends the native poll: {event['content'][MSC_TEXT]}"

    def _redaction(self, room: Room, event: Json) -> str:
        reason = event["content"].get("reason")
        gone = self._meant(room, event["content"]["redacts"])
        return f"{self._who(event)} removes {gone}" + (f": {reason}" if reason else "")

    def _member(self, room: Room, event: Json) -> str:
        change, who = event["content"]["membership"], event["state_key"]
        if change == "invite":
            return f"{self._who(event)} invites {self.name(who)}"
        if event["sender"] != who:
            return f"{self._who(event)} sends {self.name(who)} away"
        return f"{self.name(who)} {'comes in' if change == 'join' else 'leaves'}"

    def _created(self, room: Room, event: Json) -> str:
        kind = "space" if event["content"].get("type") == "m.space" else "room"
        return f"{self._who(event)} opens the {kind} “{room.name}”"

    def _pins(self, room: Room, event: Json) -> str:
        pinned = [self._meant(room, id_) for id_ in event["content"]["pinned"]]
        return f"{self._who(event)} pins {', '.join(pinned) or 'nothing'}"

    def _levels(self, room: Room, event: Json) -> str | None:
        users = event["content"].get("users", {})
        shown = ", ".join(f"{self.name(user)} {level}" for user, level in sorted(users.items()))
        return f"power: {shown}" if shown else None

    def _topic(self, room: Room, event: Json) -> str:
        return f"topic: {event['content'].get('topic', '')}"

    def _child(self, room: Room, event: Json) -> str:
        child = self.label(self.world.room(event["state_key"]))
        return f"{'shows' if event['content'] else 'hides'} {child}"

    # -- mail -----------------------------------------------------------------------------------

    def _mailboxes(self) -> list[str]:
        lines: list[str] = []
        for address in sorted(self.world.mailboxes, key=lambda a: self.people.get(a, a)):
            box = self.world.mailboxes[address]
            fresh = box[self._looked.get(address, 0) :]
            self._looked[address] = len(box)
            if self._is_watched(self.people.get(address, address)):
                lines += self.mails(address, fresh)
        return lines

    def mails(self, address: str, mails: Iterable[Mail]) -> list[str]:
        """Return mails as their reader sees them: subject, then the plain text."""
        label = self.people.get(address, address)
        lines: list[str] = []
        for mail in mails:
            subject, body = opened(mail)
            indented = "".join(f"\n    {line}" for line in body.strip().splitlines())
            lines += block(label, f"mail: {subject}{indented}")
        return lines


def _changed(before: str, now: str) -> str:
    """Return the lines of a card that are new: a meeting shows a whole card only once."""
    known = set(before.splitlines())
    fresh = [line for line in now.splitlines() if line not in known]
    return "\n".join(fresh) or "(shorter)"


def _links_sorted(lines: list[str]) -> list[str]:
    """Return a room's lines, those of new rooms inside it by name: which is made first is chance."""
    links = sorted(line for line in lines if " | shows " in line)
    rest = iter(links)
    return [next(rest) if line in links else line for line in lines]


def _is_routine(event: Json) -> bool:
    """Say whether an event only belongs to the opening of a chat."""
    return "state_key" in event and event["content"].get("membership") != "leave"


@lru_cache(256)
def opened(mail: Mail) -> tuple[str, str]:
    """Return a mail's subject and its plain text."""
    message = message_from_bytes(mail.raw, policy=policy.default)
    part = message.get_body(("plain",))
    return str(message["Subject"] or ""), part.get_content() if part else ""


_TOLD = {
    "m.room.message": Seen._message,
    "m.reaction": Seen._reaction,
    POLL_START: Seen._poll,
    POLL_END: Seen._poll_end,
    "m.room.redaction": Seen._redaction,
    "m.room.member": Seen._member,
    "m.room.create": Seen._created,
    "m.room.pinned_events": Seen._pins,
    "m.room.power_levels": Seen._levels,
    "m.room.topic": Seen._topic,
    "m.space.child": Seen._child,
}
