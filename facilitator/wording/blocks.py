"""Blocks: what stands on lines of its own, in both twins.

Plain, a block is indented by four blanks (contract §11); in HTML it is a ``blockquote``. A letter
is a heading and a block for each place; a difference is the new text and its changes as lines,
since a screen reader announces neither strike-through nor bold.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from facilitator.core.notices import Difference, Entry, Item, Letter
from facilitator.wording.difference import Change, compared
from facilitator.wording.markup import Said, escape_plain

Line = Callable[..., str]


def quoted(said: Sequence[Said]) -> Said:
    """Several contributions, one below the other, as one block."""
    twins = [one.html if one.html is not None else escape_plain(one.plain) for one in said]
    html = twins[0] if len(twins) == 1 else "".join(f"<div>{twin}</div>" for twin in twins)
    plain = "\n".join(one.plain for one in said)
    return Said(_indented(plain), f"<blockquote>{html}</blockquote>")


def lettered(
    letter: Letter,
    name: Callable[[Entry], Said],
    words: Callable[[Entry], tuple[Sequence[Said], Sequence[Said], Sequence[Said]]],
    line: Line,
) -> Said:
    """A whole round: each place's name, its words, and what it added in the echo.

    ``words`` gives an entry's words, its echo and what others called out. A place without words
    passed, and its entry says so.
    """
    return below((_entry(name(each), *words(each), line) for each in letter.entries), gap="\n\n")


def numbered(item: Item, thing: Said, author: Said | None, line: Line) -> Said:
    """One numbered thing as a line: its number, or the points that it was given, stands first."""
    if item.points is None:
        first = line("item-number", number=item.number)
    else:
        first = line("item-points", points=item.points)
    html = thing.html if thing.html is not None else escape_plain(thing.plain)
    if author is None:
        return Said(f"{first} {thing.plain}", f"{escape_plain(first)} {html}")
    return Said(
        f"{first} {thing.plain} ({author.plain})", f"{escape_plain(first)} {html} ({author.html})"
    )


def in_parts(parts: Iterable[tuple[str, Said]]) -> Said:
    """Several letters, each below its question."""
    return below((below([_strong(text), said], gap="\n\n") for text, said in parts), gap="\n\n\n")


def _strong(text: str) -> Said:
    return Said(text, f"<p><strong>{escape_plain(text)}</strong></p>")


def called(name: Said, words: Sequence[Said]) -> Said:
    """What somebody called out, as one line with their name before it."""
    html = " ".join(one.html if one.html is not None else escape_plain(one.plain) for one in words)
    return Said(f"{name.plain}: {' '.join(one.plain for one in words)}", f"{name.html}: {html}")


def differing(difference: Difference, line: Line) -> Said:
    """The new text with its new words marked, then each change as a line, or the old text."""
    told = compared(difference.old, difference.new)
    html = "".join(_marked(escape_plain(run), "strong", is_new) for run, is_new in told.runs)
    new = Said(_indented(difference.new), f"<blockquote>{html}</blockquote>")
    if told.changes is None:
        before = _paragraph(line("difference-before"))
        return below([new, before, quoted([Said(difference.old)])])
    if not told.changes:
        return new
    lines = [_change(change, line) for change in told.changes]
    items = "".join(f"<li>{each.html}</li>" for each in lines)
    return below([new, Said("\n".join(f"- {each.plain}" for each in lines), f"<ul>{items}</ul>")])


def _entry(
    name: Said, words: Sequence[Said], echo: Sequence[Said], calls: Sequence[Said], line: Line
) -> Said:
    parts = [Said(name.plain, f"<p><strong>{name.html}</strong></p>")]
    if words:
        parts.append(quoted(words))
    else:
        passed = line("entry-passed")
        parts.append(Said(_indented(passed), f"<p><em>{escape_plain(passed)}</em></p>"))
    if calls:
        parts += [_paragraph(line("entry-calls")), quoted(calls)]
    if echo:
        parts += [_paragraph(line("entry-echo")), quoted(echo)]
    return below(parts)


def _change(change: Change, line: Line) -> Said:
    """One change in words. The catalogue's line is cut at its places, never filled with HTML."""
    kind = "changed" if change.old and change.new else "added" if change.new else "removed"
    source = line(f"difference-{kind}", old="\ue000", new="\ue001")
    plain = "".join(_filled(source, change.old, change.new))
    old = _marked(escape_plain(change.old), "del")
    new = _marked(escape_plain(change.new), "strong")
    return Said(plain, "".join(_filled(escape_plain(source), old, new)))


def _filled(source: str, old: str, new: str) -> Iterator[str]:
    return ({"\ue000": old, "\ue001": new}.get(sign, sign) for sign in source)


def _marked(html: str, tag: str, is_marked: bool = True) -> str:
    return f"<{tag}>{html}</{tag}>" if is_marked else html


def _paragraph(text: str) -> Said:
    return Said(text, f"<p>{escape_plain(text)}</p>")


def below(parts: Iterable[Said], gap: str = "\n") -> Said:
    """Several blocks, one below the other; an empty one takes no line."""
    stack = [part for part in parts if part.plain or part.html]
    return Said(gap.join(part.plain for part in stack), "".join(part.html or "" for part in stack))


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else "" for line in text.split("\n"))
