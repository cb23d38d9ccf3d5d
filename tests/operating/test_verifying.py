"""``facilitator verify`` and ``facilitator export``: with nothing but the file, and out of the books."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli import main
from tests.hosting.test_journal import OPEN, SEALED, taken_away
from tests.transcripts.meeting import Meeting


def held(folder: Path, lines: str) -> str:
    """Hold a meeting in a folder; return its decisions as a file."""

    async def hold() -> str:
        meeting = await Meeting(folder).open()
        try:
            return await taken_away(meeting, lines)
        finally:
            await meeting.close()

    return asyncio.run(hold())


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A decision as it is taken away."""
    return held(tmp_path_factory.mktemp("meeting"), OPEN)


def verify(folder: Path, text: str | bytes) -> tuple[int, str, str]:
    """Return the exit status of counting a file, and what was said."""
    path = folder / "decision.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = CliRunner().invoke(main, ["verify", str(path)])
    return done.exit_code, done.stdout, done.stderr


def test_a_file_that_holds(file: str, tmp_path: Path) -> None:
    """Status 0, the numbers, and the code to compare."""
    status, told, wrong = verify(tmp_path, file)
    assert (status, wrong) == (0, "")
    code = json.loads(file)["decisions"][0]["code"]
    assert f"Decision 1 holds. Its code: {code}" in told
    assert "Counted again: in force, version 2, concern 2, consent 4." in told
    assert "Everything holds." in told


def test_it_needs_nothing_but_the_file(file: str, tmp_path: Path) -> None:
    """No configuration, no database, in an empty folder."""
    (tmp_path / "decision.json").write_text(file)
    done = subprocess.run(
        [sys.executable, "-m", "facilitator", "verify", "decision.json"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert (done.returncode, "Everything holds." in done.stdout) == (0, True), done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["decision.json"]


def test_a_file_that_does_not_hold(file: str, tmp_path: Path) -> None:
    """Status 1, and which entry it is."""
    changed = json.loads(file)
    del changed["decisions"][0]["entries"][4]
    status, told, _ = verify(tmp_path, json.dumps(changed))
    assert status == 1
    assert "Decision 1 does not hold:" in told
    assert "Entry 5 " in told
    assert "Everything holds" not in told


def test_a_sealed_one(tmp_path: Path) -> None:
    """It is counted from its list of answers."""
    (tmp_path / "meeting").mkdir()
    status, told, _ = verify(tmp_path, held(tmp_path / "meeting", SEALED))
    assert status == 0
    assert "Counted again: in force, version 1, concern 1, consent 3, pass 1." in told
    assert "only tell that they are there" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "This is no JSON file, or it is damaged."),
        (b"\xff\xfe\x00", "This file cannot be read as text."),
        (b"{}", "This is no export of decisions"),
        (b'{"format": "facilitator-decisions/2"}', "this version reads facilitator-decisions/1"),
        (b'{"format": "facilitator-decisions/1"}', "This export is damaged"),
    ],
)
def test_what_is_no_export(text: bytes, told: str, tmp_path: Path) -> None:
    """One line, status 1, and no traceback."""
    status, out, wrong = verify(tmp_path, text)
    assert (status, out) == (1, "")
    assert told in wrong
    assert len(wrong.splitlines()) == 1


def config(folder: Path) -> Path:
    """Write a configuration for the books of a meeting held in a folder."""
    path = folder / "c.yaml"
    path.write_text(
        f"homeserver: {{url: 'http://127.0.0.1:9', name: lab.test, as_token: {'a' * 43},"
        f" hs_token: {'h' * 43}}}\ndatabase: 'sqlite:///{folder}/facilitator.db'\n"
    )
    return path


@pytest.mark.parametrize("kind", ["json", "md", "csv"])
def test_the_operator_takes_decisions_away(kind: str, tmp_path: Path) -> None:
    """The same file as a member's, which only its owner can read; what is there is not overwritten."""
    held(tmp_path, OPEN)
    out = tmp_path / f"out.{kind}"
    words = ["export", "--config", str(config(tmp_path)), "--circle", "Garden", "--format", kind,
             str(out)]  # fmt: skip
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    assert "1 decision of Garden" in done.stdout
    assert out.stat().st_mode & 0o777 == 0o600
    assert "We water the beds at seven." in out.read_text() or kind == "csv"
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 1
    assert "cannot be written: File exists" in again.stderr
    if kind == "json":
        assert CliRunner().invoke(main, ["verify", str(out)]).exit_code == 0


def test_a_circle_that_is_not_there(tmp_path: Path) -> None:
    """One line, status 1, no file."""
    held(tmp_path, OPEN)
    out = tmp_path / "out.json"
    words = ["export", "--config", str(config(tmp_path)), "--circle", "Orchard", str(out)]
    done = CliRunner().invoke(main, words)
    assert (done.exit_code, out.exists()) == (1, False)
    assert "no circle is called Orchard" in done.stderr
