"""Whether a format closes, whoever stays silent: it is played through, and nobody says a word.

Of a season the steps that follow its last meeting are played. Parts are taken, so that the steps that
are theirs are held as well.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from facilitator.core.formats.checks import Flaw
from facilitator.core.formats.format import Format
from facilitator.core.ids import MemberId
from facilitator.core.people import Lane
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import session
from facilitator.core.rounds.commands import Invited
from facilitator.core.rounds.session.simulating import MOST_TICKS, Play

MOST_PEOPLE = 20
"""No more are played: beyond that nobody goes around (domain B.5)."""

ENOUGH = 600
"""After so many deadlines a long format is not played with yet another circle."""

SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def unending(whole: Format) -> Iterator[Flaw]:
    """Find the step at which a format stays when nobody answers, the first time that it does."""
    passed = 0
    for seats in _circles(whole):
        if passed > ENOUGH:
            return
        ticks, flaw = _played(whole, seats)
        passed += ticks
        if flaw is not None:
            yield flaw
            return


def _circles(whole: Format) -> Iterator[tuple[Invited, ...]]:
    """As few as it is for, as many as are ideal, as many as it holds, and more at several tables,
    where they may sit so: live, by mail, and mixed.
    """
    size = whole.size
    numbers = {size.least, size.ideal_most, min(size.most, MOST_PEOPLE)}
    if size.most <= MOST_PEOPLE and (more := session.next_divided(size, size.most)):
        numbers.add(more)
    for people in sorted(numbers):
        for by_mail in (range(0), range(people), range(1, people, 2)):
            yield tuple(_member(number, number in by_mail) for number in range(people))


def _member(number: int, by_mail: bool) -> Invited:
    lane = Lane.SLOW if by_mail else Lane.LIVE
    return Invited(MemberId(f"member-{number}"), lane, by_mail)


def _played(whole: Format, seats: tuple[Invited, ...]) -> tuple[int, Flaw | None]:
    """Play once; return after how many deadlines it ended, and what was wrong."""
    ticks = 0
    try:
        play = Play.begin(session.Begin(seats[0].member, whole, seats, "seed"), SOME_DAY)
    except Refusal as no:
        return ticks, Flaw(("steps",), f"this cannot be held ({no.code})")
    try:
        while ticks < MOST_TICKS and not play.over:
            _take_part(play)
            ticks += 1
            if not play.tick():
                break
    except Refusal as no:
        return ticks, Flaw(_where(play), f"this cannot be held ({no.code})")
    if play.over:
        return ticks, None
    words = f"does not end: when nobody answers it is still here after {ticks} deadlines"
    return ticks, Flaw(_where(play), words)


def _where(play: Play) -> tuple[str, int]:
    return ("steps", min(play.session.at, len(play.session.format.steps) - 1))


def _take_part(play: Play) -> None:
    """Whoever is there first takes the part that is offered, if it needs somebody; so at each table."""
    for one in play.apart.values():
        _take_part(one)
    for seat in play.session.seats:
        role = play.session.format.role(play.session.offered or "")
        if role is None or len(play.session.holders(role.name)) >= max(1, role.least):
            return
        play.do(session.Take(seat.member))
