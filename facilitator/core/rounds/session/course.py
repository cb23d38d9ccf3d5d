"""How a session goes on by itself: which step comes next, who has which part, what the clock brings.

``onward`` is everything that follows at once from a state, one small step of it; ``elapsed`` what is
due by the clock. Both are repeated until nothing follows.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.core.formats.format import HOST, Filled, Role
from facilitator.core.formats.references import role_references
from facilitator.core.formats.steps import Announce, Break, Reveal, Step, When, asks
from facilitator.core.ids import MemberId
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.facts import ChairHanded, Closed, Outcome
from facilitator.core.rounds.session import beside
from facilitator.core.rounds.session.chance import drawn
from facilitator.core.rounds.session.evolving import fold
from facilitator.core.rounds.session.facts import (
    Fact,
    PartOffered,
    PartSettled,
    PartTaken,
    PartTurned,
    StepBegan,
    StepEnded,
    StepLeftOut,
    TablesLaid,
    TurnOver,
    WentBack,
)
from facilitator.core.rounds.session.holding import lacks_text, newcomers
from facilitator.core.rounds.session.laying import is_tables, lay
from facilitator.core.rounds.session.picking import follows, is_idle
from facilitator.core.rounds.session.seeing import opened, totals, unplaced
from facilitator.core.rounds.session.sources import lacks_matter, tells_aloud
from facilitator.core.rounds.session.state import Heard, Phase, Session
from facilitator.core.rounds.session.turning import passed_turn
from facilitator.core.rounds.windows import end_of

Facts = tuple[Fact, ...]

LIVE_OFFER = timedelta(minutes=3)
"""How long a part is offered where everybody is at the table: as long as a roll-call."""

SLOW_OFFER = timedelta(days=3)
"""The same where somebody takes part in their own time (no source; as a check-in's window)."""


def follow(state: Session, now: datetime, *, clock: bool = False) -> Facts:
    """All that follows from ``state``, and with ``clock`` all that is due, until nothing does."""
    told: list[Fact] = []
    while step := _step(state, now, clock=clock):
        told += step
        state = fold(state, step)
    return tuple(told)


def _step(state: Session, now: datetime, *, clock: bool) -> Facts:
    if state.over or state.paused_at is not None:
        return ()
    return onward(state, now) or (elapsed(state, now) if clock else ())


def next_due(state: Session) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    return None if state.over or state.paused_at is not None else state.until


def elapsed(state: Session, now: datetime) -> Facts:
    """What is due by the clock."""
    if state.until is None or now < state.until:
        return ()
    return still_over(state) if state.phase is Phase.STILL else offer_over(state, now)


def still_over(state: Session) -> Facts:
    """The stillness ends."""
    step = state.step
    return ended(state, step, Heard(step.id, state.lap)) if step and state.begun else ()


def ended(
    state: Session, step: Step, heard: Heard, table: tuple[MemberId, ...] | None = None
) -> Facts:
    """A step is over, and may lead back."""
    return (StepEnded(heard, table), *(follows(state, step, heard) or back(state, step)))


def offer_over(state: Session, now: datetime) -> Facts:
    """A part is offered no longer. If the format cannot do without it, the session closes, kindly."""
    role = state.format.role(state.offered or "")
    if role is None:
        return ()
    settled = PartSettled(role.name)
    if role.name == HOST:
        return (*(_host_by_lot(state) if state.chair is None else ()), settled)
    if len(state.holders(role.name)) >= role.least:
        return (settled,)
    return (settled, Closed(Outcome.ENDED, now))


def onward(state: Session, now: datetime) -> Facts:
    """What follows at once."""
    if state.begun:
        return ()
    if state.phase is Phase.FILLING:
        return offer_over(state, now) if everybody_answered(state) else ()
    step = state.step
    return (
        _turn_over(state, step)
        or ((Closed(Outcome.COMPLETE, now),) if step is None else ())
        or (_next_turn(state, step) if step else ())
        or (_begin(state, step, now) if step else ())
    )


# -- parts that go round -------------------------------------------------------------------------


def _turn_over(state: Session, step: Step | None) -> Facts:
    """Behind the steps that are held once for each: again for the next one, or on."""
    before = state.format.steps[state.at - 1] if state.at else None
    if before is None or before.once_each is None or state.turning != before.once_each:
        return ()
    if step is not None and step.once_each == before.once_each:
        return ()
    more = _to_come(state, before.once_each)
    return (TurnOver(_start_of_turn(state) if more else None),)


def _start_of_turn(state: Session) -> int:
    """Where the steps begin that were just held for one person."""
    steps, at = state.format.steps, state.at - 1
    role = steps[at].once_each
    while at and steps[at - 1].once_each == role:
        at -= 1
    return at


def _to_come(state: Session, role: str) -> list[MemberId]:
    """Who has not had a part yet; one that went round before, and was left, begins anew."""
    had = state.turns if state.turning in (None, role) else ()
    return [seat.member for seat in state.seats if seat.member not in had]


def _next_turn(state: Session, step: Step) -> Facts:
    role = step.once_each
    if role is None or state.turning == role:
        return ()
    member = drawn(state.seed, _to_come(state, role), f"turn:{role}")
    return (PartTurned(role, member),) if member else ()


# -- the next step -------------------------------------------------------------------------------


def _begin(state: Session, step: Step, now: datetime) -> Facts:
    if not holds(state, step.when) or passed_turn(state, step):
        return (StepLeftOut(step.id, state.at),)
    if filled := _fill(state, step, now):
        return filled
    if lacks_text(state, step) or (step.pick is not None and is_idle(state, step)):
        return (StepLeftOut(step.id, state.at),)
    if not state.places(step) or _needs_a_table(state, step) or lacks_matter(state, step):
        return (StepLeftOut(step.id, state.at),)
    began = StepBegan(step.id, state.at, state.lap + 1)
    if is_tables(step):
        tables = lay(state, step)
        laid = TablesLaid(step.id, began.lap, 0, tables)
        return (began, laid) if tables else (StepLeftOut(step.id, state.at),)
    match step.does:
        case Announce(by=None):
            return (began, *ended(state, step, Heard(step.id, began.lap)))
        case Reveal() as reveal if not tells_aloud(state, step):
            told, sums = opened(state, reveal), totals(state, reveal)
            fresh = tuple(words for one in told for words in one.words)
            left = unplaced(state, reveal)
            heard = Heard(step.id, began.lap, told, sums, fresh=fresh, left=left)
            return (began, *ended(state, step, heard))
        case Break():
            span = still_for(state, step)
            return (
                (StepLeftOut(step.id, state.at),)
                if span is None
                else (replace(began, until=end_of(now, span, state.quiet_times)),)
            )
        case _ if beside.is_spent(state, step, now):
            return (began, *ended(state, step, Heard(step.id, began.lap)))
        case _:
            return (began, *beside.letters(state, step, now))


def _needs_a_table(state: Session, step: Step) -> bool:
    """Whether a step is for those at the table alone, and nobody is there."""
    here = any(state.is_live(seat) for seat in state.places(step))
    return asks(step) and step.slow is None and not here


def still_for(state: Session, step: Step) -> timedelta | None:
    """How long it is still: for those at the table, or the days that a format lets pass."""
    if step.live and any(map(state.is_live, state.seats)):
        return step.live.span
    return step.slow.span if step.slow else None


def back(state: Session, step: Step) -> Facts:
    """What follows the end of a step that may lead back to an earlier one."""
    to = step.back_to
    if to is None or state.went_back(step.id) >= to.at_most:
        return ()
    names = [one.id for one in state.format.steps]
    return (WentBack(step.id, names.index(to.step)),)


def holds(state: Session, when: When | None) -> bool:
    """Whether the condition of a step holds."""
    match when:
        case None:
            return True
        case When.MAIL_FREE:
            return not state.by_mail
        case When.ANY_NEWCOMER:
            return bool(newcomers(state))
        case _:
            return _voted(state, when)


def _voted(state: Session, when: When) -> bool:
    """Whether the last vote came to this; before the first one, none of it holds.

    That nobody objects is not that all agree: an answer that is missing is no consent.
    """
    last = state.last_vote
    if last is None:
        return False
    match when:
        case When.ANY_OBJECTION:
            return bool(last.objectors)
        case When.ANY_CONCERN:
            return last.agreed and bool(last.worried)
        case _:
            return last.agreed


# -- parts ---------------------------------------------------------------------------------------


def _fill(state: Session, step: Step, now: datetime) -> Facts:
    """Find somebody for the parts that this step needs, before it begins."""
    if state.apart and state.chair is None and HOST not in state.settled:
        return _find_host(state, now)
    for role in (*_spare(state), *_roles_of(state, step)):
        if role.name in state.settled or state.holders(role.name):
            continue
        match role.who:
            case Filled.PICK if _was_picked_in_vain(state, step, role):
                over = (Closed(Outcome.ENDED, now),) if role.least else ()
                return (PartSettled(role.name), *over)
            case Filled.VOLUNTEERS:
                until = end_of(now, offer_span(state), state.quiet_times)
                return (PartOffered(role.name, until),)
            case Filled.LOT:
                return _by_lot(state, role)
            case Filled.STARTER | Filled.MENTIONED:
                taken = (PartTaken(role.name, state.chair),) if state.chair else ()
                return (*taken, PartSettled(role.name))
            case _:
                continue
    return ()


def _find_host(state: Session, now: datetime) -> Facts:
    """A table asks for a host of its own; where fewer than two are there, nobody is waited for."""
    if sum(map(state.is_live, state.seats)) > 1:
        return (PartOffered(HOST, end_of(now, LIVE_OFFER, state.quiet_times)),)
    return (*_host_by_lot(state), PartSettled(HOST))


def _host_by_lot(state: Session) -> Facts:
    """The lot falls on somebody who is there; where all are in their own time, on anybody."""
    there = [seat.member for seat in state.seats if state.is_live(seat)]
    member = drawn(state.seed, there or [seat.member for seat in state.seats], "host")
    return (ChairHanded(member),) if member else ()


def _was_picked_in_vain(state: Session, step: Step, role: Role) -> bool:
    """Whether somebody was to be picked for a part, and nobody was."""
    picks = [
        one for one in state.format.steps if one.pick is not None and one.pick.role == role.name
    ]
    held = any(state.last_heard(one.id) is not None for one in picks)
    return held and step not in picks


def _spare(state: Session) -> list[Role]:
    """The parts that no step names (a guardian of the quiet): asked for at the very beginning."""
    named = {found.name for step in state.format.steps for found in role_references(step)}
    return [role for role in state.format.roles if role.name not in named and role.name != HOST]


def _roles_of(state: Session, step: Step) -> list[Role]:
    named = dict.fromkeys(reference.name for reference in role_references(step))
    return [role for name in named if (role := state.format.role(name)) is not None]


def everybody_answered(state: Session) -> bool:
    """Whether the part that is offered needs to wait for nobody any more."""
    role = state.format.role(state.offered or "")
    holders = state.holders(role.name) if role else ()
    if role is not None and role.most is not None and len(holders) >= role.most:
        return True
    asked = {seat.member for seat in offered_to(state, role.name if role else "")}
    return asked <= {*holders, *state.declined}


def offered_to(state: Session, role: str) -> tuple[Invited, ...]:
    """Return the places of those who are asked for a part: not of those whom it is there to meet."""
    met = {
        member
        for step in state.format.steps
        if step.pairs and step.pairs.partner == role and step.who.role and not step.who.but
        for member in state.holders(step.who.role)
    }
    return tuple(seat for seat in state.seats if seat.member not in met)


def offer_span(state: Session) -> timedelta:
    """How long a part is offered."""
    return LIVE_OFFER if all(map(state.is_live, state.seats)) else SLOW_OFFER


def _by_lot(state: Session, role: Role) -> Facts:
    left, chosen = [seat.member for seat in state.seats], []
    for number in range(role.least):
        member = drawn(state.seed, left, f"lot:{role.name}:{number}")
        if member is None:
            break
        left.remove(member)
        chosen.append(PartTaken(role.name, member))
    return (*chosen, PartSettled(role.name))
