"""How long a format takes, from and to: at the table, and in one's own time.

From: every step that is surely held, nobody waiting for anybody. To: with the roll-call, the steps
that depend on something, the ways back, and the echo. Whoever asks for more time makes it longer,
and a step ends early when all have answered.
"""

from dataclasses import dataclass
from datetime import timedelta

from facilitator.core.formats.format import Format
from facilitator.core.formats.steps import (
    BackTo,
    GoAround,
    Pairs,
    PromptRound,
    SmallGroups,
    Speaks,
    Step,
    Who,
)
from facilitator.core.rounds.windows import ECHO, LEAST_MAIL_WINDOW, MAIL_ECHO

NOTHING = timedelta()

ROLL_CALL = timedelta(minutes=3)
"""How long it is asked who is here, at most: once, since later steps know (contract §5)."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lasting:
    """From how long to how long something takes."""

    least: timedelta = NOTHING
    most: timedelta = NOTHING

    def __add__(self, other: "Lasting") -> "Lasting":
        """Return how long both take, one after the other."""
        return Lasting(self.least + other.least, self.most + other.most)

    def times(self, number: int) -> "Lasting":
        """Return how long it takes so many times."""
        return Lasting(self.least * number, self.most * number)

    def maybe(self) -> "Lasting":
        """Return how long it takes where it may also be left out."""
        return Lasting(NOTHING, self.most)


def at_table(format_: Format, people: int) -> Lasting:
    """Return the time at the table with so many people; what lasts for days is none of it."""
    spans = [_at_table(format_, step, people) for step in format_.steps]
    whole = _together(format_, spans, people)
    gathers = any(isinstance(step.does, GoAround) for step in format_.steps)
    return whole + Lasting(NOTHING, ROLL_CALL) if gathers else whole


def in_own_time(format_: Format, people: int, *, by_mail: bool = True) -> Lasting:
    """Return how long it takes where people answer in their own time: its windows together.

    ``by_mail``: some take part by mail, so that no window and no echo is shorter than three days.
    """
    spans = [_in_own_time(step, by_mail=by_mail) for step in format_.steps]
    return _together(format_, spans, people)


def takes_days(format_: Format) -> bool:
    """Whether days pass between its steps even where everybody is at the table."""
    return any(
        step.live.span >= A_DAY
        if step.live
        else step.slow is not None and step.slow.span is not None
        for step in format_.steps
    )


# -- one step ------------------------------------------------------------------------------------


def _at_table(format_: Format, step: Step, people: int) -> Lasting:
    if step.live is None or step.live.span >= A_DAY:
        return NONE
    asked = asked_in(format_, step.who, people)
    span = step.live.span
    match step.does:
        case Pairs() as does:
            sides = 2 if does.swap or (step.live.each and does.speaks is Speaks.BOTH) else 1
            span *= (sides if step.live.each else 1) * does.rounds
        case SmallGroups() as does:
            span *= (does.size if step.live.each else 1) * does.rounds
        case _:
            span *= asked if step.live.each else 1
    return Lasting(span, span)


def _in_own_time(step: Step, *, by_mail: bool) -> Lasting:
    span = step.slow.span if step.slow else None
    if span is None:
        return NONE
    if by_mail:
        span = max(span, LEAST_MAIL_WINDOW)
    if isinstance(step.does, Pairs | SmallGroups):
        span *= step.does.rounds
    echo = (MAIL_ECHO if by_mail else ECHO) if _has_echo(step) else NOTHING
    return Lasting(span, span + echo)


def _has_echo(step: Step) -> bool:
    """Whether both sides may answer what the other said: in turns, or open to all."""
    return isinstance(step.does, GoAround) or (
        isinstance(step.does, PromptRound) and not step.does.sealed
    )


def asked_in(format_: Format, who: Who, people: int) -> int:
    """Return how many people a step asks, of so many who take part."""
    role = format_.role(who.role or "")
    if role is None:
        return people
    holders = min(role.most or people, people)
    return max(1, people - holders if who.but else holders)


# -- all of them ---------------------------------------------------------------------------------

NONE = Lasting()


def _together(format_: Format, spans: list[Lasting], people: int) -> Lasting:
    """Return all steps one after another: some depend on something, go round, or come back."""
    held = [_held(step, span, people) for step, span in zip(format_.steps, spans, strict=True)]
    whole = sum(held, NONE)
    for number, step in enumerate(format_.steps):
        for back in _ways_back(step):
            first = next(n for n, one in enumerate(format_.steps) if one.id == back.step)
            again = sum(held[first : number + 1], NONE)
            whole += again.times(back.at_most).maybe()
    return whole


def _held(step: Step, span: Lasting, people: int) -> Lasting:
    span = span.times(people) if step.once_each else span
    return span.maybe() if step.when else span


def _ways_back(step: Step) -> list[BackTo]:
    choices = step.pick.choices if step.pick else ()
    found = [step.back_to, *(choice.back_to for choice in choices)]
    return [back for back in found if back is not None]
