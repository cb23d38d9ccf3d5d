"""``python -m bench [NAME …] [--keep]``: one line of JSON per measure, beside the last kept one."""

import argparse
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import events, latency, mails, practices, readings
from bench.processes import Bench

BASELINE = Path(__file__).with_name("baseline.json")

Figures = dict[str, Any]


def _events(load: events.Load) -> Callable[[Path], list[Figures]]:
    return lambda folder: events.run(Bench(folder), load)


MEASURES: dict[str, Callable[[Path], list[Figures]]] = {
    **{name: _events(load) for name, load in events.LOADS.items()},
    "latency": lambda folder: latency.run(Bench(folder)),
    "mails": lambda folder: mails.run(Bench(folder)),
    "steps": lambda folder: practices.steps(Bench(folder)),
    "round": lambda folder: practices.big_round(Bench(folder)),
    "readings": lambda folder: readings.run(),
}


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASURES))
    asked.add_argument("--keep", action="store_true", help="write the figures to baseline.json")
    given = asked.parse_args()
    if unknown := set(given.names) - set(MEASURES):
        asked.error(f"there is no measure {', '.join(sorted(unknown))}")
    kept: dict[str, Figures] = json.loads(BASELINE.read_text()) if BASELINE.exists() else {}
    for name in given.names or MEASURES:
        with tempfile.TemporaryDirectory(prefix="fac-bench-") as folder:
            for figures in MEASURES[name](Path(folder)):
                print(json.dumps({**figures, "baseline": kept.get(figures["name"])}), flush=True)
                kept = kept | {figures["name"]: figures} if given.keep else kept
    if given.keep:
        BASELINE.write_text(json.dumps(kept, indent=1) + "\n")


main()
