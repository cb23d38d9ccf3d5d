"""Twelve in one circle, seven in chat and five by mail, and the service as a process beside them."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.demo.letters import Mail, Outbox
from facilitator.demo.outbox import MailSink
from facilitator.demo.person import Person
from facilitator.demo.synapse import free_port
from facilitator.demo.transcript import body_of
from facilitator.demo.waiting import until
from tests.e2e.crew import crew_of
from tests.e2e.leaping import AHEAD
from tests.kill.harness import Process
from tests.kill.members import Writer
from tests.lab.homeserver import Lab

Event = dict[str, Any]

CHAT = ("ana", "ben", "eli", "fay", "gus", "hal", "ida")
MAIL = ("cy", "di", "jon", "kim", "lea")


@dataclass
class Twelve:
    """The circle, what its members see and get, and days that pass at a word."""

    lab: Lab
    process: Process
    outbox: Outbox
    mail_port: int
    room: str = ""
    chat: dict[str, Person] = field(default_factory=dict)
    mail: dict[str, Writer] = field(default_factory=dict)

    async def gather(self) -> None:
        """Found the circle, and bring in those by mail."""
        people, self.room = await crew_of(self.lab, *CHAT)
        self.chat = dict(zip(CHAT, people, strict=True))
        for name in MAIL:
            address = f"{name}@letters.example"
            writer = Writer(name.title(), address, self.outbox, self.mail_port)
            self.mail[name] = writer
            await self.say("ana", f"!mail invite {address} {writer.name}")
            await writer.answers(await writer.gets("confirm_asked"), "YES")
            await self.chat["ana"].see(self.room, f"{writer.name} now takes part", timeout=30)

    async def leap(self, **span: float) -> None:
        """Let days pass at once, while it hears well: in a silence they would be given back."""
        await self.process.ready()
        file = self.process.folder / AHEAD
        more = sum(span.get(unit, 0) * seconds for unit, seconds in _UNITS.items())
        ahead = float(file.read_text()) + more
        new = file.with_suffix(".new")
        new.write_text(str(ahead))
        new.replace(file)
        self.process.tell(signal.SIGUSR1)

    # What they do

    async def say(self, name: str, words: str, reply_to: Event | None = None) -> str:
        """Somebody says something in the room, perhaps as a reply."""
        to = reply_to["event_id"] if reply_to else None
        return await self.chat[name].say(self.room, words, reply_to=to)

    async def tap(self, target: Event, emoji: str, *names: str) -> None:
        """They tap under a message."""
        for name in names:
            await self.chat[name].react(self.room, target["event_id"], emoji)

    async def write(self, name: str, words: str, kind: str, nth: int = 1) -> None:
        """Somebody replies to the ``nth`` mail of a kind that came to them."""
        await self.mail[name].answers(await self.letter(name, kind, nth), words)

    # What they see

    async def told(self, kind: str, text: str = "") -> Event:
        """Wait until the room is told so; return the message."""
        return await self.chat["eli"].see_any(self.room, text, kind=kind, timeout=60)

    async def letter(self, name: str, kind: str, nth: int = 1) -> Mail:
        """Wait until somebody has got so many mails of a kind; return that one."""
        writer = self.mail[name]
        missing = f"{writer.name} did not get mail {nth} {kind}"

        def came() -> list[Mail]:
            mails = writer.mails(kind)[::-1]
            return mails if len(mails) >= nth else []

        return (await until(came, missing, 60))[nth - 1]

    async def answered(self, version: int, count: int) -> None:
        """Wait until the card counts so many answers to a version."""

        def counts(event: Event) -> bool:
            body = body_of(event)
            return f"version {version}" in body and f"{count} of 12 answered" in body

        await self.chat["eli"].see_any(self.room, counts, timeout=60)

    async def marked(self, said: str) -> None:
        """Wait for the mark under what was said."""

        def marks(event: Event) -> bool:
            relates = event["content"].get("m.relates_to", {})
            return event["type"] == "m.reaction" and bool(relates.get("event_id") == said)

        await self.chat["eli"].see_any(self.room, marks, timeout=30)

    async def said(self) -> list[Event]:
        """Return what stands in the room since somebody proposed, as the homeserver has it."""
        said = await self.chat["eli"].messages(self.room)
        first = next(n for n, event in enumerate(said) if body_of(event).startswith("!propose"))
        return said[first:]

    def about_decisions(self) -> list[Mail]:
        """Return the mails that tell of decisions."""
        return [mail for mail in self.outbox.mails() if "; number=" in _notice(mail)]


def is_about(mail: Mail, version: int) -> bool:
    """Whether a mail is about this version of the first decision."""
    return f"; number=1; version={version};" in f"{_notice(mail)};"


def _notice(mail: Mail) -> str:
    return dict(mail.head).get("X-Facilitator-Notice", "")


_UNITS = {"days": 86_400, "hours": 3_600, "minutes": 60}


@asynccontextmanager
async def twelve(lab: Lab, sink: MailSink, folder: Path) -> AsyncIterator[Twelve]:
    """The circle, gathered; its service, with its books in ``folder``, ends with it."""
    (folder / AHEAD).write_text("0")
    port = free_port()
    mail = {
        "domain": "mail.example", "key": "k" * 43,
        "outgoing": {"port": sink.port, "starttls": "no"},
        "inbound": {"protocol": "smtp", "port": port, "assume_trusted": True},
    }  # fmt: skip
    more = {"mail": mail, "time": {"settle": "1s"}}
    process = Process(lab, folder, more, sink.maildir, ("tests.e2e.leaping",))
    process.start()
    try:
        await process.ready()
        circle = Twelve(lab, process, Outbox(sink.maildir), port)
        await circle.gather()
        yield circle
    finally:
        if process.is_alive():
            process.kill()
