"""More people than a practice is for: what everybody does together, and what each table holds.

With ``tables`` the whole circle hears what is for everybody at the beginning and at the end; all
between is held at each table, and where the practice asks for it, one of each table tells the others a
line. With ``circles`` each circle holds the whole practice. Either way a table is a session of its own,
with a host of its own: whoever began it at theirs, somebody who would like to (else the lot) at the
others. What a table agrees on is for those who sit there: it stands in no register, and nothing of it
is kept.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta

from facilitator.core.formats.format import Above, Filled, Format, Role, Size
from facilitator.core.formats.references import step_references
from facilitator.core.formats.steps import (
    FACILITATOR,
    Announce,
    Break,
    Live,
    PromptRound,
    Record,
    Slow,
    SmallGroups,
    Step,
    Who,
)
from facilitator.core.rounds.session.commands import Begin
from facilitator.core.rounds.session.holding import newcomers
from facilitator.core.rounds.session.state import Apart, Session, Table
from facilitator.core.rounds.windows import LEAST_MAIL_WINDOW

TABLES, TOLD, TELLERS = (f"{FACILITATOR}:{name}" for name in ("tables", "told", "tellers"))
"""Two steps and a part that no file can name: reserved words stand in them."""

A_LINE = timedelta(seconds=60)
"""How long somebody has to tell a line of their table (as in 1-2-4-All)."""


def tables_for(size: Size, people: int) -> int | None:
    """Return at how many tables so many people sit; None where that many cannot be divided.

    Each has about the ideal size, and none has more than ``most`` or less than ``least``.
    """
    fewest, most = -(-people // size.most), people // max(1, size.least)
    if fewest > most:
        return None
    middle = (size.ideal_least + size.ideal_most) / 2
    return min(max(round(people / middle), fewest), most)


def next_divided(size: Size, people: int) -> int:
    """Return the next larger number of people who can sit at several tables; 0 where there is none."""
    if size.above not in (Above.TABLES, Above.CIRCLES):
        return 0
    more = range(max(people, size.most) + 1, people + 2 * size.most + 1)
    return next((number for number in more if tables_for(size, number)), 0)


def parted(format_: Format, people: int) -> tuple[Format, Format] | None:
    """Return what everybody does together and what each table holds; None where nobody sits apart."""
    size = format_.size
    apart = size.above in (Above.TABLES, Above.CIRCLES) and people > size.most
    if not apart or tables_for(size, people) is None:
        return None
    first, last = _middle(format_) if size.above is Above.TABLES else (0, len(format_.steps))
    steps = format_.steps
    between = (_at_tables(format_), *_told(format_))
    whole = replace(format_, steps=(*steps[:first], *between, *steps[last:]), roles=_roles(format_))
    own = tuple(_among_few(step) for step in steps[first:last])
    return whole, replace(format_, steps=own, record=Record.NONE)


def _middle(format_: Format) -> tuple[int, int]:
    """From which step on people sit at tables, and up to which one."""
    steps = format_.steps
    first, last = 0, len(steps)
    while first < last and _is_for_all(steps[first], steps):
        first += 1
    while last > first and _is_for_all(steps[last - 1], steps):
        last -= 1
    return (first, last) if first < last else (0, len(steps))


def _is_for_all(step: Step, steps: Sequence[Step]) -> bool:
    """Whether a step asks nobody, takes nothing from another one, and none takes anything from it."""
    tells = isinstance(step.does, Break) or step.does == Announce()
    bound = step.when or step.once_each or step.back_to or step.prompt_from
    return tells and not bound and step.id not in set(_named(steps))


def _named(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        yield from (reference.name for reference in step_references(step))
        if step.prompt_from is not None:
            yield step.prompt_from


def _at_tables(format_: Format) -> Step:
    speaker = TELLERS if format_.size.tell else None
    groups = SmallGroups(format_.size.ideal_most, speaker=speaker)
    slow = Slow(LEAST_MAIL_WINDOW)
    return Step(TABLES, slow=slow, small_groups=groups)


def _told(format_: Format) -> tuple[Step, ...]:
    """The step in which one of each table tells the others a line."""
    if not format_.size.tell:
        return ()
    live, slow = Live(A_LINE, each=True), Slow(LEAST_MAIL_WINDOW)
    return (
        Step(TOLD, prompt=format_.size.tell, who=Who(TELLERS), live=live, slow=slow,
             prompt_round=PromptRound()),
    )  # fmt: skip


def _roles(format_: Format) -> tuple[Role, ...]:
    """The parts that the whole circle needs: the practice's own are taken at each table."""
    tellers = (Role(TELLERS, Filled.PICK, "", most=None),) if format_.size.tell else ()
    host = (role for role in format_.roles if role.who is Filled.STARTER)
    return (*host, *tellers)


def _among_few(step: Step) -> Step:
    """The step as a table holds it: what a few agree on is no decision of the circle."""
    vote = step.consent_vote
    if vote is not None and vote.register:
        step = replace(step, consent_vote=replace(vote, register=False))
    return replace(step, record=Record.NONE)


def table_begin(state: Session, table: Table) -> Begin | None:
    """Return what one table holds, as a session of its own; None where its people talk."""
    if state.each is None or state.step is None or state.step.id != TABLES:
        return None
    here = tuple(seat for seat in state.seats if seat.member in table.members)
    by = state.chair if state.chair in table.members else None
    new = tuple(one for one in newcomers(state) if one in table.members)
    return Begin(
        by, state.each, here, f"{state.seed}:{table.number}", state.answers,
        newcomers=new, timed=state.timed, quiet_times=state.quiet_times,
        apart=Apart(
            table.number, len(state.tables), len(state.seats),
            state.each.size.above or Above.TABLES, state.each.size.tell or "",
        ),
    )  # fmt: skip
