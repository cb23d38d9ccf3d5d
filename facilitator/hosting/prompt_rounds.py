"""Prompt rounds: how one begins (``!round``, ``!ask``)."""

from facilitator.core.ids import MemberId, RoundId
from facilitator.core.people import Lane
from facilitator.core.reading import Line
from facilitator.core.rounds import prompt_round as core
from facilitator.core.rounds.windows import WINDOW
from facilitator.hosting.chance import seed
from facilitator.hosting.forms import PROMPT_ROUND
from facilitator.hosting.go_arounds import may_begin
from facilitator.hosting.quiet import in_quiet_times
from facilitator.hosting.rounds import begin
from facilitator.hosting.seats import seats
from facilitator.hosting.spans import span_chosen, yes_chosen
from facilitator.intake import Said
from facilitator.store.ledger import new_id
from facilitator.visit import Record, Visit


def start(visit: Visit, said: Said, line: Line) -> None:
    """``!round PROMPT [window= sealed=yes|no]``: sealed where somebody takes part in their own time."""
    circle, place, by = may_begin(visit, said)
    open_round(visit, circle, place, MemberId(by["id"]), line)


def open_round(
    visit: Visit, circle: Record, place: Record, by: MemberId | None, line: Line
) -> Record:
    """Open a prompt round as its line says; return its round. Raises ``Refusal``."""
    places = tuple(seats(visit, circle))
    sealed = yes_chosen(line, "sealed")
    if sealed is None:
        sealed = any(seat.lane is Lane.SLOW for seat in places)
    settings = core.Settings(window=span_chosen(line, "window") or WINDOW, sealed=sealed)
    command = core.Begin(by, line.rest, places, settings, seed())
    facts = core.announce(in_quiet_times(command, circle), visit.now)
    return begin(visit, PROMPT_ROUND, RoundId(new_id("rnd")), circle, place, line.rest, facts)
