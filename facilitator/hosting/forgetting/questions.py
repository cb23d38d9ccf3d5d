"""What a person once asked or proposed, taken out of rounds and rhythms when they are forgotten.

A question stands in the facts of a round, because everybody answered it. What the circle decides on, or
has decided, stays as it is: that text is the circle's by then. Facts and state are changed alike, so
that folding the one still gives the other.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from facilitator.core.rhythms import SESSION
from facilitator.core.rounds import poll
from facilitator.core.rounds.consent.state import RUNNING, Phase
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.hosting.forgetting.traces import SHORT, Traces
from facilitator.hosting.forms import CONSENT, FORMS, POLL
from facilitator.hosting.rhythms import books, commands
from facilitator.hosting.rounds import keep_anew, state_of
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

FREE = frozenset({"prompt", "text", "reason", "title", "question", "before", "old", "new"})
"""The names under which facts and states hold what people wrote."""

THE_CIRCLES = frozenset({*RUNNING, Phase.IN_FORCE})
"""The phases in which a text is the circle's: it decides on it, or has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a member wrote in one round, and the rounds in whose facts it stands."""

    rounds: tuple[Record, ...]
    texts: tuple[str, ...]


def asked_by(visit: Visit, member: str) -> list[Asked]:
    """Return what a member asked or proposed, but for what the circle decides on or has decided."""
    rounds, found = _rounds(visit, member), []
    for row in rounds:
        if texts := tuple(text for text in _texts(visit, row, member) if text.strip()):
            steps = [one for one in rounds if one["session"] == row["id"]]
            found.append(Asked((row, *steps), texts))
    return found


def _rounds(visit: Visit, member: str) -> list[Record]:
    rows = visit.ledger.all(t.membership, member=member)
    return [r for m in rows for r in visit.ledger.all(t.round_, circle=m["circle"])]


def _texts(visit: Visit, row: Record, member: str) -> Iterator[str]:
    if row["form"] == CONSENT.name:
        yield from _versions(visit, row, member)
        return
    if row["form"] == POLL.name:
        yield from _poll(visit, row, member)
        return
    first = visit.ledger.one(t.journal, round=row["id"], n=1)
    opened = json.loads(first["fact"]) if first else {}
    if row["session"] is None and opened.get("chair") == member:
        yield opened.get("prompt", "")
        yield from (one["text"] for one in opened.get("answers", ()))


def _poll(visit: Visit, row: Record, member: str) -> Iterator[str]:
    """What was asked and called off; what the circle answers, or has answered, is the circle's."""
    state: poll.Poll = state_of(visit, row)
    if state.phase is poll.Phase.CANCELLED and state.asker == member:
        yield from (state.question, *(option.text for option in state.options))


def _versions(visit: Visit, row: Record, member: str) -> Iterator[str]:
    state = state_of(visit, row)
    if state.phase not in THE_CIRCLES:
        for version in state.versions:
            if version.author == member:
                yield from (version.text, titled(version.text), version.reason)
        for mend in state.mends:
            if mend.by == member:
                yield from (mend.text, mend.before)


def renumber(visit: Visit, member: str, gone: Traces) -> None:
    """Put numbers for their addresses into the states of rounds: a mail's id can name who sent it."""
    for row in _rounds(visit, member):
        before = codecs.write(state_of(visit, row))
        after = gone.without_addresses(before)
        if after != before:
            keep_anew(visit, row, codecs.read(FORMS[row["form"]].state, after))


# -- letting go ----------------------------------------------------------------------------------


def let_go(visit: Visit, asked: list[Asked], instead: str) -> None:
    """Say ``instead`` wherever these texts stand in rounds."""
    for one in asked:
        longest_first = tuple(sorted(one.texts, key=len, reverse=True))
        for row in one.rounds:
            _rewrite(visit, row, partial(_without, longest_first, instead))


def _without(gone: tuple[str, ...], instead: str, text: str) -> str:
    for one in gone:
        if text == one or len(one) >= SHORT:
            text = text.replace(one, instead)
    return text


def _rewrite(visit: Visit, row: Record, anew: Callable[[str], str]) -> None:
    """Change free text in a round: its title, its state, its facts, and what shows them."""
    visit.ledger.change(t.round_, row, title=anew(row["title"]))
    before = codecs.write(state_of(visit, row))
    after = json.dumps(_walked(json.loads(before), anew))
    if json.loads(before) != json.loads(after):
        keep_anew(visit, row, codecs.read(FORMS[row["form"]].state, after))
    for fact in visit.ledger.all(t.journal, round=row["id"]):
        _change(visit, t.journal, fact, "fact", anew)
    for quote in visit.ledger.all(t.quote, round=row["id"]):
        if quote["notice"]:
            _change(visit, t.quote, quote, "notice", anew)


def _change(visit: Visit, table: Any, row: Record, column: str, anew: Callable[[str], str]) -> None:
    old = json.loads(row[column])
    new = _walked(old, anew)
    if new != old:
        text = codecs.write(new)
        visit.ledger.change(table, row, **{column: text})


def _walked(value: Any, anew: Callable[[str], str], name: str = "") -> Any:
    """Return a document with what people wrote in it put anew."""
    if isinstance(value, dict):
        return {key: _walked(one, anew, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_walked(one, anew, name) for one in value]
    return anew(value) if isinstance(value, str) and name in FREE else value


# -- what comes back -----------------------------------------------------------------------------


def stop_asking(visit: Visit, member: str, instead: str) -> list[str]:
    """End what comes back with a question of theirs, and take what they wrote out of the rest.

    A practice they let come back stays: the circle has it, with somebody else to host. Their turns are
    over everywhere. Return what they wrote.
    """
    circles = [row["circle"] for row in visit.ledger.all(t.membership, member=member)]
    rows = [row for circle in circles for row in visit.ledger.all(t.rhythm, circle=circle)]
    return [text for row in rows for text in _let_rhythm_go(visit, row, member, instead)]


def _let_rhythm_go(visit: Visit, row: Record, member: str, instead: str) -> list[str]:
    rhythm, texts = books.rhythm_of(visit, row), []
    here = [m for m in books.here(visit, books.circle_of(visit, row)) if m != member]
    turns = rhythm.rotation.among(here) if rhythm.rotation else None
    parts = tuple(replace(part, rotation=part.rotation.among(here)) for part in rhythm.parts)
    what = rhythm.what
    if row["member"] == member:
        texts = [what.prompt, *(answer.text for answer in what.answers)]
        answers = tuple(replace(answer, text=instead) for answer in what.answers)
        what = replace(what, prompt=instead if what.prompt else "", answers=answers)
    changed = replace(rhythm, rotation=turns, parts=parts, what=what)
    if row["ended_at"] is None:
        books.keep(visit, row, changed)
        if row["member"] == member and what.word != SESSION:
            commands.stop(visit, row)
    else:
        visit.ledger.change(t.rhythm, row, spec=codecs.write(changed))
    return [text for text in texts if text]
