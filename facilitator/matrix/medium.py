"""Matrix fulfils the contract of a medium: every act becomes requests that may be repeated safely."""

from typing import Any

from facilitator.acts import (
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
from facilitator.intake import Fetched
from facilitator.matrix.gateway import Denied, Gateway, Unavailable
from facilitator.matrix.receiving import OUTBOX_ID
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

DAY = 24 * 3600.0
"""Seconds for which Synapse remembers a transaction id (matrix.md §2.4)."""

FETCHING = 3600.0
"""Seconds for which a file is asked for, while the homeserver cannot bring it."""

KEEPER = "facilitator"
"""The user who creates rooms and does what needs power."""


class MatrixMedium:
    """Delivers parcels to the homeserver."""

    name = "matrix"

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self._known: set[str] = set()
        self._uploads: dict[str, str] = {}
        """Where the files lie that the homeserver took and could not show yet, by parcel."""

    async def deliver(self, parcel: Parcel) -> Outcome:
        """Bring one act to the homeserver; 4xx parks it, everything else is tried again."""
        try:
            if isinstance(parcel.act, Fetch):
                return Delivered(told=await self._fetch(parcel, parcel.act))
            return Delivered(await self._do(parcel))
        except Unavailable as away:
            return Later(str(away), away.after)
        except Denied as no:
            return Parked(f"the homeserver refused: {no}")

    async def _do(self, parcel: Parcel) -> str | None:
        act = parcel.act
        match act:
            case Say() | React() | Remove() | Enclose() | Ask() | Conclude():
                return await self._event(parcel, act)
            case MakeRoom():
                return await self._make_room(parcel, act)
            case Name():
                return await self._be_called(parcel.sender, act.name)
            case Enter():
                return await self._enter(parcel, act)
            case _:
                return await self._arrange(parcel, act)

    async def _fetch(self, parcel: Parcel, act: Fetch) -> Fetched:
        """Bring a file that somebody sent; what cannot be had after an hour is taken for gone."""
        try:
            raw = await self.gateway.download(self.gateway.user(parcel.sender), act.url, act.most)
        except Denied:
            return Fetched(act.slip, trouble="gone")
        except Unavailable:
            if parcel.age > FETCHING:
                return Fetched(act.slip, trouble="gone")
            raise
        if raw is None:
            return Fetched(act.slip, trouble="large")
        try:
            return Fetched(act.slip, raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return Fetched(act.slip, trouble="text")

    async def _event(
        self, parcel: Parcel, act: Say | React | Remove | Enclose | Ask | Conclude
    ) -> str:
        user, where = self.gateway.user(parcel.sender), _where(parcel)
        if parcel.age > DAY and (found := await self._find(user, where, parcel.id)):
            return found
        match act:
            case Say():
                content = message(act, parcel.id, parcel.target)
                return await self.gateway.send(user, where, "m.room.message", content, parcel.id)
            case Enclose():
                return await self._enclose(user, where, parcel, act)
            case Ask():
                return await self._ask(user, where, parcel, act)
            case Conclude():
                content = native_end(act, parcel.id, parcel.target or "")
                return await self.gateway.send(user, where, POLL_END, content, parcel.id)
            case React(emoji):
                return await self._react(user, where, emoji, parcel)
            case Remove(reason):
                return await self.gateway.redact(
                    user, where, parcel.target or "", reason, parcel.id
                )

    async def _ask(self, user: str, where: str, parcel: Parcel, act: Ask) -> str:
        """Show a native poll, in which everybody who reads it may answer.

        Raises ``Denied`` where that is not so, and not ours to change: then there is none.
        """
        levels = await self.gateway.state(user, where, "m.room.power_levels") or {}
        if (opened := opened_to_answers(levels)) is not None:
            await self.gateway.put_state(user, where, "m.room.power_levels", opened)
        content = native_poll(act, parcel.id)
        return await self.gateway.send(user, where, POLL_START, content, parcel.id)

    async def _enclose(self, user: str, where: str, parcel: Parcel, act: Enclose) -> str:
        """Leave a file with the homeserver and show it in the room.

        Killed in between, the file is left there a second time, and only one of them is shown: the
        row's id makes the second showing the same event as the first.
        """
        if parcel.id not in self._uploads:
            self._uploads[parcel.id] = await self.gateway.upload(user, act.data, act.kind)
        content = enclosure(act, parcel.id, self._uploads[parcel.id])
        event = await self.gateway.send(user, where, "m.room.message", content, parcel.id)
        del self._uploads[parcel.id]
        return event

    async def _react(self, user: str, where: str, emoji: str, parcel: Parcel) -> str:
        content = reaction(emoji, parcel.id, parcel.target or "")
        try:
            return await self.gateway.send(user, where, "m.reaction", content, parcel.id)
        except Denied as no:
            if no.code == "M_DUPLICATE_ANNOTATION":
                return parcel.target or ""
            raise

    async def _find(self, user: str, where: str, id_: str) -> str | None:
        """Look for an old row in the room: was it sent before we forgot? (design §2)."""
        start: str | None = None
        for _ in range(20):
            page = await self.gateway.messages(user, where, start)
            for event in page.get("chunk", []):
                if event.get("content", {}).get(OUTBOX_ID) == id_:
                    return str(event["event_id"])
            start = page.get("end")
            if not start:
                break
        return None

    async def _make_room(self, parcel: Parcel, act: MakeRoom) -> str:
        parent = _made(parcel, act.parent) if act.parent else None
        body = room(act, parent, self.gateway.server_name)
        return await self.gateway.create_room(self.gateway.user(parcel.sender), body)

    async def _be_called(self, localpart: str, name: str) -> str:
        await self._exist(localpart)
        await self.gateway.set_name(localpart, name)
        return self.gateway.user(localpart)

    async def _exist(self, localpart: str) -> None:
        if localpart not in self._known:
            await self.gateway.register(localpart)
            self._known.add(localpart)

    async def _enter(self, parcel: Parcel, act: Enter) -> str:
        """Let one of ours enter; where the door is closed to it, the Facilitator asks it in."""
        user, where = self.gateway.user(parcel.sender), act.address or _where(parcel)
        await self._exist(parcel.sender)
        if act.name:
            await self.gateway.set_name(parcel.sender, act.name)
        try:
            await self.gateway.join(user, where)
        except Denied:
            keeper = self.gateway.user(KEEPER)
            if user == keeper:
                raise
            await self.gateway.invite(keeper, where, user)
            await self.gateway.join(user, where)
        return where

    async def _arrange(
        self,
        parcel: Parcel,
        act: Pin | Link | Invite | Depart | Power | Describe | Post | Fetch | Check | Play,
    ) -> str | None:
        user, gateway = self.gateway.user(parcel.sender), self.gateway
        match act:
            case Invite(who):
                await gateway.invite(user, _where(parcel), who)
            case Depart(address):
                await gateway.leave(user, address or _where(parcel))
            case Link(child, order, shown):
                content = {"via": [gateway.server_name], "order": order, "suggested": True}
                key = _made(parcel, child)
                await gateway.put_state(
                    user, _where(parcel), "m.space.child", content if shown else {}, key
                )
            case Describe(topic):
                await gateway.put_state(user, _where(parcel), "m.room.topic", {"topic": topic})
            case Power(levels, talk):
                await self._empower(user, _where(parcel), levels, talk)
            case Pin(pinned):
                await self._pin(user, _where(parcel), parcel.target or "", pinned)
            case Post() | Fetch() | Check() | Play():
                raise TypeError("this is not for this medium")
        return None

    async def _empower(
        self, user: str, where: str, levels: dict[str, int], talk: int | None
    ) -> None:
        now = await self.gateway.state(user, where, "m.room.power_levels") or {}
        users: dict[str, Any] = {**now.get("users", {}), **levels}
        users = {who: level for who, level in users.items() if level != now.get("users_default", 0)}
        speaking = {} if talk is None else {"events_default": talk}
        content = {**now, "users": users, **speaking}
        await self.gateway.put_state(user, where, "m.room.power_levels", content)

    async def _pin(self, user: str, where: str, event: str, pinned: bool) -> None:
        """Pin or unpin one event and leave what others pinned as it is."""
        now = (await self.gateway.state(user, where, "m.room.pinned_events") or {}).get(
            "pinned", []
        )
        others = [e for e in now if e != event]
        wanted = [*others, event] if pinned else others
        if wanted != now:
            await self.gateway.put_state(user, where, "m.room.pinned_events", {"pinned": wanted})


def _where(parcel: Parcel) -> str:
    return _made(parcel, parcel.place or "")


def _made(parcel: Parcel, place: str) -> str:
    """Return a place's address; one that is still being made is waited for."""
    address = parcel.address if place == parcel.place else parcel.places.get(place)
    if address is None:
        raise Unavailable("the room does not exist yet", 0.5)
    return address
