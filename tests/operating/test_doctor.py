"""``facilitator doctor`` and ``status``: books of a real meeting are in order, and each fault is found."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import delete, insert, text, update

from facilitator.cli import main
from facilitator.clock import micros
from facilitator.operating.doctor import examine
from facilitator.operating.findings import Finding
from facilitator.operating.standing import age, lines, standing
from facilitator.store import tables as t
from tests.store.conftest import said
from tests.transcripts.meeting import Meeting

LINES = """\
circle crew Garden: ana(host), ben, eli
ana> !goaround What is growing in you this week? order=@ana,@ben,@eli
ben +👋 card
eli +👋 card
ana> Patience. I planted garlic.
ana> done
ben> !pass
ana> !propose We water the beds at seven.
"""
"""A go-around under way and a proposal beside it."""


@pytest.fixture
async def meeting(tmp_path: Path) -> AsyncIterator[Meeting]:
    """Books in the middle of a meeting."""
    held = await Meeting(tmp_path).open()
    for line in LINES.splitlines():
        await held.take(line)
    yield held
    await held.close()


async def found(meeting: Meeting) -> list[Finding]:
    """What the doctor finds."""
    return await meeting.store.read(lambda c: examine(c, meeting.clock))


async def do(meeting: Meeting, *statements: Any) -> None:
    """Damage the books."""

    def damage(connection: Any) -> None:
        for statement in statements:
            connection.execute(statement)

    await meeting.store.write(damage)


async def test_a_meeting_leaves_books_in_order(meeting: Meeting) -> None:
    """Every journal folds to its state, every alarm is the one its round needs, nothing is stuck."""
    findings = await found(meeting)
    assert [f.state for f in findings] == ["ok"] * 6, findings
    assert "2 journals" in findings[1].told
    await meeting.take("+9d")
    assert [f.state for f in await found(meeting)] == ["ok"] * 6


@pytest.mark.parametrize(
    ("damage", "subject", "told"),
    [
        ([delete(t.journal).where(t.journal.c.n == 2)], "rounds", "cannot be folded"),
        ([delete(t.journal)], "rounds", "cannot be folded"),
        ([update(t.journal).where(t.journal.c.n == 1).values(fact='{"fact":"Nothing"}')],
         "rounds", "cannot be folded"),
        ([update(t.round_).where(t.round_.c.form == "go_around").values(state="{}")],
         "rounds", "cannot be folded"),
        ([update(t.round_).values(open=False)], "rounds", "marked closed but not over"),
        ([delete(t.alarm)], "alarms", "has no alarm"),
        ([update(t.alarm).values(due_at=t.alarm.c.due_at + 1)], "alarms", "for another moment"),
        ([insert(t.inbox).values({**said(1), "state": 2})], "inbox", "1 set aside"),
        ([insert(t.inbox).values({**said(1), "heard_at": 1})], "inbox", "1 wait for more"),
        ([update(t.outbox).values(state=2)], "outbox", "parked"),
        ([update(t.outbox).values(state=0, made_at=1)], "outbox", "wait for more than an hour"),
        ([update(t.outbox).values(state=0, body=b"?")], "outbox", "cannot be read"),
        ([update(t.lane).values(seq=0)], "outbox", "lanes count behind"),
        ([delete(t.lane)], "outbox", "lanes count behind"),
    ],
)  # fmt: skip
async def test_each_fault_is_found(
    meeting: Meeting, damage: list[Any], subject: str, told: str
) -> None:
    """One line names the subject and what to do; the doctor itself never breaks."""
    await do(meeting, *damage)
    findings = await found(meeting)
    bad = [f for f in findings if f.state != "ok" and f.subject == subject and told in f.told]
    assert bad, findings
    assert all(f.todo for f in bad if f.state == "wrong")


async def test_a_state_that_is_not_what_happened(meeting: Meeting) -> None:
    """A state that reads well and differs from its journal in one word is found."""

    def rewrite(connection: Any) -> None:
        row = connection.execute(t.round_.select().where(t.round_.c.form == "go_around")).one()
        state = json.loads(row.state)
        state["prompt"] = "What is dying?"
        connection.execute(
            update(t.round_).where(t.round_.c.id == row.id).values(state=json.dumps(state))
        )

    await meeting.store.write(rewrite)
    bad = [f for f in await found(meeting) if f.state == "wrong"]
    assert [f.subject for f in bad] == ["rounds"]
    assert "another state" in bad[0].told


async def test_alarms_that_nobody_rings(meeting: Meeting) -> None:
    """Overdue alarms are wrong only while the service beats: down, nothing may ring."""
    meeting.clock.advance(timedelta(days=60))
    assert all(f.state == "ok" for f in await found(meeting) if f.subject == "alarms")
    beat = insert(t.bookmark).values(name="heartbeat", value=str(micros(meeting.clock.now())))
    await do(meeting, beat)
    assert any("overdue" in f.told for f in await found(meeting))


# -- status --------------------------------------------------------------------------------------


async def test_how_it_stands(meeting: Meeting) -> None:
    """Numbers of everything, and not a name, an address or a word."""
    await meeting.take("circle crew Shed: fay(host), gus, hal; mail: cy")
    meeting.clock.advance(timedelta(hours=3))
    at = micros(meeting.clock.now() - timedelta(minutes=2))
    await do(
        meeting,
        insert(t.bookmark).values(name="heartbeat", value=str(at)),
        insert(t.inbox).values({**said(1), "heard_at": at}),
        insert(t.inbox).values({**said(2), "state": 2}),
    )
    shown = lines(await meeting.store.read(lambda c: standing(c, meeting.clock)))
    assert shown == [
        "circles          2",
        "members in chat  6",
        "members by mail  1",
        "open rounds      1 consent, 1 go-around",
        "inbox            1 waiting, 1 shunted",
        "outbox           0 waiting, 0 parked",
        "oldest waiting   2m",
        "last heartbeat   2m ago",
    ]


def test_spans_are_short() -> None:
    """A span is told in its largest whole unit."""
    spans = {0: "0s", 59: "59s", 60: "1m", 7199: "1h", 86400 * 9: "9d"}
    assert {s: age(timedelta(seconds=s)) for s in spans} == spans


async def test_the_commands(meeting: Meeting, tmp_path: Path) -> None:
    """status and doctor run from a configuration beside a service; doctor's status is 1 if wrong."""
    config = tmp_path / "config.yaml"
    config.write_text(
        f"homeserver: {{url: 'http://127.0.0.1:9', name: lab.test, as_token: {'a' * 43},"
        f" hs_token: {'h' * 43}}}\ndatabase: 'sqlite:///{tmp_path}/facilitator.db'\n"
    )

    async def run(*words: str) -> tuple[int, str]:
        done = await asyncio.to_thread(CliRunner().invoke, main, [*words, "--config", str(config)])
        return done.exit_code, done.output

    assert (await run("status"))[0] == 0
    assert (await run("doctor"))[0] == 0
    copy = tmp_path / "copy.db"
    status, output = await run("backup", str(copy))
    assert status == 0, output
    assert copy.stat().st_mode & 0o077 == 0
    await do(meeting, delete(t.journal))
    status, output = await run("doctor")
    assert status == 1
    assert "garlic" not in output
    status, output = await run("backup", str(copy))
    assert (status, "is there already" in output) == (1, True)
    copied = config.read_text().replace("facilitator.db", "copy.db")
    config.write_text(copied)
    assert (await run("doctor"))[0] == 0  # the copy is of before
    await meeting.store.write(
        lambda c: c.execute(text("UPDATE alembic_version SET version_num='x'"))
    )


async def test_a_backup_of_postgresql_is_pg_dumps(tmp_path: Path) -> None:
    """We say which command to use, without the password."""
    config = tmp_path / "config.yaml"
    config.write_text(
        f"homeserver: {{url: 'http://127.0.0.1:9', name: lab.test, as_token: {'a' * 43},"
        f" hs_token: {'h' * 43}}}\ndatabase: postgresql+asyncpg://us:hunter2@127.0.0.1/books\n"
    )
    done = CliRunner().invoke(main, ["backup", "--config", str(config), str(tmp_path / "copy")])
    assert done.exit_code == 1
    assert "pg_dump --format=custom" in done.output
    assert "hunter2" not in done.output
    assert not (tmp_path / "copy").exists()
