"""What happens in a vote by points: what happens in its sealed round, and where points were placed."""

from dataclasses import dataclass

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds import prompt_round
from facilitator.core.rounds.dot_vote.state import Option, Share
from facilitator.core.rounds.prompt_round.facts import Announced


@dataclass(frozen=True, slots=True)
class VoteOpened:
    """The vote exists, and everybody may place their points."""

    announced: Announced
    options: tuple[Option, ...]
    points: int


@dataclass(frozen=True, slots=True)
class PointsPlaced:
    """A member's points lie so, and no longer as before."""

    member: MemberId
    words: WordsId
    shares: tuple[Share, ...]


Fact = VoteOpened | PointsPlaced | prompt_round.Fact
