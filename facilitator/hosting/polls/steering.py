"""What hosts, and whoever asked the question, do with a poll: more time, an end, a second opening, a tie."""

from dataclasses import replace
from typing import Any

from facilitator.acts import Pin
from facilitator.core.ids import MemberId
from facilitator.core.notices import Text
from facilitator.core.reading import Line
from facilitator.core.refusals import Refusal
from facilitator.core.rounds import poll as core
from facilitator.hosting import chairs, chance
from facilitator.hosting.contributions import acknowledge
from facilitator.hosting.members.rights import is_host, need_starter
from facilitator.hosting.polls.finding import closed_meant
from facilitator.hosting.polls.opening import ask
from facilitator.hosting.resting import need_awake
from facilitator.hosting.rounds import act, state_of
from facilitator.hosting.spans import span_said
from facilitator.intake import Said
from facilitator.store import tables as t
from facilitator.visit import Record, Visit

_STEERS: dict[str, Any] = {
    "pause": core.Pause, "resume": core.Resume, "end": core.End, "cancel": core.Cancel,
    "withdraw": core.Cancel,
}  # fmt: skip


def steer(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!extend !pause !resume !end !cancel !withdraw``. Raises ``Refusal``."""
    if line.word == "chair":
        _chair(visit, said, line, row)
        return
    if line.word != "extend" and line.word not in _STEERS:
        raise Refusal("word-elsewhere", {"typed": Text(line.word)})
    me = _owner(visit, said, row)
    chairs.keep(visit, row, me)
    command = core.Extend(me, span_said(line)) if line.word == "extend" else _STEERS[line.word](me)
    if act(visit, row, command):
        acknowledge(visit, said.ref, "✅")


def _chair(visit: Visit, said: Said, line: Line, row: Record) -> None:
    """``!chair``: as in a decision."""
    if chairs.is_me(line.rest):
        chairs.ask(visit, said, row)
        acknowledge(visit, said.ref, "✅")
    else:
        _owner(visit, said, row)
        chairs.hand_on(visit, said, line, row)


def reopen(visit: Visit, said: Said, line: Line) -> None:
    """``!reopen [N]``: a poll that is over counts answers again. Raises ``Refusal``."""
    row = closed_meant(visit, said, line.rest)
    me = _owner(visit, said, row)
    need_awake(_circle(visit, row))
    if act(visit, row, core.Reopen(me)):
        visit.ledger.change(t.round_, row, open=True, closed_at=None)
        visit.post(Pin(), row["place"], target=row["card"])
        acknowledge(visit, said.ref, "✅")


def lot(visit: Visit, said: Said, line: Line) -> None:
    """``!lot [N]``: chance settles a tie, so that everybody can draw it again. Raises ``Refusal``."""
    row = closed_meant(visit, said, line.rest)
    me = _owner(visit, said, row)
    if act(visit, row, core.Draw(me, chance.seed())):
        acknowledge(visit, said.ref, "✅")


def runoff(visit: Visit, said: Said, line: Line) -> None:
    """``!runoff [N]``: the same question again, about those alone that are level. Raises ``Refusal``."""
    row = closed_meant(visit, said, line.rest)
    me, circle = _owner(visit, said, row), _circle(visit, row)
    poll: core.Poll = state_of(visit, row)
    if poll.came is not core.Came.TIE:
        raise Refusal("poll-no-tie")
    need_starter(visit, circle, me)
    need_awake(circle)
    level = (poll.option(number) for number in poll.chosen)
    options = tuple(replace(one, number=n) for n, one in enumerate(level, 1))
    settings = replace(poll.settings, least=1, most=1, none=False, seed=chance.seed())
    voters = [place.member for place in poll.places] if settings.chosen else ()
    ask(visit, circle, me, poll.kind, poll.question, options, settings, weights_of(poll), voters)


def weights_of(poll: core.Poll) -> dict[str, int]:
    """Return whose answer weighs more or less than one."""
    unit = poll.settings.unit
    return {place.member: place.weight for place in poll.places if place.weight != unit}


def _owner(visit: Visit, said: Said, row: Record) -> MemberId:
    """Return who speaks, if they host the circle or have the chair: who asked has it, until it is
    handed on. Raises ``Refusal``."""
    by = visit.member_of(said.by)["id"]
    if by != chairs.chair_of(visit, row) and not is_host(visit, _circle(visit, row), by):
        raise Refusal("poll-not-yours")
    return MemberId(by)


def _circle(visit: Visit, row: Record) -> Record:
    return visit.ledger.one(t.circle, id=row["circle"]) or {}
