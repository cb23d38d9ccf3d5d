"""What a host, or whoever has the chair, may say, as far as it means the same in every form."""

from datetime import datetime, timedelta
from typing import assert_never

from facilitator.core.refusals import Refusal
from facilitator.core.rounds.commands import Cancel, Chair, Extend, HostWord, Pause, Resume
from facilitator.core.rounds.facts import Cancelled, ChairHanded, Paused, Resumed
from facilitator.core.rounds.seats import S, Seated, seat_of


def need_host(state: Seated[S], said: HostWord) -> None:
    """Raises :class:`Refusal` unless it is theirs to say, and says something: some time, where more is."""
    if not said.host and said.by != state.chair:
        raise Refusal("only-hosts")
    if isinstance(said, Extend) and said.span <= timedelta(0):
        raise Refusal("extend-by-what")


def as_ever(
    state: Seated[S], said: Pause | Resume | Chair | Cancel, now: datetime
) -> tuple[Paused | Resumed | ChairHanded | Cancelled, ...]:
    """The clocks stop or run again, somebody else has the chair, or it is called off."""
    match said:
        case Pause() | Resume():
            return pausing(state.paused_at, said, now)
        case Chair(member=member):
            handed = seat_of(state, member).member
            return () if handed == state.chair else (ChairHanded(handed),)
        case Cancel():
            return (Cancelled(now),)
        case _:
            assert_never(said)


def pausing(
    paused_at: datetime | None, said: Pause | Resume, now: datetime
) -> tuple[Paused | Resumed, ...]:
    """The clocks stop, or run again after as long as they stood; said twice it changes nothing."""
    if isinstance(said, Pause):
        return () if paused_at else (Paused(said.by, now),)
    return (Resumed(now - paused_at),) if paused_at else ()
