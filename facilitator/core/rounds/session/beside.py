"""Steps that are asked in the same letter as an earlier one: ``slow: {with: STEP}``.

Whoever takes part in their own time is asked both when the first step opens. What they answer to the
second waits unseen until the circle comes to it, and is then a letter that is there already. The letter
has one printed time, that of the first step: once it is over, nobody who was asked so is waited for.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from facilitator.core.formats.references import role_references
from facilitator.core.formats.steps import (
    DotVote,
    GoAround,
    Pick,
    PromptRound,
    SilentWriting,
    Step,
    What,
)
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import go_around
from facilitator.core.rounds.commands import Invited, Pass, Speak, Via
from facilitator.core.rounds.session.commands import AnswerAhead
from facilitator.core.rounds.session.facts import AnsweredAhead, AskedAhead, Fact, TimeOfLetterOver
from facilitator.core.rounds.session.sources import lacks_matter, options
from facilitator.core.rounds.session.state import Ahead, Session

Facts = tuple[Fact, ...]


# -- asking --------------------------------------------------------------------------------------


def letters(state: Session, step: Step, now: datetime) -> Facts:
    """What follows for letters when ``step`` begins: a second question goes with it, or its time is up."""
    return (*_asked(state, step), *_over(state, step, now))


def _asked(state: Session, first: Step) -> Facts:
    second = next((one for one in state.format.steps if _goes_with(state, first, one)), None)
    if second is None:
        return ()
    both = {seat.member for seat in state.places(second)}
    known = {member for one in state.ahead for member in one.asked}  # one B at a time
    asked = tuple(
        seat.member
        for seat in state.places(first)
        if seat.member in both and not state.is_live(seat) and seat.member not in known
    )
    return (AskedAhead(second.id, asked, _listed(state, second)),) if asked else ()


def _listed(state: Session, second: Step) -> tuple[WordsId, ...]:
    choices = options(state, second.dot_vote) if second.dot_vote else ()
    return tuple(one.words for one in choices if one.words is not None)


def _goes_with(state: Session, first: Step, second: Step) -> bool:
    """Whether the second can be asked by now: nothing it needs is still to come."""
    if second.slow is None or second.slow.beside != first.id or not _has_letter(first):
        return False
    if second.when not in (None, first.when) or second.once_each != first.once_each:
        return False
    return _is_clear(state, second) and not _lacks_somebody(state, second)


def _has_letter(first: Step) -> bool:
    return isinstance(first.does, GoAround | PromptRound | SilentWriting)


def _is_clear(state: Session, second: Step) -> bool:
    """Whether a second question is one that a letter can answer before it is held."""
    match second.does:
        case GoAround() | PromptRound() | SilentWriting():
            return True
        case Pick(what=what, over=over):
            return what is What.CHOICE and over is None
        case DotVote():
            return not lacks_matter(state, second)
        case _:
            return False


def _lacks_somebody(state: Session, step: Step) -> bool:
    """Whether somebody has still to be found for a part in it."""
    named = (state.format.role(found.name) for found in role_references(step))
    return any(
        role.name not in state.settled and not state.holders(role.name) for role in named if role
    )


def _over(state: Session, step: Step, now: datetime) -> Facts:
    first = state.last_heard(step.slow.beside) if step.slow and step.slow.beside else None
    if state.asked_ahead(step.id) is None or first is None or first.until is None:
        return ()
    return (TimeOfLetterOver(step.id),) if first.until <= now else ()


# -- answering -----------------------------------------------------------------------------------


def answer(state: Session, said: AnswerAhead) -> Facts:
    """What somebody's answer to a second question means; a new one replaces the one before."""
    ahead = state.asked_ahead(said.step)
    if ahead is None or said.by not in ahead.asked:
        raise Refusal("not-in-this-round")
    if state.is_held(said.step):
        raise Refusal("round-over")
    before = ahead.answer(said.by)
    if before is not None and before.words == said.words:
        return ()
    return (AnsweredAhead(said.by, said.step, said.words),)


# -- being held ----------------------------------------------------------------------------------


def waited(state: Session, step: Step, seat: Invited) -> Invited:
    """Return the place as the second step has it: nobody waits for one whose letter has had its time.

    What was answered in time is waited for until it is brought.
    """
    ahead = state.asked_ahead(step.id)
    gone_by = ahead is not None and ahead.time_over and seat.member in ahead.asked
    if ahead is None or not gone_by or ahead.answer(seat.member) is not None:
        return seat
    return replace(seat, waited=False)


def is_spent(state: Session, step: Step, now: datetime) -> bool:
    """Whether all whom a step asks have had their time for it in that letter, and nobody answered."""
    ahead = state.asked_ahead(step.id)
    if ahead is None or ahead.given or not _over(state, step, now):
        return False
    return all(
        seat.member in ahead.asked and not state.is_live(seat) for seat in state.places(step)
    )


def read_out(state: Session, step: Step, seats: tuple[Invited, ...]) -> tuple[go_around.Given, ...]:
    """Return the letters that are there when a go-around begins: they are read at their place.

    Where nobody is at the table, they come as any letter does.
    """
    ahead = state.asked_ahead(step.id)
    if ahead is None or not any(state.is_live(seat) for seat in seats):
        return ()
    here = {seat.member for seat in seats}
    return tuple(
        go_around.Given(one.member, one.words)
        for one in ahead.given
        if one.words and one.member in here
    )


def answers(state: Session, step: Step, read: tuple[MemberId, ...] = ()) -> Iterator[Speak | Pass]:
    """Give what was answered before a step was held, as its round takes it; ``read`` have theirs there."""
    ahead = state.asked_ahead(step.id) or Ahead(step.id, ())
    for one in ahead.given:
        if not one.words:
            yield Pass(one.member)
        elif one.member not in read:
            yield Speak(one.member, one.words, Via.LETTER, asks=True)
