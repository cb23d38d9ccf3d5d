"""An objection without a name, and the private line to its owner.

Where names would be guessed at, an objection can be raised unnamed: everybody reads its words, and
whose it is stays with the Facilitator, also from hosts. It can still be talked about: what is asked
about it reaches its owner alone, and their answer goes out without a name. Only they may show their
name. In a sealed decision every objection is like that.
"""

from facilitator.core.ids import MemberId
from facilitator.core.refusals import Refusal
from facilitator.core.rounds.consent.codes import Code
from facilitator.core.rounds.consent.commands import Answer, AnswerAsked, AskObjector, Reveal
from facilitator.core.rounds.consent.facts import (
    Fact,
    ObjectorAnswered,
    ObjectorAsked,
    ObjectorRevealed,
)
from facilitator.core.rounds.consent.state import (
    DECIDING,
    STEPS,
    Decision,
    Objection,
    Relayed,
)
from facilitator.core.rounds.consent.tally import blocking, eligible, hidden, is_nameless
from facilitator.core.rounds.positions import Position

LEAST = 5
"""With fewer people asked it would be easy to guess whose it is (Dec. 4.5)."""


def need_cover(d: Decision, said: Answer) -> None:
    """Refuse an unnamed objection where it could not stay unnamed, or says nothing."""
    if not said.unnamed or said.position is not Position.OBJECT or d.settings.sealed:
        return
    if d.settings.within is not None:
        raise Refusal(Code.UNNAMED_IN_PRACTICE)
    if d.phase in STEPS:
        raise Refusal(Code.UNNAMED_TOO_EARLY)
    if len(eligible(d)) < LEAST:
        raise Refusal(Code.UNNAMED_TOO_FEW, {"least": LEAST})
    if said.words is None:
        raise Refusal(Code.UNNAMED_NEEDS_WORDS)
    owned = d.owned(said.by)
    if owned is not None and not owned.unnamed:
        raise Refusal(Code.UNNAMED_HAS_NAME, {"objection": owned.number})


def asked(d: Decision, said: AskObjector) -> tuple[Fact, ...]:
    """A question to the owner of an objection, said again it is the same."""
    _need_place(d, said.by)
    found = [o for o in blocking(d) if said.number in (None, o.number) and _is_here(d, o)]
    if not found or d.phase not in DECIDING:
        raise Refusal(Code.NO_SUCH_OBJECTION)
    if len(found) > 1:
        raise Refusal(Code.ABOUT_WHICH)
    if found[0].member == said.by:
        raise Refusal(Code.ABOUT_OWN, {"objection": found[0].number, **hidden(d)})
    if any(r.source == said.source for r in d.relayed):
        return ()
    return (ObjectorAsked(found[0].number, said.by, said.words, said.source),)


def answered(d: Decision, said: AnswerAsked) -> tuple[Fact, ...]:
    """The owner's answer to what was asked about their objection."""
    mine = [o for o in _unnamed_of(d, said.by) if said.number in (None, o.number)]
    if not mine:
        raise Refusal(Code.NOTHING_ASKED)
    if any(r.source == said.source for r in d.relayed):
        return ()
    if question_of(d, mine[-1].number) is None:
        raise Refusal(Code.NOTHING_ASKED)
    return (ObjectorAnswered(mine[-1].number, said.by, said.words, said.source),)


def revealed(d: Decision, said: Reveal) -> tuple[Fact, ...]:
    """The owner shows their name; nobody else can."""
    if d.settings.sealed:
        raise Refusal(Code.REVEAL_SEALED)
    mine = [o for o in _unnamed_of(d, said.by) if said.number in (None, o.number)]
    if not mine:
        raise Refusal(Code.NOTHING_TO_REVEAL)
    return (ObjectorRevealed(mine[-1].number),)


def question_of(d: Decision, number: int) -> Relayed | None:
    """The newest question about an objection that waits for its owner's answer."""
    about = [one for one in d.relayed if one.objection == number]
    return about[-1] if about and not about[-1].answers else None


def owns_unnamed(d: Decision, member: MemberId) -> Objection | None:
    """The member's own open objection, where the others do not know whose it is."""
    owned = d.owned(member)
    return owned if owned is not None and is_nameless(d, owned) else None


def _unnamed_of(d: Decision, member: MemberId) -> list[Objection]:
    return [o for o in d.objections if o.member == member and is_nameless(d, o)]


def _is_here(d: Decision, objection: Objection) -> bool:
    place = d.place(objection.member)
    return place is not None and not place.left


def _need_place(d: Decision, member: MemberId) -> None:
    place = d.place(member)
    if place is None or place.left:
        raise Refusal(Code.NOT_IN_THIS_DECISION)
