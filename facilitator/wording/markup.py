"""What people wrote, made safe to show: text without tricks, HTML of the Matrix subset.

The subset is that of the Matrix client-server API (``m.room.message``, ``formatted_body``), less
pictures: they are files of their own. ``nh3`` sanitises; nothing here parses HTML by hand
except to count how deep it is nested.
"""

import html as _html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nh3 import Cleaner

_SUBSET = (
    "del h1 h2 h3 h4 h5 h6 blockquote p a ul ol sup sub li b i u strong em s code hr br div "
    "table thead tbody tr th td caption pre"
)
_TEXT_TAGS = frozenset(_SUBSET.split())
_CHAT_TAGS = _TEXT_TAGS | {"span", "details", "summary"}
_DEEPEST = 100  # the Matrix specification's bound on nested tags

_LINE_ENDS = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
_TRICKS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u202a-\u202e\u2066-\u2069"  # direction embeddings, overrides, isolates
    "\ufeff\ud800-\udfff]"  # byte order mark; lone surrogates, which no encoding carries
)
# Bounded, so that no crafted message makes it slow; what it misses is a picture without words.
_PICTURE = re.compile(
    r"""<img\b[^<>]{0,500}?\balt=(["'])([^"'<>]{0,500})\1[^<>]{0,500}>""", re.IGNORECASE
)
_REPLY = re.compile(r"<mx-reply\b", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-z0-9]+)")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said, in two twins.

    ``html`` is ``None`` or comes from `from_member_html`: it is shown as it stands.
    """

    plain: str
    html: str | None = None


def member_text(typed: str) -> str:
    """What somebody typed, without control characters and direction overrides, trimmed.

    Line ends become ``\\n``. Nothing else changes: ``@room`` stays as typed (what rings phones is
    ``m.mentions``, never the text), and joiners stay since scripts and emoji need them.
    """
    return _TRICKS.sub("", _LINE_ENDS.sub("\n", typed)).strip()


def one_line(text: str) -> str:
    """``text`` as one line: `member_text` with every run of white space a single blank."""
    return " ".join(member_text(text).split())


def escape_plain(text: str) -> str:
    """``text`` as HTML that shows exactly it; its line breaks stay."""
    return _html.escape(text).replace("\n", "<br>")


def from_member_html(html: str | None, plain: str) -> Said:
    """A member's message (``formatted_body`` and ``body``) as safe words.

    Reply fallbacks go (MSC2781), pictures leave their alternative text, links that pose as a
    mention of the whole room lose their target. HTML deeper than 100 tags is left out: the plain
    words stand for it.
    """
    if not html:
        return Said(member_text(plain))
    if _REPLY.search(html):
        plain = _without_fallback(plain)
    safe = _sanitised(_PICTURE.sub(r"\2", html))
    words = member_text(plain)
    return Said(words, None if safe in ("", escape_plain(words)) or _is_deep(safe) else safe)


def to_mail_html(html: str) -> str:
    """HTML of the Matrix subset as mail clients show it.

    Folded parts stand open, colours go, and a mention is a name: mail has nobody to ring, and a
    Matrix id is nothing a reader by mail should step over.
    """
    return _mail().clean(html)


def catalogue_html(html: str) -> str:
    """HTML made from the catalogue's Markdown, held to the Matrix subset all the same."""
    return _catalogue().clean(html)


def _sanitised(html: str) -> str:
    safe = _chat().clean(_TRICKS.sub("", html)).strip()
    bare = _TRICKS.sub("", safe)  # what was spelled as a character reference
    return safe if bare == safe else _chat().clean(bare)


def _without_fallback(plain: str) -> str:
    lines = plain.split("\n")
    while lines and lines[0].startswith(">"):
        lines.pop(0)
    return "\n".join(lines)


def _is_deep(html: str) -> bool:
    depth = 0
    for closing, name in _TAG.findall(html):
        if name not in ("br", "hr"):
            depth += -1 if closing else 1
        if depth > _DEEPEST:
            return True
    return False


def _chat_attribute(tag: str, attribute: str, value: str) -> str | None:
    if tag == "code" and not value.startswith("language-"):
        return None
    if tag == "a" and "matrix.to/#/@room" in value:
        return None
    return value


def _mail_attribute(tag: str, _attribute: str, value: str) -> str | None:
    return None if tag == "a" and "//matrix.to/#/@" in value else value


@cache
def _chat() -> "Cleaner":
    from nh3 import Cleaner

    return Cleaner(
        tags=set(_CHAT_TAGS),
        clean_content_tags={"mx-reply", "script", "style"},
        attributes={
            "a": {"href"},
            "ol": {"start"},
            "code": {"class"},
            "span": {"data-mx-color", "data-mx-bg-color", "data-mx-spoiler"},
        },
        attribute_filter=_chat_attribute,
        link_rel=None,
        url_schemes={"http", "https", "ftp", "mailto", "magnet"},
        url_relative="deny",
    )


@cache
def _mail() -> "Cleaner":
    from nh3 import Cleaner

    return Cleaner(
        tags=set(_TEXT_TAGS),
        clean_content_tags={"mx-reply", "script", "style"},
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=_mail_attribute,
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
    )


@cache
def _catalogue() -> "Cleaner":
    from nh3 import Cleaner

    # Relative targets pass: the mark of a link is one until it is filled in.
    return Cleaner(
        tags=set(_TEXT_TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        link_rel=None,
        url_schemes={"http", "https", "mailto"},
    )
