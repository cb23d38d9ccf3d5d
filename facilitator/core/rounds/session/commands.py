"""What a session is begun with, and what is particular to it; the rest is ``rounds.commands``."""

from dataclasses import dataclass

from facilitator.core.formats.format import Format
from facilitator.core.ids import MemberId, WordsId
from facilitator.core.quiet import NEVER, Quiet
from facilitator.core.rounds.commands import Add, Invited, KeepTime, Passage
from facilitator.core.rounds.commands import Command as RoundCommand
from facilitator.core.rounds.session.state import Answer, Apart, Heard, Told


@dataclass(frozen=True, slots=True)
class Begin:
    """Hold ``format``. ``named`` were mentioned in the line that began it; ``seed`` is chance.

    ``apart``: it is one table of a larger session. ``by`` None: its host is still to be found.
    """

    by: MemberId | None
    format: Format
    seats: tuple[Invited, ...]
    seed: str
    answers: tuple[Answer, ...] = ()
    named: tuple[MemberId, ...] = ()
    newcomers: tuple[MemberId, ...] = ()
    timed: bool = False
    quiet_times: Quiet = NEVER
    apart: Apart | None = None


@dataclass(frozen=True, slots=True)
class Take:
    """*in*: I take the part that is offered."""

    by: MemberId


@dataclass(frozen=True, slots=True)
class StepOver:
    """The round that held the present step has ended (the shell tells it).

    ``table`` are those who were at the table when it ended, None where that was not asked.
    ``ended`` says that a host has closed everything, and not only this step.
    """

    heard: Heard
    table: tuple[MemberId, ...] | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class TableOver:
    """The round of one table has ended (the shell tells it). ``ended``: so has everything, by a host.

    ``lap``, ``turn`` and ``number`` say which one; ``speaker`` took the part of telling the others.
    """

    lap: int
    turn: int
    number: int
    told: tuple[Told, ...] = ()
    speaker: MemberId | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Sit:
    """*in 2*: I go to that table."""

    by: MemberId
    number: int


@dataclass(frozen=True, slots=True)
class AnswerAhead:
    """My answer to a step that my letter asked beside an earlier one; without words: I pass."""

    by: MemberId
    step: str
    words: tuple[WordsId, ...] = ()


SHARED = Passage | Add | KeepTime
"""What the session hears even while a round holds its step; that round hears it too."""

Command = RoundCommand | Take | StepOver | TableOver | Sit | AnswerAhead
