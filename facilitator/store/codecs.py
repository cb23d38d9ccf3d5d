"""Domain values ↔ JSON text. Facts carry their name; a state's shape number stands beside it."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_decoders: dict[Any, msgspec.json.Decoder[Any]] = {}


def write(value: object) -> str:
    """Return ``value`` (frozen dataclasses, enums, times, tuples) as JSON text."""
    return _encoder.encode(value).decode()


def read(kind: type[T], text: str | bytes) -> T:
    """Return the value of type ``kind`` in ``text``; raises ``msgspec.ValidationError`` if it is not one."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(kind)
    value: T = decoder.decode(text)
    return value


class Recent:
    """The values that were read or written last, by the text that stands for them.

    Right whoever else writes to the database: the key is the whole text as it stands there now, and
    the values are frozen. A state of 150 places takes longer to read than all else a word does to it.
    """

    def __init__(self, most: int = 64) -> None:
        self._most = most
        self._values: dict[tuple[type[Any], str], Any] = {}

    def read(self, kind: type[T], text: str) -> T:
        """Return the value in ``text``, as ``codecs.read`` does."""
        found: T | None = self._values.get((kind, text))
        if found is None:
            found = read(kind, text)
            self._keep(found, text)
        return found

    def write(self, value: object) -> str:
        """Return ``value`` as JSON text, as ``codecs.write`` does."""
        text = write(value)
        self._keep(value, text)
        return text

    def _keep(self, value: object, text: str) -> None:
        while len(self._values) >= self._most:
            del self._values[next(iter(self._values))]
        self._values[type(value), text] = value


def write_fact(fact: object) -> str:
    """Return a fact as JSON, its class name under ``fact``."""
    return write({"fact": type(fact).__name__, **msgspec.to_builtins(fact)})


def read_fact(kinds: dict[str, type[T]], text: str) -> T:
    """Return the fact in ``text``, one of ``kinds`` by name; raises ``KeyError`` for an unknown name."""
    raw = msgspec.json.decode(text)
    return msgspec.convert(raw, kinds[raw.pop("fact")])


def plain(value: object) -> Any:
    """Return ``value`` as nothing but JSON's own values, as ``write`` would spell them."""
    return msgspec.to_builtins(value)


def made(kind: type[T], raw: object) -> T:
    """Return the value of type ``kind`` that ``plain`` gave; raises ``msgspec.ValidationError``."""
    return msgspec.convert(raw, kind)
