"""Keeping in touch: what a failed barrier sets going."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from facilitator.clock import SetClock
from facilitator.demo.waiting import until
from facilitator.hearing import QUIET, Hearing
from facilitator.matrix.gateway import Gateway
from facilitator.matrix.receiving import Receiving
from facilitator.matrix.reconciling import Reconciling
from facilitator.ticker import Ticker
from tests.lab.once import blank_books


class Homeserver:
    """Knows nobody and nothing, and can be away."""

    def __init__(self) -> None:
        self.away = False
        self.tried = 0

    async def answer(self, request: web.Request) -> web.Response:
        """Answer anything as a homeserver does on which nothing happened."""
        if self.away:
            self.tried += 1
            return web.json_response({"errcode": "M_UNKNOWN"}, status=503)
        return web.json_response({"next_batch": "s1", "content_uri": "mxc://lab.test/1"})


@pytest.fixture
def homeserver() -> Homeserver:
    """One that is there."""
    return Homeserver()


@pytest.fixture
async def hearing(tmp_path: Path, homeserver: Homeserver) -> AsyncIterator[Hearing]:
    """In touch with the homeserver, time passing."""
    app = web.Application()
    app.router.add_route("*", "/{anything:.*}", homeserver.answer)
    store, clock = (
        blank_books(tmp_path / "books.db"),
        SetClock(datetime(2026, 3, 5, tzinfo=UTC)),
    )
    await store.open()
    async with TestServer(app, host="127.0.0.1") as server:
        gateway = Gateway(str(server.make_url("")), "lab.test", "facilitator", "t" * 32)
        await gateway.open()
        receiving = Receiving(store, clock, lambda _: False, lambda: None)
        ticker = Ticker(store, clock, None)  # type: ignore[arg-type]  # it is never run
        hearing = Hearing(
            gateway, Reconciling(gateway, receiving, "facilitator"), store, clock, ticker,
            lambda: None, settle=0,
        )  # fmt: skip
        running = asyncio.create_task(hearing.run())
        await until(ticker.may_ring.is_set, "it never came into touch")
        yield hearing
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await gateway.close()
    await store.close()


async def test_a_failed_barrier_is_made_good_at_once(
    hearing: Hearing, homeserver: Homeserver
) -> None:
    """Nobody waits for the next quiet look: time passes again as soon as the homeserver is back."""
    assert await hearing.barrier()
    homeserver.away = True
    assert not await hearing.barrier()
    assert not hearing.ticker.may_ring.is_set()
    homeserver.away = False
    await until(hearing.ticker.may_ring.is_set, "it slept on", seconds=QUIET / 6)
    assert await hearing.barrier()


async def test_while_the_homeserver_is_away_no_time_passes(
    hearing: Hearing, homeserver: Homeserver
) -> None:
    """The look that a failed barrier calls for tries until it succeeds, and only then lets ring."""
    homeserver.away = True
    assert not await hearing.barrier()
    tried = homeserver.tried
    await until(lambda: homeserver.tried > tried + 1, "it did not try", seconds=QUIET / 6)
    assert not hearing.ticker.may_ring.is_set()
