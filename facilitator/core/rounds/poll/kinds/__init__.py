"""The kinds of poll, by name. A new kind is one module here, one entry below, and its words."""

from collections.abc import Mapping

from facilitator.core.rounds.poll.kinds.check import CHECK
from facilitator.core.rounds.poll.kinds.choose import CHOOSE
from facilitator.core.rounds.poll.kinds.count import COUNT
from facilitator.core.rounds.poll.kinds.dots import DOTS
from facilitator.core.rounds.poll.kinds.gradients import GRADIENTS
from facilitator.core.rounds.poll.kinds.kind import Cast, Kind, Result, Taken, share
from facilitator.core.rounds.poll.kinds.ranked import RANKED
from facilitator.core.rounds.poll.kinds.score import SCORE
from facilitator.core.rounds.poll.kinds.stv import STV
from facilitator.core.rounds.poll.kinds.times import TIME

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in (CHOOSE, CHECK, GRADIENTS, COUNT, SCORE, DOTS, RANKED, STV, TIME)
}

__all__ = ["KINDS", "Cast", "Kind", "Result", "Taken", "share"]
