"""Sealed means sealed (contract §8.9): two meetings in which others answer, and nobody can tell which.

In both, answers come at the same moments; whose they are, what they say, and by which way they
come is not the same. Whoever has not answered must see the very same until it opens: each event and
edit of the room, with its time, their private chat, every raw mail, and what the service logs.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from facilitator.formats.checking import check_text
from facilitator.formats.library import Library
from facilitator.hosting import chance
from facilitator.hosting.practices import shelf
from facilitator.postcard.world import Mail
from tests.transcripts.meeting import Meeting

GARDEN = "circle crew Garden: ana(host), ben, eli; mail: cy, di"
UNHURRIED = "circle crew Garden: ana(host), ben(slow), eli(slow); mail: cy, di"
FOUR_TABLES = "circle crew Garden: ana(host), ben, eli, fay, gus; mail: cy, di, hal"
"""By this lot Ana and Fay sit together, and Gus and Ben; Eli and Di sit with others."""

OWN = """\
format: 1
name: {name}
title: Our own
purpose: Try what nobody else shall see.
for: [crew]
size: {{least: 2, most: 20, ideal: 2-8}}
privacy: {{record: by_yes, note: What is said stays there.}}
steps:
{steps}
"""
FORMATS = {
    "tables": """\
  - {id: talk, kind: pairs, prompt: "What do you see from your window?", live: 3h, slow: 3d}
  - {id: last, kind: prompt_round, prompt: One word to end with., live: 5m, slow: 3d}
""",
    "letters": """\
  - {id: first, kind: go_around, prompt: "How is it with you?", live: {each: 60s}, slow: 3d}
  - {id: second, kind: prompt_round, sealed: yes, prompt: "What is missing?", live: 5m, slow: {with: first}}
""",
    "choosing": """\
  - id: where
    kind: pick
    what: choice
    decides: each
    prompt: Where shall we meet?
    choices: {barn: {title: In the barn}, field: {title: In the field}}
    live: 5m
    slow: 3d
  - {id: open, kind: reveal, of: [where], prompt: This is what we chose., live: 1m, slow: none}
""",
    "harvesting": """\
  - {id: words, kind: prompt_round, prompt: "What did we learn?", live: 5m, slow: 3d}
  - {id: lines, kind: harvest, of: [words], prompt: "Which lines shall we keep?", live: 5m, slow: 4d}
""",
}

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
    circle: str = GARDEN


JOIN = (
    "eli joins table-eli-hal",
    "ana joins table-ana-fay",
    "fay joins table-ana-fay",
    "ben joins table-gus-ben",
    "gus joins table-gus-ben",
)
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
    "decision": Sealed(
        ("ana> !propose We paint the shed blue. sealed=yes",),
        ("ben>> consent", "cy@ CONCERN It may look cold."),
        ("cy@ PASS", "ben>> aside"),
    ),
    "poll": Sealed(
        ("ana> !poll choose Where do we plant?\\nSouth\\nNorth\\nBy the wall",),
        ("ben>> 1 because of the sun", "cy@ 3"),
        ("cy@ [ ] 1. South\\n[x] 2. North\\n[ ] 3. By the wall", "ana>> pass"),
    ),
    "anonymous poll": Sealed(
        ("ana> !poll choose anonymous=yes Where do we plant?\\nSouth\\nNorth\\nBy the wall",),
        ("ben>> 1", "cy@ 3"),
        ("cy@ 2", "ana>> pass"),
        "circle crew Garden: ana(host), ben, eli, fay; mail: cy, di",
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
    "talk at other tables": Sealed(
        ("ana> !start tables", *JOIN),
        ("fay in table-ana-fay> A heron.", "ben in table-gus-ben> Rain.", "ana>> !pass"),
        ("gus in table-gus-ben> pass", "ana in table-ana-fay> A wall.", "ben>> !status"),
        FOUR_TABLES,
    ),
    "the end of other tables": Sealed(
        ("ana> !start tables", *JOIN),
        ("fay in table-ana-fay> done", "ana in table-ana-fay> done", "ana> !status"),
        ("gus in table-gus-ben> done", "ben in table-gus-ben> done", "ana> !status"),
        FOUR_TABLES,
    ),
    "a second question": Sealed(
        ("ana> !start letters",),
        ("ben>> B: The well is dry.", "cy@ B: PASS"),
        ("cy@ B: A fence, and a gate in it.", "ben>> B: pass"),
        UNHURRIED,
    ),
    "a choice": Sealed(
        ("ana> !start choosing",),
        ("ben>> 1", "cy@ In the field", "ana> !status"),
        ("cy@ 2", "ana>> In the barn", "ana> !status"),
    ),
    "lines": Sealed(
        (
            "ana> !start harvesting",
            "ana re card> Mulch early.",
            "ben re card> Ask first.",
            "cy@ Compost is patience.",
            "di@ PASS",
            "eli re card> pass",
            "+2m",
            "ana re card> !next",
        ),
        ("ben>> ok", "cy@ leave me out"),
        ("cy@ ok", "ana>> Mulch in April."),
    ),
}


@pytest.fixture(autouse=True)
def own_formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house knows some practices more."""
    for name, steps in FORMATS.items():
        text = OWN.format(name=name, steps=steps)
        format_ = check_text(text, f"{name}.yaml", Library.shipped())
        monkeypatch.setitem(shelf.library(), name, format_)


@pytest.mark.parametrize("name", SEALED)
async def test_nobody_can_tell_who_has_answered_what(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Eli in chat and Di by mail see the same in both meetings, and so does who reads the logs."""
    sealed, seen = SEALED[name], []
    for number, answers in enumerate((sealed.one, sealed.other)):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.setattr(chance, "CHANCE", random.Random(7))  # noqa: S311 - the same in both
        with structlog.testing.capture_logs() as logged:
            seen.append([*await held(folder, sealed, answers), *map(str, logged)])
    assert seen[0] == seen[1]


async def test_an_open_round_does_tell(tmp_path: Path) -> None:
    """The comparison finds what can be seen: where nothing is sealed, two meetings differ."""
    seen = []
    open_ = Sealed(("ana> !round What do we need to talk about? sealed=no",), (), ())
    for number, line in enumerate(("cy@ The fence.", "cy@ The well.")):
        folder = tmp_path / str(number)
        folder.mkdir()
        seen.append(await held(folder, open_, (line,)))
    assert seen[0] != seen[1]


async def held(folder: Path, sealed: Sealed, answers: tuple[str, ...]) -> list[str]:
    """Return all that Eli and Di have seen of a meeting a day after two have answered."""
    meeting = await Meeting(folder).open()
    with structlog.testing.capture_logs():
        for line in (sealed.circle, "eli>> !help", *sealed.begin):
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
            yield from map(as_seen, sorted(room.timeline, key=is_edit))
    yield from (as_lies(mail) for mail in world.mailboxes.get("di@example.org", []))


def is_edit(event: dict[str, Any]) -> bool:
    """Say whether an event is an edit: a card is written in a lane of its own, beside what is said."""
    relation: dict[str, Any] = event.get("content", {}).get("m.relates_to", {})
    return relation.get("rel_type") == "m.replace"


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
