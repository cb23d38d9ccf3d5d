"""The processes under measure: the service, the echo, the homeserver of paper."""

import json
import os
import secrets
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from facilitator.demo.synapse import free_port

MIB = 1024 * 1024


@dataclass(slots=True)
class Bench:
    """A folder, three ports, two tokens: one measuring place, used by one service at a time."""

    folder: Path
    stub_port: int = field(default_factory=free_port)
    service_port: int = field(default_factory=free_port)
    as_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    hs_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    more: dict[str, object] = field(default_factory=dict)  # further settings of the service

    @property
    def stub(self) -> str:
        return f"http://127.0.0.1:{self.stub_port}"

    @property
    def service(self) -> str:
        return f"http://127.0.0.1:{self.service_port}"

    @property
    def database(self) -> Path:
        return self.folder / "facilitator.db"

    def config(self) -> Path:
        """The service's configuration (JSON is YAML too), written anew."""
        homeserver = {"url": self.stub, "name": "bench.test", "as_token": self.as_token,
                      "hs_token": self.hs_token, "listen": {"port": self.service_port}}  # fmt: skip
        path = self.folder / "config.yaml"
        database = f"sqlite:///{self.database}"
        settings = {"homeserver": homeserver, "database": database,
                    "web": {"port": free_port()}, **self.more}  # fmt: skip
        path.write_text(json.dumps(settings))
        return path

    def registration(self) -> dict[str, object]:
        """Our registration, for a real homeserver."""
        users = [
            {"exclusive": True, "regex": regex}
            for regex in (
                r"@_fac_.*:bench\.test",
                r"@(facilitator|timekeeper|scribe|greeter|postie):bench\.test",
            )
        ]
        return {"id": "facilitator", "url": self.service, "as_token": self.as_token,
                "hs_token": self.hs_token, "sender_localpart": "_fac_sender",
                "rate_limited": False,
                "namespaces": {"users": users, "aliases": [], "rooms": []}}  # fmt: skip

    def tell_stub(self, where: str, what: object | None = None) -> Any:
        """Ask the homeserver of paper; ``what`` is posted as JSON. Return its answer."""
        request = urllib.request.Request(f"{self.stub}{where}")
        if what is not None:
            request.data = json.dumps(what).encode()
            request.add_header("Content-Type", "application/json")
        with urllib.request.urlopen(request, timeout=180) as answer:
            return json.load(answer)

    def stub_command(self) -> list[str]:
        return ["-m", "bench.stub", "--port", str(self.stub_port), "--service", self.service,
                f"--hs-token={self.hs_token}"]  # fmt: skip

    def service_command(self) -> list[str]:
        return ["-m", "facilitator", "serve", "--config", str(self.config())]

    def echo_command(self) -> list[str]:
        return ["-m", "bench.echo", "--port", str(self.service_port), "--homeserver", self.stub,
                f"--as-token={self.as_token}", f"--hs-token={self.hs_token}"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Watched:
    """A running process and what it took to be ready, in seconds."""

    process: psutil.Popen
    ready_s: float

    def cpu_s(self) -> float:
        """CPU-seconds so far, all threads, user and system."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def rss_mib(self) -> float:
        return float(self.process.memory_info().rss) / MIB


@contextmanager
def running(command: list[str], ready: str, log: Path) -> Iterator[Watched]:
    """Run one of our programs until it answers 2xx at ``ready``; end it afterwards."""
    begin = time.monotonic()
    with log.open("ab") as out:
        process = psutil.Popen([sys.executable, *command], stdout=out, stderr=out, env=_quiet())
    try:
        while not _is_ready(ready):
            if process.poll() is not None or time.monotonic() - begin > 30:
                raise RuntimeError(f"{command[1]} did not come up:\n{log.read_text()[-2000:]}")
            time.sleep(0.01)
        yield Watched(process, time.monotonic() - begin)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait()


def _quiet() -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1"}


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(200 <= answer.status < 300)
    except urllib.error.HTTPError as no:
        return no.code == 404 and not url.endswith("/health/ready")
    except (OSError, urllib.error.URLError):
        return False
