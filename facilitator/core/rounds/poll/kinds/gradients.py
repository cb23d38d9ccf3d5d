"""Gradients of agreement: eight steps from a whole-hearted yes to a no that would stop it.

After Sam Kaner and others, "Facilitator's Guide to Participatory Decision-Making" (eight gradients).
It shows how much support there is; it decides nothing.
"""

from collections.abc import Mapping
from dataclasses import replace

from facilitator.core.rounds.poll.kinds import check, choose
from facilitator.core.rounds.poll.kinds.kind import Kind
from facilitator.core.rounds.poll.state import Mark, Settings

STEPS = ("yes", "wish", "reservations", "abstain", "aside", "along", "apart", "stop")
_FROM_NO = 6
"""From this step on it is a no."""

_WORDS: Mapping[str, int] = {
    **dict.fromkeys(("whole-hearted yes", "wholeheartedly", "endorse", "fully agree"), 1),
    **dict.fromkeys(("abstain", "no opinion"), 4),
    **dict.fromkeys(("stand aside", "aside", "i stand aside"), 5),
    **dict.fromkeys(("block", "veto", "stop"), 8),
}


def usual(settings: Settings) -> Settings:
    """One step is said by each."""
    return replace(settings, least=1, most=1)


def is_no(marks: tuple[Mark, ...]) -> bool:
    """Whether it is one of the steps that say no."""
    return any(mark.option >= _FROM_NO for mark in marks)


GRADIENTS = Kind(
    "gradients", check.reader(_WORDS), choose.write, check.count, choose.tell,
    fixed=STEPS, decides=False, usual=usual, tap=choose.tap, taps=choose.taps, against=is_no,
    ticked=True,
)  # fmt: skip
