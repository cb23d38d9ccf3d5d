"""What is written about formats is true: the reference, the schema, the tutorial, the commands."""

import json
import re
from enum import StrEnum
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from facilitator.cli import main
from facilitator.formats.documenting import MEANINGS, page
from facilitator.formats.library import ENDING, Library
from facilitator.formats.schema import schema, schema_text

ROOT = Path(__file__).parents[2]
BAD = Path(__file__).parent / "bad"
FENCED = re.compile(r"```(yaml|console)\n(.*?)```", re.DOTALL)
TUTORIAL = (ROOT / "docs" / "tutorial-format.md").read_text(encoding="utf-8")


def test_the_reference_is_fresh() -> None:
    """``python -m facilitator.formats.documenting`` has nothing to change."""
    assert (ROOT / "docs" / "formats.md").read_text(encoding="utf-8") == page()
    shipped = ROOT / "config" / "formats" / "format.schema.json"
    assert shipped.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("listed", MEANINGS, ids=lambda listed: listed.__name__)
def test_every_word_has_its_meaning(listed: type[StrEnum]) -> None:
    """A closed list that is explained is explained in full."""
    assert [word.value for word in listed] == list(MEANINGS[listed])


def test_the_schema_names_the_same_keys() -> None:
    """Every key of every shipped file is one that the schema knows, at the top and in steps."""
    whole = schema()
    steps = {name: part for name, part in whole["$defs"].items() if name.endswith("Step")}
    kinds = {
        part["properties"]["kind"]["const"]: part
        for name, part in steps.items()
        if name != "UseStep"
    }
    library = Library.shipped()
    for name in library.names():
        tree = yaml.safe_load(library.text(name))
        assert set(tree) <= set(whole["properties"])
        for step in tree["steps"]:
            known = steps["UseStep"] if "use" in step else kinds[step["kind"]]
            assert set(step) <= set(known["properties"])


def test_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file of the tutorial gets the very answer that the page shows."""
    monkeypatch.chdir(tmp_path)
    answers = 0
    for kind, text in FENCED.findall(TUTORIAL):
        if kind == "yaml":
            (tmp_path / "evening_tea.yaml").write_text(text, encoding="utf-8")
            continue
        line, _, shown = text.partition("\n")
        answers += 1
        assert CliRunner().invoke(main, line.split()[2:]).output == shown
    assert answers == 3


def test_check_tells_by_its_status() -> None:
    """0: all fine. 1: mistakes, and the files that are fine are told too."""
    fine = str(ROOT / "config" / "formats" / "check_in.yaml")
    done = CliRunner().invoke(main, ["formats", "check", fine])
    assert (done.exit_code, done.output) == (0, "check_in.yaml: fine (Check-in, 3 steps)\n")
    done = CliRunner().invoke(main, ["formats", "check", str(BAD / "empty.yaml"), fine])
    assert done.exit_code == 1
    assert done.output.splitlines()[0] == "empty.yaml:1:1 format: this is needed"
    assert done.output.splitlines()[-1] == "check_in.yaml: fine (Check-in, 3 steps)"


def test_list_names_every_format() -> None:
    """One line for each, with what it is for."""
    done = CliRunner().invoke(main, ["formats", "list"])
    assert done.exit_code == 0
    assert tuple(line.split()[0] for line in done.output.splitlines()) == Library.shipped().names()


def test_schema_is_written_out() -> None:
    """What the command writes is the schema."""
    done = CliRunner().invoke(main, ["formats", "schema"])
    assert (done.exit_code, json.loads(done.output)) == (0, schema())


def test_formats_in_one_folder_use_each_other(tmp_path: Path) -> None:
    """A file may use what lies beside it; what is wrong there is told where it is used."""
    head = "format: 1\ntitle: X\npurpose: X.\nfor: [crew]\nsize: {least: 3, most: 6, ideal: 4}\n"
    head += "privacy: {record: none}\n"
    mine = tmp_path / f"mine{ENDING}"
    mine.write_text(head + "name: mine\nsteps:\n  - use: theirs\n")
    theirs = tmp_path / f"theirs{ENDING}"
    theirs.write_text(
        head + "name: theirs\nsteps:\n  - {id: hello, kind: announce, prompt: Hello.}\n"
    )
    assert CliRunner().invoke(main, ["formats", "check", str(mine)]).exit_code == 0
    theirs.write_text(head + "name: theirs\nsteps:\n  - use: mine\n")
    done = CliRunner().invoke(main, ["formats", "check", str(mine)])
    told = '"theirs" has mistakes of its own (a format cannot use itself (mine → theirs → mine))'
    assert done.output == f"mine.yaml:9:10 steps[0].use: {told}\n"
