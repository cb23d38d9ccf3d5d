"""The world on the postcard: rooms as a homeserver keeps them, people, mailboxes. In memory.

Events stand exactly as a homeserver hands them out (Client-Server API, room version 12: the creator
stands above all levels); what the service should hear of is taken out with ``pushed`` and read by
the real ear. Mail lies in mailboxes as raw bytes. Nothing here federates, encrypts, limits or
forgets.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from math import inf
from typing import Any

import msgspec

from facilitator.clock import Clock, micros
from facilitator.core.notices import Assistant
from facilitator.demo.transcript import transcript
from facilitator.intake import Mailed
from facilitator.matrix.inbound import RESPONSES

Json = dict[str, Any]

STRIPPED = ("m.room.create", "m.room.name", "m.room.join_rules", "m.room.encryption")
"""The state that an invitation shows of its room (spec: "Stripped state")."""


class Refused(Exception):
    """The world says no, and would say it again: the errcode a homeserver would give."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it lies in a mailbox."""

    recipient: str
    envelope_from: str
    message_id: str
    raw: bytes


@dataclass(slots=True)
class Room:
    """One room: its events in order, and the newest event of each piece of state."""

    id: str
    creator: str
    timeline: list[Json] = field(default_factory=list)
    state: dict[tuple[str, str], Json] = field(default_factory=dict)

    def content(self, kind: str, key: str = "") -> Json:
        """Return a piece of state, empty where there is none."""
        found: Json = self.state.get((kind, key), {}).get("content", {})
        return found

    def event(self, id_: str) -> Json:
        """Return an event; raises ``Refused`` where there is none of that id."""
        for event in self.timeline:
            if event["event_id"] == id_:
                return event
        raise Refused("M_NOT_FOUND")

    def membership(self, user: str) -> str:
        """Return join, invite, leave or ban."""
        return str(self.content("m.room.member", user).get("membership", "leave"))

    def members(self) -> list[str]:
        """Return who is in the room, in the order of their coming."""
        return [key for kind, key in self.state
                if kind == "m.room.member" and self.membership(key) == "join"]  # fmt: skip

    def level(self, user: str) -> float:
        """Return a user's power; the creator's is above every number (room version 12)."""
        levels = self.content("m.room.power_levels")
        given: float = levels.get("users", {}).get(user, levels.get("users_default", 0))
        return inf if user == self.creator else given

    def has_reaction(self, user: str, relation: Json) -> bool:
        """Say whether the user's same emoji is under the same message already."""
        wanted = (relation.get("event_id"), relation.get("key"))
        found = (event["content"].get("m.relates_to", {}) for event in self.timeline
                 if event["sender"] == user and event["type"] == "m.reaction")  # fmt: skip
        return any((each.get("event_id"), each.get("key")) == wanted for each in found)

    def children(self) -> list[str]:
        """Return the rooms this one shows inside it, if it is a space."""
        return [key for kind, key in self.state
                if kind == "m.space.child" and self.content(kind, key)]  # fmt: skip

    @property
    def name(self) -> str:
        """The room's name, empty when it has none."""
        return str(self.content("m.room.name").get("name", ""))


class World:
    """Rooms, people and mailboxes. ``ours`` says which users belong to the service.

    People and the service act through the same verbs and under the same rights; a verb that the
    rights forbid raises ``Refused``. While ``is_away`` nothing is delivered; mail to ``closed``
    addresses comes back for good.
    """

    def __init__(self, server_name: str, clock: Clock, ours: Callable[[str], bool]) -> None:
        self.server_name = server_name
        self.clock = clock
        self.ours = ours
        self.rooms: dict[str, Room] = {}
        self.aliases: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.mailboxes: dict[str, list[Mail]] = {}
        self.files: dict[str, bytes] = {}
        self.closed: set[str] = set()
        self.is_away = False
        self._events = 0
        self._unheard: list[bytes] = []

    def user(self, localpart: str) -> str:
        """Return the full id of a user of this world."""
        return f"@{localpart}:{self.server_name}"

    def call(self, user: str, name: str) -> None:
        """Give a user a display name, here and in the rooms they are in."""
        self.names[user] = name
        for place in self.rooms.values():
            if place.membership(user) == "join" and place.content("m.room.member", user).get(
                "displayname") != name:  # fmt: skip
                self._move(place, user, user, "join")

    def room(self, where: str) -> Room:
        """Return a room by id or alias; raises ``Refused`` where there is none."""
        where = self.aliases.get(where.lstrip("#").partition(":")[0], where)
        if where not in self.rooms:
            raise Refused("M_NOT_FOUND")
        return self.rooms[where]

    # -- what the service should hear, and what people see --------------------------------------

    def pushed(self) -> list[bytes]:
        """Return, once, the events since the last call, as a homeserver would push them."""
        unheard, self._unheard = self._unheard, []
        return unheard

    def lines(self, where: str) -> list[str]:
        """Return a room's messages as a person reads them in Element."""
        return transcript(self.room(where).timeline, lambda user: self.names.get(user, user))

    # -- verbs of rooms -------------------------------------------------------------------------

    def send(self, user: str, where: str, kind: str, content: Json) -> str:
        """Send an event and return its id; the same reaction twice is refused."""
        place = self._entered(user, where)
        levels = place.content("m.room.power_levels")
        needed = levels.get("events", {}).get(kind, levels.get("events_default", 0))
        self._need(place, user, needed)
        if kind == "m.reaction" and place.has_reaction(user, content["m.relates_to"]):
            raise Refused("M_DUPLICATE_ANNOTATION")
        return self._append(place, user, kind, content)

    def put_state(self, user: str, where: str, kind: str, content: Json, key: str = "") -> str:
        """Set a piece of state and return its event; what is so already makes no new event."""
        place = self._entered(user, where)
        levels = place.content("m.room.power_levels")
        self._need(place, user, levels.get("events", {}).get(kind, levels.get("state_default", 50)))
        known = place.state.get((kind, key))
        if known and known["content"] == content:
            return str(known["event_id"])
        return self._append(place, user, kind, content, key)

    def redact(self, user: str, where: str, target: str, reason: str = "") -> str:
        """Empty an event: one's own, or anyone's with the right to."""
        place = self._entered(user, where)
        event = place.event(target)
        if event["sender"] != user:
            self._need(place, user, place.content("m.room.power_levels").get("redact", 50))
        event["content"] = {}
        content = {"redacts": target} | ({"reason": reason} if reason else {})
        id_ = self._append(place, user, "m.room.redaction", content, redacts=target)
        event["unsigned"] = {"redacted_because": id_}
        return id_

    def make_room(self, user: str, body: Json) -> str:
        """Make a room from a body of createRoom; an alias that exists names the room that has it."""
        alias = body.get("room_alias_name")
        if alias in self.aliases:
            return self.aliases[alias]
        place = Room(f"!room{len(self.rooms) + 1}", user)
        self.rooms[place.id] = place
        if alias:
            self.aliases[alias] = place.id
        self._append(place, user, "m.room.create", body.get("creation_content", {}), "")
        self._move(place, user, user, "join")
        for kind, content, key in _first_state(body):
            self._append(place, user, kind, content, key)
        for who in body.get("invite", []):
            self.invite(user, place.id, who, direct=body.get("is_direct", False))
        return place.id

    def invite(self, by: str, where: str, who: str, *, direct: bool = False) -> None:
        """Invite somebody; who is in the room or invited already is left in peace."""
        place = self._entered(by, where)
        if place.membership(who) in ("join", "invite"):
            return
        if place.membership(who) == "ban":
            raise Refused("M_FORBIDDEN")
        self._need(place, by, place.content("m.room.power_levels").get("invite", 0))
        self._move(place, by, who, "invite", **({"is_direct": True} if direct else {}))

    def join(self, user: str, where: str) -> None:
        """Enter a room whose door is open to this user; being in it already is fine."""
        place = self.room(where)
        if place.membership(user) == "join":
            return
        if place.membership(user) != "invite" and not self._stands_open(place, user):
            raise Refused("M_FORBIDDEN")
        self._move(place, user, user, "join")

    def leave(self, user: str, where: str) -> None:
        """Leave a room, or decline its invitation; being outside already is fine."""
        place = self.room(where)
        if place.membership(user) in ("join", "invite"):
            self._move(place, user, user, "leave")

    def send_away(self, by: str, where: str, who: str, *, ban: bool = False) -> None:
        """Remove somebody from a room, for good with ``ban``."""
        place = self._entered(by, where)
        self._need(place, by, place.content("m.room.power_levels").get("kick", 50))
        self._move(place, by, who, "ban" if ban else "leave")

    # -- verbs of people ------------------------------------------------------------------------

    def say(
        self,
        person: str,
        where: str,
        text: str,
        *,
        reply_to: str | None = None,
        thread: str | None = None,
        mentions: Iterable[str] = (),
        html: str | None = None,
    ) -> str:
        """Say something as Element would send it; return its event id."""
        users = list(mentions)
        content: Json = {"msgtype": "m.text", "body": text}
        content["m.mentions"] = {"user_ids": users} if users else {}
        if html is not None:
            content |= {"format": "org.matrix.custom.html", "formatted_body": html}
        if relation := _relation(reply_to, thread):
            content["m.relates_to"] = relation
        return self.send(person, where, "m.room.message", content)

    def send_file(self, person: str, where: str, name: str, data: bytes) -> str:
        """Upload a file and send it as Element does; return the event id."""
        url = self.upload(data)
        content = {"msgtype": "m.file", "body": name, "filename": name, "url": url,
                   "info": {"size": len(data)}, "m.mentions": {}}  # fmt: skip
        return self.send(person, where, "m.room.message", content)

    def upload(self, data: bytes) -> str:
        """Keep a file and return its address."""
        url = f"mxc://{self.server_name}/file{len(self.files) + 1}"
        self.files[url] = data
        return url

    def edit(self, person: str, where: str, target: str, text: str) -> str:
        """Change what one said; return the edit's event id."""
        new = {"msgtype": "m.text", "body": text, "m.mentions": {}}
        relation = {"rel_type": "m.replace", "event_id": target}
        content = {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
        return self.send(person, where, "m.room.message", content)

    def react(self, person: str, where: str, target: str, emoji: str) -> str:
        """Put an emoji under a message; return the reaction's event id."""
        relation = {"rel_type": "m.annotation", "event_id": target, "key": emoji}
        return self.send(person, where, "m.reaction", {"m.relates_to": relation})

    def choose(self, person: str, where: str, target: str, answers: Iterable[str]) -> str:
        """Tick answers in a native poll, by their ids, as Element does; return the response's id."""
        relation = {"rel_type": "m.reference", "event_id": target}
        content = {"m.relates_to": relation, RESPONSES[1]: {"answers": list(answers)}}
        return self.send(person, where, RESPONSES[1], content)

    def open_private_chat(
        self, person: str, other: str = Assistant.FACILITATOR, *, locked: bool = False
    ) -> str:
        """Open a direct chat with one of ours, encrypted if ``locked``; return the room."""
        secret = {"algorithm": "m.megolm.v1.aes-sha2"}
        state = [{"type": "m.room.encryption", "state_key": "", "content": secret}]
        body = {"is_direct": True, "invite": [self.user(other)],
                "initial_state": state if locked else []}  # fmt: skip
        return self.make_room(person, body)

    def post_mail(self, raw: bytes, sender: str, recipient: str) -> Mailed:
        """Return a mail as the listener would take it from a trusted neighbour."""
        return Mailed(raw, sender, recipient, peer_trusted=True)

    # -- below the verbs ------------------------------------------------------------------------

    def _entered(self, user: str, where: str) -> Room:
        place = self.room(where)
        if place.membership(user) != "join":
            raise Refused("M_FORBIDDEN")
        return place

    def _need(self, place: Room, user: str, level: float) -> None:
        if place.level(user) < level:
            raise Refused("M_FORBIDDEN")

    def _stands_open(self, place: Room, user: str) -> bool:
        rule = place.content("m.room.join_rules")
        allowed = (entry.get("room_id", "") for entry in rule.get("allow", []))
        return rule.get("join_rule") == "public" or any(
            room_id in self.rooms and self.rooms[room_id].membership(user) == "join"
            for room_id in allowed
        )

    def _move(self, place: Room, by: str, who: str, change: str, **more: object) -> None:
        content: Json = {"membership": change, **more}
        if who in self.names:
            content["displayname"] = self.names[who]
        shown = [place.state[kind, ""] for kind in STRIPPED if (kind, "") in place.state]
        unsigned = {"unsigned": {"invite_room_state": shown}} if change == "invite" else {}
        self._append(place, by, "m.room.member", content, who, **unsigned)

    def _append(
        self, place: Room, by: str, kind: str, content: Json, key: str | None = None, **more: Any
    ) -> str:
        self._events += 1
        event: Json = {
            "type": kind,
            "event_id": f"$event{self._events}",
            "sender": by,
            "room_id": place.id,
            "origin_server_ts": micros(self.clock.now()) // 1000,
            "content": content,
            **more,
        }
        if key is not None:
            event["state_key"] = key
            place.state[kind, key] = event
        place.timeline.append(event)
        if self._concerns_us(place, event):
            self._unheard.append(msgspec.json.encode(event))
        return str(event["event_id"])

    def _concerns_us(self, place: Room, event: Json) -> bool:
        """Say whether a homeserver would push this (spec: Application Service API, "Pushing events")."""
        parties = [event["sender"], event.get("state_key", ""), *place.members()]
        return any(self.ours(party) for party in parties)


def _first_state(body: Json) -> list[tuple[str, Json, str]]:
    """Return the state a room begins with, in the order a homeserver writes it."""
    state: list[tuple[str, Json, str]] = [
        ("m.room.power_levels", body.get("power_level_content_override", {}), "")
    ]
    state += [(each["type"], each["content"], each["state_key"])
              for each in body.get("initial_state", [])]  # fmt: skip
    for key in ("name", "topic"):
        if body.get(key):
            state.append((f"m.room.{key}", {key: body[key]}, ""))
    return state


def _relation(reply_to: str | None, thread: str | None) -> Json:
    """Return the relation of a reply or a message in a thread (spec: "Rich replies", "Threading")."""
    answered = reply_to or thread
    relation: Json = {"m.in_reply_to": {"event_id": answered}} if answered else {}
    if thread:
        relation |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": not reply_to}
    return relation
