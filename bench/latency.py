"""From a member's message to the answer, as their own client sees it, on a real homeserver."""

import asyncio
import secrets
import time
from typing import Any

from bench.processes import Bench, running
from facilitator.demo.person import Person
from facilitator.demo.synapse import Synapse, find_synapse

TIMES = 100
"""Questions asked, one after the other: this is about waiting, not about load."""


def run(bench: Bench) -> list[dict[str, Any]]:
    """Half and nine tenths of the answers are there within these milliseconds."""
    python = find_synapse()
    if python is None:
        return [{"name": "latency", "skipped": "Synapse is missing: set FACILITATOR_SYNAPSE"}]
    synapse = Synapse(
        bench.folder / "synapse", python, "bench.test",
        registration=bench.registration(), port=bench.stub_port, memory=True,
    )  # fmt: skip
    synapse.launch()
    try:
        log = bench.folder / "bench.log"
        with running(bench.service_command(), f"{bench.service}/health/ready", log):
            spans = sorted(asyncio.run(_ask_often(synapse)))
    finally:
        synapse.halt()
    return [{"name": "latency", "p50_ms": round(spans[len(spans) // 2] * 1000, 1),
             "p90_ms": round(spans[len(spans) * 9 // 10] * 1000, 1)}]  # fmt: skip


async def _ask_often(synapse: Synapse) -> list[float]:
    account = await synapse.register_user("ana", secrets.token_urlsafe(12), "Ana")
    assistant = "@facilitator:bench.test"
    async with Person(synapse.url, account, "Ana") as ana:
        room = await ana.create_room(preset="private_chat", invite=[assistant])
        await ana.state_of(room, "m.room.member", assistant,
                           until=lambda member: member["membership"] == "join")  # fmt: skip
        return [await _ask(ana, room) for _ in range(TIMES)]


async def _ask(ana: Person, room: str) -> float:
    begin = time.monotonic()
    await ana.say(room, "!ping")
    await ana.see(room, "pong")
    return time.monotonic() - begin
