"""Every catalogue that we ship: it parses, it can be told, and it keeps the voice."""

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import ast as ftl
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from facilitator.core.notices import Arg, At, Text
from facilitator.wording import Wording, WrongArguments
from tests.wording.readers import NOW, Reader

SHELF = Path(__file__).parents[2] / "config" / "wording"
FILES = sorted(SHELF.glob("*/*.ftl"))

# domain.md, glossary, last line; and words of our trade that members never hear (contract §1).
AVOIDED = re.compile(
    r"\b(users?|admins?|administrators?|engagement|overdue|inactive|sessions?|scores?|"
    r"seats?|lanes?|slow|failed to respond|blocked)\b",
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`]*`")
EXCLAMATION = re.compile(r"(?<![\s`\"'“‘(|])!|!(?![a-z])")


@cache
def entries(file: Path) -> list[ftl.EntryType]:
    return parse(file.read_text("utf-8")).body


class Texts(Visitor):
    """Collects what people read: texts and literals, not names of variants or options."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def visit_Pattern(self, node: ftl.Pattern) -> None:  # noqa: N802
        parts = []
        for element in node.elements:
            if isinstance(element, ftl.TextElement):
                parts.append(element.value)
            else:
                parts.append("…")
                self.visit(element)
        self.found.append("".join(parts))

    def visit_Comment(self, node: ftl.Comment) -> None:  # noqa: N802
        """Comments are for translators."""


class Variables(Visitor):
    """Collects a message's arguments and the values they select on, through its references."""

    def __init__(self, named: dict[str, ftl.Message | ftl.Term]) -> None:
        self.named = named
        self.args: dict[str, Arg] = {}
        self.choices: dict[str, list[int | str]] = {}

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ftl.VariableReference):
            chosen = self.choices.setdefault(node.selector.id.name, [])
            chosen += [each for each in values(node) if each not in chosen]
            self.args[node.selector.id.name] = chosen[-1]
        self.generic_visit(node)

    def visit_FunctionReference(self, node: ftl.FunctionReference) -> None:  # noqa: N802
        for each in node.arguments.positional:
            if isinstance(each, ftl.VariableReference):
                is_time = node.id.name == "TIME"
                self.args[each.id.name] = At(NOW + timedelta(days=3)) if is_time else 2

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.args.setdefault(node.id.name, Text("words"))

    def visit_MessageReference(self, node: ftl.MessageReference) -> None:  # noqa: N802
        entry = self.named[node.id.name]
        if node.attribute is None:
            self.visit(entry.value)
        for each in entry.attributes:
            if node.attribute is not None and each.id.name == node.attribute.name:
                self.visit(each.value)


def values(node: ftl.SelectExpression) -> list[int | str]:
    """What makes a selector choose each of its variants."""
    keys = [each.key for each in node.variants]
    names = [str(key.value if isinstance(key, ftl.NumberLiteral) else key.name) for key in keys]
    if any(name.isdecimal() or name in ("one", "few", "many") for name in names):
        return [int(name) if name.isdecimal() else 1 if name == "one" else 2 for name in names]
    return list(names)


def texts(file: Path) -> Iterator[str]:
    visitor = Texts()
    for entry in entries(file):
        visitor.visit(entry)
    return iter(visitor.found)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
class TestFile:
    def test_it_parses(self, file: Path) -> None:
        """No entry is junk."""
        junk = [each.content for each in entries(file) if isinstance(each, ftl.Junk)]
        assert junk == []

    def test_it_keeps_the_voice(self, file: Path) -> None:
        """No exclamation marks outside commands, none of the words that members never hear."""
        for text in texts(file):
            bare = CODE.sub("", text)
            assert not EXCLAMATION.search(bare), text
            assert not AVOIDED.search(bare), text
            assert not re.search("[\ue000-\uf8ff]", text), text

    def test_every_sentence_can_be_told(self, file: Path) -> None:
        """Each message and attribute compiles in all its variants, and its twins say the same."""
        wording = Wording(file.parent.name)
        named = {
            entry.id.name: entry
            for each in sorted(file.parent.glob("*.ftl"), reverse=True)
            for entry in entries(each)
            if isinstance(entry, ftl.Message | ftl.Term)
        }
        for message in entries(file):
            if isinstance(message, ftl.Message):
                own = {each.id.name: each.value for each in message.attributes}
                patterns = own | ({"chat": message.value} if message.value else {})
                for surface, pattern in patterns.items():
                    variables = Variables(named)
                    variables.visit(pattern)
                    for args in variants(variables):
                        tell(wording, message.id.name, surface, args)


def variants(variables: Variables) -> Iterator[dict[str, Arg]]:
    """Arguments that reach each variant of each selector once."""
    yield variables.args
    for name, choices in variables.choices.items():
        for choice in choices:
            yield {**variables.args, name: choice}


def tell(wording: Wording, name: str, surface: str, args: dict[str, Arg]) -> None:
    """Tell one sentence; where it wants an address, it gets one."""
    try:
        told = wording.phrase(name, args, Reader(), surface=surface)
    except WrongArguments as wrong:
        place = re.search(r"\$(\S+) stands inside a tag", str(wrong))
        if place is None:
            raise
        args = {**args, place[1]: "https://example.org/x"}
        told = wording.phrase(name, args, Reader(), surface=surface)
    assert words(told.plain) == words(html.unescape(seen(told.html))), f"{name}.{surface}"


def test_no_message_is_said_twice() -> None:
    """Each name is in one file of its language: the second would silently never be used."""
    for language in {file.parent for file in FILES}:
        names = [
            entry.id.name
            for file in sorted(language.glob("*.ftl"))
            for entry in entries(file)
            if isinstance(entry, ftl.Message | ftl.Term)
        ]
        assert sorted(names) == sorted(set(names))


def seen(markup: str) -> str:
    """What HTML shows: text, and where its links lead."""
    linked = re.sub(r'<a href="([^"]*)">(.*?)</a>', r"\2 \1", markup)
    return re.sub(r"<[^>]*>", " ", linked)


def words(text: str) -> list[str]:
    """The words of a twin: marks of lists, brackets of addresses and isolation do not count."""
    bare = re.sub(r"^\s*(-|\d+\.|>)\s", " ", re.sub("[\u2068\u2069]", "", text), flags=re.MULTILINE)
    return list(dict.fromkeys(re.findall(r"\w+", bare)))
