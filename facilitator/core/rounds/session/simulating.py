"""A session played without a room: the format, its rounds and a clock that is moved on by hand.

It is how a format proves that it closes whoever stays silent, how a rehearsal finds its lines, and
what the property tests drive. Nothing in it differs from a session in a room but the room.
"""

from dataclasses import dataclass, field
from datetime import datetime
from types import ModuleType
from typing import Any

from facilitator.core.formats.steps import Step
from facilitator.core.ids import MemberId
from facilitator.core.rounds import commands as said
from facilitator.core.rounds import (
    discussion,
    dot_vote,
    go_around,
    harvest,
    pick,
    prompt_round,
    vote,
)
from facilitator.core.rounds.session import beside
from facilitator.core.rounds.session.apart import table_begin
from facilitator.core.rounds.session.commands import (
    SHARED,
    AnswerAhead,
    Begin,
    Sit,
    StepOver,
    TableOver,
    Take,
)
from facilitator.core.rounds.session.course import next_due
from facilitator.core.rounds.session.deciding import announce, as_host, decide
from facilitator.core.rounds.session.evolving import evolve, fold
from facilitator.core.rounds.session.holding import heard_in, holding
from facilitator.core.rounds.session.state import Phase, Session
from facilitator.core.rounds.session.tables import table_holding, told_at
from facilitator.core.rounds.session.telling import notices

MODULES: dict[type[Any], ModuleType] = {
    go_around.Begin: go_around, prompt_round.Begin: prompt_round, discussion.Begin: discussion,
    dot_vote.Begin: dot_vote, harvest.Begin: harvest,
    pick.Begin: pick, vote.Begin: vote,
}  # fmt: skip
"""Which form of round begins with which command."""

NOBODY = MemberId("")
"""Who closes a table that its people have left."""

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
    tables: dict[int, discussion.Discussion] = field(default_factory=dict)
    """The talks at the tables of the present step, by their numbers."""
    apart: dict[int, "Play"] = field(default_factory=dict)
    """The sessions that tables hold, where more came than the format is for; those that ended too."""

    @classmethod
    def begin(cls, begin: Begin, now: datetime) -> "Play":
        """Begin a session. Raises ``Refusal`` as a room would hear it."""
        facts = announce(begin, now)
        first = evolve(None, facts[0])
        play = cls(fold(first, facts[1:]), now)
        play.told += notices(None, facts, play.session)
        play.facts += facts
        play._lay()
        play._hold()
        return play

    @property
    def over(self) -> bool:
        """Whether the session has ended."""
        return self.session.over

    @property
    def due(self) -> datetime | None:
        """The next deadline: of the whole, of its step, or at one of its tables."""
        if self.over:
            return None
        own = self.form.next_due(self.round) if self.form else next_due(self.session)
        talks = (discussion.next_due(table) for table in self.tables.values())
        dues = (*talks, *(one.due for one in self.apart.values()))
        return min((one for one in dues if one is not None), default=own)

    def do(self, command: Any) -> tuple[Any, ...]:
        """Let somebody say something; what is for the step goes to its round. Return the facts."""
        if self.session.phase is Phase.TABLES and not isinstance(command, Take | Sit | StepOver):
            return self._at_tables(command)
        if self.form is None or isinstance(
            command, Sit | Take | StepOver | AnswerAhead | said.Chair | said.Cancel
        ):
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
        due = self.due
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
        self._lay()
        self._hold()
        return facts

    def _at_tables(self, command: Any) -> tuple[Any, ...]:
        """What is said while people sit at tables: for the whole, for every table, for one's own."""
        whole = said.Chair | said.Cancel | said.End | said.Add
        if isinstance(command, whole):
            return self._session(command)
        told = (
            self._session(command) if isinstance(command, SHARED | said.Pause | said.Resume) else ()
        )
        if isinstance(command, said.HostWord):
            command = as_host(self.session, command)
        if isinstance(command, said.Next | said.Skip):
            command = said.End(command.by, host=True)
        for number, table in list(self.tables.items()):
            here = getattr(command, "by", None) is None or isinstance(command, said.HostWord)
            if self.tables.get(number) is table and (here or table.seat(command.by)):
                told += self._at_table(number, table, command)
        return told + self._apart(command)

    def _apart(self, command: Any) -> tuple[Any, ...]:
        """The same, where each table holds a session of its own."""
        told: tuple[Any, ...] = ()
        all_ = getattr(command, "by", None) is None or isinstance(command, said.HostWord)
        for number, one in list(self.apart.items()):
            if not one.over and (all_ or one.session.seat(command.by)):
                told += self._at_one(number, one, command)
        return told

    def _at_one(self, number: int, one: "Play", command: Any) -> tuple[Any, ...]:
        one.now = self.now
        told = one.do(command)
        if one.over and not self.over:
            chair = one.session.chair
            self._session(TableOver(self.session.lap, self.session.turn, number, speaker=chair))
        return told

    def _at_table(self, number: int, table: discussion.Discussion, command: Any) -> tuple[Any, ...]:
        facts = discussion.decide(table, command, self.now)
        after = discussion.fold(table, facts)
        self.told += discussion.notices(table, facts, after)
        self.tables[number] = after
        if after.over:
            del self.tables[number]
            place = after.settings.table or discussion.AtTable()
            over = TableOver(place.lap, place.turn, number, told_at(after), after.teller)
            self._session(over)
        return facts

    def _lay(self) -> None:
        """Begin the tables that were laid, leave those that are over, seat who has come."""
        step, running = self.session.step, {table.number for table in self.session.running}
        if self.session.each is not None:
            self._lay_apart(running)
            return
        self.tables = {number: one for number, one in self.tables.items() if number in running}
        for table in self.session.running if step else ():
            if table.number not in self.tables and step is not None:
                begin = table_holding(self.session, step, table).begin
                facts = discussion.announce(begin, self.now)  # type: ignore[arg-type]
                state = discussion.fold(discussion.evolve(None, facts[0]), facts[1:])
                self.told += discussion.notices(None, facts, state)
                self.tables[table.number] = state
            for member in table.members:
                seat = self.session.seat(member)
                if seat is not None and self.tables[table.number].seat(member) is None:
                    add = said.Add(member, seat, host=True)
                    self._at_table(table.number, self.tables[table.number], add)

    def _lay_apart(self, running: set[int]) -> None:
        for number, one in self.apart.items():
            if number not in running and not one.over:
                one.now = self.now
                one.do(said.End(NOBODY, host=True))
        for table in self.session.running:
            begin = table_begin(self.session, table)
            if table.number not in self.apart and begin is not None:
                self.apart[table.number] = Play.begin(begin, self.now)
            for member in table.members:
                seat = self.session.seat(member)
                if seat is not None and self.apart[table.number].session.seat(member) is None:
                    self._at_one(
                        table.number, self.apart[table.number], said.Add(member, seat, True)
                    )

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
        self._bring(step)

    def _bring(self, step: Step) -> None:
        """Bring what was answered before the step began, where it is words or a pass."""
        seats = getattr(self.round, "seats", ())  # a vote has places
        read = tuple(seat.member for seat in seats if getattr(seat, "letter", ()))
        for answer in tuple(beside.answers(self.session, step, read)):
            if self.form is not None and not isinstance(self.round, dot_vote.DotVote | pick.Pick):
                self._keep(self.form.decide(self.round, answer, self.now), ended=False)
