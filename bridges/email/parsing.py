"""Raw mail to what it says: bytes in, a frozen ``Mail`` out, or ``Unreadable`` with a reason.

The standard library's ``compat32`` parser does the splitting, because ``policy.default`` raises on
or chokes at malformed mail; what it finds is counted while it works, so that no mail can make it
recurse or search for long. Header lines are read by ``headers``, HTML by ``hypertext``. Nothing
here looks at what the words mean.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Any, cast

from bridges.email.headers import (
    Headers,
    Mailbox,
    one_line,
    read_bytes,
    read_mailboxes,
    read_message_ids,
    read_value,
)
from bridges.email.hypertext import TooTangled, read_html

LARGEST_MAIL = 16 * 1024 * 1024
"""Octets in all; the server says the same number in its SIZE."""
LARGEST_HEADERS = 256 * 1024
"""Octets of header lines, those of the parts included."""
LARGEST_TEXT = 512 * 1024
"""Octets of a text part, and characters of the text made of all of them."""
LARGEST_FORMAT = 64 * 1024
"""Octets of a format's file; more no format needs."""
MOST_LINES = 500_000
MOST_PARTS = 100
MOST_ADDRESSES = 500
MOST_REFERENCES = 20
DEEPEST = 20
_LONGEST_PART_HEADER = 4096  # the standard library reads parameters in quadratic time

PARSER_ACCIDENTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the standard library's parser raises on some malformed bytes (email.md §2.2). Which of them
it is, is its accident: to us each means that the mail cannot be read."""


class Unreadable(Exception):
    """The mail cannot or must not be read; ``code`` (kebab-case, stable) says why.

    It never holds a word or an address of the mail.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not body text: name (may be empty), media type, decoded size in octets.

    ``text`` is what stands in a small ``.yaml`` file, which may be a format; empty in all others.
    """

    name: str
    type: str
    size: int
    text: str = ""


@dataclass(frozen=True, slots=True, repr=False)  # no words in a log by accident
class Mail:
    """One mail, read.

    ``message_id``, ``in_reply_to`` and ``references`` (newest first) keep their angle brackets.
    ``authors`` are all mailboxes of all ``From`` headers; ``from_address`` is the first of them;
    nothing may be trusted when there are several. Addresses stand as written: normalise them before
    comparing. ``date`` is what the sender's clock said, for display only. ``text`` is the new body
    before quotes are taken off; ``html_only`` says that it was made of HTML, ``text_is_flowed``
    that soft line breaks (RFC 3676) were joined. ``content_types`` are those of all parts, the
    whole mail's first.
    """

    message_id: str | None
    from_address: str | None
    from_name: str
    authors: tuple[Mailbox, ...]
    sender: str | None
    reply_to: tuple[str, ...]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    in_reply_to: str | None
    references: tuple[str, ...]
    date: str
    text: str
    text_is_flowed: bool
    html_only: bool
    attachments: tuple[Attachment, ...]
    headers: Headers
    content_types: tuple[str, ...]


class Part(Message):
    """A MIME part that counts itself, and stops the parser at the first breach of a limit."""

    def __init__(self, tally: "_Tally") -> None:
        super().__init__(policy=compat32)
        self._tally = tally
        self._depth = 0
        tally.count_part()

    def set_raw(self, name: str, value: str) -> None:
        """Keep a header line, unless the mail holds too much of them."""
        self._tally.count_header(name, value)
        super().set_raw(name, value)

    def attach(self, payload: Any) -> None:
        """Take ``payload`` in one level deeper than this part."""
        if isinstance(payload, Part):
            payload._depth = self._depth + 1
            if payload._depth > DEEPEST:
                raise Unreadable("nested-too-deeply")
        super().attach(payload)


class _Tally:
    def __init__(self) -> None:
        self._parts = -1  # the parser makes one part only to see how parts are made
        self._headers = 0

    def count_part(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise Unreadable("too-many-parts")

    def count_header(self, name: str, value: str) -> None:
        self._headers += len(name) + len(value) + 4
        long = name.lower().startswith("content-") and len(value) > _LONGEST_PART_HEADER
        if long or self._headers > LARGEST_HEADERS:
            raise Unreadable("headers-too-long")


@dataclass(frozen=True, slots=True)
class _Body:
    text: str
    html: bool
    flowed: bool


def read_mail(raw: bytes) -> Mail:
    """What the mail says. Raises ``Unreadable`` for mail beyond the limits, and nothing else."""
    root = read_parts(raw)
    try:
        return _read_root(root)
    except PARSER_ACCIDENTS as accident:
        raise Unreadable("malformed") from accident


def read_parts(raw: bytes) -> Part:
    """The tree of parts, within all limits. Raises ``Unreadable``, and nothing else."""
    if len(raw) > LARGEST_MAIL:
        raise Unreadable("too-large")
    if raw.count(b"\n") + raw.count(b"\r") > 2 * MOST_LINES:
        raise Unreadable("too-many-lines")
    tally = _Tally()

    def new_part(*, policy: object = compat32) -> Part:
        return Part(tally)

    try:
        root = BytesParser(new_part, policy=compat32).parsebytes(raw)
    except RecursionError as accident:
        raise Unreadable("nested-too-deeply") from accident
    except PARSER_ACCIDENTS as accident:
        raise Unreadable("malformed") from accident
    return cast("Part", root)


def content(part: Message) -> bytes:
    """The decoded octets of a leaf part; damaged base64 gives what can be saved of it."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _read_root(root: Part) -> Mail:
    raws = [(name, str(value)) for name, value in root.raw_items()]
    headers = Headers((name, read_value(value)) for name, value in raws)
    boxes = _address_book(raws)
    authors = boxes("from")
    bodies = list(_bodies(root))
    text = "\n\n".join(body.text.strip("\n") for body in bodies if body.text.strip())
    if len(text) > LARGEST_TEXT:
        raise Unreadable("text-too-long")
    return Mail(
        message_id=next(iter(read_message_ids(headers.first("message-id"))), None),
        from_address=authors[0].address if authors else None,
        from_name=authors[0].name if authors else "",
        authors=authors,
        sender=next((box.address for box in boxes("sender")), None),
        reply_to=tuple(box.address for box in boxes("reply-to")),
        to=tuple(box.address for box in boxes("to")),
        cc=tuple(box.address for box in boxes("cc")),
        subject=headers.first("subject"),
        in_reply_to=next(iter(read_message_ids(headers.first("in-reply-to"))), None),
        references=_references(headers),
        date=headers.first("date"),
        text=text,
        text_is_flowed=any(body.flowed for body in bodies),
        html_only=bool(bodies) and all(body.html for body in bodies),
        attachments=tuple(_attachments(root)),
        headers=headers,
        content_types=tuple(part.get_content_type() for part in root.walk()),
    )


def _address_book(raws: list[tuple[str, str]]) -> Callable[[str], tuple[Mailbox, ...]]:
    left = MOST_ADDRESSES
    book: dict[str, list[Mailbox]] = {}
    for name, value in raws:
        if name.lower() in {"from", "sender", "reply-to", "to", "cc"}:
            found = read_mailboxes(value, left)
            left -= len(found)
            if left < 0:
                raise Unreadable("too-many-addresses")
            book.setdefault(name.lower(), []).extend(found)
    return lambda name: tuple(book.get(name, ()))


def _references(headers: Headers) -> tuple[str, ...]:
    ids = read_message_ids(" ".join(headers["references"]))
    return tuple(reversed(ids))[:MOST_REFERENCES]


def _bodies(part: Message) -> Iterator[_Body]:
    """The body texts, in order. Plain text wins over HTML where the sender offers both."""
    kind = part.get_content_type()
    if part.is_multipart():
        parts = [inner for inner in part.get_payload() if isinstance(inner, Message)]
        if kind == "multipart/alternative":
            yield from _best_of(parts)
        elif kind in {"multipart/related", "multipart/signed", "multipart/report"}:
            yield from _bodies(parts[0])
        elif part.get_content_maintype() == "multipart":
            for inner in parts:
                yield from _bodies(inner)
    elif kind in {"text/plain", "text/html"} and not _is_attached(part):
        yield _html_body(part) if kind == "text/html" else _plain_body(part)


def _best_of(alternatives: list[Message]) -> Iterator[_Body]:
    """The first alternative with plain words in it, else the first with any."""
    for kind in ("text/plain", "text/html"):
        for part in alternatives:
            if any(inner.get_content_type() == kind for inner in part.walk()):
                bodies = list(_bodies(part))
                if any(body.text.strip() for body in bodies):
                    yield from bodies
                    return


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _text_of(part: Message) -> str:
    octets = content(part)
    if len(octets) > LARGEST_TEXT:
        raise Unreadable("text-too-long")
    text = read_bytes(octets, _parameter(part, "charset") or None)
    return re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)


def _html_body(part: Message) -> _Body:
    try:
        return _Body(read_html(_text_of(part)), html=True, flowed=False)
    except TooTangled as tangled:
        raise Unreadable("html-too-tangled") from tangled


def _plain_body(part: Message) -> _Body:
    text = _text_of(part).removeprefix("\ufeff")
    flowed = _parameter(part, "format").lower() == "flowed"
    if flowed:
        text = _join_flowed(text, delsp=_parameter(part, "delsp").lower() == "yes")
    return _Body(text, html=False, flowed=flowed)


def _join_flowed(text: str, *, delsp: bool) -> str:
    """Lines that end in a blank joined to the next of the same quote depth (RFC 3676 §4)."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        if soft and delsp:
            words = words[:-1]
        if open_depth == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(">" * depth + " " * bool(depth) + words)
        open_depth = depth if soft else None
    return "\n".join(lines)


def _attachments(root: Message) -> Iterator[Attachment]:
    for part in _leaves(root):
        kind = part.get_content_type()
        if kind not in {"text/plain", "text/html"} or _is_attached(part):
            whole = part.as_bytes() if part.is_multipart() else content(part)
            name = _file_name(part)
            yield Attachment(name, kind, len(whole), _format_in(name, whole))


def _format_in(name: str, octets: bytes) -> str:
    """The text of a file that may be a format, as far as it is one: small, and UTF-8."""
    if not name.lower().endswith((".yaml", ".yml")) or len(octets) > LARGEST_FORMAT:
        return ""
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _leaves(part: Message) -> Iterator[Message]:
    """All parts that hold no parts to be read; a mail inside a mail is one leaf."""
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for inner in part.get_payload():
            if isinstance(inner, Message):
                yield from _leaves(inner)
    else:
        yield part


def _file_name(part: Message) -> str:
    for name, header in (("filename", "content-disposition"), ("name", "content-type")):
        value = _parameter(part, name, header)
        if value:
            return value
    return ""


def _parameter(part: Message, name: str, header: str = "content-type") -> str:
    """A parameter's value (RFC 2045, 2231) as one line, or an empty string."""
    value = part.get_param(name, header=header)
    if isinstance(value, tuple):
        charset, _language, quoted = value
        return one_line(read_bytes(quoted.encode("latin-1", "replace"), charset))
    return read_value(value) if isinstance(value, str) else ""
