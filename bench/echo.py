"""The plain echo that the service is compared with: nio and aiohttp, and nothing kept.

It parses the push, answers 200 at once and each ``!ping`` with nio's ``room_send``, in a task of its
own: about what a bot of twenty lines does. What it does not do (order, durability, once only,
permissions, words) is what the service spends the difference on.
"""

import argparse
import asyncio
import logging

import aiohttp
import uvloop
from aiohttp import web
from nio import AsyncClient


async def make(homeserver: str, as_token: str, hs_token: str) -> web.Application:
    """The echo as an application."""
    client = AsyncClient(homeserver, "@echo:bench.test")
    client.access_token, client.user_id = as_token, "@echo:bench.test"
    tasks: set[asyncio.Task[object]] = set()

    async def transaction(request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {hs_token}":
            raise web.HTTPForbidden
        for event in (await request.json())["events"]:
            if event["content"].get("body") == "!ping":
                task = asyncio.create_task(answer(event["room_id"], event["event_id"]))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
        return web.json_response({})

    async def answer(room: str, event: str) -> None:
        relation = {"m.in_reply_to": {"event_id": event}}
        content = {"msgtype": "m.notice", "body": "pong", "m.relates_to": relation}
        await client.room_send(room, "m.room.message", content, tx_id=event)

    async def ready(_request: web.Request) -> web.Response:
        return web.json_response({})

    async def clients(_app: web.Application):  # type: ignore[no-untyped-def]
        async with aiohttp.ClientSession() as client.client_session:
            yield

    app = web.Application(client_max_size=2**24)
    app.add_routes(
        [
            web.put("/_matrix/app/v1/transactions/{txn}", transaction),
            web.get("/health/ready", ready),
        ]
    )
    app.cleanup_ctx.append(clients)
    return app


def main() -> None:
    asked = argparse.ArgumentParser()
    for name in ("port", "homeserver", "as-token", "hs-token"):
        asked.add_argument(f"--{name}", required=True)
    given = asked.parse_args()
    logging.getLogger("nio").setLevel(logging.ERROR)
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())
    app = make(given.homeserver, given.as_token, given.hs_token)
    web.run_app(app, host="127.0.0.1", port=int(given.port), access_log=None, print=None)


if __name__ == "__main__":
    main()
