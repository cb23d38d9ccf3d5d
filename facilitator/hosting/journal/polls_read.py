"""A poll of a file as Markdown to read, and as rows of a table."""

from collections.abc import Iterator
from typing import Any

from facilitator.core.record import literal
from facilitator.core.rounds import poll as core
from facilitator.core.rounds.poll.recounting import PASSED, cast_of
from facilitator.core.rounds.poll.tally import kind_of
from facilitator.hosting.forms import POLL
from facilitator.hosting.journal.entries import Document
from facilitator.hosting.journal.recounting import fact_in
from facilitator.wording import Wording, one_line

Said = dict[str, str]
"""The words of each place's answer, as far as they are open."""


def page(decision: Document, said: Said, wording: Wording) -> Iterator[str]:
    """Give the parts of a page: what was asked, what it came to, who said what, and its code."""
    closed, now = _states(decision)
    title = wording.line("export-poll", number=decision["number"], came=_came(closed))
    yield f"## {literal(title)}\n"
    yield "\n".join(f"> {literal(one)}" for one in closed.question.split("\n")) + "\n"
    yield "\n".join(f"{one.number}. {literal(one_line(one.text))}" for one in closed.options) + "\n"
    yield from _told(closed, now, wording)
    answers = [_line(closed, one, said, wording) for one in decision["answers"]]
    if answers:
        yield "\n".join(answers) + "\n"
    elif _came(closed) not in ("cancelled", "nobody"):
        yield literal(wording.line("export-poll-unlisted")) + "\n"
    yield literal(wording.line("export-code", code=decision["code"])) + "\n"


def cells(decision: Document, said: Said) -> Iterator[list[Any]]:
    """Give a row of the table for each answer, its cells as ``writing_up.COLUMNS`` names them."""
    closed, _ = _states(decision)
    called, came = f"poll {decision['number']}", decision["result"]["outcome"]
    for one in decision["answers"]:
        place = one.get("place", "")
        yield [called, "", came, place, one.get("name", ""), _brief(closed, one["position"]),
               one["receipt"], said.get(place, "")]  # fmt: skip


def _states(decision: Document) -> tuple[core.Poll, core.Poll]:
    """Return the poll as its open entries give it: at its end, and now."""
    state = closed = None
    assert POLL.log is not None  # noqa: S101 - polls are logged
    for n, one in enumerate(decision["entries"], 1):
        if "entry" in one:
            state = POLL.evolve(state, fact_in(POLL, POLL.log, one))
        closed = state if n == decision["closed_by"] else closed
    if closed is None or state is None:
        raise ValueError("a poll in a file has been opened and is over")
    return closed, state


def _came(poll: core.Poll) -> str:
    return poll.came.value if poll.came else "nobody"


def _told(closed: core.Poll, now: core.Poll, wording: Wording) -> Iterator[str]:
    """Say what it came to, and by which seeds lots can be drawn again."""
    if closed.chosen:
        names = ", ".join(closed.option(number).text for number in closed.chosen)
        yield literal(wording.line("export-poll-chosen", came=_came(closed), names=names)) + "\n"
    if now.lot and now.chosen:
        drawn = now.option(now.chosen[0]).text
        yield literal(wording.line("export-poll-lot", name=drawn, seed=now.lot)) + "\n"
    if kind_of(closed).name in ("ranked", "stv"):
        yield literal(wording.line("export-poll-seed", seed=closed.settings.seed)) + "\n"


def _line(poll: core.Poll, answer: Document, said: Said, wording: Wording) -> str:
    position, words = _brief(poll, answer["position"]), said.get(answer.get("place", ""), "")
    name = one_line(answer.get("name", ""))
    told = wording.line("position-pass") if answer["position"] == PASSED else position
    told = f"{name}: {told}" if name else told
    if words:
        told = f"{told}: {one_line(words)}"
    return f"- {literal(told)} ({answer['receipt']})"


def _brief(poll: core.Poll, position: str) -> str:
    """Return an answer by the names of its options, and what it weighs where that differs."""
    if position == PASSED:
        return PASSED
    cast = cast_of(position)
    told = kind_of(poll).brief(cast.marks, poll.options, poll.settings)
    return f"{told} (× {cast.weight / poll.settings.unit:g})" if poll.settings.weighted else told
