"""Who hears of what, in which order.

The room hears what concerns everybody. Whoever takes part by letter or in their own time hears it
too, alone. Private words go to the one they concern: receipts, questions, "one more time". Nobody
silent is ever named outside their own notice; in a sealed decision nobody's position is shown to
anybody else before the close, and an objection shows its words without its owner, because a text
can only be improved by those who know what is wrong with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Room, To
from facilitator.core.rounds.consent.beside_folding import OfBeside
from facilitator.core.rounds.consent.early_facts import (
    CalledAnew,
    Contributed,
    StepBegan,
    WordingMended,
)
from facilitator.core.rounds.consent.facts import (
    Adopted,
    AdoptedProvisionally,
    Amended,
    AnsweredLate,
    Closed,
    Fact,
    Joined,
    LastAsked,
    ObjectionContinued,
    ObjectionOrphaned,
    ObjectionRaised,
    ObjectionSettled,
    OwnerTaken,
    Paused,
    PositionTaken,
    Proposed,
    QuestionAsked,
    Reopened,
    Resumed,
    ReviewBegan,
    TakenBack,
    TimeAdded,
    Waited,
    WordsAsked,
)
from facilitator.core.rounds.consent.objection_facts import OfObjection
from facilitator.core.rounds.consent.recalling import begins_review, owner_changed
from facilitator.core.rounds.consent.state import STEPS, Decision, Phase
from facilitator.core.rounds.consent.tally import unanswered, wordless
from facilitator.core.rounds.consent.telling import objection_notices
from facilitator.core.rounds.consent.telling.beside_notices import of_beside
from facilitator.core.rounds.consent.telling.inviting import (
    changed,
    invitation,
    invited,
    of_steps,
    taken_back,
)
from facilitator.core.rounds.consent.telling.objecting import of_objection, reopened
from facilitator.core.rounds.consent.telling.outcomes import outcome, provisional
from facilitator.core.rounds.consent.telling.receipts import passed_on, private
from facilitator.core.rounds.consent.telling.requesting import amended, asked_now, opened
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    asking,
    beside,
    everyone,
    iso,
    those_apart,
    timing,
)
from facilitator.core.rounds.positions import Ask


def notices(
    before: Decision | None,
    facts: tuple[Fact, ...],
    after: Decision,
) -> tuple[Notice, ...]:
    """What should be said of the facts, in order. ``before`` is the state they were decided in: the
    shape every form has; a decision's facts say all that is needed of it."""
    told = facts[:1] if begins_review(facts, after) else facts  # its request says all the rest
    said = tuple(notice for fact in told for notice in _said(fact, facts, before, after))
    within = after.settings.within
    return said if within is None or within.readers is None else _apart(said, within.readers)


def _said(
    fact: Fact, facts: tuple[Fact, ...], before: Decision | None, d: Decision
) -> Iterable[Notice]:
    if isinstance(fact, OfObjection):
        return objection_notices.told(fact, before, d)
    return _of(fact, facts, d)


def _apart(said: tuple[Notice, ...], members: tuple[MemberId, ...]) -> tuple[Notice, ...]:
    """What the room would hear goes to each of those alone who may know of it."""
    alone = {(n.kind, n.to.member) for n in said if isinstance(n.to, To)}
    return tuple(
        one
        for notice in said
        for one in (
            [
                replace(notice, to=To(member), asks=tuple({*notice.asks} & {member}))
                for member in members
                if (notice.kind, member) not in alone
            ]
            if isinstance(notice.to, Room)
            else [notice]
        )
    )


def ask_again(d: Decision, member: MemberId, reading: Ask) -> Notice:
    """The private question when a member's words were not clear enough to count."""
    return asking(d, member, f"unclear-{reading.why.value}")


def _of(fact: Fact, facts: tuple[Fact, ...], d: Decision) -> Iterable[Notice]:
    match fact:
        case Proposed() | Joined() | Amended() | TakenBack() if d.phase in STEPS:
            return _in_steps(fact, d)
        case Proposed():
            return opened(d)
        case Amended():
            return amended(d)
        case PositionTaken() | TakenBack() | WordsAsked() | Joined():
            return private(fact, facts, d)
        case QuestionAsked() | AnsweredLate():
            return passed_on(fact, d)
        case ObjectionRaised() | ObjectionContinued() | ObjectionSettled() | ObjectionOrphaned():
            return of_objection(fact, facts, d)
        case Reopened():
            return reopened(facts, d)
        case AdoptedProvisionally():
            return provisional(d)
        case Adopted() | Closed() | ReviewBegan():
            return outcome(fact, d)
        case _:
            return _of_time(fact, d)


def _in_steps(fact: Proposed | Joined | Amended | TakenBack, d: Decision) -> Iterable[Notice]:
    """What is said of these before everybody is asked."""
    match fact:
        case Proposed():
            return invitation(d)
        case Joined(place):
            return (invited(d, place, new=True),)
        case Amended():
            return changed(d)
        case TakenBack(member):
            return taken_back(d, member)


def _of_time(fact: Fact, d: Decision) -> Iterable[Notice]:
    match fact:
        case TimeAdded(cause):
            return () if d.phase is Phase.IN_FORCE else _extended(d, cause.value)
        case Waited():
            return _waited(d)
        case Paused():
            return everyone(d, Kind.ROUND_PAUSED, about(d))
        case Resumed():
            args = {**about(d), **timing(d)}
            return everyone(d, Kind.ROUND_RESUMED, args, shown=beside(d, until=iso(d.slow_until)))
        case LastAsked(members):
            return (notice for member in members for notice in asked_now(d, member))
        case StepBegan() | Contributed() | WordingMended() | CalledAnew():
            return of_steps(fact, d)
        case _ if isinstance(fact, OfBeside):
            return of_beside(fact, d)
        case OwnerTaken():
            return owner_changed(d, Kind.OWNER_CHANGED, about(d), those_apart(d))
        case _:
            return ()  # presence, leaving, closing: they show on the card


def _extended(
    d: Decision, cause: str, besides: tuple[MemberId, ...] = (), still_open: int = 0
) -> Iterator[Notice]:
    args: dict[str, Arg] = {**about(d), **timing(d), "cause": cause, "open": still_open}
    shown = beside(d, until=iso(d.slow_until), cause=cause)
    return everyone(d, Kind.ROUND_EXTENDED, args, shown=shown, besides=besides)


def _waited(d: Decision) -> Iterator[Notice]:
    """The one extension: a number for the room, a private question for each one it waits for."""
    silent = tuple(p.member for p in unanswered(d))
    owing = tuple(member for member in wordless(d) if member not in silent)
    number = 0 if d.settings.sealed else len(silent)
    yield from _extended(d, "waits", besides=(*silent, *owing), still_open=number)
    for member in silent:
        yield asking(d, member, "answer")
    for member in owing:
        yield asking(d, member, "objection-words")
