"""Who should hear of what happened in a vote by points.

The room hears that it is open, and nothing of any answer. Whoever placed points has a receipt of
them alone. The sums are told by the practice that the vote is a step of.
"""

from collections.abc import Iterator, Sequence

from facilitator.core.ids import MemberId
from facilitator.core.notices import Arg, Notice, People, Room, To, Who
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.arguments import by_mail, matter, shown_fields, where
from facilitator.core.rounds.commands import Via
from facilitator.core.rounds.dot_vote.evolving import evolve
from facilitator.core.rounds.dot_vote.facts import Fact, PointsPlaced, VoteOpened
from facilitator.core.rounds.dot_vote.showing import ballot, options
from facilitator.core.rounds.dot_vote.state import DotVote
from facilitator.core.rounds.facts import Passed
from facilitator.core.rounds.prompt_round.facts import Spoke, WordsTakenBack
from facilitator.core.rounds.telling import one_by_one

Said = Iterator[Notice]

ASKING = frozenset({"round_announced", "place_kept"})
"""What asks in a round of words; here the options belong to it."""


def notices(before: DotVote | None, facts: Sequence[Fact], after: DotVote) -> tuple[Notice, ...]:
    """What is to be said of ``facts``, which led from ``before`` to ``after``, in order."""
    said: list[Notice] = []
    passed = {fact.member for fact in facts if isinstance(fact, Passed)}
    for was, fact, state in one_by_one(before, facts, evolve):
        if isinstance(fact, VoteOpened):
            said += _opened(state)
        elif was is not None and not _is_passing(fact, passed):
            said += _of(was, fact, state)
    return tuple(said)


def _is_passing(fact: Fact, passed: set[MemberId]) -> bool:
    """Whether points were taken back by a pass, which has its own receipt."""
    return isinstance(fact, WordsTakenBack) and fact.member in passed


def _opened(state: DotVote) -> Said:
    for seat in state.seats:
        if seat.slow:
            yield invitation(state, To(seat.member))
    yield invitation(state, Room())


def _of(before: DotVote, fact: Fact, state: DotVote) -> Said:
    match fact:
        case PointsPlaced(member=member):
            yield _receipt(state, member)
        case Spoke(via=Via.LETTER):
            return
        case _:
            for notice in prompt_round.notices(before.held, (fact,), state.held):  # type: ignore[arg-type]
                yield invitation(state, notice.to) if notice.kind in ASKING else notice


def invitation(state: DotVote, to: Room | To) -> Notice:
    """The question with all there is to choose among, to one member or to all at the table."""
    member = to.member if isinstance(to, To) else None
    held = state.held
    here = tuple(seat for seat in state.seats if seat.present)
    args: dict[str, Arg] = {
        **matter(held),
        **by_mail(held),
        "inviter": "named" if held.chair else "circle",
        "others": People(tuple(seat.member for seat in here if seat.member != member)),
        "where": where(to),
        "points": state.points,
        "options": options(state),
        "few": "yes" if state.is_few else "no",
    }
    if held.chair:
        args["by"] = Who(held.chair)
    at_table = tuple(seat.member for seat in here if not seat.slow)
    asks = (member,) if member else at_table
    return Notice("round_announced", to, args, asks=asks, shown=shown_fields(until=state.ends))


def _receipt(state: DotVote, member: MemberId) -> Notice:
    """Shows exactly what was taken, and how many points are left."""
    placed = state.ballot(member)
    mine = placed.placed if placed else 0
    args: dict[str, Arg] = {
        **matter(state.held),
        "placed": mine,
        "left": state.points - mine,
        "few": "yes" if state.is_few else "no",
    }
    if placed is not None:
        args["letter"] = ballot(state, placed)
    return Notice("words_received", To(member), args, shown=shown_fields(until=state.ends))
