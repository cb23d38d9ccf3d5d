"""How it is told what stands beside the positions: a consent that was given ahead, words between an
unnamed objection and those who ask about it, a pause that one member would like, a fault."""

from collections.abc import Iterable, Iterator

from facilitator.core.notices import Arg, Notice, Text, To, Who, Words
from facilitator.core.rounds.consent.beside_folding import OfBeside
from facilitator.core.rounds.consent.facts import (
    AnswersDiffered,
    ObjectorAnswered,
    ObjectorAsked,
    ObjectorRevealed,
    PauseAsked,
    VoidAsked,
)
from facilitator.core.rounds.consent.state import Ballot, Decision, Phase
from facilitator.core.rounds.consent.tally import is_nameless
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    asking,
    beside,
    everyone,
    timing,
)


def of_beside(fact: OfBeside, d: Decision) -> Iterable[Notice]:
    """Who hears of one of these facts."""
    match fact:
        case ObjectorAsked():
            return _asked(fact, d)
        case ObjectorAnswered():
            return _answered(fact, d)
        case ObjectorRevealed(number):
            by: dict[str, Arg] = {"by": Who(d.objections[number - 1].member), "objection": number}
            shown = beside(d, objection=number, member=d.objections[number - 1].member)
            return everyone(d, Kind.OBJECTOR_REVEALED, {**about(d), **by}, shown=shown)
        case PauseAsked():
            return () if d.paused_at else everyone(d, Kind.PAUSE_ASKED, about(d))
        case VoidAsked(voiding):
            args: dict[str, Arg] = {
                **about(d), "words": Words((voiding.words,)), "holds": _holds(d),
            }  # fmt: skip
            shown = beside(d, member=voiding.by, code="void")
            return (Notice(Kind.VOID_ASKED, To(voiding.by), args, (voiding.by,), shown),)
        case AnswersDiffered():
            return (_which(fact, d),)
        case _:
            return ()  # given ahead, taken up: said in a receipt, and where the text stands anew


def _asked(fact: ObjectorAsked, d: Decision) -> Iterator[Notice]:
    """The question, to the owner alone; who asked from apart is told what becomes of it."""
    objection = d.objections[fact.number - 1]
    args: dict[str, Arg] = {
        **about(d), "objection": fact.number, "by": Who(fact.member),
        "words": Words((fact.words,)), "yours": "no",
        "line": "yes" if is_nameless(d, objection) else "no",
    }  # fmt: skip
    owner = objection.member
    shown = beside(d, objection=fact.number, member=owner)
    yield Notice(Kind.OBJECTOR_ASKED, To(owner), {**args, "yours": "yes"}, (owner,), shown)
    receipt = beside(d, objection=fact.number, member=fact.member)
    yield Notice(Kind.OBJECTOR_ASKED, To(fact.member), args, shown=receipt)


def _answered(fact: ObjectorAnswered, d: Decision) -> Iterable[Notice]:
    """What was asked since the last answer, and this one, without a name, to all."""
    said = [r for r in d.relayed if r.objection == fact.number]
    last = max((n for n, r in enumerate(said[:-1]) if r.answers), default=-1)
    asked = tuple(r.words for r in said[last + 1 :] if not r.answers)
    args: dict[str, Arg] = {
        **about(d), "objection": fact.number,
        "question": Words(asked),
        "words": Words((fact.words,)),
    }  # fmt: skip
    return everyone(d, Kind.OBJECTOR_ANSWERED, args, shown=beside(d, objection=fact.number))


def _which(fact: AnswersDiffered, d: Decision) -> Notice:
    """Which of two answers is meant; the later one counts meanwhile."""
    notice = asking(d, fact.member, "two-answers")
    args: dict[str, Arg] = {
        **notice.args, "earlier": fact.earlier.value, "later": fact.later.value,
    }  # fmt: skip
    return Notice(notice.kind, notice.to, args, notice.asks, notice.shown)


def _holds(d: Decision) -> str:
    """Whether people live by it already, as a choice."""
    return "yes" if d.phase in (Phase.IN_FORCE, Phase.PROVISIONAL) else "no"


def counts_now(ballot: Ballot, d: Decision) -> Notice:
    """To whoever consented ahead: it counts now."""
    args: dict[str, Arg] = {**about(d), **timing(d), "objection": ballot.ahead}
    shown = beside(d, member=ballot.member)
    return Notice(Kind.AHEAD_COUNTS, To(ballot.member), args, shown=shown)


def fault(d: Decision) -> dict[str, Arg]:
    """Why it is void; nothing where it is not."""
    found = d.phase is Phase.VOID and d.voiding is not None
    words = (d.voiding.words,) if d.voiding is not None and found else ()
    return {"fault": Words(words) if words else Text("")}
