"""What one member hears alone of their own answer, and what of it is passed on to the proposer."""

from collections.abc import Iterator

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, To, Who, Words
from facilitator.core.rounds.consent.facts import (
    AnsweredLate,
    Fact,
    Joined,
    ObjectionSettled,
    PositionTaken,
    QuestionAsked,
    TakenBack,
    WordsAsked,
)
from facilitator.core.rounds.consent.requesting import asked_now
from facilitator.core.rounds.consent.saying import (
    Kind,
    about,
    asking,
    beside,
    owned_by,
    readers,
    those_apart,
    timing,
    to_proposer,
)
from facilitator.core.rounds.consent.state import Decision, Phase
from facilitator.core.rounds.positions import Position


def private(
    fact: PositionTaken | TakenBack | WordsAsked | Joined, facts: tuple[Fact, ...], d: Decision
) -> Iterator[Notice]:
    """What concerns one member alone: how their words were taken, or that they came later."""
    match fact:
        case PositionTaken():
            yield from _receipt(fact, facts, d)
        case TakenBack(member):
            if member in those_apart(d):
                shown = beside(d, member=member)
                args = {**about(d), **timing(d), **readers(d)}
                yield Notice(Kind.POSITION_TAKEN_BACK, To(member), args, shown=shown)
        case WordsAsked(member, position):
            yield asking(d, member, _words_code(position))
        case Joined(place) if d.settings.within is not None:
            yield from asked_now(d, place.member)
        case Joined(place):
            shown = beside(d, member=place.member)
            yield Notice(Kind.JOINED_LATER, To(place.member), about(d), shown=shown)


def seen(d: Decision, member: MemberId) -> Notice:
    """Tell one member alone that an answer of theirs, which is sealed, can be seen in the room."""
    args = {**about(d), **timing(d)}
    return Notice(Kind.POSITION_SEEN, To(member), args, shown=beside(d, member=member))


def _words_code(position: Position) -> str:
    return "objection-words" if position is Position.OBJECT else "concern-words"


def _receipt(fact: PositionTaken, facts: tuple[Fact, ...], d: Decision) -> Iterator[Notice]:
    """What was understood, and how to put it right. In the room a reaction is enough, unless the
    answer also did something to the member's own objection."""
    ballot = fact.ballot
    effect, number = _effect(ballot.member, ballot.position, facts, d)
    if not ballot.source or (effect == "none" and ballot.member not in those_apart(d)):
        return
    if any(isinstance(f, WordsAsked) and f.member == ballot.member for f in facts):
        return  # the question for words says what was understood
    args: dict[str, Arg] = {
        **about(d),
        **timing(d),
        "position": ballot.position.value,
        "reason": "yes" if ballot.words else "no",
        "words": Words((ballot.words,) if ballot.words else ()),
        "effect": effect,
        "objection": number,
    }
    shown = beside(d, member=ballot.member)
    yield Notice(Kind.POSITION_RECEIVED, To(ballot.member), args, shown=shown)


def _effect(
    member: MemberId, position: Position, facts: tuple[Fact, ...], d: Decision
) -> tuple[str, int]:
    """What the answer did to the member's own objection: ``withdrawn``, ``resolved``, ``open`` (it
    still stands although they left the rest to the others) or ``none``."""
    for fact in facts:
        if isinstance(fact, ObjectionSettled) and d.objections[fact.number - 1].member == member:
            return fact.standing.value, fact.number
    owned = d.owned(member)
    if owned is not None and position is Position.PASS:
        return "open", owned.number
    return "none", 0


def passed_on(fact: QuestionAsked | AnsweredLate, d: Decision) -> Iterator[Notice]:
    """What goes to whoever looks after the decision: a question, an objection that came late."""
    match fact:
        case QuestionAsked(member, words):
            args: dict[str, Arg] = {**about(d), "by": Who(member), "words": Words((words,))}
            yield Notice(
                Kind.QUESTION_ASKED,
                to_proposer(d),
                args,
                asks=(d.proposer,),
                shown=beside(d, member=d.proposer),
            )
            if member in those_apart(d):
                yield Notice(
                    Kind.QUESTION_RECEIVED, To(member), args, shown=beside(d, member=member)
                )
        case AnsweredLate():
            yield from _late(fact, d)


def _late(fact: AnsweredLate, d: Decision) -> Iterator[Notice]:
    """A late answer is kept and answered kindly; a late objection with its reason also goes to
    whoever looks after the decision."""
    ballot = fact.ballot
    kept = d.phase is Phase.IN_FORCE and d.recorded
    reasoned = ballot.position is Position.OBJECT and ballot.words is not None
    reviewed = "yes" if reasoned and kept else "no"
    args: dict[str, Arg] = {**about(d), "outcome": d.phase.value, "review": reviewed}
    member = ballot.member
    yield Notice(Kind.LATE_ANSWER, To(member), args, shown=beside(d, member=member))
    if reviewed == "yes" and ballot.words and member != d.proposer:
        told = {**args, **owned_by(d, member), "words": Words((ballot.words,))}
        yield Notice(
            Kind.LATE_OBJECTION,
            to_proposer(d),
            told,
            asks=(d.proposer,),
            shown=beside(d, member=d.proposer),
        )
