"""Mails accepted a second: the whole dialogue, and the mail in the books before each 250."""

import asyncio
import statistics
import time
from datetime import UTC, datetime
from typing import Any

import aiosmtplib
from sqlalchemy import func, select

from bench.processes import Bench
from bridges.email.server import MailListener, RawMail, Reply
from facilitator.clock import micros
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.store.ledger import insert_once

COUNT = 500
AT_ONCE = 10
"""Connections, each handing over its mails one after the other, as a mail server does."""

MAIL = """\
From: Ben <ben@mail.test>
To: riverside@bench.test
Subject: Re: What is growing in you this week?
Message-ID: <bench-{n}@mail.test>
Date: Mon, 02 Mar 2026 12:00:00 +0000
Content-Type: text/plain; charset=utf-8

{text}
""".replace("\n", "\r\n")


def run(bench: Bench) -> list[dict[str, Any]]:
    """The listener and the store in this process: each mail is one durable commit."""
    return [asyncio.run(_measure(bench))]


async def _measure(bench: Bench) -> dict[str, Any]:
    store = Store(f"sqlite:///{bench.database}")
    await store.open()

    async def keep(mail: RawMail) -> Reply | None:
        at = micros(mail.heard_at)
        key = mail.raw.partition(b"Message-ID: ")[2].partition(b"\r\n")[0].decode()
        row = {"key": f"mail:{key}", "ear": "mail", "place": mail.recipients[0], "body": mail.raw,
               "said_at": at, "heard_at": at, "state": 0}  # fmt: skip
        await store.write(lambda c: insert_once(c, t.inbox, [row]))
        return None

    listener = MailListener("127.0.0.1", 0, "smtp", keep, lambda _: True,
                            now=lambda: datetime.now(UTC))  # fmt: skip
    await listener.start()
    try:
        rates = [await _hand_over(listener.port, turn) for turn in range(3)]
        kept = await store.read(
            lambda c: c.execute(select(func.count()).select_from(t.inbox)).scalar_one()
        )
    finally:
        await listener.stop()
        await store.close()
    return {"name": "mails", "mails_per_s": round(statistics.median(rates)),
            "min": round(min(rates)), "max": round(max(rates)), "lost": 3 * COUNT - kept}  # fmt: skip


async def _hand_over(port: int, turn: int) -> float:
    begin = time.monotonic()
    numbers = range(turn * COUNT, (turn + 1) * COUNT)
    await asyncio.gather(*(_peer(port, numbers[n::AT_ONCE]) for n in range(AT_ONCE)))
    return COUNT / (time.monotonic() - begin)


async def _peer(port: int, numbers: range) -> None:
    peer = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False)
    async with peer:
        for n in numbers:
            raw = MAIL.format(n=n, text="A thought from the garden.\r\n" * 40)
            await peer.sendmail("ben@mail.test", ["riverside@bench.test"], raw)
