"""Synapse in an environment of its own, made once and kept in the user's cache.

Synapse is started as a separate program and never imported: it brings many packages of its own and
another licence. pip does the download, so that the user's mirrors, proxies and find-links hold.
"""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

SYNAPSE_VERSION = "1.163.2"
"""The release the demo runs on and the tests ran against."""

READY = ".ready"
"""The mark that an environment is complete; its absence means a broken-off attempt."""


class NoHomeserver(Exception):
    """The embedded homeserver cannot be had; the message says why and what would help."""


def ensure_synapse(
    cache: Path | None = None,
    say: Callable[[str], None] = lambda line: None,
    python: str | Path | None = None,
) -> Path:
    """The Python of an environment that has Synapse, made now if there is none yet.

    ``python``, or else ``FACILITATOR_SYNAPSE``, names an existing one and is taken as it is.
    Otherwise it is ``cache/synapse-VERSION`` (``cache`` being ``$XDG_CACHE_HOME/facilitator``).
    Several processes may ask at once: a file lock lets one install and the others wait.
    Raises ``NoHomeserver``; then nothing half-made is left behind.
    """
    given = python or os.environ.get("FACILITATOR_SYNAPSE")
    if given:
        return _with_synapse(Path(given))
    home = _home(cache)
    home.parent.mkdir(parents=True, exist_ok=True)
    with _locked(home.with_name(f"{home.name}.lock")):
        if not _is_ready(home):
            _install(home, say)
    return _python(home)


def find_synapse(cache: Path | None = None) -> Path | None:
    """The Python that ``ensure_synapse`` would return without installing anything, or None."""
    if os.environ.get("FACILITATOR_SYNAPSE"):
        return ensure_synapse()
    home = _home(cache)
    return _python(home) if _is_ready(home) else None


def last_lines(output: str, count: int = 8) -> str:
    """The last lines of a program's output that say something, indented."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    return "\n".join(f"  {line}" for line in lines[-count:]) or "  (it said nothing)"


def _home(cache: Path | None) -> Path:
    if cache is None:
        root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        cache = Path(root) / "facilitator"
    return cache / f"synapse-{SYNAPSE_VERSION}"


def _python(home: Path) -> Path:
    return home / "bin" / "python"


def _is_ready(home: Path) -> bool:
    # The second question matters after an upgrade of the system's Python: the link then dangles.
    return (home / READY).exists() and os.access(_python(home), os.X_OK)


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _install(home: Path, say: Callable[[str], None]) -> None:
    """Make the environment; the mark comes last, so that a killed attempt is seen and redone."""
    if importlib.util.find_spec("ensurepip") is None:
        raise NoHomeserver(
            "This Python cannot make environments (ensurepip is missing). "
            "On Debian and Ubuntu: apt install python3-venv"
        )
    say(f"Fetching the homeserver (Synapse {SYNAPSE_VERSION}) into {home}, once. About 250 MB.")
    shutil.rmtree(home, ignore_errors=True)
    try:
        _run([sys.executable, "-m", "venv", str(home)])
        pip = [str(_python(home)), "-m", "pip", "--no-input", "--disable-pip-version-check"]
        wanted = f"matrix-synapse=={SYNAPSE_VERSION}"
        _run([*pip, "install", "--quiet", "--only-binary", ":all:", wanted])
        (home / READY).touch()
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        raise


def _run(command: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter with fixed arguments
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise NoHomeserver(
            f"Synapse {SYNAPSE_VERSION} could not be installed:\n"
            f"{last_lines(done.stdout + done.stderr)}"
        )


def _with_synapse(python: Path) -> Path:
    """The given Python, once it has shown that it can find Synapse."""
    question = "import importlib.util as u; raise SystemExit(u.find_spec('synapse') is None)"
    try:
        done = subprocess.run(  # noqa: S603 - the operator named this interpreter
            [str(python), "-c", question], capture_output=True, check=False
        )
    except OSError as error:
        raise NoHomeserver(f"{python} cannot be started: {error.strerror}") from error
    if done.returncode != 0:
        raise NoHomeserver(f"{python} has no Synapse: {python} -m pip install matrix-synapse")
    return python
