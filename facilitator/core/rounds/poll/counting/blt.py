"""Rankings as a BLT file, which OpaVote, OpenSTV, Droop and others read and count again.

The format of Hill, Wichmann and Woodall (*Algorithm 123*, The Computer Journal 30, 1987): options
and seats; a line for each order with how often it was given, ended by 0; a line with 0; then the
options and the title in quotation marks. Equal papers stand in one line and the lines are sorted, so
that nothing tells when a paper came, or whose it is.
"""

from collections.abc import Sequence

from facilitator.core.rounds.poll.counting.papers import Papers


def blt(options: Sequence[str], papers: Papers, seats: int, title: str) -> str:
    """Return the file; the numbers in ``papers`` are those of ``options``, from one."""
    given = sorted(((number, order) for order, number in papers.items() if order), key=_by_weight)
    lines = [f"{len(options)} {seats}"]
    lines += [" ".join(map(str, (number, *order, 0))) for number, order in given]
    return "\n".join([*lines, "0", *(_quoted(one) for one in (*options, title))]) + "\n"


def _by_weight(line: tuple[int, tuple[int, ...]]) -> tuple[int, tuple[int, ...]]:
    return -line[0], line[1]


def _quoted(text: str) -> str:
    """A name in quotation marks on one line; the format knows no way to write such a mark."""
    return '"' + " ".join(text.split()).replace('"', "'") + '"'
