"""Crews to measure with, founded through the service's own door as people would found them."""

import time
from typing import Any

from bench.processes import Bench
from bench.stub import person

CREWS, SEATS = 20, 150
FOUNDERS = 5
"""A person may found five circles in an hour, so several share the work."""

ASSISTANT = "@facilitator:bench.test"


def found(bench: Bench, count: int = CREWS, seats: int = SEATS) -> list[str]:
    """Found a congregation with crews of so many members each; return the crews' rooms."""
    begin(bench)
    [commons] = made(bench, ["fac_bench_commons"])
    say(bench, [_join(commons, founder(n)) for n in range(1, FOUNDERS)])
    say(bench, [text(commons, founder(n % FOUNDERS), f"!new crew c{n}") for n in range(count)])
    rooms = made(bench, [f"fac_bench_c{n}" for n in range(count)])
    say(
        bench,
        [_join(room, person(n, seat)) for n, room in enumerate(rooms) for seat in range(seats)],
    )
    return rooms


def made(bench: Bench, aliases: list[str]) -> list[str]:
    """The rooms with these aliases, waited for: a service that has only just come up is slow."""
    give_up = time.monotonic() + 30
    while True:
        known: dict[str, str] = bench.tell_stub("/rooms")
        if known.keys() >= set(aliases) or time.monotonic() > give_up:
            return [known[alias] for alias in aliases]
        time.sleep(0.05)


def begin(bench: Bench) -> None:
    """Found the congregation Bench."""
    start = "!start:bench.test"
    say(bench, [_member(start, ASSISTANT, "invite", founder(0))])
    say(bench, [text(start, founder(0), "!new congregation Bench")])


def begin_rounds(bench: Bench, rooms: list[str], name: str) -> None:
    """Begin a go-around in every crew; the one before ends."""
    for word in ("!cancel", f"!goaround How are you in the {name}? each=12h"):
        say(bench, [text(room, founder(n % FOUNDERS), word) for n, room in enumerate(rooms)])


def say(bench: Bench, events: list[dict[str, Any]]) -> None:
    """Let people say and do things, and wait until the service has nothing more to say to it."""
    bench.tell_stub("/say", events)


def tell(bench: Bench, room: str, word: str) -> None:
    """Let the first founder say one thing in a room."""
    say(bench, [text(room, founder(0), word)])


def join(bench: Bench, room: str) -> None:
    """Let the first founder come into a room."""
    say(bench, [_join(room, founder(0))])


def founder(n: int) -> str:
    return f"@founder-{n}:bench.test"


def text(room: str, sender: str, body: str) -> dict[str, Any]:
    content = {"msgtype": "m.text", "body": body, "m.mentions": {}}
    return {"type": "m.room.message", "room": room, "sender": sender, "content": content}


def _join(room: str, who: str) -> dict[str, Any]:
    return _member(room, who, "join", who)


def _member(room: str, who: str, membership: str, sender: str) -> dict[str, Any]:
    content = {"membership": membership, "displayname": who[1:].partition(":")[0]}
    return {"type": "m.room.member", "room": room, "sender": sender, "state_key": who,
            "content": content}  # fmt: skip
