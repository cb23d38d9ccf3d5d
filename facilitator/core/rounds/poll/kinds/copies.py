"""Several copies of one ballot in a mail: filled in above, and quoted below as it was sent.

A copy ends where an option comes again, or where other words follow. What was filled in counts, and
not what was sent; of two that were filled in, the one that is quoted less deeply, for it is newer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.poll.codes import Code


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a ballot that came back: the option, and what stands in its brackets."""

    option: int
    mark: str
    number: int
    """What number stands before its words: the option's own, unless somebody wrote another there."""
    depth: int = 0
    """How many signs of quoting stand before it."""
    ends: bool = False
    """Whether words follow that are not the option's."""


def is_filled(lines: Sequence[Line]) -> bool:
    """Say whether somebody has done anything to a ballot: filled brackets, moved lines, changed
    numbers. Lines that are only gone are no answer."""
    options = [line.option for line in lines]
    changed = any(line.number != line.option for line in lines)
    return changed or any(line.mark for line in lines) or options != sorted(options)


def standing(lines: Sequence[Line], most: int) -> tuple[Line, ...]:
    """Return the lines that are the answer, each option once; ``most`` are all that there are.

    Raises ``Refusal("poll-unread")`` where a line is there twice with two answers.
    """
    copies = list(_copies(lines))
    filled = [copy for copy in copies if is_filled(copy)]
    if filled:
        nearest = min(copy[0].depth for copy in filled)
        chosen = [copy for copy in filled if copy[0].depth == nearest]
    else:
        chosen = [copy for copy in copies if len(copy) < most] or copies[:1]
    return tuple(_once([line for copy in chosen for line in copy]))


def _copies(lines: Sequence[Line]) -> Iterator[list[Line]]:
    copy: list[Line] = []
    for line in lines:
        if copy and (copy[-1].ends or any(line.option == one.option for one in copy)):
            yield copy
            copy = []
        copy.append(line)
    if copy:
        yield copy


def _once(lines: Sequence[Line]) -> Iterator[Line]:
    """Each option once, where it first stands filled in, or else where it first stands."""
    for line in lines:
        same = [one for one in lines if one.option == line.option]
        filled = [one for one in same if one.mark]
        if len({one.mark for one in filled}) > 1:
            raise Refusal(Code.UNREAD)
        if line is (filled or same)[0]:
            yield line
