"""A fact as it stands in the log: places by number, words and names hidden, each behind a salt of its own.

What is hidden stands as its digest. It is shown by giving its salt and its value; the entry, and with it
the chain, holds either way. So words can be taken back and people forgotten, and still everybody can
count.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from facilitator.core.chain import committed
from facilitator.core.ids import CircleId, MemberId, PlaceId, RoundId, WordsId
from facilitator.core.rounds.logged import Logged
from facilitator.store import codecs

Document = dict[str, Any]

IS, DIGEST = "is", "sha256"
"""How what is hidden looks: what kind of thing it is, and its digest."""

PRIVATE = "private"
"""Where the fields of a record stand that are nobody else's business, all of them together."""

OURS = frozenset({RoundId, CircleId, PlaceId})
"""Names of ours that mean nothing outside of our books."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Something hidden in an entry. ``member`` is whose name it is; ``shown``: it is for others at all."""

    kind: str
    value: Any
    shown: bool = True
    member: str = ""


@dataclass(slots=True)
class Numbers:
    """Places and messages by number, in the order in which the log speaks of them."""

    places: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def place(self, member: str) -> str:
        """Return what a member is called in this log."""
        return self.places.setdefault(member, f"place-{len(self.places) + 1}")

    def source(self, ref: str) -> str:
        """Return what a message is called in this log; nothing stays nothing."""
        return self.sources.setdefault(ref, f"said-{len(self.sources) + 1}") if ref else ""


@dataclass(slots=True)
class Writer:
    """Writes the facts of one round as entries, in their order.

    ``words`` and ``names`` give what people said, and what they are called, by id.
    """

    logged: Logged
    words: Callable[[str], str]
    names: Callable[[str], str]
    numbers: Numbers = field(default_factory=Numbers)
    leaves: dict[str, Leaf] = field(default_factory=dict)
    """What the last entry hides, by path."""
    _fact: str = ""

    def write(self, fact: Any, n: int, at: datetime) -> Document:
        """Return the entry of a fact, with nothing hidden in it yet: ``leaves`` says what is to be."""
        self.leaves = {}
        self._fact = type(fact).__name__
        told = {"fact": self._fact, **self._record(fact, "fact")}
        return {"n": n, "at": codecs.plain(at), "fact": told}

    def _record(self, value: Any, path: str) -> Document:
        hints = _hints(type(value))
        told: Document = {}
        for one in fields(value):
            if self._key(one.name) is None:
                held = getattr(value, one.name)
                told[one.name] = self._value(held, hints[one.name], one.name, f"{path}/{one.name}")
        if private := self._private(value, path):
            told[PRIVATE] = private
        if isinstance(value, self.logged.place):
            member = value.member
            name = Leaf("name", self.names(member), member=member)
            told["name"] = self._hidden(f"{path}/name", name)
        return told

    def _private(self, value: Any, path: str) -> Document | None:
        kept = {f.name: getattr(value, f.name) for f in fields(value) if self._key(f.name)}
        if not kept:
            return None
        known = {
            name: self.numbers.place(one) if MemberId in _kinds(_hints(type(value))[name]) and one
            else codecs.plain(one)
            for name, one in kept.items()
        }  # fmt: skip
        return self._hidden(f"{path}/{PRIVATE}", Leaf("private", known, shown=False))

    def _key(self, name: str) -> str | None:
        """Return the name under which a field of this fact is private, if it is."""
        keys = (name, f"{self._fact}.{name}")
        return next((key for key in keys if key in self.logged.private), None)

    def _value(self, value: Any, hint: Any, name: str, path: str) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return self._record(value, path)
        if isinstance(value, tuple | list | frozenset):
            items = sorted(value) if isinstance(value, frozenset) else value
            return [self._value(one, hint, name, f"{path}/{i}") for i, one in enumerate(items)]
        if isinstance(value, str) and not isinstance(value, Enum):
            return self._text(value, _kinds(hint), name, path)
        if isinstance(value, Mapping):
            raise TypeError(f"{path}: a log holds records and lists, no tables of names")
        return codecs.plain(value)

    def _text(self, value: str, kinds: frozenset[Any], name: str, path: str) -> Any:
        if MemberId in kinds:
            return self.numbers.place(value) if value else ""
        if WordsId in kinds:
            return self._hidden(path, Leaf("words", self.words(value)))
        if kinds & OURS or not value:
            return ""
        if name == "source":
            return self.numbers.source(value)
        return self._hidden(path, Leaf("text", value, shown=name in self.logged.texts))

    def _hidden(self, path: str, leaf: Leaf) -> Document:
        self.leaves[path] = leaf
        return {IS: leaf.kind, DIGEST: ""}


_HINTS: dict[Any, dict[str, Any]] = {}


def _hints(kind: Any) -> dict[str, Any]:
    """Return of what type each field of a record is."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


@cache
def _kinds(hint: Any) -> frozenset[Any]:
    """Return all that a hint is made of: ``tuple[MemberId, ...] | None`` is made of MemberId too."""
    return frozenset({hint, *(one for part in get_args(hint) for one in _kinds(part))})


def is_hidden(value: Any) -> bool:
    """Say whether this stands for something hidden."""
    return isinstance(value, dict) and value.keys() == {IS, DIGEST}


def hidden_in(entry: Any, path: str = "") -> Iterator[tuple[str, Document]]:
    """Give everything hidden in an entry, with its path."""
    if is_hidden(entry):
        yield path, entry
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield from hidden_in(value, f"{path}/{key}" if path else key)
    elif isinstance(entry, list):
        for i, value in enumerate(entry):
            yield from hidden_in(value, f"{path}/{i}")


def hide(entry: Document, leaves: dict[str, Leaf], salts: dict[str, str]) -> None:
    """Put the digests of what is hidden into an entry."""
    for path, hidden in hidden_in(entry):
        hidden[DIGEST] = committed(salts[path], leaves[path].value)
