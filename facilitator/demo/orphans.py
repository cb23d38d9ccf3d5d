"""Servers of ours that outlived us: noted in a pid file, known again by their command line.

A process number alone proves nothing, as numbers are used again; so a process is only ever ended
when its command line names *our* configuration file, and only when nobody looks after it any more.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from facilitator.demo.installation import NoHomeserver

GONE_SECONDS = 5.0


def note(file: Path, pid: int) -> None:
    """Write down that we started process ``pid``."""
    file.write_text(json.dumps({"pid": pid, "owner": os.getpid()}))


def forget(file: Path) -> None:
    """The process is over."""
    file.unlink(missing_ok=True)


def end(file: Path, config: str) -> None:
    """End the process noted in ``file`` if it runs on ``config`` and its owner is gone.

    Raises ``NoHomeserver`` when its owner lives, and is not us: that server is in use.
    """
    noted = _noted(file)
    if noted is None:
        return
    pid, owner = noted
    if config in _command_line(pid):
        if _parent(pid) == owner != os.getpid():
            raise NoHomeserver(f"Process {owner} is using {file.parent} now; stop it first.")
        _end(pid, config)
    forget(file)


def _noted(file: Path) -> tuple[int, int] | None:
    # A file cut short by a full disk or a kill notes nothing.
    with suppress(FileNotFoundError, ValueError, KeyError, TypeError):
        noted = json.loads(file.read_text())
        return int(noted["pid"]), int(noted["owner"])
    return None


def _end(pid: int, config: str) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    give_up = time.monotonic() + GONE_SECONDS
    while config in _command_line(pid):
        if time.monotonic() > give_up:
            raise NoHomeserver(f"An older Synapse (process {pid}) would not end.")
        time.sleep(0.02)


def _command_line(pid: int) -> str:
    """The process's command line; empty when there is none, or it is over and only unreaped."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            return ""
    return _ps(pid, "command")


def _parent(pid: int) -> int:
    """The process's parent, 0 when unknown. After its parent's death it is somebody else."""
    if Path("/proc/self").exists():
        try:
            # The name in brackets may hold spaces and brackets: read behind the last one (proc(5)).
            return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return 0
    return int(_ps(pid, "ppid") or 0)


def _ps(pid: int, column: str) -> str:
    """What ps says, for systems without /proc."""
    ps = shutil.which("ps")
    if ps is None:
        return ""
    asked = subprocess.run(  # noqa: S603 - ps with a number
        [ps, "-o", f"{column}=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return asked.stdout.strip()
