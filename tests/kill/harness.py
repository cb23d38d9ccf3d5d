"""The service as a process that dies, and the people who go on talking meanwhile.

Judged from outside only: what stands in the rooms (asked of the homeserver), in the Maildir, and in
the books once nobody holds them any more.
"""

import asyncio
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Protocol

import aiohttp

from facilitator.demo.client import Json
from facilitator.demo.synapse import free_port
from facilitator.demo.waiting import until
from tests.kill.members import Member
from tests.lab.homeserver import Lab

KILLED = -signal.SIGKILL
"""The return code of a process that was killed."""


class Life(Protocol):
    """What people do while the service comes and goes, and what they must find in the end.

    ``step`` must bear that the service or the homeserver is away.
    ``settled`` says whether everything that was asked for has been answered. ``check`` asserts it,
    by the rooms, the books and the mails.
    """

    async def begin(self) -> None:
        """Meet, with the service running; return when it is in every room."""

    async def step(self, rng: Random) -> None:
        """Do one thing."""

    async def settled(self) -> bool:
        """Look whether more must be waited for."""

    async def check(self, books: Path, maildir: Path | None) -> None:
        """Assert that everybody got what they must, once."""


@dataclass(slots=True)
class Process:
    """The service, started from one configuration as often as needed."""

    lab: Lab
    folder: Path
    more: dict[str, Any] = field(default_factory=dict)  # further settings, mail say
    maildir: Path | None = None
    program: tuple[str, ...] = ("facilitator", "serve")
    killed_at: list[float] = field(default_factory=list)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def deaths(self) -> int:
        """How often it was killed."""
        return len(self.killed_at)

    @property
    def books(self) -> Path:
        """The SQLite file."""
        return self.folder / "books.db"

    @property
    def log(self) -> Path:
        """What it said."""
        return self.folder / "service.log"

    def start(self, failpoint: str = "") -> None:
        """Spawn it; with ``failpoint`` (``name:n``) it will kill itself there."""
        assert not self.is_alive(), "it runs already"
        environment = {**os.environ, "FACILITATOR_FAILPOINT": failpoint}
        command = [sys.executable, "-m", *self.program, "--config", str(self._config())]
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(command, stdout=out, stderr=out, env=environment)

    def _config(self) -> Path:
        registered = self.lab.registration
        homeserver = {
            "url": self.lab.synapse.url,
            "name": self.lab.synapse.server_name,
            "as_token": registered["as_token"],
            "hs_token": registered["hs_token"],
            "listen": {"port": self.lab.service_port},
        }
        settings = {
            "homeserver": homeserver,
            "database": f"sqlite:///{self.books}",
            "web": {"port": free_port()},
            **self.more,
        }
        file = self.folder / "config.yaml"
        file.write_text(json.dumps(settings))  # JSON is YAML too
        return file

    def is_alive(self) -> bool:
        """Whether it runs now."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """End it as a power cut would."""
        self.tell(signal.SIGKILL)
        self.buried()

    def ask_to_stop(self) -> None:
        """SIGTERM; return at once."""
        self.tell(signal.SIGTERM)

    def tell(self, number: signal.Signals) -> None:
        """Send it a signal, if it runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def buried(self) -> int:
        """Wait for its end and return how it came."""
        assert self._process is not None
        code = self._process.wait(30)
        self._process = None
        if code == KILLED:
            self.killed_at.append(time.time())
        return code

    async def ready(self) -> None:
        """Return when it answers that it is ready."""
        url = f"http://127.0.0.1:{self.lab.service_port}/health/ready"
        async with aiohttp.ClientSession() as session, asyncio.timeout(30):
            while not await _is_well(session, url):
                assert self.is_alive(), f"it ended by itself; see {self.log}"
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        """Let it end in order, and assert that it does."""
        self.ask_to_stop()
        code = await asyncio.to_thread(self.buried)
        assert code == 0, f"it ended with {code}; see {self.log}"


async def _is_well(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as answer:
            return answer.status == 200
    except aiohttp.ClientError:
        return False


# --- dying -----------------------------------------------------------------------------------


async def die_in_service(process: Process, rng: Random) -> None:
    """Killed at any moment after it was ready."""
    process.start()
    await process.ready()
    await asyncio.sleep(rng.uniform(0, 1.0))
    process.kill()


async def die_in_start(process: Process, rng: Random) -> None:
    """Killed at any moment between its birth and about its first words."""
    process.start()
    await asyncio.sleep(rng.uniform(0, 1.2))
    process.kill()


async def die_in_shutdown(process: Process, rng: Random) -> None:
    """Killed while it is leaving."""
    process.start()
    await process.ready()
    await asyncio.sleep(rng.uniform(0, 0.3))
    process.ask_to_stop()
    await asyncio.sleep(rng.uniform(0, 0.15))
    process.kill()


DEATHS: tuple[Callable[[Process, Random], Any], ...] = (
    die_in_service, die_in_service, die_in_start, die_in_shutdown,
)  # fmt: skip


class talking:  # noqa: N801 - reads as what it is: ``async with talking(life)``
    """People talk while the body runs; their own failure is raised at the end."""

    def __init__(self, life: Life, rng: Random) -> None:
        self._life, self._rng = life, rng
        self._done = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        self._task = asyncio.create_task(self._talk())

    async def __aexit__(self, error: object, *more: object) -> None:
        self._done.set()
        if self._task and error:
            self._task.cancel()
            await asyncio.wait([self._task])
        elif self._task:
            await self._task

    async def _talk(self) -> None:
        while not self._done.is_set():
            await self._life.step(self._rng)
            await asyncio.sleep(self._rng.uniform(0, 0.25))


async def settle(process: Process, *lives: Life, seconds: float = 60) -> None:
    """Wait until everything is answered and the books hold nothing waiting; end it; then check."""
    with suppress(TimeoutError):  # what still waits then is told by the checks
        async with asyncio.timeout(seconds):
            # The books last: what ends a life's last round writes there once more.
            while not (all([await life.settled() for life in lives]) and is_empty(process.books)):
                assert process.is_alive(), f"it ended by itself; see {process.log}"
                await asyncio.sleep(0.2)
    await process.stop()
    check_books(process.books)
    for life in lives:
        await life.check(process.books, process.maildir)


def is_empty(books: Path) -> bool:
    """Whether nothing waits in the books, neither to be taken nor to be sent."""
    return ask_books(books, "SELECT (SELECT count(*) FROM inbox WHERE state = 0) + "
                            "(SELECT count(*) FROM outbox WHERE state = 0)") == [(0,)]  # fmt: skip


def check_books(books: Path) -> None:
    """The file is sound; nothing waits, nothing was set aside, nothing could not be delivered."""
    assert ask_books(books, "PRAGMA integrity_check") == [("ok",)]
    assert ask_books(books, "SELECT key, note FROM inbox WHERE state IN (0, 2)") == []
    assert ask_books(books, "SELECT key, act, note FROM outbox WHERE state IN (0, 2)") == []


def ask_books(books: Path, question: str) -> list[Any]:
    """The rows that answer a question, read beside the running service."""
    connection = sqlite3.connect(books, timeout=10)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


# --- the simplest life -----------------------------------------------------------------------


@dataclass(slots=True)
class Pings:
    """Members say ``!ping`` in several rooms; each must be answered once, in order.

    The order is that of hearing. It is the order of saying, but for what the homeserver was pushing
    when the service died: seen here, it pushes what is said next while that still waits for its next
    try, and so only a sync brings it, a moment later (matrix.md §6.3).
    """

    lab: Lab
    rooms: int = 4
    people: list[Member] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    async def begin(self) -> None:
        """Ana and Ben open rooms and ask the Facilitator in."""
        assistant = f"@facilitator:{self.lab.synapse.server_name}"
        ana, ben = [await self.lab.person(name) for name in ("ana", "ben")]
        self.people = [Member(person, self.lab.synapse.url) for person in (ana, ben)]
        for n in range(self.rooms):
            room = await ana.create_room(name=f"Riverside {n}", preset="public_chat",
                                         invite=[assistant])  # fmt: skip
            await ben.join(room)
            # What was said before it came in is not for it, and not pushed to it.
            await ana.state_of(room, "m.room.member", assistant,
                               until=lambda member: member["membership"] == "join")  # fmt: skip
            self.places.append(room)

    async def step(self, rng: Random) -> None:
        """Somebody says ``!ping`` somewhere, and says it again until the homeserver took it."""
        await rng.choice(self.people).say(rng.choice(self.places), "!ping")

    async def settled(self) -> bool:
        """Whether there are as many answers as questions."""
        looks = [await self._look(room) for room in self.places]
        return all(len(answered) >= len(asked) for asked, answered in looks)

    async def check(self, books: Path, maildir: Path | None) -> None:
        """Every question has exactly one answer; answers stand in the order in which we heard."""
        keys = ask_books(books, "SELECT key FROM inbox ORDER BY seq")
        heard = {key.removeprefix("matrix:"): n for n, (key,) in enumerate(keys)}
        for room in self.places:
            asked, answered = await self._look(room)
            assert set(asked) <= set(heard), "something was never heard"
            in_order = sorted(asked, key=heard.__getitem__)
            assert answered == in_order, _difference(in_order, answered)

    async def figures(self) -> dict[str, int]:
        """How many questions were asked."""
        return {"pings": sum([len((await self._look(room))[0]) for room in self.places])}

    async def _look(self, room: str) -> tuple[list[str], list[str]]:
        """The questions in a room, and which questions were answered; both as they stand there."""
        messages = await self.people[0].person.messages(room)
        asked = [m["event_id"] for m in messages if m["content"].get("body") == "!ping"]
        answered = [_question(m) for m in messages if m["content"].get("body") == "pong"]
        return asked, answered


def _question(message: Json) -> str:
    return str(message["content"]["m.relates_to"]["m.in_reply_to"]["event_id"])


def _difference(asked: list[str], answered: list[str]) -> str:
    lost = len(set(asked) - set(answered))
    doubled = len(answered) - len(set(answered))
    first = next((n for n, (q, a) in enumerate(zip(asked, answered, strict=False)) if q != a), None)
    return f"of {len(asked)}: {lost} lost, {doubled} doubled, order differs first at {first}"


async def until_dead(process: Process, otherwise: str) -> None:
    """Wait until it has killed itself."""
    await until(lambda: not process.is_alive(), otherwise)
    code = process.buried()
    assert code == KILLED, f"it ended with {code}; see {process.log}"
