"""Who is forgotten stands nowhere in the books any more: not by name, address or word."""

import base64
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from facilitator.operating.doctor import examine
from facilitator.operating.findings import is_good
from facilitator.operating.housekeeping import tidy
from facilitator.store import Store
from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting

FAY = re.compile(r"\bfay\b|marrowfat", re.IGNORECASE)
GUS = re.compile(r"\bgus\b|medlar", re.IGNORECASE)
"""What tells of each: name and addresses, and a word that all they say has in it."""

LIFE = """\
circle crew Garden: ana(host), fay(host), ben; mail: cy, gus
fay> !helpers +scribe
fay> Talk of marrowfat, beside everything
ben re "Talk of"> !quote
fay>> ok
gus@garden Medlars are medlar talk
+20m
fay> !goaround Which marrowfat grows?
fay +👋 card
ana +👋 card
ben +👋 card
gus re "Which marrowfat"@ Medlar one
fay> Tall marrowfat
fay> done
ana> Beans
ana> done
fay> !note Marrowfat needs sticks
ana> !action Water them by=@fay
fay>> ok
fay> !action Marrowfat for the winter
fay> !action Sow them by=@ben
ben>> ok
ana> !end
cy@garden !round sealed=yes What is quiet?
fay>> A marrowfat secret
gus re "What is quiet"@ Medlar secret
ana> !end
fay> !propose We sow marrowfat everywhere.
ana> !object Too many of them already
gus re "Do you consent"@ OBJECT because medlar trees need light
fay> !withdraw
ana> !propose We meet on Mondays.
fay> !concern My marrowfat feast is on Mondays
gus re "We meet on Mondays"@ CONCERN medlar harvest
fay> !start appreciations
ana> !cancel
gus@garden !every tuesday 9:00 goaround What medlar news?
fay> !every monday 18:00 host=rotate goaround How tall is marrowfat now?
fay> !season friday 17:00 meetings=3
fay>> !zone Europe/Berlin
gus@garden AWAY until 20 March
fay> !pace slow
fay> !mail invite hal@example.org Hal
fay> !minutes
fay>> !new dyad @ben
ben>> yes
+2d
"""


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """A circle that has been through much."""
    one = await Meeting(tmp_path).open()
    try:
        for line in LIFE.splitlines():
            await one.take(line)
        yield one
    finally:
        await one.close()


def unpacked(value: Any) -> Iterator[str]:
    """What can be read in a cell: also in mails, which are packed twice."""
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode(errors="replace")
    if not isinstance(value, str):
        return
    yield value
    if '"raw":"' in value:
        raw = base64.b64decode(json.loads(value)["raw"])
        yield raw.decode(errors="replace")
        mail = message_from_bytes(raw, policy=policy.default)
        yield from (str(part.get_content()) for part in mail.walk() if not part.is_multipart())


async def left(meeting: Meeting, who: re.Pattern[str]) -> list[str]:
    """Where in the books somebody still stands: table, column and the place in the text."""

    def look(connection: Any) -> list[str]:
        found = []
        for table in t.metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                for name, value in row.items():
                    for part in unpacked(value):
                        if hit := who.search(part):
                            near = part[max(0, hit.start() - 50) : hit.end() + 30]
                            found.append(f"{table.name}.{name}: …{near}…")
        return found

    return await meeting.store.read(look)


async def a_week_later(meeting: Meeting) -> None:
    """Let what was on its way arrive and be let go."""
    await meeting.take("+8d")
    await tidy(meeting.store, meeting.clock.now())


async def test_the_life_before_leaves_traces_in_many_tables(meeting: Meeting) -> None:
    """Else nothing would be shown by their absence afterwards."""
    for who in (FAY, GUS):
        tables = {one.partition(".")[0] for one in await left(meeting, who)}
        assert {"inbox", "outbox", "member", "handle", "words", "sent_mail", "journal",
                "round", "rhythm"} <= tables  # fmt: skip


@pytest.mark.parametrize("who", ["fay", "gus"])
async def test_nothing_is_left_of_who_is_forgotten(
    meeting: Meeting, tmp_path: Path, who: str
) -> None:
    """Not in any column, nor in the bytes of the file; and the books still agree with themselves."""
    if who == "fay":
        await meeting.take("fay>> !forget me")
        await meeting.take("fay>> yes")
        await meeting.take("fay leaves")
    else:
        await meeting.take("gus@garden !forget me")
        await meeting.take('gus re "forget you"@ YES')
    await a_week_later(meeting)
    traces = await left(meeting, {"fay": FAY, "gus": GUS}[who])
    assert not traces, "\n".join(traces)
    findings = await meeting.store.read(lambda c: list(examine(c, meeting.clock)))
    assert is_good(findings), [finding.line() for finding in findings]
    copy = tmp_path / "vacuumed.db"
    with sqlite3.connect(tmp_path / "facilitator.db") as books:
        books.execute("VACUUM INTO ?", (str(copy),))
    whole = copy.read_bytes().decode(errors="replace")
    assert not {"fay": FAY, "gus": GUS}[who].search(whole)


async def test_the_others_stay(meeting: Meeting) -> None:
    """What Ana said and decided is not touched by it."""
    await meeting.take("fay>> !forget me")
    await meeting.take("fay>> yes")
    assert "Beans" in "".join(await left(meeting, re.compile("Beans")))
    assert "Mondays" in "".join(await left(meeting, re.compile("We meet on Mondays")))


async def test_nothing_is_left_on_postgresql_either(tmp_path: Path, postgres_url: str) -> None:
    """The same statements find and let go of the same there."""
    one = Meeting(tmp_path)
    one.store = Store(postgres_url)
    for part in (one.desk, one.postman, one.ticker, one.receiving):
        part.store = one.store
    await one.open()
    try:
        for line in LIFE.splitlines():
            await one.take(line)
        for line in ("fay>> !forget me", "fay>> yes", "fay leaves"):
            await one.take(line)
        await a_week_later(one)
        assert not await left(one, FAY)
    finally:
        await one.close()
