"""How each argument of a notice is told to one reader, in both twins.

A name becomes a mention where the reader's medium has them; a time is told in the reader's zone;
what a member typed is shown as typed. In chat HTML, names and typed text are isolated (U+2068,
U+2069), so that a name written from right to left does not turn the sentence around.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import (
    Arg,
    At,
    Came,
    Difference,
    Entry,
    For,
    Item,
    Letter,
    Letters,
    Lines,
    People,
    Sentence,
    Text,
    Who,
    Words,
)
from facilitator.wording.blocks import (
    Line,
    below,
    called,
    differing,
    in_parts,
    lettered,
    numbered,
    quoted,
)
from facilitator.wording.catalogue import WrongArguments
from facilitator.wording.markup import Said, escape_plain, one_line, to_mail_html
from facilitator.wording.template import Slot
from facilitator.wording.times import Reader, Times

_SUBJECT_TEXT = 72
"""Characters that typed text may take in a subject: it stands in full below."""


class Teller(Reader, Protocol):
    """Who is told, supplied by the shell: names, links and words as this reader may see them."""

    def name(self, member: MemberId) -> str:
        """The member's name as this reader knows it."""

    def link(self, member: MemberId) -> str | None:
        """Where a mention leads (``https://matrix.to/#/…``), or ``None`` without mentions."""

    def words(self, words: WordsId) -> Said:
        """What was said; words that were taken back are a line of the catalogue's."""


@lru_cache(4096)
def _called(name: str) -> str:
    """A name as one line. Kept, since big rounds show the same names all the time; it is pure."""
    return one_line(name)


@lru_cache(4096)
def _mention(name: str, link: str | None) -> str:
    """A name as HTML, linked where it leads somewhere. Kept like `_called`, and as pure."""
    shown = escape_plain(_called(name))
    return f'<a href="{escape_plain(link)}">{shown}</a>' if link else shown


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling: a reader, a medium, a language."""

    teller: Teller
    times: Times
    line: Line
    medium: Literal["chat", "mail", "subject"]

    def block(self, arg: Arg) -> Said:
        """An argument that stands alone on its line, in both twins."""
        match arg:
            case Text(text):
                return quoted([Said(text)])
            case Words(words):
                return quoted(self._said(words))
            case Letter():
                return self._letter(arg)
            case Letters(parts):
                return in_parts((text, self._letter(letter)) for text, letter in parts)
            case Difference():
                return differing(arg, self.line)
            case Lines(sentences):
                return quoted([self._sentence(each) for each in sentences])
            case _:
                raise WrongArguments(f"{type(arg).__name__} is no block")

    def plain(self, slot: Slot, arg: Arg) -> str:
        """An argument within a line, plain."""
        match arg:
            case Who(member):
                return self._name(member)
            case People(members):
                return self.times.spoken([self._name(member) for member in members])
            case Text(text):
                return self._typed(text)
            case Words(words):
                return self._typed("\n".join(said.plain for said in self._said(words)))
            case Sentence():
                return self._sentence(arg).plain
            case Lines(sentences):
                return " ".join(self._sentence(each).plain for each in sentences)
            case _:
                return self._neutral(slot, arg)

    def html(self, slot: Slot, arg: Arg) -> str:
        """An argument within a line, as HTML."""
        match arg:
            case Who(member):
                return self._linked(member, slot)
            case People(members):
                return self.times.spoken([self._linked(member, slot) for member in members])
            case Text() | Words():
                return self._isolated(escape_plain(self.plain(slot, arg)), slot)
            case str() if slot.inside == "text":
                return f'<a href="{escape_plain(arg)}">{escape_plain(arg)}</a>'
            case _:
                return escape_plain(self.plain(slot, arg))

    def _neutral(self, slot: Slot, arg: Arg) -> str:
        """What nobody typed: times and addresses."""
        match arg:
            case At(when):
                is_brief = self.medium == "subject" and not slot.style
                return self.times.at(when, self.teller, "short" if is_brief else slot.style)
            case For(span):
                return self.times.span(span)
            case str():
                return arg
            case _:
                raise WrongArguments(f"${slot.name} needs a line of its own")

    def _typed(self, text: str) -> str:
        if self.medium != "subject":
            return text
        return textwrap.shorten(one_line(text), _SUBJECT_TEXT, placeholder=" …")

    def _name(self, member: MemberId) -> str:
        return _called(self.teller.name(member))

    def _linked(self, member: MemberId, slot: Slot) -> str:
        link = self.teller.link(member) if slot.inside == "text" else None
        return self._isolated(_mention(self.teller.name(member), link), slot)

    def _isolated(self, html: str, slot: Slot) -> str:
        # Not in code: people copy it, and a command must not carry invisible signs.
        return f"\u2068{html}\u2069" if self.medium == "chat" and slot.inside == "text" else html

    def _letter(self, letter: Letter) -> Said:
        told = lettered(letter, self._heading, self._entry, self.line)
        if letter.items:
            told = below([told, quoted(self._items(letter))])
        return told if letter.came is None else below([told, self._came(letter.came)], gap="\n\n")

    def _came(self, came: Came) -> Said:
        """What it came to, as one line."""
        what = [said.plain for said in self._said(came.words)] or [came.text]
        people = self.times.spoken([self._name(member) for member in came.people])
        named = people or ", ".join(one for one in what if one)
        line = self.line(
            f"came-{came.how}", what=named, number=came.number, told="yes" if named else "no"
        )
        return Said(line, f"<p>{escape_plain(line)}</p>")

    def _sentence(self, sentence: Sentence) -> Said:
        """One sentence as a line; names are no mentions there, because it asks nobody."""
        told = {
            name: arg if isinstance(arg, int | str) else self.plain(Slot(name), arg)
            for name, arg in sentence.args.items()
        }
        line = self.line(sentence.how, **told)
        return Said(line, escape_plain(line))

    def _items(self, letter: Letter) -> list[Said]:
        """Each numbered thing: its number or its points, its words, its author."""
        return [
            numbered(item, self._thing(item), self._author(item), self.line)
            for item in letter.items
        ]

    def _thing(self, item: Item) -> Said:
        return self._said((item.words,))[0] if item.words else Said(item.text)

    def _author(self, item: Item) -> Said | None:
        return self._heading(Entry(item.member, ())) if item.member else None

    def _heading(self, entry: Entry) -> Said:
        if entry.member is None:
            unsigned = self.line("entry-unsigned")
            return Said(unsigned, escape_plain(unsigned))
        slot = Slot("entry")
        return Said(self._name(entry.member), self._linked(entry.member, slot))

    def _entry(self, entry: Entry) -> tuple[Sequence[Said], Sequence[Said], Sequence[Said]]:
        calls = [
            called(self._heading(Entry(c.member, ())), self._said(c.words)) for c in entry.calls
        ]
        return self._said(entry.words), self._said(entry.echo), calls

    def _said(self, words: Sequence[WordsId]) -> list[Said]:
        said = [self.teller.words(one) for one in words]
        if self.medium == "chat":
            return said
        return [Said(one.plain, one.html and to_mail_html(one.html)) for one in said]
