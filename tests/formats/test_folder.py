"""Formats that operators drop into a folder, and texts that circles send."""

from pathlib import Path

from facilitator.acts import Check
from facilitator.core.formats.format import Format
from facilitator.formats.bench import look
from facilitator.formats.folder import dropped, shelf
from facilitator.formats.library import Library
from facilitator.operating.checking import look_at_formats
from facilitator.store import codecs

TEA = (Path(__file__).parents[1] / "transcripts" / "files" / "evening_tea.yaml").read_text("utf-8")


def test_a_folder_gives_what_is_right_and_every_mistake(tmp_path: Path) -> None:
    """One bad file hinders no other."""
    (tmp_path / "evening_tea.yaml").write_text(TEA, encoding="utf-8")
    (tmp_path / "other.yaml").write_text(TEA.replace("2m", "2 minuts"), encoding="utf-8")
    found, mistakes = dropped(tmp_path)
    assert list(found) == ["evening_tea"]
    assert [line.split(" ")[0] for line in mistakes] == ["other.yaml:13:18"]
    assert look_at_formats(tmp_path).state == "wrong"


def test_a_folder_in_order_is_found_in_order(tmp_path: Path) -> None:
    """``facilitator check`` names what it found; no folder is no mistake, a lost one is."""
    (tmp_path / "evening_tea.yaml").write_text(TEA, encoding="utf-8")
    assert look_at_formats(tmp_path).state == "ok"
    assert dropped(None) == ({}, [])
    assert dropped(tmp_path / "nowhere")[1]
    assert "evening_tea" in shelf(tmp_path).names()


def test_a_text_may_use_the_circles_other_formats() -> None:
    """What a circle wrote before is there to be used; the text need not be named as a file."""
    text = (
        TEA.replace("name: evening_tea", "name: two_teas") + "  - use: evening_tea\n    id: again\n"
    )
    seen = look(Check(text, "slip", {"evening_tea": TEA}), Library.shipped())
    assert seen.mistakes == ()
    assert len(codecs.read(Format, seen.resolved).steps) == 6


def test_mistakes_come_with_their_place_and_without_a_files_name() -> None:
    """Who sent a text reads line and column."""
    seen = look(Check(TEA.replace("2m", "2 minuts"), "slip"), Library.shipped())
    assert seen.resolved == ""
    assert seen.mistakes[0].startswith("13:18 steps[0].live.each: ")
