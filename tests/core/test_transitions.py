"""The table of transitions, the page drawn from it, and where each of its rows is shown."""

from pathlib import Path
from typing import get_args

import pytest

from facilitator.core.rounds.consent import Fact, Phase
from facilitator.core.rounds.consent.drawing import DRAWINGS, filled
from facilitator.core.rounds.consent.fates import FATES
from facilitator.core.rounds.consent.state import RUNNING, Standing
from facilitator.core.rounds.consent.transitions import TABLE

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "consent.md").read_text(encoding="utf-8")
OURS = 28
"""The last number of the design's own table."""


def test_the_page_is_fresh() -> None:
    """``python -m facilitator.operating.drawing`` has nothing to change."""
    assert filled(PAGE) == PAGE


def test_all_that_is_drawn_stands_in_the_page() -> None:
    """No drawing is left out."""
    assert [name for name in DRAWINGS if f"<!-- drawn: {name} -->" not in PAGE] == []


def test_each_number_is_there_once_and_none_of_the_designs_is_missing() -> None:
    """All 28 rows of the design have their own here, and no number is given twice."""
    numbers = [row.number for row in TABLE]
    assert len({*numbers}) == len(numbers)
    assert {str(n) for n in range(1, OURS + 1)} <= {*numbers}


def test_every_kind_of_fact_has_a_row() -> None:
    """Nothing can happen to a decision that the table does not know."""
    told = {fact for row in TABLE for fact in (*row.facts, *row.beside)}
    assert {*get_args(Fact)} == told


def test_every_phase_is_reached_and_every_running_one_is_left() -> None:
    """The diagram has no island, and no dead end on the way."""
    assert {row.to for row in TABLE if row.to} == {*Phase}
    left = {phase for row in TABLE if row.to for phase in row.origin if phase is not row.to}
    assert left >= RUNNING
    assert {fate.to for fate in FATES} == {*Standing}


@pytest.mark.parametrize("place", sorted({r.shown for r in TABLE} | {t.shown for t in FATES}))
def test_what_shows_a_row_is_there(place: str) -> None:
    """The meeting or the test that a row names exists; what a meeting shows, the meetings' own test
    looks at."""
    file, _, test = place.partition("::")
    if not test:
        assert (ROOT / "tests" / "transcripts" / f"{file}.txt").is_file()
        return
    assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8")
