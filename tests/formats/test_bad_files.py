"""Each mistaken file in ``bad/`` is told all its mistakes, each at its place; ``.out`` holds them.

``FACILITATOR_REWRITE=1`` writes the answers anew: read the difference before you keep it.
"""

import os
import re
from pathlib import Path

import pytest

from facilitator.core.formats.checks import CHECKS
from facilitator.formats.checking import Mistakes, check_file, check_text
from facilitator.formats.library import Library
from facilitator.formats.mistakes import shape
from facilitator.formats.reading import read
from facilitator.formats.resolving import unfold

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
PLACED = re.compile(r"[\w.-]+\.yaml:\d+:\d+ \S.*: \S.*")
REWRITE = bool(os.environ.get("FACILITATOR_REWRITE"))


def mistakes_in(file: Path) -> list[str]:
    """What the checker says of a file that is wrong."""
    with pytest.raises(Mistakes) as found:
        check_file(file, Library.shipped())
    return found.value.lines


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_all_mistakes_are_told_at_once(file: Path) -> None:
    """The lines are those that are expected, in the file's order, each with line and column."""
    lines = mistakes_in(file)
    if REWRITE:
        file.with_suffix(".out").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == file.with_suffix(".out").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PLACED.fullmatch(line)] == []
    places = [tuple(int(n) for n in re.findall(r":(\d+)", line)[:2]) for line in lines]
    assert places == sorted(places)


def test_every_check_finds_something() -> None:
    """No check of sense is there without a file that it stops."""
    silent = {check.__name__ for check in CHECKS}
    for file in BAD:
        try:
            whole = unfold(shape(read(file.read_text("utf-8"), file.name)), Library.shipped()).whole
        except Mistakes:
            continue
        silent -= {check.__name__ for check in CHECKS if list(check(whole))}
    assert silent == set()


def test_the_sample_message() -> None:
    """A span that is none is told with its place, the way to it, and what could stand there."""
    text = (Path(__file__).parent / "bad" / "shape.yaml").read_text("utf-8")
    with pytest.raises(Mistakes) as found:
        check_text(text, "consent.yaml")
    told = 'steps[0].live.each: "5 minuts" is not a span of time (write 5m, 2h, 3d)'
    assert f"consent.yaml:11:18 {told}" in found.value.lines


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """More than 64 KiB are refused at once."""
    (tmp_path / "large.yaml").write_text("# " + "x" * 65536)
    assert mistakes_in(tmp_path / "large.yaml") == [
        "large.yaml:1:1 the file: this is larger than 64 KiB"
    ]
    with pytest.raises(Mistakes, match="larger than 64 KiB"):
        check_text("# " + "ü" * 40000, "large.yaml")


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    """What is not UTF-8 is told at the place of the first bad byte."""
    (tmp_path / "latin.yaml").write_bytes(b"format: 1\ntitle: Caf\xe9\n")
    assert mistakes_in(tmp_path / "latin.yaml") == [
        "latin.yaml:2:11 the file: this is not UTF-8 text"
    ]


def test_what_is_wrong_with_a_neighbour_is_told_where_it_is_used(tmp_path: Path) -> None:
    """A format in the same folder that cannot be read is a mistake of the line that uses it."""
    text = (BAD[0].parent / "nothing.yaml").read_text("utf-8")
    (tmp_path / "nothing.yaml").write_text(f"{text}steps:\n  - use: other\n  - use: folder\n")
    (tmp_path / "other.yaml").write_bytes(b"\xff")
    (tmp_path / "folder.yaml").mkdir()
    assert mistakes_in(tmp_path / "nothing.yaml") == [
        'nothing.yaml:9:10 steps[0].use: "other" has mistakes of its own (other.yaml:1:1 the file:'
        " this is not UTF-8 text)",
        'nothing.yaml:10:10 steps[1].use: there is no format "folder"',
    ]
