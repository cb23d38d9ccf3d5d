"""A letter in our words becomes the bytes of one mail (RFC 5322, MIME, the list headers).

Written by hand rather than with ``EmailMessage``: building that tree costs over a millisecond for
each recipient, and a circle's words are the same for all of them. Here the two encoded parts are
kept by their text and only the head is written anew. Equal letters give equal bytes, so a retry
repeats the very same mail.

Every value that reaches a header passes ``_plain``: nothing that a person typed can end a line.
"""

import base64
import binascii
import hashlib
import hmac
import re
import textwrap
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # Jinja2 stays out of the idle path
    from jinja2 import Template

WIDTH = 76
"""Columns of folded headers; plain text up to this width is left alone (RFC 5322 §2.1.1)."""

WRAPPED = 72
"""Columns of a line that we wrap: room for the quote marks of a reply."""

HTML_LIMIT = 100_000
"""Octets of HTML beyond which large providers clip a mail; then the plain text goes alone."""

REFERENCES = 10
"""How many of the newest ids follow the root in ``References``."""

_NOT_IN_HEADERS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Direction overrides let a name or a subject show something else than it says.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_MEANING = re.compile(r" +\S+(?: \S+)* {3,}(?=\S)")
_ID = re.compile(r"<[!-;=?-~]{1,248}>")
_ATOM = r"""[^\s"(),:;<>@\[\]\\]+"""
_QUOTED = r'"(?:[^\s"\\]|\\[!-~]|[ ])*"'
_ADDRESS = re.compile(rf"(?:{_ATOM}|{_QUOTED})@(?:{_ATOM}|\[[0-9A-Za-z:.]+\])")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")

_MARKS = {"a", "b", "code", "del", "em", "i", "ins", "s", "span", "strong", "sub", "sup", "u"}
_BLOCKS = {"blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "br", "hr"}
_LISTS = {"li", "ol", "ul", "table", "tbody", "td", "th", "thead", "tr"}
_ATTRIBUTES = {"*": {"dir", "lang"}, "a": {"href"}, "ol": {"start"}, "th": {"scope"}}


@dataclass(frozen=True, slots=True)
class ListHeaders:
    """What a mail program needs to know about the list (RFC 2369, RFC 2919, RFC 8058).

    All but ``name`` and ``list_id_host`` are mail addresses (a ``?subject=…`` may follow) or URIs.
    """

    name: str
    list_id_host: str
    post: str
    help: str
    subscribe: str
    unsubscribe_mailto: str
    owner: str
    unsubscribe_https: str | None = None
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that comes with a mail. ``kind`` is a media type (``text/markdown``), ``text`` its words."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person, in words.

    ``subject`` has its prefix already; ``html`` is a fragment with the same text as ``plain``.
    ``post`` is what a person wrote to the list; ``personal`` is what a machine wrote.
    ``references`` may be longer than what is sent: the root and the newest ten.
    """

    message_id: str
    date: datetime
    from_name: str
    from_address: str
    to_address: str
    subject: str
    plain: str
    html: str
    list: ListHeaders
    kind: Literal["post", "personal"]
    to_name: str | None = None
    reply_to: str | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    notice: str | None = None
    footer_plain: str | None = None
    footer_html: str | None = None
    language: str = "en"
    enclosures: tuple[Enclosure, ...] = ()


def message_id(domain: str, seed: str, key: bytes) -> str:
    """The Message-ID that belongs to ``seed``: equal for equal seeds, telling nothing about them.

    HMAC-SHA256 under ``key``, cut to 120 bits, in lower-case base32 (it survives case folding).
    """
    digest = hmac.digest(key, seed.encode(), hashlib.sha256)[:15]
    return f"<{base64.b32encode(digest).decode().lower()}@{domain}>"


def compose(letter: Letter) -> bytes:
    """The mail as it goes over the wire: CRLF lines, seven bits (but for addresses that are not).

    Ids from elsewhere that are no ids are left out. Raises ``ValueError`` for an address that is
    not exactly one address, and for a Message-ID or a date of ours that is malformed.
    """
    lines = [*_head(letter), *_list_head(letter.list), *_manner(letter)]
    twins = [(_content(kind, encoding), body) for kind, encoding, body in _parts(letter)]
    whole = _joined("alternative", twins, letter.message_id)
    if letter.enclosures:
        files = [_enclosed(one) for one in letter.enclosures]
        whole = _joined("mixed", [whole, *files], f"{letter.message_id} with files")
    head, body = whole
    return "\r\n".join([*lines, *head, "", ""]).encode() + body


Section = tuple[list[str], bytes]
"""A part of a mail: its header lines, and its octets (CRLF lines)."""


def _joined(kind: str, sections: list[Section], seed: str) -> Section:
    """Several sections as one; a single one stays what it is."""
    if len(sections) == 1:
        return sections[0]
    boundary = _boundary(seed)
    octets: list[bytes] = []
    for head, body in sections:
        opening = "\r\n".join([f"--{boundary}", *head, "", ""])
        octets += [b"\r\n" if octets else b"", opening.encode(), body]
    octets.append(f"\r\n--{boundary}--\r\n".encode())
    return [f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"'], b"".join(octets)


def _enclosed(file: Enclosure) -> Section:
    """A file as a part of a mail. Its name is ours: letters, digits, ``.-_`` (RFC 2183 §2)."""
    encoding, octets = _encoded(_whole(file.text))
    name = re.sub(r"[^A-Za-z0-9._-]", "-", file.name)
    head = [
        f'Content-Type: {file.kind}; charset="utf-8"; name="{name}"',
        f"Content-Transfer-Encoding: {encoding}",
        f'Content-Disposition: attachment; filename="{name}"',
    ]
    return head, octets


def _head(letter: Letter) -> list[str]:
    """Who, to whom, what, and where in the thread."""
    if letter.date.utcoffset() is None:
        raise ValueError("a letter's date needs its zone")
    if not _ID.fullmatch(letter.message_id):
        raise ValueError("a letter needs a well-formed Message-ID")
    lines = [
        f"Date: {format_datetime(letter.date)}",
        f"From: {_mailbox(letter.from_name, letter.from_address)}",
        f"To: {_mailbox(letter.to_name, letter.to_address)}",
        f"Subject: {_unstructured(letter.subject)}",
        f"Message-ID: {letter.message_id}",
    ]
    if letter.reply_to:
        lines.insert(3, f"Reply-To: {_mailbox(None, letter.reply_to)}")
    if parent := _ids((letter.in_reply_to or "",)):
        lines.append(f"In-Reply-To: {parent[0]}")
    if chain := _ids(letter.references):
        kept = chain if len(chain) <= REFERENCES + 1 else (chain[0], *chain[-REFERENCES:])
        lines.append("References: " + "\r\n ".join(kept))
    return lines


@lru_cache(maxsize=256)
def _list_head(circle: ListHeaders) -> tuple[str, ...]:
    """The list headers; one click (RFC 8058) needs a web address beside the mail address."""
    web = circle.unsubscribe_https
    leave = [_uri(web)] if web else []
    lines = [
        f"List-Id: {_phrase(circle.name)} <{_token(circle.list_id_host)}>",
        f"List-Post: {_uri(circle.post)}",
        f"List-Help: {_uri(circle.help)}",
        f"List-Subscribe: {_uri(circle.subscribe)}",
        "List-Unsubscribe: " + ",\r\n ".join([*leave, _uri(circle.unsubscribe_mailto)]),
    ]
    if web:
        lines.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
    lines.append(f"List-Owner: {_uri(circle.owner)}")
    if circle.archive:
        lines.append(f"List-Archive: {_uri(circle.archive)}")
    return tuple(lines)


def _manner(letter: Letter) -> list[str]:
    """How other machines should treat it.

    RFC 3834 for what a machine wrote; ``OOF`` is left out of the second header on purpose, so that
    an out-of-office still reaches us and marks its author away.
    """
    lines = ["Precedence: list"]
    if letter.kind == "personal":
        lines = [
            "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: DR, RN, NRN, AutoReply",
        ]
    if letter.notice:
        # On one line where it may be: scripts read it with plain string tools.
        notice = _plain(letter.notice)
        tame = notice.isascii() and "=?" not in notice and len(notice) < 900
        lines.append(f"X-Facilitator-Notice: {notice if tame else _unstructured(notice)}")
    return [*lines, "MIME-Version: 1.0"]


Part = tuple[str, str, bytes]
"""Subtype, transfer encoding, encoded octets (CRLF lines)."""


def _parts(letter: Letter) -> list[Part]:
    """Plain text first; the HTML twin only if there is one that no provider clips."""
    plain = _spoken(letter.plain)
    if letter.footer_plain:
        # "-- " is what mail programs know as the beginning of a signature.
        plain = f"{plain}\n-- \n{_spoken(letter.footer_plain)}"
    parts: list[Part] = [("plain", *_encoded(plain))]
    if letter.html:
        page = _page(letter.html, _footer(letter), letter.language, _plain(letter.subject))
        if len(page.encode()) < HTML_LIMIT:
            parts.append(("html", *_encoded(page)))
    return parts


def _footer(letter: Letter) -> str:
    if letter.footer_html is not None or letter.footer_plain is None:
        return letter.footer_html or ""
    return "<br>".join(escape(line) for line in letter.footer_plain.splitlines())


@lru_cache(maxsize=32)
def _spoken(text: str) -> str:
    """Plain text as written: its author's line breaks stay, only long lines wrap at spaces."""
    lines = _NOT_IN_TEXT.sub("", _LINE_ENDS.sub("\n", _whole(text))).strip("\n").split("\n")
    return "\n".join(_wrapped(line) for line in lines) + "\n"


def _wrapped(line: str) -> str:
    """One line in as many as it needs, each under the first one's indent or quote marks.

    In an indented list of words and their meanings ("    PASS    I leave it …") the meaning keeps
    its column. A word longer than the width (an address of a page) stays whole.
    """
    if len(line) <= WIDTH:
        return line
    indent = line[: len(line) - len(line.lstrip(" \t>"))][: WRAPPED // 2]
    meaning = _MEANING.match(line)
    column = len(meaning[0]) if meaning and len(meaning[0]) <= WRAPPED // 2 else len(indent)
    rows = textwrap.wrap(
        line[len(indent) :],
        WRAPPED,
        initial_indent=indent,
        subsequent_indent=indent.ljust(column),
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
    return "\n".join(rows)


@lru_cache(maxsize=32)
def _page(fragment: str, footer: str, language: str, title: str) -> str:
    """The HTML twin, cleaned once more at the last door: no image, no script, nothing remote."""
    from markupsafe import Markup

    return _shell().render(
        words=Markup(_safe(fragment)),  # noqa: S704 - cleaned one word before
        footer=Markup(_safe(footer)),  # noqa: S704 - cleaned one word before
        language=re.sub(r"[^A-Za-z0-9-]", "", language) or "en",
        title=title,
    )


def _safe(fragment: str) -> str:
    import nh3

    return nh3.clean(
        _NOT_IN_TEXT.sub("", _whole(fragment)),
        tags=_MARKS | _BLOCKS | _LISTS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


@cache
def _shell() -> "Template":
    from jinja2 import Environment, FileSystemLoader

    shells = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
    )
    return shells.get_template("shell.html.j2")


@lru_cache(maxsize=64)
def _encoded(text: str) -> tuple[str, bytes]:
    """Quoted-printable, so that the source stays readable; base64 where that would double it."""
    octets = text.replace("\n", "\r\n").encode()
    quoted = binascii.b2a_qp(octets, istext=True)
    if len(quoted) <= 2 * len(octets):
        return "quoted-printable", quoted
    rows = base64.encodebytes(octets).replace(b"\n", b"\r\n")
    return "base64", rows


def _content(kind: str, encoding: str) -> list[str]:
    return [
        f'Content-Type: text/{kind}; charset="utf-8"',
        f"Content-Transfer-Encoding: {encoding}",
    ]


def _boundary(mail: str) -> str:
    """A boundary that neither quoted-printable nor base64 can hold (RFC 2045 §6.7, "=_")."""
    return "=_" + hashlib.sha256(mail.encode()).hexdigest()[:32]


def _whole(text: str) -> str:
    """The text without halves of characters, which no charset can carry."""
    return text.encode("utf-8", "replace").decode()


def _plain(value: str) -> str:
    """A value on one line: control characters and line separators become a space."""
    return _OVERRIDES.sub("", _NOT_IN_HEADERS.sub(" ", _whole(value))).strip()


def _token(value: str) -> str:
    """A value without spaces and angle brackets, safe inside ``<…>``."""
    return re.sub(r"[\s<>]", "", _plain(value))


def _uri(value: str) -> str:
    uri = _token(value)
    return f"<{uri}>" if re.match(r"(?i)(mailto|https?):", uri) else f"<mailto:{uri}>"


def _ids(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value for value in values if _ID.fullmatch(value))


def _mailbox(name: str | None, address: str) -> str:
    """``name <address>`` (RFC 5322 §3.4)."""
    if not _ADDRESS.fullmatch(address) or _plain(address) != address:
        raise ValueError("a letter needs exactly one well-formed address in each place")
    return f"{_phrase(name)} <{address}>" if name and _plain(name) else address


@lru_cache(maxsize=1024)
def _phrase(name: str) -> str:
    """A display name: bare, quoted, or as encoded words (RFC 2047 §5.3)."""
    text = _plain(name)
    if not text.isascii() or "=?" in text or len(text) > WIDTH - 16:
        return _encoded_words(text)
    if _ATOMS.fullmatch(text):
        return text
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


@lru_cache(maxsize=1024)
def _unstructured(value: str) -> str:
    """A subject or similar: folded at its own spaces, or as encoded words."""
    text = _plain(value)
    if not text.isascii() or "=?" in text or max(map(len, text.split(" "))) > WIDTH // 2:
        return _encoded_words(text)
    rows, row = [], ""
    for word in text.split(" "):
        if row and len(row) + len(word) > WIDTH - 22:  # the longest header name and ": "
            rows.append(row)
            row = word
        else:
            row = f"{row} {word}" if row else word
    return "\r\n ".join([*rows, row])


def _encoded_words(text: str) -> str:
    """RFC 2047 words, each with whole characters and short enough beside a header's name."""
    words, chunk = [], b""
    for character in text:
        octets = character.encode()
        if len(chunk) + len(octets) > 39:
            words.append(chunk)
            chunk = b""
        chunk += octets
    return "\r\n ".join(
        f"=?utf-8?b?{base64.b64encode(word).decode()}?=" for word in [*words, chunk]
    )
