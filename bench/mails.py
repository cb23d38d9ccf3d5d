"""Mails through the service: members by mail answer their letters over a few connections.

The service runs as it is served, mail on, in a process of its own. A mail counts when its 250 came;
afterwards the books say whether every one of them became words in the round, once.
"""

import asyncio
import statistics
import time
from email.message import EmailMessage
from typing import Any

import aiosmtplib

from bench.events import Stopwatch, quantile
from bench.letters import MEMBERS, Mailboxes, answer, ask, gather, until
from bench.processes import Bench, Watched, running

EACH, TURNS = 8, 3
"""Mails of each member in a turn: more than 30 in an hour would be held (contract §7)."""

CONNECTIONS = 4
"""Each hands over its mails one after the other, as a mail server does."""

TEXT = "A thought from the garden.\n" * 40


def run(bench: Bench) -> list[dict[str, Any]]:
    """Rate, time from DATA to 250, CPU-seconds, and what the books hold of it."""
    return [asyncio.run(_run(bench))]


async def _run(bench: Bench) -> dict[str, Any]:
    boxes, log = Mailboxes(bench), bench.folder / "bench.log"
    sink = await boxes.open()
    try:
        with (
            running(bench.stub_command(), f"{bench.stub}/", log),
            running(bench.service_command(), f"{bench.service}/health/ready", log) as service,
        ):
            return await _measure(boxes, service)
    finally:
        await sink.stop()


async def _measure(boxes: Mailboxes, service: Watched) -> dict[str, Any]:
    letters, cpu = await gather(boxes), Stopwatch(service)
    rates, times = [], list[float]()
    for turn in range(TURNS):
        mails = [
            answer(who, letter, f"Thought number {turn}-{n}-{who.partition('@')[0]}.\n\n{TEXT}")
            for n in range(EACH)
            for who, letter in letters.items()
        ]
        with cpu.running():
            rates.append(await _hand_over(boxes.door, mails, times))
            await until(lambda: _waiting(boxes.bench) == 0, "the desk did not take every mail")
    times.sort()
    said = TURNS * EACH * MEMBERS
    return {
        "name": "mails",
        "mails_per_s": round(statistics.median(rates)),
        "min": round(min(rates)),
        "max": round(max(rates)),
        "cpu_s_per_1000": round(cpu.spent / said * 1000, 3),
        "p50_ms": round(quantile(times, 0.5), 1),
        "p99_ms": round(quantile(times, 0.99), 1),
        **_faults(boxes.bench, said),
    }


def _waiting(bench: Bench) -> int:
    return int(ask(bench, "SELECT count(*) FROM inbox WHERE state = 0")[0][0])


def _faults(bench: Bench, said: int) -> dict[str, int]:
    """What the books miss of what was accepted, and what they have twice.

    A new letter takes the place of the one before, whose words go; its row and its fact stay.
    """
    [(kept, mails)] = ask(bench, "SELECT count(*), count(DISTINCT source) FROM words")
    letters = "SELECT count(*) FROM journal WHERE fact LIKE '%\"LetterReceived\"%'"
    [(counted,)] = ask(bench, letters)
    return {"lost": said - min(int(mails), int(counted)),
            "doubled": max(int(kept), int(counted)) - int(mails)}  # fmt: skip


async def _hand_over(port: int, mails: list[EmailMessage], times: list[float]) -> float:
    """Hand over mails at once; return how many a second were accepted."""
    begin = time.monotonic()
    await asyncio.gather(*(_peer(port, mails[n::CONNECTIONS], times) for n in range(CONNECTIONS)))
    return len(mails) / (time.monotonic() - begin)


async def _peer(port: int, mails: list[EmailMessage], times: list[float]) -> None:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False) as peer:
        for mail in mails:
            await peer.mail(str(mail["From"]))
            await peer.rcpt(str(mail["To"]))
            begin = time.monotonic()
            await peer.data(mail.as_bytes())  # returns with the 250, raises for anything else
            times.append((time.monotonic() - begin) * 1000)
