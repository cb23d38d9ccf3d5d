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


def write_fact(fact: object) -> str:
    """Return a fact as JSON, its class name under ``fact``."""
    return write({"fact": type(fact).__name__, **msgspec.to_builtins(fact)})


def read_fact(kinds: dict[str, type[T]], text: str) -> T:
    """Return the fact in ``text``, one of ``kinds`` by name; raises ``KeyError`` for an unknown name."""
    raw = msgspec.json.decode(text)
    return msgspec.convert(raw, kinds[raw.pop("fact")])
