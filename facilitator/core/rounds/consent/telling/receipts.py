"""What one member hears alone of their own answer, and what of it is passed on to the proposer."""

from collections.abc import Iterator
from datetime import timedelta

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Text, To, Who, Words
from facilitator.core.rounds.consent.facts import (
    AheadGiven,
    AnsweredLate,
    Fact,
    Joined,
    ObjectionRaised,
    ObjectionSettled,
    PositionTaken,
    QuestionAsked,
    TakenBack,
    WordsAsked,
)
from facilitator.core.rounds.consent.lasting import lets_go
from facilitator.core.rounds.consent.state import Ballot, Decision, Phase
from facilitator.core.rounds.consent.tally import ballot_of
from facilitator.core.rounds.consent.telling.beside_notices import counts_now
from facilitator.core.rounds.consent.telling.requesting import asked_now
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    asking,
    beside,
    readers,
    those_apart,
    timing,
    to_proposer,
)
from facilitator.core.rounds.positions import Position

CORRECTING = timedelta(minutes=15)
"""Within it another answer is a correction, and nothing is said of the first one (Dec. 4.5)."""


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
    """What was understood, and how to put it right. In chat a reaction is enough, unless the
    answer also did something to the member's own objection."""
    ballot = fact.ballot
    if ballot.ahead:
        yield counts_now(ballot, d)
        return
    effect, number = _effect(ballot.member, ballot.position, facts, d)
    told = ballot.by_mail or ballot.member in those_apart(d)
    if not ballot.source or (effect == "none" and not told):
        return
    if any(isinstance(f, WordsAsked) and f.member == ballot.member for f in facts):
        return  # the question for words says what was understood
    yield _told(ballot, effect, number, d)


def echoed(d: Decision, member: MemberId) -> Notice | None:
    """A worry that was read from free words, written back to whoever is at the table: it counts as a
    consent, and a reaction alone would not say so. None for those who get a receipt anyway."""
    ballot = ballot_of(d, member)
    if ballot is None or ballot.position is not Position.CONCERN or member in those_apart(d):
        return None
    return _told(ballot, "none", 0, d)


def _told(ballot: Ballot, effect: str, number: int, d: Decision) -> Notice:
    args: dict[str, Arg] = {
        **about(d),
        **timing(d),
        "position": ballot.position.value,
        "reason": "yes" if ballot.words else "no",
        "words": Words((ballot.words,) if ballot.words else ()),
        "effect": effect,
        "objection": number,
        "earlier": _changed_from(ballot, d),
        "receipt": Text(""),  # the shell knows the code, where there is one
        "receipt_known": "no",
    }
    shown = beside(d, member=ballot.member)
    return Notice(Kind.POSITION_RECEIVED, To(ballot.member), args, shown=shown)


def _effect(
    member: MemberId, position: Position, facts: tuple[Fact, ...], d: Decision
) -> tuple[str, int]:
    """What the answer did to the member's own objection: ``withdrawn``, ``resolved``, ``open`` (it
    still stands although they left the rest to the others) or ``none``."""
    for fact in facts:
        if isinstance(fact, AheadGiven) and fact.ahead.member == member:
            return "ahead", fact.ahead.objection
        if isinstance(fact, ObjectionRaised) and fact.unnamed and fact.member == member:
            return "unnamed", fact.number
    for fact in facts:
        if isinstance(fact, ObjectionSettled) and d.objections[fact.number - 1].member == member:
            return fact.standing.value, fact.number
    owned = d.owned(member)
    if owned is not None and position is Position.PASS:
        return "open", owned.number
    return "none", 0


def _changed_from(ballot: Ballot, d: Decision) -> str:
    """The answer that this one takes the place of, where it is more than a quick correction."""
    own = [b for b in d.ballots if b.member == ballot.member and b.version == ballot.version]
    earlier = own[-2] if len(own) > 1 else None
    if earlier is None or earlier.withdrawn or not earlier.source:
        return "none"
    changed = ballot.heard_at - earlier.heard_at > CORRECTING
    return earlier.position.value if changed and earlier.position != ballot.position else "none"


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
    """A late answer is kept and answered kindly; a late objection with its reason opens a review,
    by which all the others hear of it. Without a reason it is asked for one."""
    ballot = fact.ballot
    kept = d.phase is Phase.IN_FORCE and d.recorded and not lets_go(d)
    objects = kept and ballot.position is Position.OBJECT
    reviewed = ("wordless" if ballot.words is None else "yes") if objects else "no"
    args: dict[str, Arg] = {**about(d), "outcome": d.phase.value, "review": reviewed}
    member = ballot.member
    yield Notice(Kind.LATE_ANSWER, To(member), args, shown=beside(d, member=member))
