"""Whatever is typed wrongly is answered with one clear line and status 2."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from facilitator.cli import main

COMMANDS = ("backup", "check", "demo", "doctor", "erase", "export", "formats", "init", "outbox",
            "serve", "status", "verify")  # fmt: skip


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("chekc", "No such command 'chekc'. Did you mean 'check'?"),
        ("--verbose", "No such option '--verbose'"),
        ("serve --config none.yaml", "none.yaml: cannot be read: No such file or directory"),
        ("serve --config .", "cannot be read: Is a directory"),
        ("serve now", "Got unexpected extra argument (now)"),
        ("check --config none.yaml", "cannot be read"),
        ("check --foo", "No such option '--foo'"),
        ("check --config", "Option '--config' requires an argument"),
        ("status --config none.yaml", "cannot be read"),
        ("status extra", "unexpected extra argument"),
        ("doctor --config none.yaml", "cannot be read"),
        ("outbox --config none.yaml", "cannot be read"),
        ("outbox --config none.yaml retry x", "cannot be read"),
        ("outbox --config GOOD remove x", "No such command 'remove'"),
        ("outbox --config GOOD retry", "Missing argument 'ID'"),
        ("outbox --config GOOD drop a b", "unexpected extra argument"),
        ("backup", "Missing argument 'FILE'"),
        ("backup --config none.yaml copy.db", "cannot be read"),
        ("backup --config GOOD .", "is a directory"),
        ("init --yes", "--homeserver is needed with --yes."),
        ("init --yes --homeserver x --server-name y", "homeserver.url: this is not an address"),
        ("init --yes --homeserver http://h --server-name y --zone Moon", "is not a time zone"),
        ("init --port 0", "0 is not in the range 1<=x<=65535"),
        ("init --port x", "'x' is not a valid integer"),
        ("init --yes --homeserver http://h --server-name y --dir BAD", "BAD"),
        ("init --yes --homeserver http://h --server-name y --dir TAKEN", "already in"),
        ("demo --speed 0", "a speed is a number above 0"),
        ("demo --speed fast", "'fast' is not a valid float"),
        ("demo --synapse none", "does not exist"),
        ("export out.json", "Missing option '--circle'"),
        ("export --circle Garden", "Missing argument 'FILE'"),
        ("export --circle Garden --config none.yaml out.json", "cannot be read"),
        ("export --circle Garden --format pdf out.json", "'pdf' is not one of"),
        ("verify", "Missing argument 'FILE'"),
        ("verify none.json", "'none.json' does not exist"),
        ("erase", "Missing argument 'MEMBER'"),
        ("erase --config none.yaml x", "cannot be read"),
        ("formats check x.yaml", "'x.yaml' does not exist"),
        ("formats check", "Missing argument 'FILE...'"),
        ("formats chekc x.yaml", "No such command 'chekc'"),
    ],
)  # fmt: skip
def test_what_is_typed_wrongly(words: str, told: str, tmp_path: Path) -> None:
    """One line on standard error says what is wrong; nothing on standard output; status 2."""
    (tmp_path / "BAD").write_text("a file")
    (tmp_path / "TAKEN").mkdir()
    (tmp_path / "TAKEN" / "config.yaml").write_text("mine")
    (tmp_path / "GOOD").write_text(
        f"homeserver: {{url: 'http://127.0.0.1:9', name: lab.test, as_token: {'a' * 43},"
        f" hs_token: {'h' * 43}}}\n"
    )
    names = ("BAD", "TAKEN", "GOOD")
    typed = [str(tmp_path / word) if word in names else word for word in words.split()]
    done = CliRunner().invoke(main, typed)
    assert done.exit_code == 2, done.output
    assert len(done.stderr.splitlines()) == 1
    assert told in done.stderr
    assert done.stdout == ""


def test_several_mistakes_are_several_lines(tmp_path: Path) -> None:
    """A configuration's mistakes come all at once, one a line."""
    (tmp_path / "c.yaml").write_text("zone: Moon\nlistn: x\n")
    done = CliRunner().invoke(main, ["check", "--config", str(tmp_path / "c.yaml")])
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 3


def test_a_place_without_a_database_is_told(tmp_path: Path) -> None:
    """status, outbox and doctor neither make a database nor break without one."""
    (tmp_path / "c.yaml").write_text(
        f"homeserver: {{url: 'http://127.0.0.1:9', name: lab.test, as_token: {'a' * 43},"
        f" hs_token: {'h' * 43}}}\ndatabase: 'sqlite:///{tmp_path}/x.db'\n"
    )
    for command in ("status", "outbox", "doctor"):
        done = CliRunner().invoke(main, [command, "--config", str(tmp_path / "c.yaml")])
        assert done.exit_code == 1
        assert "There is no database at" in done.stderr
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_what_it_does(command: str) -> None:
    """``--help`` and ``-h`` of each command work and say something."""
    for flag in ("--help", "-h"):
        done = CliRunner().invoke(main, [command, flag])
        assert done.exit_code == 0
        assert len(done.output) > 80


def test_the_list_of_commands_is_the_contracts() -> None:
    """Nothing is missing, and nothing is there that has no place in the table above."""
    assert tuple(sorted(main.commands)) == COMMANDS


def test_alone_it_shows_help() -> None:
    """``python -m facilitator`` alone shows what there is."""
    done = subprocess.run(
        [sys.executable, "-m", "facilitator"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "check" in done.stdout) == (0, True)
