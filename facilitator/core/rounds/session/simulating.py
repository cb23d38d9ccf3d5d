"""A session played without a room: the format, its rounds and a clock that is moved on by hand.

It is how a format proves that it closes whoever stays silent, how a rehearsal finds its lines, and
what the property tests drive. Nothing in it differs from a session in a room but the room.
"""

from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any

from facilitator.core.rounds import commands as said
from facilitator.core.rounds import discussion, go_around, prompt_round
from facilitator.core.rounds.session.commands import SHARED, Begin, StepOver, Take
from facilitator.core.rounds.session.course import next_due
from facilitator.core.rounds.session.deciding import announce, as_host, decide
from facilitator.core.rounds.session.evolving import evolve, fold
from facilitator.core.rounds.session.holding import heard_in, holding
from facilitator.core.rounds.session.state import Phase, Session
from facilitator.core.rounds.session.telling import notices

MODULES: dict[type[Any], ModuleType] = {
    go_around.Begin: go_around, prompt_round.Begin: prompt_round, discussion.Begin: discussion,
}  # fmt: skip
"""Which form of round begins with which command."""

MOST_TICKS = 2_000
"""Beyond so many deadlines a format is taken not to close."""


@dataclass
class Play:
    """One session, and the round that holds its present step. ``now`` only ever grows."""

    session: Session
    now: datetime
    form: ModuleType | None = None
    round: Any = None
    told: list[Any] = field(default_factory=list)
    """Every notice so far, the session's and its rounds'."""
    facts: list[Any] = field(default_factory=list)
    """Every fact of the session so far."""

    @classmethod
    def begin(cls, begin: Begin, now: datetime) -> "Play":
        """Begin a session. Raises ``Refusal`` as a room would hear it."""
        facts = announce(begin, now)
        first = evolve(None, facts[0])
        play = cls(fold(first, facts[1:]), now)
        play.told += notices(None, facts, play.session)
        play.facts += facts
        play._hold()
        return play

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.session.over

    def do(self, command: Any) -> tuple[Any, ...]:
        """Let somebody say something; what is for the step goes to its round. Return the facts."""
        if self.form is None or isinstance(command, Take | StepOver | said.Chair | said.Cancel):
            return self._session(command)
        told = self._session(command) if isinstance(command, SHARED) else ()
        if self.form is None or not self._is_for_step(command):
            return told
        if isinstance(command, said.HostWord):
            command = as_host(self.session, command)
        facts: tuple[Any, ...] = self.form.decide(self.round, command, self.now)
        self._keep(facts, ended=isinstance(command, said.End))
        return told + facts

    def _is_for_step(self, command: Any) -> bool:
        """Whoever is added has a place in the present step if it asks them, too."""
        step = self.session.step
        if not isinstance(command, said.Add) or step is None:
            return True
        asked = {seat.member for seat in self.session.places(step)}
        return command.invited.member in asked

    def tick(self) -> bool:
        """Move the clock to the next deadline and let it pass; False when there is none."""
        due = self.form.next_due(self.round) if self.form else next_due(self.session)
        if due is None:
            return False
        self.now = max(self.now, due)
        self.do(said.TimePassed())
        return True

    def to_the_end(self) -> bool:
        """Let time pass until the session closes; False if it never does."""
        for _ in range(MOST_TICKS):
            if self.over:
                return True
            if not self.tick():
                return False
        return self.over

    def _session(self, command: Any) -> tuple[Any, ...]:
        facts = decide(self.session, command, self.now)
        after = fold(self.session, facts)
        self.told += notices(self.session, facts, after)
        self.session = after
        self.facts += facts
        if self.over:
            self.form = self.round = None
        self._hold()
        return facts

    def _keep(self, facts: tuple[Any, ...], *, ended: bool) -> None:
        form, after = self.form or prompt_round, self.round
        for fact in facts:
            after = form.evolve(after, fact)
        self.told += form.notices(self.round, facts, after)
        self.round = after
        if after.over:
            heard, table = heard_in(after, self.session)
            self.form = self.round = None
            self._session(StepOver(heard, table, ended))

    def _hold(self) -> None:
        """Begin the round of the present step, where it is one."""
        step = self.session.step
        if self.form is not None or self.over or step is None:
            return
        if not self.session.begun or self.session.phase is not Phase.STEP:
            return
        begin = holding(self.session, step).begin
        self.form = MODULES[type(begin)]
        facts = self.form.announce(begin, self.now)
        state = None
        for fact in facts:
            state = self.form.evolve(state, fact)
        self.round = state
        self.told += self.form.notices(None, facts, state)
