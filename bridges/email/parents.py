"""The mails of ours that a reply may quote, as strings of letters to find its lines in."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_TARGET = re.compile(r"<(?:https?|mailto):[^<>\s]*>|<tel:[^<>\s]*>", re.IGNORECASE)


def without_targets(text: str) -> str:
    """``text`` without the targets of its links: programs add and drop them as they like."""
    return _TARGET.sub("", text)


def letters_of(text: str) -> str:
    """Letters and digits only, folded: what stays equal however a program wraps and marks lines."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum()
    )


class Parent:
    """One mail of ours as a string of letters, with the places where its lines begin."""

    def __init__(self, text: str) -> None:
        lines = [letters_of(line) for line in text.splitlines()]
        self.letters = "".join(lines)
        self.line_starts = {0}
        place = 0
        for line in lines:
            place += len(line)
            self.line_starts.add(place)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which parent a quoted line ends."""

    parent: Parent
    end: int

    def goes_on(self, letters: str) -> bool:
        """Whether ``letters`` are what we wrote next."""
        return bool(letters) and self.parent.letters.startswith(letters, self.end)

    @property
    def within_line(self) -> bool:
        """Whether our line was not over here: the program wrapped it."""
        return self.end not in self.parent.line_starts

    def after(self, letters: str) -> "Place":
        """The place behind ``letters``, which must be what goes on here."""
        return Place(self.parent, self.end + len(letters))


class Sent:
    """All mails of ours that may be quoted. Targets of links count on neither side."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.parents = [Parent(without_targets(text)) for text in dict.fromkeys(texts)]
        self.parents = [parent for parent in self.parents if parent.letters]

    def find(self, letters: str, near: "Place | None" = None) -> "Place | None":
        """Where we wrote ``letters``, by preference after ``near``."""
        if near is not None:
            start = near.parent.letters.find(letters, near.end)
            if start >= 0:
                return Place(near.parent, start + len(letters))
        for parent in self.parents:
            start = parent.letters.find(letters)
            if start >= 0:
                return Place(parent, start + len(letters))
        return None
