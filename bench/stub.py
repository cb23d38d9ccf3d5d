"""A homeserver of paper, in a process of its own: it answers at once and pushes as Synapse does.

One transaction in flight, at most 100 events in each, in stream order, and the service's own events
come back to it like everybody's. A send is known by its transaction id, so that a repeated one
makes no second event. It keeps when each thing was said and when each answer came, by one clock.
"""

import argparse
import asyncio
import itertools
import json
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import msgspec
import uvloop
from aiohttp import web

MOST = 100
"""Events in one transaction (synapse/appservice/scheduler.py)."""

QUIET = 1.0
"""Seconds after the last expected answer in which a doubled one would still be seen."""

Json = dict[str, Any]


@dataclass(slots=True)
class Play:
    """What is to be said, and what was seen: ``said`` and ``sent`` are in the order they happened.

    The rooms take turns, and in each room its people, so that a saying is somebody else's each time.
    """

    body: str
    count: int
    rooms: list[str]
    people: int  # in each room
    rate: float  # a second; 0: everything waits from the beginning
    name: str = "p"
    open: set[str] = field(default_factory=set)  # what was not answered yet
    said: list[tuple[str, str, float]] = field(default_factory=list)  # event, room, moment
    sent: list[tuple[str, Json, float]] = field(default_factory=list)  # room, content, moment


class Stub:
    """The homeserver, and everybody who speaks on it."""

    def __init__(self, service: str, hs_token: str) -> None:
        self._service, self._token = service, hs_token
        self._numbers = itertools.count(1)
        self._queue: deque[Json] = deque()
        self._waiting = asyncio.Event()
        self._sends: dict[str, str] = {}
        self._state: dict[str, Json] = {}
        self._rooms: dict[str, str] = {}  # by alias
        self._heard_at = 0.0
        self._play: Play | None = None
        self._complete = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        v3, room = "/_matrix/client/v3", "/_matrix/client/v3/rooms/{room}"
        return [
            web.put(f"{room}/send/{{kind}}/{{txn}}", self.send),
            web.put(f"{room}/redact/{{kind}}/{{txn}}", self.send),
            web.put(f"{room}/state/{{kind}}/{{key:.*}}", self.put_state),
            web.get(f"{room}/state/{{kind}}/{{key:.*}}", self.get_state),
            web.get(f"{room}/messages", _answer({"chunk": []})),
            web.get(f"{room}/joined_members", _answer({"joined": {}})),
            web.get(f"{v3}/sync", self.sync),
            web.post(f"{v3}/createRoom", self.create_room),
            web.post(f"{v3}/join/{{room}}", self.join),
            web.post("/_matrix/client/v1/appservice/{id}/ping", self.ping),
            web.post("/_matrix/media/v3/upload", _answer({"content_uri": "mxc://bench.test/x"})),
            web.post("/play", self.play),
            web.post("/say", self.say),
            web.get("/rooms", self.show_rooms),
            web.route("*", "/_matrix/{rest:.*}", _answer({})),
        ]

    # -- what a client may ask ------------------------------------------------------------------

    async def send(self, request: web.Request) -> web.Response:
        key = request.raw_path
        if key not in self._sends:
            self._sends[key] = f"$sent-{next(self._numbers)}"
            self._take(request, self._sends[key], msgspec.json.decode(await request.read()))
        return web.json_response({"event_id": self._sends[key]})

    def _take(self, request: web.Request, event: str, content: Json) -> None:
        room, sender = request.match_info["room"], request.query.get("user_id", "")
        self._heard_at = time.monotonic()
        if (play := self._play) is not None:
            play.sent.append((room, content, self._heard_at))
            play.open.discard(answered(content))
            if not play.open:
                self._complete.set()
        self._push(_event(event, room, sender, content, request.match_info["kind"]))

    async def put_state(self, request: web.Request) -> web.Response:
        self._state[request.path] = await request.json()
        return web.json_response({"event_id": f"$state-{next(self._numbers)}"})

    async def get_state(self, request: web.Request) -> web.Response:
        found = self._state.get(request.path)
        no = {"errcode": "M_NOT_FOUND"}
        return web.json_response(found or no, status=200 if found else 404)

    async def sync(self, _request: web.Request) -> web.Response:
        return web.json_response({"next_batch": f"s{next(self._numbers)}"})

    async def create_room(self, request: web.Request) -> web.Response:
        alias = str((await request.json()).get("room_alias_name"))
        self._heard_at = time.monotonic()
        self._rooms[alias] = f"!made-{next(self._numbers)}:bench.test"
        return web.json_response({"room_id": self._rooms[alias]})

    async def join(self, request: web.Request) -> web.Response:
        return web.json_response({"room_id": request.match_info["room"]})

    async def ping(self, _request: web.Request) -> web.Response:
        async with self._session.post(f"{self._service}/_matrix/app/v1/ping", json={}) as answer:
            reached = answer.status == 200
        return web.json_response({"duration_ms": 1}, status=200 if reached else 502)

    # -- pushing --------------------------------------------------------------------------------

    async def run(self, _app: web.Application) -> Any:
        """Push for as long as the application lives."""
        headers = {"Authorization": f"Bearer {self._token}"}
        async with aiohttp.ClientSession(headers=headers) as self._session:
            pusher = asyncio.create_task(self._push_all())
            yield
            pusher.cancel()

    def _push(self, event: Json) -> None:
        self._queue.append(event)
        self._waiting.set()

    async def _push_all(self) -> None:
        base = f"{self._service}/_matrix/app/v1/transactions"
        while True:
            await self._waiting.wait()
            events = [self._queue.popleft() for _ in range(min(MOST, len(self._queue)))]
            self._note(events)
            body = msgspec.json.encode({"events": events})
            url = f"{base}/{next(self._numbers)}"
            while not await self._accepted(url, body):  # noqa: ASYNC110 - Synapse too asks again
                await asyncio.sleep(0.1)
            if not self._queue:
                self._waiting.clear()

    def _note(self, events: list[Json]) -> None:
        """In a burst everything waits from the beginning: each event's clock starts at its push."""
        now, play = time.monotonic(), self._play
        if play is not None and not play.rate:
            named = f"${play.name}-"
            play.said += [(e["event_id"], e["room_id"], now) for e in events
                          if e["event_id"].startswith(named)]  # fmt: skip

    async def _accepted(self, url: str, body: bytes) -> bool:
        try:
            async with self._session.put(url, data=body) as answer:
                return answer.status == 200
        except aiohttp.ClientError:
            return False

    # -- speaking -------------------------------------------------------------------------------

    async def say(self, request: web.Request) -> web.Response:
        """Push these events (``type, room, sender, content`` and perhaps ``state_key``)."""
        for said in await request.json():
            event = _event(f"${next(self._numbers)}", said["room"], said["sender"],
                           said["content"], said["type"])  # fmt: skip
            self._push(event | {k: said[k] for k in ("state_key",) if k in said})
        await self._until_quiet()
        return web.json_response({})

    async def show_rooms(self, _request: web.Request) -> web.Response:
        """The rooms that were made, by alias."""
        return web.json_response(self._rooms)

    async def play(self, request: web.Request) -> web.Response:
        """Say what is asked, wait for the answers, and tell what was said and sent, and when."""
        play = self._play = Play(**await request.json())
        self._complete.clear()
        await self._say_all(play)
        with suppress(TimeoutError):  # what is missing is counted as lost
            await asyncio.wait_for(self._complete.wait(), 60)
        await self._until_quiet()
        self._play = None
        seen = {"said": play.said, "sent": play.sent}
        return web.json_response(body=msgspec.json.encode(seen))

    async def _say_all(self, play: Play) -> None:
        begin, rooms = time.monotonic(), len(play.rooms)
        play.open = {f"${play.name}-{n}" for n in range(play.count)}
        for n in range(play.count):
            room, event = play.rooms[n % rooms], f"${play.name}-{n}"
            if play.rate:
                await asyncio.sleep(max(0.0, begin + n / play.rate - time.monotonic()))
                play.said.append((event, room, time.monotonic()))
            content = {"msgtype": "m.text", "body": play.body, "m.mentions": {}}
            self._push(_event(event, room, person(n % rooms, n // rooms % play.people), content))

    async def _until_quiet(self) -> None:
        """Return when nothing more is pushed and nothing was sent for a while."""
        begin = time.monotonic()
        while self._queue or time.monotonic() - max(begin, self._heard_at) < QUIET:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


def person(room: int, seat: int) -> str:
    """The one who sits there."""
    return f"@person-{room}-{seat}:bench.test"


def answered(content: Json) -> str:
    """The event that a message or a reaction answers."""
    relation = content.get("m.relates_to", {})
    return str(relation.get("event_id") or relation.get("m.in_reply_to", {}).get("event_id"))


def _event(event: str, room: str, sender: str, content: Json, kind: str = "m.room.message") -> Json:
    """An event as Synapse pushes it."""
    return {"type": kind, "event_id": event, "room_id": room, "sender": sender, "user_id": sender,
            "origin_server_ts": time.time_ns() // 1_000_000, "content": content, "age": 12,
            "unsigned": {"age": 12}}  # fmt: skip


def _answer(body: Json) -> Any:
    text = json.dumps(body)

    async def handler(_request: web.Request) -> web.Response:
        return web.Response(text=text, content_type="application/json")

    return handler


def main() -> None:
    asked = argparse.ArgumentParser()
    for name in ("port", "service", "hs-token"):
        asked.add_argument(f"--{name}", required=True)
    given = asked.parse_args()

    async def make() -> web.Application:
        stub = Stub(given.service, given.hs_token)
        app = web.Application(client_max_size=2**26)
        app.add_routes(stub.routes())
        app.cleanup_ctx.append(stub.run)
        return app

    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    web.run_app(make(), host="127.0.0.1", port=int(given.port), access_log=None, print=None)


if __name__ == "__main__":
    main()
