"""The embedded homeserver: Synapse as a child process on loopback.

It dies with us. Its standard input is a pipe that only we hold open; a thread inside it waits for
the end of that pipe, which the kernel closes however we end, and then ends the server at once
(SQLite and PostgreSQL both survive that). Linux's parent-death signal would not do: it follows the
*thread* that started the child, and asyncio starts things in threads that come and go.

Should a server outlive us all the same (a forked copy of us can keep the pipe open), a pid file
lets the next start in the same folder end it.
"""

import asyncio
import hashlib
import hmac
import http.client
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import aiohttp

from facilitator.demo import orphans
from facilitator.demo.client import HomeserverRefused, Json, ask, path
from facilitator.demo.installation import NoHomeserver, ensure_synapse, find_synapse, last_lines

__all__ = ["Account", "NoHomeserver", "Synapse", "ensure_synapse", "find_synapse", "free_port"]

LEASHED = """
import os, runpy, signal, threading
def follow():
    while os.read(0, 1): pass
    os.kill(os.getpid(), signal.SIGKILL)
threading.Thread(target=follow, daemon=True).start()
runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
"""
"""What the child runs: the leash, then Synapse as ``python -m`` would."""

START_SECONDS = 60.0
STOP_SECONDS = 5.0
GLANCE_SECONDS = 0.02
"""How often a coming or going server is looked at."""


@dataclass(frozen=True, slots=True)
class Account:
    """A Matrix account we made, with what its owner needs to log in or to act by token."""

    user_id: str
    access_token: str = field(repr=False)
    device_id: str
    password: str = field(repr=False)


def free_port() -> int:
    """A TCP port on loopback that nobody listens on now.

    It lies below the ports that systems give to outgoing connections (32768 on Linux), so that
    nobody takes it by chance before its server has come up.
    """
    for port in random.sample(range(20_000, 32_000), 100):
        if _is_free(port):
            return port
    raise NoHomeserver("No free port was found on 127.0.0.1.")


class Synapse:
    """One Synapse in one folder: ``start``, ``stop``, ``kill``, ``restart``; accounts.

    ``launch`` and ``halt`` are the same as ``start`` and ``stop`` for callers without a loop.
    ``registration`` is the application service's registration, as a mapping. ``limits="default"``
    keeps Synapse's own rate limits for people. ``memory`` keeps the database in memory: a restart
    forgets everything. Secrets are random, kept in the folder (files 0600) and used again by the
    next start there. It never speaks to another homeserver.
    """

    def __init__(
        self,
        folder: Path,
        python: Path,
        server_name: str,
        *,
        registration: Mapping[str, object],
        port: int = 0,
        limits: Literal["off", "default"] = "off",
        memory: bool = False,
    ) -> None:
        self.server_name = server_name
        self._folder = folder
        self._python = python
        self._registration = registration
        self._port = port or free_port()
        self._limits = limits
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._secrets: dict[str, str] = {}
        self._said_before = 0

    @property
    def url(self) -> str:
        """The base URL for clients, without a slash at its end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int | None:
        """The server's process, or None when it is not running."""
        return self._process.pid if self._process else None

    @property
    def output(self) -> Path:
        """The file with everything the server printed, its log included."""
        return self._folder / "synapse.out"

    async def start(self) -> None:
        """Return when the server answers; raise ``NoHomeserver`` with its last words if it ends.

        On any failure, a cancelled wait included, no process is left.
        """
        await asyncio.to_thread(self._prepare)
        with self._spawned():
            await asyncio.to_thread(self._wait)

    def launch(self) -> None:
        """``start``, blocking."""
        self._prepare()
        with self._spawned():
            self._wait()

    async def stop(self) -> None:
        """End the server: politely, after 5 s by force. Nothing happens if it is not running."""
        await asyncio.to_thread(self.halt)

    def halt(self) -> None:
        """``stop``, blocking."""
        if self._process is None:
            return
        _signal(self._process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the server as a power cut would. Nothing happens if it is not running."""
        process, self._process = self._process, None
        if process is None:
            return
        _signal(process, signal.SIGKILL)
        process.wait()
        if process.stdin:
            process.stdin.close()
        orphans.forget(self._pid_file)

    async def restart(self) -> None:
        """Stop (if running) and start again: same folder, port and secrets."""
        await self.stop()
        await self.start()

    async def register_user(
        self, localpart: str, password: str, display_name: str | None = None
    ) -> Account:
        """The account of that name, made now; an existing one is logged in to instead.

        The homeserver refuses localparts in a namespace of the application service.
        """
        async with aiohttp.ClientSession() as session:
            try:
                said = await self._register(session, localpart, password)
            except HomeserverRefused as refused:
                if refused.errcode != "M_USER_IN_USE":
                    raise
                said = await self._log_in(session, localpart, password)
            account = Account(said["user_id"], said["access_token"], said["device_id"], password)
            if display_name:
                await self._name(session, account, display_name)
        return account

    async def _register(
        self, session: aiohttp.ClientSession, localpart: str, password: str
    ) -> Json:
        # Synapse's admin API, "Shared-Secret Registration".
        door = f"{self.url}/_synapse/admin/v1/register"
        nonce = (await ask(session, "GET", door))["nonce"]
        signed = "\0".join([nonce, localpart, password, "notadmin"]).encode()
        secret = self._secrets["registration_shared_secret"].encode()
        body = {
            "nonce": nonce,
            "username": localpart,
            "password": password,
            "admin": False,
            "mac": hmac.new(secret, signed, hashlib.sha1).hexdigest(),
        }
        return await ask(session, "POST", door, body=body)

    async def _log_in(self, session: aiohttp.ClientSession, localpart: str, password: str) -> Json:
        who = {"type": "m.id.user", "user": localpart}
        body = {"type": "m.login.password", "identifier": who, "password": password}
        return await ask(session, "POST", f"{self.url}/_matrix/client/v3/login", body=body)

    async def _name(self, session: aiohttp.ClientSession, account: Account, name: str) -> None:
        where = path("_matrix", "client", "v3", "profile", account.user_id, "displayname")
        body = {"displayname": name}
        await ask(session, "PUT", self.url + where, token=account.access_token, body=body)

    @property
    def _config_file(self) -> Path:
        return self._folder / "homeserver.json"

    @property
    def _pid_file(self) -> Path:
        return self._folder / "synapse.pid"

    def _prepare(self) -> None:
        """Everything before the process: no older server here, and the files it reads."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        orphans.end(self._pid_file, str(self._config_file))
        if not _is_free(self._port):
            raise NoHomeserver(f"Port {self._port} on 127.0.0.1 is in use by another program.")
        self._secrets = self._secrets or self._kept_secrets()
        _write(self._folder / "registration.yaml", self._registration)
        _write(self._config_file, self._config())

    def _kept_secrets(self) -> dict[str, str]:
        """This folder's secrets: random, and the same again when the folder is used again."""
        names = ("registration_shared_secret", "macaroon_secret_key", "form_secret")
        kept = json.loads(self._config_file.read_text()) if self._config_file.exists() else {}
        return {name: kept.get(name) or secrets.token_urlsafe(32) for name in names}

    @contextmanager
    def _spawned(self) -> Iterator[None]:
        """The process exists within; if what is done within fails, it does not any more."""
        self._spawn()
        try:
            yield
        except BaseException:
            self.kill()
            raise

    def _spawn(self) -> None:
        if self._process is not None:
            raise RuntimeError("this Synapse is running")
        command = [str(self._python), "-c", LEASHED, "-c", str(self._config_file)]
        with os.fdopen(_private(self.output, os.O_APPEND), "ab") as out:
            self._said_before = out.tell()
            self._process = subprocess.Popen(  # noqa: S603 - our interpreter, our own arguments
                command,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                start_new_session=True,  # Ctrl-C at the terminal is ours to handle, in our order
            )
        orphans.note(self._pid_file, self._process.pid)

    def _wait(self) -> None:
        process = self._process
        give_up = time.monotonic() + START_SECONDS
        while process is not None and not self._answers():
            if process.poll() is not None:
                code = process.returncode
                raise NoHomeserver(f"Synapse ended while starting (code {code}):\n{self._tail()}")
            if time.monotonic() > give_up:
                raise NoHomeserver(
                    f"Synapse did not answer within {START_SECONDS:g} s:\n{self._tail()}"
                )
            time.sleep(GLANCE_SECONDS)

    def _answers(self) -> bool:
        glance = http.client.HTTPConnection("127.0.0.1", self._port, timeout=1.0)
        try:
            glance.request("GET", "/health")
            return glance.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            glance.close()

    def _tail(self) -> str:
        said = self.output.read_bytes()[self._said_before :]
        return last_lines(said.decode(errors="replace"))

    def _config(self) -> dict[str, Any]:
        database = ":memory:" if self._memory else str(self._folder / "homeserver.db")
        return {
            "server_name": self.server_name,
            "public_baseurl": f"{self.url}/",
            "listeners": [_listener(self._port)],
            "database": {"name": "sqlite3", "args": {"database": database}},
            "media_store_path": str(self._folder / "media"),
            "signing_key_path": str(self._folder / "signing.key"),
            "report_stats": False,
            "trusted_key_servers": [],
            "federation_domain_whitelist": [],
            "suppress_key_server_warning": True,
            "presence": {"enabled": False},
            "bcrypt_rounds": 4,
            "app_service_config_files": [str(self._folder / "registration.yaml")],
            **self._secrets,
            **(_no_limits() if self._limits == "off" else {}),
        }


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do: the last one's closed connections (TIME_WAIT) are no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _listener(port: int) -> dict[str, Any]:
    return {
        "port": port,
        "type": "http",
        "tls": False,
        "bind_addresses": ["127.0.0.1"],
        "resources": [{"names": ["client"], "compress": False}],
    }


def _no_limits() -> dict[str, Any]:
    """Each of Synapse's ``rc_…`` settings (its configuration manual, "Ratelimiting"), wide open."""
    free = {"per_second": 1_000_000, "burst_count": 1_000_000}
    return {
        "rc_message": free,
        "rc_registration": free,
        "rc_login": {"address": free, "account": free, "failed_attempts": free},
        "rc_joins": {"local": free, "remote": free},
        "rc_joins_per_room": free,
        "rc_room_creation": free,
        "rc_invites": {"per_room": free, "per_user": free, "per_issuer": free},
        "rc_profile": free,
        "rc_user_directory": free,
        "rc_key_requests": free,
    }


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal the child's whole group; never once it is reaped, as its number may be another's."""
    if process.poll() is None:
        os.killpg(process.pid, number)


def _private(file: Path, mode: int) -> int:
    """The file open for writing, readable by its owner alone from its first moment."""
    return os.open(file, os.O_WRONLY | os.O_CREAT | mode, 0o600)


def _write(file: Path, value: object) -> None:
    """The value as JSON, which is YAML too; a kill leaves the old file or the new one."""
    part = file.with_name(f"{file.name}.part")
    with os.fdopen(_private(part, os.O_TRUNC), "w") as out:
        json.dump(value, out, indent=1)
    part.replace(file)
