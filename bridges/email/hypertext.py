"""The text of an HTML body as a person sees it: nothing hidden, nothing added, quotes marked.

nh3 first builds the tree a browser would build, so that broken nesting cannot move text in or out
of a hidden node; then one walk writes the text. No Markdown is made of it: a converter to Markdown
puts backslashes and blank lines between a person's words, and those words are read out.

A node that a mail program wraps around a quote becomes ``>`` lines and is not thrown away here:
answers between the quoted paragraphs stand inside those nodes, and only ``replies``, which knows
what we sent, can tell them apart. Style sheets are not followed, only each node's own style.
"""

import re
from html.parser import HTMLParser

import nh3

_LARGEST_DEPTH = 3000  # nh3 is quadratic in depth: 0.02 s at this depth, 15 s at a hundred thousand
_LARGEST_COUNT = 60_000
_LONGEST_MARK = 20  # ten quotes deep
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,60})")
_VOID = frozenset(str.split("area base br col embed hr img input link meta source track wbr"))
_UNSEEN = frozenset(
    str.split(
        "script style title template noscript object embed iframe svg math head select textarea "
        "datalist canvas audio video"
    )
)
_BLOCKS = frozenset(
    str.split(
        "address article aside blockquote body center dd details div dl dt fieldset figure footer "
        "form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody "
        "tfoot thead tr ul"
    )
)
_SPACED = frozenset(str.split("p h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote"))
_QUOTE_CLASSES = frozenset({"gmail_quote", "protonmail_quote", "yahoo_quoted", "iosymail"})
_KEPT = {"class", "style", "type", "hidden", "cite", "href", "start"}
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|"
    r"opacity\s*:\s*0(?:\.0+)?\s*(?:!|;|$))",
    re.IGNORECASE,
)
_FONT_SIZE = re.compile(r"(?:^|;)\s*font-size\s*:\s*([\d.]+)", re.IGNORECASE)


class TooTangled(ValueError):
    """The HTML is nested or tagged beyond anything a mail program writes."""


def read_html(html: str) -> str:
    """The visible text of ``html``: blocks on lines of their own, quotes behind ``> ``.

    A link keeps its target in angle brackets where the words do not already name it. Raises
    ``TooTangled`` before any slow work is done.
    """
    names = _count_tags(html)
    shape = nh3.clean(
        html,
        tags=names - _UNSEEN,
        clean_content_tags=set(_UNSEEN),
        attributes={"*": _KEPT},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    writer = _Writer()
    writer.feed(shape)
    writer.close()
    return writer.text()


def _count_tags(html: str) -> set[str]:
    """The names of all tags, counted first: nh3 would drop an unlisted tag but keep its text."""
    unclosed: dict[str, int] = {}
    depth = count = 0
    for closing, name in _TAG.findall(html):
        name, count = name.lower(), count + 1
        step = -1 if closing else 1
        if unclosed.setdefault(name, 0) + step >= 0 and name not in _VOID:
            unclosed[name] += step
            depth += step
        if depth > _LARGEST_DEPTH or count > _LARGEST_COUNT:
            raise TooTangled("nested too deeply" if depth > _LARGEST_DEPTH else "too many tags")
    return set(unclosed)


class _Node:
    """What an open tag means for the text in it."""

    hidden: bool
    tiny: bool
    mark: str
    pre: bool

    def __init__(self, name: str, attrs: dict[str, str], parent: "_Node | None") -> None:
        style = attrs.get("style", "")
        size = _FONT_SIZE.search(style)
        self.name = name
        self.hidden = bool((parent and parent.hidden) or "hidden" in attrs or _HIDING.search(style))
        self.tiny = _is_zero(size.group(1)) if size else bool(parent and parent.tiny)
        self.mark = ((parent.mark if parent else "") + _own_mark(name, attrs))[:_LONGEST_MARK]
        self.pre = name == "pre" or bool(parent and parent.pre)
        self.href = attrs.get("href", "") if name == "a" else ""
        self.item = int(attrs["start"]) if attrs.get("start", "").isdecimal() else 1
        self.start = 0


def _is_zero(number: str) -> bool:
    return not number.strip("0.")


def _own_mark(name: str, attrs: dict[str, str]) -> str:
    if name != "blockquote":
        return ""
    classes = set(attrs.get("class", "").split())
    quotes = attrs.get("type") == "cite" or "cite" in attrs or classes & _QUOTE_CLASSES
    return "> " if quotes else ""


class _Writer(HTMLParser):
    """Writes the text of a well-formed tree, line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[_Node] = []
        self._lines: list[tuple[str, str]] = []
        self._line = ""
        self._item = False  # the line holds nothing but the mark of a list item

    def text(self) -> str:
        """What was written, without white space at line ends and with single blank lines."""
        self._end_line()
        lines = [f"{mark}{line}".rstrip() for mark, line in self._lines]
        kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
        return "\n".join(kept).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self._open[-1] if self._open else None
        node = _Node(tag, {name: value or "" for name, value in attrs}, parent)
        if tag in _BLOCKS and not (self._item and tag in {"p", "div"}):
            self._end_line()
            self._leave_space(tag)
        if tag not in _VOID:
            self._open.append(node)
        if not node.hidden:
            self._write_tag(tag, parent)
        node.start = len(self._line)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].name != tag:
            return  # nh3 balances every tag; a void one has no end
        node = self._open[-1]
        if node.href and not node.hidden:
            self._write_target(node)
        if tag in _BLOCKS:
            self._end_line()
        self._open.pop()
        self._leave_space(tag)

    def handle_data(self, data: str) -> None:
        node = self._open[-1] if self._open else None
        if node and (node.hidden or node.tiny):
            return
        self._item = self._item and not data.strip()
        if node and node.pre:
            *lines, last = data.split("\n")
            for line in lines:
                self._line += line
                self._end_line(even_empty=True)
            self._line += last
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        self._line += words.lstrip(" ") if not self._line or self._line.endswith(" ") else words

    def _write_tag(self, tag: str, parent: _Node | None) -> None:
        if tag == "br":
            self._end_line(even_empty=True)
        elif tag == "hr":
            self._line = "_" * 32
            self._end_line()
        elif tag == "li":
            ordered = parent is not None and parent.name == "ol"
            self._line = f"{parent.item}. " if ordered and parent else "- "
            self._item = True
            if parent:
                parent.item += 1
        elif tag in {"td", "th"} and self._line.strip():
            self._line = self._line.rstrip() + "  "

    def _write_target(self, node: _Node) -> None:
        label = self._line[node.start :].strip()
        target = node.href.removeprefix("mailto:")
        bare = re.sub(r"^https?://|/$", "", target)
        if bare and bare not in label:
            self._line = f"{self._line.rstrip()} <{target}>"

    def _end_line(self, *, even_empty: bool = False) -> None:
        mark = self._open[-1].mark if self._open else ""
        line = self._line.replace("\u00a0", " ").rstrip()
        if line or even_empty:
            self._lines.append((mark, line))
        self._line, self._item = "", False

    def _leave_space(self, tag: str) -> None:
        if tag in _SPACED and self._lines and self._lines[-1][1]:
            mark = self._open[-1].mark if self._open else ""
            self._lines.append((mark, ""))
