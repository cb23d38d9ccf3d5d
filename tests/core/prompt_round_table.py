"""A table for stories: a prompt round."""

from facilitator.core.rounds import commands as say
from facilitator.core.rounds import prompt_round as pr
from tests.core.go_around_table import PROMPT
from tests.core.round_table import ANA, RoundTable

AS_EVER = pr.Settings()
SEALED = pr.Settings(sealed=True)
UNSIGNED = pr.Settings(sealed=True, signed=False)


class Table(RoundTable):
    """The shell in small, round a prompt round that Ana has begun."""

    form = pr

    def __init__(
        self,
        seats: tuple[say.Invited, ...],
        settings: pr.Settings = AS_EVER,
        seed: str = "chance",
    ) -> None:
        self.begin(pr.Begin(ANA, PROMPT, seats, settings, seed))
