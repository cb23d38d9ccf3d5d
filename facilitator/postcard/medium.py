"""Brings acts of both kinds, those of rooms and those of mail, into a ``World``."""

from facilitator.acts import (
    AnyAct,
    Ask,
    Check,
    Conclude,
    Depart,
    Describe,
    Enclose,
    Enter,
    Fetch,
    Invite,
    Link,
    MakeRoom,
    Name,
    Pin,
    Play,
    Post,
    Power,
    React,
    Remove,
    Say,
)
from facilitator.core.notices import Assistant
from facilitator.intake import Fetched
from facilitator.matrix.rendering import (
    POLL_END,
    POLL_START,
    enclosure,
    message,
    native_end,
    native_poll,
    opened_to_answers,
    reaction,
    room,
)
from facilitator.medium import Delivered, Later, Outcome, Parcel, Parked
from facilitator.postcard.world import Mail, Refused, World


class NotYet(Exception):
    """The room an act belongs to does not exist yet."""


class Postcard:
    """The medium: brings acts of both kinds, those of rooms and those of mail, into a ``World``."""

    name = "postcard"

    def __init__(self, world: World) -> None:
        self.world = world
        self._brought: dict[str, Delivered] = {}

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Bring one parcel; one that was brought already changes nothing."""
        if self.world.is_away:
            return Later("the world is away")
        if parcel.id not in self._brought:
            try:
                self._brought[parcel.id] = self._deliver(parcel, parcel.act)
            except NotYet as wait:
                return Later(str(wait), 0.01)
            except Refused as no:
                return Parked(f"the world refused: {no}")
        return self._brought[parcel.id]

    def _deliver(self, parcel: Parcel, act: AnyAct) -> Delivered:
        if isinstance(act, Fetch):
            return Delivered(told=self._fetch(act))
        return Delivered(self._bring(parcel, act))

    def _fetch(self, act: Fetch) -> Fetched:
        data = self.world.files.get(act.url)
        if data is None:
            return Fetched(act.slip, trouble="gone")
        if len(data) > act.most:
            return Fetched(act.slip, trouble="large")
        try:
            return Fetched(act.slip, data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return Fetched(act.slip, trouble="text")

    def _bring(self, parcel: Parcel, act: AnyAct) -> str | None:
        user = self.world.user(parcel.sender)
        match act:
            case Say() | React() | Remove() | Enclose() | Ask() | Conclude():
                return self._event(parcel, act, user)
            case MakeRoom():
                parent = _address(parcel, act.parent) if act.parent else None
                return self.world.make_room(user, room(act, parent, self.world.server_name))
            case Enter():
                return self._enter(parcel, act, user)
            case Name(name):
                self.world.call(user, name)
                return user
            case Post():
                return self._post(act)
            case Fetch() | Check() | Play():
                raise TypeError("this is not brought into the world")
            case _:
                self._arrange(parcel, act, user)
                return None

    def _event(
        self, parcel: Parcel, act: Say | React | Remove | Enclose | Ask | Conclude, user: str
    ) -> str:
        where, world = _where(parcel), self.world
        match act:
            case Say():
                content = message(act, parcel.id, parcel.target)
                return world.send(user, where, "m.room.message", content)
            case Enclose():
                content = enclosure(act, parcel.id, world.upload(act.data))
                return world.send(user, where, "m.room.message", content)
            case Ask():
                levels = world.room(where).content("m.room.power_levels")
                if (opened := opened_to_answers(levels)) is not None:
                    world.put_state(user, where, "m.room.power_levels", opened)
                return world.send(user, where, POLL_START, native_poll(act, parcel.id))
            case Conclude():
                content = native_end(act, parcel.id, parcel.target or "")
                return world.send(user, where, POLL_END, content)
            case Remove(reason):
                return world.redact(user, where, parcel.target or "", reason)
            case React(emoji):
                content = reaction(emoji, parcel.id, parcel.target or "")
                if world.room(where).has_reaction(user, content["m.relates_to"]):
                    return parcel.target or ""
                return world.send(user, where, "m.reaction", content)

    def _enter(self, parcel: Parcel, act: Enter, user: str) -> str:
        """Let one of ours enter; where the door is closed to it, the Facilitator asks it in."""
        where, keeper = act.address or _where(parcel), self.world.user(Assistant.FACILITATOR)
        if act.name:
            self.world.call(user, act.name)
        try:
            self.world.join(user, where)
        except Refused:
            if user == keeper:
                raise
            self.world.invite(keeper, where, user)
            self.world.join(user, where)
        return where

    def _arrange(
        self, parcel: Parcel, act: Pin | Link | Invite | Depart | Power | Describe, user: str
    ) -> None:
        world = self.world
        match act:
            case Depart(address):
                world.leave(user, address or _where(parcel))
            case Invite(who):
                world.invite(user, _where(parcel), who)
            case Describe(topic):
                world.put_state(user, _where(parcel), "m.room.topic", {"topic": topic})
            case Link(child, order, shown):
                link = {"via": [world.server_name], "order": order, "suggested": True}
                key = _address(parcel, child)
                world.put_state(user, _where(parcel), "m.space.child", link if shown else {}, key)
            case Power(levels, talk):
                self._empower(user, _where(parcel), levels, talk)
            case Pin(pinned):
                self._pin(user, _where(parcel), parcel.target or "", pinned)

    def _empower(self, user: str, where: str, levels: dict[str, int], talk: int | None) -> None:
        now = self.world.room(where).content("m.room.power_levels")
        users = {**now.get("users", {}), **levels}
        kept = {who: level for who, level in users.items() if level != now.get("users_default", 0)}
        speaking = {} if talk is None else {"events_default": talk}
        content = {**now, "users": kept, **speaking}
        self.world.put_state(user, where, "m.room.power_levels", content)

    def _pin(self, user: str, where: str, event: str, pinned: bool) -> None:
        now = self.world.room(where).content("m.room.pinned_events").get("pinned", [])
        others = [other for other in now if other != event]
        wanted = [*others, event] if pinned else others
        if wanted != now:
            self.world.put_state(user, where, "m.room.pinned_events", {"pinned": wanted})

    def _post(self, act: Post) -> str:
        if act.recipient in self.world.closed:
            raise Refused("550 5.1.1")
        mail = Mail(act.recipient, act.envelope_from, act.message_id, act.raw)
        self.world.mailboxes.setdefault(act.recipient, []).append(mail)
        return act.message_id


def _where(parcel: Parcel) -> str:
    if parcel.address is None:
        raise NotYet("the room does not exist yet")
    return parcel.address


def _address(parcel: Parcel, place: str) -> str:
    if place not in parcel.places:
        raise NotYet("a room it names does not exist yet")
    return parcel.places[place]
