"""What a reply says anew: our own quoted words, attributions and signatures taken off.

Most of what a member answers to was written by us, so the reader is *parent-aware*: a line is a
quote because it stands in the mail we sent, in whatever language or style the mail program quotes.
That holds in every language and for re-wrapped, inline, bottom and unmarked quotes alike. Tables
of phrases and the shape of a text are used only where the parent is not known.

Nothing the author wrote is dropped on suspicion: an unmarked line goes only when it is ours *and*
stands where a quote was opened; a marked line we never sent goes only inside a quoted block.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from bridges.email.attributions import (
    Ours,
    ends_with_colon,
    has_moment,
    known_attribution,
    own_attribution,
)
from bridges.email.parents import Place, Sent, letters_of, without_targets
from bridges.email.phrases import SENT_FROM

_TELLING = 12
"""Letters from which an unmarked line can be told as ours, by itself."""
_LONGEST_ATTRIBUTION = 6
_LONGEST_SIGNATURE = 12
_QUOTE_MARKS = re.compile(r"[ \t\u00a0]{0,3}((?:>[ \t]?)+)")
_HEADER_LINE = re.compile(
    r"[\s*_]*[^\W\d_][\w'’./-]{0,24}(?: [\w'’./-]{1,20}){0,2}\s?[*_]*\s?[:：].{0,998}"
)
_SEPARATOR = re.compile(r"\s*[-_=─━*]{5,}(?:[^\n]{0,60}?[-_=─━*]{3,})?\s*")
_RULE = re.compile(r"[\s_=─━*•|.-]+")


@dataclass(frozen=True, slots=True, repr=False)
class Stripped:
    """A reply's own words, and whether anything was taken off as a quote."""

    text: str
    quoted: bool


def new_words(
    text: str, sent: Sequence[str], names: Sequence[str], addresses: Sequence[str]
) -> Stripped:
    """The author's own words in ``text``, in their order, without quotes and signature.

    ``sent`` are the plain texts of our mails that may be quoted, ``names`` and ``addresses`` what
    those mails gave as theirs (with or without a token). Empty words with ``quoted`` mean that the
    reply held nothing but our mail. A signature is never cut if nothing would be left.
    """
    reply = _Reply(text, Sent(sent), Ours(names, addresses))
    reply.mark_quotes()
    return Stripped(reply.words(), any(line.dropped for line in reply.lines))


def words_below(
    text: str, sent: Sequence[str], names: Sequence[str], addresses: Sequence[str]
) -> list[tuple[str, str]]:
    """The author's own words as ``new_words`` finds them, each piece with the quoted line above it.

    Of that line only its letters, in lower case; it is empty where nothing was quoted above.
    """
    reply = _Reply(text, Sent(sent), Ours(names, addresses))
    reply.mark_quotes()
    return [(above, words) for above, words in reply.pieces() if words.strip()]


class _Line:
    """One line of the reply and what is known of it."""

    __slots__ = ("depth", "dropped", "letters", "place", "raw")

    def __init__(self, raw: str) -> None:
        marks = _QUOTE_MARKS.match(raw)
        self.raw = raw
        self.depth = marks.group(1).count(">") if marks else 0
        self.letters = letters_of(without_targets(raw[marks.end() :] if marks else raw))
        self.dropped = False
        self.place: Place | None = None

    @property
    def blank(self) -> bool:
        """Whether nobody would see anything here (invisible characters are nothing)."""
        return not self.depth and not any(
            char.isprintable() and not char.isspace() for char in self.raw
        )

    def drop(self, place: Place | None = None) -> None:
        """Take the line off as a quote, found at ``place`` of a mail of ours if known."""
        self.dropped, self.place = True, place


class _Reply:
    """A reply being read: each step marks more of its lines as quotes."""

    def __init__(self, text: str, sent: Sent, ours: Ours) -> None:
        self.lines = [_Line(raw) for raw in text.split("\n")]
        self.sent = sent
        self.ours = ours

    def mark_quotes(self) -> None:
        """Mark every line that is not the author's own."""
        self._drop_marked_lines()
        self._restore_escaped_from()
        self._drop_wrapped_ends()
        headed = self._drop_header_blocks()
        self._drop_unmarked_lines(min(headed, self._unmarked_quote()))
        self._drop_marked_blocks()
        self._drop_attributions()
        if not any(line.place for line in self.lines):
            self._drop_unknown_quote(headed)

    def words(self) -> str:
        """The lines that are left, without signatures and with single blank lines."""
        kept = self._kept(cut_signatures=True) or self._kept(cut_signatures=False)
        tidy = re.sub(r"\n(?:[ \t\u00a0]*\n){2,}", "\n\n", kept)
        return tidy.strip()

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The author's lines piece by piece, and what was quoted last above each."""
        above, piece = "", list[str]()
        for line in self.lines:
            if not line.dropped:
                piece.append(line.raw)
                continue
            if any(raw.strip() for raw in piece):
                yield above, "\n".join(_without_signature(piece)).strip()
            piece = []
            above = line.letters or above
        yield above, "\n".join(_without_signature(piece)).strip()

    def _drop_marked_lines(self) -> None:
        """Lines behind ``>`` that we wrote, however they were wrapped."""
        near: Place | None = None
        for line in self.lines:
            if line.depth and line.letters:
                place = self.sent.find(line.letters, near)
                if place:
                    near = place
                    line.drop(place)

    def _restore_escaped_from(self) -> None:
        """An author's "From …" that a mail store marked, so that it should not begin a mail."""
        for above, line, below in zip(
            [_Line(""), *self.lines], self.lines, [*self.lines[1:], _Line("")], strict=False
        ):
            alone = not (line.dropped or above.depth or below.depth)
            if alone and line.raw.startswith(">From "):
                line.raw, line.depth = line.raw[1:], 0

    def _drop_wrapped_ends(self) -> None:
        """The end of a quoted line that a program wrapped without a new mark."""
        for above, line, below in zip(
            self.lines, self.lines[1:], [*self.lines[2:], _Line("")], strict=False
        ):
            place = above.place
            if line.depth or not place:
                continue
            # A word that begins a line of ours may be an answer, "Consent", put right above it.
            wrapped = place.within_line or len(line.letters) >= _TELLING
            if wrapped and place.goes_on(line.letters):
                after = place.after(line.letters)
                if not after.within_line or after.goes_on(below.letters):
                    line.drop(after)

    def _drop_header_blocks(self) -> int:
        """The copied header lines above an unmarked quote; returns where the first one ends."""
        ends = []
        known = any(line.place or self._is_ours(line) for line in self.lines)
        for first, last in _header_blocks(self.lines):
            text = "\n".join(line.raw for line in self.lines[first:last])
            if known:
                heads = self.ours.stand_in(text) and self._begins_quote(last)
            else:
                heads = self.ours.addresses(text)
            if heads and has_moment(text):
                ends.append(last)
                self._drop_span(first, last)
                self._drop_separator(first)
        return min(ends, default=len(self.lines))

    def _unmarked_quote(self) -> int:
        """Where a quote without marks begins: under an attribution, or by its sheer length."""
        for index, line in enumerate(self.lines):
            start = self._attribution_above(index) if self._is_ours(line) else None
            if start is not None and self._begins_quote(index):
                above = " ".join(line.raw for line in self.lines[start:index])
                if self.ours.stand_in(above) and has_moment(above):
                    return index
        return self._long_quote()

    def _long_quote(self) -> int:
        """The first of consecutive unmarked lines that hold half of a mail of ours."""
        start, held = len(self.lines), 0
        for index, line in enumerate(self.lines):
            if self._is_ours(line):
                start, held = (index if not held else start), held + len(line.letters)
                place = self.sent.find(line.letters)
                if place and 2 * held >= len(place.parent.letters) and index > start:
                    return start
            elif len(line.letters) >= _TELLING:
                held = 0
        return len(self.lines)

    def _is_ours(self, line: _Line) -> bool:
        """Whether an unmarked line can be told as ours by itself."""
        return (
            not line.depth
            and not line.dropped
            and len(line.letters) >= _TELLING
            and self.sent.find(line.letters) is not None
        )

    def _begins_quote(self, index: int) -> bool:
        """Whether an unmarked quote begins here: a line of ours, and another one further down.

        A single line of ours may be the author's own citing, unless nothing at all follows it.
        """
        below = (line for line in self.lines[index:] if not line.blank)
        first, second = next(below, None), next(below, None)
        if first is None or not (first.dropped or self._is_ours(first)):
            return False
        return second is None or any(self._is_ours(line) for line in chain([second], below))

    def _drop_unmarked_lines(self, opened: int) -> None:
        """Lines of ours below the opening of an unmarked quote, each as often as we wrote it."""
        near: Place | None = None
        lines = [line for line in self.lines[opened:] if line.letters and not line.dropped]
        for line, below in zip(lines, [*lines[1:], _Line("")], strict=False):
            place = self._unmarked_place(line, below, near) if not line.depth else None
            if place:
                near = place
                line.drop(place)
        self._drop_rules()

    def _drop_rules(self) -> None:
        """Lines of strokes between dropped ones: they have no letters to be told by."""
        seen = [line for line in self.lines if not line.blank]
        for above, line, below in zip(seen, seen[1:], [*seen[2:], _Line("")], strict=False):
            if above.dropped and (below.dropped or below.blank) and _RULE.fullmatch(line.raw):
                line.drop()

    def _unmarked_place(self, line: _Line, below: _Line, near: Place | None) -> Place | None:
        if near is not None and near.goes_on(line.letters):
            after = near.after(line.letters)
            if not after.within_line or after.goes_on(below.letters):
                return after
        if near is None and self._opens_a_mail(line, below):
            return self.sent.find(line.letters)
        if len(line.letters) < _TELLING:
            return None
        if near is None:
            return self.sent.find(line.letters)
        # Only onwards from here: a sentence of ours that stands below its own quote is an echo.
        place = self.sent.find(line.letters, near)
        return (
            place if place and (place.parent is not near.parent or place.end > near.end) else None
        )

    def _opens_a_mail(self, line: _Line, below: _Line) -> bool:
        """Whether this short line and the next are the first two lines of a mail of ours."""
        return any(
            parent.letters.startswith(line.letters + below.letters) for parent in self.sent.parents
        )

    def _drop_marked_blocks(self) -> None:
        """The rest of each ``>`` block that is a quote; any other block is the author's own."""
        known = any(line.place for line in self.lines)
        unknown = not self.sent.parents
        for first, last in _marked_blocks(self.lines):
            marked = [line for line in self.lines[first:last] if line.depth]
            attributed = self._attribution_above(first) is not None
            # A quote of a mail we do not know: answers may part it into further blocks below.
            unknown = unknown or (attributed and not known)
            ours = any(line.place for line in marked)
            deep = known and all(line.depth > 1 for line in marked)
            if ours or attributed or unknown or deep:
                for line in self.lines[first:last]:
                    line.drop(line.place)

    def _drop_attributions(self) -> None:
        for index, line in enumerate(self.lines):
            if line.dropped and (index == 0 or not self.lines[index - 1].dropped):
                start = self._attribution_above(index)
                if start is not None:
                    self._drop_span(start, index)
                self._drop_separator(index if start is None else start)

    def _drop_separator(self, index: int) -> None:
        """A line like "-----Original Message-----" right above ``index``."""
        above = self._above(index)
        if above and _SEPARATOR.fullmatch(self.lines[above - 1].raw):
            self._drop_span(above - 1, index)

    def _drop_span(self, first: int, last: int) -> None:
        for line in self.lines[first:last]:
            if not line.dropped:
                line.drop()

    def _above(self, index: int) -> int:
        """The end of the text above ``index``, at most two blank lines up; 0 if there is none."""
        for end in range(index, max(index - 3, 0), -1):
            if not self.lines[end - 1].blank:
                return 0 if self.lines[end - 1].dropped or self.lines[end - 1].depth else end
        return 0

    def _attribution_above(self, index: int) -> int | None:
        """Where the attribution ("On … Garden wrote:") that ends right above ``index`` begins."""
        end = self._above(index)
        first = end
        while first > max(end - _LONGEST_ATTRIBUTION, 0) and self._in_paragraph(first - 1):
            first -= 1
        paragraph = [line.raw for line in self.lines[first:end]]
        start = own_attribution(paragraph, self.ours)
        if start is None:
            start = known_attribution(paragraph)
        return None if start is None else first + start

    def _in_paragraph(self, index: int) -> bool:
        line = self.lines[index]
        return not (line.blank or line.dropped or line.depth)

    def _drop_unknown_quote(self, opened: int) -> None:
        """Everything below a header block or attribution of ours when the mail itself is not known.

        Only here may words go that we cannot compare; never those of a reply that begins with a
        quote, and never answers between ``>`` lines.
        """
        closes = (end for end in range(1, opened) if self._is_own_attribution(end))
        end = next(closes, opened)
        below = next((line for line in self.lines[end:] if not line.blank), None)
        above = any(not line.blank and not line.dropped for line in self.lines[: max(end - 1, 0)])
        if below is not None and not below.depth and above:
            self._drop_span(end, len(self.lines))
            self._drop_attributions()

    def _is_own_attribution(self, end: int) -> bool:
        """Whether an attribution with an address of ours ends right before ``end``."""
        last = self.lines[end - 1]
        if last.blank or last.dropped or not ends_with_colon(last.raw):
            return False
        start = self._attribution_above(end)
        return start is not None and self.ours.addresses(
            " ".join(line.raw for line in self.lines[start:end])
        )

    def _kept(self, *, cut_signatures: bool) -> str:
        parts = []
        for segment in _segments(self.lines):
            lines = _without_signature(segment) if cut_signatures else segment
            parts.append("\n".join(lines).strip("\n"))
        return "\n\n".join(part for part in parts if part.strip())


def _segments(lines: Sequence[_Line]) -> Iterator[list[str]]:
    """The author's lines, apart where a quote stood between them."""
    segment: list[str] = []
    for line in lines:
        if not line.dropped:
            segment.append(line.raw)
        elif segment:
            yield segment
            segment = []
    if segment:
        yield segment


def _without_signature(lines: list[str]) -> list[str]:
    for index, line in enumerate(lines):
        # RFC 3676 §4.3 says "-- "; where the blank was lost only a short signature is believed.
        most = _LONGEST_SIGNATURE if line == "-- " else 4 if line.rstrip() == "--" else -1
        if most >= 0 and _is_short(lines, index + 1, most):
            lines = lines[:index]
            break
    end = len(lines)
    while end and (not lines[end - 1].strip() or _is_advertisement(lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_short(lines: list[str], start: int, most: int) -> bool:
    """Whether at most ``most`` lines of ordinary length follow."""
    below = (lines[index] for index in range(start, len(lines)) if lines[index].strip())
    first = list(islice(below, most + 1))
    return len(first) <= most and all(len(line) <= 120 for line in first)


def _is_advertisement(line: str) -> bool:
    return len(without_targets(line)) <= 120 and bool(SENT_FROM.match(line))


def _marked_blocks(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Spans of ``>`` lines, with what stands dropped or blank between two of them."""
    first = last = None
    for index, line in enumerate(lines):
        if line.depth:
            first, last = (index if first is None else first), index + 1
        elif not (line.blank or line.dropped) and first is not None and last is not None:
            yield first, last
            first = last = None
    if first is not None and last is not None:
        yield first, last


def _header_blocks(lines: Sequence[_Line]) -> Iterator[tuple[int, int]]:
    """Spans of three or more short ``word: value`` lines; a wrapped value may stand between."""
    index = 0
    while index < len(lines):
        last, count = index, 0
        while last < len(lines) and not lines[last].depth and not lines[last].blank:
            if _HEADER_LINE.fullmatch(lines[last].raw):
                count += 1
            elif not _is_wrapped_value(lines, last):
                break
            last += 1
        if count >= 3:
            yield index, last
        index = max(last, index + 1)


def _is_wrapped_value(lines: Sequence[_Line], index: int) -> bool:
    """Whether the line goes on with the header above it: that one is full, or another follows."""
    above = lines[index - 1].raw if index else ""
    below = lines[index + 1].raw if index + 1 < len(lines) else ""
    full = len(above) >= 60 and not below.strip()
    between = bool(_HEADER_LINE.fullmatch(above)) and bool(_HEADER_LINE.fullmatch(below))
    return full or between
