"""What the pinned card of a poll shows: the question, how to answer, how many were heard, never who."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.core.notices import Arg, At, Letter, Lines, Text
from facilitator.core.rounds.consent.telling.saying import titled
from facilitator.core.rounds.poll import outcomes
from facilitator.core.rounds.poll.saying import about, iso, options, readers, rules
from facilitator.core.rounds.poll.state import Phase, Poll
from facilitator.core.rounds.poll.tally import answered, eligible


@dataclass(frozen=True, slots=True)
class Card:
    """Pure data. ``face`` names the attribute of ``poll-card`` that words it, with ``args``;
    ``shown`` are its machine-readable fields (contract §9), without counts while it is hidden."""

    face: str
    args: Mapping[str, Arg]
    shown: Mapping[str, str | int]


def card(poll: Poll) -> Card:
    """The card as it should stand now."""
    args = {**about(poll), **rules(poll), **readers(poll), **shown(poll)}
    return Card(face(poll), args, _shown(poll))


def shown(poll: Poll) -> dict[str, Arg]:
    """How a poll stands, as everybody may see it: while that is hidden, only how many answered."""
    args: dict[str, Arg] = {"options": options(poll), "phase": poll.phase.value}
    args |= outcomes.outcome(poll)
    if poll.hides or poll.phase is Phase.CANCELLED:
        nothing = Lines(())
        args |= {"told": "no", "lines": nothing, "stepped": "no", "steps": nothing}
        args |= {"heads": nothing, "passed": 0, "gone": 0, "reasons": Letter(()), "reasoned": 0}
    if not poll.over or poll.phase is Phase.CANCELLED:
        args |= {"named": "no", "who": Lines(()), "reasons": Letter(()), "reasoned": 0}
    return args


def listed(poll: Poll) -> dict[str, Text | At | int | str]:
    """What a line of the list says."""
    winners = ", ".join(poll.option(number).text for number in poll.chosen)
    return {
        "number": poll.number,
        "title": Text(titled(poll.question)),
        "kind": poll.kind,
        "phase": poll.phase.value,
        "came": poll.came.value if poll.came else "none",
        "until": At(poll.until),
        "winners": Text(winners),
    }


def face(poll: Poll) -> str:
    """Which side of the card is up."""
    return "paused" if poll.paused_at is not None and not poll.over else poll.phase.value


def _shown(poll: Poll) -> dict[str, str | int]:
    phase = "paused" if poll.paused_at and poll.phase is Phase.OPEN else poll.phase.value
    fields: dict[str, str | int] = {
        "phase": phase,
        "prompt": poll.question,
        "number": poll.number,
        "poll": poll.kind,
        "heard": answered(poll),
        "seats": len(eligible(poll)),
        "until": iso(poll.until),
    }
    if poll.hides:
        fields["sealed"] = True
    if poll.came is not None:
        fields["outcome"] = poll.came.value
    return fields
