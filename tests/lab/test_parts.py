"""Missing parts are skipped and named, or fail where they are required; nothing leaves home."""

import asyncio
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.lab import parts
from tests.lab.loopback import LeftHome, is_home

ALL = "synapse,smtp,postgres,chromium"
SAMPLE = Path(__file__).with_name("sample_parts.py")


def _pytest(*options: str, **changed: str) -> tuple[int, str]:
    """The exit code and output of another pytest run on the sample, in a changed environment."""
    command = [sys.executable, "-m", "pytest", str(SAMPLE), "-p", "no:cacheprovider", *options]
    kept = {name: value for name, value in os.environ.items() if "FACILITATOR" not in name}
    done = subprocess.run(
        command, env={**kept, **changed}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def test_missing_parts_are_skipped_and_named_at_the_end() -> None:
    """Without its parts a run is green, and its last lines say what it left out."""
    code, said = _pytest(FACILITATOR_TEST_WITHOUT=ALL)
    assert code == 0
    last = said.splitlines()[-5:]
    assert re.match("4 skipped", last[-1])
    assert {line.split()[0] for line in last[:4]} == set(ALL.split(","))
    assert all("is missing" in line and "(1 skipped)" in line for line in last[:4])


def test_required_parts_that_are_missing_fail() -> None:
    """A run that must be complete is red, not green, when a part is missing."""
    code, said = _pytest(FACILITATOR_TEST_WITHOUT=ALL, FACILITATOR_TEST_REQUIRE=ALL)
    assert code == 1
    assert "4 errors" in said.splitlines()[-1]
    for part in ALL.split(","):
        assert f"{part} is required and is missing" in said


def test_a_synapse_that_is_nowhere_is_missing(tmp_path: Path) -> None:
    """The real question is asked: no variable, an empty cache, or a Python without Synapse."""
    _, said = _pytest("-k", "synapse", XDG_CACHE_HOME=str(tmp_path))
    assert "1 skipped" in said.splitlines()[-1]
    code, said = _pytest(
        "-k", "synapse", FACILITATOR_SYNAPSE=sys.executable, FACILITATOR_TEST_REQUIRE="synapse"
    )
    assert (code, "1 error" in said.splitlines()[-1]) == (1, True)


def test_marks_follow_fixtures() -> None:
    """Tests can be left out by their part, though their author wrote no mark."""
    _, said = _pytest("-m", "not synapse and not postgres and not smtp", "--collect-only")
    assert [name for name in ALL.split(",") if f"test_{name}" in said] == ["chromium"]


def test_parts_have_marks(pytestconfig: pytest.Config) -> None:
    """Every part is a mark, and there is no unknown one."""
    marks = {line.partition(":")[0] for line in pytestconfig.getini("markers")}
    assert set(parts.HOW) == set(ALL.split(",")) <= marks


@pytest.mark.parametrize(
    ("family", "host", "home"),
    [
        (socket.AF_INET, "127.0.0.1", True),
        (socket.AF_INET, "127.8.9.10", True),
        (socket.AF_INET, "localhost", True),
        (socket.AF_INET, "192.0.2.1", False),
        (socket.AF_INET, "0.0.0.0", False),  # noqa: S104 - an address to refuse
        (socket.AF_INET, "example.org", False),
        (socket.AF_INET6, "::1", True),
        (socket.AF_INET6, "::ffff:127.0.0.1", True),
        (socket.AF_INET6, "::ffff:192.0.2.1", False),
        (socket.AF_INET6, "fe80::1%eth0", False),
    ],
)
def test_home_is_loopback(family: int, host: str, home: bool) -> None:
    """Only addresses that cannot be another machine are home; names are not looked up."""
    assert is_home(family, (host, 80)) is home


def test_no_socket_leaves_home() -> None:
    """TCP and UDP to another machine are refused, with an error that nobody catches by chance."""
    with socket.socket() as tcp, pytest.raises(LeftHome):
        tcp.connect(("192.0.2.1", 80))
    with socket.socket() as tcp, pytest.raises(LeftHome):
        tcp.connect_ex(("192.0.2.1", 80))
    with socket.socket(type=socket.SOCK_DGRAM) as udp, pytest.raises(LeftHome):
        udp.sendto(b"", ("192.0.2.1", 53))


async def test_asyncio_does_not_leave_home_either() -> None:
    """asyncio's connections pass the same guard."""
    with pytest.raises(LeftHome):
        await asyncio.open_connection("192.0.2.1", 80)


def test_unix_sockets_are_home(tmp_path: Path) -> None:
    """A Unix socket is on this machine by nature."""
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))
