"""YAML of a format, read event by event: plain values, and where each of them stands.

Every scalar stays the string that people wrote (``no`` is not False). What could surprise whoever
reads the file is refused: a key given twice, aliases, anchors and tags (one part of a file never
stands for another), a second document, deep nesting, characters that cannot be seen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

Mark = tuple[int, int]
Where = tuple[str | int, ...]

MOST_BYTES = 64 * 1024
MOST_VALUES = 4000
"""Far more than 60 steps need; reading stops there, so that no file keeps the program busy."""

DEEPEST = 12
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing: what one reads is not what stands there."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong: at which line and column, with which value, what to do about it."""

    mark: Mark
    path: Where
    words: str


@dataclass(slots=True)
class Text:
    """A file as it was read. ``marks`` say where values stand, ``keys`` where their keys do."""

    name: str
    tree: Any = field(default_factory=dict)
    marks: dict[Where, Mark] = field(default_factory=dict)
    keys: dict[Where, Mark] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def mark(self, path: Where, key: bool = False) -> Mark:
        """Return where ``path`` stands, or what it would stand in; ``key``: where its key does."""
        if key and path in self.keys:
            return self.keys[path]
        above = (path[:length] for length in range(len(path), -1, -1))
        return next((self.marks[p] for p in above if p in self.marks), (1, 1))

    @property
    def last(self) -> Mark:
        """Where the last value stands."""
        return max(self.marks.values(), default=(1, 1))

    def add(self, mark: Mark, path: Where, words: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(mark, path, words))


class _Refused(Exception):
    """Reading cannot go on from here; the mistake is noted."""


def read(text: str, name: str) -> Text:
    """Return what stands in ``text``; mistakes are gathered in it, never raised."""
    found = Text(name)
    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        found.add((1, 1), (), f"this is larger than {MOST_BYTES // 1024} KiB")
        return found
    try:
        loader = yaml.SafeLoader(text)
    except yaml.reader.ReaderError as bad:
        found.add(_spot(text, bad.position), (), "this character cannot stand in a format")
        return found
    try:
        _document(loader, found)
    except yaml.MarkedYAMLError as bad:
        found.add(_where(bad, loader), (), f"this is not YAML: {bad.problem or bad.context}")
    except (ValueError, OverflowError):  # an escape like "\U99999999" names no character
        found.add((loader.line + 1, loader.column + 1), (), "this is not YAML: no such character")
    except _Refused:
        pass
    return found


def _spot(text: str, position: int) -> Mark:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def _where(bad: yaml.MarkedYAMLError, loader: yaml.SafeLoader) -> Mark:
    mark = bad.problem_mark or bad.context_mark
    return (mark.line + 1, mark.column + 1) if mark else (loader.line + 1, loader.column + 1)


def _events(loader: yaml.SafeLoader) -> Iterator[yaml.Event]:
    while loader.check_event():
        yield loader.get_event()  # type: ignore[no-untyped-call]


def _document(loader: yaml.SafeLoader, found: Text) -> None:
    events = _events(loader)
    next(events)  # the stream begins
    event = next(events)
    if isinstance(event, yaml.StreamEndEvent):
        return
    found.tree = _value(next(events), events, (), found)
    next(events)  # the document ends
    event = next(events)
    if not isinstance(event, yaml.StreamEndEvent):
        found.add(_at(event), (), "a file holds one format: what follows --- is not read")


def _at(event: yaml.Event) -> Mark:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _value(event: yaml.Event, events: Iterator[yaml.Event], path: Where, found: Text) -> Any:
    found.marks[path] = _at(event)
    if len(found.marks) > MOST_VALUES:
        found.add(_at(event), (), f"this is more than {MOST_VALUES} values")
        raise _Refused
    _refuse_tricks(event, path, found)
    if len(path) > DEEPEST:
        found.add(_at(event), path[:DEEPEST], "this is nested too deep")
        raise _Refused
    match event:
        case yaml.MappingStartEvent():
            return _mapping(events, path, found)
        case yaml.SequenceStartEvent():
            return _sequence(events, path, found)
        case yaml.ScalarEvent():
            return _scalar(event, path, found)
        case _:  # an alias, noted above
            return None


def _refuse_tricks(event: yaml.Event, path: Where, found: Text) -> None:
    anchor = getattr(event, "anchor", None)
    if isinstance(event, yaml.AliasEvent):
        found.add(_at(event), path, f"*{anchor} stands for something else: write it out here")
    elif anchor:
        found.add(_at(event), path, f"&{anchor} is not used in formats: leave it out")
    if getattr(event, "tag", None):
        found.add(_at(event), path, "tags (! words) are not used in formats: write the plain value")


def _mapping(events: Iterator[yaml.Event], path: Where, found: Text) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent):
            _refuse_tricks(event, path, found)
            found.add(_at(event), path, "a key is one word")
            raise _Refused
        key, here = event.value, (*path, event.value)
        _refuse_tricks(event, here, found)
        if key in tree:
            found.add(_at(event), here, "this stands here twice")
        found.keys[here] = _at(event)
        value = _value(next(events), events, here, found)
        if value is not None:
            tree[key] = value
    return tree


def _sequence(events: Iterator[yaml.Event], path: Where, found: Text) -> list[Any]:
    items: list[Any] = []
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        items.append(_value(event, events, (*path, len(items)), found))
    return items


def _scalar(event: yaml.ScalarEvent, path: Where, found: Text) -> str | None:
    value: str = event.value
    if event.implicit[0] and value in ("", "~", "null", "Null", "NULL"):
        found.add(_at(event), path, "nothing stands here (write a value, or leave the key out)")
        return None
    unseen = next((c for c in value if _is_unseen(c)), None)
    if unseen is not None:
        found.add(
            _at(event), path, f"the character U+{ord(unseen):04X} cannot be seen: leave it out"
        )
        return None
    return value


def _is_unseen(char: str) -> bool:
    return (
        char in _UNSEEN
        or "\ud800" <= char <= "\udfff"
        or (char < " " and char not in "\n\t")
        or ("\x7f" <= char < "\xa0")
    )
