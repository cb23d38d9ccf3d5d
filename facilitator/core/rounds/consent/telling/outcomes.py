"""How the end of a decision is told: at the table, in force, given up, and at its review."""

from collections.abc import Iterable, Iterator, Mapping

from facilitator.core.notices import Arg, At, Entry, Letter, Notice, Room, Text, To, Words
from facilitator.core.rounds.consent.bearing import Why
from facilitator.core.rounds.consent.facts import Adopted, Closed, ReviewBegan
from facilitator.core.rounds.consent.state import Decision, Phase
from facilitator.core.rounds.consent.tally import (
    blocking,
    concerns,
    counted,
    counts,
    least_consents,
    thanked,
    unanswered,
)
from facilitator.core.rounds.consent.telling.beside_notices import fault
from facilitator.core.rounds.consent.telling.saying import (
    Kind,
    about,
    asked_by_practice,
    beside,
    everyone,
    final,
    iso,
    those_apart,
    timing,
)


def provisional(d: Decision) -> Iterator[Notice]:
    """Adopted at the table; each open place keeps its time and is asked alone, unnamed."""
    waiting = {p.member for p in unanswered(d)}
    args: dict[str, Arg] = {**about(d), **timing(d), "text": Text(d.text), "yours": "no"}
    shown = beside(d, until=iso(d.slow_until))
    yield Notice(Kind.DECISION_PROVISIONAL, Room(), args, shown=shown)
    for member in those_apart(d):
        asks = member in waiting
        yield Notice(
            Kind.DECISION_PROVISIONAL,
            To(member),
            {**args, "yours": "yes" if asks else "no"},
            asks=(member,) if asks else (),
            shown=shown,
        )


def outcome(fact: Adopted | Closed | ReviewBegan, d: Decision) -> Iterable[Notice]:
    """It is decided, or given up, or its review begins because its day has come."""
    match fact:
        case Adopted(_, review_at):
            args: dict[str, Arg] = {**_record(d), "review": At(review_at)}
            shown = beside(d, outcome="adopted", review=iso(review_at))
            return _hears_outcome(d, Kind.DECISION_ADOPTED, args, shown)
        case Closed(outcome, ending):
            closed: dict[str, Arg] = {
                **_record(d),
                "outcome": outcome.value,
                "ending": ending.value,
            }
            fields = beside(d, outcome=outcome.value)
            return _hears_outcome(d, Kind.DECISION_CLOSED, closed, fields)
        case ReviewBegan(number, _, why):
            told = {**about(d), "review": number}
            due = Notice(Kind.REVIEW_DUE, Room(), told, shown=beside(d))
            return (due,) if why is Why.DATE else ()  # the review itself asks everybody


def _hears_outcome(
    d: Decision, kind: Kind, args: Mapping[str, Arg], shown: Mapping[str, str | int]
) -> Iterable[Notice]:
    """Everybody. Within a practice, who is not in the room reads it with the step that follows,
    unless it is one for the register."""
    goes_on = d.phase is not Phase.IN_FORCE and not final(d)
    if d.recorded and not goes_on:
        return everyone(d, kind, args, shown=shown)
    return (Notice(kind, Room(), args, shown=shown),)


def _record(d: Decision) -> dict[str, Arg]:
    """What the outcome says: the text, the numbers, the worries, the thanks. The silent are only a
    number; a sealed decision's worries stand without their owners."""
    now = counts(d)
    worries = concerns(d)
    within = asked_by_practice(d)
    if d.settings.sealed:
        shown: Arg = Words(tuple(words for _, said in worries for words in said))
    else:
        shown = Letter(tuple(Entry(member, said) for member, said in worries))
    thanks = thanked(d)
    return {
        **about(d),
        **within,
        "text": Text(d.text),
        "consents": now.consent,
        "with_concern": now.concern,
        "objections": len(blocking(d)),
        "aside": now.aside,
        "passed": now.passed,
        "put": "yes" if d.asked else "no",
        "no_answer": now.no_answer,
        "not_reached": now.not_reached,
        "worries": len(worries),
        "concerns": shown,
        "yes_needed": least_consents(d),
        "wider": "yes" if d.settings.wider else "no",
        "thanks": len(thanks),
        "thanked": Text(", ".join(map(str, thanks))),
        "log_code": Text(""),  # the shell knows the code, where there is one
        "log_code_known": "no",
        "ahead": sum(bool(ballot.ahead) for ballot in counted(d)),
        "alone": "yes" if len(d.places) == 1 and d.settings.within is None else "no",
        **fault(d),
    }
