"""A file of decisions as Markdown to read, and as CSV to reckon with."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from facilitator.core.record import literal
from facilitator.core.rounds.consent.facts import ObjectionRaised
from facilitator.hosting.forms import FORMS, POLL
from facilitator.hosting.journal import polls_read
from facilitator.hosting.journal.entries import Document
from facilitator.hosting.journal.recounting import fact_in
from facilitator.wording import Wording, one_line

COLUMNS = ("decision", "version", "outcome", "place", "name", "position", "receipt", "words")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


def table(file: Document) -> str:
    """Return CSV (RFC 4180): a line for each place that answered, a heading above."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for decision in file["decisions"]:
        said = _said(decision)
        if decision["form"] == POLL.name:
            writer.writerows(map(_cell, row) for row in polls_read.cells(decision, said))
            continue
        for answer in decision["answers"]:
            result, place = decision["result"], answer.get("place", "")
            cells = (decision["number"], result["version"], result["outcome"], place,
                     answer.get("name", ""), answer["position"], answer["receipt"],
                     said.get(place, ""))  # fmt: skip
            writer.writerow([_cell(one) for one in cells])
    return out.getvalue()


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def page(file: Document, wording: Wording) -> str:
    """Return Markdown: each decision with its text, what came out, who said what, and its code."""
    of = {one["form"] == POLL.name for one in file["decisions"]}
    holds = "both" if len(of) > 1 else "polls" if True in of else "decisions"
    heading = wording.line("export-title", circle=one_line(file["circle"]), holds=holds)
    parts = [f"# {literal(heading)}\n"]
    for decision in file["decisions"]:
        if decision["form"] == POLL.name:
            parts += polls_read.page(decision, _said(decision), wording)
        else:
            parts += _decision(decision, wording)
    return "\n".join(parts)


def _decision(decision: Document, wording: Wording) -> Iterator[str]:
    result, versions = decision["result"], list(_versions(decision))
    phase = wording.line(f"phase-{result['outcome'].replace('_', '-')}")
    title = wording.line("export-decision", number=decision["number"], phase=phase)
    yield f"## {literal(title)}\n"
    gone = wording.line("words-taken-back")
    yield _quoted(versions[-1] or gone) + "\n"
    answers = [_answer(one, _said(decision), wording) for one in decision["answers"]]
    if answers:
        yield "\n".join(answers) + "\n"
    if objections := list(_objections(decision, gone)):
        yield f"### {literal(wording.line('export-objections'))}\n"
        yield "\n".join(objections) + "\n"
    if len(versions) > 1:
        yield f"### {literal(wording.line('export-earlier'))}\n"
        for n, text in enumerate(versions[:-1], 1):
            yield f"{n}.\n\n{_quoted(text or gone)}\n"
    yield literal(wording.line("export-code", code=decision["code"])) + "\n"


def _quoted(text: str) -> str:
    return "\n".join(f"> {literal(line)}" for line in text.split("\n"))


def _answer(answer: Document, said: dict[str, str], wording: Wording) -> str:
    position = wording.line(f"position-{answer['position']}")
    name, words = one_line(answer.get("name", "")), said.get(answer.get("place", ""), "")
    told = f"{name}: {position}" if name else position
    if words:
        told = f"{told}: {one_line(words)}"
    return f"- {literal(told)} ({answer['receipt']})"


def _facts(decision: Document) -> Iterator[tuple[Document, Any]]:
    form = FORMS[decision["form"]]
    assert form.log is not None  # noqa: S101 - only logged forms are exported
    for one in decision["entries"]:
        if "entry" in one:
            yield one, fact_in(form, form.log, one)


def _objections(decision: Document, gone: str) -> Iterator[str]:
    """Give the objections that there were, as they were put, by number."""
    for one, fact in _facts(decision):
        if isinstance(fact, ObjectionRaised):
            words = one["opened"].get("fact/words", {}).get("value", gone)
            yield f"{fact.number}. {literal(one_line(words))}"


def _versions(decision: Document) -> Iterator[str]:
    """Give the texts that were proposed, in their order; empty where one was let go."""
    for _, fact in _facts(decision):
        text = getattr(getattr(fact, "version", None), "text", None)
        if text is not None:
            yield text


def _said(decision: Document) -> dict[str, str]:
    """Return the words of each place's newest answer, as far as they are open."""
    form, said = FORMS[decision["form"]], {}
    assert form.log is not None  # noqa: S101 - only logged forms are exported
    for one, fact in _facts(decision):
        place = form.log.answer(fact)
        if place is not None:
            words = one["opened"].get(form.log.words, {})
            said[str(place)] = str(words.get("value", ""))
    return said
