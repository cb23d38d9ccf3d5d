"""Where formats are found: the shipped ones, and those beside a file that is being checked."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.formats.mistakes import Mistakes, shape
from facilitator.formats.reading import MOST_BYTES, read
from facilitator.formats.written import Format
from facilitator.shipped import shipped

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENDING = ".yaml"


class Library:
    """Written formats by name, read when they are asked for and kept.

    A later folder wins, and ``texts`` (formats that a circle wrote for itself) win over all.
    """

    def __init__(
        self, folders: "Iterable[Traversable]" = (), texts: Mapping[str, str] | None = None
    ) -> None:
        self._folders = tuple(folders)
        self._texts = dict(texts or {})
        self._files = {
            file.name.removesuffix(ENDING): file
            for folder in self._folders
            for file in sorted(folder.iterdir(), key=lambda f: f.name)
            if file.name.endswith(ENDING) and file.is_file()
        }
        self._read: dict[str, Format] = {}

    @classmethod
    def shipped(cls) -> "Library":
        """Return the formats that come with the program."""
        return cls([shipped("formats")])

    def beside(self, folder: Path) -> "Library":
        """Return this library with a folder more, so that its formats may use one another."""
        return Library([*self._folders, folder], self._texts)

    def among(self, texts: Mapping[str, str]) -> "Library":
        """Return this library with formats more that are in no folder, by name."""
        return Library(self._folders, {**self._texts, **texts})

    def names(self) -> tuple[str, ...]:
        """Return what formats there are, by name, sorted."""
        return tuple(sorted({*self._files, *self._texts}))

    def text(self, name: str) -> str:
        """Return a format's file; raises ``KeyError`` for an unknown name, ``Mistakes`` if it is no text."""
        if name in self._texts:
            return self._texts[name]
        return text_of(self._files[name], name + ENDING)

    def written(self, name: str) -> Format:
        """Return a format as written.

        Raises ``KeyError`` for an unknown name, ``Mistakes`` when its shape is wrong.
        """
        if name not in self._read:
            self._read[name] = shape(read(self.text(name), name + ENDING))
        return self._read[name]


def text_of(file: "Traversable", name: str) -> str:
    """Return a file's text; raises ``Mistakes`` when it cannot be read, is too large, or is no UTF-8."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as bad:
        raise Mistakes([f"{name}:1:1 the file: cannot be read: {bad.strerror}"]) from None
    if len(raw) > MOST_BYTES:
        raise Mistakes([f"{name}:1:1 the file: this is larger than {MOST_BYTES // 1024} KiB"])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as bad_byte:
        before = raw[: bad_byte.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise Mistakes([f"{name}:{line}:{column} the file: this is not UTF-8 text"]) from None
