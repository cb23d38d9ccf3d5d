"""The homeserver's door, knocked at from outside: only its own token comes in, nothing breaks it."""

import asyncio
import gzip
import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from facilitator.matrix.server import MAX_BODY, AppServiceDoor

TOKEN = "a-token-of-the-homeserver-and-nobody-else"
BASE = "/_matrix/app/v1"
TRANSACTION = f"{BASE}/transactions/1"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass
class Outside:
    """Somebody before the door, and what came through it."""

    port: int
    session: aiohttp.ClientSession
    taken: list[list[bytes]] = field(default_factory=list)

    async def ask(
        self,
        method: str,
        path: str,
        data: Any = None,
        headers: dict[str, str] = BEARER,
    ) -> tuple[int, dict[str, Any], Any]:
        """Return status, body and headers of the answer."""
        url = f"http://127.0.0.1:{self.port}{path}"
        async with self.session.request(method, url, data=data, headers=headers) as answer:
            body = await answer.read()
            return answer.status, json.loads(body) if body else {}, answer.headers

    async def put(
        self, data: Any, headers: dict[str, str] = BEARER, path: str = TRANSACTION
    ) -> tuple[int, str]:
        """Push a transaction; return status and errcode."""
        status, body, _ = await self.ask("PUT", path, data, headers)
        return status, str(body.get("errcode", ""))

    async def raw(self, head: str, body: bytes = b"") -> bytes:
        """Write bytes as they are and return the answer's first line."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(head.replace("\n", "\r\n").encode("latin-1") + body)
            await writer.drain()
            return await asyncio.wait_for(reader.readline(), 5)
        finally:
            writer.close()


@pytest.fixture
async def outside() -> AsyncIterator[Outside]:
    """A door on a port of its own."""

    async def receive(events: list[bytes]) -> None:
        visitor.taken.append(events)

    async def knows(user: str) -> bool:
        return user == "@facilitator:lab.test"

    app = web.Application(client_max_size=MAX_BODY)
    app.add_routes(AppServiceDoor(TOKEN, receive, knows).routes())
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession(auto_decompress=False) as session:
        visitor = Outside(port, session)
        yield visitor
    await runner.cleanup()


def events(*bodies: str) -> bytes:
    """Return a transaction of messages."""
    return json.dumps({"events": [{"content": {"body": body}} for body in bodies]}).encode()


# -- who may come in (S1, S2) --------------------------------------------------------------------

DOORS = [
    ("PUT", TRANSACTION),
    ("POST", f"{BASE}/ping"),
    ("GET", f"{BASE}/users/@facilitator:lab.test"),
    ("GET", f"{BASE}/rooms/%23fac_garden:lab.test"),
    ("GET", f"{BASE}/thirdparty/protocol/irc"),
]
STRANGERS = {
    "no token": {},
    "a wrong token": {"Authorization": "Bearer another-token"},
    "a part of the token": {"Authorization": f"Bearer {TOKEN[:-1]}"},
    "more than the token": {"Authorization": f"Bearer {TOKEN}x"},
    "an empty token": {"Authorization": "Bearer "},
    "another scheme": {"Authorization": f"Basic {TOKEN}"},
}


@pytest.mark.parametrize(("method", "path"), DOORS)
@pytest.mark.parametrize("who", STRANGERS)
async def test_strangers_stay_outside(outside: Outside, method: str, path: str, who: str) -> None:
    """Without the homeserver's own token every door answers 401 or 403 and nothing happens."""
    status, body, _ = await outside.ask(method, path, events("x"), STRANGERS[who])
    assert (status, body["errcode"]) in [(401, "M_UNAUTHORIZED"), (403, "M_FORBIDDEN")]
    assert outside.taken == []


async def test_a_token_in_the_address_is_no_token(outside: Outside) -> None:
    """Addresses stand in logs; only the header counts."""
    path = f"{TRANSACTION}?access_token={TOKEN}"
    assert await outside.put(events("x"), {}, path) == (401, "M_UNAUTHORIZED")
    assert await outside.put(events("x"), path=path) == (200, "")


async def test_a_token_of_strange_bytes_is_a_wrong_token(outside: Outside) -> None:
    """Header bytes that are no text are refused like any other wrong token."""
    head = f"PUT {TRANSACTION} HTTP/1.1\nHost: x\nAuthorization: Bearer \xff\xfe\nContent-Length: 0\n\n"
    assert b" 403 " in await outside.raw(head)


async def test_two_tokens_are_none(outside: Outside) -> None:
    """Which of two would count is nobody's guess."""
    line = f"Authorization: Bearer {TOKEN}\n"
    head = f"POST {BASE}/ping HTTP/1.1\nHost: x\n{line}{line}Content-Length: 0\n\n"
    assert b" 401 " in await outside.raw(head)


# -- before the body is read (S4, S5) ------------------------------------------------------------


async def test_strangers_are_answered_before_their_body_comes(outside: Outside) -> None:
    """A stranger's 64 MB are never read: the answer is there before the first byte of them."""
    head = f"PUT {TRANSACTION} HTTP/1.1\nHost: x\nContent-Length: 67108864\n\n"
    assert b" 401 " in await outside.raw(head)


async def test_too_much_is_refused_before_it_comes(outside: Outside) -> None:
    """More than 16 MiB is refused by its announced length, even with the token."""
    line = f"Authorization: Bearer {TOKEN}\nContent-Length: {MAX_BODY + 1}\n"
    assert b" 413 " in await outside.raw(f"PUT {TRANSACTION} HTTP/1.1\nHost: x\n{line}\n")


async def test_too_much_without_a_length_is_refused_too(outside: Outside) -> None:
    """A body in chunks is refused when it has grown too long."""

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY // 2**20 + 1):
            yield b" " * 2**20

    assert await outside.put(chunks()) == (413, "M_TOO_LARGE")
    assert outside.taken == []


async def test_a_large_legal_push_is_taken(outside: Outside) -> None:
    """A hundred events of 64 KiB are a push like any other."""
    assert await outside.put(BytesIO(events(*["x" * 65_000] * 100))) == (200, "")
    assert len(outside.taken[0]) == 100


async def test_packed_bodies_are_refused(outside: Outside) -> None:
    """No homeserver packs its pushes; who does may hide a bomb."""
    packed = BEARER | {"Content-Encoding": "gzip"}
    assert (await outside.put(gzip.compress(events("x")), packed))[0] == 415
    assert outside.taken == []


# -- what is no transaction (S6) -----------------------------------------------------------------

DEEP = 50_000
BROKEN = {
    "nothing": b"",
    "not JSON": b"hello",
    "half of it": events("x")[:-3],
    "a list": b"[]",
    "a text": b'"events"',
    "null": b"null",
    "no events": b"{}",
    "null events": b'{"events": null}',
    "events are an object": b'{"events": {}}',
    "bad UTF-8": b'{"events": [{"content": {"body": "\xff\xfe"}}]}',
    "another encoding": '{"events": []}'.encode("utf-16"),
    "deep lists": b'{"events": [' + b"[" * DEEP + b"]" * DEEP + b"]}",
    "deep objects": b'{"events": [' + b'{"a":' * DEEP + b"1" + b"}" * DEEP + b"]}",
    "depth alone": b"[" * DEEP,
}


@pytest.mark.parametrize("what", BROKEN)
async def test_what_is_no_transaction_is_a_400(outside: Outside, what: str) -> None:
    """The answer is 400 with an errcode, without a trace, and the door stays open."""
    status, code = await outside.put(BROKEN[what])
    assert (status, code in ("M_NOT_JSON", "M_BAD_JSON")) == (400, True)
    assert await outside.put(events("x")) == (200, "")
    assert len(outside.taken) == 1


async def test_unknown_parts_of_a_push_are_no_trouble(outside: Outside) -> None:
    """Ephemeral events and whatever else a homeserver adds are left aside."""
    body = b'{"events": [], "de.sorunome.msc2409.ephemeral": [{}], "x": 1.5}'
    assert await outside.put(body) == (200, "")


async def test_events_arrive_as_they_were_written(outside: Outside) -> None:
    """Bytes are passed on untouched, poison beside good ones: judging them comes later (S7)."""
    odd = [b'{"content": null}', b"7", b"null", b'{"b":1.50, "a" : "\\u00e9"}', b'"text"']
    assert await outside.put(b'{"events": [' + b",".join(odd) + b"]}") == (200, "")
    assert outside.taken == [odd]


# -- unknown ways (S8) ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [f"{BASE}/nothing", f"{BASE}/thirdparty/user/irc", "/_matrix/client/v3/sync", "/_matrix/x"],
)
async def test_unknown_paths_are_told_so(outside: Outside, path: str) -> None:
    """Unknown paths are 404 with M_UNRECOGNIZED (Application Service API, "Unknown routes")."""
    status, body, _ = await outside.ask("GET", path)
    assert (status, body["errcode"]) == (404, "M_UNRECOGNIZED")


@pytest.mark.parametrize(
    ("method", "path", "right"),
    [("POST", TRANSACTION, "PUT"), ("GET", TRANSACTION, "PUT"), ("DELETE", f"{BASE}/ping", "POST"),
     ("GET", f"{BASE}/ping", "POST"), ("PUT", f"{BASE}/users/@x:y", "GET, HEAD"),
     ("POST", f"{BASE}/rooms/x", "GET, HEAD")],
)  # fmt: skip
async def test_wrong_methods_are_told_so(
    outside: Outside, method: str, path: str, right: str
) -> None:
    """Known paths asked in a wrong way are 405 with M_UNRECOGNIZED, and say which way is right."""
    status, body, headers = await outside.ask(method, path)
    assert (status, body["errcode"], headers["Allow"]) == (405, "M_UNRECOGNIZED", right)


async def test_strangers_learn_no_paths(outside: Outside) -> None:
    """Without the token a known and an unknown path answer alike."""
    known = await outside.ask("GET", TRANSACTION, headers={})
    unknown = await outside.ask("GET", f"{BASE}/nothing", headers={})
    assert known[:2] == unknown[:2]


# -- what is asked -------------------------------------------------------------------------------


async def test_users_and_rooms(outside: Outside) -> None:
    """Our users are known, others and every room are not."""
    assert (await outside.ask("GET", f"{BASE}/users/@facilitator:lab.test"))[0] == 200
    for path in (f"{BASE}/users/@_fac_nobody:lab.test", f"{BASE}/rooms/%23fac_x:lab.test"):
        status, body, _ = await outside.ask("GET", path)
        assert (status, body["errcode"]) == (404, "M_NOT_FOUND")


async def test_a_ping_is_answered(outside: Outside) -> None:
    """The homeserver sees that it reaches us."""
    status, body, _ = await outside.ask("POST", f"{BASE}/ping", b'{"transaction_id": "x"}')
    assert (status, body) == (200, {})


# -- crowds (S9) ---------------------------------------------------------------------------------


async def test_half_open_connections_hold_up_nobody(outside: Outside) -> None:
    """Behind 200 connections that say half a word, the next push is taken within a second."""
    half = [await asyncio.open_connection("127.0.0.1", outside.port) for _ in range(200)]
    for _, writer in half:
        writer.write(b"PUT /_matrix/app/v1/transactions/1 HTTP/1.1\r\nHost: x\r\n")
    begun = time.monotonic()
    assert await outside.put(events("x")) == (200, "")
    assert time.monotonic() - begun < 1
    for _, writer in half:
        writer.close()
