"""Addresses: those of our lists with the tokens in them, and those of people, made comparable.

A token names a row of ours and proves that we gave it out: 50 bits of row id and 80 bits of MAC in
26 letters of base32. It stands in the local part of an address, so it survives case folding and
keeps the local part within 64 octets (RFC 5321 §4.5.3.1.1) for slugs of up to 34 characters. What a
token allows, and until when, is in the database; the MAC only stops guessing and moving.
"""

import hmac
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

ROW_BITS = 50
"""Size of the random row id in a token; the id is at least 0 and below ``2 ** ROW_BITS``."""

_MAC_BITS = 80
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_LONGEST_LOCAL = 64
_LONGEST = 254  # RFC 5321 §4.5.3.1.3, without the angle brackets
_TOKEN_LENGTH = (ROW_BITS + _MAC_BITS) // 5
_TOKEN = re.compile(rf"[a-z2-7]{{{_TOKEN_LENGTH}}}")
_SLUG = re.compile(r"[^\W_]+(?:-+[^\W_]+)*")
_LOCAL = re.compile(r"[^\s\x00-\x20\x7f()<>\[\]:;@\\,\"]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class Role(StrEnum):
    """A list address without a token: what a mail to it is for (contract §7)."""

    POST = "post"
    JOIN = "join"
    LEAVE = "leave"
    REQUEST = "request"
    OWNER = "owner"


class Purpose(StrEnum):
    """A list address with a token: what a mail to it answers."""

    REPLY = "r"
    TURN = "t"
    POSITION = "v"
    CONFIRM = "c"
    BOUNCE = "b"


@dataclass(frozen=True, slots=True)
class Addressed:
    """What one of our addresses says: a ``token`` stands exactly where the role is a ``Purpose``.

    The token is shaped like one of ours; whether it is one, ``check_token`` says.
    """

    slug: str
    role: Role | Purpose
    token: str | None = None


class Lists:
    """The addresses of all circles on one mail domain.

    ``delimiter`` parts slug and token (RFC 5233); some providers refuse ``+``.
    """

    def __init__(self, domain: str, delimiter: str = "+") -> None:
        if len(delimiter) != 1 or delimiter not in "+-=_.":
            raise ValueError("the delimiter of list addresses is one of + - = _ .")
        self.domain = _domain(domain)
        self._delimiter = delimiter
        purposes = "".join(Purpose)
        self._tokened = re.compile(
            rf"(?P<slug>.+){re.escape(delimiter)}(?P<purpose>[{purposes}])\.(?P<token>[a-z2-7]+)"
        )
        self._roled = re.compile(r"(?P<slug>.+)-(?P<role>join|leave|request|owner)")

    def post(self, slug: str) -> str:
        """Where a mail to the whole circle goes."""
        return self._address(slug)

    def request(self, slug: str) -> str:
        """Where commands go, in the body."""
        return self._address(f"{slug}-{Role.REQUEST}")

    def join(self, slug: str) -> str:
        """Where one asks to come in."""
        return self._address(f"{slug}-{Role.JOIN}")

    def leave(self, slug: str) -> str:
        """Where one leaves."""
        return self._address(f"{slug}-{Role.LEAVE}")

    def owner(self, slug: str) -> str:
        """Where the hosts are reached."""
        return self._address(f"{slug}-{Role.OWNER}")

    def tokened(self, slug: str, purpose: Purpose, token: str) -> str:
        """Where the answer to one item goes. Raises ``ValueError`` where it would be too long."""
        return self._address(f"{slug}{self._delimiter}{purpose}.{token}")

    def parse(self, address: str) -> Addressed | None:
        """What ``address`` means, or None if it is none of ours. Case never matters."""
        local, _at, domain = address.strip().casefold().rpartition("@")
        try:
            if _domain(domain) != self.domain:
                return None
        except ValueError:
            return None
        if (found := self._tokened.fullmatch(local)) and _TOKEN.fullmatch(found["token"]):
            return _addressed(found["slug"], Purpose(found["purpose"]), found["token"])
        if found := self._roled.fullmatch(local):
            return _addressed(found["slug"], Role(found["role"]))
        return _addressed(local, Role.POST)

    def _address(self, local: str) -> str:
        if len(local.encode()) > _LONGEST_LOCAL:
            raise ValueError("the name of this circle is too long for a mail address")
        return f"{local}@{self.domain}"


def make_token(key: bytes, purpose: Purpose, slug: str, item: str, member: str, row_id: int) -> str:
    """The token that binds member, item and purpose to the row ``row_id``, 26 letters.

    Raises ``ValueError`` for a row id outside ``ROW_BITS`` bits.
    """
    if not 0 <= row_id < 2**ROW_BITS:
        raise ValueError("a row id has at most 50 bits")
    bound = [purpose.value, slug.casefold(), item, member, str(row_id)]
    # Lengths before values: no two lists of values make the same text.
    text = "".join(f"{len(value)}:{value}" for value in bound)
    mac = hmac.digest(key, b"mail token 1 " + text.encode(), sha256)[: _MAC_BITS // 8]
    return _base32(row_id << _MAC_BITS | int.from_bytes(mac, "big"))


def check_token(
    key: bytes, token: str, purpose: Purpose, slug: str, item: str, member: str
) -> bool:
    """Whether ``token`` is the one that ``make_token`` gives for these, in constant time."""
    row_id = row_of(token)
    if row_id is None:
        return False
    real = make_token(key, purpose, slug, item, member, row_id)
    return hmac.compare_digest(real.encode(), token.strip().casefold().encode())


def row_of(token: str) -> int | None:
    """The row id a token names, unproven, or None if it is not shaped like a token."""
    folded = token.strip().casefold()
    if not _TOKEN.fullmatch(folded):
        return None
    number = 0
    for letter in folded[: ROW_BITS // 5]:
        number = number << 5 | _LETTERS.index(letter)
    return number


def normalise(address: str) -> str:
    """The one form of a person's address that is stored and compared.

    The domain is lower case and IDNA, the local part is folded, too: no provider in use tells
    "Ana" from "ana", and a member must not become two. Raises ``ValueError``, without the address
    in it, for what is no address.
    """
    plain = unicodedata.normalize("NFC", address.strip())
    local, at, domain = plain.rpartition("@")
    if not at:
        raise ValueError("an address has an @")
    if not _LOCAL.fullmatch(local) or any(
        unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in local
    ):
        raise ValueError("the part before the @ is not one an address can have")
    whole = f"{local.casefold()}@{_domain(domain)}"
    if len(whole.encode()) > _LONGEST or len(local.encode()) > _LONGEST_LOCAL:
        raise ValueError("an address has at most 254 octets, 64 of them before the @")
    return whole


def is_address(text: str) -> bool:
    """Whether ``text`` is a mail address and nothing else."""
    try:
        normalise(text)
    except ValueError:
        return False
    return True


def _addressed(slug: str, role: Role | Purpose, token: str | None = None) -> Addressed | None:
    return Addressed(slug, role, token) if _SLUG.fullmatch(slug) else None


def _domain(domain: str) -> str:
    if not domain or len(domain) > _LONGEST:
        raise ValueError("the part after the @ is not the name of a mail domain")
    try:
        ascii_name = domain.removesuffix(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_name = ""
    if not all(_LABEL.fullmatch(label) for label in ascii_name.split(".")):
        raise ValueError("the part after the @ is not the name of a mail domain")
    return ascii_name


def _base32(number: int) -> str:
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_TOKEN_LENGTH)))
