"""The vote by points: everybody spreads points over what there is, unseen, and only sums are shown.

The practice is the dot vote with its two known faults mended: nobody sees where dots gather, so the
first one draws no others, and who gave what is never shown. It is held as a sealed prompt round in
which the answer is a ballot: the window, *more*, pauses, outages and paces are those of that round.

Readings we chose: fewer points than given is fine, what is left stays unplaced. A later answer
replaces the earlier one. *pass* is accepted from who has answered too: then their points do not
count. Somebody who leaves the circle leaves their points where they are. At the close each one's own
points are forgotten in the state. With fewer than three voters the sums may tell who gave what; that
is said before anybody answers.

Deliberately not modelled: weights, negative points, ranking.
"""

from facilitator.core.rounds.dot_vote.commands import Begin, Command, Place
from facilitator.core.rounds.dot_vote.deciding import announce, decide
from facilitator.core.rounds.dot_vote.evolving import evolve, fold
from facilitator.core.rounds.dot_vote.facts import Fact
from facilitator.core.rounds.dot_vote.reading import read_ballot
from facilitator.core.rounds.dot_vote.showing import Card, card, card_args, card_surface, sums
from facilitator.core.rounds.dot_vote.state import Ballot, DotVote, Option, Share, Sum
from facilitator.core.rounds.dot_vote.telling import notices
from facilitator.core.rounds.prompt_round.unseen import next_due

__all__ = [
    "Ballot",
    "Begin",
    "Card",
    "Command",
    "DotVote",
    "Fact",
    "Option",
    "Place",
    "Share",
    "Sum",
    "announce",
    "card",
    "card_args",
    "card_surface",
    "decide",
    "evolve",
    "fold",
    "next_due",
    "notices",
    "read_ballot",
    "sums",
]
