"""A table for stories: a go-around."""

from facilitator.core.rounds import commands as say
from facilitator.core.rounds import go_around as ga
from tests.core.round_table import ANA, RoundTable

PROMPT = "What is growing in you this week?"
AS_EVER = ga.Settings()


class Table(RoundTable):
    """The shell in small, round a go-around that Ana has begun."""

    form = ga

    def __init__(
        self,
        seats: tuple[say.Invited, ...],
        settings: ga.Settings = AS_EVER,
        *,
        timed: bool = False,
    ) -> None:
        self.begin(ga.Begin(ANA, PROMPT, seats, settings, timed))

    def everyone_here(self) -> None:
        """Everyone at the table answers the roll-call."""
        for seat in self.state.seats:
            if not seat.slow and not seat.here:
                self.do(say.Here(seat.member))
