"""Zones as people write them."""

import pytest

from facilitator.core.refusals import Refusal
from facilitator.hosting.newcomers.zones import read_zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("lisbon", "Europe/Lisbon"),
        ("New York", "America/New_York"),
        ("new_york.", "America/New_York"),
        ("kolkata", "Asia/Kolkata"),
        ("istanbul", "Asia/Istanbul"),
        ("WEST", "Europe/Lisbon"),
        ("cest", "Europe/Brussels"),
        ("utc", "UTC"),
    ],
)
def test_a_city_a_name_or_a_certain_abbreviation(typed: str, zone: str) -> None:
    """People name their city; the zone is found."""
    assert read_zone(typed) == zone


@pytest.mark.parametrize("typed", ["IST", "cst", "bst", "EST"])
def test_what_means_several_is_asked(typed: str) -> None:
    """An abbreviation of several zones is never guessed."""
    with pytest.raises(Refusal) as no:
        read_zone(typed)
    assert no.value.code == "zone-which"


@pytest.mark.parametrize(
    ("typed", "meant"), [("lisbn", "Europe/Lisbon"), ("berlni", "Europe/Berlin")]
)
def test_a_slip_is_asked_about(typed: str, meant: str) -> None:
    """A near miss is told the right word, and changes nothing."""
    with pytest.raises(Refusal) as no:
        read_zone(typed)
    assert no.value.code == "zone-near"
    assert no.value.words["meant"].text == meant  # type: ignore[union-attr]


@pytest.mark.parametrize("typed", ["", "somewhere else", "../../etc/passwd", "x" * 4000])
def test_what_is_no_zone_is_said(typed: str) -> None:
    """Anything else is refused kindly."""
    with pytest.raises(Refusal) as no:
        read_zone(typed)
    assert no.value.code == "zone-unknown"
