"""``facilitator erase``: the operator's word for a member's own *!forget me*."""

import asyncio
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import update

from facilitator.cli import main
from facilitator.operating import erasing
from facilitator.operating.outbox import Unknown
from facilitator.store import tables as t
from tests.hosting.test_forgotten import left
from tests.transcripts.meeting import Meeting

FAY = re.compile(r"\bfay\b|marrowfat", re.IGNORECASE)
GUS = re.compile(r"\bgus\b|medlar", re.IGNORECASE)

LIFE = """\
circle crew Garden: ana(host), fay, ben; mail: cy, gus
fay> !goaround Which marrowfat grows?
gus re "Which marrowfat"@ Medlars
fay>> !zone Europe/Berlin
+20m"""


async def lived(folder: Path) -> Meeting:
    """A circle in which something was said."""
    meeting = await Meeting(folder).open()
    for line in LIFE.splitlines():
        await meeting.take(line)
    return meeting


@pytest.mark.parametrize(
    ("typed", "who"),
    [("@fay:lab.test", FAY), ("Fay", FAY), ("gus@example.org", GUS), ("GUS@example.org", GUS)],
)
async def test_whoever_is_erased_is_forgotten(
    typed: str, who: re.Pattern[str], tmp_path: Path
) -> None:
    """By id, name or address; they are told once, where they take part, and the rest goes on."""
    meeting = await lived(tmp_path)
    try:
        found = await meeting.store.read(lambda c: erasing.find(c, typed))
        assert found.circles == 1
        key = await meeting.store.write(
            lambda c: erasing.hand_in(c, found.member, meeting.clock.now())
        )
        assert not await meeting.store.read(lambda c: erasing.is_taken(c, key))
        seen = "\n".join(await meeting.take("ana> hello"))
        assert "done. Your words" in " ".join(seen.split())
        assert await meeting.store.read(lambda c: erasing.is_taken(c, key))
        traces = await left(meeting, who)
        assert {one.partition(".")[0] for one in traces} <= {"outbox", "inbox"}, traces
        with pytest.raises(Unknown):
            await meeting.store.read(lambda c: erasing.find(c, typed))
    finally:
        await meeting.close()


async def test_a_name_of_two_is_nobodys(tmp_path: Path) -> None:
    """Whom it is about is never guessed."""
    meeting = await lived(tmp_path)
    try:
        called = update(t.member).where(t.member.c.name == "Ben").values(name="Fay")
        await meeting.store.write(lambda c: c.execute(called))
        with pytest.raises(Unknown, match="2 members are called 'fay'"):
            await meeting.store.read(lambda c: erasing.find(c, "fay"))
        with pytest.raises(Unknown, match="There is no member"):
            await meeting.store.read(lambda c: erasing.find(c, "nobody"))
    finally:
        await meeting.close()


def test_without_a_running_service_it_is_written_down(tmp_path: Path) -> None:
    """One question first; with a no, or without a yes, nothing is changed."""

    async def prepare() -> None:
        await (await lived(tmp_path)).close()

    asyncio.run(prepare())
    config = tmp_path / "config.yaml"
    config.write_text(
        f"homeserver: {{url: 'http://127.0.0.1:9', name: lab.test, as_token: {'a' * 43},"
        f" hs_token: {'h' * 43}}}\ndatabase: 'sqlite:///{tmp_path}/facilitator.db'\n"
    )
    config.chmod(0o600)
    words = ["erase", "--config", str(config), "@fay:lab.test"]
    done = CliRunner().invoke(main, words, input="n\n")
    assert "Forget Fay, a member of 1 circle?" in done.output
    assert "Nothing was changed." in done.output
    done = CliRunner().invoke(main, [*words, "--yes"])
    assert (done.exit_code, "the service does it when it runs" in done.output) == (0, True)
    done = CliRunner().invoke(main, [*words[:-1], "nobody"])
    assert done.exit_code == 1
    assert "There is no member 'nobody'" in done.stderr


async def test_the_running_service_is_rung(tmp_path: Path) -> None:
    """Another process wrote the wish down; nobody rings the desk for it but its own look."""
    meeting = await lived(tmp_path)
    rung = asyncio.Event()
    watching = asyncio.ensure_future(erasing.watch(meeting.store, rung.set, every=0.01))
    try:
        found = await meeting.store.read(lambda c: erasing.find(c, "fay"))
        assert not rung.is_set()
        await meeting.store.write(lambda c: erasing.hand_in(c, found.member, meeting.clock.now()))
        async with asyncio.timeout(10):
            await rung.wait()
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await meeting.close()
