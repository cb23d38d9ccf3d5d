"""``facilitator verify``: what holds of a file of decisions and what does not, in plain words."""

from collections.abc import Iterator
from pathlib import Path

from facilitator.hosting.forms import POLL
from facilitator.hosting.journal.recounting import Counted, Unreadable, read, recount

LARGEST = 200_000_000
"""Octets of a file that are read: far more than the decisions of any circle."""


def verify(file: Path) -> tuple[list[str], bool]:
    """Return the lines to show, and whether all of it holds. Raises ``Unreadable``."""
    found = read(_text(file))
    counted = [recount(decision) for decision in found["decisions"]]
    polls = sum(one.form == POLL.name for one in counted)
    lines = [f"{found['circle']}: {many(len(counted), polls)}, taken away {found['exported']}."]
    for one in counted:
        lines += _told(one)
    good = not any(one.wrong for one in counted)
    if counted and good:
        lines.append(
            "Everything holds. Compare each code with the one you were sent with the outcome: "
            "only with the same code is it the log that your circle closed."
        )
    return lines, good


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise Unreadable("This file is too large to be an export of decisions.")
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as trouble:
        raise Unreadable("This file cannot be read as text.") from trouble


def many(whole: int, polls: int) -> str:
    """Return in words how many decisions there are, and polls; ``whole`` is both together."""
    told = [_many(whole - polls, "decision")] if whole > polls or not polls else []
    return " and ".join([*told, _many(polls, "poll")] if polls else told)


def _told(one: Counted) -> Iterator[str]:
    called = f"{'Poll' if one.form == POLL.name else 'Decision'} {one.number}"
    if one.wrong:
        yield f"{called} does not hold:"
        yield from (f"  {line}" for line in one.wrong)
        return
    yield f"{called} holds. Its code: {one.code}"
    yield f"  {_many(one.entries, 'entry', 'entries')}, each bound to the one before it."
    if one.unlisted and one.form == POLL.name:
        yield f"  It came to: {_of_poll(one)}. Its answers are not in the file, so none is counted."
    else:
        yield f"  Counted again: {_of_poll(one) if one.form == POLL.name else _numbers(one)}."
    if one.shut:
        yield f"  {_many(one.shut, 'entry', 'entries')} of it only tell that they are there."
    if one.hidden:
        yield f"  {_many(one.hidden, 'text')} of it can't be seen any more, or are for nobody else."
    if one.unproven:
        yield f"  {_many(one.unproven, 'name')} changed since: the log does not prove them."


def _numbers(one: Counted) -> str:
    result = one.result
    counts = ", ".join(f"{position} {number}" for position, number in result["counts"].items())
    outcome = str(result["outcome"]).replace("_", " ")
    return f"{outcome}, version {result['version']}, {counts or 'nobody answered'}"


def _of_poll(one: Counted) -> str:
    """What a poll came to; options by their numbers, answers as the file has them."""
    result = one.result
    chosen = ", ".join(f"option {number}" for number in result["chosen"])
    counts = [f"{position} ({number})" for position, number in result["counts"].items()]
    answers = f"answers {', '.join(counts)}" if counts else ""
    return "; ".join(filter(None, [str(result["outcome"]), chosen, answers]))


def _many(number: int, one: str, more: str | None = None) -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"
