"""Synapse's own environment: made once, never half-made, its absence told plainly."""

import fcntl
import importlib.util
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from facilitator.demo.installation import READY, SYNAPSE_VERSION
from facilitator.demo.synapse import NoHomeserver, ensure_synapse, find_synapse

HOME = f"synapse-{SYNAPSE_VERSION}"


@pytest.fixture(autouse=True)
def no_given_synapse(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable names a Synapse."""
    monkeypatch.delenv("FACILITATOR_SYNAPSE", raising=False)


def _make_ready(cache: Path) -> Path:
    (cache / HOME / "bin").mkdir(parents=True)
    python = cache / HOME / "bin" / "python"
    python.symlink_to(sys.executable)
    (cache / HOME / READY).touch()
    return python


def test_a_ready_environment_is_used_again(tmp_path: Path) -> None:
    """What was made once is found, without a word and without a download."""
    python = _make_ready(tmp_path)
    assert ensure_synapse(tmp_path, say=pytest.fail) == python == find_synapse(tmp_path)


def test_the_cache_is_where_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """XDG_CACHE_HOME is obeyed."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_synapse() is None
    assert _make_ready(tmp_path / "facilitator") == find_synapse()


def test_an_environment_whose_python_is_gone_is_not_ready(tmp_path: Path) -> None:
    """After an upgrade of the system's Python the link dangles: it counts as missing."""
    python = _make_ready(tmp_path)
    python.unlink()
    python.symlink_to(tmp_path / "gone")
    assert find_synapse(tmp_path) is None


@pytest.mark.slow
def test_a_failed_installation_leaves_nothing_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pip's reason is told; neither the attempt nor an older broken-off one stays."""
    (tmp_path / HOME / "bin").mkdir(parents=True)
    for name, value in {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    said: list[str] = []
    with pytest.raises(NoHomeserver, match="No matching distribution"):
        ensure_synapse(tmp_path, say=said.append)
    assert SYNAPSE_VERSION in said[0]
    assert not (tmp_path / HOME).exists()


def test_without_ensurepip_the_debian_package_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian splits ensurepip off; one line says what to install."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(NoHomeserver, match="python3-venv") as told:
        ensure_synapse(tmp_path)
    assert "\n" not in str(told.value)


def test_whoever_comes_second_waits_and_uses_it(tmp_path: Path) -> None:
    """While one process installs, another waits for it instead of installing too."""
    with ThreadPoolExecutor(1) as second, (tmp_path / f"{HOME}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        waiting = second.submit(ensure_synapse, tmp_path, pytest.fail)
        python = _make_ready(tmp_path)
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert waiting.result(timeout=10) == python


def test_a_given_python_must_have_synapse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong path or a Python without Synapse is told at once, by argument and by variable."""
    with pytest.raises(NoHomeserver, match="has no Synapse"):
        ensure_synapse(python=sys.executable)
    monkeypatch.setenv("FACILITATOR_SYNAPSE", str(tmp_path / "nowhere"))
    with pytest.raises(NoHomeserver, match="cannot be started"):
        find_synapse()
