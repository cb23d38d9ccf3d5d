"""A table for stories: a discussion."""

from facilitator.core.ids import MemberId
from facilitator.core.notices import Notice
from facilitator.core.rounds import commands as say
from facilitator.core.rounds import discussion as di
from tests.core.round_table import ANA, RoundTable

PROMPT = "Where shall the compost go?"
AS_EVER = di.Settings()


class Table(RoundTable):
    """The shell in small, round a discussion that Ana has opened."""

    form = di

    def __init__(
        self,
        seats: tuple[say.Invited, ...],
        settings: di.Settings = AS_EVER,
        *,
        timed: bool = False,
    ) -> None:
        self.begin(di.Begin(ANA, PROMPT, seats, settings, timed))

    def hand(self, member: MemberId, kind: di.HandKind = di.HandKind.TOPIC) -> list[Notice]:
        """Raise a hand."""
        return self.do(di.Hand(member, kind))
