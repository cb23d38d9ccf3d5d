"""Who plays in a rehearsal, and what is played one after another: one practice, or a season's meetings.

Of a season every kind of meeting is played once; the others of its kind would be the same again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from facilitator.clock import micros
from facilitator.core.formats.format import Filled, Format
from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.rhythms import closing, held_as
from facilitator.core.rounds import session as core
from facilitator.core.rounds.commands import Invited
from facilitator.hosting.chance import seed
from facilitator.hosting.members.people import memberships
from facilitator.hosting.practices import asks
from facilitator.store import codecs
from facilitator.store import tables as t
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit

MOST_TOGETHER = 6
"""At a rehearsal no more sit together, unless the format needs more."""

BETWEEN = timedelta(weeks=2)
"""Between two meetings of a season that says nothing else."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One meeting of a rehearsal: what it is called, and what it begins with."""

    title: str
    begin: core.Begin

    def written(self) -> list[str]:
        """Return it as a rehearsal remembers it."""
        return [self.title, codecs.write(self.begin)]

    @classmethod
    def read(cls, kept: list[str]) -> "Scene":
        """Return the scene in what ``written`` gave."""
        return cls(kept[0], codecs.read(core.Begin, kept[1]))


def scenes(
    format_: Format, seats: tuple[Invited, ...], answers: tuple[core.Answer, ...],
    named: tuple[MemberId, ...], now: datetime, zone: ZoneInfo,
) -> tuple[Scene, ...]:  # fmt: skip
    """Return what is played. Raises ``Refusal`` for what cannot be held."""
    made = []
    for number, (title, held, parts) in enumerate(_meetings(format_)):
        dated = asks.dated(held, answers, now.astimezone(zone).date())
        given = tuple(one for one in dated if held.ask(one.name))
        turn = seats[1 + number % (len(seats) - 1)].member
        begin = core.Begin(
            seats[0].member, held, seats, seed(), given, named or (turn,) * parts, _new(held, seats)
        )
        core.announce(begin, now)
        made.append(Scene(title, begin))
    return tuple(made)


def _new(format_: Format, seats: tuple[Invited, ...]) -> tuple[MemberId, ...]:
    """Return who is played as new here, where the practice is for those: the last one."""
    if any(role.who is Filled.NEWCOMERS for role in format_.roles):
        return (seats[-1].member,)
    return ()


def _meetings(format_: Format) -> Iterator[tuple[str, Format, int]]:
    """Title, format and how many parts go round, of everything that is held one after another."""
    if not format_.plan:
        yield format_.title, format_, 0
        return
    for one in format_.plan:
        held = held_as(one.format, one.roles)
        turning = [name for name, how in one.roles if how is Filled.ROTATES]
        yield one.title, held, sum(held.role(name) is not None for name in turning)
    if format_.steps:
        yield format_.title, closing(format_, format_.title), 0


def seats(visit: Visit, circle: Record, by: Invited, format_: Format) -> tuple[Invited, ...]:
    """Return the places: the host's, and those of the played, every third of them by mail."""
    played = _how_many(visit, circle, format_)
    others = []
    for number in range(1, played + 1):
        by_mail = visit.house.mail is not None and (number % 3 == 0 or number == played < 3)
        member = MemberId(_player(visit, number)["id"])
        others.append(Invited(member, Lane.SLOW if by_mail else Lane.LIVE, by_mail))
    return (by, *others)


def stand_ins(named: tuple[MemberId, ...], seats: tuple[Invited, ...]) -> tuple[MemberId, ...]:
    """Return who has the parts of those named: the host their own, the others are played."""
    host, *played = (seat.member for seat in seats)
    others = iter(played * len(named))
    return tuple(one if one == host else next(others) for one in dict.fromkeys(named))


def _how_many(visit: Visit, circle: Record, format_: Format) -> int:
    """Return how many are played: as many as the circle has, or as the format is best with."""
    size = format_.size
    people = max(len(memberships(visit, circle)), size.ideal_least)
    return max(min(people, size.most, MOST_TOGETHER), size.least, 2) - 1


def _player(visit: Visit, number: int) -> Record:
    """Return the member who is played under this number, the same in every rehearsal."""
    ghost = f"_fac_member_{number}"
    found = visit.ledger.one(t.member, ghost=ghost)
    name = visit.house.wording.line("rehearsal-member", number=str(number))
    return found or visit.ledger.add(
        t.member, id=new_id("mem"), name=name, ghost=ghost, made_at=micros(visit.now)
    )
