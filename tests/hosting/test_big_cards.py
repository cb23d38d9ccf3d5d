"""The cards of big rounds: few in one transaction, since every answer waits for its end."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection, Row, select

from facilitator.clock import micros
from facilitator.hosting.rounds import AT_ONCE, BREATH, CARD, card_due
from facilitator.intake import Intake, Ticked
from facilitator.store import tables as t
from facilitator.store.ledger import Ledger
from facilitator.visit import Visit
from tests.transcripts.meeting import Meeting

PEOPLE = "ana(host), ben, cy, di, eli, fay, gus, hal, ida, jon, kim, lea, max, nor"
PROPOSALS = AT_ONCE + 2


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A big circle with several decisions open at once."""
    opened = await Meeting(tmp_path).open()
    await opened.take(f"circle crew Garden: {PEOPLE}")
    for n in range(PROPOSALS):
        await opened.take(f"ben> !propose We plant {n + 2} more trees.")
    yield opened
    await opened.close()


def ring(
    meeting: Meeting, subjects: Iterable[str], now: datetime, connection: Connection
) -> list[str | None]:
    """Let cards be due, in one transaction; return which were written."""
    ledger = Ledger(connection, now)
    for subject in subjects:
        tick = Ticked(subject, now)
        card_due(Visit(Intake(subject, "inner", "", tick, now, now), ledger, meeting.house), tick)
    ledger.flush()
    return [row.target for row in ledger.posted]


async def alarms(meeting: Meeting) -> list[Row[tuple[str, str, int]]]:
    """The cards that are still to be written."""
    asked = select(t.alarm).where(t.alarm.c.subject.startswith(CARD))
    return list(await meeting.store.read(lambda c: c.execute(asked).all()))


async def test_cards_due_at_once_are_written_a_few_at_a_time(meeting: Meeting) -> None:
    """The first few are written, the others a breath later, and none is forgotten or written twice."""
    now = meeting.clock.now()
    rounds = await meeting.store.read(lambda c: c.execute(select(t.round_.c.id)).scalars().all())
    everything = [f"{CARD}{round_}" for round_ in rounds]
    written = await meeting.store.write(partial(ring, meeting, everything, now))
    assert len(written) == AT_ONCE

    left = await alarms(meeting)
    assert [alarm.due_at for alarm in left] == [micros(now + BREATH)] * (PROPOSALS - AT_ONCE)
    subjects = [alarm.subject for alarm in left]
    written += await meeting.store.write(partial(ring, meeting, subjects, now + BREATH))
    assert len(set(written)) == len(written) == PROPOSALS
    assert await alarms(meeting) == []
