"""An objection or a worry without words is asked about; what comes back alone are its words.

Nobody who is asked *what harm do you see?* should have to begin with a certain word. Only what can be
read as an answer of its own is taken as that instead.
"""

import re

from facilitator.core.ids import MemberId
from facilitator.core.rounds.consent.state import Decision
from facilitator.core.rounds.consent.tally import ballot_of, wordless
from facilitator.core.rounds.positions import Ask, Doubt, Nothing, Position, Read, Reading

_IN_A_REASON = frozenset({Doubt.UNCLEAR, Doubt.NEGATION, Doubt.CONDITION})
"""Doubts that the words of a reason raise by themselves: "the shed is not dry"."""
_SMALL_TALK = re.compile(
    r"(?:thanks?|thank you|hello|hi|hm+)\b.{0,20}|(?:sorry|oops|never ?mind|wait|(?:my|a) mistake)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What says nothing of a harm, and is put before nobody as one."""


def completed(d: Decision, member: MemberId, reading: Reading, text: str) -> Reading:
    """What somebody says alone, read in the light of the words that they owe."""
    owed = _owed(d, member)
    free = isinstance(reading, Nothing | Ask) and reading.why in _IN_A_REASON
    said = any(letter.isalpha() for letter in text) and not _SMALL_TALK.fullmatch(text.strip())
    if owed is None or not free or not said:
        return reading
    return Read(owed, text.strip())


def _owed(d: Decision, member: MemberId) -> Position | None:
    if member in wordless(d):
        return Position.OBJECT
    ballot = ballot_of(d, member)
    worried = ballot is not None and ballot.position is Position.CONCERN and ballot.words is None
    return Position.CONCERN if worried else None
