"""What people, hosts, the circle and the clock may say to a round of any form (contract §4).

``by`` is who says it. ``host`` is what the shell knows of their rights in the circle; who has the
chair counts as a host of this round without it.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.people import Lane

LEAST_PLACES = 2
"""A round is between people."""


class Via(StrEnum):
    """Where words were said, which decides whether they count and whether to read them out."""

    ROOM = "room"  # plain talk in the room: counts in one's turn only
    REPLY = "reply"  # a reply to the card or in its thread: counts, and the room has seen it
    LETTER = "letter"  # private chat or mail: counts, and is read out


@dataclass(frozen=True, slots=True)
class Invited:
    """One member as the shell knows them when their place is made."""

    member: MemberId
    lane: Lane = Lane.LIVE
    by_mail: bool = False
    waited: bool = True
    """Whether their silence keeps it open: not where all their time has passed before it began."""


def in_own_lane(invited: Invited) -> Invited:
    """Who takes part by mail is in their own time, whatever was asked for."""
    return replace(invited, lane=Lane.SLOW) if invited.by_mail else invited


def asks_something(text: str) -> bool:
    """Say whether words put a question: some sentence of them ends with a question mark."""
    return "?" in text or "？" in text or "؟" in text


@dataclass(frozen=True, slots=True)
class Speak:
    """Words of a member. ``replaces`` asks to put them in place of an unread letter.

    ``short`` says that they are one short line, ``asks`` that they put a question.
    """

    by: MemberId
    words: tuple[WordsId, ...]
    via: Via = Via.ROOM
    replaces: bool = False
    short: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Finish:
    """*done*: I have finished."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Pass:
    """*pass*: I leave it, for this round."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Later:
    """*later*: come back to me at the end."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class More:
    """*more*: I need more time."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Here:
    """*in*: I am at the table."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class StepOut:
    """*out*: I leave the table; said once more, in one's own time already, it is a pass."""

    by: MemberId


OwnWord = Speak | Finish | Pass | Later | More | Here | StepOut


@dataclass(frozen=True, slots=True)
class Next:
    """Go on. ``after`` is whom the host saw speaking: a second tap does not skip the next one."""

    by: MemberId
    host: bool = False
    after: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Ask ``member`` at the end instead."""

    by: MemberId
    member: MemberId
    host: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clocks."""

    by: MemberId
    host: bool = False


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clocks go on; every deadline moves later by the pause."""

    by: MemberId
    host: bool = False


@dataclass(frozen=True, slots=True)
class Extend:
    """Keep the window (or the echo) open for ``span`` longer."""

    by: MemberId
    span: timedelta
    host: bool = False


@dataclass(frozen=True, slots=True)
class Add:
    """Give one more member a place, at the end of the order."""

    by: MemberId
    invited: Invited
    host: bool = False


@dataclass(frozen=True, slots=True)
class Chair:
    """Hand the chair to ``member``."""

    by: MemberId
    member: MemberId
    host: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Close now, with the circle letter."""

    by: MemberId
    host: bool = False


@dataclass(frozen=True, slots=True)
class Cancel:
    """Close without a circle letter or a record."""

    by: MemberId
    host: bool = False


HostWord = Next | Skip | Pause | Resume | Extend | Add | Chair | End | Cancel


@dataclass(frozen=True, slots=True)
class Left:
    """The member left the circle."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class Joined:
    """The member is back in the circle."""

    by: MemberId
    lane: Lane = Lane.LIVE


@dataclass(frozen=True, slots=True)
class Pace:
    """The member chose another pace, here or everywhere."""

    by: MemberId
    lane: Lane


@dataclass(frozen=True, slots=True)
class Away:
    """The member said that they are away, or is not reached."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class TookBack:
    """The member took these words back (by word, or by removing the message)."""

    by: MemberId
    words: tuple[WordsId, ...]


Passage = Left | Joined | Pace | Away | TookBack


@dataclass(frozen=True, slots=True)
class KeepTime:
    """The Timekeeper came into the room, or left it (contract §3)."""

    on: bool


@dataclass(frozen=True, slots=True)
class Outage:
    """The service was deaf for ``span`` while this round's clocks ran."""

    span: timedelta


@dataclass(frozen=True, slots=True)
class TimePassed:
    """The clock was looked at."""


Command = OwnWord | HostWord | Passage | KeepTime | Outage | TimePassed
