"""The files for containers, read as far as that goes without an engine: they have not been built."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from facilitator.operating.founding import Wishes, found
from facilitator.settings import read_settings

ROOT = Path(__file__).parent.parent.parent
KNOWN = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "EXPOSE", "HEALTHCHECK",
         "STOPSIGNAL", "ENTRYPOINT", "CMD"}  # fmt: skip


@pytest.fixture(scope="module")
def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions and their words."""
    text = (ROOT / "docker" / "Dockerfile").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    return [
        (line.split()[0], line.partition(" ")[2].strip())
        for line in joined.splitlines()
        if line.strip()
    ]


def test_the_dockerfile_reads(instructions: list[tuple[str, str]]) -> None:
    """Only known instructions; what is copied in exists; the last stage runs as nobody special."""
    assert {name for name, _ in instructions} <= KNOWN
    copied = [shlex.split(words) for name, words in instructions if name == "COPY"]
    sources = [s for words in copied if not words[0].startswith("--from") for s in words[:-1]]
    assert sources
    assert all((ROOT / source).exists() for source in sources)
    users = [words for name, words in instructions if name == "USER"]
    assert users == ["facilitator"]
    assert any(name == "HEALTHCHECK" and "/health/live" in words for name, words in instructions)


def test_no_secret_is_in_them(instructions: list[tuple[str, str]]) -> None:
    """No instruction and no variable sets a token, a key or a password."""
    compose = (ROOT / "docker" / "compose.yaml").read_text()
    shown = "\n".join(words for name, words in instructions if name in ("ENV", "RUN")) + compose
    assert not re.search(r"(token|key|password|secret)\w*\s*[:=]", shown, re.IGNORECASE)


def test_compose_reads(tmp_path: Path) -> None:
    """It names files that exist, listens on this machine only, and its variables are settings."""
    compose = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text())
    services = compose["services"]
    ours = services["facilitator"]
    assert (ROOT / "docker" / ours["build"]["context"] / ours["build"]["dockerfile"]).is_file()
    assert ours["read_only"] is True
    assert set(ours["depends_on"]) < set(services)
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert all(port.startswith("127.0.0.1:") for port in ports)
    found(Wishes("http://synapse:8008", "matrix.localhost", "lists.localhost"), tmp_path)
    settings = read_settings(tmp_path / "config.yaml", ours["environment"])
    assert settings.mail is not None
    assert settings.mail.outgoing.host == "mailpit"
    assert settings.homeserver.listen.host == "0.0.0.0"  # noqa: S104 - inside the container
