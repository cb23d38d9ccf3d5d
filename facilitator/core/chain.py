"""A chain of entries: each is bound to the one before it, so that nothing in it can be changed unseen.

An entry is *committed* to: SHA-256 over a salt (16 octets by chance) and the entry's canonical JSON.
Its *link* is SHA-256 over the link before it and the commitment. Who has a link can tell whether an
entry that is shown is the one that stood there; who has none of the salts learns nothing from it
(salted digests as in RFC 9901, selective disclosure for JWTs). The page docs/verify.md is for readers.
"""

import base64
import json
import re
from hashlib import sha256
from typing import Any

START = "0" * 64
"""What the first entry of a chain is linked to."""

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")


def canonical(value: Any) -> bytes:
    """Return JSON with sorted keys, no blanks, and letters as they are (UTF-8)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def committed(salt: str, value: Any) -> str:
    """Return what binds to ``value`` and does not tell it: 64 hexadecimal digits."""
    return sha256(bytes.fromhex(salt) + canonical(value)).hexdigest()


def linked(before: str, commitment: str) -> str:
    """Return the link of an entry; ``before`` is the link of the one before it."""
    return sha256(bytes.fromhex(before) + bytes.fromhex(commitment)).hexdigest()


def code_of(link: str) -> str:
    """Return a link as people copy it: its first fifty bits, in base32 (RFC 4648)."""
    letters = base64.b32encode(bytes.fromhex(link)).decode()
    return f"{letters[:5]}-{letters[5:10]}"


def is_digest(text: str) -> bool:
    """Say whether this is written as a link or a commitment is."""
    return _DIGEST.fullmatch(text) is not None


def is_salt(text: str) -> bool:
    """Say whether this is written as a salt is."""
    return _SALT.fullmatch(text) is not None
