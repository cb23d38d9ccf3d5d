"""A round of another form whose answers come through a sealed prompt round."""

from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.core.ids import MemberId
from facilitator.core.rounds.prompt_round import course
from facilitator.core.rounds.prompt_round.commands import Begin
from facilitator.core.rounds.prompt_round.deciding import announce
from facilitator.core.rounds.prompt_round.facts import Announced
from facilitator.core.rounds.prompt_round.state import Phase, PromptRound, Seat


@dataclass(frozen=True, slots=True)
class Unseen:
    """Who is asked, who has answered, the window and the clocks are those of ``held``."""

    held: PromptRound

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.held.over

    @property
    def hidden(self) -> bool:
        """Whether nobody may know who has answered."""
        return self.held.hidden

    @property
    def ends(self) -> datetime:
        """The printed moment up to which one may answer."""
        return self.held.ends

    @property
    def phase(self) -> Phase:
        """Open, closed or called off."""
        return self.held.phase

    @property
    def paused_at(self) -> datetime | None:
        """Since when its clock stands still, if it does."""
        return self.held.paused_at

    @property
    def seats(self) -> tuple[Seat, ...]:
        """The places of those who are asked, in the order of the circle."""
        return self.held.seats

    @property
    def by_mail(self) -> tuple[MemberId, ...]:
        """Who of them reads and answers by mail."""
        return self.held.by_mail

    def seat(self, member: MemberId) -> Seat | None:
        """The place of one member, if they are asked."""
        return self.held.seat(member)


def begun(begin: Begin, now: datetime) -> Announced:
    """How such a round begins: nobody hears of any answer, and it opens nothing; raises ``Refusal``."""
    settings = replace(begin.settings, sealed=True, signed=True, opens=False)
    (first,) = announce(replace(begin, settings=settings), now)
    return first


def next_due(state: Unseen) -> datetime | None:
    """The earliest moment at which :class:`TimePassed` would do something."""
    return course.next_due(state.held)
