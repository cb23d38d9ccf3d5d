"""What header lines say: words, mailboxes and message ids out of hostile bytes, in linear time.

The standard library's readers of structured headers recurse, take seconds on twenty thousand
quotation marks and raise on unknown charsets. These scan each character once, know a fixed set of
charsets, and never raise.
"""

import binascii
import codecs
import quopri
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

CHARSETS = frozenset(
    codecs.lookup(name).name
    for name in str.split(
        "ascii utf-8 utf-16 utf-16-le utf-16-be big5 big5hkscs cp1250 cp1251 cp1252 cp1253 cp1254 "
        "cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 cp855 cp866 cp874 cp932 cp949 cp950 euc-jp "
        "euc-kr gb18030 gb2312 gbk hz iso2022-jp iso2022-jp-2 iso2022-kr iso8859-1 iso8859-2 "
        "iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10 "
        "iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman "
        "mac-cyrillic mac-greek mac-latin2 mac-turkish shift-jis tis-620"
    )
)
"""The codecs a mail may name. Python's own list also holds transformations (``rot13``, ``zip``,
``hex``) and ``utf-7``, in which any text can hide as another."""

_ALIASES = {"unicode-1-1-utf-8": "utf-8", "iso-8859-8-i": "iso8859-8", "x-sjis": "shift-jis"}
_LARGEST_ADDRESS = 320
_NAMED_CHARSET = re.compile(r"[A-Za-z0-9._:+-]{1,40}")
_WORD = r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,40})?\?([bBqQ])\?([^?\s]*)\?="
_ENCODED_WORD = re.compile(_WORD)
_ENCODED_RUN = re.compile(rf"{_WORD}(?:[ \t\r\n]+{_WORD})*")
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,996}>")


class Headers(Mapping[str, tuple[str, ...]]):
    """All values of each header in the order they stand, topmost first; names are caseless.

    A header that is absent has no values (``headers["x"] == ()``); nothing raises ``KeyError``.
    Values are unfolded and decoded, without control characters.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        values: dict[str, tuple[str, ...]] = {}
        for name, value in pairs:
            key = name.casefold()
            values[key] = (*values.get(key, ()), value)
        self._values = values

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._values.get(name.casefold(), ())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.casefold() in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def first(self, name: str) -> str:
        """The topmost value, or an empty string."""
        return next(iter(self[name]), "")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox of an address header: its display name, often empty, and its address."""

    name: str
    address: str


def read_bytes(raw: bytes, charset: str | None) -> str:
    """The text of ``raw``: as declared, else UTF-8, else windows-1252, else with replacements.

    Only charsets of ``CHARSETS`` are believed. NUL is left out: no store or chat can hold it.
    """
    for name in (_known(charset), "utf-8", "cp1252"):
        if name is not None:
            try:
                return raw.decode(name).replace("\0", "")
            except UnicodeError:
                continue
    return raw.decode("latin-1", "replace").replace("\0", "")


def read_value(raw: str) -> str:
    """A header value as a person reads it: unfolded, decoded, one line, no control characters.

    ``raw`` is what the compat32 parser kept: ASCII, with other bytes as surrogates. Encoded words
    are decoded last and cleaned again, so that none can smuggle in a line break (RFC 2047 §6.2).
    """
    return one_line(_decoded_words(_unescaped(raw)))


def one_line(text: str) -> str:
    """``text`` with every run of white space and control characters as one blank."""
    blanked = "".join(" " if _breaks(char) else char for char in text)
    return " ".join(blanked.split())


def read_mailboxes(raw: str, most: int) -> list[Mailbox]:
    """The mailboxes of a raw address header (RFC 5322 §3.4), at most ``most`` + 1 of them.

    Encoded words are decoded after the split: a comma in a name must not make two mailboxes. Names
    of groups and comments are skipped, and what is no mailbox is left out. One more than ``most``
    tells the caller that there were too many.
    """
    found: list[Mailbox] = []
    for name, address in _split_mailboxes(_unescaped(raw)):
        if "@" in address and len(address) <= _LARGEST_ADDRESS:
            found.append(Mailbox(one_line(_decoded_words(name)), one_line(address)))
            if len(found) > most:
                break
    return found


def read_message_ids(value: str) -> list[str]:
    """Every ``<id>`` in the value, with its angle brackets, in order (RFC 5322 §3.6.4)."""
    return _MESSAGE_ID.findall(value)


def _known(charset: str | None) -> str | None:
    if charset is None or not _NAMED_CHARSET.fullmatch(charset.strip()):
        return None
    name = charset.strip().lower()
    try:
        known = codecs.lookup(_ALIASES.get(name, name)).name
    except LookupError:
        return None
    # Mail that says latin-1 or ASCII means windows-1252 wherever the two differ (WHATWG Encoding).
    if known in {"iso8859-1", "ascii"}:
        return None
    return known if known in CHARSETS else None


def _unescaped(raw: str) -> str:
    return read_bytes(raw.encode("utf-8", "surrogateescape"), None)


def _breaks(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Zl", "Zp", "Cs"}


def _decoded_words(text: str) -> str:
    return _ENCODED_RUN.sub(_decoded_run, text)


def _decoded_run(run: re.Match[str]) -> str:
    """Adjacent words of one charset as one text: programs cut letters in half between them."""
    pieces: list[tuple[str, bytes]] = []
    for charset, encoding, content in _ENCODED_WORD.findall(run.group()):
        raw = _word_bytes(encoding, content.encode("utf-8", "replace"))
        if pieces and pieces[-1][0] == charset.lower():
            raw = pieces.pop()[1] + raw
        pieces.append((charset.lower(), raw))
    return "".join(read_bytes(raw, charset) for charset, raw in pieces)


def _word_bytes(encoding: str, content: bytes) -> bytes:
    if encoding in "qQ":
        return quopri.decodestring(content, header=True)
    try:
        return binascii.a2b_base64(content + b"=" * (-len(content) % 4))
    except binascii.Error:
        return content


class _Scan:
    """Where the reader of an address header stands: quoted, in a comment, in angle brackets."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.angle: list[str] | None = None
        self.closed = ""
        self.depth = 0
        self.quoted = False

    def keep(self, char: str) -> None:
        (self.words if self.angle is None else self.angle).append(char)

    def mailbox(self) -> tuple[str, str]:
        words, address = "".join(self.words).strip(), self.closed
        if self.angle is not None:  # never closed: what stands inside is still the best reading
            address = "".join(self.angle)
        if not address:
            words, address = "", words
        # A route before the address ("<@a,@b:c@d>") is obsolete since RFC 5322 §4.4.
        return words, "".join(address.rpartition(":")[2].split())


def _split_mailboxes(value: str) -> Iterator[tuple[str, str]]:
    scan, escaped = _Scan(), False
    for char in value:
        if escaped:
            escaped = False
            if not scan.depth:
                scan.keep(char)
        elif char == "\\" and (scan.quoted or scan.depth):
            escaped = True
        elif scan.quoted or scan.depth or char in '"(':
            _step_inside(scan, char)
        elif char in ",;" and scan.angle is None:
            yield scan.mailbox()
            scan = _Scan()
        elif char == ":" and scan.angle is None:
            scan.words.clear()  # the name of a group
        else:
            _step(scan, char)
    yield scan.mailbox()


def _step_inside(scan: _Scan, char: str) -> None:
    """Take one character of a quoted string or a comment, or the mark that opens one."""
    if scan.depth:
        scan.depth += {"(": 1, ")": -1}.get(char, 0)
    elif char == '"':
        scan.quoted = not scan.quoted
    elif scan.quoted:
        scan.keep(char)
    else:
        scan.depth = 1


def _step(scan: _Scan, char: str) -> None:
    if char == "<" and scan.angle is None:
        scan.angle = []
    elif char == ">" and scan.angle is not None:
        scan.closed, scan.angle = "".join(scan.angle), None
    else:
        scan.keep(char)
