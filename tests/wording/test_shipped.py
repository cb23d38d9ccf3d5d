"""Data files are found wherever the program was installed."""

import pytest

from facilitator.shipped import shipped


def test_the_catalogue_is_found() -> None:
    """In a checkout as in a wheel, the folder of English sentences is there."""
    assert any(file.name == "times.ftl" for file in (shipped("wording") / "en").iterdir())


def test_what_is_missing_is_named() -> None:
    """A broken installation says which file it lacks."""
    with pytest.raises(FileNotFoundError, match="nothing"):
        shipped("nothing")
