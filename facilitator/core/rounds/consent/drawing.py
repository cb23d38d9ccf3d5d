"""The table of transitions as people read it: two diagrams, a table, and the rules of each size.

``docs/consent.md`` is written by hand; what stands in it between ``<!-- drawn: NAME -->`` and
``<!-- end -->`` is drawn here. Pure: ``python -m facilitator.operating.drawing`` writes the file.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from facilitator.core.rounds.consent.fates import FATES
from facilitator.core.rounds.consent.policies import rules_of
from facilitator.core.rounds.consent.state import RUNNING, Phase, Settings, Silence, Standing
from facilitator.core.rounds.consent.transitions import GROUPS, TABLE, Row
from facilitator.core.scales import Scale

_DRAWN = re.compile(r"(<!-- drawn: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_IN_BRACKETS = re.compile(r" *\(.*?\)")
_RUNNING = frozenset[Phase | None](RUNNING)
_SPOKEN = {
    Silence.WAITS: "`waits`", Silence.OTHERS_DECIDE: "`others_decide`", Silence.CONSENTS: "`consents`",
}  # fmt: skip


def filled(page: str) -> str:
    """The page with every drawn block made anew; KeyError for a block that nobody draws."""
    return _DRAWN.sub(lambda block: f"{block[1]}{DRAWINGS[block[2]]()}\n{block[3]}", page)


def diagram() -> str:
    """The phases, and what leads from one to another; numbers are the table's.

    No phase stands inside another: not every viewer can draw arrows out of a box.
    """
    ends = sorted({p.value for p in Phase} - {p.value for p in RUNNING} - {Phase.IN_FORCE.value})
    named = '    state "any that is running" as running'
    return _mermaid(["    direction LR", named, *_edges(), *(f"    {end} --> [*]" for end in ends)])


def _edges() -> Iterator[str]:
    for row in TABLE:
        if row.to is not None:
            for before in _sources(row):
                yield f"    {before} --> {row.to.value}: {_label(row)}"


def _sources(row: Row) -> list[str]:
    """Where an edge begins: all that is on its way counts as one place."""
    named = sorted(p.value for p in row.origin if p is not None and p is not row.to)
    if row.origin >= _RUNNING:
        named = ["running", *(name for name in named if Phase(name) not in RUNNING)]
    return ["[*]"] if None in row.origin else named


def _label(row: Row) -> str:
    """The row's number and event; what stands in brackets is for the table."""
    return f"{row.number} {_IN_BRACKETS.sub('', row.event)}"


def objections() -> str:
    """What becomes of an objection."""
    lines = ["    direction LR"]
    for fate in FATES:
        for before in sorted(fate.origin, key=str):
            origin = "[*]" if before is None else before.value
            lines.append(f"    {origin} --> {fate.to.value}: {fate.event}")
    ends = (Standing.RESOLVED, Standing.WITHDRAWN, Standing.CONCERN)
    return _mermaid([*lines, *(f"    {end.value} --> [*]" for end in ends)])


def _mermaid(lines: list[str]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"])


def table() -> str:
    """All rows, in their groups."""
    told = []
    for heading, rows in GROUPS:
        told += [f"### {heading}", "", "| # | from | what happens | if | then | facts | shown by |",
                 "|---|---|---|---|---|---|---|", *map(_told, rows), ""]  # fmt: skip
    return "\n".join(told)


def _told(row: Row) -> str:
    then = "stays" if row.to is None else f"**{row.to.value}**"
    then += f"; {row.changed}" if row.changed else ""
    facts = ", ".join(f"`{fact.__name__}`" for fact in row.facts) or "—"
    cells = (row.number, _from(row), row.event, row.guard, then, facts, _shown(row.shown))
    return "| " + " | ".join(cells) + " |"


def _from(row: Row) -> str:
    """The phases of a row, many of them by one word."""
    if None in row.origin:
        return "—"
    phases = {phase for phase in row.origin if phase is not None}
    if phases == set(Phase):
        return "any"
    named = ["running"] if phases >= RUNNING else []
    left = phases - RUNNING if named else phases
    over = set(Phase) - RUNNING
    rest = ["over"] if left == over else [p.value for p in Phase if p in left]
    return ", ".join([*named, *rest])


def _shown(place: str) -> str:
    """A link to the transcript, or to the test."""
    file, _, test = place.partition("::")
    path = file if test else f"tests/transcripts/{file}.txt"
    return f"[{test.replace('_', ' ') if test else file}](../{path})"


def rules() -> str:
    """The rules of a decision where its proposal asks for nothing else."""
    head = "| circle | at the table | in one's own time | no answer | answers needed | to look at it again |"
    lines = [head, "|---|---|---|---|---|---|"]
    for scale in (Scale.DYAD, Scale.CREW, Scale.CONGREGATION, Scale.NETWORK):
        r = rules_of(scale)
        lines.append(
            f"| {scale.value} | {_days(r.live_for)} | {_days(r.slow_for)} | {_SPOKEN[r.silence]} "
            f"| {_needed(r)} | {_days(r.review_after)} |"
        )
    lines.append(f"| {Scale.CROWD.value} | takes no decisions | | | | |")
    return "\n".join(lines)


def _needed(r: Settings) -> str:
    if r.quorum_percent:
        return f"{r.quorum_percent} % of those reached"
    return f"at least {r.least_consents} consent" if r.least_consents else "no number"


def _days(span: timedelta) -> str:
    return f"{span / timedelta(days=1):g} days"


DRAWINGS: dict[str, Callable[[], str]] = {
    "diagram": diagram, "objections": objections, "table": table, "rules": rules,
}  # fmt: skip
"""What can be drawn, by the name of its block."""
