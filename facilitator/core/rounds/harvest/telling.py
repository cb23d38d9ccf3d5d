"""Who should hear of what happened in a harvest.

The room hears what is asked, and never of whom or what they answered. Each author hears of their own
lines alone. What is kept is told by the practice that the harvest is a step of.
"""

from collections.abc import Iterator, Sequence

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, Room, To
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.arguments import by_mail, matter, shown_fields, where
from facilitator.core.rounds.facts import LateWord, Passed
from facilitator.core.rounds.harvest.evolving import evolve
from facilitator.core.rounds.harvest.facts import (
    AskingBegan,
    Fact,
    HarvestOpened,
    LineAnswered,
    LinesDrafted,
    LinesGone,
)
from facilitator.core.rounds.harvest.showing import drafted, given, own
from facilitator.core.rounds.harvest.state import Fate, Harvest, Stage
from facilitator.core.rounds.prompt_round.facts import Announced, Spoke, WordsTakenBack
from facilitator.core.rounds.telling import one_by_one

Said = Iterator[Notice]

ASKING = frozenset({"round_announced", "place_kept"})
"""What asks in a round of words; here one's own lines belong to it."""


def notices(before: Harvest | None, facts: Sequence[Fact], after: Harvest) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    for was, fact, state in one_by_one(before, facts, evolve):
        if isinstance(fact, HarvestOpened | AskingBegan):
            said += _asked(state)
        elif was is not None:
            said += _of(was, fact, state)
    for member in _answering(facts):
        said.append(_answered(after, member))
    return tuple(said)


def _answering(facts: Sequence[Fact]) -> list[MemberId]:
    """Whose answers are acknowledged: each once, whatever they said to how many lines.

    What was given with the draft, passed or taken back has its own word.
    """
    other = {fact.member for fact in facts if isinstance(fact, Passed | WordsTakenBack | LinesGone)}
    asked = (fact.member for fact in facts if isinstance(fact, LineAnswered))
    drafting = any(isinstance(fact, LinesDrafted) for fact in facts)
    return [] if drafting else [one for one in dict.fromkeys(asked) if one not in other]


def _asked(state: Harvest) -> Said:
    """The room hears what is going on; each who is asked hears their own question alone."""
    yield _invitation(state, Room())
    for seat in state.seats:
        yield _invitation(state, To(seat.member))


def _invitation(state: Harvest, to: Room | To) -> Notice:
    member = to.member if isinstance(to, To) else None
    mine = state.lines_of(member) if member and state.stage is Stage.ASKING else ()
    args: dict[str, Arg] = {
        **matter(state.held),
        **by_mail(state.held),
        "where": where(to),
        "stage": state.stage.value,
        "signed": "yes" if state.signed else "no",
        "count": len(mine),
    }
    if member is not None and mine:
        args["lines"] = own(state, member)
    asks = (member,) if member else ()
    return Notice("round_announced", to, args, asks=asks, shown=shown_fields(until=state.ends))


def _of(before: Harvest, fact: Fact, state: Harvest) -> Said:
    match fact:
        case LinesDrafted(member=member, lines=lines):
            letter = drafted(line for line in state.lines if line.drafter == member)
            others = any(line.author != member for line in lines)
            args: dict[str, Arg] = {
                **matter(state.held), "letter": letter, "stage": state.stage.value,
                "others": "yes" if others else "no", "kept": 0, "out": 0, "open": 0,
            }  # fmt: skip
            yield Notice("words_received", To(member), args, shown=shown_fields(until=state.ends))
        case LineAnswered() | Spoke() | LinesGone() | Announced() | LateWord():
            return
        case HarvestOpened() | AskingBegan():
            return
        case _:
            for notice in prompt_round.notices(before.held, (fact,), state.held):
                yield _invitation(state, notice.to) if notice.kind in ASKING else notice


def _answered(state: Harvest, member: MemberId) -> Notice:
    """The receipt shows how the lines stand, and what is still open."""
    lines = state.lines_of(member)
    fates = [line.fate for line in lines]
    args: dict[str, Arg] = {
        **matter(state.held),
        "letter": given(line for line in lines if line.fate is Fate.KEPT),
        "stage": state.stage.value,
        "others": "no",
        "kept": fates.count(Fate.KEPT),
        "out": fates.count(Fate.OUT),
        "open": fates.count(Fate.OPEN),
    }
    return Notice("words_received", To(member), args, shown=shown_fields(until=state.ends))
