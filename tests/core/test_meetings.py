"""A season's meetings: which one is which, and how each is held."""

from dataclasses import replace

import pytest

from facilitator.core.formats.format import Filled
from facilitator.core.refusals import Refusal
from facilitator.core.rhythms import closing, held_as, meeting, season_of
from facilitator.hosting.practices.shelf import library

FRAME = library()["crew_season"]


def test_the_meeting_that_fills_comes_again_until_there_are_enough() -> None:
    """The first begins, the last looks back."""
    season, count = season_of(FRAME, FRAME, 5)
    names = [meeting(season, count, number).format.name for number in range(1, 6)]
    assert names == ["crew_kickoff", "case_clinic", "case_clinic", "case_clinic", "honest_failures"]


def test_a_season_without_a_number_has_the_formats_own() -> None:
    """Six meetings, as the practice says."""
    assert season_of(FRAME, FRAME, None)[1] == 6


def test_any_practice_can_be_a_seasons_meetings() -> None:
    """Its end stays looking back and choosing."""
    season, count = season_of(FRAME, library()["check_in"], 3)
    names = [meeting(season, count, number).format.name for number in (1, 2, 3)]
    assert names == ["check_in", "check_in", "honest_failures"]
    assert [step.id for step in closing(season, "End").steps] == ["choose", "open", "farewell"]


@pytest.mark.parametrize("number", [1, 31, 999])
def test_a_season_has_a_size(number: int) -> None:
    """Fewer meetings than its plan, or no end of them, are refused kindly."""
    with pytest.raises(Refusal) as no:
        season_of(FRAME, FRAME, number)
    assert no.value.code == "season-meetings"


def test_parts_that_go_round_are_named_by_the_season() -> None:
    """The case giver is known when the meeting begins, and not picked."""
    clinic = meeting(*season_of(FRAME, FRAME, None), 2)
    held = held_as(clinic.format, clinic.roles)
    giver = held.role("case_giver")
    assert giver is not None
    assert giver.who is Filled.MENTIONED


def test_a_practice_without_parts_that_go_round_stays_as_it_is() -> None:
    """A season only names the parts."""
    format_ = library()["check_in"]
    assert held_as(format_) == replace(format_)
