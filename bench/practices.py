"""Practices through the desk: how many steps a second, and what one round of 200 places costs."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bench import crews
from bench.events import PASS, Stopwatch, judge, play
from bench.letters import ask
from bench.processes import Bench, Watched, running
from bench.stub import QUIET, person

CREWS, SEATS, STEPS = 20, 3, 5
"""Small crews, each with its founder, and the steps of the practice that all of them hold."""

PLACES, PER_SECOND = 200, 20


def steps(bench: Bench) -> list[dict[str, Any]]:
    """Twenty crews hold an advice process at once, and everybody passes until it is over."""
    with _served(bench) as (service, rooms):
        practices = [crews.text(room, person(n, 0), "!start advice_process Seven or eight beds?")
                     for n, room in enumerate(rooms)]  # fmt: skip
        passes = [crews.text(room, who, "!pass")
                  for _ in range(STEPS) for n, room in enumerate(rooms) for who in _seats(n)]  # fmt: skip
        seconds, cpu = _said(bench, service, [*practices, *passes])
        held = _count(bench, "SELECT count(*) FROM journal WHERE fact LIKE '%\"StepEnded\"%'")
        left = _count(bench, "SELECT count(*) FROM round WHERE open")
    return [{"name": "steps", "steps_per_s": round(held / seconds), "held": held,
             "cpu_s_per_1000": round(cpu / held * 1000, 3), "still_open": left}]  # fmt: skip


def big_round(bench: Bench) -> list[dict[str, Any]]:
    """A go-around of 200 places, answered over ten seconds: one card, and few edits of it."""
    load = replace(PASS, people=PLACES - 1, seconds=(PLACES - 1) / PER_SECOND)
    with _served(bench, 1, PLACES - 1) as (service, rooms):
        first = crews.text(rooms[0], crews.founder(0), "!goaround How are you? each=12h")
        _, begun = _said(bench, service, [first])
        cpu = Stopwatch(service)
        with cpu.running():
            seen = judge(play(bench, "round", load, rooms, PER_SECOND))
            crews.tell(bench, rooms[0], "!pass")
            _until_calm(bench)
        return [{"name": "round-200", "begin_cpu_s": round(begun, 3),
                 "cpu_s_per_1000": round(cpu.spent / PLACES * 1000, 3),
                 "p99_ms": round(seen["p99_ms"], 1), "lost": int(seen["lost"]), **_sent(bench),
                 "still_open": _count(bench, "SELECT count(*) FROM round WHERE open")}]  # fmt: skip


def _until_calm(bench: Bench) -> None:
    """Wait until the card shows how the round ended: a big one follows at its beat."""
    give_up = time.monotonic() + 30
    while _count(bench, "SELECT count(*) FROM alarm WHERE subject LIKE 'card:%'"):
        if time.monotonic() > give_up:
            raise TimeoutError("the card does not follow")
        time.sleep(0.1)


def _sent(bench: Bench) -> dict[str, int]:
    """What the room got of the round: messages, edits of the card, and how much that was."""
    room = (
        "SELECT {} FROM outbox JOIN round ON outbox.place = round.place WHERE outbox.state < 2 AND "
    )
    card = "slot LIKE 'card:%'"
    return {
        "messages": _count(bench, room.format("count(*)") + "act = 'Say' AND made_at >= opened_at "
                           "AND slot IS NULL"),
        "card_edits": _count(bench, room.format("count(*)") + card),
        "card_kib": round(_count(bench, room.format("total(length(body))") + card) / 1024),
    }  # fmt: skip


@contextmanager
def _served(
    bench: Bench, count: int = CREWS, seats: int = SEATS
) -> Iterator[tuple[Watched, list[str]]]:
    """The service with its crews, on the homeserver of paper."""
    log = bench.folder / "bench.log"
    with (
        running(bench.stub_command(), f"{bench.stub}/", log),
        running(bench.service_command(), f"{bench.service}/health/ready", log) as service,
    ):
        yield service, crews.found(bench, count, seats)


def _said(bench: Bench, service: Watched, events: list[dict[str, Any]]) -> tuple[float, float]:
    """Let all of it be said; return the seconds until all was answered, and the CPU-seconds."""
    cpu, begin = Stopwatch(service), time.monotonic()
    with cpu.running():
        crews.say(bench, events)
    return time.monotonic() - begin - QUIET, cpu.spent


def _seats(room: int, seats: int = SEATS) -> list[str]:
    """Everybody in a crew: who founded it, and its members."""
    return [crews.founder(room % crews.FOUNDERS), *(person(room, seat) for seat in range(seats))]


def _count(bench: Bench, question: str) -> int:
    return int(ask(bench, question)[0][0])
