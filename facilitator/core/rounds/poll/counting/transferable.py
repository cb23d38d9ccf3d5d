"""Several seats by single transferable vote: the rules of Scotland's councils, that others recount.

The Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to 52, the
weighted inclusive Gregory method. Quota: papers divided by seats and one, the fraction dropped, and
one added. Who reaches it is in. What is above it moves on with all the papers of who has it, each
worth less (surplus times value divided by votes, five decimals, the rest dropped); the largest
surplus first. With no surplus the one with the fewest goes out, and the papers move on as they are.
Once as many are left as seats, they have them.

Levels are settled by the counts before, the newest first, then by lot (rules 49 and 51; ``ties``).
Where three are level and an earlier count separates only one, those still level are looked at
further back. All numbers are whole: votes times ``UNIT``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from facilitator.core.rounds.poll.counting.papers import Order, Papers, cast, next_choice
from facilitator.core.rounds.poll.counting.ties import Settled, Votes, fewest, most

UNIT = 100_000
"""One vote, counted to five decimals."""


class Step(StrEnum):
    """What a stage of the count did."""

    FIRST = "first"
    """First choices were counted."""
    SURPLUS = "surplus"
    """What somebody had above the quota moved on."""
    OUT = "out"
    """Who had the fewest went out."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what was done, and how all stand after it."""

    step: Step
    of: int | None
    """Whose votes moved."""
    votes: Votes
    """After the stage, in units. Who is out has none."""
    spent: int
    """Votes in units that no paper can carry on."""
    elected: tuple[int, ...] = ()
    """Who is in from this stage on."""
    settled: Settled = Settled.CLEAR


@dataclass(frozen=True, slots=True)
class Transferable:
    """A whole count: ``elected`` in the order in which they came in."""

    quota: int
    """In whole votes."""
    stages: tuple[Stage, ...]
    elected: tuple[int, ...]


@dataclass(slots=True)
class _Table:
    """The papers on the counting table: whose heap each lies on, and what it is worth."""

    seats: int
    quota: int
    heaps: dict[int, list[tuple[Order, int, int]]]
    """For each option its papers: the order, how many, and what each is worth in units."""
    seed: str
    votes: dict[int, int]
    spent: int = 0
    elected: list[int] = field(default_factory=list)
    out: set[int] = field(default_factory=set)
    waiting: list[int] = field(default_factory=list)
    """Who is in with a surplus that has not moved yet."""
    stages: list[Stage] = field(default_factory=list)

    @property
    def left(self) -> list[int]:
        """Who is neither in nor out."""
        return [one for one in self.votes if one not in self.out and one not in self.elected]

    @property
    def before(self) -> list[Votes]:
        """How all stood after the stages before this one."""
        return [stage.votes for stage in self.stages[:-1]]


def transferable(options: Sequence[int], papers: Papers, seats: int, seed: str) -> Transferable:
    """Return the count of ``papers`` for that many ``seats``; ``seed`` is for lots alone."""
    if not cast(papers):
        return Transferable(0, (), ())
    quota = cast(papers) // (seats + 1) + 1
    table = _Table(seats, quota, {one: [] for one in options}, seed, dict.fromkeys(options, 0))
    _lay(table, ((order, number, UNIT) for order, number in papers.items() if order))
    _close(table, Step.FIRST, None, Settled.CLEAR)
    while len(table.elected) < seats and table.left:
        if table.waiting:
            _move_surplus(table)
        else:
            _put_out(table)
    return Transferable(quota, tuple(table.stages), tuple(table.elected))


def _lay(table: _Table, papers: Iterable[tuple[Order, int, int]]) -> None:
    """Lay papers on the heaps of their next choices; what has none is spent."""
    left = table.left
    for order, number, worth in papers:
        choice = next_choice(order, left)
        if choice is None:
            table.spent += number * worth
        else:
            table.heaps[choice].append((order, number, worth))
            table.votes[choice] += number * worth


def _move_surplus(table: _Table) -> None:
    """Rules 48 and 49: the largest surplus moves on with all papers of who has it."""
    highest = max(table.votes[one] for one in table.waiting)
    level = [one for one in table.waiting if table.votes[one] == highest]
    of, settled = most(level, table.before, table.seed)
    surplus, total = table.votes[of] - table.quota * UNIT, table.votes[of]
    moving, table.heaps[of] = table.heaps[of], []
    table.waiting.remove(of)
    table.votes[of] = table.quota * UNIT
    _lay(table, ((order, number, surplus * worth // total) for order, number, worth in moving))
    _close(table, Step.SURPLUS, of, settled)


def _put_out(table: _Table) -> None:
    """Rules 50 and 51: who has the fewest goes out, and the papers keep what they are worth."""
    lowest = min(table.votes[one] for one in table.left)
    level = [one for one in table.left if table.votes[one] == lowest]
    of, settled = fewest(level, table.before, table.seed)
    moving, table.heaps[of] = table.heaps[of], []
    table.out.add(of)
    table.votes[of] = 0
    _lay(table, moving)
    _close(table, Step.OUT, of, settled)


def _close(table: _Table, step: Step, of: int | None, settled: Settled) -> None:
    """End a stage: who has the quota is in (rule 47), and so are the last who are left (rule 52)."""
    reached = [one for one in table.left if table.votes[one] >= table.quota * UNIT]
    reached.sort(key=lambda one: -table.votes[one])
    table.elected += reached
    table.waiting += [one for one in reached if table.votes[one] > table.quota * UNIT]
    if len(table.left) <= table.seats - len(table.elected):
        rest = sorted(table.left, key=lambda one: -table.votes[one])
        table.elected += rest
        reached += rest
    table.stages.append(Stage(step, of, dict(table.votes), table.spent, tuple(reached), settled))
