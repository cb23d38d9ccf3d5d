"""What people in a meeting do: they speak, react, come and go, as their own programs would."""

import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Any

from facilitator.core.notices import Assistant
from facilitator.matrix.inbound import RESPONSES
from facilitator.matrix.rendering import POLL_START
from facilitator.postcard import Room, World
from tests.transcripts.language import (
    Choose,
    Edit,
    Mistake,
    Move,
    OpenChat,
    React,
    Say,
    SendFile,
    Somebody,
    TakeBack,
    Where,
)
from tests.transcripts.seen import Seen, current, is_card, is_private, messages
from tests.transcripts.setting import address_of

Acted = Say | SendFile | React | Choose | Edit | TakeBack | Move | OpenChat

FOLDER = Path(__file__).parent
"""Where the meetings are, and the files that people send in them."""

_MENTION = re.compile(r"(?<![\w.@])@([a-z][a-z0-9-]*)(?![\w.@:-])")


class People:
    """Everybody in the meeting, and the rooms they know by name."""

    def __init__(self, world: World, seen: Seen) -> None:
        self.world = world
        self.seen = seen
        self.rooms: dict[str, str] = {}

    def introduce(self, people: Iterable[Somebody]) -> None:
        """Give people their display names and their names in the meeting."""
        for somebody in people:
            user = self.world.user(somebody.name)
            self.world.names.setdefault(user, somebody.name.capitalize())
            self.seen.people[user] = self.seen.people[address_of(somebody.name)] = somebody.name

    def name_room(self, name: str, id_: str, *, home: bool = True) -> None:
        """Let a room be known by ``name``, and be "the room" of the meeting from now on if ``home``."""
        if home:
            self.rooms.pop("room", None)
            self.seen.labels |= {other: known for known, other in self.rooms.items()}
            self.rooms["room"] = id_
        self.rooms = {name: id_, **self.rooms}
        self.seen.labels[id_] = "room" if home else name

    def accept_chats(self) -> None:
        """People accept a direct chat that the Facilitator opens; other invitations are theirs."""
        for room in self.world.rooms.values():
            for user in self.seen.people:
                direct = room.content("m.room.member", user).get("is_direct")
                if direct and room.membership(user) == "invite":
                    self.world.join(user, room.id)

    # -- acting ---------------------------------------------------------------------------------

    def act(self, step: Acted) -> None:
        """Let somebody do what a line says."""
        match step:
            case Say():
                self._say(step)
            case SendFile(who, where, file):
                data = (FOLDER / file).read_bytes()
                room = self._where(who, where)
                self.world.send_file(self.world.user(who), room.id, Path(file).name, data)
            case React():
                self._react(step)
            case Choose(who, where, answers):
                room = self._where(who, where)
                shown = self._of_poll(room, "poll", self.world.user(who))["event_id"]
                self.world.choose(self.world.user(who), room.id, shown, answers)
            case Edit(who, where, old, new):
                room = self._where(who, where)
                event = self._target(room, f'"{old}"', by=self.world.user(who))
                words = current(room, event)["body"].replace(old, new)
                self.world.edit(self.world.user(who), room.id, event["event_id"], words)
            case TakeBack(who, where, target):
                room = self._where(who, where)
                in_poll = target in ("poll", "choice")
                find = self._of_poll if in_poll else self._target
                event = find(room, target, self.world.user(who) if in_poll else None)
                self.world.redact(self.world.user(who), room.id, event["event_id"])
            case OpenChat(who, locked):
                self.world.open_private_chat(self.world.user(who), locked=locked)
            case Move():
                self._move(step)

    def _say(self, step: Say) -> None:
        room = self._where(step.who, step.where)
        text, html, mentions = self._mentioning(step.text)
        self.world.say(
            self.world.user(step.who), room.id, text, html=html, mentions=mentions,
            reply_to=self._target(room, step.reply_to)["event_id"] if step.reply_to else None,
            thread=self._target(room, step.thread)["event_id"] if step.thread else None,
        )  # fmt: skip

    def _mentioning(self, text: str) -> tuple[str, str | None, list[str]]:
        """Return words, rich words and mentions as Element sends them for ``@ben``."""
        named = {user[1:].partition(":")[0]: user for user in self.world.names}
        found = [named[name] for name in _MENTION.findall(text) if name in named]
        if not found:
            return text, None, []

        def shown(make: Callable[[str], str], plain: str) -> str:
            return _MENTION.sub(lambda m: make(named[m[1]]) if m[1] in named else m[0], plain)

        html = shown(
            lambda u: f'<a href="https://matrix.to/#/{u}">{escape(self.world.names[u])}</a>',
            escape(text, quote=False),
        )
        return shown(lambda u: self.world.names[u], text), html, found

    def _react(self, step: React) -> None:
        room = self._where(step.who, step.where)
        event, user = self._target(room, step.target)["event_id"], self.world.user(step.who)
        if not step.back:
            self.world.react(user, room.id, event, step.emoji)
            return
        for reaction in reversed(room.timeline):
            relation = reaction["content"].get("m.relates_to", {})
            if (reaction["sender"], relation.get("event_id")) == (user, event) and relation.get(
                "key") == step.emoji:  # fmt: skip
                self.world.redact(user, room.id, reaction["event_id"])
                return
        raise Mistake(f"{step.who} put no {step.emoji} there")

    def _move(self, step: Move) -> None:
        user = self.world.user(step.who)
        if step.verb == "joins" and step.room is None:
            for room in list(self.world.rooms.values()):
                if room.membership(user) == "invite":
                    self.world.join(user, room.id)
            return
        room = self.named(step.room or "room")
        whom = self.world.user(step.whom) if step.whom else ""
        match step.verb:
            case "joins":
                self.world.join(user, room.id)
            case "leaves":
                self.world.leave(user, room.id)
            case "invites":
                self.world.invite(user, room.id, whom)
            case _:
                self.world.send_away(user, room.id, whom)

    # -- finding --------------------------------------------------------------------------------

    def named(self, name: str) -> Room:
        """Return a room by its name in the meeting; raises ``Mistake``."""
        for room in self.world.rooms.values():
            if self.rooms.get(name) == room.id or self.seen.label(room) == name:
                return room
        raise Mistake(f"there is no room {name}")

    def _where(self, who: str, where: Where) -> Room:
        if not where.private:
            return self.named(where.room or "room")
        if (room := self.private(who)) is None:
            raise Mistake(f"{who} has no private chat")
        return room

    def private(self, who: str) -> Room | None:
        """Return somebody's newest chat with the Facilitator in which it can read."""
        ours, user = self.world.user(Assistant.FACILITATOR), self.world.user(who)
        chats = [
            room for room in self.world.rooms.values()
            if is_private(room) and {user, ours} <= set(room.members())
            and not room.content("m.room.encryption")
        ]  # fmt: skip
        return chats[-1] if chats else None

    def _of_poll(self, room: Room, target: str, by: str | None) -> dict[str, Any]:
        """Return the last native poll of ours, or what ``by`` ticked last."""
        kind = POLL_START if target == "poll" else RESPONSES[1]
        for event in reversed(room.timeline):
            sender = event["sender"]
            theirs = sender == by if target == "choice" else self.world.ours(sender)
            if event["type"] == kind and event["content"] and theirs:
                return event
        raise Mistake(f"there is no {target} here")

    def _target(self, room: Room, target: str, by: str | None = None) -> dict[str, Any]:
        for event in reversed(messages(room)):
            body = current(room, event).get("body", "")
            ours = self.world.ours(event["sender"])
            if by is not None and event["sender"] != by:
                continue
            if (target == "card" and is_card(event)) or (target == "last" and ours):
                return event
            if target.startswith('"') and target[1:-1] in body:
                return event
        raise Mistake(f"nothing here is {target}")
