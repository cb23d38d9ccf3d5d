"""What came of a vote, for the practice to go on with and for the record to tell."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.consent import Decision, Phase, Position
from facilitator.core.rounds.consent.tally import blocking, concerns, counted


@dataclass(frozen=True, slots=True)
class Result:
    """How a vote ended. ``text`` is what was decided on, empty where the practice's own question is.

    ``agreed`` holds where it is in force. ``objectors`` have an objection that stands, ``worried``
    consented with a concern. ``number`` is the one in the register, 0 for an agreement of the practice.
    """

    text: str
    agreed: bool
    objectors: tuple[MemberId, ...] = ()
    worried: tuple[MemberId, ...] = ()
    number: int = 0


def result(d: Decision) -> Result:
    """What came of it."""
    within = d.settings.within
    stands_apart = d.number or (within is not None and within.question)
    return Result(
        d.text if stands_apart else "",
        d.phase is Phase.IN_FORCE,
        tuple(dict.fromkeys(objection.member for objection in blocking(d))),
        tuple(b.member for b in counted(d) if b.position is Position.CONCERN),
        d.number,
    )


def reasons(d: Decision) -> tuple[tuple[MemberId, tuple[WordsId, ...]], ...]:
    """What was said for or against it: objections that stand, then concerns, each with its author."""
    stands = ((o.member, tuple(reason.words for reason in o.reasons)) for o in blocking(d))
    said: dict[MemberId, tuple[WordsId, ...]] = {}
    for member, words in (*stands, *concerns(d)):
        if member is not None:  # in a practice nobody objects unnamed
            said[member] = (*said.get(member, ()), *(word for word in words if word))
    return tuple(said.items())
