"""The meetings of a season: which one is which, and as which format each is held."""

from dataclasses import replace
from datetime import timedelta

from facilitator.core.formats.format import HOST, Filled, Format, Meeting, Role
from facilitator.core.refusals import Refusal

MOST_MEETINGS = 30


def season_of(frame: Format, chosen: Format | None, meetings: int | None) -> tuple[Format, int]:
    """Return the season that ``frame`` is, with ``chosen`` for its meetings if that is no season
    itself, and how many meetings it has.

    The last meeting and what follows it stay the frame's: every season ends by looking back and
    choosing how to go on. Raises ``Refusal("season-meetings")``.
    """
    season = chosen if chosen is not None and chosen.plan else frame
    if chosen is not None and not chosen.plan:
        first = Meeting(chosen, chosen.title, fills=True, roles=((HOST, Filled.ROTATES),))
        season = replace(frame, title=chosen.title, plan=(first, frame.plan[-1]))
    count = meetings or season.meetings or len(season.plan)
    least = sum(not meeting.fills for meeting in season.plan)
    if not max(least, 2) <= count <= MOST_MEETINGS:
        raise Refusal("season-meetings", {"least": max(least, 2), "most": MOST_MEETINGS})
    return season, count


def meeting(season: Format, meetings: int, number: int) -> Meeting:
    """Return meeting ``number`` (from 1): the one that fills comes again until there are enough."""
    more = meetings - sum(not one.fills for one in season.plan)
    course = [one for each in season.plan for one in [each] * (more if each.fills else 1)]
    return course[min(number, len(course)) - 1]


def held_as(format_: Format, roles: tuple[tuple[str, Filled], ...] = ()) -> Format:
    """Return a format as a season holds it: the parts that go round are named by the season."""
    turning = {name for name, filled in roles if filled is Filled.ROTATES and name != HOST}
    named = tuple(_named(role) if role.name in turning else role for role in format_.roles)
    return replace(format_, roles=named)


def closing(season: Format, title: str) -> Format:
    """Return what follows a season's last meeting as a format of its own."""
    return replace(season, title=title, plan=())


def _named(role: Role) -> Role:
    return replace(role, who=Filled.MENTIONED)


def weeks_between(season: Format) -> int:
    """How many weeks lie between two meetings of a season that says nothing else."""
    return max(1, (season.every or timedelta(weeks=2)) // timedelta(weeks=1))
