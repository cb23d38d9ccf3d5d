"""Whatever somebody sends as a format: it is read, or its mistakes are told. Nothing else happens."""

import re
from copy import deepcopy
from functools import cache
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.formats.checking import Mistakes, check_text
from facilitator.formats.library import ENDING, Library

SHIPPED = Library.shipped()
NAMES = SHIPPED.names()
TEXTS = {name: SHIPPED.text(name) for name in NAMES}
PLACED = re.compile(r"[\w.]+:\d+:\d+ \S.*: \S.*")

PIECES = st.sampled_from(
    ["- ", ": ", "\n", "  ", "{", "}", "[", "]", "&a ", "*a", "!x ", "'", '"', "|", "---\n", "#", "\t",
     "\x00", "\ufeff", "\\u202e", "null", "~", "?", "%YAML 9\n", "kind: pick\n", "with: ", "use: check_in",
     "\ud800", '"\\UFFFFFFFF"', "0", "9999", "no", "steps", "é", "🌱", "host", "all", "end"]
)  # fmt: skip


@cache
def as_written(name: str) -> Any:
    """A shipped file as people wrote it: strings, lists and mappings."""
    return yaml.load(TEXTS[name], Loader=yaml.BaseLoader)  # noqa: S506


def told(name: str, text: str) -> list[str]:
    """Check a text and return its mistakes; each has its place, in one line."""
    lines: list[str] = []
    try:
        check_text(text, name + ENDING, SHIPPED)
    except Mistakes as mistakes:
        lines = mistakes.lines or ["a mistake without words"]
    assert [line for line in lines if not PLACED.fullmatch(line)] == []
    return lines


@st.composite
def cut_and_pasted(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped file in which some pieces were put in, cut out or doubled."""
    name = draw(st.sampled_from(NAMES))
    text = TEXTS[name]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 60))
        piece = draw(PIECES | st.just(text[at : at + length]))
        text = text[:at] + piece + text[at + draw(st.sampled_from([0, length])) :]
    return name, text


@settings(max_examples=100, deadline=None)
@given(cut_and_pasted())
def test_mutated_text(changed: tuple[str, str]) -> None:
    """A file that was spoilt by hand gives a format, or mistakes with line and column."""
    told(*changed)


SCALARS = st.sampled_from(
    ["", "all", "none", "host", "client", "step", "3d", "0", "-1", "yes", "end", "self", "prompt", "each",
     "objector", "check_in", "crew_season", "arriving", "a.b.c", "everyone_but host", "9999d", "4-2", "🌱",
     "x" * 2100, "two\nlines", "1" * 5000, "any_objection", "reveal", "٣"]
)  # fmt: skip
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SCALARS, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@st.composite
def regrafted(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped file in which values were replaced, removed or moved, still YAML."""
    name = draw(st.sampled_from(NAMES))
    tree = deepcopy(as_written(name))
    for _ in range(draw(st.integers(1, 3))):
        part: Any = tree
        while True:
            keys = list(part) if isinstance(part, dict) else list(range(len(part)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(part[key], dict | list) and part[key] and draw(st.booleans()):
                part = part[key]
                continue
            change = draw(st.sampled_from(["replace", "remove", "double"]))
            if change == "remove":
                del part[key]
            elif change == "replace" or isinstance(part, dict):
                part[key] = draw(VALUES)
            else:
                part.append(part[key])
            break
    return name, yaml.dump(tree, allow_unicode=True, sort_keys=False)


@settings(max_examples=100, deadline=None)
@given(regrafted())
def test_mutated_values(changed: tuple[str, str]) -> None:
    """A file with other values gives a format, or mistakes with line and column."""
    told(*changed)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """A text that is no format at all is told so."""
    assert told("any", text)


def test_aliases_do_not_multiply() -> None:
    """A small file cannot become a large one: aliases are refused before they are followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert told("bomb", "\n".join(lines))


def test_a_large_file_is_given_up_early() -> None:
    """Thousands of values are not read to their end, hundreds of mistakes not all told."""
    assert told("many", "for: [" + "a," * 30000 + "]") == [
        "many.yaml:1:8003 the file: this is more than 4000 values"
    ]
    lines = told("wrong", "".join(f"key{number}: x\n" for number in range(3000)))
    assert len(lines) == 201
    assert lines[-1] == "wrong.yaml:3000:10 the file: and 2807 more mistakes"
