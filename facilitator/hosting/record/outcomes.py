"""What a practice came to, for its minutes: what was picked or agreed, and what points added up to.

Only of steps of which something may be kept, and only what the whole circle could read (contract
§8.6, §8.9). Sums are of options; who gave what is in none of them.
"""

from collections.abc import Iterator

from facilitator.core.formats.steps import Record as Keeps
from facilitator.core.formats.steps import asks
from facilitator.core.rounds import session
from facilitator.core.rounds.session.outcomes import came
from facilitator.core.rounds.session.seeing import is_open
from facilitator.core.rounds.session.state import Heard
from facilitator.hosting.rounds import state_of
from facilitator.store import tables as t
from facilitator.visit import Record, Visit
from facilitator.wording import one_line


def outcomes(visit: Visit, row: Record) -> Iterator[str]:
    """Give what the steps of a session came to, a line each, in their order."""
    state: session.Session = state_of(visit, row)
    last = _last_word(state)
    for heard in state.heard:
        step = state.format.step(heard.step)
        if step is None or step.record is Keeps.NONE or not is_open(state, heard):
            continue
        yield from _came(visit, heard)
        if heard is last:
            yield from _told(visit, heard)
        if step.reveal is None:  # it shows again what the vote's own step has
            yield from _points(visit, heard)


def _last_word(state: session.Session) -> Heard | None:
    """Return what was announced at the end by whom the practice lets decide, where it keeps that."""
    steps = state.format.steps
    step = next((one for one in reversed(steps) if asks(one)), None)
    if step is None or step.announce is None or step.record is not Keeps.OUTCOME:
        return None
    return state.last_heard(step.id)


def _told(visit: Visit, heard: Heard) -> Iterator[str]:
    for told in heard.told:
        said = one_line(" ".join(_text(visit, words) for words in told.words))
        if said:
            name = _name(visit, told.member)
            yield visit.house.wording.line("minutes-told", name=name, text=said)


def _came(visit: Visit, heard: Heard) -> Iterator[str]:
    found = came(heard)
    if found is None or found.number:  # what has a number stands in the register
        return
    names = [_name(visit, member) for member in found.people]
    said = [_text(visit, words) for words in found.words]
    text = ", ".join(part for part in (*names, found.text, *said) if part)
    if text:
        yield visit.house.wording.line("minutes-came", how=found.how, text=one_line(text))
        yield from _concerns(visit, heard)


def _concerns(visit: Visit, heard: Heard) -> Iterator[str]:
    """Give the worries of those who agreed, to look at again, as the circle has read them."""
    worried = heard.vote.worried if heard.vote is not None else ()
    for told in heard.told:
        said = one_line(" ".join(_text(visit, words) for words in told.words))
        if told.member in worried and said:
            name = _name(visit, told.member)
            yield visit.house.wording.line("minutes-concern", name=name, text=said)


def _points(visit: Visit, heard: Heard) -> Iterator[str]:
    for one in sorted(heard.sums, key=lambda one: -one.points):
        text = one.option.text or _text(visit, one.option.words or "")
        if text:
            yield visit.house.wording.line("minutes-points", text=one_line(text), points=one.points)


def _name(visit: Visit, member: str) -> str:
    return str((visit.ledger.one(t.member, id=member) or {}).get("name", ""))


def _text(visit: Visit, words: str) -> str:
    row = visit.ledger.one(t.words, id=words)
    return "" if row is None or row["taken_back"] else str(row["text"])
