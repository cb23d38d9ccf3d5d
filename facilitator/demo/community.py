"""Riverside: the community that the demo begins with, founded as people would found it.

Ana, Ben, Eli, Fay and Gus have Matrix accounts; Cy, Di and Hal take part by mail alone. Ana founds
the congregation and the crew Garden by talking to the Facilitator; the others come when they are
invited; the mail members confirm from their own mailboxes.
"""

import asyncio
import json
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from facilitator.demo.correspondent import Correspondent
from facilitator.demo.letters import Outbox
from facilitator.demo.person import Person
from facilitator.demo.stage import MAIL_DOMAIN, ZONE, Stage
from facilitator.store import tables as t

CHAT = ("Ana", "Ben", "Eli", "Fay", "Gus")
"""People with Matrix accounts; the first hosts, the first three sit in Garden."""

MAIL = ("Cy", "Di", "Hal")
"""People who take part by mail; the first two sit in Garden."""

GARDEN_CHAT, GARDEN_MAIL = CHAT[:3], MAIL[:2]


@dataclass(slots=True)
class Community:
    """Who is there and where: ``rooms`` by path (``riverside/garden``), ``lists`` by circle."""

    people: dict[str, Person]
    correspondents: dict[str, Correspondent]
    rooms: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)

    async def close(self) -> None:
        """Everybody goes offline."""
        await asyncio.gather(*(person.close() for person in self.people.values()))


async def settle(stage: Stage) -> Community:
    """Found Riverside on a fresh stage; returns when everyone has arrived."""
    outbox = Outbox(stage.outbox)
    correspondents = {
        name: Correspondent(name, f"{name.lower()}@post.example", outbox, stage.smtp)
        for name in MAIL
    }
    stage.people.update({c.address: c.name for c in correspondents.values()})
    people = dict(zip(CHAT, await asyncio.gather(*(_arrive(stage, n) for n in CHAT)), strict=True))
    community = Community(people, correspondents)
    try:
        await _found(stage, community)
    except BaseException:
        await community.close()
        raise
    return community


async def _arrive(stage: Stage, name: str) -> Person:
    account = await stage.synapse.register_user(name.lower(), secrets.token_urlsafe(9), name)
    return await Person(stage.synapse.url, account, name).start()


async def _found(stage: Stage, community: Community) -> None:
    ana = community.people["Ana"]
    chats = await asyncio.gather(*(_greet(stage, p) for p in community.people.values()))
    await ana.say(chats[0], "new congregation Riverside")
    await ana.see(chats[0], kind="circle_created", timeout=30)
    community.rooms = await _rooms(stage)
    others = [p for name, p in community.people.items() if name != "Ana"]
    await asyncio.gather(_open_riverside(community, others), _open_garden(community, chats[0]))
    community.rooms = await _rooms(stage)
    await _join_garden(community)
    await _bring_mail_members(community)
    community.lists = {
        "riverside": f"riverside@{MAIL_DOMAIN}",
        "riverside-garden": f"riverside-garden@{MAIL_DOMAIN}",
    }


async def _greet(stage: Stage, person: Person) -> str:
    """Open a private chat with the Facilitator and say in which zone one lives."""
    room = await person.create_dm(f"@facilitator:{stage.synapse.server_name}")
    await person.see(room, "Hello", timeout=30)
    await person.say(room, f"!zone {ZONE}")
    await person.see(room, ZONE, timeout=30)
    return room


async def _open_riverside(community: Community, others: list[Person]) -> None:
    """Ana asks everyone in; the other rooms open from the space."""
    ana, rooms = community.people["Ana"], community.rooms
    space, commons = rooms["riverside/space"], rooms["riverside/commons"]
    await ana.join(space)
    await ana.join(commons)
    await ana.join(rooms["riverside/hosts"])
    for person in others:
        await ana.invite(space, person.user_id)
        await ana.invite(commons, person.user_id)
    await asyncio.gather(*(_enter(rooms, person) for person in (ana, *others)))


async def _enter(rooms: dict[str, str], person: Person) -> None:
    for part in ("space", "commons", "rounds", "welcome", "board"):
        await person.join(rooms[f"riverside/{part}"])


async def _open_garden(community: Community, chat: str) -> None:
    ana = community.people["Ana"]
    guests = ",".join(community.people[name].user_id for name in GARDEN_CHAT[1:])
    await ana.say(chat, f"new crew Garden with={guests}")
    await ana.see(chat, kind="circle_created", timeout=30)


async def _join_garden(community: Community) -> None:
    garden, ana = community.rooms["riverside/garden"], community.people["Ana"]
    await asyncio.gather(*(community.people[name].join(garden) for name in GARDEN_CHAT))
    await ana.say(garden, "!helpers +timekeeper +scribe +postie")
    await ana.see(garden, "Postie (here)", timeout=30)


async def _bring_mail_members(community: Community) -> None:
    """Ana invites by mail; each confirms from their own mailbox, once for each circle."""
    ana, garden = community.people["Ana"], community.rooms["riverside/garden"]
    commons = community.rooms["riverside/commons"]
    for name, person in community.correspondents.items():
        await ana.say(commons, f"!mail invite {person.address} {name}")
        if name in GARDEN_MAIL:
            await ana.say(garden, f"!mail invite {person.address} {name}")
    await asyncio.gather(
        *(_confirm(c, 2 if n in GARDEN_MAIL else 1) for n, c in community.correspondents.items())
    )
    for name in GARDEN_MAIL:
        await ana.see_any(garden, f"{name} now takes part by mail", timeout=30)


async def _confirm(person: Correspondent, circles: int) -> None:
    for _ in range(circles):
        await person.answers(await person.gets("confirm_asked", seconds=30), "YES")
    for _ in range(circles):
        await person.gets("member_welcomed", seconds=30)


async def _rooms(stage: Stage) -> dict[str, str]:
    """Return every room of a circle by its path: ``riverside/commons``, ``riverside/garden``."""
    service = stage.service
    if service is None:
        raise RuntimeError("the stage is not open")
    statement = select(t.circle.c.slug, t.circle.c.parent, t.place.c.part, t.place.c.address).join(
        t.place, t.place.c.circle == t.circle.c.id
    )
    rows = await service.store.read(lambda c: c.execute(statement).all())
    return {
        slug.replace("-", "/", 1) if parent else f"{slug}/{part}": address
        for slug, parent, part, address in rows
        if address
    }


def told(stage: Stage, community: Community) -> dict[str, Any]:
    """Return what ``--json`` writes: how to reach everything and everyone (contract §10)."""
    rooms = dict(community.rooms)
    space = rooms.pop("riverside/space")
    return {
        "homeserver": stage.synapse.url,
        "server_name": stage.synapse.server_name,
        "users": [
            {
                "user_id": person.user_id,
                "display_name": name,
                "password": person.account.password,
                "access_token": person.account.access_token,
            }
            for name, person in community.people.items()
        ],
        "mail_members": [
            {"name": c.name, "address": c.address} for c in community.correspondents.values()
        ],
        "spaces": {"riverside": space},
        "rooms": rooms,
        "lists": community.lists,
        "smtp": {"host": stage.smtp[0], "port": stage.smtp[1]},
        "outbox": str(stage.outbox),
        "web": stage.web,
        "viewer": stage.viewer,
    }


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write the file whole or not at all: readable by its owner only, then renamed into place."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
