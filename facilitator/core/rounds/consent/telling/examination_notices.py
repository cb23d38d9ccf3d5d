"""How the examining of an objection is told: the claim, the question to the others, the finding.

Everybody hears of each; its owner is asked alone. Nobody who was asked is named.
"""

from collections.abc import Iterator, Mapping

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, At, Notice, Room, To, Words
from facilitator.core.rounds.consent.examination import Examination, Stage
from facilitator.core.rounds.consent.objection_facts import (
    ExaminationAsked,
    ExaminationClaimed,
    ExaminationEnded,
    ExaminationSeconded,
    Judged,
)
from facilitator.core.rounds.consent.state import Decision, Objection
from facilitator.core.rounds.consent.tally import blocking, is_nameless
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    beside,
    everyone,
    iso,
    owned_by,
    those_apart,
    timing,
)


def claimed(fact: ExaminationClaimed | ExaminationSeconded, d: Decision) -> Iterator[Notice]:
    """The claim, with its reason, to all; the owner is asked alone what they say to it."""
    o = d.objections[fact.number - 1]
    if o.examined is None:
        return
    how = "seconded" if isinstance(fact, ExaminationSeconded) else o.examined.stage.value
    args: dict[str, Arg] = {**_about(d, o, o.examined), "how": how}
    held, by = o.examined.stage is Stage.HELD, o.examined.by
    told = (o.member, by)
    yield from _to_all(d, Kind.EXAMINATION_CLAIMED, args, _shown(d, o), besides=told)
    if by in those_apart(d):
        yield Notice(Kind.EXAMINATION_CLAIMED, To(by), {**args, "named": "you"}, (), _shown(d, o))
    if not held or o.member in those_apart(d):
        own: dict[str, Arg] = {**args, "yours": "yes"}
        asks = () if held else (o.member,)
        yield Notice(Kind.EXAMINATION_CLAIMED, To(o.member), own, asks, _shown(d, o))


def asked(fact: ExaminationAsked, d: Decision) -> Iterator[Notice]:
    """The question to those who are asked; all the others hear that it is asked."""
    o = d.objections[fact.number - 1]
    if o.examined is None:
        return
    panel, apart = bool(d.settings.panel), those_apart(d)
    args: dict[str, Arg] = {**_about(d, o, o.examined), "way": "panel" if panel else "all"}
    alone = fact.asked if panel else tuple(m for m in fact.asked if m in apart)
    in_room = tuple(m for m in fact.asked if m not in alone)
    if is_nameless(d, o) and not panel:  # whoever is not called among all others would be known
        in_room = tuple(p.member for p in d.places if p.member in {*in_room, o.member} - {*apart})
    told = (*alone, o.member)
    yield from _to_all(d, Kind.EXAMINATION_ASKED, args, _shown(d, o), besides=told, asks=in_room)
    for member in alone:
        own: dict[str, Arg] = {**args, "yours": "yes"}
        yield Notice(Kind.EXAMINATION_ASKED, To(member), own, (member,), _shown(d, o, member))
    if o.member in apart:
        owner: dict[str, Arg] = {**args, "yours": "owner"}
        yield Notice(Kind.EXAMINATION_ASKED, To(o.member), owner, shown=_shown(d, o))


def judged(fact: Judged, before: Decision | None, d: Decision) -> Iterator[Notice]:
    """The receipt of who is asked apart; in the room a reaction is enough."""
    member, number = fact.judgement.member, fact.number
    was = before.objections[number - 1].examined if before else None
    if was is None or (member not in those_apart(d) and not d.settings.panel):
        return
    args: dict[str, Arg] = {
        **about(d), "objection": number, "finding": fact.judgement.finding.value,
        "until": At(was.until or d.slow_until),
    }  # fmt: skip
    yield Notice(
        Kind.JUDGEMENT_RECEIVED, To(member), args, shown=beside(d, objection=number, member=member)
    )


def ended(fact: ExaminationEnded, d: Decision) -> Iterator[Notice]:
    """It stands, or the claim is gone; that it became a concern is told as its end is."""
    if fact.qualifies is False:
        return
    o = d.objections[fact.number - 1]
    args: dict[str, Arg] = {
        **about(d), **timing(d), **numbers(fact, d), "objection": o.number,
        "found": "withdrawn" if fact.qualifies is None else "qualifies",
    }  # fmt: skip
    yield from everyone(d, Kind.EXAMINATION_ENDED, args, shown=beside(d, objection=o.number))


def became_concern(fact: ExaminationEnded, d: Decision) -> Iterator[Notice]:
    """It blocks no more, and is kept as a concern: everybody hears so, as all were told of the claim."""
    args: dict[str, Arg] = {
        **about(d), **numbers(fact, d), "objection": fact.number,
        "standing": "examined", "open": len(blocking(d)),
    }  # fmt: skip
    shown = beside(d, objection=fact.number)
    yield from everyone(d, Kind.OBJECTION_RESOLVED, args, shown=shown)


def numbers(fact: ExaminationEnded | None, d: Decision) -> dict[str, Arg]:
    """How many found what; nothing where answers are sealed."""
    yes, no, passed = fact.found if fact is not None else (0, 0, 0)
    shown = fact is not None and fact.qualifies is not None and not d.settings.sealed
    return {"counted": "yes" if shown else "no", "says": yes, "denies": no, "leaves": passed}


def _about(d: Decision, o: Objection, e: Examination) -> dict[str, Arg]:
    return {
        **about(d),
        **owned_by(d, e.by),
        "sealed": "yes" if d.settings.sealed else "no",
        "objection": o.number,
        "said": Words(tuple(r.words for r in o.reasons)),
        "words": Words(e.words),
        "until": At(e.until or d.slow_until),
        "asked": len(e.asked),
        "half": -(-len(e.asked) // 2),
        "yours": "no",
    }


def _shown(d: Decision, o: Objection, member: MemberId | None = None) -> dict[str, str | int]:
    until = o.examined.until if o.examined else None
    more: dict[str, str | int] = {"until": iso(until)} if until else {}
    if member is not None:
        more["member"] = member
    return beside(d, objection=o.number, **more)


def _to_all(
    d: Decision,
    kind: Kind,
    args: Mapping[str, Arg],
    shown: Mapping[str, str | int],
    *,
    besides: tuple[MemberId, ...],
    asks: tuple[MemberId, ...] = (),
) -> Iterator[Notice]:
    """The room, and each one apart who is not told otherwise."""
    yield Notice(kind, Room(), args, asks=asks, shown=shown)
    for member in those_apart(d):
        if member not in besides:
            yield Notice(kind, To(member), args, shown=shown)
