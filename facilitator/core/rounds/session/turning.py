"""A turn of steps that are held for one person: who passes when they are to tell, passes the turn.

Nobody is asked to question or to discuss what was not told. Who says only *done* has told it aloud;
whose letter never came has told nothing.
"""

from facilitator.core.formats.steps import Announce, Step
from facilitator.core.ids import MemberId
from facilitator.core.rounds.session.state import Session


def passed_turn(state: Session, step: Step) -> MemberId | None:
    """Return whose turn it is, if they passed in an earlier step of it in which they were to tell."""
    role = step.once_each
    if role is None or state.turning != role or not state.turns:
        return None
    whose, steps = state.turns[-1], state.format.steps
    at = steps.index(step)
    while at and steps[at - 1].once_each == role:
        at -= 1
        if steps[at].does == Announce(by=role) and _passed(state, steps[at], whose):
            return whose
    return None


def is_first_left(state: Session, step: Step) -> bool:
    """Say whether a step is the one behind that in which somebody passed: there it is said."""
    before = state.format.steps[state.format.steps.index(step) - 1]
    whose = passed_turn(state, step)
    return whose is not None and before.does == Announce(by=step.once_each) and _passed(
        state, before, whose
    )  # fmt: skip


def _passed(state: Session, step: Step, member: MemberId) -> bool:
    heard, seat = state.last_heard(step.id), state.seat(member)
    if heard is None:
        return False
    own = [told for told in heard.told if told.member == member]
    return any(told.passed for told in own) or not (own or (seat and state.is_live(seat)))
