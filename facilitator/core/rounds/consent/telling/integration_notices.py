"""How building an objection in is told: the time for it, wordings, a new owner, the wider circle."""

from collections.abc import Iterator

from facilitator.core.notices import Arg, At, For, Notice, Room, To, Words
from facilitator.core.rounds.consent.objection_facts import (
    EscalationAnswered,
    EscalationAsked,
    IntegratingBegan,
    ObjectionAdopted,
    ObjectionHeld,
    TextSuggested,
)
from facilitator.core.rounds.consent.objections.escalating import waits_for
from facilitator.core.rounds.consent.objections.integrating import loops_left, loops_made, standing
from facilitator.core.rounds.consent.state import Decision
from facilitator.core.rounds.consent.tally import blocking
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    beside,
    everyone,
    iso,
    owned_by,
    those_apart,
)


def tries(d: Decision) -> dict[str, Arg]:
    """How many new texts have tried to meet an objection, and how many more may."""
    wider = "yes" if d.settings.wider else "no"
    return {
        "tried": loops_made(d), "left": loops_left(d), "wider": wider,
        "week": For(d.settings.integrate_for), "until": At(d.slow_until),
    }  # fmt: skip


def began(fact: IntegratingBegan, d: Decision) -> Iterator[Notice]:
    """There is time to build it in: the proposer is asked for a text, each objector what would help."""
    args: dict[str, Arg] = {
        **about(d), **tries(d), "until": At(fact.until), "last": "yes" if fact.last else "no",
        "open": len(blocking(d)), "yours": "no",
        "said": Words(tuple(r.words for o in blocking(d) for r in o.reasons)),
    }  # fmt: skip
    shown, apart = beside(d, until=iso(fact.until)), those_apart(d)
    owners = tuple(o.member for o in standing(d))
    asks = (d.proposer,) if d.place(d.proposer) and d.proposer not in apart else ()
    yield Notice(Kind.INTEGRATING_BEGAN, Room(), args, asks=asks, shown=shown)
    for member in apart:
        if member not in owners:
            asked = (member,) if member == d.proposer else ()
            yield Notice(Kind.INTEGRATING_BEGAN, To(member), args, asks=asked, shown=shown)
    for member in owners:
        own: dict[str, Arg] = {**args, "yours": "yes"}
        yield Notice(Kind.INTEGRATING_BEGAN, To(member), own, asks=(member,), shown=shown)


def suggested(fact: TextSuggested, d: Decision) -> Iterator[Notice]:
    """A wording, for all to see; the proposer is asked whether to take it."""
    args: dict[str, Arg] = {
        **about(d), **owned_by(d, fact.member), "suggestion": fact.number,
        "words": Words((fact.words,)), "yours": "no",
    }  # fmt: skip
    shown, apart = beside(d, suggestion=fact.number), those_apart(d)
    takes = d.proposer != fact.member and d.place(d.proposer) is not None
    asks = (d.proposer,) if takes and d.proposer not in apart else ()
    yield Notice(Kind.TEXT_SUGGESTED, Room(), args, asks=asks, shown=shown)
    for member in apart:
        own: dict[str, Arg] = {**args, "yours": "yes" if member == fact.member else "no"}
        asked = (member,) if takes and member == d.proposer else ()
        yield Notice(Kind.TEXT_SUGGESTED, To(member), own, asks=asked, shown=shown)


def adopted(fact: ObjectionAdopted, d: Decision) -> Iterator[Notice]:
    """An objection without an owner has one again."""
    args: dict[str, Arg] = {**about(d), **owned_by(d, fact.member), "objection": fact.number}
    yield from everyone(d, Kind.OBJECTION_ADOPTED, args, shown=beside(d, objection=fact.number))


def held(fact: ObjectionHeld, d: Decision) -> Iterator[Notice]:
    """The text does not meet it yet: the proposer hears what could be tried next."""
    args: dict[str, Arg] = {**about(d), **tries(d), "objection": fact.number}
    shown, apart = beside(d, objection=fact.number), those_apart(d)
    here = d.place(d.proposer) is not None
    asks = (d.proposer,) if here and d.proposer not in apart else ()
    yield Notice(Kind.OBJECTION_STANDS, Room(), args, asks=asks, shown=shown)
    if d.proposer in apart:
        yield Notice(Kind.OBJECTION_STANDS, To(d.proposer), args, (d.proposer,), shown)


def wished(fact: EscalationAsked, d: Decision) -> Iterator[Notice]:
    """The proposer or a host would hand it on: each objector is asked alone."""
    if not fact.asked:
        return
    args: dict[str, Arg] = {**about(d), **owned_by(d, fact.by), "yours": "no"}
    yield Notice(Kind.ESCALATION_ASKED, Room(), args, shown=beside(d))
    if fact.by in those_apart(d) and fact.by not in fact.asked:
        yield Notice(Kind.ESCALATION_ASKED, To(fact.by), args, shown=beside(d))
    for member in fact.asked:
        own: dict[str, Arg] = {**args, "yours": "yes"}
        shown = beside(d, member=member)
        yield Notice(Kind.ESCALATION_ASKED, To(member), own, asks=(member,), shown=shown)


def answered(fact: EscalationAnswered, before: Decision | None, d: Decision) -> Iterator[Notice]:
    """A yes is receipted; with a no it stays here, and who asked hears so. Nobody is named."""
    wish = before.escalation if before else None
    args: dict[str, Arg] = {
        **about(d), "agrees": "yes" if fact.agrees else "no",
        "words": "yes" if fact.words else "no", "waits": len(waits_for(d)), "yours": "yes",
    }  # fmt: skip
    kind = Kind.ESCALATION_ANSWERED
    yield Notice(kind, To(fact.member), args, shown=beside(d, member=fact.member))
    if not fact.agrees and wish is not None:
        told: dict[str, Arg] = {**args, "yours": "no"}
        yield Notice(kind, Room(), told, shown=beside(d))
        if wish.by in those_apart(d):
            yield Notice(kind, To(wish.by), told, shown=beside(d))
