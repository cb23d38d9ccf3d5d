"""What should be said, to whom, without a medium or a sentence.

The core names a notice and its arguments; the catalogue (``config/wording``) gives it words, a
medium gives it a shape. Arguments carry their *kind*, so that a name becomes a mention in chat and
a name in a mail, a time is told in the reader's own zone, and nothing a member typed can ever be
read as markup.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId


class Assistant(StrEnum):
    """Who of the service speaks: each a user with one job (contract §3)."""

    FACILITATOR = "facilitator"
    TIMEKEEPER = "timekeeper"
    SCRIBE = "scribe"
    GREETER = "greeter"
    POSTIE = "postie"


@dataclass(frozen=True, slots=True)
class Who:
    """One member, by name (a mention where a medium has mentions)."""

    member: MemberId


@dataclass(frozen=True, slots=True)
class People:
    """Several members, as a spoken list in the given order."""

    members: tuple[MemberId, ...]


@dataclass(frozen=True, slots=True)
class At:
    """A moment (aware, UTC), told in the circle's zone in a room and the reader's elsewhere."""

    when: datetime


@dataclass(frozen=True, slots=True)
class For:
    """A length of time, in words."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class Text:
    """What a person typed in a command (a prompt, a reason): shown as typed, never as markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a person said, kept by id so that taking it back reaches every unsent copy."""

    words: tuple[WordsId, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One short line that somebody called out in another's turn."""

    member: MemberId
    words: tuple[WordsId, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place in a circle letter or record, in seat order.

    ``words`` are empty when the member passed; ``echo`` holds what they added in the echo, ``calls``
    what others called out in their turn.
    Places that stayed open make no entry: nobody silent is named (contract §8.2). Without a
    ``member`` the words are shown without a name, in an order that tells nothing.
    """

    member: MemberId | None
    words: tuple[WordsId, ...]
    echo: tuple[WordsId, ...] = ()
    calls: tuple[Call, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One of several numbered things: words, or a ``text``, with the author's name if it is there.

    ``points`` are what it was given; then they stand first, and not its number.
    """

    number: int
    words: WordsId | None = None
    text: str = ""
    member: MemberId | None = None
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Came:
    """What a round came to: ``how`` names the sentence (``came-<how>``) that says it.

    ``text`` is what somebody typed, or a title; ``number`` that of a decision in the register.
    """

    how: str
    people: tuple[MemberId, ...] = ()
    text: str = ""
    words: tuple[WordsId, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Letter:
    """The whole round in one piece: what each said, or the numbered things that it is about, and
    what it ``came`` to, where it came to something."""

    entries: tuple[Entry, ...]
    items: tuple[Item, ...] = ()
    came: Came | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """Several letters in one piece, each below the question that it answers."""

    parts: tuple[tuple[str, Letter], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two texts, to be shown as a word-level difference."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the catalogue by its name, with what stands within a line; always part of a line."""

    how: str
    args: "Mapping[str, Who | People | At | For | Text | Words | int | str]" = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class Lines:
    """Several sentences, each on a line of its own."""

    sentences: tuple[Sentence, ...]


Arg = (
    Who
    | People
    | At
    | For
    | Text
    | Words
    | Letter
    | Letters
    | Difference
    | Sentence
    | Lines
    | int
    | str
)
"""An argument of a notice. A bare ``str`` is a *choice* for the catalogue to select on (``"live"``,
``"once"``), never something a member typed; a bare ``int`` is a number to be counted."""


@dataclass(frozen=True, slots=True)
class Room:
    """Everyone in the circle's room."""


@dataclass(frozen=True, slots=True)
class To:
    """One member alone, where they are reached: the private chat, or mail."""

    member: MemberId


Audience = Room | To


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing one audience should perceive.

    ``kind`` is its name in snake_case (contract §9); the words are ``kind`` in kebab-case.
    ``asks`` are exactly the people it asks (they are mentioned, and phones ring); an empty ``asks``
    is plain information. ``shown`` are the machine-readable fields beside it: they never reveal what
    contract §8 hides. ``voice`` is the assistant who speaks, or the member whose own words are read
    out (then ``args["words"]`` is what they said and no catalogue is asked).
    ``on_card`` asks the medium to make it a reply to the round's card.
    """

    kind: str
    to: Audience
    args: Mapping[str, Arg] = field(default_factory=dict)
    asks: tuple[MemberId, ...] = ()
    shown: Mapping[str, str | int] = field(default_factory=dict)
    voice: Assistant | MemberId = Assistant.FACILITATOR
    on_card: bool = False
