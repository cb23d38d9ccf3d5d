"""A table for stories: a round of any form, a clock, and everything that was said, in order."""

from datetime import UTC, datetime, timedelta
from typing import Any

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.notices import Notice, Room, To
from facilitator.core.people import Lane
from facilitator.core.rounds import commands as say

ANA, BEN, CY, DI, ELI, FAY = (MemberId(name) for name in ("ana", "ben", "cy", "di", "eli", "fay"))
START = datetime(2026, 3, 5, 18, 0, tzinfo=UTC)


def live(member: MemberId) -> say.Invited:
    """Somebody who may be at the table."""
    return say.Invited(member)


def slow(member: MemberId) -> say.Invited:
    """Somebody in chat, in their own time."""
    return say.Invited(member, Lane.SLOW)


def by_mail(member: MemberId) -> say.Invited:
    """Somebody who has mail only."""
    return say.Invited(member, Lane.SLOW, by_mail=True)


def words(name: str) -> tuple[WordsId, ...]:
    """One message."""
    return (WordsId(name),)


class RoundTable:
    """The shell in small: decides, folds, collects."""

    form: Any
    """The package of the form."""

    def begin(self, begin: Any) -> None:
        """A round begins."""
        self.now = START
        self.state: Any = None
        self.heard: list[Notice] = []
        self.facts: list[Any] = []
        self._take(self.form.announce(begin, self.now))

    def do(self, command: Any) -> list[Notice]:
        """What is said because of ``command``."""
        return self._take(self.form.decide(self.state, command, self.now))

    def _take(self, facts: tuple[Any, ...]) -> list[Notice]:
        before = self.state
        for fact in facts:
            self.state = self.form.evolve(self.state, fact)
        said = self.form.notices(before, facts, self.state)
        self.facts += facts
        self.heard += said
        return list(said)

    def pass_time(self, **span: float) -> list[Notice]:
        """Jump, and look at the clock once."""
        self.now += timedelta(**span)
        return self.do(say.TimePassed())

    def until_due(self) -> list[Notice]:
        """Jump to the next deadline, and look at the clock once."""
        due = self.form.next_due(self.state)
        assert due is not None
        self.now = max(self.now, due)
        return self.do(say.TimePassed())

    def run_out(self) -> list[Notice]:
        """Let the clock run to the end, from one deadline to the next."""
        said: list[Notice] = []
        while self.form.next_due(self.state) is not None:
            said += self.until_due()
        return said

    def say(self, member: MemberId, name: str = "talk") -> list[Notice]:
        """Talk in the room."""
        return self.do(say.Speak(member, words(name)))

    def reply(self, member: MemberId, name: str) -> list[Notice]:
        """Reply to the card."""
        return self.do(say.Speak(member, words(name), say.Via.REPLY))

    def write(self, member: MemberId, name: str, *, replaces: bool = False) -> list[Notice]:
        """Send a letter; one whose name ends with a question mark asks something."""
        asks = name.endswith("?")
        return self.do(say.Speak(member, words(name), say.Via.LETTER, replaces, asks=asks))

    def phase(self) -> Any:
        """The step the round is in."""
        return self.state.phase

    def seat(self, member: MemberId) -> Any:
        """A member's place."""
        seat = self.state.seat(member)
        assert seat is not None
        return seat

    def place(self, member: MemberId) -> Any:
        """What became of a place."""
        return self.seat(member).place


def kinds(said: list[Notice]) -> list[str]:
    """The names of notices, with ``>member`` where they go to one alone."""
    return [n.kind + (f">{n.to.member}" if isinstance(n.to, To) else "") for n in said]


def in_room(said: list[Notice], kind: str) -> Notice:
    """The one notice of this kind that the room hears."""
    (found,) = [n for n in said if n.kind == kind and isinstance(n.to, Room)]
    return found
