"""A restart changes nothing (Dec. 4.6, 9): meetings of decisions in which the service is stopped and
begun anew from its books after every single line come out word for word the same."""

import random
from pathlib import Path

import pytest

from facilitator.hosting import chance
from facilitator.store import ledger
from tests.lab.counting import Counted
from tests.transcripts.test_transcripts import FOLDER, held

DECISIONS = (
    "consent_in_chat", "consent_by_mail", "steps_full", "examine_doubt", "integrate_two_loops",
    "escalated", "late_objection_reviewed", "sealed_decision", "unnamed_objection", "more_time",
)  # fmt: skip
RESTART = "restart"


def restarted(text: str) -> str:
    """The lines of a meeting, with a restart after each of those in which something happens."""
    lines = [line for line in text.splitlines() if line.strip() and line[0] not in " \t"]
    out: list[str] = []
    for line in lines:
        out.append(line)
        if not line.startswith(("#", "circle", "people", "watch", "begin", "room ")):
            out.append(RESTART)
    return "\n".join(out) + "\n"


async def played(text: str, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """What is seen in a meeting, without the restarts."""
    patch.setattr(chance, "CHANCE", random.Random(7))  # noqa: S311 - the same in every run
    patch.setattr(ledger, "ULID", Counted.begin())
    folder.mkdir()  # noqa: ASYNC240 - a test may wait for its disk
    return [line for line in (await held(text, folder)).splitlines() if line != RESTART]


@pytest.mark.parametrize("name", DECISIONS)
async def test_a_decision_comes_out_the_same_with_a_restart_after_each_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is said twice, nothing is lost, and no clock has moved."""
    written = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    without = await played(written, tmp_path / "without", monkeypatch)
    assert await played(restarted(written), tmp_path / "with", monkeypatch) == without
