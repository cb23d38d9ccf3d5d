"""What stands beside the positions, folded into a state: consents given ahead, words carried to an
objection's owner, who would like a pause, a fault that was found, a text taken up again."""

from dataclasses import replace

from facilitator.core.ids import MemberId
from facilitator.core.rounds.consent.facts import (
    AheadGiven,
    Amended,
    AnswersDiffered,
    Fact,
    Left,
    ObjectionSettled,
    ObjectorAnswered,
    ObjectorAsked,
    ObjectorRevealed,
    PauseAsked,
    Paused,
    PositionTaken,
    Resumed,
    TakenBack,
    TakenUp,
    VoidAsked,
)
from facilitator.core.rounds.consent.state import Decision, Objection, Relayed

OfBeside = (
    AheadGiven | AnswersDiffered | ObjectorAsked | ObjectorAnswered | ObjectorRevealed
    | PauseAsked | VoidAsked | TakenUp
)  # fmt: skip


def folded(d: Decision, fact: OfBeside) -> Decision:
    """The decision after one of these facts."""
    match fact:
        case AheadGiven(ahead):
            return replace(d, ahead=(*d.ahead, ahead))
        case AnswersDiffered(member, version):
            return replace(d, asked_which=(*d.asked_which, (member, version)))
        case ObjectorAsked(number, member, words, source):
            return replace(d, relayed=(*d.relayed, Relayed(number, member, words, source)))
        case ObjectorAnswered(number, member, words, source):
            told = Relayed(number, member, words, source, answers=True)
            return replace(d, relayed=(*d.relayed, told))
        case ObjectorRevealed(number):
            return replace(d, objections=tuple(_revealed(o, number) for o in d.objections))
        case PauseAsked(member):
            return replace(d, pausing=(*d.pausing, member))
        case VoidAsked(voiding):
            return replace(d, voiding=voiding)
        case TakenUp(number):
            return replace(d, taken_up=(*d.taken_up, number))


def _revealed(objection: Objection, number: int) -> Objection:
    return replace(objection, unnamed=False) if objection.number == number else objection


def followed(fact: Fact, after: Decision) -> Decision:
    """What other facts do to these: a later answer of one's own takes the place of one given ahead,
    and so does the end of the objection; a pause has its two members."""
    match fact:
        case PositionTaken(ballot):
            return _without_ahead(after, ballot.member)
        case Left(member):
            return _without_ahead(after, member)
        case ObjectionSettled(number):
            left = tuple(one for one in after.ahead if one.objection != number)
            return replace(after, ahead=left)
        case TakenBack(_, source):
            ahead = tuple(one for one in after.ahead if one.ballot.source != source)
            relayed = tuple(one for one in after.relayed if one.source != source)
            return replace(after, ahead=ahead, relayed=relayed)
        case Paused():
            both = after.pausing if len(after.pausing) > 1 else ()
            return replace(after, pausing=(), paused_by=both)
        case Resumed() | Amended():
            return replace(after, pausing=(), paused_by=_still(after))
        case _:
            return after


def _without_ahead(d: Decision, member: MemberId) -> Decision:
    if all(one.member != member for one in d.ahead):
        return d
    return replace(d, ahead=tuple(one for one in d.ahead if one.member != member))


def _still(d: Decision) -> tuple[MemberId, ...]:
    return () if d.paused_at is None else d.paused_by
