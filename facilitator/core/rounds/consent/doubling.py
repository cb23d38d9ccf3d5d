"""One person, two channels: within minutes they answer differently by chat and by mail.

The last answer counts, as always; once for each version they are asked which one they mean, because
the earlier of the two may have been the later thought (Dec. 4.5, "same person on chat and mail").
"""

from datetime import timedelta

from facilitator.core.rounds.consent.facts import AnswersDiffered
from facilitator.core.rounds.consent.state import Ballot, Decision
from facilitator.core.rounds.consent.tally import ballot_of

CLOSE = timedelta(minutes=10)
"""Two answers that come nearer to each other than this may have been meant the other way round."""


def differing(d: Decision, ballot: Ballot) -> tuple[AnswersDiffered, ...]:
    """The question which of two answers is meant; none where it was asked already."""
    earlier = ballot_of(d, ballot.member)
    if earlier is None or not earlier.source or (ballot.member, d.version) in d.asked_which:
        return ()
    together = abs(ballot.heard_at - earlier.heard_at) <= CLOSE
    same = earlier.position is ballot.position or earlier.by_mail is ballot.by_mail
    if same or not together or earlier.ahead:
        return ()
    return (AnswersDiffered(ballot.member, d.version, earlier.position, ballot.position),)
