"""A service of nothing but ears, at the port where the homeserver looks for ours."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from facilitator.demo.client import ask, path
from tests.lab.homeserver import Lab


@asynccontextmanager
async def listening(lab: Lab) -> AsyncIterator["asyncio.Queue[dict[str, Any]]"]:
    """What the homeserver pushes within the block, however long nobody had listened before.

    A homeserver whose pushes failed waits longer and longer (2, 4, 8 … 512 s); a ping that comes
    back makes it try at once (spec: Application Service API v1.7, "Pinging"; matrix.md §6.2). The
    port is free again at the end, also of a test that failed.
    """
    pushed: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def take(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == f"Bearer {lab.registration['hs_token']}"
        for event in (await request.json())["events"]:
            pushed.put_nowait(event)
        return web.json_response({})

    async def pinged(_request: web.Request) -> web.Response:
        return web.json_response({})

    app = web.Application()
    app.router.add_put("/_matrix/app/v1/transactions/{id}", take)
    app.router.add_post("/_matrix/app/v1/ping", pinged)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    try:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", lab.service_port).start()
        await _ask_to_try_now(lab)
        yield pushed
    finally:
        await runner.cleanup()


async def _ask_to_try_now(lab: Lab) -> None:
    registered = lab.registration
    door = path("_matrix", "client", "v1", "appservice", registered["id"], "ping")
    async with aiohttp.ClientSession() as session:
        await ask(session, "POST", lab.synapse.url + door, token=registered["as_token"], body={})
