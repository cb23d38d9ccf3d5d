"""A person with a Matrix account: acts by token, and watches their rooms as a client does.

Used by the demo's play and by tests. Whoever waits here waits for something seen, never for time.
"""

import asyncio
import json
import uuid
from collections.abc import Callable, Iterable
from typing import Any, Self, TypeVar

import aiohttp

from facilitator.demo.client import HomeserverRefused, Json, ask, path
from facilitator.demo.seen import Invite, Match, View, fitting, notice_of
from facilitator.demo.synapse import Account
from facilitator.demo.transcript import transcript

__all__ = ["Invite", "Person", "notice_of"]

PATIENCE = 10.0
"""Seconds a person waits for something before saying that it did not come."""

AWAY_SECONDS = 0.05
"""How long a person waits before asking a homeserver again that is away."""

T = TypeVar("T")


class Person:
    """One member, online between ``start`` and ``close`` (or inside ``async with``).

    Methods that act raise ``HomeserverRefused`` when the homeserver says no. Methods that wait
    raise ``TimeoutError`` telling what the person saw instead.
    """

    def __init__(self, homeserver: str, account: Account, name: str) -> None:
        self.user_id = account.user_id
        self.account = account
        self.name = name
        self.invites: dict[str, Invite] = {}
        self._homeserver = homeserver
        self._rooms: dict[str, View] = {}
        self._heard = asyncio.Condition()
        self._since: str | None = None
        self._session: aiohttp.ClientSession | None = None
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> Self:
        """Come online: rooms and invitations are known, and watched from now on."""
        self._session = aiohttp.ClientSession()
        try:
            await self._hear(seconds=0)
        except BaseException:
            await self.close()
            raise
        self._listening = asyncio.create_task(self._listen())
        return self

    async def close(self) -> None:
        """Go offline; may be called twice."""
        if self._listening:
            self._listening.cancel()
            await asyncio.wait([self._listening])
        if self._session:
            await self._session.close()
        self._listening = self._session = None

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    # Acting

    async def join(self, room: str) -> str:
        """Join by id or alias; return the room's id."""
        return str((await self._ask("POST", "join", room, body={}))["room_id"])

    async def leave(self, room: str) -> None:
        """Leave the room, or decline an invitation to it."""
        await self._ask("POST", "rooms", room, "leave", body={})

    async def invite(self, room: str, user_id: str) -> None:
        """Invite somebody."""
        await self._ask("POST", "rooms", room, "invite", body={"user_id": user_id})

    async def create_room(self, **options: Any) -> str:
        """A new room, with the options of ``POST /createRoom``; return its id."""
        return str((await self._ask("POST", "createRoom", body=options))["room_id"])

    async def create_dm(self, user_id: str, *, encrypted: bool = False) -> str:
        """A direct chat as Element begins one, marked so on both sides; return its id."""
        encryption = {"type": "m.room.encryption", "state_key": "", "content": {}}
        encryption["content"] = {"algorithm": "m.megolm.v1.aes-sha2"}
        room = await self.create_room(
            is_direct=True,
            preset="trusted_private_chat",
            invite=[user_id],
            initial_state=[encryption] if encrypted else [],
        )
        await self._mark_direct(user_id, room)
        return room

    async def say(
        self,
        room: str,
        text: str,
        *,
        reply_to: str | None = None,
        mentions: Iterable[str] = (),
        thread: str | None = None,
    ) -> str:
        """Say something, perhaps as a reply, perhaps in the thread below ``thread``; its event id.

        ``mentions`` are user ids (intentional mentions, spec since 1.7).
        """
        content: Json = {"msgtype": "m.text", "body": text}
        content["m.mentions"] = {"user_ids": list(mentions)} if mentions else {}
        if relates := _relates(reply_to, thread):
            content["m.relates_to"] = relates
        return await self.send(room, "m.room.message", content)

    async def edit(self, room: str, event_id: str, text: str) -> str:
        """Change what one said; the event id of the edit."""
        new = {"msgtype": "m.text", "body": text, "m.mentions": {}}
        content = {
            **new,
            "body": f"* {text}",
            "m.new_content": new,
            "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
        }
        return await self.send(room, "m.room.message", content)

    async def react(self, room: str, event_id: str, key: str) -> str:
        """Put an emoji on a message; the reaction's event id, to be redacted to take it back."""
        relates = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return await self.send(room, "m.reaction", {"m.relates_to": relates})

    async def send(self, room: str, kind: str, content: Json) -> str:
        """Send an event of any type; its id."""
        said = await self._ask("PUT", "rooms", room, "send", kind, uuid.uuid4().hex, body=content)
        return str(said["event_id"])

    async def redact(self, room: str, event_id: str) -> str:
        """Delete a message or take back a reaction; the redaction's event id."""
        said = await self._ask("PUT", "rooms", room, "redact", event_id, uuid.uuid4().hex, body={})
        return str(said["event_id"])

    async def put_state(self, room: str, kind: str, content: Json, key: str = "") -> str:
        """Set a piece of the room's state; its event id."""
        said = await self._ask("PUT", "rooms", room, "state", kind, key, body=content)
        return str(said["event_id"])

    # Looking things up, now

    async def state(self, room: str, kind: str, key: str = "") -> Json | None:
        """A piece of the room's state as the homeserver has it now, or None."""
        try:
            return await self._ask("GET", "rooms", room, "state", kind, key)
        except HomeserverRefused as refused:
            if refused.errcode == "M_NOT_FOUND":
                return None
            raise

    async def messages(self, room: str) -> list[Json]:
        """Every message the homeserver shows this person now, oldest first, edits as own events."""
        events = await self._back_from(room, None)
        return [event for event in events if event["type"] == "m.room.message"]

    # What was seen

    def timeline(self, room: str) -> tuple[Json, ...]:
        """Every event received from the room so far, oldest first."""
        return tuple(self._view(room).timeline)

    def transcript(self, room: str) -> list[str]:
        """What stands in the room, one text per message, as Element would show it."""
        return transcript(self.timeline(room), lambda user: self.name_of(room, user))

    def name_of(self, room: str, user_id: str) -> str:
        """The name somebody goes by in the room."""
        member = self._view(room).state.get(("m.room.member", user_id), {})
        return str(member.get("displayname") or user_id)

    # Waiting

    async def see(
        self,
        room: str,
        what: str | Match | None = None,
        *,
        kind: str | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - ends with a telling error
    ) -> Json:
        """The first event that fits, among those after the last one seen this way in the room.

        ``what`` is a piece of its text or a predicate; ``kind`` is a notice's kind (contract §9).
        """
        fits = fitting(what, kind)

        def look() -> Json | None:
            view = self._view(room)
            for at in range(view.looked, len(view.timeline)):
                if fits(view.timeline[at]):
                    view.looked = at + 1
                    return view.timeline[at]
            return None

        return await self._until(look, timeout, lambda: self._unseen(room, what, kind))

    async def see_any(
        self,
        room: str,
        what: str | Match | None = None,
        *,
        kind: str | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - as above
    ) -> Json:
        """The first event that fits, anywhere in what was received; ``see`` does not notice."""
        fits = fitting(what, kind)

        def look() -> Json | None:
            return next(filter(fits, self._view(room).timeline), None)

        return await self._until(look, timeout, lambda: self._unseen(room, what, kind))

    async def invited(
        self,
        to: str | Callable[[Invite], bool] | None = None,
        *,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - as above
    ) -> Invite:
        """An open invitation: to that room, or one that fits, or any."""

        def look() -> Invite | None:
            for invite in self.invites.values():
                if to is None or (to(invite) if callable(to) else invite.room == to):
                    return invite
            return None

        names = [f"{invite.room} {invite.name}" for invite in self.invites.values()]
        return await self._until(look, timeout, lambda: f"{self.name} was not invited; {names}")

    async def state_of(
        self,
        room: str,
        kind: str,
        key: str = "",
        *,
        until: Match = lambda content: True,
        timeout: float = PATIENCE,  # noqa: ASYNC109 - as above
    ) -> Json:
        """The content of a piece of state, once the person has received one that fits ``until``."""

        def look() -> Json | None:
            content = self._view(room).state.get((kind, key))
            return content if content is not None and until(content) else None

        def told() -> str:
            last = self._view(room).state.get((kind, key))
            return f"{self.name} did not receive such {kind} of {room}; the last was {last}"

        return await self._until(look, timeout, told)

    async def _until(
        self, look: Callable[[], T | None], seconds: float, tell: Callable[[], str]
    ) -> T:
        async with self._heard:
            try:
                async with asyncio.timeout(seconds):
                    while (found := look()) is None:
                        self._check_online()
                        await self._heard.wait()
            except TimeoutError:
                raise TimeoutError(f"{tell()} (within {seconds:g} s)") from None
        return found

    def _check_online(self) -> None:
        if self._listening is None:
            raise RuntimeError(f"{self.name} is not online")
        if self._listening.done():
            raise RuntimeError(f"{self.name} went offline") from self._listening.exception()

    def _unseen(self, room: str, what: str | Match | None, kind: str | None) -> str:
        wanted = " ".join(str(part) for part in (kind, what) if part)
        shown = "\n".join(f"  {line}" for line in self.transcript(room)) or "  (nothing)"
        return f"{self.name} did not see {wanted!r} in {room}, which shows\n{shown}\n"

    # Listening

    async def _listen(self) -> None:
        """Follow ``/sync`` for ever; a homeserver that is away is asked again until it is back."""
        try:
            while True:
                try:
                    await self._hear(seconds=30)
                except (aiohttp.ClientError, TimeoutError):
                    await asyncio.sleep(AWAY_SECONDS)
                except HomeserverRefused as refused:
                    if refused.status < 500:
                        raise
                    await asyncio.sleep(AWAY_SECONDS)
        finally:
            async with self._heard:
                self._heard.notify_all()

    async def _hear(self, seconds: int) -> None:
        query = {"timeout": str(seconds * 1000), "filter": json.dumps(FILTER)}
        if self._since:
            query["since"] = self._since
        said = await self._ask("GET", "sync", query=query)
        rooms = said.get("rooms", {})
        for room, part in [*rooms.get("join", {}).items(), *rooms.get("leave", {}).items()]:
            await self._take_room(room, part)
        async with self._heard:
            for room, part in rooms.get("invite", {}).items():
                self.invites[room] = self._invite(room, part["invite_state"]["events"])
            self._since = said["next_batch"]
            self._heard.notify_all()

    async def _take_room(self, room: str, part: Json) -> None:
        self.invites.pop(room, None)
        view, timeline = self._view(room), part.get("timeline", {})
        if timeline.get("limited"):
            view.take(await self._missed(room, timeline["prev_batch"]))
        view.take_state(part.get("state", {}).get("events", []))
        view.take(timeline.get("events", []))

    async def _missed(self, room: str, token: str) -> list[Json]:
        """What happened before this piece of timeline; nothing if the past is not ours to see."""
        try:
            return await self._back_from(room, token)
        except HomeserverRefused as refused:
            if refused.status == 403:
                return []
            raise

    async def _back_from(self, room: str, token: str | None) -> list[Json]:
        """The events before ``token`` back to a known one (None: all there are), oldest first."""
        back: list[Json] = []
        known = self._view(room).known if token else set()
        while True:
            query = {"dir": "b", "limit": "200"} | ({"from": token} if token else {})
            page = await self._ask("GET", "rooms", room, "messages", query=query)
            back += page["chunk"]
            token = page.get("end")
            if not token or any(event["event_id"] in known for event in page["chunk"]):
                return back[::-1]

    def _invite(self, room: str, events: list[Json]) -> Invite:
        own = next(
            event
            for event in events
            if event["type"] == "m.room.member" and event["state_key"] == self.user_id
        )
        direct = bool(own["content"].get("is_direct"))
        return Invite(room, own["sender"], direct, tuple(events))

    def _view(self, room: str) -> View:
        return self._rooms.setdefault(room, View())

    async def _mark_direct(self, user_id: str, room: str) -> None:
        where = ("user", self.user_id, "account_data", "m.direct")
        try:
            direct = await self._ask("GET", *where)
        except HomeserverRefused as refused:
            if refused.errcode != "M_NOT_FOUND":
                raise
            direct = {}
        direct[user_id] = [*direct.get(user_id, []), room]
        await self._ask("PUT", *where, body=direct)

    async def _ask(
        self,
        method: str,
        *parts: str,
        body: Json | None = None,
        query: dict[str, str] | None = None,
    ) -> Json:
        if self._session is None:
            raise RuntimeError(f"{self.name} is not online")
        url = self._homeserver + path("_matrix", "client", "v3", *parts)
        token = self.account.access_token
        return await ask(self._session, method, url, token=token, body=body, query=query)


FILTER = {"presence": {"types": []}, "room": {"timeline": {"limit": 100}, "include_leave": True}}
"""What a person listens to: no presence, and rooms also after they left or were asked to."""


def _relates(reply_to: str | None, thread: str | None) -> Json:
    """The relation of a reply or thread message (spec: "Rich replies", "Threading").

    In a thread without a reply, ``m.in_reply_to`` is only a fallback for clients without threads.
    """
    answered = reply_to or thread
    relates: Json = {"m.in_reply_to": {"event_id": answered}} if answered else {}
    if thread:
        relates |= {"rel_type": "m.thread", "event_id": thread, "is_falling_back": not reply_to}
    return relates
