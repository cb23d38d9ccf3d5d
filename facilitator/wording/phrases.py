"""From a notice's kind and arguments to a sentence for one reader on one surface."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from facilitator.core.ids import MemberId
from facilitator.core.notices import (
    Arg,
    Difference,
    Letter,
    Letters,
    Lines,
    People,
    Text,
    Who,
    Words,
)
from facilitator.wording.catalogue import Catalogue, WrongArguments
from facilitator.wording.markup import Said, one_line
from facilitator.wording.telling import Teller, Telling
from facilitator.wording.template import Nature, Pieces, Slot, Template, mark, template
from facilitator.wording.times import Times

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SUBJECT = "mail-subject"

_CHOICE = re.compile(r"[A-Za-z0-9._-]*")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_PARAGRAPH = re.compile(r"<p>((?:(?!</?p>).)*)</p>", re.DOTALL)

Shape = tuple[str, int | str | Nature]
"""An argument's name, and what a template depends on: its value if the catalogue may select on
it, else its nature. Nothing that a member typed."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence in two twins, and the members whose names its arguments hold.

    ``plain`` is complete and free of markup; ``html`` is of the Matrix subset. ``mentioned`` are
    the members of ``Who`` and ``People`` arguments, each once; whom the notice *asks* is narrower.
    """

    plain: str
    html: str
    mentioned: tuple[MemberId, ...] = ()


class Wording:
    """The sentences of one language; pure but for reading the catalogue at its first use.

    A notice of kind ``round_opened`` in a round of form ``go_around`` is told by the message
    ``go-around-round-opened`` if there is one, else by ``round-opened``. In chat that is the
    message's value; on another surface (``mail``, ``mail-subject``, ``turns``) its attribute of
    that name. For an argument of several (``People``, ``Words``, ``Letter``) named ``order`` the
    catalogue also has their number, as ``$order_count``.

    Arguments that are bare ``str`` are choices (letters, digits, ``._-``) or an address made by the
    service (``https://…``, ``mailto:…``), told as a link. Everything else is `WrongArguments`.
    """

    def __init__(self, language: str = "en", shelf: "Traversable | None" = None) -> None:
        self._catalogue = Catalogue(language, shelf)
        self._times = Times(self._catalogue.language, self.line)
        self._templates = lru_cache(4096)(self._template)

    @property
    def language(self) -> str:
        """The language it speaks: the one asked for, or the nearest there is."""
        return self._catalogue.language

    def has(self, kind: str, form: str | None = None, surface: str = "chat") -> bool:
        """Whether this notice is told on ``surface``."""
        return self._catalogue.has(_names(kind, form), _attribute(surface))

    def phrase(
        self,
        kind: str,
        args: Mapping[str, Arg],
        teller: Teller,
        *,
        form: str | None = None,
        surface: str = "chat",
    ) -> Phrase:
        """The sentence for ``teller``'s reader. Raises `NoWords` and `WrongArguments`."""
        is_mail = surface == "mail" or surface.startswith("mail-")
        telling = Telling(teller, self._times, self.line, "mail" if is_mail else "chat")
        shape = tuple(each for name in sorted(args) for each in _shape(name, args[name]))
        cut = self._templates(kind, form, surface, shape)
        blocks = {name: telling.block(args[name]) for name in cut.blocks}
        html = _filled(cut.html, args, blocks, telling, is_html=True)
        return Phrase(
            plain=_filled(cut.plain, args, blocks, telling),
            html=html if is_mail else _unwrapped(html),
            mentioned=_mentioned(args),
        )

    def subject(
        self, kind: str, args: Mapping[str, Arg], teller: Teller, *, form: str | None = None
    ) -> str:
        """The subject of the mail: one plain line. Long typed text is cut at a word, with "…".

        Raises `NoWords` and `WrongArguments`.
        """
        telling = Telling(teller, self._times, self.line, "subject")
        shape = tuple(
            each for name in sorted(args) for each in _shape(name, args[name], Nature.INLINE)
        )
        cut = self._templates(kind, form, SUBJECT, shape)
        return one_line(_filled(cut.plain, args, {}, telling))

    def line(self, name: str, /, **args: str | int) -> str:
        """A short plain label (a column, a button, the text of a link), ``args`` as they are.

        It is not Markdown; who puts it into HTML escapes it. Raises `NoWords`, `WrongArguments`.
        """
        return self._catalogue.format((name.replace("_", "-"),), None, args)

    def _template(
        self, kind: str, form: str | None, surface: str, shape: tuple[Shape, ...]
    ) -> Template:
        values: dict[str, int | str] = {}
        places: dict[str, tuple[str, Nature]] = {}
        for name, value in shape:
            if isinstance(value, Nature):
                sign = mark(len(places))
                places[sign] = (name, value)
                value = sign
            values[name] = value
        source = self._catalogue.format(_names(kind, form), _attribute(surface), values)
        try:
            return template(source, places)
        except ValueError as wrong:
            raise WrongArguments(f"{kind} ({surface}): {wrong}") from None


_LIKE = {"vote": ("consent",), "review": ("consent",)}
"""Forms that are said like another one, where they have no words of their own."""


def _names(kind: str, form: str | None) -> tuple[str, ...]:
    name = kind.replace("_", "-")
    forms = (form, *_LIKE.get(form, ())) if form else ()
    return (*(f"{one.replace('_', '-')}-{name}" for one in forms), name)


def _attribute(surface: str) -> str | None:
    return None if surface == "chat" else surface


def _shape(name: str, arg: Arg, block: Nature = Nature.BLOCK) -> tuple[Shape, ...]:
    match arg:
        case int():
            return ((name, int(arg)),)
        case str():
            return ((name, _choice(name, arg)),)
        case People(members):
            return ((name, Nature.INLINE), (f"{name}_count", len(members)))
        case Words(words):
            return ((name, block), (f"{name}_count", len(words)))
        case Letter(entries, items):
            return ((name, block), (f"{name}_count", len(entries) + len(items)))
        case Letters(parts):
            return ((name, block), (f"{name}_count", len(parts)))
        case Lines(sentences):
            return ((name, block), (f"{name}_count", len(sentences)))
        case Text() | Difference():
            return ((name, block),)
        case _:
            return ((name, Nature.INLINE),)


def _choice(name: str, value: str) -> str | Nature:
    if _CHOICE.fullmatch(value):
        return value
    if _LINK.fullmatch(value):
        return Nature.LINK
    raise WrongArguments(f"${name} is a bare str, but neither a choice nor an address")


def _filled(
    pieces: Pieces,
    args: Mapping[str, Arg],
    blocks: Mapping[str, Said],
    telling: Telling,
    *,
    is_html: bool = False,
) -> str:
    parts: list[str] = []
    for piece in pieces:
        if not isinstance(piece, Slot):
            parts.append(piece)
        elif piece.block:
            block = blocks[piece.name]
            parts.append(block.html or "" if is_html else block.plain)
        else:
            tell = telling.html if is_html else telling.plain
            parts.append(tell(piece, args[piece.name]))
    return "".join(parts)


def _unwrapped(html: str) -> str:
    """A single paragraph without its tag: clients set a message as a paragraph anyway."""
    found = _PARAGRAPH.fullmatch(html.strip())
    return found[1] if found else html.strip()


def _mentioned(args: Mapping[str, Arg]) -> tuple[MemberId, ...]:
    members: list[MemberId] = []
    for arg in args.values():
        match arg:
            case Who(member):
                members.append(member)
            case People(several):
                members.extend(several)
    return tuple(dict.fromkeys(members))
