"""The door the homeserver knocks at: transactions, users, rooms, ping — and our own health.

The token is compared in constant time before a byte of the body is read, and only in the header.
What came is committed to the inbox, in one transaction for the whole push, before the 200.
"""

import asyncio
import hmac
import re
from collections.abc import Awaitable, Callable, Iterator
from hashlib import sha256

import msgspec
from aiohttp import hdrs, web

from facilitator.store import UNAVAILABLE

MAX_BODY = 16 * 1024 * 1024
"""Bytes: a legal transaction of 100 events of 64 KiB fits twice over (peers.md §0.5)."""


LARGEST_EVENT = 96 * 1024
"""Bytes: an event is 64 KiB at most (Client-Server API, "Size limits"), and what is added to it."""


class Push(msgspec.Struct):
    """A transaction: its events stay as they came, byte for byte."""

    events: list[msgspec.Raw]


_PUSH = msgspec.json.Decoder(Push)
_EVENT = msgspec.json.Decoder(msgspec.Raw)
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]')

Receive = Callable[[list[bytes]], Awaitable[None]]
"""Commits pushed events to the inbox; raises when it cannot, and the homeserver keeps them."""


class AppServiceDoor:
    """The aiohttp routes of the application-service API (Matrix spec, Application Service API)."""

    def __init__(
        self, hs_token: str, receive: Receive, knows_user: Callable[[str], Awaitable[bool]]
    ) -> None:
        self._digest = sha256(hs_token.encode()).digest()
        self.receive = receive
        self.knows_user = knows_user
        self.pinged = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, for an application to serve."""
        base = "/_matrix/app/v1"
        return [
            web.put(f"{base}/transactions/{{txn}}", self.transaction),
            web.route("*", f"{base}/transactions/{{txn}}", self.wrong_method),
            web.get(f"{base}/users/{{user}}", self.user),
            web.route("*", f"{base}/users/{{user}}", self.wrong_method),
            web.get(f"{base}/rooms/{{alias}}", self.room),
            web.route("*", f"{base}/rooms/{{alias}}", self.wrong_method),
            web.post(f"{base}/ping", self.ping),
            web.route("*", f"{base}/ping", self.wrong_method),
            web.route("*", "/_matrix/{rest:.*}", self.unknown),
        ]

    async def transaction(self, request: web.Request) -> web.Response:
        """Take one push; 200 only once every event of it is safe."""
        if no := self._refuse(request):
            return no
        try:
            # What stands in the events is read later and lazily: bad UTF-8 is found here or never.
            events = _events((await request.read()).decode())
        except web.HTTPRequestEntityTooLarge:  # a body that did not say its length beforehand
            return _too_large()
        except msgspec.ValidationError:
            return _error(400, "M_BAD_JSON", "A transaction is an object with a list of events.")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return _error(400, "M_NOT_JSON", "This is not JSON.")
        try:
            await self.receive(events)
        except UNAVAILABLE:
            return _error(503, "M_UNKNOWN", "We cannot write this down now. Please push it again.")
        return web.json_response({})

    async def user(self, request: web.Request) -> web.Response:
        """Say whether one of our users exists."""
        if no := self._refuse(request):
            return no
        if await self.knows_user(request.match_info["user"]):
            return web.json_response({})
        return _error(404, "M_NOT_FOUND", "There is no such user here.")

    async def room(self, request: web.Request) -> web.Response:
        """No room is made by asking for its name."""
        return self._refuse(request) or _error(404, "M_NOT_FOUND", "There is no such room here.")

    async def ping(self, request: web.Request) -> web.Response:
        """Answer the homeserver's ping."""
        if no := self._refuse(request):
            return no
        self.pinged.set()
        return web.json_response({})

    async def unknown(self, request: web.Request) -> web.Response:
        """Answer an unknown path as the specification asks ("Unknown routes")."""
        return self._refuse(request) or _error(404, "M_UNRECOGNIZED", "This is not known here.")

    async def wrong_method(self, request: web.Request) -> web.Response:
        """Answer a known path asked in a wrong way; says which way is right (RFC 9110 §15.5.6)."""
        if no := self._refuse(request):
            return no
        answer = _error(405, "M_UNRECOGNIZED", "This is not asked in this way.")
        resource = request.match_info.route.resource
        known = {route.method for route in resource or ()} - {hdrs.METH_ANY}
        answer.headers[hdrs.ALLOW] = ", ".join(sorted(known))
        return answer

    def _refuse(self, request: web.Request) -> web.Response | None:
        """Return the refusal of a request that may not come in, before its body is read."""
        given = request.headers.getall("Authorization", [])
        if len(given) != 1 or not given[0].startswith("Bearer "):
            return _error(401, "M_UNAUTHORIZED", "A token is needed.", close=True)
        # Header bytes that are no UTF-8 arrive as lone surrogates.
        token = given[0].removeprefix("Bearer ").encode("utf-8", "surrogateescape")
        digest = sha256(token).digest()
        if not hmac.compare_digest(digest, self._digest):
            return _error(403, "M_FORBIDDEN", "This is not the token.", close=True)
        if request.headers.get("Content-Encoding", "identity") != "identity":
            return _error(415, "M_UNKNOWN", "Bodies come uncompressed.", close=True)
        if (request.content_length or 0) > MAX_BODY:
            return _too_large()
        return None


def _events(body: str) -> list[bytes]:
    """Return the events of a push. Raises ``RecursionError`` for one that is no homeserver's.

    An event that is nested deeper than we can read is left out by itself: a push that is refused
    comes again for ever, and everything behind it waits.
    """
    try:
        return [bytes(event) for event in _PUSH.decode(body).events]
    except RecursionError:
        events = ",".join(map(_readable, _peeled(body)))
        return [bytes(event) for event in _PUSH.decode(f'{{"events":[{events}]}}').events]


def _peeled(body: str) -> Iterator[str]:
    """Yield each event of a push as it stands there, however deep, without reading into it."""
    depth, key, begin = 0, "", -1
    for token in _TOKEN.finditer(body):
        sign = token[0]
        if begin >= 0 and depth == 2 and sign in ",]":
            yield body[begin : token.start()]
            begin = token.end() if sign == "," else -1
        if sign in "[{":
            depth += 1
            if depth == 2 and key == '"events"':
                begin = token.end()
        elif sign in "]}":
            depth -= 1
        elif depth == 1 and sign != ",":
            key = sign


def _readable(event: str) -> str:
    try:
        _EVENT.decode(event)
    except RecursionError:
        if len(event) > LARGEST_EVENT:
            raise
        return "null"  # counted where events are looked at
    return event


def _too_large() -> web.Response:
    return _error(413, "M_TOO_LARGE", "This is more than 16 MiB.", close=True)


def _error(status: int, code: str, text: str, close: bool = False) -> web.Response:
    response = web.json_response({"errcode": code, "error": text}, status=status)
    if close:
        response.force_close()
    return response
