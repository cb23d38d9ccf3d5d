"""Where a vote by points stands: what there is to choose among, and who has placed what so far.

Who has answered, the window and the clocks are those of a sealed prompt round (``held``): a ballot is
an answer that nobody sees. What each gave is forgotten at the close; from then on there are only sums.
"""

from dataclasses import dataclass, replace

from facilitator.core.ids import MemberId, WordsId
from facilitator.core.rounds.prompt_round.unseen import Unseen

FEW = 3
"""With fewer voters the sums may tell who gave what, and that is said beforehand."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to give points to: words from an earlier step, or a named choice.

    ``author`` is there where names stand with the words.
    """

    words: WordsId | None = None
    text: str = ""
    author: MemberId | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many points on the option of that number, counted from one."""

    option: int
    points: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """How one member has spread their points; ``words`` is the answer it came in."""

    member: MemberId
    words: WordsId
    shares: tuple[Share, ...]

    @property
    def placed(self) -> int:
        """How many points they placed; the others are left unplaced."""
        return sum(share.points for share in self.shares)


@dataclass(frozen=True, slots=True)
class Sum:
    """What an option has come to."""

    option: Option
    points: int


@dataclass(frozen=True, slots=True)
class DotVote(Unseen):
    """One vote by points: ``points`` for each, over ``options``. ``sums`` are there once it is closed."""

    options: tuple[Option, ...]
    points: int
    ballots: tuple[Ballot, ...] = ()
    sums: tuple[Sum, ...] = ()

    @property
    def is_few(self) -> bool:
        """Whether so few take part that sums may tell who gave what."""
        return sum(seat.present for seat in self.seats) < FEW

    def ballot(self, member: MemberId) -> Ballot | None:
        """What a member has placed so far."""
        return next((one for one in self.ballots if one.member == member), None)

    def without(self, member: MemberId) -> "DotVote":
        """The same vote without what a member has placed."""
        return replace(self, ballots=tuple(one for one in self.ballots if one.member != member))

    def counted(self) -> "DotVote":
        """The same vote, its points added up and each one's own forgotten."""
        given = [share for ballot in self.ballots for share in ballot.shares]
        sums = (
            Sum(option, sum(share.points for share in given if share.option == number))
            for number, option in enumerate(self.options, 1)
        )
        return replace(self, ballots=(), sums=tuple(sums))
