"""The pages say what the code does: words, names, files and settings are where a page says they are."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from facilitator.core.reading import COMMANDS, NOT_YET
from facilitator.failpoints import POINTS
from facilitator.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")],
    key=lambda page: page.as_posix(),
)
EXAMPLE = ROOT / "config" / "facilitator.example.yaml"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MEMBERS = "hosting-a-round.md", "by-mail.md"

_COMMAND = re.compile(r"`!([a-z]+)\b[^`]*`|^ +!([a-z]+)\b", re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_LATER = re.compile(r"not built|later|yet", re.IGNORECASE)
_NAMED = re.compile(r"`((?:facilitator|bridges)/[\w/]+\.py)(?::(\w+))?`")


def name_of(page: Path) -> str:
    """Return a page as the reader calls it."""
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    """Return a page's text."""
    return page.read_text(encoding="utf-8")


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Return each heading with what stands below it."""
    heading, lines = "", list[str]()
    for line in text.splitlines():
        if line.startswith("#"):
            yield heading, "\n".join(lines)
            heading, lines = line, []
        else:
            lines.append(line)
    yield heading, "\n".join(lines)


def commands_in(text: str) -> set[str]:
    """Return the ``!`` words that a text names as commands."""
    return {first or second for first, second in _COMMAND.findall(text)}


# -- words ---------------------------------------------------------------------------------------


def test_every_working_command_is_told() -> None:
    """Whatever a member can type stands in one of the two pages for members."""
    named = set[str]()
    for page in MEMBERS:
        named |= commands_in(text_of(DOCS / page))
    assert set(COMMANDS) - NOT_YET - named == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_command_that_does_not_exist(page: Path) -> None:
    """A word after "!" is one that the service knows."""
    assert commands_in(text_of(page)) - set(COMMANDS) == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_comes_later_is_not_promised(page: Path) -> None:
    """A word that is not built yet stands only under a heading, or in a line, that says so."""
    promised = [
        (heading, word)
        for heading, body in sections(text_of(page))
        if not _LATER.search(heading)
        for paragraph in body.split("\n\n")
        for word in commands_in(paragraph) & NOT_YET
        if not _LATER.search(paragraph)
    ]
    assert promised == []


def test_all_that_comes_later_is_named_where_hosts_look() -> None:
    """Hosts find every word that is not built yet in one place."""
    later = [body for head, body in sections(text_of(DOCS / MEMBERS[0])) if "Not built" in head]
    assert set(NOT_YET) - commands_in("\n".join(later)) == set()


# -- names ---------------------------------------------------------------------------------------


def test_every_make_target_in_the_readme_exists() -> None:
    """What the README tells people to run can be run."""
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", text_of(ROOT / "README.md")))
    assert named
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    """A relative link names a file that is there, and a heading that is in it."""
    lost = [link for link in _LINK.findall(text_of(page)) if not _leads_somewhere(page, link)]
    assert lost == []


def _leads_somewhere(page: Path, link: str) -> bool:
    if "://" in link:
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return not anchor or anchor in {_anchor(head) for head, _ in sections(text_of(target))}


def _anchor(heading: str) -> str:
    """Return a heading as links name it."""
    kept = re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower())
    return kept.replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_files_and_functions_a_page_names_exist(page: Path) -> None:
    """``path:function`` is a file of ours with such a name in it."""
    lost = [
        f"{path}:{name}"
        for path, name in _NAMED.findall(text_of(page))
        if not (ROOT / path).is_file() or (name and name not in _names_in(ROOT / path))
    ]
    assert lost == []


def _names_in(file: Path) -> set[str]:
    """Return every function, class and constant that a module defines."""
    found = set[str]()
    for node in ast.walk(ast.parse(text_of(file))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def test_the_architecture_walks_over_real_functions() -> None:
    """The check above has something to check."""
    assert len(_NAMED.findall(text_of(DOCS / "architecture.md"))) > 30


def test_every_crash_point_is_explained() -> None:
    """The architecture says what happens at each point at which the process may be killed."""
    text = text_of(DOCS / "architecture.md")
    assert [point for point in POINTS if f"`{point}`" not in text] == []


# -- lists ---------------------------------------------------------------------------------------


def test_every_dependency_has_its_line() -> None:
    """Nothing is installed without a reason, and no reason outlives its package."""
    project = PYPROJECT["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    asked = {re.split(r"[\[<>=;! ]", line)[0].lower() for group in groups for line in group}
    rows = re.findall(r"^\| ([\w.-]+) \|", text_of(DOCS / "dependencies.md"), re.MULTILINE)
    told = {row.lower() for row in rows} - {"package"}
    assert told == asked


@pytest.mark.skipif(not EXAMPLE.exists(), reason="the example configuration is not there")
def test_every_setting_stands_in_the_example() -> None:
    """Whatever an operator can say is in the example file, commented out or not."""
    keys = set(re.findall(r"^[ #]*([a-z_]+):", text_of(EXAMPLE), re.MULTILINE))
    assert {".".join(path) for path in _settings(Settings) if path[-1] not in keys} == set()


def _settings(part: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Return the path of every setting, sections included."""
    for name, field in part.model_fields.items():
        yield (*above, name)
        for below in _parts(field):
            yield from _settings(below, (*above, name))


def _parts(field: FieldInfo) -> list[type[BaseModel]]:
    kinds = (field.annotation, *getattr(field.annotation, "__args__", ()))
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]


def test_decisions_are_numbered_without_gaps() -> None:
    """A decision can be named by its number, and each says when to look at it again."""
    files = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for file in files:
        parts = re.findall(r"^\*\*([A-Z][\w ]+)\.\*\*", text_of(file), re.MULTILINE)
        assert parts == ["Context", "Choice", "What we gave up", "When to revisit"], file.name
