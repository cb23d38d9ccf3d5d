"""Health and figures, asked over HTTP, on either database."""

import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import insert

from facilitator.clock import SetClock
from facilitator.operating.upkeep import Upkeep
from facilitator.store import Store
from facilitator.store import tables as t
from tests.operating.test_housekeeping import ago, parcel
from tests.store.conftest import put, said

Ask = Callable[[str], Awaitable[tuple[int, str]]]


@dataclass
class Inside:
    """What the service would say."""

    ready: bool = True
    strange: int = 0


@pytest.fixture
def inside() -> Inside:
    return Inside()


@pytest.fixture
async def ask(store: Store, clock: SetClock, inside: Inside) -> AsyncIterator[Ask]:
    """Asks a path; gives status and body."""
    upkeep = Upkeep(store, clock, lambda _rows: None, lambda: inside.ready, lambda: inside.strange,
                    {"mail": "off"})  # fmt: skip
    app = web.Application()
    app.add_routes(upkeep.routes())
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession() as session:

        async def get(path: str) -> tuple[int, str]:
            async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.status, await answer.text()

        yield get
    await runner.cleanup()


async def test_ready_has_a_reason(ask: Ask, inside: Inside) -> None:
    """Ready is 200; not ready is 503 and says what it waits for; live is live in both."""
    status, body = await ask("/health/ready")
    assert (status, json.loads(body)) == (200, {"ready": True, "reason": "ready", "mail": "off"})
    inside.ready = False
    status, body = await ask("/health/ready")
    assert status == 503
    assert json.loads(body)["reason"] == "waiting for the homeserver"
    assert await ask("/health/live") == (200, '{"live": true}')


async def test_figures_that_cannot_be_had(ask: Ask, store: Store) -> None:
    """Trouble with the database is a 503, never an old or an invented figure; live stays live."""
    await store.write(lambda c: c.exec_driver_sql("ALTER TABLE inbox RENAME TO elsewhere"))
    assert (await ask("/metrics"))[0] == 503
    assert (await ask("/health/live"))[0] == 200


async def test_the_figures(ask: Ask, store: Store, inside: Inside) -> None:
    """Each figure is what the books hold, in a form that Prometheus reads."""
    inside.strange = 3
    await put(store, *({**said(n), "state": state, "heard_at": ago(1 / 24)}
                       for n, state in enumerate((0, 0, 1, 1, 1, 2))))  # fmt: skip
    parcels = [parcel(f"p{n}", state, 0.01) for n, state in enumerate((0, 4, 1, 1, 2, 3))]
    await store.write(lambda c: c.execute(insert(t.outbox), parcels))
    status, page = await ask("/metrics")
    assert status == 200
    figures = dict(line.rsplit(" ", 1) for line in page.splitlines() if not line.startswith("#"))
    assert figures == {
        "facilitator_ready": "1",
        "facilitator_inbox_waiting": "2",
        "facilitator_inbox_shunted": "1",
        "facilitator_outbox_waiting": "2",
        "facilitator_outbox_parked": "1",
        "facilitator_oldest_waiting_seconds": "3600",
        "facilitator_intakes_taken_total": "3",
        "facilitator_strange_events_total": "3",
        'facilitator_deliveries_total{outcome="sent"}': "2",
        'facilitator_deliveries_total{outcome="dropped"}': "1",
    }


async def test_the_page_is_well_formed(ask: Ask) -> None:
    """Every figure has HELP and TYPE before it, once; no label holds an id or an address."""
    page = (await ask("/metrics"))[1]
    families: list[str] = []
    for line in page.splitlines():
        if found := re.fullmatch(r"# (HELP|TYPE) (\w+) .+", line):
            families += [found[2]] if found[1] == "HELP" else []
            assert families[-1] == found[2]
        else:
            found = re.fullmatch(r'(\w+)(\{outcome="[a-z]+"\})? [0-9.e+]+', line)
            assert found, line
            assert found[1] == families[-1]
    assert len(families) == len(set(families)) == 9
    assert page.endswith("\n")
    assert "oldest_waiting_seconds 0\n" in page
