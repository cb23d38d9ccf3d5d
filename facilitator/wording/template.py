"""Sentences with open places: one source in light Markdown, two twins, plain and HTML.

The catalogue is formatted with a *mark* (a private-use character) in the place of each argument
that a person chose; Markdown is turned into HTML with the marks in it; then both twins are cut at
the marks, once, and kept. Telling a sentence is a walk along the pieces. So what somebody typed is
never Markdown, never HTML, never searched for marks and never in a cache.

Light Markdown is paragraphs, line breaks (they stay), ``**strong**``, ``*soft*``, `` `code` ``,
``[label](https://…)``, ``<https://…>``, lists with ``-`` or ``1.``, quotes with ``>``, and lines
indented by four blanks, which keep their columns. No headings, no pictures, no HTML.

A place that stands alone on its line (or after ``>``) is a *block*, if its argument can be one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Literal

from facilitator.wording.markup import catalogue_html

if TYPE_CHECKING:
    from markdown import Markdown

STYLES = {"short": "\uf001", "date": "\uf002", "day": "\uf003", "clock": "\uf004", "away": "\uf005"}
"""How ``TIME($at, style: "…")`` tells a moment other than in full (see `times`)."""

_STYLE_OF = {mark: style for style, mark in STYLES.items()}
_ALONE = "\uf0ff"
_PLACE = re.compile("([\ue000-\ue0ff])([\uf001-\uf005]?)(\uf0ff?)")
_BLOCK = re.compile(f"<p>([\ue000-\ue0ff]{_ALONE})</p>")
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")
_ITEM = re.compile(r"(?:[-*+]|\d+\.)\s")
_MARKUP = re.compile(
    r"""\\(?P<escaped>[\\`*_{}\[\]()>\#+.!-])
    | `(?P<code>[^`]+)`
    | \[(?P<label>[^\]]+)\]\((?P<target>[^)\s]+)\)
    | <(?P<address>(?:https?|mailto):[^>\s]+)>
    | \*\*(?P<strong>(?=\S).+?(?<=\S))\*\*
    | \*(?P<soft>(?=[^\s*])[^*]*?(?<=\S))\*
    | (?<!\w)__(?P<strong_too>(?=\S).+?(?<=\S))__(?!\w)
    | (?<!\w)_(?P<soft_too>(?=[^\s_])[^_]*?(?<=\S))_(?!\w)""",
    re.VERBOSE,
)


class Nature(Enum):
    """What an argument can be in a sentence; equal to no choice (a ``StrEnum`` would be)."""

    INLINE = "inline"
    """Part of a line: a name, names, a time."""

    BLOCK = "block"
    """A block where it stands alone on its line, part of a line elsewhere."""

    LINK = "link"
    """An address made by the service: shown as a link, or the target of one."""


@dataclass(frozen=True, slots=True)
class Slot:
    """An open place in one twin. ``inside`` says what surrounds it in HTML."""

    name: str
    style: str = ""
    block: bool = False
    inside: Literal["text", "code", "tag"] = "text"


Pieces = tuple[str | Slot, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence in its two twins, cut at its open places."""

    plain: Pieces
    html: Pieces

    @property
    def blocks(self) -> frozenset[str]:
        """The arguments that stand as blocks."""
        return frozenset(slot.name for slot in self.plain if isinstance(slot, Slot) and slot.block)


def mark(index: int) -> str:
    """The mark of the ``index``-th argument (0 … 255)."""
    return chr(0xE000 + index)


def styled(place: str, style: str) -> str:
    """``TIME`` in the catalogue: a moment in another style. Raises ``KeyError`` on an unknown."""
    return place + STYLES[style]


def template(source: str, places: Mapping[str, tuple[str, Nature]]) -> Template:
    """``source`` (formatted, marks in it) as two twins; ``places`` says whose mark it is.

    A paragraph that is empty this time leaves no gap; blank lines that somebody typed stay theirs.
    Raises ``ValueError`` where a place other than a link stands inside an HTML tag.
    """
    close = _GAP.sub("\n\n", source).rstrip()
    lines = [_alone(line, places) for line in close.split("\n")]
    html = _BLOCK.sub(r"\1", catalogue_html(_markdown().reset().convert(_spaced(lines))))
    twins = Template(
        plain=tuple(_pieces("\n".join(map(_unmarked, lines)), places)),
        html=tuple(_pieces(html, places)),
    )
    for slot in twins.html:
        if isinstance(slot, Slot) and slot.inside == "tag" and not _is_link(slot, places):
            raise ValueError(f"${slot.name} stands inside a tag")
    return twins


def _is_link(slot: Slot, places: Mapping[str, tuple[str, Nature]]) -> bool:
    return (slot.name, Nature.LINK) in places.values()


def _alone(line: str, places: Mapping[str, tuple[str, Nature]]) -> str:
    place = line.strip().removeprefix("> ")  # indented or quoted by hand: a block all the same
    _, nature = places.get(place, ("", None))
    return place + _ALONE if nature is Nature.BLOCK else line


def _pieces(text: str, places: Mapping[str, tuple[str, Nature]]) -> Iterator[str | Slot]:
    end = 0
    for found in _PLACE.finditer(text):
        yield text[end : found.start()]
        name, _ = places[found[1]]
        inside = _surroundings(text, found.start())
        yield Slot(name, _STYLE_OF.get(found[2], ""), bool(found[3]), inside)
        end = found.end()
    yield text[end:]


def _surroundings(html: str, position: int) -> Literal["text", "code", "tag"]:
    if html.rfind("<", 0, position) > html.rfind(">", 0, position):
        return "tag"
    return (
        "code" if html.rfind("<code", 0, position) > html.rfind("</code", 0, position) else "text"
    )


# --- the plain twin ---


def _unmarked(line: str) -> str:
    """``line`` without marks of emphasis; lines with columns stay as they are."""
    return line if line.startswith("    ") else _MARKUP.sub(_readable, line)


def _readable(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "target":
            # RFC 3986 appendix C: angle brackets delimit an address in running text.
            return f"{_MARKUP.sub(_readable, found['label'])} <{found['target']}>"
        case "escaped" | "code" | "address":
            return found[found.lastgroup]
        case _:
            return _MARKUP.sub(_readable, found[found.lastgroup or 0])


# --- the HTML twin ---


def _spaced(lines: list[str]) -> str:
    """The lines with a blank one wherever a block begins or ends.

    Markdown lets no list, quote or indented line interrupt a paragraph; our catalogue does, since
    the plain twin reads better without the gap.
    """
    spaced: list[str] = []
    before = "blank"
    for line in lines:
        shape = _shape(line, before)
        if "blank" not in (shape, before) and (shape != before or shape == "block"):
            spaced.append("")
        spaced.append(line)
        before = shape
    return "\n".join(spaced)


def _shape(line: str, before: str) -> str:
    if not line.strip():
        return "blank"
    if line.endswith(_ALONE):
        return "block"
    if _ITEM.match(line) or (before == "list" and line.startswith("  ")):
        return "list"
    if line.startswith("    "):
        return "indented"
    return "quote" if line.startswith(">") else "text"


@cache
def _markdown() -> "Markdown":
    from markdown import Markdown

    markdown = Markdown(extensions=["nl2br", "sane_lists"])
    markdown.preprocessors.deregister("html_block")
    for name in ("hashheader", "setextheader", "hr", "reference"):
        markdown.parser.blockprocessors.deregister(name)
    for name in ("reference", "image_link", "image_reference", "short_reference"):
        markdown.inlinePatterns.deregister(name)
    for name in ("short_image_ref", "automail", "linebreak", "html", "entity"):
        markdown.inlinePatterns.deregister(name)
    return markdown
