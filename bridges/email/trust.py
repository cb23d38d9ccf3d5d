"""How far a mail's author can be believed: what our own border server found, and nothing else.

We check no signature ourselves. The operator's mail server does, and says so in an
``Authentication-Results`` header (RFC 8601). Anybody can write such a header, so only the topmost
one that carries the configured ``authserv_id`` is read, and only in mail from a trusted peer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bridges.email.parsing import Mail

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[;=]|[^\s;="]+')
_SECOND_LEVEL = re.compile(r"(?:ac|co|com|edu|gob|go|gov|gv|ne|net|nom|or|org|sch)\.[a-z]{2}")


class Trust(StrEnum):
    """Whether a mail comes from whom it says: proven, unknown, or disproven."""

    PASS = "pass"  # noqa: S105 - an answer, no password
    NONE = "none"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class _Result:
    """One finding: "dkim=pass header.d=example.org"."""

    method: str
    outcome: str
    properties: dict[str, str]

    def domain(self, *names: str) -> str:
        """The domain in the first of these properties that is there."""
        value = next((self.properties[name] for name in names if name in self.properties), "")
        return _ascii(value.rpartition("@")[2].strip("<>"))


def trust_of(
    mail: Mail, peer_is_trusted: bool, authserv_id: str | None, assume_trusted: bool
) -> Trust:
    """``PASS`` for dmarc=pass or an aligned DKIM or SPF pass, ``FAIL`` for dmarc=fail, else ``NONE``.

    A mail without exactly one author in exactly one ``From`` never passes: no server and reader
    agree on which one was checked. ``assume_trusted`` passes all others, for loopback only.
    """
    results = list(_own_results(mail, authserv_id)) if peer_is_trusted and authserv_id else []
    if any(result.method == "dmarc" and result.outcome == "fail" for result in results):
        return Trust.FAIL
    if len(mail.authors) != 1 or len(mail.headers["from"]) != 1:
        return Trust.NONE
    author = _ascii(mail.authors[0].address.rpartition("@")[2])
    if assume_trusted or any(_proves(result, author) for result in results):
        return Trust.PASS
    return Trust.NONE


def _ascii(domain: str) -> str:
    """One form for both ways in which a server may write a domain (RFC 8601 §5, RFC 5890)."""
    folded = domain.casefold().rstrip(".")
    try:
        return folded.encode("idna").decode("ascii")
    except UnicodeError:
        return folded


def _proves(result: _Result, author: str) -> bool:
    if result.outcome != "pass":
        return False
    match result.method:
        case "dmarc":
            return result.domain("header.from") in {"", author}
        case "dkim":
            return _aligned(result.domain("header.d", "header.i"), author)
        case "spf":
            return _aligned(result.domain("smtp.mailfrom"), author)
        case _:
            return False


def _aligned(checked: str, author: str) -> bool:
    """Whether one domain is the other or above it (relaxed alignment, RFC 7489 §3.1).

    Without a list of public suffixes the shorter of two different domains must not look like one.
    """
    if checked == author:
        return bool(author)
    shorter, longer = sorted((checked, author), key=len)
    public = "." not in shorter or _SECOND_LEVEL.fullmatch(shorter)
    return bool(shorter) and not public and longer.endswith(f".{shorter}")


def _own_results(mail: Mail, authserv_id: str | None) -> Iterator[_Result]:
    """The findings of the topmost header that carries our id; those below it may be forged."""
    for value in mail.headers["authentication-results"]:
        first, *findings = _statements(_without_comments(value))
        if first and authserv_id and first[0].strip('"').casefold() == authserv_id.casefold():
            yield from filter(None, map(_read_result, findings))
            return


def _without_comments(value: str) -> str:
    """``value`` without comments in parentheses, which nest and stand anywhere but in quotes."""
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in value:
        if not depth:
            kept.append(" " if char == "(" and not quoted else char)
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = quoted or depth > 0
        elif char == '"' and not depth:
            quoted = not quoted
        elif char in "()" and not quoted:
            depth = max(0, depth + (1 if char == "(" else -1))
    return "".join(kept)


def _statements(value: str) -> list[list[str]]:
    statements: list[list[str]] = [[]]
    for piece in _TOKENS.findall(value):
        if piece == ";":
            statements.append([])
        else:
            statements[-1].append(piece)
    return statements


def _read_result(tokens: list[str]) -> _Result | None:
    """One finding out of "method=outcome property=value …"; None for "none" and for nonsense."""
    pairs: dict[str, str] = {}
    for index in range(1, len(tokens) - 1):
        if tokens[index] == "=" and "=" not in (tokens[index - 1], tokens[index + 1]):
            pairs.setdefault(tokens[index - 1].casefold(), _unquoted(tokens[index + 1]))
    if len(tokens) < 3 or tokens[1] != "=" or not pairs:
        return None
    method = tokens[0].casefold()
    outcome = pairs.pop(method, "")
    return _Result(method.partition("/")[0], outcome, pairs)


def _unquoted(value: str) -> str:
    if value.startswith('"'):
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    return value.casefold()
