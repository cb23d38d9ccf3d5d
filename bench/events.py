"""Events through the service: a burst and a steady stream, beside the plain echo in the same run."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from bench import crews
from bench.processes import Bench, Watched, running
from bench.stub import answered

Seen = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Load:
    """What is said, by how many people in each room.

    ``prepare`` brings the service into the state that the load needs, once, and returns the rooms;
    ``renew`` does what is needed before each time it is said. Neither is measured.
    """

    name: str
    body: str
    count: int = 3000
    people: int = 7
    steady: float = 100.0
    seconds: float = 20.0
    prepare: Callable[[Bench], list[str]] = lambda _: [f"!room-{n}:bench.test" for n in range(20)]
    renew: Callable[[Bench, list[str], str], None] = lambda *_: None


PING = Load("ping", "!ping")
PASS = Load("pass", "!pass", people=150, prepare=crews.found, renew=crews.begin_rounds)
LOADS = {load.name: load for load in (PING, PASS)}


def play(bench: Bench, name: str, load: Load, rooms: list[str], rate: float = 0.0) -> Seen:
    """Let the homeserver's people speak, and return what was said and sent."""
    count = int(rate * load.seconds) if rate else load.count
    wanted = {"body": load.body, "count": count, "rooms": rooms, "people": load.people,
              "rate": rate, "name": name}  # fmt: skip
    seen: Seen = bench.tell_stub("/play", wanted)
    return seen


def judge(seen: Seen) -> dict[str, float]:
    """Rate, latency and faults, from what the homeserver saw alone."""
    said = {event: (room, at) for event, room, at in seen["said"]}
    answers = [(room, answered(content), at) for room, content, at in seen["sent"]]
    first: dict[str, float] = {}
    for _, event, at in answers:
        if event in said:
            first.setdefault(event, at)
    times = sorted((at - said[event][1]) * 1000 for event, at in first.items())
    counts = Counter(event for _, event, _ in answers if event in said)
    span = max(first.values(), default=0.0) - min((at for _, at in said.values()), default=0.0)
    return {
        "events_per_s": len(first) / span if span > 0 else 0.0,
        "p50_ms": quantile(times, 0.5),
        "p99_ms": quantile(times, 0.99),
        "lost": len(said) - len(first),
        "doubled": sum(n - 1 for n in counts.values()),
        "out_of_order": _out_of_order(seen["said"], answers),
    }


def _out_of_order(said: list[Any], answers: list[tuple[str, str, float]]) -> int:
    """How many answers came to a room after the answer to something said later there."""
    place = {event: n for n, (event, _, _) in enumerate(said)}
    latest: dict[str, int] = defaultdict(lambda: -1)
    late = 0
    for room, event, _ in answers:
        n = place.get(event, latest[room])  # what answers nobody has no place in the order
        late += n < latest[room]
        latest[room] = max(latest[room], n)
    return late


def quantile(times: list[float], part: float) -> float:
    """The time that this part of the sorted ``times`` does not exceed."""
    return times[min(len(times) - 1, int(part * len(times)))] if times else 0.0


@dataclass(slots=True)
class Stopwatch:
    """The CPU-seconds that a process spends while it is measured, and not in between."""

    watched: Watched
    spent: float = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        begin = self.watched.cpu_s()
        yield
        self.spent += self.watched.cpu_s() - begin


def measure(bench: Bench, watched: Watched, load: Load, times: int = 3) -> dict[str, Any]:
    """Three bursts and one steady stream on a running service."""
    rooms = load.prepare(bench)

    def say(name: str, cpu: Stopwatch, rate: float = 0.0) -> dict[str, float]:
        load.renew(bench, rooms, name)
        with cpu.running():
            seen = play(bench, name, load, rooms, rate)
        return judge(seen)

    say("warm", Stopwatch(watched))
    burst_cpu, steady_cpu = Stopwatch(watched), Stopwatch(watched)
    bursts = [say(f"burst{n}", burst_cpu) for n in range(times)]
    per_thousand = burst_cpu.spent / (times * load.count) * 1000
    steady = say("steady", steady_cpu, load.steady)
    spent = steady_cpu.spent / (load.steady * load.seconds) * 1000
    rates = [burst["events_per_s"] for burst in bursts]
    faults = {name: int(sum(m[name] for m in [*bursts, steady]))
              for name in ("lost", "doubled", "out_of_order")}  # fmt: skip
    return {
        "events_per_s": round(statistics.median(rates)),
        "min": round(min(rates)),
        "max": round(max(rates)),
        "cpu_s_per_1000": round(per_thousand, 3),
        "burst_p50_ms": round(statistics.median(b["p50_ms"] for b in bursts), 1),
        "burst_p99_ms": round(statistics.median(b["p99_ms"] for b in bursts), 1),
        "steady_p50_ms": round(steady["p50_ms"], 1),
        "steady_p99_ms": round(steady["p99_ms"], 1),
        "steady_cpu_s_per_1000": round(spent, 3),
        **faults,
    }


def run(bench: Bench, load: Load) -> list[dict[str, Any]]:
    """The service and the echo, one after the other, with the same load."""
    log = bench.folder / "bench.log"
    with running(bench.stub_command(), f"{bench.stub}/", log):
        with running(bench.service_command(), f"{bench.service}/health/ready", log) as service:
            idle = service.rss_mib()
            figures = measure(bench, service, load)
            figures |= {"ready_s": round(service.ready_s, 2), "rss_idle_mib": round(idle, 1),
                        "rss_after_mib": round(service.rss_mib(), 1)}  # fmt: skip
        with running(bench.echo_command(), f"{bench.service}/health/ready", log) as echo:
            plain = measure(bench, echo, PING)
    figures["ratio_to_echo"] = round(figures["events_per_s"] / plain["events_per_s"], 2)
    return [{"name": load.name, **figures}, {"name": f"{load.name}-echo", **plain}]
