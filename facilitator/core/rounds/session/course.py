"""How a session goes on by itself: which step comes next, who has which part, what the clock brings.

``onward`` is everything that follows at once from a state, one small step of it; ``elapsed`` what is
due by the clock. Both are repeated until nothing follows.
"""

from datetime import datetime, timedelta

from facilitator.core.formats.format import Filled, Role
from facilitator.core.formats.references import role_references
from facilitator.core.formats.steps import Announce, Break, Reveal, Step, When
from facilitator.core.ids import MemberId
from facilitator.core.rounds.facts import Closed, Outcome
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
    TurnOver,
    WentBack,
)
from facilitator.core.rounds.session.holding import draw, drawn, newcomers
from facilitator.core.rounds.session.state import Heard, Phase, Session, Told

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
    return (StepEnded(Heard(step.id, state.lap)),) if step and state.begun else ()


def offer_over(state: Session, now: datetime) -> Facts:
    """A part is offered no longer. If the format cannot do without it, the session closes, kindly."""
    role = state.format.role(state.offered or "")
    if role is None:
        return ()
    settled = PartSettled(role.name)
    if len(state.holders(role.name)) >= role.least:
        return (settled,)
    return (settled, Closed(Outcome.ENDED, now))


def onward(state: Session, now: datetime) -> Facts:
    """What follows at once."""
    if state.begun or state.phase is Phase.FILLING:
        return ()
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
    if not state.turning or before is None or before.once_each is None:
        return ()
    if step is not None and step.once_each == before.once_each:
        return ()
    if _to_come(state):
        return (TurnOver(last=False), WentBack(before.id, _start_of_turn(state)))
    return (TurnOver(last=True),)


def _start_of_turn(state: Session) -> int:
    """Where the steps begin that were just held for one person."""
    steps, at = state.format.steps, state.at - 1
    role = steps[at].once_each
    while at and steps[at - 1].once_each == role:
        at -= 1
    return at


def _to_come(state: Session) -> list[MemberId]:
    return [seat.member for seat in state.seats if seat.member not in state.turns]


def _next_turn(state: Session, step: Step) -> Facts:
    if step.once_each is None or state.turning:
        return ()
    member = drawn(state, _to_come(state), f"turn:{step.once_each}")
    return (PartTurned(step.once_each, member),) if member else ()


# -- the next step -------------------------------------------------------------------------------


def _begin(state: Session, step: Step, now: datetime) -> Facts:
    if not holds(state, step.when):
        return (StepLeftOut(step.id, state.at),)
    if filled := _fill(state, step, now):
        return filled
    if not state.asked(step.who) or _answers_nobody(state, step):
        return (StepLeftOut(step.id, state.at),)
    began = StepBegan(step.id, state.at, state.lap + 1)
    match step.does:
        case Announce(by=None):
            return (began, StepEnded(Heard(step.id, began.lap)), *back(state, step))
        case Reveal(of=of):
            return (began, StepEnded(Heard(step.id, began.lap, _opened(state, of))))
        case Break():
            return _still(state, step, began, now)
        case _:
            return (began,)


def _answers_nobody(state: Session, step: Step) -> bool:
    """Whether a step is somebody's own, and nobody is there whose it is."""
    by = step.does.by if isinstance(step.does, Announce) else None
    return by is not None and not state.holders(by)


def _still(state: Session, step: Step, began: StepBegan, now: datetime) -> Facts:
    """Stillness is for those at the table; in their own time people sit as long as they like."""
    span = step.live.span if step.live and any(map(state.is_live, state.seats)) else None
    if span is None and step.slow is not None:
        span = step.slow.span
    if span is None:
        return (began, StepEnded(Heard(step.id, began.lap)))
    return (StepBegan(step.id, state.at, state.lap + 1, now + span),)


def _opened(state: Session, of: tuple[str, ...]) -> tuple[Told, ...]:
    heard = [state.last_heard(step) for step in of]
    told = [one for each in heard if each for one in each.told if one.words]
    return tuple(sorted(told, key=lambda one: draw(state.seed, f"open:{state.lap}:{one.member}")))


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
            return False  # conditions of a consent vote: no vote has been held


# -- parts ---------------------------------------------------------------------------------------


def _fill(state: Session, step: Step, now: datetime) -> Facts:
    """Find somebody for the parts that this step needs, before it begins."""
    for role in _roles_of(state, step):
        if role.name in state.settled or state.holders(role.name):
            continue
        match role.who:
            case Filled.VOLUNTEERS:
                return (PartOffered(role.name, now + _offer(state)),)
            case Filled.LOT:
                return _by_lot(state, role)
            case Filled.STARTER | Filled.MENTIONED:
                taken = (PartTaken(role.name, state.chair),) if state.chair else ()
                return (*taken, PartSettled(role.name))
            case _:
                continue
    return ()


def _roles_of(state: Session, step: Step) -> list[Role]:
    named = dict.fromkeys(reference.name for reference in role_references(step))
    return [role for name in named if (role := state.format.role(name)) is not None]


def _offer(state: Session) -> timedelta:
    return LIVE_OFFER if all(map(state.is_live, state.seats)) else SLOW_OFFER


def _by_lot(state: Session, role: Role) -> Facts:
    left, chosen = [seat.member for seat in state.seats], []
    for number in range(role.least):
        member = drawn(state, left, f"lot:{role.name}:{number}")
        if member is None:
            break
        left.remove(member)
        chosen.append(PartTaken(role.name, member))
    return (*chosen, PartSettled(role.name))
