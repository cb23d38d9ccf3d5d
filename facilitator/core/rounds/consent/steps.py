"""The two steps before the asking, as they stand: who was heard, what is open. Pure reading."""

from dataclasses import replace
from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.rounds.consent.early import Gives, Saying
from facilitator.core.rounds.consent.state import STEPS, Decision, Phase, Place, Settings

NEXT = {Phase.QUESTIONS: Phase.REACTIONS, Phase.REACTIONS: Phase.OPEN}
"""What follows a step."""


def lengths(settings: Settings) -> Settings:
    """The rules with the lengths of a step before the asking for those of the asking."""
    return replace(settings, live_for=settings.hear_live_for, slow_for=settings.hear_slow_for)


def asked(d: Decision) -> tuple[Place, ...]:
    """Whom a step asks: everybody but the proposer, whoever joined since among them."""
    return tuple(p for p in d.places if not p.left and p.member != d.proposer)


def heard(d: Decision) -> frozenset[MemberId]:
    """Who was heard in the present step. A question that came late is no reaction."""
    late = d.phase is Phase.REACTIONS
    return frozenset(
        s.member
        for s in d.sayings
        if s.stands
        and s.step == d.phase
        and not (late and s.gives in (Gives.QUESTION, Gives.ANSWER))
    )


def outstanding(d: Decision) -> tuple[Place, ...]:
    """The places of the base that the present step has not heard. For private words only."""
    if d.phase not in STEPS:
        return ()
    done = heard(d)
    return tuple(p for p in asked(d) if p.reached and not p.away and p.member not in done)


def questions(d: Decision) -> tuple[Saying, ...]:
    """The questions, in their order."""
    return tuple(s for s in d.sayings if s.gives is Gives.QUESTION and s.stands)


def unanswered_questions(d: Decision) -> tuple[Saying, ...]:
    """The questions to which the proposer has said nothing yet."""
    answered = {s.about for s in d.sayings if s.gives is Gives.ANSWER and s.stands}
    return tuple(q for q in questions(d) if q.number not in answered)


def question(d: Decision, number: int) -> Saying | None:
    """The question of that number, unless it was taken back."""
    return next((q for q in questions(d) if q.number == number), None)


def is_ripe(d: Decision, now: datetime) -> bool:
    """True when the step only waits for the time to think again: all are heard, and every question
    has its answer. At the table nobody is waited for beyond the printed time of the table."""
    silent = [p for p in outstanding(d) if p.apart or now < d.live_until]
    alone = not asked(d)
    return not silent and not _owed(d) and (alone or bool(heard(d)))


def _owed(d: Decision) -> bool:
    """True while a question waits for a proposer who can answer it."""
    place = d.place(d.proposer)
    there = place is not None and not place.left and not place.away
    return there and d.phase is Phase.QUESTIONS and bool(unanswered_questions(d))


def said_in(d: Decision, step: Phase) -> tuple[Saying, ...]:
    """What was said in a step, each question followed by its answers. A question of an earlier step
    comes again where its answer came later."""
    told: list[Saying] = []
    numbers = dict.fromkeys(s.about or s.number for s in d.sayings if s.step == step)
    for number in filter(None, numbers):
        asked_there = question(d, number)
        told += [] if asked_there is None else [asked_there]
        told += [s for s in d.sayings if s.about == number]
    own = [s for s in d.sayings if s.step == step and not s.number and not s.about]
    return tuple(s for s in (*told, *own) if s.words is not None)


def early(d: Decision, member: MemberId) -> Saying | None:
    """The newest objection that this member brought before its time."""
    mine = (s for s in reversed(d.sayings) if s.member == member and s.gives is Gives.WORRY)
    return next((s for s in mine if s.stands), None)
