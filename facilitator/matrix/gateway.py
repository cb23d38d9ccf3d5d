"""The one narrow door to the homeserver: everything that nio knows stays behind it.

nio carries the requests (``AsClient``); what it lacks for an application service goes through
``call``. Errors come out as two families only: ``Denied`` (the homeserver said no, for good) and
``Unavailable`` (it is away, busy or limits us: try again). Facts behind each line: matrix.md §2.
"""

import json
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
import msgspec
from nio import AsyncClient, AsyncClientConfig
from nio.api import Api

DEVICE = "FACILITATOR"
"""One fixed device per acting user: with it a resend after a homeserver restart is still known."""

Json = dict[str, Any]


class Denied(Exception):
    """The homeserver refused, and would refuse again: ``code`` is its errcode."""

    def __init__(self, status: int, code: str, body: Json | None = None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.body = body or {}


class Unavailable(Exception):
    """The homeserver is away, busy or limits us; ``after`` is the wait it asked for, in seconds."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class AsClient(AsyncClient):
    """A nio client that acts as one user of the application service's namespace (matrix.md §2.3)."""

    def __init__(
        self, url: str, token: str, user: str, device: str, session: aiohttp.ClientSession
    ) -> None:
        super().__init__(url, user, device_id=DEVICE, config=_NIO)
        self.access_token = token
        self.user_id = user
        asserted = {"user_id": user, "device_id": device}
        self.asserted = urlencode({name: value for name, value in asserted.items() if value})
        self.client_session = session

    async def send(
        self,
        method: str,
        path: str,
        data: Any = None,
        headers: dict[str, str] | None = None,
        trace_context: Any | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - nio's own signature
    ) -> aiohttp.ClientResponse:
        """Send a request as this user and device; the token travels in the header only."""
        path, _, query = path.partition("?")
        asked = [q for q in query.split("&") if q and not q.startswith("access_token=")]
        query = "&".join([*asked, self.asserted] if self.asserted else asked)
        headers = {**(headers or {}), "Authorization": f"Bearer {self.access_token}"}
        response: aiohttp.ClientResponse = await super().send(
            method, f"{path}?{query}" if query else path, data, headers, trace_context, timeout
        )
        return response


_NIO = AsyncClientConfig(
    max_timeouts=0, max_limit_exceeded=0, request_timeout=30, encryption_enabled=False
)


class Gateway:
    """The homeserver, as the service sees it. Retries belong to the postman, not here."""

    def __init__(self, url: str, server_name: str, as_id: str, as_token: str) -> None:
        self.url = url.rstrip("/")
        self.server_name = server_name
        self.as_id = as_id
        self._token = as_token
        self._session: aiohttp.ClientSession | None = None
        self._clients: dict[tuple[str, bool], AsClient] = {}

    async def open(self) -> None:
        """Make the one HTTP session that all acting users share."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=32), timeout=aiohttp.ClientTimeout(total=60)
        )

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
        self._clients.clear()

    def user(self, localpart: str) -> str:
        """Return the full id of one of our users."""
        return f"@{localpart}:{self.server_name}"

    def _client(self, user: str, device: bool) -> AsClient:
        if self._session is None:
            raise RuntimeError("the gateway is not open")
        if (user, device) not in self._clients:
            asserted = DEVICE if device and user else ""
            client = AsClient(self.url, self._token, user, asserted, self._session)
            self._clients[user, device] = client
        return self._clients[user, device]

    async def call(
        self,
        method: str,
        path: str,
        body: Json | None = None,
        user: str = "",
        query: dict[str, str] | None = None,
        device: bool = True,
        patience: float = 30,
    ) -> Json:
        """Make one request as ``user`` and return the JSON answer.

        Raises ``Denied`` for 4xx and ``Unavailable`` for 429, 5xx and trouble of the network.
        """
        client = self._client(user, device)
        if query:
            path += "?" + urlencode(query)
        data = None if body is None else msgspec.json.encode(body)
        headers = {"Content-Type": "application/json"} if data is not None else {}
        try:
            async with await client.send(method, path, data, headers, timeout=patience) as answer:
                return _read(answer.status, await answer.read(), answer.headers)
        except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
            raise Unavailable(type(trouble).__name__) from trouble

    # -- users ----------------------------------------------------------------------------------

    async def register(self, localpart: str) -> None:
        """Make sure that one of our users, and its device, exist."""
        body = {"type": "m.login.application_service", "username": localpart, "inhibit_login": True}
        try:
            await self.call("POST", "/_matrix/client/v3/register", body)
        except Denied as no:
            if no.code != "M_USER_IN_USE":
                raise
        user = self.user(localpart)
        path = f"/_matrix/client/v3/devices/{DEVICE}"
        await self.call("PUT", path, {"display_name": "Facilitator"}, user, device=False)

    async def set_name(self, localpart: str, name: str) -> None:
        """Set the display name of one of our users."""
        user = self.user(localpart)
        path = f"/_matrix/client/v3/profile/{quote(user)}/displayname"
        await self.call("PUT", path, {"displayname": name}, user)

    async def set_portrait(self, localpart: str, png: bytes) -> None:
        """Give one of our users a portrait, unless an operator or an earlier start gave one."""
        user = self.user(localpart)
        profile = f"/_matrix/client/v3/profile/{quote(user)}"
        if (await self.call("GET", profile, None, user)).get("avatar_url"):
            return
        where = await self.upload(user, png, "image/png")
        await self.call("PUT", f"{profile}/avatar_url", {"avatar_url": where}, user)

    async def upload(self, user: str, data: bytes, kind: str) -> str:
        """Give the homeserver a file to keep, and return its ``mxc://`` address.

        Done twice it is kept twice. Raises ``Denied`` and ``Unavailable``.
        """
        client = self._client(user, True)
        path = "/_matrix/media/v3/upload"
        try:
            async with await client.send("POST", path, data, {"Content-Type": kind}) as answer:
                body = _read(answer.status, await answer.read(), answer.headers)
        except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
            raise Unavailable(type(trouble).__name__) from trouble
        if "content_uri" not in body:
            raise Unavailable("the homeserver took a file and gave it no name")
        return str(body["content_uri"])

    async def download(self, user: str, url: str, most: int) -> bytes | None:
        """Return a file by its ``mxc://`` address, or None if it is larger than ``most`` bytes.

        Homeservers older than Matrix 1.11 know the older path only. Raises ``Denied`` and
        ``Unavailable``.
        """
        server, _, name = url.removeprefix("mxc://").partition("/")
        if not url.startswith("mxc://") or not server or not name:
            raise Denied(400, "M_INVALID_PARAM")
        where = f"{quote(server, safe=':[]')}/{quote(name, safe='')}"
        try:
            return await self._bytes(f"/_matrix/client/v1/media/download/{where}", user, most)
        except Denied as no:
            if no.code != "M_UNRECOGNIZED":
                raise
        return await self._bytes(f"/_matrix/media/v3/download/{where}", user, most)

    async def _bytes(self, path: str, user: str, most: int) -> bytes | None:
        try:
            async with await self._client(user, True).send("GET", path) as answer:
                if answer.status != 200:
                    _read(answer.status, await answer.content.read(64 * 1024), answer.headers)
                    raise Denied(answer.status, "no file")
                found = bytearray()
                while len(found) <= most and (more := await answer.content.read(most + 1)):
                    found += more
        except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
            raise Unavailable(type(trouble).__name__) from trouble
        return bytes(found) if len(found) <= most else None

    # -- rooms ----------------------------------------------------------------------------------

    async def send(self, user: str, room: str, kind: str, content: Json, txn: str) -> str:
        """Send a message event and return its id; the same ``txn`` never makes a second event."""
        _, path, _ = Api.room_send("", room, kind, {}, txn)  # the content is written once, below
        return str((await self.call("PUT", path, content, user))["event_id"])

    async def redact(self, user: str, room: str, event: str, reason: str, txn: str) -> str:
        """Remove an event's content and return the redaction's id."""
        _, path, data = Api.room_redact("", room, event, txn, reason)
        return str((await self.call("PUT", path, json.loads(data), user))["event_id"])

    async def put_state(self, user: str, room: str, kind: str, content: Json, key: str = "") -> str:
        """Set a state event and return its id."""
        path = f"{_room(room)}/state/{quote(kind, safe='')}/{quote(key, safe='')}"
        return str((await self.call("PUT", path, content, user))["event_id"])

    async def state(self, user: str, room: str, kind: str, key: str = "") -> Json | None:
        """Return a state event's content, or None where there is none."""
        try:
            path = f"{_room(room)}/state/{quote(kind, safe='')}/{quote(key, safe='')}"
            return await self.call("GET", path, None, user)
        except Denied as no:
            if no.status == 404:
                return None
            raise

    async def create_room(self, user: str, body: Json) -> str:
        """Create a room and return its id; an alias that exists names the room that has it."""
        try:
            return str(
                (await self.call("POST", "/_matrix/client/v3/createRoom", body, user))["room_id"]
            )
        except Denied as no:
            if no.code != "M_ROOM_IN_USE":
                raise
        alias = quote(f"#{body['room_alias_name']}:{self.server_name}", safe="")
        return str(
            (await self.call("GET", f"/_matrix/client/v3/directory/room/{alias}"))["room_id"]
        )

    async def invite(self, user: str, room: str, who: str) -> None:
        """Invite ``who``; someone who is in the room or invited already is left in peace."""
        try:
            await self.call("POST", f"{_room(room)}/invite", {"user_id": who}, user)
        except Denied as no:
            if await self._is_here(user, room, who):
                return
            raise no

    async def _is_here(self, user: str, room: str, who: str) -> bool:
        member = await self.state(user, room, "m.room.member", who)
        return member is not None and member.get("membership") in ("join", "invite")

    async def join(self, user: str, room: str) -> None:
        """Let one of our users enter a room it may enter."""
        await self.call("POST", f"/_matrix/client/v3/join/{quote(room, safe='')}", {}, user)

    async def leave(self, user: str, room: str) -> None:
        """Let one of our users leave a room."""
        await self.call("POST", f"{_room(room)}/leave", {}, user)

    # -- the homeserver -------------------------------------------------------------------------

    async def ping(self) -> int:
        """Ask the homeserver to reach us back; return the milliseconds it took.

        A successful ping makes Synapse deliver its backlog at once (matrix.md §6.2).
        """
        path = f"/_matrix/client/v1/appservice/{quote(self.as_id, safe='')}/ping"
        answer = await self.call("POST", path, {})
        return int(answer.get("duration_ms", 0))

    async def sync(self, user: str, since: str | None) -> Json:
        """Return what happened in the user's rooms since a token (matrix.md §6.3)."""
        query = {"filter": json.dumps(_FILTER, separators=(",", ":")), "timeout": "0"}
        if since:
            query["since"] = since
        return await self.call("GET", "/_matrix/client/v3/sync", None, user, query, patience=60)

    async def messages(self, user: str, room: str, start: str | None, limit: int = 100) -> Json:
        """Return a room's events backwards from ``start`` (or from now)."""
        query = {"dir": "b", "limit": str(limit)} | ({"from": start} if start else {})
        return await self.call("GET", f"{_room(room)}/messages", None, user, query)


_FILTER: Json = {
    "presence": {"types": []},
    "account_data": {"types": []},
    "room": {"ephemeral": {"types": []}, "account_data": {"types": []}, "timeline": {"limit": 500}},
}


def _room(room: str) -> str:
    return f"/_matrix/client/v3/rooms/{quote(room, safe='')}"


def _read(status: int, raw: bytes, headers: Any) -> Json:
    try:
        body = json.loads(raw) if raw else {}
    except (ValueError, RecursionError):
        body = {}
    if not isinstance(body, dict):
        body = {}
    if 200 <= status < 300:
        return body
    code = str(body.get("errcode", "no errcode"))
    if status == 429:
        raise Unavailable("limited", _wait(body, headers))
    if status >= 500:
        raise Unavailable(f"{status} {code}")
    raise Denied(status, code, body)


def _wait(body: Json, headers: Any) -> float:
    """Return the seconds to wait after a 429, from the body or the Retry-After header."""
    asked = body.get("retry_after_ms")
    if isinstance(asked, int | float):
        return max(0.05, asked / 1000)
    try:
        return max(0.05, float(headers.get("Retry-After", "1")))
    except ValueError:
        return 1.0
