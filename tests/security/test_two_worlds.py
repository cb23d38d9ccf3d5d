"""Sealed means sealed (contract §8.9): two meetings in which others answer, and nobody can tell which.

In both, answers come at the same moments; whose they are, what they say, and by which way they
come is not the same. Whoever has not answered must see the very same until it opens: each event and
edit of the room, with its time, their private chat, every raw mail, and what the service logs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from facilitator.postcard.world import Mail
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli; mail: cy, di"

_ID = re.compile(
    r"\$[\w.-]+|![\w.-]+:lab\.test|\b(?:out|rnd|wrd|mem|plc|crc)_[0-9A-Za-z]+|<[^<>@\s]+@[^<>\s]+>"
    r"|\b[rtvcb]\.[a-z2-7]{26}|\b[A-Za-z0-9]{40,}\b|=_[0-9a-f]{32}|@_fac_[0-9a-f]{16}"
)
"""What is another name in each meeting for the same thing."""


@dataclass(frozen=True)
class Sealed:
    """A way something is sealed: what leads to it, and two courses of answers to it."""

    begin: tuple[str, ...]
    one: tuple[str, ...]
    other: tuple[str, ...]


SEALED = {
    "round": Sealed(
        ("ana> !round What do we need to talk about?",),
        ("ben>> I miss our Sundays.", "cy@ The fence. It falls, and nobody saw it but me."),
        ("cy@ Nothing from me but this.", "ana>> The harvest plan, in all its length and beauty."),
    ),
    "pass": Sealed(
        ("ana> !round What do we need to talk about?",),
        ("ben>> pass", "cy@ The fence."),
        ("cy@ PASS", "ben>> The fence."),
    ),
    "points": Sealed(
        ("ana> !start agenda_building", "ana re card> The gate.", "cy@ The well.", "ana> !next"),
        ("ben>> 5 on 1", "cy@ 2: 5"),
        ("cy@ 1: 3", "ana>> 5 on 2"),
    ),
    "writing": Sealed(
        ("ana> !start appreciations",),
        ("ben>> Eli, for the soup.", "cy@ Ana, for the keys."),
        ("cy@ Everybody.", "ana>> Ben, for the long way home."),
    ),
}


@pytest.mark.parametrize("name", SEALED)
async def test_nobody_can_tell_who_has_answered_what(name: str, tmp_path: Path) -> None:
    """Eli in chat and Di by mail see the same in both meetings, and so does who reads the logs."""
    sealed, seen = SEALED[name], []
    for number, answers in enumerate((sealed.one, sealed.other)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with structlog.testing.capture_logs() as logged:
            seen.append([*await held(folder, sealed.begin, answers), *map(str, logged)])
    assert seen[0] == seen[1]


async def test_an_open_round_does_tell(tmp_path: Path) -> None:
    """The comparison finds what can be seen: where nothing is sealed, two meetings differ."""
    begin, seen = ("ana> !round What do we need to talk about? sealed=no",), []
    for number, line in enumerate(("cy@ The fence.", "cy@ The well.")):
        folder = tmp_path / str(number)
        folder.mkdir()
        seen.append(await held(folder, begin, (line,)))
    assert seen[0] != seen[1]


async def held(folder: Path, begin: tuple[str, ...], answers: tuple[str, ...]) -> list[str]:
    """Return all that Eli and Di have seen of a meeting a day after two have answered."""
    meeting = await Meeting(folder).open()
    with structlog.testing.capture_logs():
        for line in (GARDEN, "eli>> !help", *begin):
            await meeting.take(line)
    for line in answers:
        await meeting.take("+10m")
        await meeting.take(line)
    await meeting.take("+1d")
    lines = list(what_is_seen(meeting))
    await meeting.close()
    return same_names(lines)


def what_is_seen(meeting: Meeting) -> Iterator[str]:
    """Yield every event of the rooms Eli is in, as a client has it, and Di's mails as they lie there."""
    world = meeting.world
    for room in world.rooms.values():
        if world.user("eli") in room.members():
            yield from (as_seen(event) for event in room.timeline)
    yield from (as_lies(mail) for mail in world.mailboxes.get("di@example.org", []))


def as_seen(event: dict[str, Any]) -> str:
    """Return an event as a client has it."""
    return " ".join(f"{key}={event.get(key)}" for key in
                    ("event_id", "type", "sender", "origin_server_ts", "state_key", "content"))  # fmt: skip


def as_lies(mail: Mail) -> str:
    """Return a mail as it lies in the mailbox."""
    return mail.raw.decode("utf-8", "replace")


def same_names(lines: list[str]) -> list[str]:
    """Call each thing by the order in which it is first seen."""
    known: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return known.setdefault(found[0], f"#{len(known)}")

    return [_ID.sub(name, line) for line in lines]
