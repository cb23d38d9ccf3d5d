"""A meeting: the real desk, postman, ticker and ears, in a world in memory, at a time set by hand.

Nothing waits for real time and nothing happens by itself: after each line everything that follows
from it is brought to its end, and then what became visible is told.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from facilitator.clock import SetClock, micros, moment
from facilitator.core.notices import Assistant
from facilitator.desk import Desk
from facilitator.formats.bench import Bench
from facilitator.formats.library import Library
from facilitator.hosting import receive, refuse
from facilitator.hosting.inner import hear_inner
from facilitator.matrix.inbound import hear
from facilitator.matrix.receiving import Receiving
from facilitator.medium import Medium
from facilitator.playhouse import Playhouse
from facilitator.postcard import Postcard, Refused, World
from facilitator.postman import Postman
from facilitator.store import Store
from facilitator.store import tables as t
from facilitator.ticker import Ticker
from facilitator.visit import House
from tests.lab.once import ENGLISH, blank_books
from tests.transcripts import books, letters
from tests.transcripts.acting import Acted, People
from tests.transcripts.language import (
    Begin,
    Circle,
    Mistake,
    Newcomers,
    PlainRoom,
    Restart,
    Show,
    Somebody,
    Step,
    Wait,
    Watch,
    Write,
    read,
)
from tests.transcripts.seen import Seen, block
from tests.transcripts.setting import Setting, address_of

if TYPE_CHECKING:
    from tests.transcripts.post_office import PostOffice

THURSDAY = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)
"""When a meeting begins that does not say: four days before the contract's sample Monday."""

SERVER = "lab.test"
ZONE = ZoneInfo("Europe/Lisbon")
PATIENCE = 10.0
"""Real seconds after which what follows from one line is taken for endless."""


class Meeting:
    """One meeting; ``open`` before the first line, ``close`` after the last."""

    def __init__(self, folder: Path) -> None:
        self.clock = SetClock(THURSDAY)
        self._books = folder / "facilitator.db"
        self.store = blank_books(self._books)
        self.house = House(SERVER, ENGLISH, ZONE)
        self.world = World(SERVER, self.clock, self.house.is_ours)
        self.seen = Seen(self.world)
        self.post_office: PostOffice | None = None
        self._assemble()
        self.people = People(self.world, self.seen)
        self.circles: dict[str, str] = {}
        self._rung: set[tuple[str, int]] = set()
        self._mails = 0
        for assistant in Assistant:
            self.world.call(self.world.user(assistant), assistant.capitalize())

    def _assemble(self) -> None:
        """Put the service together from what is in its books."""
        postcard = Postcard(self.world)
        bench, playhouse = Bench(Library.shipped), Playhouse(self.house, receive)
        media: dict[str, Medium] = {
            "matrix": postcard, "mail": postcard, "bench": bench, "playhouse": playhouse,
        }  # fmt: skip
        self.postman = Postman(self.store, self.clock, media, lambda: None, slot_gap=0)
        ears = {"matrix": hear, "inner": hear_inner}
        self.desk = Desk(self.store, self.clock, self.house, ears, receive, refuse, self.postman)
        self.ticker = Ticker(self.store, self.clock, self.desk)
        self.receiving = Receiving(self.store, self.clock, self.house.is_ours, lambda: None)

    async def open(self) -> "Meeting":
        """Open the books."""
        await self.store.open()
        return self

    async def close(self) -> None:
        """Close the books."""
        await self.postman.stop()
        await self.store.close()

    async def take(self, line: str) -> list[str]:
        """Let happen what a line says; return what became visible. Raises ``Mistake``."""
        step = read(line)
        try:
            return await self._take(step)
        except Refused as no:
            raise Mistake(f"the world refuses this ({no}): {line}") from no

    async def _take(self, step: Step) -> list[str]:
        match step:
            case Wait():
                return await self._wait(step)
            case Show(what):
                return await self._show(what)
            case Begin() | Newcomers() | Circle():
                await self._set_up(step)
                self.world.pushed()
                self.seen.forget()
            case Watch(labels):
                self.seen.watched = labels
            case PlainRoom():
                self._plain_room(step)
            case Write():
                await self._write(step)
            case Restart():
                await self._restart()
            case _:
                await self._open_chat_for(step)
                self.people.act(step)
        return await self._outcome()

    async def _open_chat_for(self, step: Acted) -> None:
        """Open a private chat for somebody who speaks in theirs and has none, and wait for company."""
        self.people.introduce([Somebody(step.who)])
        where = getattr(step, "where", None)
        if where and where.private and self.people.private(step.who) is None:
            self.world.open_private_chat(self.world.user(step.who))
            await self._settle()

    # -- setting up -----------------------------------------------------------------------------

    async def _set_up(self, step: Begin | Newcomers | Circle) -> None:
        match step:
            case Begin(at):
                self.clock.advance(at - self.clock.now())
            case Newcomers(people):
                self.people.introduce(people)
            case Circle():
                if step.mail or any("mail" in somebody.flags for somebody in step.chat):
                    self._open_post_office()
                self.people.introduce([*step.chat, *step.mail])
                made = await self.store.write(
                    lambda c: Setting(c, self.world, self.house, self.circles).circle(step)
                )
                for number, (name, id_) in enumerate(made):
                    self.people.name_room(name, id_, home=number == 0)

    async def _restart(self) -> None:
        """Stop the service, and let it begin anew: it knows what its books say, and nothing else."""
        await self.close()
        self.store = Store(f"sqlite:///{self._books}")
        self.house = House(SERVER, ENGLISH, ZONE)
        self._assemble()
        await self.store.open()
        if self.post_office is not None:
            self._open_post_office()

    def _open_post_office(self) -> None:
        """Let there be mail: it is on in meetings where somebody takes part by mail."""
        # Late, because most meetings need nothing of the mail side.
        from tests.transcripts.post_office import PostOffice

        self.post_office = PostOffice(self.store, self.clock)
        self.house = self.desk.house = replace(self.house, mail=self.post_office.house)
        self.desk.ears = {**self.desk.ears, "mail": self.post_office.ear}

    def _plain_room(self, step: PlainRoom) -> None:
        self.people.introduce(step.people)
        maker, *others = (self.world.user(somebody.name) for somebody in step.people)
        body = {"name": step.name, "invite": [*others, self.world.user(Assistant.FACILITATOR)]}
        id_ = self.world.make_room(maker, body)
        for user in others:
            self.world.join(user, id_)
        self.people.name_room(step.name.lower(), id_)

    # -- mail -----------------------------------------------------------------------------------

    async def _write(self, step: Write) -> None:
        if self.post_office is None:
            raise Mistake("nobody takes part by mail here")
        sender, at = address_of(step.who), self.clock.now()
        self.people.introduce([Somebody(step.who)])
        self._mails += 1
        id_ = f"<{self._mails}.{step.who}@example.org>"
        if step.to:
            to = f"{step.to}@{self.post_office.house.lists.domain}"
            raw = letters.fresh(sender, to, step.text, id_, at)
        else:
            box = self.world.mailboxes.get(sender, [])
            parent = letters.find(box, (step.target or "").strip('"'))
            if parent is None:
                raise Mistake(f"there is no such mail in the mailbox of {step.who}")
            raw, to = letters.reply(parent, sender, step.text, id_, at)
        await self.post_office.take(self.world.post_mail(raw, sender, to))

    # -- time -----------------------------------------------------------------------------------

    async def _wait(self, step: Wait) -> list[str]:
        """Let time pass from alarm to alarm, each at its own moment."""
        end, told = self.clock.now() + step.span, []
        while (due := await self._next_alarm(end)) is not None:
            if due > self.clock.now():
                self.clock.advance(due - self.clock.now())
            await self.ticker._ring_due()
            if lines := await self._outcome():
                local = self.clock.now().astimezone(ZONE)
                told += [
                    f"({local:%a} {local.day} {local:%B %H:%M:%S})".replace(":00)", ")"),
                    *lines,
                ]
        self.clock.advance(end - self.clock.now())
        return told

    async def _next_alarm(self, end: datetime) -> datetime | None:
        """Return when the next alarm rings that has not rung yet, and take it for rung."""
        statement = (
            select(t.alarm.c.subject, t.alarm.c.due_at)
            .where(t.alarm.c.due_at <= micros(end))
            .order_by(t.alarm.c.due_at)
        )
        rows = await self.store.read(lambda c: c.execute(statement).all())
        waiting = [(row.subject, row.due_at) for row in rows]
        fresh = [alarm for alarm in waiting if alarm not in self._rung]
        if not fresh:
            return None
        due = fresh[0][1]
        self._rung |= {alarm for alarm in fresh if alarm[1] <= due}
        return moment(due)

    # -- what follows ---------------------------------------------------------------------------

    async def _outcome(self) -> list[str]:
        await self._settle()
        if trouble := await self.store.read(books.trouble):
            raise Mistake("; ".join(trouble))
        return self.seen.news()

    async def _settle(self) -> None:
        """Bring everything that follows to its end: ears, desk, postman, and again until quiet."""
        try:
            async with asyncio.timeout(PATIENCE):
                while await self._go_round():
                    pass
        except TimeoutError:
            raise Mistake("what follows from this line never ends") from None

    async def _go_round(self) -> bool:
        self.people.accept_chats()
        pushed = self.world.pushed()
        await self.receiving.push(pushed)
        taken = await self.desk.take_waiting()
        await self.postman.drain()
        return bool(pushed or taken or await self._inbox_waits())

    async def _inbox_waits(self) -> int:
        statement = select(func.count()).select_from(t.inbox).where(t.inbox.c.state == 0)
        return int(await self.store.read(lambda c: c.execute(statement).scalar_one()))

    # -- showing --------------------------------------------------------------------------------

    async def _show(self, what: str) -> list[str]:
        if what == "ledger":
            return await self.store.read(books.shown)
        if box := self.world.mailboxes.get(address_of(what)):
            return self.seen.mails(address_of(what), box)
        room = self.people.private(what) or self.people.named(what)
        label = what
        return [line for text in self.world.lines(room.id) for line in block(label, text)]


async def play(meeting: Meeting, *lines: str) -> str:
    """Let happen what the lines say; return what became visible of the last one."""
    seen: list[str] = []
    for line in lines:
        seen = await meeting.take(line)
    return "\n".join(seen)


async def transcribe(text: str, take: Callable[[str], Awaitable[list[str]]]) -> str:
    """Return a meeting's text with what is seen written anew below each line.

    Raises ``Mistake`` naming the line.
    """
    out: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith((" ", "\t")):
            continue
        out.append(line.rstrip())
        if line.strip() and not line.startswith("#"):
            try:
                out += [f"    {seen}".rstrip() for seen in await take(line)]
            except Mistake as mistake:
                raise Mistake(f"line {number}: {mistake}") from mistake
    return "\n".join(out) + "\n"
