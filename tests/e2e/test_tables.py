"""More people than a practice is for: tables, each in a room that only those who sit there can read.

The service runs as a process of its own. In one of the tests it is killed while people speak.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from facilitator.demo.client import HomeserverRefused
from facilitator.demo.letters import Mail, Outbox
from facilitator.demo.outbox import MailSink
from facilitator.demo.person import Person, notice_of
from facilitator.demo.synapse import free_port
from facilitator.demo.waiting import until
from tests.e2e.crew import crew_of
from tests.e2e.test_own_format import send_file
from tests.kill.harness import Process, ask_books
from tests.kill.members import Writer
from tests.lab.homeserver import Lab

pytestmark = [pytest.mark.synapse, pytest.mark.smtp]

CHAT = ("ana", "ben", "eli", "fay", "gus", "hal")
HARVEST = "What rose at your table?"
BREAD = f"""
format: 1
name: bread
title: Bread
purpose: Sit down together, a few at a table.
for: [crew]
size: {{least: 2, most: 4, ideal: 3-4, above: tables, tell: "{HARVEST}"}}
privacy: {{record: none, note: What is told at a table stays there.}}
steps:
  - id: told
    kind: go_around
    prompt: What are you hungry for?
    live: {{each: 5m}}
    slow: 3d
""".encode()


@dataclass
class Sitting:
    """Six in chat and two by mail, the service as a process, and the tables they sit at."""

    lab: Lab
    process: Process
    outbox: Outbox
    mail_port: int
    people: list[Person] = field(default_factory=list)
    writers: list[Writer] = field(default_factory=list)
    room: str = ""
    tables: dict[str, list[Person]] = field(default_factory=dict)

    async def gather(self) -> None:
        """Found the crew, bring in two by mail, and put the practice on the shelf."""
        self.people, self.room = await crew_of(self.lab, *CHAT)
        ana = self.people[0]
        for name in ("Cy", "Di"):
            address = f"{name.lower()}@letters.example"
            writer = Writer(name, address, self.outbox, self.mail_port)
            self.writers.append(writer)
            await ana.say(self.room, f"!mail invite {address} {name}")
            await writer.answers(await writer.gets("confirm_asked"), "YES")
            await writer.gets("member_welcomed")
        sent = await send_file(self.lab, ana, self.room, BREAD)
        await ana.say(self.room, "!format add", reply_to=sent)
        await ana.see(self.room, kind="format_kept", timeout=20)

    async def sit_down(self) -> None:
        """Begin; each takes the one invitation to a table that they find."""
        await self.people[0].say(self.room, "!start bread")
        for person in self.people:
            invite = await person.invited(lambda one: one.name.endswith("Bread"), timeout=20)
            await person.join(invite.room)
            self.tables.setdefault(invite.room, []).append(person)

    async def greet(self) -> None:
        """All are here: each says so at their table, which begins; where nobody hosts yet, one does."""
        for room, people in self.tables.items():
            if self.people[0] not in people:
                await people[0].see_any(room, "Who would like to host", timeout=20)
                await people[0].say(room, "!in")
            for person in people:
                await person.see_any(room, kind="roll_call", timeout=20)
                await person.say(room, "!in")

    async def speak(self) -> None:
        """Everybody takes their turn once it comes, table beside table."""
        await asyncio.gather(
            *(self._turn(room, p) for room in self.tables for p in self.tables[room])
        )

    async def _turn(self, room: str, person: Person) -> None:
        mine = partial(_turn_of, person)
        await person.see_any(room, mine, timeout=60)
        await person.say(room, words_of(person))
        await person.say(room, "done")

    async def write(self) -> None:
        """Those by mail answer for their table."""
        for writer in self.writers:
            await writer.answers(await writer.gets("round_announced"), letter_of(writer))

    async def pass_on(self) -> None:
        """Where a letter was read nothing echoes in anybody, neither in the room nor by mail."""
        with_mail = [self.at_table_of(writer) for writer in self.writers]
        for room, people in self.tables.items():
            if people not in with_mail:
                continue
            echo = await people[0].see_any(room, kind="echo_opened", timeout=30)
            for person in people:
                await person.say(room, "!pass", reply_to=echo["event_id"])
        for writer in self.writers:
            await writer.answers(await writer.gets("echo_opened"), "PASS")

    def at_table_of(self, writer: Writer) -> list[Person]:
        """Return who sits with somebody by mail, as their letter names them."""
        plain = _flat(writer.mails("round_announced")[-1])
        named = plain[plain.index("You are at table") : plain.index("Nobody else reads")]
        with_them = {person.name for person in self.people if person.name in named}
        tables = self.tables.values()
        return next(people for people in tables if {one.name for one in people} == with_them)


def words_of(person: Person) -> str:
    """Return what somebody in chat tells at their table."""
    return f"{person.name} is hungry for rye."


def letter_of(writer: Writer) -> str:
    """Return what somebody by mail writes to their table."""
    return f"{writer.name} is hungry for wheat."


def _turn_of(person: Person, event: dict[str, Any]) -> bool:
    notice = notice_of(event) or {}
    return notice.get("kind") == "turn_opened" and notice.get("member") == person.user_id


@pytest.fixture
async def sitting(synapse: Lab, sink: MailSink, tmp_path: Path) -> AsyncIterator[Sitting]:
    """A circle of eight that has not sat down yet."""
    folder, port = tmp_path / "service", free_port()
    folder.mkdir()
    mail = {
        "domain": "mail.example", "key": "k" * 43,
        "outgoing": {"port": sink.port, "starttls": "no"},
        "inbound": {"protocol": "smtp", "port": port, "assume_trusted": True},
    }  # fmt: skip
    process = Process(synapse, folder, {"mail": mail, "time": {"settle": "1s"}}, sink.maildir)
    process.start()
    try:
        await process.ready()
        sitting = Sitting(synapse, process, Outbox(sink.maildir), port)
        await sitting.gather()
        yield sitting
    finally:
        if process.is_alive():
            process.kill()


async def refused(person: Person, room: str) -> None:
    """Somebody may neither read a room, with their own token, nor enter it."""
    for attempt in (person.messages, person.join):
        with pytest.raises(HomeserverRefused) as told:
            await attempt(room)
        assert told.value.status == 403


async def bodies(person: Person, room: str, kind: str = "") -> list[str]:
    """Return what stands in a room as the homeserver has it, perhaps of one kind alone."""
    said = await person.messages(room)
    return [
        str(event["content"].get("body", ""))
        for event in said
        if not kind or (notice_of(event) or {}).get("kind") == kind
    ]


async def test_each_table_is_read_by_those_who_sit_there(sitting: Sitting) -> None:
    """Nobody else reads a table, no letter of it goes astray, and all hear a line of each."""
    await sitting.sit_down()
    assert len(sitting.tables) == 2
    for room, people in sitting.tables.items():
        for person in sitting.people:
            if person not in people:
                await refused(person, room)
    await sitting.greet()
    await sitting.write()
    await sitting.speak()
    await sitting.pass_on()
    for writer in sitting.writers:
        await _check_letters(sitting, writer)
    await _check_lines(sitting)


async def _check_letters(sitting: Sitting, writer: Writer) -> None:
    """Those who write have in their letter the words of their own table, and of no other."""
    with_them = sitting.at_table_of(writer)
    letter = _flat(await writer.gets("circle_letter"))
    mine = [mail for mail in sitting.outbox.mails() if mail.recipient == writer.address]
    everything = " ".join(map(_flat, mine))
    for person in sitting.people:
        assert letter.count(words_of(person)) == (person in with_them)
        assert (words_of(person) in everything) == (person in with_them)


async def _check_lines(sitting: Sitting) -> None:
    """Who tells of each table is asked in the circle; their lines, and no more, are there for all."""
    asked = await sitting.people[0].see_any(sitting.room, HARVEST, kind="round_announced")
    tellers = [p for p in sitting.people if p.name in asked["content"]["body"]]
    for person in tellers:
        line = f"{person.name} tells: rye."
        said = await person.say(sitting.room, line, reply_to=asked["event_id"])
        await person.see_any(sitting.room, partial(_is_mark_of, said))
    for writer in sitting.writers:
        for mail in writer.mails("round_announced")[1:]:
            await writer.answers(mail, f"{writer.name} tells: wheat.")
    await sitting.people[0].say(sitting.room, "!next")
    await sitting.people[-1].see_any(sitting.room, kind="circle_letter", timeout=30)
    here = await bodies(sitting.people[-1], sitting.room)
    assert not [body for body in here if "hungry for rye" in body or "hungry for wheat" in body]
    (letter,) = await bodies(sitting.people[-1], sitting.room, "circle_letter")
    assert letter.count("tells:") == len(sitting.tables)


def _is_mark_of(said: str, event: dict[str, Any]) -> bool:
    """Whether this is a reaction under what was said."""
    relates = event["content"].get("m.relates_to", {})
    return event["type"] == "m.reaction" and relates.get("event_id") == said


def _flat(mail: Mail) -> str:
    return " ".join(mail.plain.split())


async def test_a_death_while_people_speak_loses_and_doubles_nothing(sitting: Sitting) -> None:
    """Killed amid turns, with words on their way, each table goes on from where it was."""
    await sitting.sit_down()
    await sitting.greet()
    first = [await _first_turn(room, people) for room, people in sitting.tables.items()]
    sitting.process.kill()
    for room, person in zip(sitting.tables, first, strict=True):
        await person.say(room, words_of(person))
    sitting.process.start()
    await sitting.process.ready()
    for room, person in zip(sitting.tables, first, strict=True):
        said = words_of(person)
        await until(partial(_kept, sitting, said), "what was said meanwhile is lost", 30)
        await person.say(room, "done")
    others = [(r, p) for r, people in sitting.tables.items() for p in people if p not in first]
    await asyncio.gather(*(sitting._turn(room, person) for room, person in others))
    await sitting.write()
    await sitting.pass_on()
    for room, people in sitting.tables.items():
        await people[0].see_any(room, kind="round_closed", timeout=30)
        letters = await bodies(people[0], room, "circle_letter")
        turns = await bodies(people[0], room, "turn_opened")
        assert len(letters) == 1
        for person in people:
            assert letters[0].count(words_of(person)) == 1
            assert sum(person.name in turn for turn in turns) == 1
            assert _kept(sitting, words_of(person)) == 1
    for writer in sitting.writers:
        await writer.gets("circle_letter")
        for kind in ("round_announced", "circle_letter"):
            assert len({mail.message_id for mail in writer.mails(kind)}) == 1
        assert _kept(sitting, letter_of(writer)) == 1


def _kept(sitting: Sitting, text: str) -> int:
    """How often something stands in the books."""
    rows = ask_books(sitting.process.books, "SELECT text FROM words")
    return [kept for (kept,) in rows].count(text)


async def _first_turn(room: str, people: list[Person]) -> Person:
    """Return who has the floor first at a table."""
    opened = await people[0].see(room, kind="turn_opened", timeout=30)
    member = (notice_of(opened) or {})["member"]
    return next(person for person in people if person.user_id == member)
