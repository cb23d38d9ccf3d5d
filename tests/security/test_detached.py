"""Who gave which ballot of an anonymous poll stands nowhere any more when it is over.

Two meetings that differ only in who answered what leave the same books, column by column, on both
databases. While the poll is open they do not: else the comparison would show nothing.
"""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from facilitator.operating.doctor import examine
from facilitator.operating.findings import is_good
from facilitator.store import Store
from facilitator.store import tables as t
from tests.transcripts.meeting import Meeting

CIRCLE = "circle crew Garden: ana(host), ben, eli, fay; mail: cy, di"
ASK = "ana> !poll choose anonymous=yes Do we go on?\\nQuince\\nMedlar"
ONE = ("ana>> 1", "ben>> 2", "eli>> 2", "eli>> 1", "cy@ 2", "di@ [x] 1. Quince\\n[ ] 2. Medlar")
OTHER = ("ana>> 2", "ben>> 1", "eli>> 2", "eli>> 1", "cy@ 1", "di@ [ ] 1. Quince\\n[x] 2. Medlar")

_ID = re.compile(
    r"\$[\w.-]+|![\w.-]+:lab\.test|\b[a-z]{3}_[0-9A-Z]{26}|<[^<>@\s]+@[^<>\s]+>"
    r"|\b[rtvcb]\.[a-z2-7]{26}|\b[A-Za-z0-9]{32,}\b|=_[0-9a-f]{32}|@?_fac_[0-9a-f]{16}|\b\d{17,}\b"
)
_MEMBER = re.compile(r"\bmem_[0-9A-Z]{26}")
BY_CHANCE = ("token", "id")
_CODE = re.compile(r"\b[A-Z2-7]{5}-[A-Z2-7]{5}\b")


def dumped(connection: Connection) -> list[str]:
    """Every row of every table, each thing called by the order in which it is first seen."""
    known: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return known.setdefault(found[0], f"thing-{len(known)}")

    people = {m.id: m.name for m in connection.execute(select(t.member.c.id, t.member.c.name))}
    named = (_MEMBER.sub(lambda found: people.get(found[0], found[0]), r) for r in rows(connection))
    ordered = sorted(named, key=lambda row: _ID.sub("", row))
    return [_ID.sub(name, row) for row in ordered]


def rows(connection: Connection) -> Iterator[str]:
    for table in sorted(t.metadata.sorted_tables, key=lambda one: one.name):
        asked = select(table).order_by(*table.primary_key.columns)
        for row in connection.execute(asked).mappings():
            yield f"{table.name}: " + " | ".join(
                cell(name, value) for name, value in row.items() if (table.name, name) != BY_CHANCE
            )


def cell(name: str, value: Any) -> str:
    """What stands in a cell: mails and files unpacked; of what has codes only how often what is there."""
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode(errors="replace")
    said = str(value)
    for packed in ("raw", "octets"):
        if f'"{packed}":"' in said:
            said = base64.b64decode(json.loads(said)[packed]).decode(errors="replace")
    if _CODE.search(said):
        said = re.sub(r"\b[0-9a-f]{32}\b", "chance", _CODE.sub("CODE", said))
        said = " ".join(sorted(re.findall(r"\w+", said)))
    return f"{name}={said}"


async def held(folder: Path, answers: tuple[str, ...], url: str = "") -> list[list[str]]:
    """The books of a meeting while it is open, after its end, and how they find themselves."""
    folder.mkdir()  # noqa: ASYNC240 - a test
    meeting = Meeting(folder)
    if url:
        meeting.store = Store(url)
        for part in (meeting.desk, meeting.postman, meeting.ticker, meeting.receiving):
            part.store = meeting.store
    await meeting.open()
    try:
        for line in (CIRCLE, "eli>> !help", ASK, *answers):
            await meeting.take("+7m")
            await meeting.take(line)
        before = await meeting.store.read(dumped)
        for line in ("+1h", "ana> !end", "+1m", "+30m"):
            await meeting.take(line)
        after = await meeting.store.read(dumped)
        findings = await meeting.store.read(lambda c: list(examine(c, meeting.clock)))
        assert is_good(findings), [finding.line() for finding in findings]
        if url:
            await meeting.store.write(emptied)
        return [before, after]
    finally:
        await meeting.close()


def emptied(connection: Connection) -> None:
    """Leave the books as they were before the first meeting."""
    tables = ", ".join(f'"{table.name}"' for table in t.metadata.sorted_tables)
    connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))


def differing(one: list[str], other: list[str]) -> str:
    pairs = zip(one, other, strict=False)
    return "\n--\n".join(f"{a}\n{b}" for a, b in pairs if a != b)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_two_worlds_leave_the_same_books(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    """Not by an id, an order, a time or a length can it be told who gave which ballot."""
    url = request.getfixturevalue("postgres_url") if database == "postgresql" else ""
    one = await held(tmp_path / "one", ONE, url)
    other = await held(tmp_path / "other", OTHER, url)
    assert one[0] != other[0]
    assert not differing(one[1], other[1])
    assert len(one[1]) == len(other[1])


async def test_who_has_answered_is_in_the_books_no_more(tmp_path: Path) -> None:
    """Fay, who passed, has a place in it as everybody; and nothing says that she answered."""
    meeting = await Meeting(tmp_path).open()
    try:
        for line in (CIRCLE, ASK, *ONE, "fay>> pass", "+15m", "+30m"):
            await meeting.take(line)
        [fay] = await meeting.store.read(
            lambda c: list(c.execute(select(t.member.c.id).where(t.member.c.name == "Fay")))
        )
        told = await meeting.store.read(lambda c: [row for row in rows(c) if fay.id in row])
    finally:
        await meeting.close()
    assert told
    assert not [row for row in told if row.startswith(("receipt:", "words:", "held:"))]
    [state] = [row for row in told if row.startswith("round:")]
    assert "sums" in state


async def test_what_comes_late_is_not_kept(tmp_path: Path) -> None:
    """A letter after the end is answered, and nothing of it stays."""
    meeting = await Meeting(tmp_path).open()
    try:
        for line in (CIRCLE, ASK, *ONE[:-1], "ana> !end", "+1m"):
            await meeting.take(line)
        await meeting.take('di re "Do we go on"@ Medlar, for the quietest of all reasons')
        found = await meeting.store.read(
            lambda c: [row for row in rows(c) if "quietest of all" in row]
        )
    finally:
        await meeting.close()
    assert not found


async def test_letting_go_comes_to_an_end(tmp_path: Path) -> None:
    """Once everything is sent and let go of, no alarm rings for it any more."""
    meeting = await Meeting(tmp_path).open()
    try:
        for line in (CIRCLE, ASK, *ONE, "ana> !end", "+1m"):
            await meeting.take(line)
        due = await meeting.store.read(
            lambda c: list(c.execute(select(t.alarm).where(t.alarm.c.subject.contains("detach"))))
        )
    finally:
        await meeting.close()
    assert not due
