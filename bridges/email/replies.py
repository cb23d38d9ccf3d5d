"""What a reply says anew: our own quoted words, attributions and signatures taken off.

Most of what a member answers to was written by us, so the reader is *parent-aware*: a line is a
quote because it stands in the mail we sent, in whatever language or style the mail program quotes.
That holds in every language and for re-wrapped, inline, bottom and unmarked quotes alike. Tables
of phrases and the shape of a text are used only where the parent is not known.

Nothing the author wrote is dropped on suspicion: an unmarked line goes only when it is ours *and*
stands where a quote was opened; a marked line we never sent goes only inside a quoted block.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bridges.email.phrases import ATTRIBUTION_START, SENT_FROM, WROTE

_TELLING = 12
"""Letters from which an unmarked line can be told as ours, by itself."""
_LONGEST_ATTRIBUTION = 6
_LONGEST_SIGNATURE = 12
_QUOTE_MARKS = re.compile(r"[ \t\u00a0]{0,3}((?:>[ \t]?)+)")
_TARGET = re.compile(r"<(?:https?|mailto):[^<>\s]*>|<tel:[^<>\s]*>", re.IGNORECASE)
_TOKEN = re.compile(r"\+[^@\s<>]{1,64}@")
_HEADER_LINE = re.compile(
    r"[\s*_]*[^\W\d_][\w'’./-]{0,24}(?: [\w'’./-]{1,20}){0,2}\s?[*_]*\s?[:：].{0,998}"
)
_SEPARATOR = re.compile(r"\s*[-_=─━*]{5,}(?:[^\n]{0,60}?[-_=─━*]{3,})?\s*")
_RULE = re.compile(r"[\s_=─━*•|.-]+")
_MOMENT = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|\d{1,2}[:.h]\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2})"
)
_ADDRESS = re.compile(r"<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?")
_COLON_AT_END = re.compile(r"[:：][\s*_]*$")


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
    reply = _Reply(text, _Sent(sent), _Ours(names, addresses))
    reply.mark_quotes()
    return Stripped(reply.words(), any(line.dropped for line in reply.lines))


def _letters(text: str) -> str:
    """Letters and digits only, folded: what stays equal however a program wraps and marks lines."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum()
    )


class _Parent:
    """One mail of ours as a string of letters, with the places where its lines begin."""

    def __init__(self, text: str) -> None:
        lines = [_letters(line) for line in text.splitlines()]
        self.letters = "".join(lines)
        self.line_starts = {0}
        place = 0
        for line in lines:
            place += len(line)
            self.line_starts.add(place)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in which parent a quoted line ends."""

    parent: _Parent
    end: int

    def goes_on(self, letters: str) -> bool:
        """Whether ``letters`` are what we wrote next."""
        return bool(letters) and self.parent.letters.startswith(letters, self.end)

    @property
    def within_line(self) -> bool:
        """Whether our line was not over here: the program wrapped it."""
        return self.end not in self.parent.line_starts

    def after(self, letters: str) -> "_Place":
        return _Place(self.parent, self.end + len(letters))


class _Sent:
    """All mails of ours that may be quoted. Targets of links count on neither side."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.parents = [_Parent(_TARGET.sub("", text)) for text in dict.fromkeys(texts)]
        self.parents = [parent for parent in self.parents if parent.letters]

    def find(self, letters: str, near: "_Place | None" = None) -> "_Place | None":
        """Where we wrote ``letters``, by preference after ``near``."""
        if near is not None:
            start = near.parent.letters.find(letters, near.end)
            if start >= 0:
                return _Place(near.parent, start + len(letters))
        for parent in self.parents:
            start = parent.letters.find(letters)
            if start >= 0:
                return _Place(parent, start + len(letters))
        return None


class _Ours:
    """The names and addresses our mails carried."""

    def __init__(self, names: Sequence[str], addresses: Sequence[str]) -> None:
        patterns = [re.escape(" ".join(name.casefold().split())) for name in names if name.strip()]
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None
        self._addresses = [_TOKEN.sub("@", address.casefold()) for address in addresses if address]

    def names(self, text: str) -> bool:
        """Whether one of our display names stands in the text."""
        return self._names is not None and bool(self._names.search(" ".join(_fold(text).split())))

    def addresses(self, text: str) -> bool:
        """Whether one of our addresses stands in the text, with any token or none."""
        bare = _TOKEN.sub("@", _fold(text))
        return any(address in bare for address in self._addresses)


def _fold(text: str) -> str:
    return text.casefold().replace('"', "").replace("*", "")


class _Line:
    """One line of the reply and what is known of it."""

    __slots__ = ("depth", "dropped", "letters", "place", "raw")

    def __init__(self, raw: str) -> None:
        marks = _QUOTE_MARKS.match(raw)
        self.raw = raw
        self.depth = marks.group(1).count(">") if marks else 0
        self.letters = _letters(_TARGET.sub("", raw[marks.end() :] if marks else raw))
        self.dropped = False
        self.place: _Place | None = None

    @property
    def blank(self) -> bool:
        """Whether nobody would see anything here (invisible characters are nothing)."""
        return not self.depth and not any(
            char.isprintable() and not char.isspace() for char in self.raw
        )

    def drop(self, place: _Place | None = None) -> None:
        """Take the line off as a quote, found at ``place`` of a mail of ours if known."""
        self.dropped, self.place = True, place


class _Reply:
    """A reply being read: each step marks more of its lines as quotes."""

    def __init__(self, text: str, sent: _Sent, ours: _Ours) -> None:
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

    def _drop_marked_lines(self) -> None:
        """Lines behind ``>`` that we wrote, however they were wrapped."""
        near: _Place | None = None
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
        for first, last in _header_blocks(self.lines):
            text = "\n".join(line.raw for line in self.lines[first:last])
            if not _MOMENT.search(_ADDRESS.sub("", text)):
                continue
            named = self.ours.names(text) and self._begins_quote(last)
            if named or self.ours.addresses(text):
                ends.append(last)
                self._drop_span(first, last)
                self._drop_separator(first)
        return min(ends, default=len(self.lines))

    def _unmarked_quote(self) -> int:
        """Where a quote without marks begins: under an attribution, or by its sheer length."""
        for index, line in enumerate(self.lines):
            if self._is_ours(line) and self._attribution_above(index) is not None:
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
        """Whether the next line with anything on it is ours."""
        line = next((line for line in self.lines[index : index + 4] if not line.blank), None)
        return line is not None and (line.dropped or self._is_ours(line))

    def _drop_unmarked_lines(self, opened: int) -> None:
        """Lines of ours below the opening of an unmarked quote, each as often as we wrote it."""
        near: _Place | None = None
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

    def _unmarked_place(self, line: _Line, below: _Line, near: _Place | None) -> _Place | None:
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
        start = _own_attribution(paragraph, self.ours)
        if start is None:
            start = _known_attribution(paragraph)
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
        if last.blank or last.dropped or not _COLON_AT_END.search(last.raw):
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
    return len(_TARGET.sub("", line)) <= 120 and bool(SENT_FROM.match(line))


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


def _own_attribution(paragraph: Sequence[str], ours: _Ours) -> int | None:
    """The first line of an attribution that names us, if the paragraph ends with one."""
    start = _first_naming(paragraph, ours)
    if start is None:
        return None
    text = " ".join(paragraph[start:])
    addressed = ours.addresses(text)
    dated = bool(_MOMENT.search(_ADDRESS.sub("", text)))
    above = paragraph[start - 1] if start else ""
    if not dated and len(above) <= 100 and _MOMENT.search(above):
        start, dated = start - 1, True
    wrote = bool(WROTE.search(text))
    if _COLON_AT_END.search(text):
        return start if addressed or dated or wrote else None
    return start if addressed and dated and wrote else None


def _first_naming(paragraph: Sequence[str], ours: _Ours) -> int | None:
    """The first line that names us, by itself or with a name wrapped into the next line."""
    for index, raw in enumerate(paragraph):
        if ours.names(raw) or ours.addresses(raw):
            return index
    for index in range(len(paragraph) - 1):
        if ours.names(f"{paragraph[index]} {paragraph[index + 1]}"):
            return index
    return None


def _known_attribution(paragraph: Sequence[str]) -> int | None:
    """The first line of an attribution in a known language, if the paragraph ends with one."""
    for start in range(len(paragraph) - 1, max(len(paragraph) - 4, 0) - 1, -1):
        text = " ".join(paragraph[start:])
        bare = _ADDRESS.sub("", text)
        if (
            len(text) <= 300
            and _COLON_AT_END.search(text)
            and WROTE.search(text)
            and _MOMENT.search(bare)
            and ATTRIBUTION_START.match(text)
        ):
            return start
    return None
