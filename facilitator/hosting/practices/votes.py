"""Votes within a practice: their text, their number in the register, what is put under them."""

from collections.abc import Iterable
from dataclasses import replace

from facilitator.core.ids import RoundId
from facilitator.core.rounds import session as core
from facilitator.core.rounds import vote
from facilitator.core.rounds.consent import Settings
from facilitator.hosting.forms import CONSENT
from facilitator.hosting.quiet import in_quiet_times
from facilitator.hosting.rounds import begin
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit


def hold(
    visit: Visit, session: Record, state: core.Session, command: vote.Begin, quoted: Iterable[str]
) -> None:
    """Begin the vote that holds the present step of a practice."""
    circle = visit.ledger.one(t.circle, id=session["circle"]) or {}
    place = visit.ledger.one(t.place, id=session["place"]) or {}
    number = _number(visit, circle, state) if _registers(command) else None
    text = _text(visit, command, quoted)
    round_id = RoundId(new_id("rnd"))
    settings = _compared(command.settings, state)
    whole = replace(command, prompt=text, id=round_id, number=number or 0, settings=settings)
    facts = vote.announce(in_quiet_times(whole, circle), visit.now)
    begin(visit, CONSENT, round_id, circle, place, text, facts, number, session=session)


def _compared(settings: Settings, state: core.Session) -> Settings:
    """Return the rules of a vote that knows on which text the same step was asked before."""
    heard = state.last_heard(state.step.id) if state.step else None
    if settings.within is None or heard is None or heard.vote is None:
        return settings
    return replace(settings, within=replace(settings.within, before=heard.vote.text))


def _registers(command: vote.Begin) -> bool:
    within = command.settings.within
    return within is not None and within.registers


def _text(visit: Visit, command: vote.Begin, quoted: Iterable[str]) -> str:
    """Return what is decided on: who was picked, the words of an earlier step, what the format says."""
    found = (visit.ledger.one(t.member, id=member) for member in command.people)
    people = ", ".join(str(member["name"]) for member in found if member)
    text = "\n\n".join(part for part in (people, *quoted, command.prompt.strip()) if part)
    return text or (command.settings.within.question if command.settings.within else "")


def _number(visit: Visit, circle: Record, state: core.Session) -> int:
    """Return the number in the register. A text that comes back keeps the one it had."""
    step = state.step.id if state.step else ""
    before = state.last_heard(step)
    if before is not None and before.vote is not None and before.vote.number:
        number = before.vote.number
        older = visit.ledger.one(t.round_, circle=circle["id"], number=number)
        if older is not None:
            visit.ledger.change(t.round_, older, number=None)
        return number
    number = int(circle["numbers"]) + 1
    visit.ledger.change(t.circle, circle, numbers=number)
    return number
