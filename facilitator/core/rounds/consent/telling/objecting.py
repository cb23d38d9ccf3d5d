"""How an objection is told: its words at once, the proposer asked to improve the text, its end."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, For, Notice, Room, Text, To, Words
from facilitator.core.rounds.consent.facts import (
    Fact,
    ObjectionContinued,
    ObjectionOrphaned,
    ObjectionRaised,
    ObjectionSettled,
    Reopened,
)
from facilitator.core.rounds.consent.objection_facts import ExaminationEnded
from facilitator.core.rounds.consent.state import Decision, Phase
from facilitator.core.rounds.consent.tally import blocking, is_nameless
from facilitator.core.rounds.consent.telling.examination_notices import became_concern, numbers
from facilitator.core.rounds.consent.telling.integration_notices import tries
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    beside,
    everyone,
    owned_by,
    those_apart,
    to_proposer,
)


def of_objection(
    fact: ObjectionRaised | ObjectionContinued | ObjectionSettled | ObjectionOrphaned,
    facts: tuple[Fact, ...],
    d: Decision,
) -> Iterable[Notice]:
    """What is said of an objection: its words, and what becomes of it."""
    match fact:
        case ObjectionRaised(number):
            return _raised(d, number, "first", _was(facts))
        case ObjectionContinued(number):
            return _raised(d, number, "again", _was(facts))
        case ObjectionSettled(number) if examined := _examined(facts, number):
            return became_concern(examined, d)
        case ObjectionSettled(number, standing):
            left = len(blocking(d))
            args = {**about(d), "objection": number, "standing": standing.value, "open": left,
                    **numbers(None, d)}  # fmt: skip
            return _told(d, Kind.OBJECTION_RESOLVED, args, beside(d, objection=number))
        case ObjectionOrphaned(number) if is_nameless(d, d.objections[number - 1]):
            return ()  # said now, it would tell whose it was
        case ObjectionOrphaned(number):
            kept = {**about(d), "objection": number, "after": For(d.settings.orphan_for)}
            return everyone(d, Kind.OBJECTION_ORPHANED, kept, shown=beside(d, objection=number))


def _examined(facts: tuple[Fact, ...], number: int) -> ExaminationEnded | None:
    """The finding that settled an objection, if that is what did."""
    found = (f for f in facts if isinstance(f, ExaminationEnded) and f.number == number)
    return next((f for f in found if f.qualifies is False), None)


def _was(facts: tuple[Fact, ...]) -> str:
    """The phase an objection interrupts, as a choice: ``open``, ``provisional``, ``in_force``."""
    return next((f.was.value for f in facts if isinstance(f, Reopened)), "open")


def _raised(d: Decision, number: int, how: str, was: str) -> Iterator[Notice]:
    """The text at once, for all, the proposer is asked to improve it (contract §6, "visible at
    once"). More words go by letter to the proposer only, and to all where an adoption is on hold.
    Its owner has their receipt."""
    objection = d.objections[number - 1]
    args: dict[str, Arg] = {
        **about(d),
        **owned_by(d, objection.member, unnamed=objection.unnamed),
        "line": "yes" if is_nameless(d, objection) else "no",
        **tries(d),
        "objection": number,
        "words": Words(tuple(r.words for r in objection.reasons)),
        "how": how,
        "was": was,
    }
    shown = beside(d, objection=number)
    nameless = is_nameless(d, objection)
    if not nameless:
        shown["member"] = objection.member
    # Not to ask the proposer would tell that it is theirs.
    improves = (nameless or objection.member != d.proposer) and to_proposer(d) != Room()
    reopens = was != Phase.OPEN
    knows = (
        () if nameless or reopens else (objection.member,)
    )  # a letter less would tell whose it is
    wide = reopens or how == "first"
    for notice in _asking_proposer(d, args, shown, asks=improves, wide=wide, knows=knows):
        own = {**notice.args, "named": "you"}  # nobody reads of themselves as of somebody else
        yield replace(notice, args=own) if notice.to == To(objection.member) else notice


def reopened(facts: tuple[Fact, ...], d: Decision) -> Iterator[Notice]:
    """The decision comes back for an objection that still looks for its words; nobody is named."""
    if any(isinstance(f, ObjectionRaised | ObjectionContinued) for f in facts):
        return
    args: dict[str, Arg] = {
        **about(d),
        **tries(d),
        "named": "no",
        "line": "no",
        "by": Text(""),
        "objection": 0,
        "words": Words(()),
        "how": "wordless",
        "was": _was(facts),
    }
    yield from _asking_proposer(d, args, beside(d), asks=False, wide=True)


def _asking_proposer(
    d: Decision, args: Mapping[str, Arg], shown: Mapping[str, str | int], *, asks: bool, wide: bool,
    knows: tuple[MemberId, ...] = (),
) -> Iterator[Notice]:  # fmt: skip
    kind, apart = Kind.OBJECTION_RAISED, those_apart(d)
    asked = (d.proposer,) if asks and d.proposer not in apart else ()
    yield Notice(kind, Room(), {**args, "yours": "no"}, asks=asked, shown=shown)
    for member in apart:
        improves = member == d.proposer and asks
        if improves or (wide and member not in knows):
            own = {**args, "yours": "yes" if improves else "no"}
            yield Notice(kind, To(member), own, asks=(member,) if improves else (), shown=shown)


def _told(
    d: Decision, kind: Kind, args: Mapping[str, Arg], shown: Mapping[str, str | int]
) -> Iterator[Notice]:
    """The room and a proposer who is not in it; the others read it with the next letter."""
    yield Notice(kind, Room(), args, shown=shown)
    if d.proposer in those_apart(d):
        yield Notice(kind, To(d.proposer), args, shown=shown)
